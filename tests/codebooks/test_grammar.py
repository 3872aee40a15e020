"""The tables of the grammar and the JSON Schema for editors are the same language."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from annotator.codebooks import grammar, kinds
from annotator.codebooks.walker import check_grammar
from annotator.codebooks.yaml_source import read_yaml

Schema = dict[str, Any]


@pytest.fixture(scope="module")
def published(schemas: Path) -> Schema:
    return json.loads((schemas / "schema-language.schema.json").read_text(encoding="utf-8"))


def resolved(schema: Any, definitions: Schema) -> Any:
    """A schema without references, words for people and what says nothing."""
    if isinstance(schema, list):
        return [resolved(one, definitions) for one in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return resolved(definitions[schema["$ref"].removeprefix("#/$defs/")], definitions)
    plain: Schema = {}
    for key, value in schema.items():
        if key in ("properties", "if", "then"):
            plain[key] = {k: resolved(v, definitions) for k, v in value.items()}
        elif key == "const":
            plain["enum"] = [value]
        elif key not in ("description", "title", "$schema", "$id", "$defs", "format"):
            plain[key] = resolved(value, definitions)
    return {k: v for k, v in plain.items() if v not in ([], {}) or k == "properties"}


def ordered(schema: Any) -> Any:
    """A schema whose alternatives stand in one order."""
    if isinstance(schema, list):
        return sorted(
            (ordered(one) for one in schema), key=lambda one: json.dumps(one, sort_keys=True)
        )
    if isinstance(schema, dict):
        return {key: ordered(value) for key, value in schema.items()}
    return schema


def string(form: str | None, least: int = 0, most: int | None = None) -> Schema:
    schema: Schema = {"type": "string"}
    if form:
        schema["pattern"] = f"^{kinds.FORMS[form].pattern}$"
    if least:
        schema["minLength"] = least
    if most is not None:
        schema["maxLength"] = most
    return schema


def record(kind: kinds.Record) -> Schema:
    schema: Schema = {
        "type": "object",
        "properties": {key: as_schema(one) for key, one in kind.keys.items()},
        "additionalProperties": False,
    }
    if kind.required:
        schema["required"] = list(kind.required)
    if kind.any_of:
        schema["anyOf"] = [{"required": [key]} for key in kind.any_of]
    if kind.by:
        schema["allOf"] = [branch(kind, one) for one in kind.only]
    return schema


def branch(kind: kinds.Record, value: str) -> Schema:
    then: Schema = {"properties": {key: False for key in kind.keys if key not in kind.only[value]}}
    needs = kind.needs.get(value, ())
    if len(needs) == 1:
        then["required"] = list(needs)
    elif needs:
        then["oneOf"] = [{"required": [key]} for key in needs]
    return {"if": {"properties": {kind.by: {"enum": [value]}}}, "then": then}


def shapes(kind: kinds.Shapes) -> Schema:
    alternatives: list[Schema] = [{"type": "null"}] if kind.empty else []
    for one in (kind.scalar, kind.items, kind.mapping):
        if isinstance(one, kinds.Anything):
            alternatives.append({"type": ["string", "number", "boolean"]})
        elif isinstance(one, kinds.Tagged):
            alternatives += [record(tagged) for tagged in one.records.values()]
        elif one:
            alternatives.append(as_schema(one))
    return alternatives[0] if len(alternatives) == 1 else {"oneOf": alternatives}


def entries(kind: kinds.Entries) -> Schema:
    schema: Schema = {"type": "object", "additionalProperties": as_schema(kind.of)}
    if kind.form:
        schema["propertyNames"] = {"pattern": f"^{kinds.FORMS[kind.form].pattern}$"}
    if kind.least:
        schema["minProperties"] = kind.least
    return schema


def items(kind: kinds.Items) -> Schema:
    schema: Schema = {"type": "array", "items": as_schema(kind.of)}
    if kind.least:
        schema["minItems"] = kind.least
    if kind.unique:
        schema["uniqueItems"] = True
    return schema


def number(kind: kinds.Number) -> Schema:
    schema: Schema = {"type": "integer" if kind.whole else "number"}
    if kind.least is not None:
        schema["minimum"] = kind.least
    return schema


BY_LANGUAGE = kinds.Entries(kinds.String(least=1), form="language", least=1)
MAKERS: dict[type, Callable[[Any], Schema]] = {
    kinds.Text: lambda _: {"oneOf": [string(None, 1), entries(BY_LANGUAGE)]},
    kinds.String: lambda kind: string(kind.form, kind.least, kind.most),
    kinds.Flag: lambda _: {"type": "boolean"},
    kinds.Number: number,
    kinds.Amount: lambda _: {"oneOf": [string("count"), {"type": "integer", "minimum": 0}]},
    kinds.Choice: lambda kind: {"enum": list(kind.values)},
    kinds.Anything: lambda _: {},
    kinds.Items: items,
    kinds.Entries: entries,
    kinds.Record: record,
    kinds.Shapes: shapes,
    kinds.Tagged: lambda kind: {"oneOf": [record(one) for one in kind.records.values()]},
}


def as_schema(kind: kinds.Kind) -> Schema:
    return MAKERS[type(kind)](kind)


def test_the_json_schema_says_what_the_tables_say(published: Schema) -> None:
    ours = ordered(resolved(as_schema(grammar.CODEBOOK), {}))
    theirs = ordered(resolved(published, published["$defs"]))
    for key, schema in theirs["properties"].items():
        assert ours["properties"].get(key) == schema, key
    assert ours == theirs


def test_the_json_schema_describes_every_key_for_editors(published: Schema) -> None:
    jsonschema.Draft202012Validator.check_schema(published)
    for name in ("label", "attribute", "relation", "span", "list", "role", "example"):
        for key, schema in published["$defs"][name]["properties"].items():
            assert schema.get("description"), f"{name}.{key}"
    assert all(one.get("description") for one in published["properties"].values())


def test_every_type_of_attribute_has_its_keys() -> None:
    known = set(grammar.ATTRIBUTE.keys)
    choice = grammar.ATTRIBUTE.keys["type"]
    assert isinstance(choice, kinds.Choice)
    assert set(grammar.ATTRIBUTE.only) == set(choice.values)
    for keys in grammar.ATTRIBUTE.only.values():
        assert set(keys) <= known
    assert {key for keys in grammar.ATTRIBUTE.only.values() for key in keys} == known


CODEBOOKS = (
    "ace-events",
    "asn-core",
    "asn-neutrality",
    "attribution-parc",
    "conll-ner",
    "institutional-grammar",
    "political-claims",
)


@pytest.mark.parametrize("name", CODEBOOKS)
def test_both_accept_the_codebooks_that_ship(name: str, schemas: Path, published: Schema) -> None:
    text = (schemas / f"{name}.yaml").read_text(encoding="utf-8")
    source = read_yaml(text, name)
    kept, problems, _words = check_grammar(source)
    assert problems == []
    assert kept == source.value
    jsonschema.validate(source.value, published)
    assert text.startswith("# yaml-language-server: $schema=schema-language.schema.json\n")


GOOD = """\
schema_format: 1
schema_id: tried
version: 1.0.0
languages: [id, en]
title: {en: Title, id: Judul}
authors: [Somebody]
text: {snap: token, tokens: word, trim: true}
lists:
  people: {open: true, label: name, items: {x: {name: X}}, fields: {name: {type: text}}}
tagsets: {role: [head, deputy], level: {high: {name: High, missing: true}, low: }}
labels:
  thing: {abstract: true}
  rule:
    name: {en: Rule, id: Aturan}
    short: R
    shortcut: r
    color: "#E69F00"
    parent: thing
    include: [one, {en: two, id: dua}]
    examples: [{text: abc, mark: a}, {text: abc, mark: [a, c]}]
    span: {overlap: {same_label: none}, fragments: 2, length: {max: 5}, per_document: "0..2"}
    attributes:
      kind: {type: enum, values: [a, b], required: warn, default: a}
      role: {type: enum, values_from: role, when: {kind: [a], document.date: {set: true}}}
      who: {type: ref, list: people, when: {kind: {not: [b]}}}
      size: {type: number, min: 0, max: 9, unit: cm}
      day: {type: date, precision: any}
      note: {type: text, max_length: 10, multiline: true}
    roles: {agent: {labels: [thing], count: 1}}
relations:
  binds: {from: [rule], to: [thing], out: "1", in: 2, symmetric: true}
sets: {one: {labels: [rule]}}
document: {date: {type: date}}
changes: [{version: 1.0.0, date: "2026-11-21", do: [{rename: label/a, to: label/b}]}]
"""

BAD = [
    ("schema_format: 1", "schema_format: 2", "not_allowed"),
    ("schema_format: 1", "# none", "missing_key"),
    ("schema_id: tried", "schema_id: Tried-1", "bad_form"),
    ("version: 1.0.0\nlang", "version: 1.0\nlang", "bad_form"),
    ("languages: [id, en]", "languages: [id, id]", "listed_twice"),
    ("languages: [id, en]", "languages: []", "too_few"),
    ("languages: [id, en]", "languages: id", "wrong_kind"),
    ("languages: [id, en]", "languages: [Bahasa]", "bad_form"),
    ("languages:", "langauges:", "unknown_key"),
    ("{en: Title, id: Judul}", "{en: One, two, id: Judul}", "comma_in_braces"),
    ("{en: Title, id: Judul}", '{en: "", id: Judul}', "empty_text"),
    ("{en: Title, id: Judul}", "{}", "too_few"),
    ("{en: Title, id: Judul}", "12", "not_text"),
    ("{en: Title, id: Judul}", "", "no_value"),
    ("{en: Title, id: Judul}", "{English: Title}", "bad_form"),
    ("authors: [Somebody]", "authors: [[Somebody]]", "wrong_kind"),
    ("tokens: word", "tokens: words", "not_allowed"),
    ("trim: true", "trim: yes", "flag_word"),
    ("trim: true", "trim: 1", "wrong_kind"),
    ("{open: true, label: name, items: {x: {name: X}}", "{label: name", "missing_key"),
    ("items: {x: {name: X}}", "items: {x: X}", "wrong_kind"),
    ("missing: true", "mising: true", "unknown_key"),
    ("[head, deputy]", "[head, 12]", "not_text"),
    ("[head, deputy]", "[]", "too_few"),
    ("labels:\n", "labls:\n", "unknown_key"),
    ("name: {en: Rule, id: Aturan}", "name: [Rule]", "wrong_kind"),
    ("short: R", "short: very long name", "too_long"),
    ("shortcut: r", "shortcut: Strg+R", "bad_form"),
    ("#E69F00", "orange", "bad_form"),
    ("parent: thing", "parent: [thing]", "wrong_kind"),
    ("{text: abc, mark: a}", "{mark: a}", "missing_key"),
    ("same_label: none", "same_label: never", "not_allowed"),
    ("fragments: 2", "fragments: 0", "too_small"),
    ("fragments: 2", "fragments: 1.5", "wrong_kind"),
    ("length: {max: 5}", "length: {maximum: 5}", "unknown_key"),
    ('per_document: "0..2"', 'per_document: "0-2"', "bad_form"),
    ('per_document: "0..2"', "per_document: -1", "bad_form"),
    ("type: enum, values: [a, b]", "values: [a, b]", "missing_key"),
    ("type: enum, values: [a, b]", "type: enumm, values: [a, b]", "not_allowed"),
    ("type: enum, values: [a, b]", "type: enum", "missing_key"),
    ("type: enum, values: [a, b]", "type: enum, values: [a, b], values_from: r", "keys_exclude"),
    ("type: enum, values: [a, b]", "type: enum, values: [a, b], unit: cm", "key_not_for_type"),
    ("required: warn", "required: maybe", "not_allowed"),
    ("when: {kind: [a], document.date: {set: true}}", "when: {}", "too_few"),
    ("{kind: {not: [b]}}", "{kind: {nor: [b]}}", "unknown_key"),
    ("{kind: {not: [b]}}", "{kind: {not: [b], set: true}}", "unknown_key"),
    ("{kind: {not: [b]}}", "{kind: }", "no_value"),
    ("{kind: {not: [b]}}", "{kind: [[b]]}", "wrong_kind"),
    ("type: ref, list: people", "type: ref", "missing_key"),
    ("min: 0", "min: none", "wrong_kind"),
    ("precision: any", "precision: week", "not_allowed"),
    ("max_length: 10", "max_length: ten", "wrong_kind"),
    ("roles: {agent: {labels: [thing], count: 1}}", "roles: {agent: {count: 1}}", "missing_key"),
    ("from: [rule], to: [thing]", "from: [rule]", "missing_key"),
    ("from: [rule]", "from: []", "too_few"),
    ("from: [rule]", "from: rule", "wrong_kind"),
    ("in: 2", "in: 1.5", "bad_form"),
    ("symmetric: true", 'symmetric: "true"', "wrong_kind"),
    ("sets: {one: {labels: [rule]}}", "sets: {one: {}}", "missing_key"),
    ("{date: {type: date}}", "{Date: {type: date}}", "bad_form"),
    ('date: "2026-11-21"', "date: 21 November", "bad_form"),
    ("{rename: label/a, to: label/b}", "{rename: label/a}", "missing_key"),
    ("{rename: label/a, to: label/b}", "{renamed: label/a}", "unknown_key"),
    ("{rename: label/a, to: label/b}", "{}", "missing_key"),
]


def test_both_accept_the_codebook_that_is_then_spoilt(published: Schema) -> None:
    source = read_yaml(GOOD)
    assert check_grammar(source)[1] == []
    jsonschema.validate(source.value, published)


@pytest.mark.parametrize(("old", "new", "code"), BAD, ids=[new or old for old, new, _ in BAD])
def test_both_refuse_a_spoilt_codebook(old: str, new: str, code: str, published: Schema) -> None:
    assert old in GOOD
    source = read_yaml(GOOD.replace(old, new, 1), "tried.yaml")
    assert source.problems == []
    before = copy.deepcopy(source.value)
    problems = check_grammar(source)[1]
    assert [problem.code for problem in problems] == [code]
    assert problems[0].place.line
    assert source.value == before
    assert not jsonschema.Draft202012Validator(published).is_valid(source.value)
