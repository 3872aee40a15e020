"""How the work goes: by coder, by label and by week."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from annotator.model.assignment import is_person
from annotator.model.coder import Coder
from annotator.model.identity import Id
from annotator.store import coders, counts, finishing
from annotator.store.columns import Place
from annotator.store.lineage import load_lineage
from annotator.workbench.assignment_grid import CoderTotal, load_grid
from annotator.workbench.context import Context


@dataclass(frozen=True, slots=True)
class LabelLine:
    """How many spans carry a label, in all and by coder."""

    label: str
    spans: int
    by_coder: Mapping[Id, int]


@dataclass(frozen=True, slots=True)
class WeekLine:
    """What one coder did in one week of ISO 8601 (``2026-W47``; it begins on ``monday``, in UTC).

    ``spans`` counts those made then that are still there, ``finished`` the documents that have been
    finished since then.
    """

    week: str
    monday: date
    coder: Coder
    spans: int
    finished: int


def progress_by_coder(context: Context) -> tuple[CoderTotal, ...]:
    """Return how many documents each coder has and how far they are; gold is nobody."""
    return load_grid(context.project).totals


def progress_by_label(context: Context) -> tuple[LabelLine, ...]:
    """Return how often each label of the codebook is used, and others that marks carry.

    In the order of the codebook, others behind; labels that cannot be put on words are left out.
    Spans on earlier versions of texts do not count.
    """
    project = context.project
    found = counts.by_label(project, without=load_lineage(project).current)
    people = [one.id for one in coders.list_coders(project) if is_person(one)]
    known = [name for name, label in context.codebook.labels.items() if not label.is_abstract]
    others = sorted(found.keys() - set(known))
    lines = []
    for label in [*known, *others]:
        by = {one: found.get(label, {}).get(one, 0) for one in people}
        total = sum(by.values())
        if label in known or total:
            lines.append(LabelLine(label, total, by))
    return tuple(lines)


def progress_by_week(context: Context) -> tuple[WeekLine, ...]:
    """Return what each coder did in each week, the oldest first; weeks of no work are left out."""
    project = context.project
    people = {one.id: one for one in coders.list_coders(project) if is_person(one)}
    spans = finishing.spans_by_day(project)
    finished = Counter((who, time[:10]) for (_, who), time in done_times(context).items())
    weeks: dict[tuple[str, Id], tuple[date, Counter[str]]] = {}
    for what, counted in (("spans", spans), ("finished", finished)):
        for (who, day), count in counted.items():
            if who in people and (monday := _monday(day)) is not None:
                key = (_week(monday), who)
                weeks.setdefault(key, (monday, Counter()))[1][what] += count
    return tuple(
        WeekLine(week, monday, people[who], done["spans"], done["finished"])
        for (week, who), (monday, done) in sorted(
            weeks.items(), key=lambda item: (item[1][0], people[item[0][1]].name, item[0][1])
        )
    )


def done_times(context: Context) -> dict[Place, str]:
    """Return since when each finished document of each coder is finished, as UTC text.

    Earlier versions of texts are left out.
    """
    replaced = load_lineage(context.project).current
    found = finishing.done_times(context.project)
    return {place: time for place, time in found.items() if place[0] not in replaced}


def _monday(day: str) -> date | None:
    """Return the first day of the week of a day; None where files brought what is no day."""
    try:
        moment = date.fromisoformat(day)
    except ValueError:
        return None
    year, week, _ = moment.isocalendar()
    return date.fromisocalendar(year, week, 1)


def _week(monday: date) -> str:
    year, week, _ = monday.isocalendar()
    return f"{year}-W{week:02}"
