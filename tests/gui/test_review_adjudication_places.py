"""The page by itself: places, screen readers, reopened work, sizes and themes, who may not."""

from __future__ import annotations

import pytest
import review_scene
from adjudication_page_scene import decide_all
from adjudication_scene import make_review_project
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from annotator.gui.theme.controls import Caption
from annotator.gui.theme.look import look
from annotator.model.assignment import Role
from annotator.model.document import Progress
from annotator.model.identity import Id
from annotator.model.review import ReviewStatus
from annotator.workbench import language, people
from annotator.workbench.adjudicating.states import CaseState, Order
from annotator.workbench.session import Session

KEY = Qt.Key


# going to places -----------------------------------------------------------------------------


def test_a_case_named_by_another_workspace_is_opened_in_its_article(reviewer):
    first, second = reviewer.articles
    reviewer.page.go_to(second)
    reviewer.page.run("case_propose")
    [case] = reviewer.sitting.cases
    reviewer.page.go_to(first)
    reviewer.page.go_to((second, case.id))
    assert reviewer.sitting.document_id == second
    assert reviewer.sitting.case.id == case.id


def test_an_article_that_cannot_be_reviewed_is_refused_and_nothing_moves(reviewer):
    here = reviewer.sitting.document_id, reviewer.number
    reviewer.page.go_to(Id("0" * 32))
    assert reviewer.refusals
    assert (reviewer.sitting.document_id, reviewer.number) == here


def test_every_case_keeps_its_row_and_the_queue_its_words_in_all_orders(reviewer):
    passages = sorted(one.passage for one in reviewer.entries)
    here = reviewer.sitting.case.id
    for order in (Order.PRIORITY, Order.CONFUSION, Order.READING):
        reviewer.page.queue.orders[order].click()
        assert reviewer.sitting.case.id == here
        assert sorted(one.passage for one in reviewer.entries) == passages
        assert [one.case.number for one in reviewer.entries] == [1, 2, 3, 4]


def test_a_click_between_cases_takes_up_nothing_and_one_inside_takes_the_open_case(reviewer):
    text = reviewer.sitting.desk.document.text
    reviewer.page.article.pressed.emit(text.index("Sekda"))
    assert reviewer.number == 1
    reviewer.page.article.pressed.emit(text.index("kantor") + 5)
    assert reviewer.number == 4
    reviewer.page.article.pressed.emit(text.index("kantor") + 6)
    assert reviewer.number == 4, "the end is not part of it"


def test_zoom_commands_change_the_text_and_go_back(reviewer):
    view, commands = reviewer.page.article.view, reviewer.page.commands
    before = view.typography.zoom
    commands["zoom_in"]()
    assert view.typography.zoom > before
    commands["zoom_out"]()
    assert view.typography.zoom == pytest.approx(before)
    commands["zoom_in"]()
    commands["zoom_reset"]()
    assert view.typography.zoom == 1.0


# what a screen reader hears ------------------------------------------------------------------


def test_what_is_spoken_of_the_page_is_what_stands_at_the_right(unbegun):
    page = unbegun.page
    assert page.accessibleDescription() == "Begin the review"
    page.run("case_propose")
    assert page.accessibleDescription() == "Case 1 of 4. differs: start"
    for _case in range(4):
        unbegun.press("1")
    assert page.accessibleDescription().startswith("All cases are decided.")
    page.run("done")
    page.go_to(unbegun.articles[0])
    assert page.accessibleDescription().startswith("Signed off.")


def test_everything_at_the_right_is_said_anew_in_another_language(reviewer):
    before = {one.words for one in reviewer.hints.values()}
    language.set_language("id")
    reviewer.page.retranslate()
    after = {one.words for one in reviewer.hints.values()}
    assert not before & after - {"label"}
    whole = reviewer.card.guideline
    heads = {one.text() for one in whole.findChildren(Caption) if one.isVisibleTo(whole)}
    assert not heads & {"Codebook", "Include", "Not"}


# work that is taken up again -----------------------------------------------------------------


@pytest.fixture
def reopened(reviewing):
    """A begun review in which nothing is recorded of the coders, one of whom works again."""
    person, place = review_scene.person, review_scene.place
    work, lone = review_scene.work, review_scene.SAMARINDA
    made = reviewing(Budi=work(person(review_scene.SRI)), Citra=work(place(lone)))
    scene = review_scene.Scene(made.session, made.session.path.parent, made.articles[0])
    told = work(person((10, 14)))
    review_scene.add_document(scene, "doc-2", "Wali kota Andi hadir.", Budi=told, Citra=told)
    first, session = made.articles[0], made.session
    made.as_coder("Budi", lambda: session.coding.set_status(first, Progress.IN_PROGRESS))
    return made


def test_an_article_with_too_few_coders_does_not_keep_the_others_from_being_opened(
    at_review, reopened
):
    first, second = reopened.articles
    anew = at_review(reopened.session)
    assert anew.page.stack.currentIndex() == 1
    assert anew.sitting.document_id == second
    anew.page.go_to(first)
    assert anew.refusals == ["too_few_to_compare"]
    assert anew.sitting.document_id == second


def test_comparing_only_finished_work_leaves_an_article_that_has_too_little_of_it(
    at_review, reopened
):
    first, second = reopened.articles
    anew = at_review(reopened.session)
    anew.page.compare_unfinished(True)
    anew.page.go_to(first)
    assert anew.sitting.document_id == first
    anew.page.compare_unfinished(False)
    assert anew.sitting.document_id == second
    assert anew.page.stack.currentIndex() == 1


# a narrow window, other themes ---------------------------------------------------------------


@pytest.mark.parametrize("width", [1024, 1366, 1920])
def test_the_text_has_what_the_side_bands_leave(reviewer, width):
    page = reviewer.page
    page.resize(width, 700)
    QApplication.processEvents()
    bands = (page.queue, page.article, page.card)
    assert page.queue.geometry().right() < page.article.x() <= page.article.geometry().right()
    assert page.article.geometry().right() < page.card.x()
    assert sum(one.width() for one in bands) <= width
    assert page.card.geometry().right() < width


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_the_page_is_drawn_in_every_theme_and_differs_between_cases(reviewer, theme):
    look().set_theme(theme)
    first = reviewer.page.grab().toImage()
    reviewer.press(KEY.Key_Down)
    assert reviewer.page.grab().toImage() != first


# who may not -----------------------------------------------------------------------------------


def test_who_only_codes_is_refused_and_the_review_has_not_begun(unbegun):
    session = unbegun.session
    session.code_as("Budi")
    people.set_role(session.context, session.coder.id, Role.LEAD)
    session.code_as("Sari")
    unbegun.page.run("case_propose")
    assert unbegun.refusals == ["reviewers_only"]
    assert not unbegun.sitting.is_begun


def test_a_project_that_is_only_looked_at_shows_its_cases_and_refuses_verdicts(at_review, tmp_path):
    path = make_review_project(tmp_path / "r.annot")
    with Session.open(path) as session:
        first, _second = session.finding.documents()
        decide_all(session, first)
    looking = at_review(Session.look(path))
    looking.page.go_to(first)
    looking.press(KEY.Key_Down, "0")
    assert looking.number == 1
    assert looking.failures
    assert looking.states == [CaseState.DECIDED] * 4


def test_after_signing_off_the_next_article_is_opened_and_at_the_end_none(reviewer):
    first, second = reviewer.articles
    for document in (first, second):
        if not reviewer.sitting.is_begun:
            reviewer.page.run("case_propose")
        while reviewer.sitting.desk.counts.left:
            reviewer.press("1")
        reviewer.page.run("done")
        told = {one.document_id: one.status for one in reviewer.sitting.articles}
        assert told[document] is ReviewStatus.SIGNED_OFF
    assert reviewer.sitting.document_id == second
    assert reviewer.card.end.buttons["next"].isHidden()
    reviewer.press(KEY.Key_Return)
    assert reviewer.sitting.document_id == second


def test_of_overlapping_cases_the_open_and_shorter_one_is_taken_up(reviewing):
    """A mark inside another one's words, under a label that may lie there."""
    work, person, place = review_scene.work, review_scene.person, review_scene.place
    made = reviewing(
        Budi=work(person((0, 36)), place((20, 23), role="town")), Citra=work(person((0, 30)))
    )
    outer, inner = sorted(made.sitting.cases, key=lambda one: one.case.start)
    for offset, case in ((21, inner), (5, outer), (21, inner)):
        made.page.article.pressed.emit(offset)
        assert made.sitting.case.id == case.id
    made.press("0")
    made.page.article.pressed.emit(21)
    assert made.sitting.case.id == outer.id, "the inner one is decided"


def test_beginning_gives_the_keyboard_to_the_page(unbegun):
    unbegun.card.begin.share.setFocus()
    unbegun.card.begin.button.click()
    assert unbegun.sitting.is_begun
    assert QApplication.focusWidget() in (unbegun.page, None)
    unbegun.press("1")
    assert unbegun.number == 2


def test_another_article_is_shown_from_its_beginning_and_with_its_own_head(reviewer):
    first, second = reviewer.articles
    heads = []
    for document in (first, second, first):
        reviewer.page.go_to(document)
        shown = reviewer.page.article
        heads.append((shown.title.text(), shown.about.text()))
        assert shown.view.page.text == reviewer.sitting.desk.document.text
    assert heads[0] == heads[2] != heads[1]
