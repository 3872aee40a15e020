"""The assignment page without the window: places, acts, changes made elsewhere, long work."""

from __future__ import annotations

import shutil

import pytest
import team_scene
from assignment_scene import FIRST, LEAD, SECOND, FakeDesk, id_of
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from annotator.gui.review.assignment import page as page_module
from annotator.gui.review.assignment.page import BUTTONS, AssignmentPage
from annotator.gui.theme.look import look
from annotator.model.document import Progress
from annotator.model.errors import RefusedError
from annotator.model.extent import Extent
from annotator.workbench.assigning import Assigning
from annotator.workbench.assignment_grid import CellState
from annotator.workbench.language import set_language
from annotator.workbench.people import add_person
from annotator.workbench.session import Session

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(qtbot, session):
    """The page as it is first shown; ``said`` has what it told the window."""
    look().set_theme("light")
    made = AssignmentPage(session, FakeDesk())
    qtbot.addWidget(made)
    made.said = []
    made.message.connect(made.said.append)
    made.failed.connect(made.said.append)
    events = session.context.events
    events.subscribe(made.on_change)
    made.resize(1366, 700)
    with qtbot.waitExposed(made):
        made.show()
    made.start()
    return made


def go(page, row, name):
    page.go_to((page.session.finding.documents()[row], id_of(page.session, name)))


def stored(page, row, name):
    """The cell as the project file has it."""
    document = page.session.finding.documents()[row]
    return Assigning(page.session.context).grid().cell(document, id_of(page.session, name))


def present(page):
    index = page.view.currentIndex()
    return index.row(), index.column()


def shown(page, row, name):
    """What the table says of a cell."""
    document = page.session.finding.documents()[row]
    return page.model.data(page.model.place_of(document, id_of(page.session, name)))


# places ---------------------------------------------------------------------------------------


def test_the_page_begins_at_the_first_cell_and_says_what_it_is(page):
    assert present(page) == (0, 0)
    assert page.detail.told.title == "Ani · 1"
    assert page.focusWidget() is page.view
    assert page.spread.text() == "Articles: 2 by 2 coders, 2 by 1 coder, 2 by nobody."


def test_a_project_without_articles_has_a_page_too(qtbot, tmp_path):
    import factories

    with factories.make_session(tmp_path) as session:
        page = AssignmentPage(session, FakeDesk())
        qtbot.addWidget(page)
        page.start()
        assert page.detail.told.word == "nothing chosen"
        assert page.spread.text() == "No articles yet"
        page.act("assign")
        page.go_to(id_of(session, LEAD))
        assert page.chosen_places() == []


def test_another_workspace_can_name_an_article_or_somebody_s_work_on_it(page):
    document = page.session.finding.documents()[2]
    page.go_to(document)
    assert present(page) == (2, 3), "its review"
    page.go_to((document, id_of(page.session, SECOND)))
    assert present(page) == (2, 2)
    assert page.chosen_places() == [(document, id_of(page.session, SECOND))]


@pytest.mark.parametrize("target", ["e" * 32, ("e" * 32, "e" * 32), None])
def test_what_is_not_there_leaves_the_page_where_it_is(page, target):
    go(page, 3, FIRST)
    page.go_to(target)
    assert present(page) == (3, 1)


def test_coming_back_keeps_the_place(page):
    go(page, 4, SECOND)
    page.leave()
    page.hide()
    page.show()
    page.start()
    assert present(page) == (4, 2)


# acts -----------------------------------------------------------------------------------------


def test_an_act_is_one_step_of_undo_and_the_page_follows_both_ways(page):
    go(page, 5, SECOND)
    page.act("assign")
    assert (stored(page, 5, SECOND).state, page.said) == (CellState.ASSIGNED, ["1 assigned."])
    assert shown(page, 5, SECOND) == "assigned, no marks yet"
    page.session.history.undo()
    assert shown(page, 5, SECOND) == "not assigned"
    page.session.history.redo()
    assert shown(page, 5, SECOND) == "assigned, no marks yet"


def test_select_all_chooses_everything_and_one_undo_takes_it_all_back(page):
    before = Assigning(page.session.context).grid()
    page.commands["select_all"]()
    assert len(page.chosen_places()) == 18
    page.act("assign")
    assert all(one.assigned == 3 for one in Assigning(page.session.context).grid().lines)
    page.session.history.undo()
    assert Assigning(page.session.context).grid() == before


@pytest.mark.parametrize(("act", "row"), [("lock", 1), ("reopen", 1), ("unassign", 3)])
def test_each_act_changes_its_cell_alone_and_is_undone(page, act, row):
    before = Assigning(page.session.context).grid()
    go(page, row, FIRST)
    page.act(act)
    after = Assigning(page.session.context).grid()
    changed = [
        (one.document_id, one.coder_id)
        for old, new in zip(before.lines, after.lines, strict=True)
        for one, other in zip(old.cells, new.cells, strict=True)
        if one != other
    ]
    assert changed == page.chosen_places()
    page.session.history.undo()
    assert Assigning(page.session.context).grid() == before


def test_the_same_key_locks_and_opens_again(page):
    go(page, 2, FIRST)
    for is_locked, said in ((True, "1 locked."), (False, "1 unlocked.")):
        page.act("lock")
        assert stored(page, 2, FIRST).is_locked is is_locked
        assert page.said[-1] == said


def test_reopening_gives_the_work_back_to_its_coder_with_its_marks(page):
    go(page, 0, FIRST)
    page.act("lock")
    page.act("reopen")
    cell = stored(page, 0, FIRST)
    assert (cell.progress, cell.is_locked, cell.spans) == (Progress.IN_PROGRESS, False, 1)


def test_an_act_on_reviews_alone_changes_nothing_and_says_so(page):
    page.go_to(page.session.finding.documents()[0])
    undo = page.session.history.undo_words()
    for act in ("assign", "unassign", "lock", "reopen"):
        page.act(act)
    assert set(page.said) == {"Nothing to be changed there."}
    assert page.session.history.undo_words() == undo


def test_who_may_not_hand_out_is_refused_and_nothing_is_changed(page):
    go(page, 5, SECOND)
    page.session.code_as(FIRST)
    page.act("assign")
    (error,) = page.said
    assert isinstance(error, RefusedError)
    assert error.code == "reviewers_only"
    assert not stored(page, 5, SECOND).is_assigned


def test_a_project_that_is_only_looked_at_is_shown_and_refuses_every_act(qtbot, path, tmp_path):
    with Session.look(shutil.copy(path, tmp_path / "looked.annot")) as looked:
        page = AssignmentPage(looked, FakeDesk())
        qtbot.addWidget(page)
        heard = []
        page.failed.connect(heard.append)
        page.start()
        before = page.model.grid
        for act in ("assign", "lock", "reopen"):
            page.go_to((looked.finding.documents()[0], id_of(looked, SECOND)))
            page.act(act)
        assert [type(one) for one in heard] == [RefusedError] * 3
        assert Assigning(looked.context).grid() == before


def test_the_menu_has_the_deeds_of_the_panel_and_does_them(page, monkeypatch):
    class PressedMenu(QMenu):
        def exec(self, *_place):
            offered.extend(one.text() for one in self.actions())
            self.actions()[0].trigger()

    offered = []
    monkeypatch.setattr(page_module, "QMenu", PressedMenu)
    go(page, 5, SECOND)
    page.view.menu_requested.emit(QPoint())
    assert offered == ["assign\tA"]
    assert stored(page, 5, SECOND).is_assigned


@pytest.mark.parametrize("name", BUTTONS)
def test_every_button_asks_the_window_for_its_command(page, name):
    QTest.mouseClick(page.buttons[name], Qt.MouseButton.LeftButton)
    assert page.desk.asked == [("trigger", name)]


# opening --------------------------------------------------------------------------------------


def test_enter_goes_to_the_review_of_what_two_have_finished(page):
    document = page.session.finding.documents()[0]
    for target in (document, (document, id_of(page.session, SECOND))):
        page.go_to(target)
        QTest.keyClick(page.view, KEY.Key_Return)
    assert page.desk.asked == [("show", "adjudication", document)] * 2


def test_enter_goes_to_an_article_of_ones_own(page):
    go(page, 3, LEAD)
    QTest.keyClick(page.view, KEY.Key_Return)
    assert page.desk.asked == [("passage", page.session.finding.documents()[3])]


def test_enter_goes_nowhere_from_the_work_of_others_or_a_review_that_waits(page):
    go(page, 3, FIRST)
    QTest.keyClick(page.view, KEY.Key_Return)
    page.go_to(page.session.finding.documents()[3])
    QTest.keyClick(page.view, KEY.Key_Return)
    assert page.desk.asked == []


def test_the_deed_on_the_panel_is_what_enter_does(page):
    go(page, 0, FIRST)
    (button,) = [one for one in page.detail.deeds if one.deed.id == "review"]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QTest.keyClick(page.view, KEY.Key_Return)
    assert page.desk.asked[0] == page.desk.asked[1]


# changes made elsewhere -----------------------------------------------------------------------


def test_marks_assignments_and_people_that_come_are_shown_at_once(page):
    session, document = page.session, page.session.finding.documents()[4]
    session.coding.add_span(document, (Extent(0, 6),), "place")
    assert shown(page, 4, LEAD) == "in progress, 1 mark"
    Assigning(session.context).assign([(document, id_of(session, SECOND))])
    assert shown(page, 4, SECOND) == "assigned, no marks yet"
    add_person(session.context, "Dewi")
    assert [one.name for one in page.model.grid.coders] == [LEAD, FIRST, SECOND, "Dewi"]


def test_the_panel_follows_a_change_of_the_cell_it_tells_of(page):
    go(page, 4, LEAD)
    document = page.session.finding.documents()[4]
    page.session.coding.add_span(document, (Extent(0, 6),), "place")
    assert page.detail.told.word == "in progress"
    assert page.detail.told.counts.rows == (("place", (1,)),)


def test_nothing_is_read_while_nobody_looks_and_all_of_it_afterwards(page):
    page.leave()
    page.hide()
    session = page.session
    session.coding.add_span(session.finding.documents()[4], (Extent(0, 6),), "place")
    assert shown(page, 4, LEAD) == "not assigned"
    page.show()
    page.start()
    assert shown(page, 4, LEAD) == "in progress, 1 mark"


def test_articles_that_come_have_rows_and_those_taken_back_have_none(page, tmp_path):
    texts = [*team_scene.TEXTS, "Artikel ke-7 tentang netralitas."]
    team_scene.add_articles(page.session, tmp_path, texts)
    assert page.model.rowCount() == 7
    page.session.history.undo()
    assert page.model.rowCount() == 6


# long work ------------------------------------------------------------------------------------


def test_while_long_work_has_the_project_the_page_asks_for_nothing(page):
    page.set_busy(True)
    before = page.detail.told
    page.session.coding.add_span(page.session.finding.documents()[0], (Extent(0, 6),), "place")
    go(page, 0, SECOND)
    QApplication.processEvents()
    assert page.detail.told is before
    assert shown(page, 0, LEAD) == "not assigned"
    assert page.cases.is_quiet
    page.set_busy(False)
    assert shown(page, 0, LEAD) == "in progress, 1 mark"


def test_cases_that_nobody_could_count_meanwhile_are_counted_afterwards(qtbot, page):
    first = page.session.finding.documents()[0]
    qtbot.waitUntil(lambda: page.cases.is_quiet)
    page.set_busy(True)
    page.cases.forget(page_change(page))
    QApplication.processEvents()
    with qtbot.waitSignal(page.cases.counted) as counted:
        page.set_busy(False)
    assert counted.args == [first], "the only one that two have finished"


def page_change(page):
    """A change that may be about every article."""
    from annotator.model.change import Change

    return Change(frozenset({"codebook"}), frozenset(), frozenset(), "set_codebook")


# how it looks ---------------------------------------------------------------------------------


def test_everything_is_said_in_the_language_in_use(page):
    texts = [
        page.title.text(),
        page.spread.text(),
        page.detail.told.word,
        page.view.accessibleName(),
    ]
    texts += [one.text() for one in page.buttons.values()]
    set_language("id")
    page.retranslate()
    now = [page.title.text(), page.spread.text(), page.detail.told.word, page.view.accessibleName()]
    now += [one.text() for one in page.buttons.values()]
    assert all(one != other for one, other in zip(texts, now, strict=True))


def test_the_panel_goes_where_there_is_no_room_and_stays_as_somebody_wants_it(page):
    assert page.detail.isVisible()
    page.resize(900, 700)
    assert not page.detail.isVisible()
    page.fold()
    assert page.detail.isVisible(), "somebody wants it in spite of that"
    page.resize(1366, 700)
    page.fold()
    assert not page.detail.isVisible()
    page.resize(1900, 700)
    assert not page.detail.isVisible()


def test_deeds_are_reached_by_tab_and_named_with_their_keys(page):
    go(page, 5, SECOND)
    (button,) = page.detail.deeds
    assert button.accessibleName() == "assign (A)"
    assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    button.setFocus()
    QTest.keyClick(button, KEY.Key_Space)
    assert stored(page, 5, SECOND).is_assigned
