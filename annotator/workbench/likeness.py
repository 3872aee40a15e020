"""Whether what comes in says the same as what is there already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from annotator.model.annotation_set import AnnotationSet
from annotator.model.change import Operation
from annotator.model.incoming import IncomingComment, IncomingSet
from annotator.model.problem import Place, Problem, Severity
from annotator.model.span import Attributes
from annotator.store import rows

COMPARED: Mapping[str, tuple[str, ...]] = {
    "span": ("label", "fragments", "attributes"),
    "relation": ("label", "source_id", "target_id", "attributes"),
    "comment": ("target_id", "text"),
}
"""What a mark says.  Who brought it and when is no difference."""

BEGUN = "new"
"""The status of a record that says none."""


class Differences:
    """Counts what a file says otherwise than the project, so that each is told once a file."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._places: dict[str, Place] = {}

    def add(self, code: str, count: int, place: Place) -> None:
        """Count differences of one kind in the record at a place."""
        if count:
            self._counts[code] = self._counts.get(code, 0) + count
            self._places.setdefault(code, replace(place, field=None))

    def told(self) -> Iterator[Problem]:
        """Yield what was found since the last time, each with the first place it is at."""
        for code, count in self._counts.items():
            yield Problem(code, Severity.WARNING, self._places[code], count, {"count": count})
        self._counts.clear()
        self._places.clear()


def content_of(incoming: IncomingSet) -> int:
    """Return a number that two records share where they say the same about a text."""
    return hash(
        (
            incoming.status,
            _frozen(incoming.fields),
            tuple(
                (s.key, s.label, s.fragments, _frozen(s.attributes), _texts(s.comments))
                for s in incoming.spans
            ),
            tuple(
                (r.key, r.label, r.source_key, r.target_key, _frozen(r.attributes))
                for r in incoming.relations
            ),
            _texts(incoming.comments),
        )
    )


def _frozen(answers: Attributes) -> frozenset[tuple[str, object]]:
    return frozenset(answers.items())


def _texts(notes: Sequence[IncomingComment]) -> tuple[tuple[str, str], ...]:
    return tuple((note.key, note.text) for note in notes)


def count_differing(present: AnnotationSet, offered: Mapping[str, Sequence[Operation]]) -> int:
    """Return how many marks are in the project with another place, label, answer or text."""
    there: dict[str, Mapping[str, object]] = {
        **{span.id: rows.span_value(span) for span in present.spans},
        **{link.id: rows.relation_value(link) for link in present.relations},
        **{note.id: rows.comment_value(note) for note in present.comments},
    }
    count = 0
    for kind, names in COMPARED.items():
        for operation in offered[kind]:
            value, known = operation.value or {}, there.get(operation.id)
            count += known is not None and any(value[name] != known[name] for name in names)
    return count


def is_set_differing(present: AnnotationSet, incoming: IncomingSet) -> bool:
    """Tell whether a record has a status or an answer about its text that the project has not.

    What a record does not say is no difference.
    """
    if incoming.status not in (BEGUN, present.status, present.standing):
        return True
    return any(present.fields.get(name) != value for name, value in incoming.fields.items())
