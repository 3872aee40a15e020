"""When work was done, from the log: finished documents and the days on which spans were made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from annotator.model.document import FINISHED
from annotator.model.identity import Id
from annotator.store import wire
from annotator.store.clock import stamp_text
from annotator.store.columns import Names, Place
from annotator.store.documents import batches
from annotator.store.lineage import load_lineage
from annotator.store.project import Project
from annotator.store.tables import marks

Day = tuple[Id, str]
"""A coder and a UTC day (``2026-11-22``)."""

_TURNS = "set_status"
"""The verb that always gives another status: where it stands last, its body need not be read."""


class _Touch(NamedTuple):
    """A revision that wrote an annotation set."""

    n: int
    hlc: int
    action: str


def done_times(project: Project) -> dict[Place, str]:
    """Return since when each finished document of each coder is finished, as UTC text.

    That is the time of the revision that gave the set a finished status and after which it had no
    other; of an import the time of the import.
    """
    with project.file.lock:
        found: dict[Place, str] = {}
        waiting: dict[bytes, tuple[Place, list[_Touch]]] = {}
        for identity, place, touches in list(_finished(project)):
            if touches[-1].action == _TURNS:
                found[place] = stamp_text(touches[-1].hlc)
            else:
                waiting[identity] = (place, touches)
        while waiting:
            waiting = dict(_one_step_back(project, waiting, found))
        return found


def _finished(project: Project) -> Iterator[tuple[bytes, Place, list[_Touch]]]:
    """Yield the finished sets with the revisions that wrote them, the newest last.

    That is the one at which a set stands: what came later was a deletion that did not know it, or
    only said once more what stands.
    """
    names, finished = Names(), sorted(FINISHED)
    sql = (
        "SELECT s.id, s.document_id, s.coder_id, r.n, r.hlc, r.action FROM annotation_set s"
        " JOIN touch t ON t.entity = s.id AND t.kind = 'annotation_set'"
        " JOIN revision r ON r.n = t.n JOIN revision h ON h.id = s.revision_id"
        f" WHERE s.deleted = 0 AND s.status IN ({marks(finished)})"
        " AND (r.hlc, r.id) <= (h.hlc, h.id) ORDER BY s.id, r.hlc, r.id"
    )
    last, touches = b"", list[_Touch]()
    for identity, document, coder, n, hlc, action in project.file.rows(sql, finished):
        if identity != last:
            last, touches = identity, []
            yield identity, (names[document], names[coder]), touches
        touches.append(_Touch(n, hlc, action))


def _one_step_back(
    project: Project,
    waiting: dict[bytes, tuple[Place, list[_Touch]]],
    found: dict[Place, str],
) -> Iterator[tuple[bytes, tuple[Place, list[_Touch]]]]:
    """Look at the last revision of each set; yield those that may have been finished before it.

    All sets go back together, so that a revision that wrote many of them is read once.
    """
    asked: dict[int, list[bytes]] = {}
    for identity, (_place, touches) in waiting.items():
        asked.setdefault(touches[-1].n, []).append(identity)
    for n in sorted(asked):
        words = _status_words(project, n)
        for identity in asked[n]:
            place, touches = waiting[identity]
            newest = touches.pop()
            if words.get(identity.hex()) not in FINISHED:
                continue
            found[place] = stamp_text(newest.hlc)
            if touches and newest.action != _TURNS:
                yield identity, (place, touches)


def _status_words(project: Project, n: int) -> dict[str, str]:
    """Return the status words that a revision wrote, by the id of the annotation set."""
    ((z, body),) = project.file.rows("SELECT z, body FROM revision WHERE n = ?", (n,))
    records = wire.read(wire.unpacked(z, body)).records
    return {
        record.id: str(record.value["status"])
        for record in records
        if record.kind == "annotation_set" and record.value is not None
    }


def spans_by_day(project: Project) -> Counter[Day]:
    """Return how many of the spans that are there each coder made on each UTC day.

    It is the day that the span says it was made; where it says none, the day on which it came.
    Spans on earlier versions of texts do not count.
    """
    with project.file.lock:
        counts = _by_day(project, "deleted = 0", ())
        for batch in batches(load_lineage(project).current):
            there = f"document_id IN ({marks(batch)}) AND deleted = 0"
            counts.subtract(_by_day(project, there, batch))
    return +counts


def _by_day(project: Project, where: str, values: Sequence[object]) -> Counter[Day]:
    names = Names()
    counts: Counter[Day] = Counter()
    dated: Iterable[tuple[bytes, str, int]] = project.file.rows(
        f"SELECT coder_id, substr(created, 1, 10), count(*) FROM span WHERE {where}"
        " AND created IS NOT NULL GROUP BY 1, 2",
        values,
    )
    for coder, day, count in dated:
        counts[names[coder], day] += count
    undated = project.file.rows(
        "SELECT coder_id, r.hlc, count(*) FROM (SELECT coder_id, (SELECT t.n FROM touch t"
        " WHERE t.entity = span.id AND t.kind = 'span' ORDER BY t.n LIMIT 1) AS first"
        f" FROM span WHERE {where} AND created IS NULL) JOIN revision r ON r.n = first"
        " GROUP BY coder_id, first",
        values,
    )
    for coder, hlc, count in undated:
        counts[names[coder], stamp_text(hlc)[:10]] += count
    return counts
