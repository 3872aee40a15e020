"""Nothing that a codebook says is lost on the way to the model, and nothing is made up."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable

import pytest

from annotator.model.attributes import Attribute, AttributeType, Value
from annotator.model.codebook import (
    Codebook,
    Count,
    Example,
    Label,
    ReferenceList,
    RelationLabel,
    SpanRules,
)
from annotator.model.words import Words

Parse = Callable[..., Codebook]

WHOLE = """\
languages: [en]
title: {en: Whole}
description: {en: Everything at once}
text: {snap: char, tokens: whitespace, trim: false}
tagsets:
  levels:
    high: {name: {en: High}, definition: {en: Of a ministry}, shortcut: "1", color: "#112233"}
    low: {parent: high, group: below, missing: true, when: {sure: true}}
    old: {deprecated: {since: "1"}}
lists:
  people:
    name: {en: People}
    label: title
    open: true
    fields: {title: {type: text}, level: {type: text}}
    items: {ani: {title: Ani, level: high}}
  places: {label: {en: name}, items: {bpp: {name: Balikpapan}}}
labels:
  top:
    abstract: true
    name: {en: Top}
    short: T
    definition: {en: What all have}
    include: [{en: this}]
    exclude: [{en: that}]
    color: "#445566"
    shortcut: t
  rule:
    parent: top
    outside: true
    deprecated: {since: "1"}
    examples: [{text: a b, mark: a, attributes: {sure: true}, source: page 3, why: {en: so}}]
    counterexamples: [{text: c d, why: {en: not so}}]
    span:
      snap: sentence
      overlap: {same_label: none}
      within: [place]
      not_within: [place]
      cross: {sentence: false, paragraph: false}
      fragments: 2
      length: {min: 2, max: 99}
      per_document: "0..4"
    attributes:
      sure: {type: bool, name: {en: "Sure?"}, definition: {en: Are you}, default: true}
      person: {type: ref, list: people, shortcut: p, required: true, many: true}
      level: {type: enum, values_from: levels, open: true, fill_from: person.level}
      note: {type: text, multiline: true, pattern: "a+", format: url, max_length: 9}
      size: {type: number, min: 1, max: 9, integer: true, unit: cm, agreement: ratio}
      day: {type: date, precision: any, scope: shared, remember: true, when: {sure: true}}
      gone: {type: bool, widget: buttons, deprecated: {since: "1"}}
  place:
relations:
  says:
    name: {en: says}
    definition: {en: Who says what}
    from: [rule]
    to: [rule]
    out: "1"
    in: "0..1"
    symmetric: true
    transitive: true
    acyclic: true
    same_label: true
    inherit: within
    color: "#778899"
    shortcut: s
    when: {from.sure: true}
    attributes: {firm: {type: bool}}
    deprecated: {since: "1"}
sets: {first: {labels: [rule]}}
document: {outlet: {type: text}}
"""


def begins_with(field: dataclasses.Field) -> object:
    """What a field of a value holds where nothing is said; the field itself if it must be given."""
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return field if field.default is dataclasses.MISSING else field.default


def unsaid(values: Iterable[object]) -> set[str]:
    """The fields that are the same as where nothing is said, in every one of some values."""
    values = list(values)
    return {
        field.name
        for field in dataclasses.fields(values[0])
        if all(getattr(value, field.name) == begins_with(field) for value in values)
    }


@pytest.fixture
def whole(parse: Parse) -> Codebook:
    return parse(WHOLE)


def test_everything_that_is_said_of_a_label_reaches_it(whole: Codebook) -> None:
    assert unsaid(whole.labels.values()) == set()
    assert unsaid([whole.labels["rule"].span]) == set()
    assert unsaid(whole.labels["rule"].examples) == set()
    assert whole.labels["rule"].counterexamples[0].why == Words({"en": "not so"})


def test_everything_that_is_said_of_a_question_reaches_it(whole: Codebook) -> None:
    questions = whole.labels["rule"].attributes
    assert unsaid(questions.values()) == set()
    assert unsaid(questions["level"].values.values()) == set()


def test_everything_that_is_said_of_relations_lists_and_the_file_reaches_them(
    whole: Codebook,
) -> None:
    assert unsaid(whole.relations.values()) == set()
    assert unsaid(whole.lists.values()) == set()
    assert unsaid([whole]) == set()


def test_a_name_is_the_one_that_is_given_and_not_made_from_the_id(whole: Codebook) -> None:
    rule = whole.labels["rule"]
    named = [
        (whole.labels["top"].name, "Top"),
        (rule.attributes["sure"].name, "Sure?"),
        (rule.attributes["level"].values["high"].name, "High"),
        (whole.relations["says"].name, "says"),
        (whole.lists["people"].name, "People"),
        (whole.title, "Whole"),
    ]
    assert [words.by_language for words, _ in named] == [{"en": name} for _, name in named]


BARE = """\
lists: {people: {items: {}}}
labels:
  rule:
    attributes: {note: {type: text}, kind: {type: enum, values: [x]}}
    examples: [{text: a}]
relations: {says: {from: [rule], to: [rule]}}
"""


def test_what_nothing_is_said_of_is_as_the_model_has_it(parse: Parse) -> None:
    bare = parse(BARE)
    rule = bare.labels["rule"]
    note = Attribute("note", AttributeType.TEXT, Words({"": "note"}))
    kind = Attribute(
        "kind", AttributeType.ENUM, Words({"": "kind"}), values={"x": Value("x", Words({"": "x"}))}
    )
    assert rule.attributes == {"note": note, "kind": kind}
    assert rule == Label(
        "rule",
        Words({"": "rule"}),
        examples=(Example("a"),),
        span=SpanRules(),
        attributes=rule.attributes,
    )
    ends = (("rule",), ("rule",))
    assert bare.relations == {
        "says": RelationLabel("says", Words({"": "says"}), Words(), *ends),
    }
    assert bare.lists == {"people": ReferenceList("people", Words({"": "people"}))}


def test_a_file_that_says_little_is_as_the_model_has_it(parse: Parse) -> None:
    bare = parse("labels: {rule: }")
    assert bare == Codebook("tried", "1.0.0", labels=bare.labels, raw=bare.raw)
    assert bare.labels["rule"].span.per_document == Count()
