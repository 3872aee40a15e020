"""Cases: what the coders of one document read alike or differently, one thing at a time.

A ``Case`` is the smallest part of a document that can be decided by itself.  Its ``rows`` say
which mark of one coder stands for which mark of the others; an ``Aspect`` is one question about
a row (where does it start, which label, which answer) with each coder's ``Reading``.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from annotator.model.extent import Fragments
from annotator.model.identity import Id
from annotator.model.relation import Relation
from annotator.model.span import Attributes, AttributeValue, Span


class CaseKind(StrEnum):
    """What a case is about."""

    SPAN = "span"
    RELATION = "relation"
    DOCUMENT = "document"


class CaseType(StrEnum):
    """In what the coders differ."""

    UNANIMOUS = "unanimous"
    """In nothing that counts: every coder has the same."""
    BOUNDARY = "boundary"
    """Only in where something starts or ends."""
    LABEL = "label"
    """Only in the label of the same stretch of text."""
    ATTRIBUTE = "attribute"
    """Only in answers."""
    ONE_SIDED = "one_sided"
    """Some marked nothing here; those who did agree."""
    SPLIT = "split"
    """Everybody marked something under the same label, but not equally many (1:n)."""
    MIXED = "mixed"
    """In several of these at once."""
    RELATION = "relation"
    """In a relation whose two ends they agree on."""
    DOCUMENT = "document"
    """In document fields."""
    DEPENDENT = "dependent"
    """A relation that waits: an end of it is not agreed yet (see ``Case.depends_on``)."""


class AspectKind(StrEnum):
    """What is asked of a row."""

    PRESENCE = "presence"
    """Is there anything at all?  Values are True and False."""
    START = "start"
    END = "end"
    FRAGMENTS = "fragments"
    """The whole of ``Fragments``, where somebody has several."""
    LABEL = "label"
    ATTRIBUTE = "attribute"
    SOURCE = "source"
    """Where a relation starts, as a ``RowPlace``."""
    TARGET = "target"
    """Where a relation ends, as a ``RowPlace``."""
    FIELD = "field"


@dataclass(frozen=True, slots=True, order=True)
class RowPlace:
    """A row of a span case, as the end of a relation that several coders drew."""

    case_id: Id
    row: int


Ends: TypeAlias = tuple[RowPlace, RowPlace]
"""Source and target of a relation, whoever drew it."""


@dataclass(frozen=True, slots=True)
class CaseSource:
    """A mark a case is made of: whose, and the hash of what counts of it.

    The hash covers label, fragments (or the ends of a relation) and the answers that count, not
    times, notes or origin.  In a document case the source is a coder's annotation set.
    """

    id: Id
    coder_id: Id
    content_hash: str


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One thing as each coder has it; every tuple has one entry a coder, as ``Case.coder_ids``.

    ``spans`` is filled in a span case, ``relations`` and ``ends`` in a relation case (None: this
    coder marked nothing); the others are empty.  ``answers`` are the attributes, or the document
    fields, that count and are answered, by name; several values stand in sorted order.
    ``could`` tells who could have marked it: everybody, but for a relation only coders who have
    a span at each of its ends.
    """

    answers: tuple[Attributes, ...]
    could: tuple[bool, ...]
    spans: tuple[Span | None, ...] = ()
    relations: tuple[Relation | None, ...] = ()
    ends: tuple[Ends | None, ...] = ()

    @property
    def marks(self) -> tuple[Span | Relation | None, ...]:
        """Return the spans or the relations; in a document case nothing."""
        return self.spans or self.relations


@dataclass(frozen=True, slots=True)
class Case:
    """A part of one document that is decided by itself.

    ``id`` follows from the document, the kind and the ids of the sources; ``signature`` from their
    content, so that it changes when a decision becomes stale.  ``coder_ids`` are all coders that
    were compared, sorted.  ``labels`` are the labels in it, sorted.  ``start`` and ``end`` (code
    points) hold all of it, for a relation the spans that it starts from; both are 0 in a
    document case.  ``parent_id`` is the smallest span case of another label that it lies in,
    ``depends_on`` the span cases in dispute that a relation waits for.
    """

    id: Id
    document_id: Id
    kind: CaseKind
    type: CaseType
    coder_ids: tuple[Id, ...]
    labels: tuple[str, ...]
    start: int
    end: int
    rows: tuple[CaseRow, ...]
    sources: tuple[CaseSource, ...]
    signature: str
    parent_id: Id | None = None
    depends_on: tuple[Id, ...] = ()

    @property
    def needs_decision(self) -> bool:
        """Tell whether a person has to decide; a dependent relation waits for other cases."""
        return self.type not in (CaseType.UNANIMOUS, CaseType.DEPENDENT)


ReadingValue: TypeAlias = AttributeValue | Fragments | RowPlace


@dataclass(frozen=True, slots=True)
class Reading:
    """One coder's answer to an aspect: offsets in code points, ids of labels and values.

    ``mark_id`` is the coder's span or relation (the annotation set for a document field), None
    where the coder marked nothing.
    """

    coder_id: Id
    mark_id: Id | None
    value: ReadingValue


@dataclass(frozen=True, slots=True)
class Aspect:
    """One question about a row of a case, with the readings of those whom it can be asked.

    ``name`` is the attribute or document field.  Attributes belong to a label: only coders with
    the same ``label`` are asked, so a row may have an attribute's aspect twice.
    """

    row: int
    kind: AspectKind
    readings: tuple[Reading, ...]
    name: str = ""
    label: str = ""

    @property
    def differs(self) -> bool:
        """Tell whether two readings are not the same."""
        first = self.readings[0].value if self.readings else None
        return any(reading.value != first for reading in self.readings)


@dataclass(frozen=True, slots=True)
class Choice:
    """The value that most coders gave for one aspect of a row, and how many they were."""

    row: int
    kind: AspectKind
    value: ReadingValue
    support: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What most coders say, aspect by aspect; ``tied`` are the aspects without a majority.

    A row that most say is not there has only the choice of its presence.  ``is_complete`` tells
    that nothing is tied, so that it can be taken as it is.
    """

    case_id: Id
    choices: tuple[Choice, ...]
    tied: tuple[Aspect, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Tell whether every aspect has a majority."""
        return not self.tied


Pattern: TypeAlias = tuple[Hashable, ...]
"""What two cases have in common that can be decided alike: equal patterns, same pattern."""
