"""Work that is locked while it is reviewed: closed to its coder, whichever way they come."""

from __future__ import annotations

from functools import partial

import factories
import pytest
import team_scene
from assigning_scene import Work, code_of
from factories import extents

from annotator.model.identity import Id
from annotator.store import integrity
from annotator.workbench.assigning import CellState
from annotator.workbench.correcting import (
    Choice,
    Fate,
    apply_check,
    apply_correction,
    plan_check,
)
from annotator.workbench.exporting import ExportChoice, export_jsonl
from annotator.workbench.history import History
from annotator.workbench.wording import sentence


@pytest.fixture
def work(session, tmp_path):
    documents = team_scene.add_articles(session, tmp_path)
    team_scene.add_people(session, "Budi", "Citra")
    yield Work(session, documents)
    assert integrity.check(session.project) == []


def test_locked_work_is_closed_to_its_coder_in_every_way(work):
    team_scene.code(work.session, "Budi", work.documents[:1])
    assert work.assigning.lock(work.cells(work.budi, 0, 1)) == 1
    assert work.state(work.budi, 0) is CellState.LOCKED
    work.session.code_as("Budi")
    session, document = work.session, work.documents[0]
    (span,) = session.finding.annotations(document).spans
    moment = next(iter(session.project.file.rows("SELECT hlc FROM revision ORDER BY n LIMIT 1")))
    for verb, arguments in (
        (session.coding.add_span, (document, extents((7, 9)), "place")),
        (session.coding.relabel_span, (span.id, "person")),
        (session.coding.set_comment, (span.id, "x")),
        (session.coding.delete_span, (span.id,)),
        (session.coding.set_status, (document, "in_progress")),
        (session.coding.set_field, (document, "outlet", "x")),
        (session.history.undo, ()),
        (session.chronicle.restore_article, (document, (moment[0], Id("f" * 32)))),
        (session.chronicle.restore_set, ((moment[0], Id("f" * 32)),)),
    ):
        assert code_of(verb, *arguments) == "locked_for_review", verb
    session.coding.add_span(work.documents[1], extents((7, 9)), "place")


def as_budi(work, verb, *arguments) -> str:
    """What a verb of Budi's is refused with; Ani goes on."""
    work.session.code_as("Budi")
    code = code_of(verb, *arguments)
    work.session.code_as("Ani")
    return code


def test_what_was_done_to_many_articles_is_not_undone_on_a_locked_one(work):
    session, first = work.session, work.documents[0]
    team_scene.code(session, "Budi", work.documents[:2])
    session.code_as("Budi")
    session.chronicle.restore_set(session.chronicle.past(first).moments[0])
    session.code_as("Ani")
    work.assigning.assign(work.cells(work.budi, 0))
    work.assigning.lock(work.cells(work.budi, 0))
    assert as_budi(work, session.history.undo) == "locked_for_review"
    work.assigning.unlock(work.cells(work.budi, 0))
    session.code_as("Budi")
    assert session.finding.annotations(first).spans == ()
    assert History(session.context).undo() is not None  # what was refused once is passed over
    assert len(session.finding.annotations(first).spans) == 1


def test_an_import_of_ones_own_marks_is_not_undone_on_a_locked_article(work, tmp_path):
    session, document = work.session, work.documents[0]
    text = session.finding.document(document).text
    marks = [factories.span_record("s1", "place", 0, 6, text)]
    session.code_as("Budi")
    factories.import_records(session, tmp_path, factories.record(marks, text=text, coder="Budi"))
    session.code_as("Ani")
    work.assigning.lock(work.cells(work.budi, 0))
    assert as_budi(work, session.history.undo) == "locked_for_review"
    assert work.assigning.grid().cell(document, work.budi).spans == 1


def corrected(work) -> Id:
    """The corrected text of the first article, on which Budi's mark has to be looked at."""
    text = work.session.finding.document(work.documents[0]).text
    report = apply_correction(work.session.context, work.documents[0], text.replace("Bupati", "B."))
    return report.document_id


def test_a_lock_goes_with_the_corrected_text(work):
    team_scene.code(work.session, "Budi", work.documents[:1])
    work.assigning.lock(work.cells(work.budi, 0))
    new = corrected(work)
    assert work.assigning.grid().cell(new, work.budi).is_locked
    add, check = work.session.coding.add_span, partial(apply_check, work.session.context)
    assert as_budi(work, add, new, extents((7, 9)), "place") == "locked_for_review"
    assert as_budi(work, check, new, {}) == "locked_for_review"


def test_a_lock_that_was_opened_on_the_corrected_text_closes_nothing_any_more(work):
    team_scene.code(work.session, "Budi", work.documents[:2])
    work.assigning.lock(work.cells(work.budi, 0))
    new = corrected(work)
    work.assigning.unlock([(new, work.budi)])
    session = work.session
    session.code_as("Budi")
    before = session.finding.annotations(new)
    session.coding.add_span(new, extents((7, 9)), "place")
    session.chronicle.restore_set(session.chronicle.past(new).moments[-2])
    assert session.finding.annotations(new) == before


def test_marks_checked_after_a_correction_are_not_unchecked_once_they_are_locked(work):
    team_scene.code(work.session, "Budi", work.documents[:1])
    new = corrected(work)
    session = work.session
    session.code_as("Budi")
    (mark,) = plan_check(session.context, new).marks
    apply_check(session.context, new, {mark.span.id: Choice(Fate.CARRY, extents((0, 2)))})
    session.code_as("Ani")
    work.assigning.lock([(new, work.budi)])
    assert as_budi(work, session.history.undo) == "locked_for_review"


def test_unlocked_work_can_go_on(work):
    team_scene.code(work.session, "Budi", work.documents[:1])
    work.assigning.lock(work.cells(work.budi, 0))
    assert work.assigning.unlock(work.cells(work.budi, 0)) == 1
    assert work.state(work.budi, 0) is CellState.DONE
    work.session.code_as("Budi")
    work.session.coding.add_span(work.documents[0], extents((7, 9)), "place")


def test_others_work_is_not_locked_with_it(work):
    team_scene.code(work.session, "Budi", work.documents[:1])
    work.assigning.lock(work.cells(work.budi, 0))
    work.session.coding.add_span(work.documents[0], extents((7, 9)), "place")
    assert work.state(work.ani, 0) is CellState.IN_PROGRESS


def records_of(work, tmp_path) -> dict[str, dict[str, object]]:
    """Everything as an export has it, by the coder who marked something."""
    out = tmp_path / "all.jsonl"
    export_jsonl(work.session.context, out, ExportChoice())
    return {one["coder"]: one for one in factories.read_records(out) if one["spans"]}


def with_another(record: dict[str, object]) -> dict[str, object]:
    """The record with one more mark."""
    [mark] = record["spans"]
    return {**record, "spans": [mark, {**mark, "id": "more", "label": "person"}]}


def test_an_import_brings_nothing_new_into_work_that_is_locked(work, tmp_path):
    for name in ("Budi", "Citra"):
        team_scene.code(work.session, name, work.documents[:1])
    work.assigning.lock(work.cells(work.budi, 0, 1))
    records = records_of(work, tmp_path)
    before = work.session.project.file.row("SELECT max(n) FROM revision")
    report = factories.import_records(work.session, tmp_path, with_another(records["Budi"]))
    assert (report.is_applied, [one.code for one in report.problems]) == (False, ["work_locked"])
    assert work.session.project.file.row("SELECT max(n) FROM revision") == before
    assert "“Budi”" in sentence(report.problems[0])
    for allowed in (records["Budi"], with_another(records["Citra"])):
        assert factories.import_records(work.session, tmp_path, allowed).is_applied
    work.assigning.unlock(work.cells(work.budi, 0, 1))
    report = factories.import_records(work.session, tmp_path, with_another(records["Budi"]))
    assert (report.is_applied, report.new_spans) == (True, 1)
