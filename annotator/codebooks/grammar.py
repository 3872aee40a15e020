"""The codebook language, format 1, as tables: which key takes what.

``schemas/schema-language.schema.json`` says the same for editors; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Mapping

from annotator.codebooks.kinds import (
    Amount,
    Anything,
    Choice,
    Entries,
    Flag,
    Items,
    Kind,
    Number,
    Record,
    Shapes,
    String,
    Tagged,
    Text,
)

FORMAT = 1

TEXT = Text()
STRING = String()
FLAG = Flag()
IDENTIFIER = String("id")
SHORTCUT = String("shortcut")
COLOR = String("color")
SNAP = Choice(("char", "token", "sentence", "paragraph"))
IDENTIFIERS = Items(IDENTIFIER, least=1, unique=True)
COUNT = Amount()
SCALAR = Shapes(scalar=Anything())

TEST = Shapes(
    scalar=Anything(),
    items=Items(SCALAR, least=1),
    mapping=Tagged(
        {
            "not": Record({"not": Items(SCALAR, least=1)}, required=("not",)),
            "set": Record({"set": FLAG}, required=("set",)),
        }
    ),
)
WHEN = Entries(TEST, form="condition", least=1)

DEPRECATED = Record({"since": STRING, "use": STRING, "note": TEXT}, required=("since",))

VALUE = Record(
    {
        "name": TEXT,
        "definition": TEXT,
        "shortcut": SHORTCUT,
        "color": COLOR,
        "parent": String("value_id"),
        "group": STRING,
        "when": WHEN,
        "missing": FLAG,
        "uri": STRING,
        "valid": Record({"from": String("date"), "to": String("date")}),
        "deprecated": DEPRECATED,
    }
)
VALUES = Shapes(
    items=Items(String("value_id"), least=1, unique=True),
    mapping=Entries(Shapes(mapping=VALUE, empty=True), form="value_id", least=1),
)

_EVERY_TYPE: tuple[str, ...] = (
    "type",
    "name",
    "definition",
    "shortcut",
    "required",
    "default",
    "when",
    "agreement",
    "remember",
    "fill_from",
    "scope",
    "deprecated",
)
ATTRIBUTE = Record(
    {
        "type": Choice(("enum", "bool", "text", "number", "date", "ref")),
        "name": TEXT,
        "definition": TEXT,
        "shortcut": SHORTCUT,
        "required": Choice((True, False, "warn")),
        "default": Anything(),
        "many": FLAG,
        "when": WHEN,
        "agreement": Choice(("nominal", "ordinal", "interval", "ratio", "ignore")),
        "remember": FLAG,
        "fill_from": String("fill_from"),
        "scope": Choice(("coder", "shared")),
        "widget": Choice(("auto", "buttons", "dropdown", "autocomplete", "slider")),
        "deprecated": DEPRECATED,
        "values": VALUES,
        "values_from": IDENTIFIER,
        "open": FLAG,
        "list": IDENTIFIER,
        "multiline": FLAG,
        "pattern": STRING,
        "format": Choice(("url", "plain")),
        "max_length": Number(whole=True, least=1),
        "min": Number(),
        "max": Number(),
        "integer": FLAG,
        "unit": STRING,
        "precision": Choice(("day", "month", "year", "any")),
    },
    required=("type",),
    by="type",
    only={
        "enum": (*_EVERY_TYPE, "many", "widget", "values", "values_from", "open"),
        "bool": (*_EVERY_TYPE, "widget"),
        "text": (*_EVERY_TYPE, "many", "multiline", "pattern", "format", "max_length"),
        "number": (*_EVERY_TYPE, "widget", "min", "max", "integer", "unit"),
        "date": (*_EVERY_TYPE, "many", "precision"),
        "ref": (*_EVERY_TYPE, "many", "widget", "list"),
    },
    needs={"enum": ("values", "values_from"), "ref": ("list",)},
)
ATTRIBUTES = Entries(ATTRIBUTE)

EXAMPLE = Record(
    {
        "text": STRING,
        "mark": Shapes(scalar=STRING, items=Items(STRING)),
        "attributes": Entries(Anything(), form=None),
        "source": STRING,
        "why": TEXT,
    },
    required=("text",),
)

SPAN = Record(
    {
        "snap": SNAP,
        "overlap": Entries(Choice(("none", "nest", "cross", "any"))),
        "within": IDENTIFIERS,
        "not_within": IDENTIFIERS,
        "cross": Record({"sentence": FLAG, "paragraph": FLAG}),
        "fragments": Number(whole=True, least=1),
        "length": Record({"min": Number(whole=True, least=0), "max": Number(whole=True, least=1)}),
        "per_document": COUNT,
    }
)

ROLE = Record(
    {"labels": IDENTIFIERS, "count": COUNT, "name": TEXT, "definition": TEXT},
    required=("labels",),
)

LABEL = Record(
    {
        "name": TEXT,
        "short": String(most=8),
        "definition": TEXT,
        "include": Items(TEXT),
        "exclude": Items(TEXT),
        "examples": Items(EXAMPLE),
        "counterexamples": Items(EXAMPLE),
        "color": COLOR,
        "shortcut": SHORTCUT,
        "parent": IDENTIFIER,
        "abstract": FLAG,
        "outside": FLAG,
        "span": SPAN,
        "attributes": ATTRIBUTES,
        "roles": Entries(ROLE),
        "uri": STRING,
        "deprecated": DEPRECATED,
    }
)

RELATION = Record(
    {
        "name": TEXT,
        "definition": TEXT,
        "from": IDENTIFIERS,
        "to": IDENTIFIERS,
        "in": COUNT,
        "out": COUNT,
        "symmetric": FLAG,
        "transitive": FLAG,
        "acyclic": FLAG,
        "same_label": FLAG,
        "scope": Choice(("sentence", "paragraph", "document")),
        "inherit": Choice(("within",)),
        "when": WHEN,
        "color": COLOR,
        "shortcut": SHORTCUT,
        "attributes": ATTRIBUTES,
        "deprecated": DEPRECATED,
    },
    required=("from", "to"),
)

LIST = Record(
    {
        "name": TEXT,
        "file": STRING,
        "key": STRING,
        "label": TEXT,
        "open": FLAG,
        "fields": ATTRIBUTES,
        "items": Entries(Entries(Anything(), form=None), form="value_id"),
    },
    any_of=("file", "items", "open"),
)

_PATHS = Items(STRING, least=2)
CHANGE = Record(
    {
        "version": String("version"),
        "date": String("date"),
        "note": TEXT,
        "do": Items(
            Tagged(
                {
                    "rename": Record({"rename": STRING, "to": STRING}, ("rename", "to")),
                    "merge": Record(
                        {"merge": _PATHS, "to": STRING, "set": Entries(Anything(), form=None)},
                        ("merge", "to"),
                    ),
                    "split": Record({"split": STRING, "to": _PATHS}, ("split", "to")),
                    "remove": Record({"remove": STRING, "keep_data": FLAG}, ("remove",)),
                    "add": Record({"add": STRING, "backfill": Anything()}, ("add",)),
                }
            )
        ),
    },
    required=("version",),
)

CODEBOOK = Record(
    {
        "schema_format": Choice((FORMAT,)),
        "schema_id": IDENTIFIER,
        "version": String("version"),
        "extends": STRING,
        "languages": Items(String("language"), least=1, unique=True),
        "title": TEXT,
        "description": TEXT,
        "authors": Items(STRING),
        "source": STRING,
        "license": STRING,
        "text": Record({"snap": SNAP, "tokens": Choice(("word", "whitespace")), "trim": FLAG}),
        "lists": Entries(LIST),
        "tagsets": Entries(VALUES),
        "labels": Entries(Shapes(mapping=LABEL, empty=True), least=1),
        "sets": Entries(Record({"name": TEXT, "labels": IDENTIFIERS}, ("labels",))),
        "relations": Entries(RELATION),
        "document": ATTRIBUTES,
        "checks": Items(Anything()),
        "changes": Items(CHANGE),
    },
    required=("schema_format", "schema_id", "version", "labels"),
)

NOT_ACTED_ON: Mapping[str, Kind] = {key: CODEBOOK.keys[key] for key in ("extends", "checks")}
"""Keys that change what a codebook means, but are only kept so far: whoever uses one is told."""
