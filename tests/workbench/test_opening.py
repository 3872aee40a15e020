"""What is told and offered when a project will not open, is only looked at, or lies badly."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from factories import add_text, extents, make_session

from annotator.model.errors import EnvironmentFault, ProjectDamaged, ProjectLocked, RefusedError
from annotator.model.stopped import Stopped
from annotator.store.project import Project
from annotator.workbench import full_check, looking, moving, unopened
from annotator.workbench.language import set_language
from annotator.workbench.recovering import free_name, recover_project
from annotator.workbench.session import Session
from annotator.workbench.settings import Settings

HOLD = """
import sys
from pathlib import Path
from annotator.workbench.session import Session
with Session.open(Path(sys.argv[1])) as session:
    print("open", flush=True)
    sys.stdin.readline()
    from annotator.workbench.session import add_coder
    add_coder(session.project, "Budi")
    print("done", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with make_session(tmp_path) as session:
        document = add_text(session, tmp_path)
        session.coding.add_span(document, extents((0, 6)), "person")
    return tmp_path / "p.annot"


def go_on(*_told: object) -> bool:
    return True


# unopened -------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("code", unopened._KINDS)
def test_every_kind_has_all_its_sentences_and_a_way_on(code: str, language: str) -> None:
    set_language(language)
    fields = {
        "path": "p",
        "detail": "detail",
        "size": 1,
        "expected": 2,
        "type": "table",
        "name": "theirs",
        "version": 2,
        "newest": 1,
        "who": "Ani",
        "host": "laptop",
        "since": "2026-11-22T01:00:00Z",
    }
    told = unopened.explain(ProjectDamaged(code, **fields))
    assert told is not None
    for sentence in (told.title, told.known, told.safe, told.step):
        assert sentence
        assert "{" not in sentence
        assert "–" not in sentence
    assert told.choices
    assert all(unopened.choice_words(choice) for choice in told.choices)


def test_an_error_of_another_sort_is_left_to_others() -> None:
    assert unopened.explain(RefusedError("nothing_to_do")) is None


# looking --------------------------------------------------------------------------------------


def test_a_project_that_others_write_is_looked_at_and_followed(path: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(path)]
    changes = []
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        other.stdout.readline()
        with pytest.raises(ProjectLocked):
            Session.open(path)
        with Session.look(path) as session:
            assert session.path == path
            assert "Ani has had it open" in looking.reason_words(session)
            assert not looking.can_take_over(session)
            assert not looking.prepare(session)
            session.events.subscribe(changes.append)
            other.stdin.write("\n")
            other.stdin.flush()
            other.stdout.readline()
            assert looking.prepare(session)
            looking.catch_up(session)
            assert [one.name for one in session.finding.coders()] == ["Ani", "Budi"]
            assert [one.action for one in changes] == ["look"]
            other.stdin.close()
            other.wait(20)
            assert looking.can_take_over(session)
            assert "nobody else" in looking.reason_words(session)
    Session.open(path).close()


def test_nothing_can_be_done_undone_or_added_where_one_only_looks(path: Path) -> None:
    with Session.look(path) as session:
        (document,) = session.finding.documents("")
        assert session.history.undo_words() is None
        assert session.history.undo() is None
        assert session.history.redo() is None
        for act in (
            lambda: session.coding.add_span(document, extents((7, 10)), "person"),
            lambda: session.code_as("Citra"),
        ):
            with pytest.raises(RefusedError) as refused:
                act()
            assert refused.value.code == "only_read"
        assert session.finding.documents("bupati") == [document]


def test_an_ordinary_session_is_no_looking(path: Path) -> None:
    with Session.open(path) as session:
        assert looking.reason_words(session) == ""
        assert not looking.can_take_over(session)
        assert not looking.prepare(session)
        looking.catch_up(session)


def test_what_is_shown_of_a_damaged_file_says_how_much_is_lost(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[:4096] = bytes(4096)
    path.write_bytes(data)
    with Session.look(path) as session:
        assert "what can be read" in looking.reason_words(session) or "this program" in (
            looking.reason_words(session)
        )
        assert not looking.can_take_over(session)


# recovering -----------------------------------------------------------------------------------


def test_recovering_reports_what_came_over(path: Path, tmp_path: Path) -> None:
    told = []
    report = recover_project(
        path, tmp_path / "new.annot", progress=lambda *what: told.append(what) or True
    )
    assert report.is_complete
    assert (report.steps, report.rewritten, report.from_tables) == (3, 0, 0)
    assert told
    with Session.open(tmp_path / "new.annot") as session:
        (document,) = session.finding.documents("")
        assert len(session.finding.annotations(document).spans) == 1


def test_recovering_can_be_stopped(path: Path, tmp_path: Path) -> None:
    with pytest.raises(Stopped):
        recover_project(path, tmp_path / "new.annot", progress=lambda *_: False)
    assert not (tmp_path / "new.annot").exists()


def test_a_folder_is_nothing_to_recover(path: Path, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="nothing_to_recover"):
        recover_project(tmp_path, tmp_path / "new.annot")
    with pytest.raises(RefusedError, match="nothing_to_recover"):
        recover_project(path, tmp_path / "new.annot", [tmp_path])


def test_a_free_name_lies_beside_the_damaged_file(path: Path) -> None:
    first = free_name(path, "recovered")
    assert first == path.with_name("p (recovered).annot")
    first.write_text("")
    assert free_name(path, "recovered") == path.with_name("p (recovered 2).annot")


# checking -------------------------------------------------------------------------------------


def test_a_sound_project_is_found_sound_while_it_is_written(path: Path) -> None:
    with Session.open(path) as session:
        stop = threading.Event()

        def work() -> None:
            (document,) = session.finding.documents("")
            start = 8
            while not stop.is_set() and start < 40:
                session.coding.add_span(document, extents((start, start + 1)), "place")
                start += 1

        busy = threading.Thread(target=work)
        busy.start()
        report = full_check.check_beside(session.project, go_on)
        stop.set()
        busy.join()
        assert report.is_sound


def test_what_does_not_add_up_is_found(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("UPDATE coder SET name = 'forged'")
    connection.commit()
    connection.close()
    with Session.open(path) as session:
        report = full_check.check_beside(session.project, go_on)
    assert not report.is_sound
    assert "history" in report.found[0]


def test_breaches_of_the_codebook_are_no_damage(path: Path) -> None:
    with Session.open(path) as session:  # the required answer of the mark is missing
        assert full_check.check_beside(session.project, go_on).found == ()


@pytest.mark.parametrize("calls", [0, 1, 2, 3])
def test_a_check_stops_when_it_is_asked_to(path: Path, calls: int) -> None:
    left = iter([True] * calls)
    with Session.open(path) as session, pytest.raises(Stopped):
        full_check.check_beside(session.project, lambda *_: next(left, False))


def test_a_check_of_a_closed_project_stops(path: Path) -> None:
    project = Project.open(path)
    project.close()
    with pytest.raises(Stopped):
        full_check.check_beside(project, go_on)


@pytest.mark.parametrize(
    "told", [b"", b"{", b"[]", b"{}", b'{"error": "disk_full", "message": ""}']
)
def test_a_check_that_could_not_be_made_says_nothing_about_the_project(told: bytes) -> None:
    with pytest.raises(EnvironmentFault):
        full_check._report(told, 1)


def test_a_copy_that_does_not_open_is_damage() -> None:
    told = b'{"error": "damaged", "message": "The project file is damaged."}'
    assert full_check._report(told, 1).found == ("The project file is damaged.",)


# moving ---------------------------------------------------------------------------------------


@pytest.fixture
def shared(path: Path, home: Path) -> Path:
    (home / "Dropbox").mkdir()
    return Path(shutil.copy(path, home / "Dropbox" / "asn.annot"))


def test_a_project_in_a_cloud_folder_gets_an_offer_and_others_none(path: Path, shared) -> None:
    settings = Settings()
    offer = moving.offer_copy(shared, settings)
    assert offer is not None
    assert "Dropbox" in offer.why
    assert offer.folder.parent == shared.parent
    assert moving.offer_copy(path, settings) is None
    moving.keep_in_place(shared, settings)
    assert moving.offer_copy(shared, Settings()) is None


def test_the_working_copy_is_the_same_project_and_knows_where_to_meet(
    shared: Path, home: Path
) -> None:
    settings = Settings()
    before = shared.read_bytes()
    meeting = shared.parent / "asn exchange"
    copy = moving.make_working_copy(shared, home / "own", meeting, settings)
    again = moving.make_working_copy(shared, home / "own", meeting, settings)
    assert (copy.name, again.name) == ("asn.annot", "asn 2.annot")
    assert sorted(os.listdir(home / "own")) == ["asn 2.annot", "asn.annot"]
    with Session.open(copy) as session:
        project_id = session.project.project_id
        assert len(session.finding.documents("")) == 1
    assert settings.folder_of(project_id) == meeting
    assert meeting.is_dir()
    with Session.open(shared) as session:
        assert session.project.project_id == project_id
    assert len(shared.read_bytes()) == len(before)


def test_a_damaged_project_is_not_copied(shared: Path, home: Path) -> None:
    data = bytearray(shared.read_bytes())
    data[4096 * 4 : 4096 * 5] = bytes(4096)
    shared.write_bytes(data)
    with pytest.raises(ProjectDamaged):
        moving.make_working_copy(shared, home / "own", shared.parent / "x", Settings())
    assert not (home / "own").exists()


def test_projects_of_this_computer_go_where_nobody_shares(home: Path) -> None:
    cloud, own = home / "OneDrive" / "Documents", home / "Documents"
    for folder in (cloud, own):
        folder.mkdir(parents=True)
    assert moving.working_folder([cloud, own]) == own / "Annotator"
    assert not moving.working_folder([cloud]).is_relative_to(home / "OneDrive")
