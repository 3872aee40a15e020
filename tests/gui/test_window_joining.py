"""Joining copies through the window: preview, choices, refusals, and the article as it was."""

from __future__ import annotations

import threading
from pathlib import Path

import factories
import pytest
from copies_scene import Team, mark
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from window_scene import CONTROL, KEY, LEFT

from annotator.gui.dialogs.confirm import Question
from annotator.gui.dialogs.decide_sheet import DecideSheet
from annotator.gui.dialogs.join_sheet import JoinSheet
from annotator.model.errors import NotSaved
from annotator.store.integrity import check
from annotator.workbench import joining
from annotator.workbench.session import Session


@pytest.fixture
def team(tmp_path):
    """Three copies; the first mark is a place in one and has an answer in another."""
    made = Team(tmp_path, ("here", "there", "third"))
    made["here"].coding.relabel_span(made.span.id, "place")
    made["there"].coding.set_attribute(made.span.id, "role", "head")
    mark(made["there"], made.document, factories.SRI)
    made["third"].code_as("Budi")
    mark(made["third"], made.document, factories.ASN)
    made.close()
    made.paths = {name: made.folder / f"{name}.annot" for name in made.copies}
    return made


@pytest.fixture
def desk(started, team):
    """The window on the first copy."""
    return started.open(team.paths["here"])


def look_at(desk, *paths) -> JoinSheet:
    """Open the sheet with files, until their preview is there."""
    desk.press(KEY.Key_J, CONTROL)
    sheet = desk.sheet
    sheet.choose([str(path) for path in paths])
    desk.qtbot.waitUntil(lambda: not sheet.is_busy)
    return sheet


def join(desk, *paths) -> JoinSheet:
    """Join files, until the report is there."""
    sheet = look_at(desk, *paths)
    desk.click_on(sheet.join_button)
    desk.qtbot.waitUntil(lambda: not sheet.is_busy)
    desk.settle()
    return sheet


def label_of(desk, team) -> str:
    return desk.stored.span_by_id()[team.span.id].label


def click_version(desk, versions, row: int, place: int) -> None:
    """Click a version of a row (-1: later)."""
    index = versions.rows.index(row)
    places = versions.painter_.places(versions.rows.rows[row])
    area = places.later if place < 0 else places.cells[place]
    inside = versions.visualRect(index).topLeft() + area.center().toPoint()
    desk.click_at(versions.viewport().mapTo(desk.window, inside))


# the preview --------------------------------------------------------------------------------


def test_a_preview_says_what_would_come_and_nothing_has_come_yet(desk, team):
    sheet = look_at(desk, team.paths["there"], team.paths["third"])
    assert [remark.words for remark in sheet.files] == [
        "there.annot: 2 new steps",
        "third.annot: 2 new steps",
    ]
    cells = [[sheet.kinds.rows.cell(row, at).text for at in range(4)] for row in range(4)]
    assert cells[1] == ["Marks", "2", "1", "0"]
    people = [sheet.coders.rows.cell(row, 0).text for row in range(2)]
    assert people == ["Ani", "Budi"]
    assert sheet.versions_head.text() == "1 thing in two versions"
    assert sheet.join_button.text() == "Join 4 steps"
    assert len(desk.stored.spans) == 1
    desk.press(KEY.Key_Escape)
    assert desk.sheet is None
    assert len(desk.stored.spans) == 1


def test_what_is_joined_is_what_is_shown_when_another_look_was_stopped(desk, team):
    sheet = look_at(desk, team.paths["there"])
    steps = sheet.join_button.text()
    sheet.choose([str(team.paths["third"])])
    desk.click_on(sheet.cancel_button)
    assert sheet.join_button.text() == steps
    desk.click_on(sheet.join_button)
    desk.qtbot.waitUntil(lambda: not sheet.is_busy)
    assert [remark.words.partition(":")[0] for remark in sheet.files] == ["there.annot"]
    assert "Budi" not in {coder.name for coder in desk.session.finding.coders()}


def test_files_without_conflicts_say_that_nothing_is_in_the_way(desk, team):
    sheet = look_at(desk, team.paths["third"])
    assert sheet.sides.currentIndex() == 0
    assert [remark.icon_name for remark in sheet.remarks] == ["check"] * 3
    desk.press(KEY.Key_Return)
    desk.qtbot.waitUntil(lambda: not sheet.is_busy and sheet.join_button.text() == "Close")
    assert len(desk.stored.spans) == 1  # Budi's mark is not Ani's
    desk.press(KEY.Key_Return)
    assert desk.sheet is None
    desk.session.code_as("Budi")
    assert [desk.words_of(span) for span in desk.stored.spans] == ["ASN"]


def test_joining_twice_brings_nothing_and_says_so(desk, team):
    join(desk, team.paths["third"])
    desk.press(KEY.Key_Escape)
    sheet = look_at(desk, team.paths["third"])
    assert sheet.files[0].words == "third.annot: nothing new"
    assert not sheet.join_button.isEnabled()
    assert sheet.reason == "Everything in these files is here already."


def test_files_that_cannot_be_joined_are_told_apart_and_the_others_come(desk, team, tmp_path):
    bad = tmp_path / "bad.annot"
    bad.write_text("x")
    folder = tmp_path / "other"
    folder.mkdir()
    factories.make_session(folder, "other.annot").close()
    paths = [bad, folder / "other.annot", team.paths["here"], team.paths["third"]]
    with Session.open(team.paths["there"]):
        sheet = look_at(desk, *paths, team.paths["there"], tmp_path / "gone.annot")
    told = {remark.words.split(":")[0]: remark for remark in sheet.files}
    assert told["third.annot"].icon_name == "check"
    for name, words in {
        "bad.annot": "not a project",
        "other.annot": "another project",
        "here.annot": "the project itself",
        "there.annot": "open already",
        "gone.annot": "no file",
    }.items():
        assert told[name].icon_name == "block"
        assert words in told[name].words
    desk.click_on(sheet.join_button)
    desk.qtbot.waitUntil(lambda: not sheet.is_busy)
    assert [one.icon_name for one in sheet.files].count("block") == 5
    assert desk.session.finding.coders()[-1].name == "Budi"


def test_where_no_file_can_be_joined_the_button_says_why(desk, team, tmp_path):
    bad = tmp_path / "bad.annot"
    bad.write_text("x")
    sheet = look_at(desk, bad)
    assert not sheet.join_button.isEnabled()
    assert sheet.reason == "None of these files can be joined."


# choices ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("digit", "label", "left"), [("1", "place", 0), ("2", "person", 0)])
def test_a_digit_chooses_the_version_that_stands(desk, team, digit, label, left):
    sheet = look_at(desk, team.paths["there"])
    assert sheet.versions.hasFocus()
    desk.type(digit)
    desk.press(KEY.Key_Return)
    desk.qtbot.waitUntil(lambda: not sheet.is_busy and sheet.join_button.text() == "Close")
    assert label_of(desk, team) == label
    assert desk.session.finding.count_undecided() == left
    assert any("1 thing decided" in remark.words for remark in sheet.remarks)
    assert check(desk.session.project) == []


def test_nought_leaves_it_for_later(desk, team):
    sheet = look_at(desk, team.paths["there"])
    desk.type("1")
    assert len(sheet.choices) == 1
    desk.type("0")
    assert sheet.choices == {}
    desk.type("7")  # there is no such version
    assert sheet.choices == {}


def test_a_click_chooses_too(desk, team):
    sheet = look_at(desk, team.paths["there"])
    click_version(desk, sheet.versions, 0, 0)
    assert sheet.versions.rows.place_of_choice(0) == 0
    click_version(desk, sheet.versions, 0, 1)
    assert sheet.versions.rows.place_of_choice(0) == 1
    click_version(desk, sheet.versions, 0, -1)
    assert sheet.choices == {}


def test_all_newest_all_as_here_and_all_later(desk, team):
    sheet = look_at(desk, team.paths["there"])
    conflict = sheet.versions.rows.rows[0]
    desk.click_on(sheet.newest_button)
    assert list(sheet.choices.values()) == [conflict.sides[-1].revision_id]
    desk.click_on(sheet.here_button)
    here = next(side for side in conflict.sides if side.is_here)
    assert list(sheet.choices.values()) == [here.revision_id]
    desk.click_on(sheet.later_button)
    assert sheet.choices == {}


def test_what_is_not_chosen_waits_and_is_shown_to_wait(desk, team):
    sheet = join(desk, team.paths["there"])
    assert any("waits in two versions" in remark.words for remark in sheet.remarks)
    status = desk.window.status.undecided
    assert (status.text(), status.isHidden()) == ("1 to decide", False)
    assert desk.menu("decide").isEnabled()
    row = desk.frame.marks.model.find_row(team.span.id)
    assert (
        desk.frame.marks.model.index(row)
        .data(Qt.ItemDataRole.AccessibleTextRole)
        .endswith("in two versions")
    )
    desk.click_on(sheet.decide_button)
    assert isinstance(desk.sheet, DecideSheet)


# deciding later -----------------------------------------------------------------------------


def test_deciding_is_one_act_that_can_be_undone(desk, team):
    join(desk, team.paths["there"])
    desk.press(KEY.Key_Escape)
    before = label_of(desk, team)
    desk.press(KEY.Key_D, CONTROL)
    sheet = desk.sheet
    assert sheet.versions.hasFocus()
    desk.type("1")
    assert label_of(desk, team) == "place"
    assert sheet.count_words.text() == "Nothing waits for a decision."
    assert desk.window.status.undecided.isHidden()
    desk.press(KEY.Key_Return)
    assert desk.sheet is None
    assert desk.menu("undo").text() == "Undo: decision between two versions"
    desk.press(KEY.Key_Z, CONTROL)
    assert label_of(desk, team) == before
    assert not desk.menu("decide").isEnabled()
    assert check(desk.session.project) == []


def test_a_decision_can_be_made_otherwise_while_the_list_is_open(desk, team):
    join(desk, team.paths["there"])
    desk.press(KEY.Key_Escape)
    desk.press(KEY.Key_D, CONTROL)
    sheet = desk.sheet
    for digit, label in (("2", "person"), ("1", "place"), ("2", "person")):
        desk.type(digit)
        assert label_of(desk, team) == label
        assert sheet.versions.rows.place_of_choice(0) == int(digit) - 1
    click_version(desk, sheet.versions, 0, 0)
    assert label_of(desk, team) == "place"
    desk.press(KEY.Key_Escape)
    for label in ("person", "place", "person"):
        desk.press(KEY.Key_Z, CONTROL)
        assert label_of(desk, team) == label
    assert check(desk.session.project) == []


@pytest.fixture
def two(started, tmp_path):
    """The window on a copy with two marks in two versions; Ani made all of them."""
    team = Team(tmp_path, ("here", "there"))
    second = mark(team["here"], team.document, factories.ASN)
    joining.join_files(team["there"].context, [team.path("here")])
    here = team.reopen("here")
    for one in (team.span, second):
        here.coding.set_attribute(one.id, "role", "head")
        team["there"].coding.relabel_span(one.id, "place" if one is team.span else "person")
    team.close()
    joined = tmp_path / "here.annot"
    with Session.open(joined) as session:
        joining.join_files(session.context, [tmp_path / "there.annot"])
    desk = started.open(joined)
    desk.second = second.id
    return desk


def test_a_decision_goes_on_to_the_next_row(two):
    two.frame.marks.span_chosen.emit(two.second)
    two.press(KEY.Key_D, CONTROL)
    sheet = two.sheet
    rows, current = sheet.versions.rows.rows, sheet.versions.currentIndex
    assert len(rows) == 2
    assert rows[current().row()].id == two.second  # it begins at the mark in focus
    two.press(KEY.Key_End)
    two.press(KEY.Key_Home)
    assert current().row() == 0
    two.press(KEY.Key_Down)
    two.press(KEY.Key_Up)
    two.type("2")
    assert current().row() == 1
    assert sheet.count_words.text() == "1 thing in two versions"
    two.type("2")
    assert two.session.finding.count_undecided() == 0


def test_the_rest_is_decided_by_one_button_as_one_act(two):
    two.press(KEY.Key_D, CONTROL)
    sheet = two.sheet
    two.type("1")
    chosen = sheet.versions.rows.choices
    two.click_on(sheet.newest_button)
    assert chosen.items() <= sheet.versions.rows.choices.items()
    assert two.session.finding.count_undecided() == 0
    assert sheet.newest_button.isHidden()
    assert check(two.session.project) == []


def test_all_mine_takes_what_the_person_at_work_made(two):
    two.press(KEY.Key_D, CONTROL)
    rows = two.sheet.versions.rows.rows
    two.click_on(two.sheet.mine_button)
    assert two.session.finding.count_undecided() == 0
    assert list(two.sheet.versions.rows.choices.values()) == [
        [side for side in row.sides if side.is_mine][-1].revision_id for row in rows
    ]


def test_what_somebody_has_decided_meanwhile_is_said(desk, team):
    join(desk, team.paths["there"])
    desk.press(KEY.Key_Escape)
    desk.press(KEY.Key_D, CONTROL)
    sheet = desk.sheet
    (row,) = sheet.versions.rows.rows
    joining.decide(desk.session.context, row.kind, row.id, row.sides[0].revision_id)
    desk.type("2")
    assert not sheet.failure.isHidden()
    assert "not in two versions any more" in sheet.failure.text()
    assert sheet.versions.rows.rowCount() == 0


# dropping -----------------------------------------------------------------------------------


def drop(desk, *paths) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    action = Qt.DropAction.CopyAction
    event = QDropEvent(QPointF(400, 300), action, data, LEFT, Qt.KeyboardModifier.NoModifier)
    assert desk.window.drops.eventFilter(desk.window, event)
    desk.settle()


def test_a_project_that_is_dropped_is_joined_when_asked_so(desk, team):
    drop(desk, team.paths["third"])
    assert isinstance(desk.sheet, Question)
    desk.press(KEY.Key_Return)
    sheet = desk.sheet
    assert isinstance(sheet, JoinSheet)
    desk.qtbot.waitUntil(lambda: not sheet.is_busy)
    assert sheet.files[0].words == "third.annot: 2 new steps"


def test_a_project_that_is_dropped_is_opened_when_asked_so(desk, team):
    drop(desk, team.paths["third"])
    desk.press(KEY.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    desk.press(KEY.Key_Return)
    assert desk.session.path == team.paths["third"]


def test_a_question_that_is_closed_does_nothing(desk, team):
    drop(desk, team.paths["third"])
    desk.press(KEY.Key_Escape)
    assert desk.sheet is None
    assert desk.session.path == team.paths["here"]


def test_several_projects_that_are_dropped_can_only_be_joined(desk, team):
    drop(desk, team.paths["third"], team.paths["there"])
    desk.press(KEY.Key_Return)
    sheet = desk.sheet
    desk.qtbot.waitUntil(lambda: not sheet.is_busy)
    assert len(sheet.files) == 2


def test_a_project_dropped_on_the_first_screen_is_opened(away, team):
    drop(away, team.paths["third"])
    assert away.session.path == team.paths["third"]


def test_more_copies_can_be_dropped_on_the_sheet(desk, team):
    sheet = look_at(desk, team.paths["there"])
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(team.paths["third"]))])
    action = Qt.DropAction.CopyAction
    event = QDropEvent(QPointF(40, 30), action, data, LEFT, Qt.KeyboardModifier.NoModifier)
    sheet.dropEvent(event)
    desk.qtbot.waitUntil(lambda: not sheet.is_busy)
    assert [remark.words for remark in sheet.files] == ["third.annot: 2 new steps"]


# meanwhile and after ------------------------------------------------------------------------


def test_the_article_stays_as_it_was_where_it_was(started, sample, tmp_path):
    import shutil

    here, there = (Path(shutil.copy(sample, tmp_path / f"{n}.annot")) for n in ("here", "there"))
    with Session.open(there) as session:
        document = session.finding.documents()[0]
        first, *others = session.finding.annotations(document).spans
        session.coding.delete_span(others[-1].id)
        session.coding.set_comment(first.id, "dari sana")
    desk = started.open(here)
    spans = desk.stored.spans
    focused = spans[len(spans) // 2]
    desk.click(focused.start)
    desk.trigger("note")
    desk.type("belum selesai")
    bar = desk.reader.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    desk.settle()
    place, note = bar.value(), desk.frame.inspector.note.text
    was, count = desk.scene.focused_id, desk.frame.marks.model.rowCount()
    joining.join_files(desk.session.context, [there])
    desk.settle()
    assert desk.frame.marks.model.rowCount() == count - 1
    assert (bar.value(), desk.scene.focused_id) == (place, was)
    assert note.toPlainText() == "belum selesai"
    assert note.hasFocus()
    assert {span.id for span in desk.stored.spans} == desk.painted


@pytest.fixture
def halting(monkeypatch):
    """A joining that waits in the middle, as one of large copies would take its time."""
    waiting, going_on = threading.Event(), threading.Event()
    real = joining.join_files

    def slow(context, paths, *, progress=None, **more):
        def tell(done, total, what):
            waiting.set()
            going_on.wait(20)
            return progress(done, total, what)

        return real(context, paths, progress=tell, **more)

    monkeypatch.setattr(joining, "join_files", slow)
    yield waiting, going_on
    going_on.set()


def test_a_joining_that_is_stopped_leaves_nothing(desk, team, halting):
    waiting, going_on = halting
    going_on.set()
    sheet = look_at(desk, team.paths["there"])
    waiting.clear()
    going_on.clear()
    desk.click_on(sheet.join_button)
    desk.qtbot.waitUntil(waiting.is_set)
    assert sheet.is_busy
    assert desk.window.sharing.is_busy
    desk.window.resize(1200, 700)
    desk.window.repaint()  # the text stays readable
    threading.Timer(0.1, going_on.set).start()
    desk.click_on(sheet.cancel_button)
    desk.qtbot.waitUntil(lambda: not sheet.is_busy)
    assert desk.sheet is sheet
    assert sheet.join_button.isEnabled()
    assert len(desk.stored.spans) == 1
    assert check(desk.session.project) == []


def test_what_cannot_be_saved_is_said_and_nothing_has_come(desk, team, monkeypatch):
    sheet = look_at(desk, team.paths["third"])

    def refuse(*_what, **_more):
        raise NotSaved("disk_full", path="x", detail="")

    monkeypatch.setattr(joining, "join_files", refuse)
    desk.click_on(sheet.join_button)
    desk.qtbot.waitUntil(lambda: not sheet.is_busy)
    assert desk.sheet is sheet
    assert "The disk is full" in sheet.failure.text()
    assert not sheet.failure.isHidden()
    assert len(desk.stored.spans) == 1
    assert sheet.join_button.text() == "Join 2 steps"


def test_closing_the_window_stops_a_joining(desk, team, halting):
    waiting, going_on = halting
    going_on.set()
    sheet = look_at(desk, team.paths["there"])
    waiting.clear()
    going_on.clear()
    sheet.join_requested.emit({})
    desk.qtbot.waitUntil(waiting.is_set)
    threading.Timer(0.1, going_on.set).start()
    again = desk.restart(team.paths["here"])
    assert len(again.stored.spans) == 1


def test_a_codebook_that_comes_with_a_copy_is_shown_at_once(desk, team, tmp_path):
    from annotator.codebooks import reader
    from annotator.model.change import Operation
    from annotator.store import rows

    newer = factories.CODEBOOK.replace("version: 1.0.0", "version: 2.0.0")
    newer = newer.replace("name: {en: Place, id: Tempat}", "name: {en: Spot, id: Lokasi}")
    file = reader.read_codebook(factories.write_codebook(tmp_path, newer, "newer.yaml"))
    with Session.open(team.paths["third"]) as there:
        value = rows.codebook_value(file, "small", "2.0.0")
        there.project.commit(there.coder.id, "import", [Operation("codebook", file.id, value)])
    join(desk, team.paths["third"])
    desk.press(KEY.Key_Escape)
    desk.click(2)
    from annotator.gui.theme.naming import naming

    assert naming().codebook.version == "2.0.0"
    assert naming().label_name("place") == "Spot"


@pytest.mark.parametrize("size", [(960, 540), (1366, 768)])
def test_everything_has_room_and_speaks_indonesian(desk, team, size):
    desk.window.resize(*size)
    desk.trigger("language_id")
    sheet = look_at(desk, team.paths["there"])
    assert sheet.join_button.text() == "Gabungkan 2 langkah"
    assert sheet.versions_head.text() == "1 hal dalam dua versi"
    inside = desk.window.rect()
    for part in (sheet.join_button, sheet.versions, sheet.later_button):
        corner = part.mapTo(desk.window, part.rect().bottomRight())
        assert inside.contains(corner)
    index = sheet.versions.rows.index(0)
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Tempat" in spoken
    assert "Orang" in spoken
    desk.trigger("language_en")


def test_everything_works_by_keys_alone(desk, team):
    desk.press(KEY.Key_J, CONTROL)
    sheet = desk.sheet
    assert sheet.file_button.hasFocus()
    sheet._ask_files = lambda: [str(team.paths["there"])]
    desk.press(KEY.Key_Return)
    desk.qtbot.waitUntil(lambda: not sheet.is_busy)
    desk.type("1")
    desk.press(KEY.Key_Return)
    desk.qtbot.waitUntil(lambda: not sheet.is_busy and sheet.join_button.text() == "Close")
    desk.press(KEY.Key_Return)
    assert desk.sheet is None
    assert label_of(desk, team) == "place"
    assert desk.reader.hasFocus()


def test_files_are_looked_for_first_beside_the_project(desk, monkeypatch):
    asked = []
    choose = "annotator.gui.dialogs.join_sheet.choose_files"
    monkeypatch.setattr(choose, lambda *given: asked.append(given[-1]) or [])
    desk.press(KEY.Key_J, CONTROL)
    desk.click_on(desk.sheet.file_button)
    assert asked == [str(desk.session.path.parent)]
