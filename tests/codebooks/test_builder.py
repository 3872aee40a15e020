from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.codebooks.builder import build, condition_of, count_of
from annotator.codebooks.reader import parse_codebook, read_codebook
from annotator.model.attributes import ALWAYS, AttributeType, Required, Term
from annotator.model.codebook import ANY_NUMBER, Codebook, Count
from annotator.model.words import Words

Parse = Callable[..., Codebook]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (None, ANY_NUMBER),
        ("1", Count(1, 1)),
        (2, Count(2, 2)),
        ("0..1", Count(0, 1)),
        ("1..*", Count(1, None)),
        ("0..*", ANY_NUMBER),
    ],
)
def test_counts_have_a_least_and_a_most(text: str | int | None, count: Count) -> None:
    assert count_of(text) == count


def test_conditions_take_a_value_several_values_others_or_whether_there_is_one() -> None:
    condition = condition_of(
        {"a": "x", "b": ["x", 1], "c": {"not": [True]}, "document.d": {"set": False}}
    )
    assert condition.terms == (
        Term("a", allowed=("x",)),
        Term("b", allowed=("x", 1)),
        Term("c", forbidden=(True,)),
        Term("document.d", is_set=False),
    )
    assert condition_of(None) is ALWAYS
    assert condition.holds({"a": "x", "b": ("q", 1)})
    assert not condition.holds({"a": "x", "b": 1, "c": True})
    assert not condition.holds({"a": "x", "b": 1, "document.d": "x"})


def test_names_fall_back_on_ids(parse: Parse) -> None:
    codebook = parse(
        "labels: {big_rule: {attributes: {a_b: {type: enum, values: {x_y: , z: {name: Z}}}}}}"
    )
    label = codebook.labels["big_rule"]
    assert label.name == Words({"": "big rule"})
    question = label.attributes["a_b"]
    assert question.name.in_language("id") == "a b"
    assert [v.name.in_language("") for v in question.values.values()] == ["x y", "Z"]


def test_an_empty_label_is_a_label(parse: Parse) -> None:
    assert list(parse("labels:\n  a:\n  b:\n").labels) == ["a", "b"]


def test_an_attribute_keeps_all_that_is_said_of_it(parse: Parse) -> None:
    codebook = parse("""\
labels:
  a:
    attributes:
      e: {type: enum, many: true, open: true, values: [no way, x], default: [x], required: warn}
      n: {type: number, min: 0, max: 1.5, integer: true, unit: cm, agreement: interval}
      t: {type: text, pattern: "a+", max_length: 9, format: url, multiline: true, remember: true}
      d: {type: date, precision: any, scope: shared, deprecated: {since: "1"}}
      b: {type: bool, required: true, widget: buttons, default: false}
""")
    e, n, t, d, b = codebook.labels["a"].attributes.values()
    assert (e.type, e.many, e.open, e.default) == (AttributeType.ENUM, True, True, ("x",))
    assert e.required is Required.WARN
    assert e.values["no way"].name.in_language("en") == "no way"
    assert (n.minimum, n.maximum, n.integer, n.unit, n.agreement) == (
        0,
        1.5,
        True,
        "cm",
        "interval",
    )
    assert (t.pattern, t.max_length, t.format, t.multiline, t.remember) == (
        "a+",
        9,
        "url",
        True,
        True,
    )
    assert (d.precision, d.scope, d.is_deprecated) == ("any", "shared", True)
    assert (b.required, b.widget, b.default) == (Required.YES, "buttons", False)


def test_values_keep_all_that_is_said_of_them(parse: Parse) -> None:
    codebook = parse("""\
tagsets:
  t:
    x: {name: {en: X}, definition: D, shortcut: "1", color: "#FFFFFF", group: g, missing: true}
    y: {parent: x, deprecated: {since: "2"}}
labels:
  a:
    attributes:
      p: {type: enum, values_from: t}
      q: {type: enum, values: {z: {when: {p: x}}}}
""")
    values = codebook.labels["a"].attributes["p"].values
    x, y = values.values()
    assert (x.shortcut, x.color, x.group, x.is_missing_code) == ("1", "#FFFFFF", "g", True)
    assert (y.parent, y.is_deprecated) == ("x", True)
    q = codebook.labels["a"].attributes["q"]
    assert q.offered_values({"p": "x"}) == (q.values["z"],)
    assert q.offered_values({"p": "y"}) == ()


def test_labels_inherit_attributes_and_span_rules(parse: Parse) -> None:
    codebook = parse("""\
text: {snap: sentence, tokens: whitespace, trim: false}
labels:
  entity:
    abstract: true
    span: {overlap: {same_label: none, other: nest}, length: {max: 9}, cross: {sentence: false}}
    attributes: {kind: {type: bool}, note: {type: text}}
  person:
    parent: entity
    span: {overlap: {other: any}, length: {min: 2}, snap: char, per_document: "1..2", fragments: 3}
    attributes: {kind: {type: text}, born: {type: date}}
""")
    person = codebook.labels["person"]
    assert [(k, q.type.value) for k, q in person.attributes.items()] == [
        ("kind", "text"),
        ("note", "text"),
        ("born", "date"),
    ]
    rules = person.span
    assert rules.overlap == {"same_label": "none", "other": "any"}
    assert (rules.min_length, rules.max_length, rules.fragments) == (2, 9, 3)
    assert (rules.cross_sentence, rules.cross_paragraph, rules.snap) == (False, True, "char")
    assert rules.per_document == Count(1, 2)
    assert codebook.labels["entity"].span.snap == "sentence"
    assert (codebook.tokens, codebook.trims) == ("whitespace", False)
    assert [label.id for label in codebook.offered_labels()] == ["person"]


def test_roles_become_relations_also_inherited_ones(parse: Parse) -> None:
    codebook = parse("""\
labels:
  place:
  city: {parent: place}
  event: {abstract: true, roles: {at_place: {labels: [place], count: "0..1"}}}
  attack: {parent: event, roles: {victim: {labels: [place], name: Victim, definition: Who}}}
""")
    assert list(codebook.relations) == ["attack.at_place", "attack.victim"]
    role = codebook.relations["attack.at_place"]
    assert (role.sources, role.targets) == (("attack",), ("place", "city"))
    assert (role.outgoing, role.incoming) == (Count(0, 1), ANY_NUMBER)
    assert role.name.in_language("") == "at place"
    assert codebook.relations["attack.victim"].definition.in_language("") == "Who"


def test_relations_keep_all_that_is_said_of_them(parse: Parse) -> None:
    codebook = parse("""\
labels: {a: {attributes: {x: {type: bool}}}, b: {abstract: true}, c: {parent: b}}
relations:
  r: {name: R, from: [a], to: [b], out: "1", in: "0..2", symmetric: true, transitive: true,
      acyclic: true, inherit: within, color: "#FFFFFF", shortcut: Shift+R, when: {from.x: true},
      attributes: {y: {type: text}}, deprecated: {since: "1"}}
""")
    relation = codebook.relations["r"]
    assert (relation.sources, relation.targets) == (("a",), ("c",))
    assert (relation.outgoing, relation.incoming) == (Count(1, 1), Count(0, 2))
    assert relation.is_symmetric
    assert relation.is_transitive
    assert relation.is_acyclic
    assert relation.inherits_within
    assert relation.is_deprecated
    assert relation.when.holds({"from.x": True})
    assert relation.attributes["y"].type is AttributeType.TEXT
    assert codebook.legal_relations("a", "c") == (relation,)
    assert codebook.legal_relations("c", "a") == ()


def test_lists_have_items_fields_and_a_label_by_language(parse: Parse) -> None:
    codebook = parse(
        """\
lists:
  laws: {file: lists/laws.csv, key: nr, label: {id: judul, en: title}, name: Laws}
  people: {open: true, items: {x: {name: {en: Mr X, id: Pak X}}, y: {}}}
labels: {a: {}}
""",
        {"lists/laws.csv": "nr,judul,title\nuu-1,UU Satu,Law One\npp-2,PP Dua,\n"},
    )
    laws, people = codebook.lists["laws"], codebook.lists["people"]
    assert laws.items == {
        "uu-1": {"judul": "UU Satu", "title": "Law One"},
        "pp-2": {"judul": "PP Dua"},
    }
    assert [laws.label_of("uu-1", language) for language in ("id", "en")] == ["UU Satu", "Law One"]
    assert laws.label_of("pp-2", "en") == "pp-2"
    assert people.open
    assert [people.label_of("x", language) for language in ("id", "en")] == ["Pak X", "Mr X"]
    assert [people.label_of(item) for item in ("y", "new one")] == ["y", "new one"]


def test_sets_examples_and_raw_values_are_kept(parse: Parse) -> None:
    codebook = parse("""\
title: Tried
labels:
  a: {abstract: true}
  b: {parent: a, examples: [{text: x y, mark: [x, y], why: because, source: "1"}], uri: "x:y"}
sets: {one: {labels: [a]}}
changes: [{version: 1.0.0}]
""")
    assert codebook.sets == {"one": ("b",)}
    (example,) = codebook.labels["b"].examples
    assert (example.text, example.marks, example.source) == ("x y", ("x", "y"), "1")
    assert example.why.in_language("en") == "because"
    assert codebook.raw["changes"] == [{"version": "1.0.0"}]
    assert codebook.title.in_language("id") == "Tried"


def test_nothing_at_all_can_be_built() -> None:
    assert build({}, {}).labels == {}


def test_the_codebook_of_the_first_corpus_is_built_whole(schemas: Path) -> None:
    codebook, warnings = parse_codebook(read_codebook(schemas / "asn-neutrality.yaml"))
    assert warnings == ()
    assert (codebook.id, codebook.version, codebook.languages) == (
        "asn_neutrality",
        "1.0.0",
        ("id", "en"),
    )
    assert len(codebook.labels) == 10
    assert len(codebook.relations) == 8
    assert len(codebook.document) == 12
    assert codebook.labels["outside"].is_outside
    assert codebook.lists["laws"].label_of("uu-20-2023", "en") == "Law 20/2023 on the Civil Service"
    measure = codebook.labels["sanction"].attributes["measure"]
    offered = [value.id for value in measure.offered_values({"severity": "moral"})]
    assert offered == ["closed_statement", "open_statement"]
    assert codebook.labels["headline"].span.per_document == Count(0, 2)
    assert codebook.relations["introduces"].outgoing == Count(1, 1)
