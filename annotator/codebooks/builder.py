"""Builds a codebook from checked plain values; needs no YAML and finds no faults.

What is missing or unknown in them is left out, so that a faulty codebook can be built far enough
to look for its other faults.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from annotator.codebooks.attachments import list_items
from annotator.codebooks.hierarchy import (
    children_of,
    expanded,
    expanded_overlap,
    inherited,
    inherited_span,
)
from annotator.model.attributes import (
    ALWAYS,
    Attribute,
    AttributeType,
    Condition,
    Questions,
    Required,
    Term,
    Value,
)
from annotator.model.codebook import (
    ANY_NUMBER,
    Codebook,
    Count,
    Example,
    Label,
    ReferenceList,
    RelationLabel,
    SpanRules,
)
from annotator.model.words import Words

Values = Mapping[str, Any]
"""Plain values of a file by key, as the grammar has checked them."""


def build(plain: Values, attachments: Mapping[str, str]) -> Codebook:
    """Return the codebook that checked plain values (``loading.checked``) and CSV files make."""
    tagsets = {key: _values(one) for key, one in _part(plain, "tagsets").items()}
    labels = {key: one or {} for key, one in _part(plain, "labels").items()}
    text = _part(plain, "text")
    builder = _LabelBuilder(labels, children_of(labels), tagsets, text.get("snap", "token"))
    lists, sets = _part(plain, "lists").items(), _part(plain, "sets").items()
    return Codebook(
        id=plain.get("schema_id", ""),
        version=plain.get("version", ""),
        languages=tuple(plain.get("languages") or ()),
        title=_words(plain.get("title")),
        description=_words(plain.get("description")),
        labels={key: builder.label(key) for key in labels},
        relations=builder.relations(_part(plain, "relations")),
        document=_questions(_part(plain, "document"), tagsets),
        lists={key: _list(key, one, tagsets, attachments) for key, one in lists},
        sets={key: builder.concrete(one.get("labels") or ()) for key, one in sets},
        tokens=text.get("tokens", "word"),
        trims=text.get("trim", True),
        raw=plain,
    )


def _part(plain: Values, key: str) -> Values:
    """Return a mapping of the file, empty if it is not there."""
    return plain.get(key) or {}


def _words(value: object, fallback: str = "") -> Words:
    """Return a text or texts by language; ``fallback`` is used where there is none."""
    if isinstance(value, dict):
        return Words(value)
    text = value if isinstance(value, str) else fallback
    return Words({"": text}) if text else Words()


def _name(identifier: str, value: object) -> Words:
    return _words(value, identifier.replace("_", " "))


def count_of(value: str | int | None) -> Count:
    """Return what ``1``, ``0..2`` or ``1..*`` stands for."""
    if value is None:
        return ANY_NUMBER
    least, dots, most = str(value).partition("..")
    if not dots:
        return Count(int(least), int(least))
    return Count(int(least), None if most == "*" else int(most))


def condition_of(value: Values | None) -> Condition:
    """Return what the ``when`` of an attribute, a value or a relation stands for."""
    if not value:
        return ALWAYS
    return Condition(tuple(_term(attribute, test) for attribute, test in value.items()))


def _term(attribute: str, test: Values | list[Any] | str | float) -> Term:
    if isinstance(test, Mapping):
        if "set" in test:
            return Term(attribute, is_set=test["set"])
        return Term(attribute, forbidden=tuple(test.get("not", ())))
    return Term(attribute, allowed=tuple(test) if isinstance(test, list) else (test,))


def _values(plain: Values | list[str] | None) -> dict[str, Value]:
    """Return the values of an enum: a list of ids, or a mapping of ids to what is said of them."""
    if isinstance(plain, list):
        return {key: Value(key, Words({"": key})) for key in plain}
    return {key: _value(key, one or {}) for key, one in (plain or {}).items()}


def _value(key: str, plain: Values) -> Value:
    return Value(
        id=key,
        name=_name(key, plain.get("name")),
        definition=_words(plain.get("definition")),
        shortcut=plain.get("shortcut"),
        color=plain.get("color"),
        parent=plain.get("parent"),
        group=plain.get("group"),
        when=condition_of(plain.get("when")),
        is_missing_code=plain.get("missing", False),
        is_deprecated="deprecated" in plain,
    )


Tagsets = Mapping[str, Mapping[str, Value]]


def _questions(plain: Values | None, tagsets: Tagsets) -> Questions:
    return {key: _attribute(key, one, tagsets) for key, one in (plain or {}).items()}


def _attribute(key: str, plain: Values, tagsets: Tagsets) -> Attribute:
    required = plain.get("required", False)
    default = plain.get("default")
    shared = tagsets.get(plain.get("values_from", ""), {})
    return Attribute(
        id=key,
        type=AttributeType(plain.get("type", "text")),
        name=_name(key, plain.get("name")),
        definition=_words(plain.get("definition")),
        shortcut=plain.get("shortcut"),
        required=Required.WARN if required == "warn" else Required("yes" if required else "no"),
        default=tuple(default) if isinstance(default, list) else default,
        many=plain.get("many", False),
        open=plain.get("open", False),
        when=condition_of(plain.get("when")),
        values=_values(plain["values"]) if "values" in plain else shared,
        list_id=plain.get("list"),
        fill_from=plain.get("fill_from"),
        multiline=plain.get("multiline", False),
        pattern=plain.get("pattern"),
        format=plain.get("format"),
        max_length=plain.get("max_length"),
        minimum=plain.get("min"),
        maximum=plain.get("max"),
        integer=plain.get("integer", False),
        unit=plain.get("unit"),
        precision=plain.get("precision", "day"),
        scope=plain.get("scope", "coder"),
        agreement=plain.get("agreement"),
        widget=plain.get("widget", "auto"),
        remember=plain.get("remember", False),
        is_deprecated="deprecated" in plain,
    )


def _list(
    key: str, plain: Values, tagsets: Tagsets, attachments: Mapping[str, str]
) -> ReferenceList:
    label = plain.get("label")
    items = list_items(plain, attachments)
    worded = {
        item: {k: Words(v) if isinstance(v, dict) else v for k, v in fields.items()}
        for item, fields in items.items()
    }
    return ReferenceList(
        id=key,
        name=_name(key, plain.get("name")),
        label_field=label if isinstance(label, str) else "name",
        label_fields=Words(label) if isinstance(label, dict) else Words(),
        open=plain.get("open", False),
        fields=_questions(plain.get("fields"), tagsets),
        items=worded,
    )


def _example(plain: Values) -> Example:
    mark = plain.get("mark") or ()
    return Example(
        text=plain.get("text", ""),
        marks=(mark,) if isinstance(mark, str) else tuple(mark),
        attributes=plain.get("attributes") or {},
        source=plain.get("source", ""),
        why=_words(plain.get("why")),
    )


class _LabelBuilder:
    """Builds labels with what they inherit, and the relations between them."""

    def __init__(
        self, labels: Mapping[str, Values], below: dict[str, list[str]], tagsets: Tagsets, snap: str
    ) -> None:
        self.labels = labels
        self.below = below
        self.tagsets = tagsets
        self.snap = snap

    def concrete(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Return the labels named, with those that come from them, without abstract ones."""
        named = expanded(self.below, ids)
        return tuple(one for one in named if not self.labels[one].get("abstract"))

    def label(self, key: str) -> Label:
        """Return a label with the attributes and span rules it inherits."""
        plain = self.labels[key]
        return Label(
            id=key,
            name=_name(key, plain.get("name")),
            short=plain.get("short", ""),
            definition=_words(plain.get("definition")),
            include=tuple(map(_words, plain.get("include") or ())),
            exclude=tuple(map(_words, plain.get("exclude") or ())),
            examples=tuple(map(_example, plain.get("examples") or ())),
            counterexamples=tuple(map(_example, plain.get("counterexamples") or ())),
            color=plain.get("color"),
            shortcut=plain.get("shortcut"),
            parent=plain.get("parent"),
            is_abstract=plain.get("abstract", False),
            is_outside=plain.get("outside", False),
            is_deprecated="deprecated" in plain,
            span=self.span(key),
            attributes=_questions(inherited(self.labels, key, "attributes"), self.tagsets),
        )

    def span(self, key: str) -> SpanRules:
        """Return where spans of a label may lie."""
        rules = inherited_span(self.labels, key)
        cross, length = _part(rules, "cross"), _part(rules, "length")
        return SpanRules(
            snap=rules.get("snap", self.snap),
            overlap=expanded_overlap(self.labels, self.below, _part(rules, "overlap")),
            within=self.concrete(rules.get("within") or ()),
            not_within=self.concrete(rules.get("not_within") or ()),
            cross_sentence=cross.get("sentence", True),
            cross_paragraph=cross.get("paragraph", True),
            fragments=rules.get("fragments", 1),
            min_length=length.get("min", 0),
            max_length=length.get("max"),
            per_document=count_of(rules.get("per_document")),
        )

    def relations(self, plain: Values) -> dict[str, RelationLabel]:
        """Return the relations of the file, then the roles of triggers as ``label.role``."""
        built = {key: self.relation(key, one) for key, one in plain.items()}
        for label in self.concrete(self.labels):
            for role, one in inherited(self.labels, label, "roles").items():
                key = f"{label}.{role}"
                built[key] = RelationLabel(
                    id=key,
                    name=_name(role, one.get("name")),
                    definition=_words(one.get("definition")),
                    sources=(label,),
                    targets=self.concrete(one.get("labels") or ()),
                    outgoing=count_of(one.get("count")),
                )
        return built

    def relation(self, key: str, plain: Values) -> RelationLabel:
        """Return a relation label."""
        return RelationLabel(
            id=key,
            name=_name(key, plain.get("name")),
            definition=_words(plain.get("definition")),
            sources=self.concrete(plain.get("from") or ()),
            targets=self.concrete(plain.get("to") or ()),
            outgoing=count_of(plain.get("out")),
            incoming=count_of(plain.get("in")),
            is_symmetric=plain.get("symmetric", False),
            is_transitive=plain.get("transitive", False),
            is_acyclic=plain.get("acyclic", False),
            is_same_label=plain.get("same_label", False),
            inherits_within=plain.get("inherit") == "within",
            color=plain.get("color"),
            shortcut=plain.get("shortcut"),
            is_deprecated="deprecated" in plain,
            attributes=_questions(plain.get("attributes"), self.tagsets),
            when=condition_of(plain.get("when")),
        )
