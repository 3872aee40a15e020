"""Cases are counted beside the work: only those asked for, each once, and never while it rests."""

from __future__ import annotations

import pytest
import review_scene
from assignment_scene import BEGUN, DONE, line
from PySide6.QtWidgets import QApplication
from review_scene import BALIKPAPAN, BUPATI_SRI, SRI, person, place, work

from annotator.gui.review.assignment.cases import CaseCounts
from annotator.model.change import Change
from annotator.model.review import ReviewStatus
from annotator.workbench.assigning import Assigning

SECOND_TEXT = "Gubernur melarang ASN ikut kampanye di Samarinda."


@pytest.fixture(scope="module")
def scene(tmp_path_factory):
    """Two texts that two coders have finished; in the first they differ in one mark of two."""
    made = review_scene.make_scene(
        tmp_path_factory.mktemp("cases"),
        Budi=work(person(SRI), place(BALIKPAPAN)),
        Citra=work(person(BUPATI_SRI), place(BALIKPAPAN)),
    )
    same = work(place((39, 48)))
    review_scene.add_document(made, "doc-2", SECOND_TEXT, Budi=same, Citra=same)
    made.begun()
    yield made
    made.session.close()


@pytest.fixture
def lines(scene):
    """The rows of the grid, by document: the one in review, and the other."""
    rows = Assigning(scene.session.context).grid().lines
    return sorted(rows, key=lambda one: one.document.id != scene.document_id)


@pytest.fixture
def cases(qtbot, qapp, scene):
    made = CaseCounts(scene.session, qapp)
    made.heard = []
    made.counted.connect(made.heard.append)
    yield made
    made.stop()
    made.setParent(None)


def change_of(*documents):
    return Change(frozenset({"span"}), frozenset(), frozenset(documents), "add_span")


def wait(qtbot, cases):
    qtbot.waitUntil(lambda: cases.is_quiet)


def test_who_asks_first_is_told_later_and_then_at_once(qtbot, cases, lines):
    assert cases.find(lines[0]) is None
    assert not cases.is_quiet
    wait(qtbot, cases)
    assert cases.heard == [lines[0].document.id]
    assert cases.find(lines[0]) == (0, 1)
    assert cases.is_quiet, "nothing is counted twice"


def test_every_article_is_counted_once_however_often_somebody_asks(qtbot, cases, lines):
    for _time in range(3):
        for one in lines:
            cases.find(one)
    wait(qtbot, cases)
    assert cases.heard == [one.document.id for one in lines]


@pytest.mark.parametrize(
    ("cells", "status", "is_asked"),
    [
        ([], None, False),
        ([DONE], None, False),
        ([DONE, BEGUN], None, False),
        ([DONE, DONE], None, True),
        ([BEGUN], ReviewStatus.IN_REVIEW, True),
        ([], ReviewStatus.REOPENED, True),
    ],
)
def test_only_what_can_be_compared_is_counted(cases, cells, status, is_asked):
    assert cases.find(line(1, *cells, status=status)) is None
    assert cases.is_quiet != is_asked


def test_an_article_that_is_gone_has_no_cases(qtbot, cases):
    gone = line(1, DONE, DONE)
    cases.find(gone)
    wait(qtbot, cases)
    assert cases.find(gone) == (0, 0)


def test_a_change_has_those_counted_anew_that_it_is_about(qtbot, cases, lines):
    for one in lines:
        cases.find(one)
    wait(qtbot, cases)
    cases.forget(change_of(lines[0].document.id))
    assert cases.find(lines[1]) is not None
    assert cases.find(lines[0]) is None
    wait(qtbot, cases)
    assert cases.heard[2:] == [lines[0].document.id]


def test_a_change_that_may_be_about_anything_has_all_counted_anew(qtbot, cases, lines):
    for one in lines:
        cases.find(one)
    wait(qtbot, cases)
    cases.forget(change_of())
    assert [cases.find(one) for one in lines] == [None, None]


def test_a_decision_is_counted_after_it_was_made(qtbot, cases, lines, scene):
    desk = scene.desk()
    desk.none(desk.next_open())
    cases.find(lines[0])
    wait(qtbot, cases)
    assert cases.find(lines[0]) == (1, 1)
    scene.session.history.undo()


def test_what_was_stopped_is_forgotten_until_somebody_asks_again(qtbot, cases, lines):
    cases.find(lines[0])
    cases.stop()
    assert cases.is_quiet
    QApplication.processEvents()
    assert cases.heard == []
    cases.find(lines[0])
    wait(qtbot, cases)
    assert cases.heard == [lines[0].document.id]


def test_while_long_work_has_the_project_asking_starts_nothing(qtbot, cases, lines):
    cases.find(lines[1])
    wait(qtbot, cases)
    cases.hold(True)
    assert cases.find(lines[0]) is None
    assert cases.is_quiet
    assert cases.find(lines[1]) is not None, "what is known is told all the same"
    cases.hold(False)
    assert cases.find(lines[0]) is None
    assert not cases.is_quiet
