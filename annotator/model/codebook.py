"""The versioned set of labels, attributes, relations and rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from annotator.model.attributes import ALWAYS, Condition, Questions
from annotator.model.identity import Id
from annotator.model.words import Words


@dataclass(frozen=True, slots=True)
class Count:
    """How many are allowed: ``least`` to ``most`` (None = any number)."""

    least: int = 0
    most: int | None = None

    def allows(self, number: int) -> bool:
        """Tell whether a number lies within the bounds."""
        return number >= self.least and (self.most is None or number <= self.most)

    def __str__(self) -> str:
        if self.least == self.most:
            return str(self.least)
        return f"{self.least}–{'∞' if self.most is None else self.most}"


ANY_NUMBER = Count()


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with the marked words, or (``why``) with the reason not to mark."""

    text: str
    marks: tuple[str, ...] = ()
    attributes: Mapping[str, object] = field(default_factory=dict)
    source: str = ""
    why: Words = Words()


@dataclass(frozen=True, slots=True)
class SpanRules:
    """Where spans of a label may lie.

    ``overlap`` maps a label id, ``same_label`` or ``other`` to none, nest, cross or any; ``snap``
    is char, token, sentence or paragraph; lengths are code points.
    """

    snap: str = "token"
    overlap: Mapping[str, str] = field(default_factory=dict)
    within: tuple[str, ...] = ()
    not_within: tuple[str, ...] = ()
    cross_sentence: bool = True
    cross_paragraph: bool = True
    fragments: int = 1
    min_length: int = 0
    max_length: int | None = None
    per_document: Count = ANY_NUMBER


@dataclass(frozen=True, slots=True)
class Label:
    """An entry that a span can carry.  ``attributes`` and ``span`` include what is inherited."""

    id: str
    name: Words
    short: str = ""
    definition: Words = Words()
    include: tuple[Words, ...] = ()
    exclude: tuple[Words, ...] = ()
    examples: tuple[Example, ...] = ()
    counterexamples: tuple[Example, ...] = ()
    color: str | None = None
    shortcut: str | None = None
    parent: str | None = None
    is_abstract: bool = False
    is_outside: bool = False
    is_deprecated: bool = False
    span: SpanRules = SpanRules()
    attributes: Questions = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RelationLabel:
    """An entry that a relation can carry: from which labels, to which, how many at each end.

    ``roles`` of a trigger are relation labels too, with the id ``label.role``.
    """

    id: str
    name: Words
    definition: Words = Words()
    sources: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    outgoing: Count = ANY_NUMBER
    incoming: Count = ANY_NUMBER
    is_symmetric: bool = False
    is_transitive: bool = False
    is_acyclic: bool = False
    is_same_label: bool = False
    inherits_within: bool = False
    color: str | None = None
    shortcut: str | None = None
    is_deprecated: bool = False
    attributes: Questions = field(default_factory=dict)
    when: Condition = ALWAYS

    def links(self, source_label: str, target_label: str) -> bool:
        """Tell whether spans with these labels may be linked in this direction."""
        same = not self.is_same_label or source_label == target_label
        return source_label in self.sources and target_label in self.targets and same


@dataclass(frozen=True, slots=True)
class ReferenceList:
    """Entries that attributes refer to, with their fields; ``open`` ones grow while coding.

    ``label_field`` names the field that people read; ``label_fields`` does so by language.
    """

    id: str
    name: Words
    label_field: str = "name"
    label_fields: Words = Words()
    open: bool = False
    fields: Questions = field(default_factory=dict)
    items: Mapping[str, Mapping[str, object]] = field(default_factory=dict)

    def label_of(self, item: str, language: str = "") -> str:
        """Return what people read for an entry; the item itself where the list says nothing."""
        field_name = self.label_fields.in_language(language) or self.label_field
        label = self.items.get(item, {}).get(field_name)
        if isinstance(label, Words):
            label = label.in_language(language)
        return str(label or item)


@dataclass(frozen=True, slots=True)
class Codebook:
    """One version of a codebook, as read.  Mappings keep the order of the file.

    ``raw`` is the whole file as plain values: what is not acted on yet is kept there, not refused.
    """

    id: str
    version: str
    languages: tuple[str, ...] = ()
    title: Words = Words()
    description: Words = Words()
    labels: Mapping[str, Label] = field(default_factory=dict)
    relations: Mapping[str, RelationLabel] = field(default_factory=dict)
    document: Questions = field(default_factory=dict)
    lists: Mapping[str, ReferenceList] = field(default_factory=dict)
    sets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    tokens: str = "word"
    trims: bool = True
    raw: Mapping[str, object] = field(default_factory=dict)

    def offered_labels(self) -> tuple[Label, ...]:
        """Return the labels that can be put on a span: neither abstract nor deprecated."""
        return tuple(x for x in self.labels.values() if not (x.is_abstract or x.is_deprecated))

    def legal_relations(self, source_label: str, target_label: str) -> tuple[RelationLabel, ...]:
        """Return the relation labels that may link two labels in this direction."""
        relations = self.relations.values()
        return tuple(r for r in relations if r.links(source_label, target_label))


@dataclass(frozen=True, slots=True)
class CodebookFile:
    """The text of a codebook with the files it names (``lists/x.csv`` → text), as stored.

    ``id`` derives from the content, so the same codebook is the same everywhere.
    """

    id: Id
    yaml: str
    attachments: Mapping[str, str] = field(default_factory=dict)
