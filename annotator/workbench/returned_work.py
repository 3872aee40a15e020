"""What a parcel that came back changes, article by article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from annotator.model.document import FINISHED, Progress
from annotator.model.identity import Id
from annotator.store import coming_back
from annotator.store.coming_back import Rows
from annotator.store.project import Project

FURTHER = ("relation", "comment", "annotation_set")


@dataclass(frozen=True, slots=True)
class JoinedDocument:
    """What became, or would become, of one coder's marks on one article.

    ``new``, ``same``, ``changed`` and ``deleted`` count marks; ``further`` counts relations, notes
    and answers on the article that are not as they were.  ``conflicting`` counts what is in two
    versions, ``codebooks`` names those not in force under which marks were made.  An article is
    finished when its coder says so.
    """

    id: Id
    key: str
    title: str
    new: int
    same: int
    changed: int
    deleted: int
    further: int
    conflicting: int
    is_finished: bool
    codebooks: tuple[str, ...] = ()

    @property
    def is_touched(self) -> bool:
        """Tell whether anything is not as it was."""
        return bool(self.new or self.changed or self.deleted or self.further)


class Work:
    """What one coder has on some documents at this moment."""

    def __init__(self, project: Project, coder_id: Id, document_ids: Sequence[Id]) -> None:
        self._project = project
        self._coder_id = coder_id
        self._document_ids = document_ids
        self.rows: Mapping[str, Rows] = {
            kind: coming_back.standing_of(project, kind, coder_id, document_ids)
            for kind in ("span", *FURTHER)
        }

    def compared_with_now(self) -> tuple[JoinedDocument, ...]:
        """Return what has changed since, for each of the documents."""
        project, coder_id = self._project, self._coder_id
        now = Work(project, coder_id, self._document_ids)
        marks = self._difference("span", now)
        further: Counter[str] = Counter()
        for kind in FURTHER:
            other = self._difference(kind, now)
            further += other.new + other.changed + other.deleted
        conflicting = coming_back.count_conflicting(project, coder_id)
        statuses = coming_back.statuses_on(project, coder_id, self._document_ids)
        codebooks = coming_back.other_codebooks(project, coder_id, self._document_ids)
        return tuple(
            JoinedDocument(
                id=one,
                key=key,
                title=title,
                new=marks.new[one],
                same=marks.same[one],
                changed=marks.changed[one],
                deleted=marks.deleted[one],
                further=further[one],
                conflicting=conflicting.get(one, 0),
                is_finished=statuses.get(one, str(Progress.NEW)) in FINISHED,
                codebooks=codebooks.get(one, ()),
            )
            for one, key, title in coming_back.names_of(project, self._document_ids)
        )

    def _difference(self, kind: str, now: Work) -> _Difference:
        before, after = self.rows[kind], now.rows[kind]
        different = coming_back.find_different(self._project, kind, before, after)
        made = _Difference()
        for identity, (document, _) in after.items():
            if identity not in before:
                made.new[document.hex()] += 1
            elif identity in different:
                made.changed[document.hex()] += 1
            else:
                made.same[document.hex()] += 1
        for identity, (document, _) in before.items():
            if identity not in after:
                made.deleted[document.hex()] += 1
        return made


@dataclass(frozen=True, slots=True)
class _Difference:
    """How many rows of each document are new, the same, changed and deleted."""

    new: Counter[str] = field(default_factory=Counter)
    same: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    deleted: Counter[str] = field(default_factory=Counter)
