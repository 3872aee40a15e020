"""Whether labels and answers are ones that the codebooks of a parcel know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from annotator.codebooks.reader import parse_codebook
from annotator.codebooks.rules import check_answers
from annotator.model.attributes import Questions
from annotator.model.codebook import Codebook
from annotator.model.errors import RefusedError
from annotator.model.identity import Id
from annotator.model.problem import Place
from annotator.store.codebooks import load_codebook
from annotator.store.log import Versions
from annotator.store.project import Project
from annotator.store.wire import json_text

REMEMBERED = 20_000
"""How many different answers are remembered, so that free text does not fill the memory."""

Misfit = tuple[str, object]
"""The field that does not fit, and what it says."""

DOCUMENT = "annotation_set"


class Fitting:
    """Checks labels and answers; the same ones are checked once.

    A mark keeps the codebook it was made under, and may later get a label of the one in force.  So
    what any codebook of the parcel knows fits; and so does what stood on the same row before, under
    whatever codebook.
    """

    def __init__(self, project: Project, codebook_ids: Iterable[Id]) -> None:
        self._project = project
        self._ids = sorted(codebook_ids)
        self._codebooks: dict[Id, Codebook] = {}
        self._fitting: set[tuple[str, str, str, str]] = set()

    def knows(self, codebook_id: object) -> bool:
        """Tell whether a codebook is one of the project's."""
        return isinstance(codebook_id, str) and self._codebook(Id(codebook_id)) is not None

    def misfit(
        self, kind: str, identity: Id, codebook_id: Id, label: str, answers: Mapping[str, Any]
    ) -> Misfit | None:
        """Return what a row says that neither a codebook knows nor the row said before."""
        memory = (kind, codebook_id, label, repr(answers) if answers else "")
        if memory in self._fitting:
            return None
        found = self._misfit(kind, codebook_id, label, answers)
        if found is not None:
            found = self._new_misfit(kind, identity, codebook_id, label, answers)
        elif len(self._fitting) < REMEMBERED:
            self._fitting.add(memory)
        return found

    def _misfit(
        self, kind: str, codebook_id: Id, label: str, answers: Mapping[str, Any]
    ) -> Misfit | None:
        first: Misfit | None = None
        for one in dict.fromkeys([codebook_id, *self._ids]):
            codebook = self._codebook(one)
            found = _misfit_of(codebook, kind, label, answers) if codebook else ("codebook_id", one)
            if found is None:
                return None
            first = first or found
        return first

    def _new_misfit(
        self, kind: str, identity: Id, codebook_id: Id, label: str, answers: Mapping[str, Any]
    ) -> Misfit | None:
        """Return what does not fit of that which the row has never said."""
        stood: set[tuple[str, str]] = set()
        labels: set[str] = set()
        for version in Versions(self._project.file).of((kind, identity)).values():
            value = version.record.value or {}
            said = value.get("fields" if kind == DOCUMENT else "attributes", {})
            labels.add(str(value.get("label", "")))
            if isinstance(said, dict):
                stood.update((name, json_text(one)) for name, one in said.items())
        left = {name: one for name, one in answers.items() if (name, json_text(one)) not in stood}
        if not left and label in labels:
            return None
        return self._misfit(kind, codebook_id, label, left)

    def _codebook(self, identity: Id) -> Codebook | None:
        if identity not in self._codebooks:
            try:
                file = load_codebook(self._project, identity)
            except (RefusedError, ValueError):
                return None
            self._codebooks[identity], _remarks = parse_codebook(file, identity)
        return self._codebooks[identity]


def _misfit_of(
    codebook: Codebook, kind: str, label: str, answers: Mapping[str, Any]
) -> Misfit | None:
    questions: Questions | None = None
    if kind == DOCUMENT:
        questions = codebook.document
    elif kind == "relation":
        relation = codebook.relations.get(label)
        questions = relation.attributes if relation else None
    else:
        entry = codebook.labels.get(label)
        questions = entry.attributes if entry and not entry.is_abstract else None
    if questions is None:
        return "label", label
    for problem in check_answers(questions, codebook.lists, answers, Place()) if answers else ():
        return problem.place.field or "attributes", problem.value
    return None
