"""Corrected articles where copies are joined, taken back and restored."""

from __future__ import annotations

import factories
import pytest
from copies_scene import Team, exported

from annotator.model.errors import RefusedError
from annotator.store import documents, integrity
from annotator.workbench.correcting import Choice, Fate, apply_check, apply_correction
from annotator.workbench.joining import join_files


@pytest.fixture
def team(tmp_path):
    made = Team(tmp_path, ("one", "two"))
    yield made
    made.close()


def correct(team: Team, name: str):
    """Correct the article on a copy; what stood in it is moved by seven."""
    session = team[name]
    text = documents.load_document(session.project, team.document).text
    return apply_correction(session.context, team.document, f"Ralat. {text}").document_id


def test_undo_does_not_take_away_a_correction_that_somebody_else_brought_too(team):
    team["two"].code_as("Budi")
    for name in ("one", "two"):
        correct(team, name)
    join_files(team["one"].context, [team.path("two")])
    before = exported(team["one"])
    with pytest.raises(RefusedError) as refused:
        team["one"].history.undo()
    assert (refused.value.code, refused.value.fields["by"]) == ("changed_since", "Budi")
    assert exported(team["one"]) == before


def marks(session, document) -> list[tuple[str, int, int]]:
    found = session.finding.annotations(document).spans
    return [(span.label, span.start, span.end) for span in found]


def join(team: Team) -> None:
    join_files(team["one"].context, [team.path("two")])


def test_a_mark_that_was_changed_in_another_copy_waits_until_it_is_looked_at(team):
    new = correct(team, "one")
    team["two"].coding.relabel_span(team.span.id, "place")
    join(team)
    session = team["one"]
    assert marks(session, new) == [("person", 7, 13)]
    assert session.finding.waiting(new) == 1
    apply_check(session.context, new, {})
    assert marks(session, new) == [("place", 7, 13)]
    assert session.finding.waiting(new) == 0
    session.history.undo()
    assert session.finding.waiting(new) == 1
    apply_check(session.context, new, {team.span.id: Choice(Fate.LEAVE)})
    assert marks(session, new) == [("person", 7, 13)]
    assert session.finding.waiting(new) == 0


def test_a_mark_that_was_moved_in_another_copy_waits_as_well(team, monkeypatch):
    new = correct(team, "one")
    monkeypatch.setattr(team["two"].project, "now", lambda: "2099-01-01T00:00:00Z")
    team["two"].coding.resize_span(team.span.id, factories.extents(factories.SRI))
    join(team)
    assert team["one"].finding.waiting(new) == 1
    apply_check(team["one"].context, new, {})
    start, end = factories.SRI
    assert marks(team["one"], new) == [("person", start + 7, end + 7)]
    assert team["one"].finding.waiting(new) == 0


def test_what_is_changed_on_the_new_version_does_not_wait(team):
    new = correct(team, "one")
    session = team["one"]
    carried = session.finding.annotations(new).spans[0]
    session.coding.relabel_span(carried.id, "place")
    assert session.finding.waiting(new) == 0
    join(team)
    assert session.finding.waiting(new) == 0


def test_restoring_to_before_a_correction_lets_the_marks_wait_on_it(team):
    session = team["one"]
    session.coding.set_status(team.document, "in_progress")
    moment = session.chronicle.past(team.document).moments[-1]
    new = correct(team, "one")
    before = exported(session)
    session.chronicle.restore_set(moment)
    assert marks(session, new) == []
    assert session.finding.waiting(new) == 1
    apply_check(session.context, new, {})
    assert exported(session) == before
    assert integrity.check(session.project) == []


def test_an_earlier_version_is_not_restored(team):
    session = team["one"]
    session.coding.relabel_span(team.span.id, "place")
    moment = session.chronicle.past(team.document).moments[-2]
    correct(team, "one")
    before = exported(session)
    for verb, what in (("restore_article", team.document), ("restore_span", team.span.id)):
        with pytest.raises(RefusedError) as refused:
            getattr(session.chronicle, verb)(what, moment)
        assert refused.value.code == "replaced_text"
    assert exported(session) == before
