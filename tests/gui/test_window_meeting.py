"""The shared folder through the window: both ways, gone and back, by itself, never in the way."""

from __future__ import annotations

import threading

import factories
import pytest
from copies_scene import Team, mark
from window_scene import CONTROL, KEY

from annotator.gui.dialogs.folder_sheet import FolderSheet
from annotator.gui.flows import meeting
from annotator.model.errors import NotSaved
from annotator.store.integrity import check
from annotator.workbench import syncing
from annotator.workbench.session import Session
from annotator.workbench.syncing import sync_folder


@pytest.fixture
def shared(tmp_path):
    folder = tmp_path / "shared"
    folder.mkdir()
    return folder


@pytest.fixture
def team(tmp_path, shared):
    """Two copies; the other has put a mark into the folder."""
    made = Team(tmp_path, ("here", "there"))
    mark(made["there"], made.document, factories.SRI)
    sync_folder(made["there"].context, shared)
    made.close()
    made.paths = {name: made.folder / f"{name}.annot" for name in made.copies}
    return made


@pytest.fixture
def desk(started, team, monkeypatch):
    """The window on the first copy; exchanges are given all the time before a sheet comes."""
    return started.open(team.paths["here"])


def rest(desk) -> None:
    """Wait until nothing is being looked at or exchanged."""
    flow = desk.window.sharing.meeting

    def is_resting() -> bool:
        return not (flow.is_busy or flow._looking or flow._quiet)

    desk.qtbot.waitUntil(is_resting)
    desk.settle()


def use(desk, folder) -> FolderSheet:
    """Choose the folder through the sheet."""
    desk.trigger("shared_folder")
    sheet = desk.sheet
    assert isinstance(sheet, FolderSheet)
    sheet._ask_folder = lambda _present: str(folder)
    desk.click_on(sheet.choose_button)
    rest(desk)
    return sheet


def told(sheet) -> list[str]:
    return [remark.words for remark in sheet.remarks]


def marked(path, document) -> int:
    with Session.open(path) as session:
        return len(session.finding.annotations(document).spans)


def test_without_a_folder_it_is_said_what_it_would_do(desk):
    assert desk.window.status.folder.isHidden()
    assert not desk.menu("exchange_now").isEnabled()
    desk.trigger("shared_folder")
    sheet = desk.sheet
    assert sheet.choose_button.hasFocus()
    assert sheet.path.text() == "No folder yet"
    assert sheet.exchange_button.isHidden()
    sheet._ask_folder = lambda _present: None  # the dialog was closed
    desk.press(KEY.Key_Return)
    desk.press(KEY.Key_Return)
    assert desk.window.settings.folder_of(desk.session.project.project_id) is None
    desk.press(KEY.Key_Escape)
    assert desk.sheet is None


def test_a_folder_that_was_chosen_says_what_waits_and_is_remembered(desk, shared):
    sheet = use(desk, shared)
    assert told(sheet) == ["1 step to take in"]
    assert desk.window.status.folder.text() == "Folder: 1 waiting"
    assert len(desk.stored.spans) == 1
    path = desk.session.path
    desk.press(KEY.Key_Escape)
    again = desk.restart(path)
    rest(again)
    assert again.window.status.folder.text() == "Folder: 1 waiting"


def test_exchange_now_brings_and_gives(desk, team, shared):
    sheet = use(desk, shared)
    desk.press(KEY.Key_Escape)
    desk.session.coding.add_span(team.document, factories.extents(factories.ASN), "place")
    desk.press(KEY.Key_F5)
    rest(desk)
    assert desk.sheet is None  # it took but a moment, and nothing is left to say
    assert desk.window.status.message.text() == "Exchanged: 1 taken in, 1 put there."
    assert desk.window.status.folder.text() == "Folder: up to date"
    assert len(desk.stored.spans) == 3
    assert {span.id for span in desk.stored.spans} == desk.painted
    with Session.open(team.paths["there"]) as there:
        assert sync_folder(there.context, shared).received == 1
    assert check(desk.session.project) == []
    sheet = use(desk, shared)
    assert any(words.startswith("Last exchange: ") for words in told(sheet))


def test_the_sheet_tells_what_an_exchange_did(desk, team, shared):
    sheet = use(desk, shared)
    desk.press(KEY.Key_Return)
    rest(desk)
    assert desk.sheet is sheet
    assert told(sheet) == ["Exchanged: 1 taken in, 0 put there.", "Ani: 1 step"]
    desk.press(KEY.Key_F5)
    rest(desk)
    assert told(sheet) == ["Exchanged: nothing new on either side."]
    assert marked_here(desk) == 2


def marked_here(desk) -> int:
    return len(desk.stored.spans)


def test_files_on_their_way_and_refused_ones_are_told_with_reasons(desk, shared):
    (shared / "half.annrev").write_bytes(b"ANNREV1\nxx")
    (whole,) = [path for path in shared.glob("*.annrev") if path.name != "half.annrev"]
    broken = bytearray(b"ANNREV1\n" + (5).to_bytes(4, "big") + b"[1,2]" + b"x")
    import hashlib

    (shared / "wrong.annrev").write_bytes(bytes(broken) + hashlib.sha256(broken).digest())
    sheet = use(desk, shared)
    assert "1 file is still on its way; it is looked at again later" in told(sheet)
    assert any(words.startswith("wrong.annrev: ") for words in told(sheet))
    desk.press(KEY.Key_Escape)
    desk.press(KEY.Key_F5)
    rest(desk)
    sheet = desk.sheet  # what is left to say is said
    assert isinstance(sheet, FolderSheet)
    assert any(words.startswith("wrong.annrev: ") for words in told(sheet))
    assert whole.exists()
    assert len(desk.stored.spans) == 2


def test_a_folder_that_is_gone_is_told_calmly_and_found_again(desk, team, shared):
    use(desk, shared)
    desk.press(KEY.Key_Escape)
    away = shared.rename(shared.with_name("away"))
    desk.window.sharing.meeting.look()
    rest(desk)
    assert desk.window.status.folder.text() == "Folder: not there"
    assert desk.sheet is None
    desk.session.coding.add_span(team.document, factories.extents(factories.ASN), "place")
    desk.settle()
    desk.click_on(desk.window.status.folder)
    rest(desk)
    assert "Work goes on as usual" in told(desk.sheet)[0]
    desk.press(KEY.Key_Return)  # exchange all the same
    rest(desk)
    assert "Work goes on as usual" in told(desk.sheet)[0]
    desk.press(KEY.Key_Escape)
    away.rename(shared)
    desk.window.sharing.meeting.look()
    rest(desk)
    assert desk.window.status.folder.text() == "Folder: 2 waiting"


def test_an_exchange_with_a_folder_that_is_gone_says_so(desk, shared):
    use(desk, shared)
    desk.press(KEY.Key_Escape)
    shared.rename(shared.with_name("away"))
    desk.press(KEY.Key_F5)
    rest(desk)
    assert isinstance(desk.sheet, FolderSheet)
    assert "Work goes on as usual" in told(desk.sheet)[0]


def test_the_folder_is_looked_at_when_the_window_comes_back(desk, team, shared, qapp):
    from PySide6.QtCore import Qt

    use(desk, shared)
    desk.press(KEY.Key_Escape)
    with Session.open(team.paths["there"]) as there:
        mark(there, team.document, factories.ASN)
        sync_folder(there.context, shared)
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    rest(desk)
    assert desk.window.status.folder.text() == "Folder: 2 waiting"


def test_the_folder_is_used_no_longer_when_somebody_says_so(desk, shared):
    sheet = use(desk, shared)
    desk.click_on(sheet.forget_button)
    assert desk.window.settings.folder_of(desk.session.project.project_id) is None
    assert desk.window.status.folder.isHidden()
    assert not desk.menu("exchange_now").isEnabled()
    assert sheet.path.text() == "No folder yet"
    assert list(shared.iterdir())


def test_by_itself_only_where_the_switch_is_on(desk, team, shared):
    sheet = use(desk, shared)
    desk.window.sharing.meeting.look()
    rest(desk)
    assert marked_here(desk) == 1
    assert not sheet.automatic.isChecked()
    desk.click_on(sheet.automatic)
    rest(desk)
    assert marked_here(desk) == 2
    assert desk.window.status.folder.text() == "Folder: up to date"
    desk.press(KEY.Key_Escape)
    desk.session.coding.add_span(team.document, factories.extents(factories.ASN), "place")
    desk.settle()
    desk.window.sharing.meeting.look()
    rest(desk)
    with Session.open(team.paths["there"]) as there:
        assert sync_folder(there.context, shared).received == 1


def test_by_itself_also_when_the_project_is_closed(desk, team, shared):
    sheet = use(desk, shared)
    desk.click_on(sheet.automatic)
    rest(desk)
    desk.press(KEY.Key_Escape)
    desk.session.coding.add_span(team.document, factories.extents(factories.ASN), "place")
    desk.settle()
    desk.press(KEY.Key_W, CONTROL)
    with Session.open(team.paths["there"]) as there:
        assert sync_folder(there.context, shared).received == 1


def test_what_is_being_typed_when_the_window_is_closed_goes_along(desk, team, shared):
    sheet = use(desk, shared)
    desk.click_on(sheet.automatic)
    rest(desk)
    desk.press(KEY.Key_Escape)
    desk.click(2)
    desk.trigger("note")
    desk.type("catatan")
    desk.window.close()
    with Session.open(team.paths["there"]) as there:
        sync_folder(there.context, shared)
        comment = there.finding.annotations(team.document).comment_on(team.span.id)
    assert comment.text == "catatan"


def test_a_last_exchange_that_fails_keeps_nobody_from_closing(desk, team, shared):
    sheet = use(desk, shared)
    desk.click_on(sheet.automatic)
    rest(desk)
    desk.press(KEY.Key_Escape)
    shared.rename(shared.with_name("away"))
    desk.press(KEY.Key_W, CONTROL)
    assert desk.window.workspace is None
    assert marked(team.paths["here"], team.document) == 2


def test_a_last_exchange_that_takes_too_long_is_stopped(desk, team, shared, halting, monkeypatch):
    waiting, going_on = halting
    monkeypatch.setattr(meeting, "LAST_MS", 50)
    use(desk, shared)
    desk.press(KEY.Key_Escape)
    project_id = desk.session.project.project_id
    desk.window.settings.remember_exchange(project_id, is_automatic=True)
    threading.Timer(0.5, going_on.set).start()
    desk.press(KEY.Key_W, CONTROL)
    assert waiting.is_set()
    assert desk.window.workspace is None
    assert marked(team.paths["here"], team.document) == 1


def test_large_amounts_wait_also_where_the_switch_is_on(desk, shared, monkeypatch):
    monkeypatch.setattr(meeting, "MOST_BY_ITSELF", 0)
    sheet = use(desk, shared)
    desk.click_on(sheet.automatic)
    rest(desk)
    assert marked_here(desk) == 1
    assert desk.window.status.folder.text() == "Folder: 1 waiting"


def test_an_exchange_by_itself_leaves_what_is_being_typed(desk, team, shared):
    sheet = use(desk, shared)
    desk.press(KEY.Key_Escape)
    assert sheet is not None
    desk.click(2)
    desk.trigger("note")
    desk.type("belum")
    project_id = desk.session.project.project_id
    desk.window.settings.remember_exchange(project_id, is_automatic=True)
    desk.window.sharing.meeting.look()
    rest(desk)
    assert marked_here(desk) == 2
    assert desk.frame.inspector.note.text.toPlainText() == "belum"
    assert desk.frame.inspector.note.text.hasFocus()
    assert desk.scene.focused_id == team.span.id


@pytest.fixture
def halting(monkeypatch):
    """An exchange that waits in the middle, as one over a slow network would."""
    waiting, going_on = threading.Event(), threading.Event()
    real = syncing.sync_folder

    def slow(context, folder, *, progress=None):
        def tell(done, total, what):
            waiting.set()
            going_on.wait(20)
            return progress(done, total, what)

        return real(context, folder, progress=tell)

    monkeypatch.setattr(syncing, "sync_folder", slow)
    yield waiting, going_on
    going_on.set()


def test_a_long_exchange_shows_how_far_it_is_and_can_be_stopped(desk, shared, halting):
    waiting, going_on = halting
    use(desk, shared)
    desk.press(KEY.Key_Escape)
    desk.press(KEY.Key_F5)
    desk.qtbot.waitUntil(waiting.is_set)
    desk.qtbot.waitUntil(lambda: desk.sheet is not None)
    sheet = desk.sheet
    assert sheet.is_busy
    desk.window.resize(1200, 700)
    desk.window.repaint()  # the text stays readable
    threading.Timer(0.1, going_on.set).start()
    desk.click_on(sheet.cancel_button)
    rest(desk)
    assert not sheet.is_busy
    assert marked_here(desk) == 1
    assert check(desk.session.project) == []


def test_closing_the_window_stops_an_exchange(desk, team, shared, halting):
    waiting, going_on = halting
    use(desk, shared)
    desk.press(KEY.Key_Escape)
    desk.press(KEY.Key_F5)
    desk.qtbot.waitUntil(waiting.is_set)
    threading.Timer(0.1, going_on.set).start()
    again = desk.restart(team.paths["here"])
    rest(again)
    assert marked_here(again) == 1


def test_what_cannot_be_saved_is_said_and_nothing_is_half_done(desk, shared, monkeypatch):
    def refuse(*_what, **_more):
        raise NotSaved("disk_full", path="x", detail="")

    sheet = use(desk, shared)
    monkeypatch.setattr(syncing, "sync_folder", refuse)
    desk.press(KEY.Key_Return)
    rest(desk)
    assert desk.sheet is sheet
    assert "The disk is full" in told(sheet)[0]
    assert told(sheet)[1:] == ["1 step to take in"]
    assert marked_here(desk) == 1


def test_what_two_changed_in_the_folder_is_to_be_decided(desk, team, shared):
    with Session.open(team.paths["there"]) as there:
        there.coding.relabel_span(team.span.id, "place")
        sync_folder(there.context, shared)
    desk.session.coding.set_attribute(team.span.id, "role", "head")
    sheet = use(desk, shared)
    desk.press(KEY.Key_Return)
    rest(desk)
    assert any("waits in two versions" in words for words in told(sheet))
    desk.press(KEY.Key_Escape)
    desk.click_on(desk.window.status.undecided)
    desk.type("1")
    assert desk.session.finding.count_undecided() == 0
    desk.press(KEY.Key_Escape)
    desk.press(KEY.Key_F5)
    rest(desk)
    with Session.open(team.paths["there"]) as there:
        assert sync_folder(there.context, shared).undecided == 0


@pytest.mark.parametrize("size", [(960, 540), (1366, 768)])
def test_everything_has_room_and_speaks_indonesian(desk, shared, size):
    desk.window.resize(*size)
    desk.trigger("language_id")
    sheet = use(desk, shared)
    assert told(sheet) == ["1 langkah untuk diambil"]
    assert desk.window.status.folder.text() == "Folder: 1 menunggu"
    inside = desk.window.rect()
    for part in (sheet.exchange_button, sheet.forget_button, sheet.choose_button):
        assert inside.contains(part.mapTo(desk.window, part.rect().bottomRight()))
    desk.press(KEY.Key_Escape)
    desk.trigger("language_en")
    assert desk.window.status.folder.text() == "Folder: 1 waiting"


def test_another_project_knows_nothing_of_the_folder(desk, shared, project):
    use(desk, shared)
    desk.press(KEY.Key_Escape)
    desk.open(project)
    rest(desk)
    assert desk.window.status.folder.isHidden()
    desk.press(KEY.Key_W, CONTROL)
    assert desk.window.status.folder.isHidden()
