"""An article as it was: everybody's marks on it at any moment, from the log alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from annotator.model.annotation_set import AnnotationSet
from annotator.model.identity import Id
from annotator.store import rows, wire
from annotator.store.chronicle import LAST, Moment, load_moments
from annotator.store.heads import Standing, Version, standing
from annotator.store.kinds import RowKey, blob
from annotator.store.log import version_of
from annotator.store.project import Project
from annotator.store.related import rows_of_document, touches_of
from annotator.store.spans import assembled
from annotator.store.tables import marks

Raw = Mapping[str, object]

_BATCH = 100


class ArticlePast:
    """The versions of everything that was ever marked on an article, read once from the log.

    Moments are places in the order of time.  Where copies were joined, that is the order in which
    the work was done, not the one in which it came here.
    """

    def __init__(self, project: Project, document_id: Id) -> None:
        with project.file.lock:
            self._project = project
            self.document_id = document_id
            self.rows = rows_of_document(project, document_id)
            self._waiting = _waiting(project)
            self._versions = read_versions(project, self.rows)
            self.moments: Sequence[Moment] = tuple(load_moments(project, self.rows))
            """When acts wrote something of this article, oldest first."""

    def moments_of(self, coder_id: Id) -> list[Moment]:
        """Return when the article or what one coder has on it was written, oldest first."""
        own = [
            row
            for row in self.rows
            if row[0] == "document"
            or ((last := self.stood(row, LAST)) and last.value["coder_id"] == coder_id)
        ]
        return load_moments(self._project, own)

    def stood(self, row: RowKey, moment: Moment) -> Standing | None:
        """Return what stood of a row at a moment, None where it was not there yet."""
        return stood(self._versions.get(row, ()), moment)

    def value_at(self, row: RowKey, moment: Moment) -> Raw | None:
        """Return the value of a row at a moment, None where it was not there or was deleted."""
        found = self.stood(row, moment)
        return None if found is None or found.is_deleted else found.value

    def sets_at(self, moment: Moment, codebook_id: Id) -> dict[Id, AnnotationSet]:
        """Return what each coder had on the article at a moment, by coder.

        A set without a status of its own was made under the codebook of its first mark, else under
        ``codebook_id``.
        """
        values: dict[Id, dict[str, list[tuple[Id, Raw]]]] = {}
        for row in self.rows:
            kind, identity = row
            value = None if kind == "document" else self.value_at(row, moment)
            if value is not None and row not in self._waiting:
                kinds = values.setdefault(Id(str(value["coder_id"])), {})
                kinds.setdefault(kind, []).append((identity, value))
        return {
            coder: _set_of(self.document_id, coder, kinds, codebook_id)
            for coder, kinds in values.items()
        }


def stood(versions: Iterable[Version], moment: Moment) -> Standing | None:
    """Return what stands of a row's versions up to a moment, None where there are none."""
    known = {one.id: one for one in versions if one.rank <= moment}
    return standing(known) if known else None


def read_versions(project: Project, wanted: Iterable[RowKey]) -> dict[RowKey, list[Version]]:
    """Return all versions of some rows; every revision that wrote one of them is read once."""
    found: dict[RowKey, list[Version]] = {row: [] for row in wanted}
    numbers = touches_of(project, found)
    for first in range(0, len(numbers), _BATCH):
        batch = numbers[first : first + _BATCH]
        sql = f"SELECT z, body FROM revision WHERE n IN ({marks(batch)}) ORDER BY n"
        for z, stored in project.file.rows(sql, batch):
            body = wire.read(wire.unpacked(z, stored))
            for record in body.records:
                if record.row in found:
                    found[record.row].append(version_of(body.header, record))
    return found


def _waiting(project: Project) -> frozenset[RowKey]:
    """Return the rows that refer to what has not come, which no list shows."""
    found = project.file.rows("SELECT kind, entity FROM pending")
    return frozenset((kind, Id(entity.hex())) for kind, entity in found)


def _set_of(
    document_id: Id, coder_id: Id, kinds: Mapping[str, list[tuple[Id, Raw]]], codebook_id: Id
) -> AnnotationSet:
    spans = [rows.span_from_value(*one) for one in kinds.get("span", ())]
    spans.sort(key=lambda span: (span.start, blob(span.id)))
    heads = [rows.set_from_value(value) for _, value in kinds.get("annotation_set", ())]
    new = AnnotationSet(document_id, coder_id, spans[0].codebook_id if spans else codebook_id)
    return assembled(
        heads[0] if heads else new,
        spans,
        [rows.relation_from_value(*one) for one in kinds.get("relation", ())],
        [rows.comment_from_value(*one) for one in kinds.get("comment", ())],
    )
