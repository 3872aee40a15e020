"""A full disk, a read-only folder, somebody else at work: what was done stays, nothing half."""

from __future__ import annotations

import contextlib
import os
import sys

import factories
import pytest
from factories import ASN, BALIKPAPAN, BUPATI, extents, record, span_record
from failing_disk import FULL, IOERR_FSYNC, Failing

from annotator.model.errors import EnvironmentFault, NotSaved, ProjectLocked
from annotator.store import integrity
from annotator.workbench.exporting import ExportChoice, export_jsonl, lines
from annotator.workbench.importing import import_files
from annotator.workbench.session import Session
from annotator.workbench.verifying import verify_path
from annotator.workbench.wording import error_sentence

FAULTS = [("INSERT INTO revision", FULL), ("COMMIT", FULL), ("COMMIT", IOERR_FSYNC)]


def shown(session):
    """All that a project holds, and what can be undone and redone."""
    whole = b"".join(lines(session.context, ExportChoice()))
    return whole, session.history.undo_words(), session.history.redo_words()


@pytest.fixture(params=FAULTS, ids=lambda fault: f"{fault[0].lower()} {fault[1]}")
def failing(request, session):
    """Make the disk fail for a while."""

    @contextlib.contextmanager
    def fail():
        file = session.project.file
        disk = Failing(file.connection, *request.param)
        file._raw = disk
        yield
        disk.is_broken = False

    return fail


@pytest.fixture
def marked(session, document):
    """One person and one place that are related, and one step that can be redone."""
    person = session.coding.add_span(document, extents(BUPATI), "person")
    place = session.coding.add_span(document, extents(BALIKPAPAN), "place")
    session.coding.add_relation(person.id, place.id, "lives_in")
    session.coding.set_comment(person.id, "Periksa")
    session.history.undo()
    return person


VERBS = {
    "add_span": lambda s, d, m: s.coding.add_span(d, extents(ASN), "person"),
    "relabel_span": lambda s, d, m: s.coding.relabel_span(m.id, "place"),
    "resize_span": lambda s, d, m: s.coding.resize_span(m.id, extents((0, 10))),
    "set_attribute": lambda s, d, m: s.coding.set_attribute(m.id, "role", "head"),
    "delete_span": lambda s, d, m: s.coding.delete_span(m.id),
    "set_status": lambda s, d, m: s.coding.set_status(d, "in_progress"),
    "undo": lambda s, d, m: s.history.undo(),
    "redo": lambda s, d, m: s.history.redo(),
}


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_that_was_not_saved_is_told_to_nobody_and_can_be_done_again(
    session, document, marked, failing, verb
):
    before, told = shown(session), []
    session.events.subscribe(told.append)
    for _time in range(2):
        with failing(), pytest.raises(NotSaved):
            VERBS[verb](session, document, marked)
        assert shown(session) == before
        assert told == []
    VERBS[verb](session, document, marked)
    assert shown(session) != before
    assert [change.action for change in told] == [verb]
    assert integrity.check(session.project) == []


def test_an_import_that_was_not_saved_leaves_nothing_and_can_come_again(session, tmp_path, failing):
    spans = [span_record("s-1", "person", 0, 6)]
    given = [record(spans, coder_id="k-1"), record(spans, coder="Budi")]
    path = factories.write_records(tmp_path / "m.jsonl", *given)
    before, told = (shown(session), session.coder, session.finding.coders()), []
    session.events.subscribe(told.append)
    with failing(), pytest.raises(NotSaved):
        import_files(session.context, [path])
    assert (shown(session), session.coder, session.finding.coders()) == before
    assert told == []
    report = import_files(session.context, [path])
    assert (report.is_applied, report.new_spans, report.new_coders) == (True, 2, ("Budi",))
    assert session.coder.key == "k-1"
    assert integrity.check(session.project) == []


def test_a_coder_who_could_not_be_added_is_not_there(session, failing):
    with failing(), pytest.raises(NotSaved):
        session.code_as("Budi")
    assert session.coder.name == "Ani"
    assert [coder.name for coder in session.finding.coders()] == ["Ani"]
    session.code_as("Budi")
    assert [coder.name for coder in session.finding.coders()] == ["Ani", "Budi"]


def test_what_was_saved_before_a_fault_is_there_tomorrow(session, document, marked, failing):
    before = shown(session)
    with failing(), pytest.raises(NotSaved):
        session.coding.delete_span(marked.id)
    session.close()
    with Session.open(session.path) as again:
        assert shown(again) == before


@pytest.mark.parametrize("code", [FULL, IOERR_FSYNC, 8, 14])
def test_a_fault_is_told_in_a_whole_sentence(session, document, code):
    """What was not saved, what to do, and which project is meant; no gap is left in it."""
    file = session.project.file
    file._raw = Failing(file.connection, "INSERT INTO revision", code)
    with pytest.raises(EnvironmentFault) as fault:
        session.coding.add_span(document, extents(BUPATI), "person")
    assert fault.value.fields["path"] == str(session.path)
    said = error_sentence(fault.value)
    assert "–" not in said
    assert (str(session.path) in said) == (code != FULL)


# read-only --------------------------------------------------------------------------------------


@pytest.fixture
def read_only(session, document, monkeypatch):
    """The closed project, in a folder that may not be written."""
    session.coding.add_span(document, extents(BUPATI), "person")
    session.close()
    path = session.path
    monkeypatch.setattr(os, "access", lambda place, _mode: place not in (path, path.parent))
    return path


def test_a_read_only_project_is_not_opened_and_not_touched(read_only):
    before = read_only.read_bytes(), sorted(os.listdir(read_only.parent))
    with pytest.raises(EnvironmentFault, match="read_only"):
        Session.open(read_only)
    assert (read_only.read_bytes(), sorted(os.listdir(read_only.parent))) == before


def test_a_read_only_project_can_be_looked_at_and_exported(read_only, tmp_path_factory):
    out = tmp_path_factory.mktemp("out") / "out.jsonl"
    with Session.reading(read_only) as session:
        assert (session.path, session.name, session.coder.name) == (read_only, "p", "Ani")
        report = export_jsonl(session.context, out, ExportChoice())
    assert (report.records, report.spans) == (1, 1)


def test_what_is_only_looked_at_takes_no_verb(read_only):
    before = read_only.read_bytes()
    with Session.reading(read_only) as session:
        (document,) = session.finding.documents()
        state = shown(session)
        for verb in (
            lambda: session.coding.add_span(document, extents(ASN), "person"),
            lambda: session.history.undo(),
            lambda: session.code_as("Budi"),
        ):
            with pytest.raises(NotSaved, match="read_only"):
                verb()
            assert shown(session) == state
    assert read_only.read_bytes() == before


# somebody else at work --------------------------------------------------------------------------


@pytest.mark.parametrize("look", [Session.open, verify_path], ids=["open", "verify"])
def test_a_project_that_is_open_is_kept_from_others(session, document, look):
    with pytest.raises(ProjectLocked, match="locked"):
        look(session.path)
    session.coding.add_span(document, extents(BUPATI), "person")
    session.close()
    with Session.open(session.path) as again:
        assert len(again.finding.annotations(document).spans) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_project_is_open_under_every_name_it_has(session, tmp_path):
    (tmp_path / "link.annot").symlink_to(session.path)
    os.link(session.path, tmp_path / "hard.annot")
    for name in ("link.annot", "hard.annot"):
        with pytest.raises(ProjectLocked), Session.reading(tmp_path / name):
            pass
    session.code_as("Budi")
    assert integrity.check(session.project) == []
