"""How the work goes: by coder, by label, by week."""

from __future__ import annotations

from datetime import date

import factories
import pytest
import team_scene
from factories import TEXT, record, span_record

from annotator.workbench.assigning import Assigning
from annotator.workbench.correcting import apply_correction
from annotator.workbench.progress import (
    done_times,
    progress_by_coder,
    progress_by_label,
    progress_by_week,
)


def made(key: str, created: str, label: str = "place") -> dict[str, object]:
    at = int(key[1:]) * 7
    return span_record(key, label, at, at + 3, created=created)


@pytest.fixture
def weeks(session, tmp_path):
    """Marks of Ani and Budi in three weeks around a new year."""
    of_ani = [made("s0", "2026-12-31T10:00:00Z"), made("s1", "2027-01-03T23:59:59Z")]
    of_budi = [made("s2", "2027-01-04T00:00:00Z", "person"), made("s3", "2026-12-27T00:00:00Z")]
    factories.import_records(
        session, tmp_path, record(of_ani), record(of_budi, coder="Budi", status="done")
    )
    return session


def test_marks_are_counted_by_the_week_of_iso_8601(weeks):
    lines = [(one.week, one.coder.name, one.spans) for one in progress_by_week(weeks.context)]
    assert [one for one in lines if one[2]] == [
        ("2026-W52", "Budi", 1),
        ("2026-W53", "Ani", 2),
        ("2027-W01", "Budi", 1),
    ]
    mondays = {one.week: one.monday for one in progress_by_week(weeks.context)}
    assert mondays["2026-W53"] == date(2026, 12, 28)


def test_articles_count_for_the_week_since_which_they_are_finished(weeks):
    """The import is the moment since which Budi's is."""
    ((place, time),) = done_times(weeks.context).items()
    assert place[1] == next(one.id for one in weeks.finding.coders() if one.name == "Budi")
    year, week, _ = date.fromisoformat(time[:10]).isocalendar()
    finished = [one for one in progress_by_week(weeks.context) if one.finished]
    assert [(one.week, one.coder.name, one.finished) for one in finished] == [
        (f"{year}-W{week:02}", "Budi", 1)
    ]


def test_labels_come_in_the_order_of_the_codebook_with_each_coders_marks(weeks):
    ani, budi = (one.id for one in weeks.finding.coders())
    lines = [(one.label, one.spans, dict(one.by_coder)) for one in progress_by_label(weeks.context)]
    assert lines == [("person", 1, {ani: 0, budi: 1}), ("place", 3, {ani: 2, budi: 1})]


def test_by_coder_is_what_the_grid_says(session, tmp_path):
    documents = team_scene.add_articles(session, tmp_path)
    (budi,) = team_scene.add_people(session, "Budi")
    Assigning(session.context).assign([(one, budi.id) for one in documents[:3]])
    team_scene.code(session, "Budi", documents[:1])
    found = {one.coder.name: (one.assigned, one.done) for one in progress_by_coder(session.context)}
    assert found == {"Ani": (0, 0), "Budi": (3, 1)}


def test_earlier_versions_of_a_text_count_nowhere(weeks):
    (document,) = weeks.finding.documents()
    apply_correction(weeks.context, document, TEXT.replace("Bupati", "Kata Bupati"))
    assert [one.spans for one in progress_by_label(weeks.context)] == [1, 3]
    assert sum(one.spans for one in progress_by_week(weeks.context)) == 4
    assert all(place[0] != document for place in done_times(weeks.context))
