"""The adjudication as it is looked at: begin, stale and sent-back cases, the mouse, the end."""

from __future__ import annotations

import shutil

import pytest
from adjudication_scene import CODEBOOK, TEXT, make_review_project, mark_words
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from window_scene import CONTROL, KEY, LEFT, NONE, make_project

from annotator.gui.dialogs import files
from annotator.gui.dialogs.confirm import Question
from annotator.gui.review.adjudication.card_band import place_text
from annotator.gui.review.adjudication.shapes import votes_of
from annotator.gui.review.adjudication.sheets import GapsSheet, ReleaseSheet
from annotator.gui.review.adjudication.words import cell_words
from annotator.model.document import Progress
from annotator.model.extent import Extent
from annotator.model.review import ReviewStatus, Verdict
from annotator.store import reviews
from annotator.workbench.adjudicating.states import CaseState, Order
from annotator.workbench.importing import import_files
from annotator.workbench.session import Session


@pytest.fixture
def review(started, finished, tmp_path):
    """Somebody at the adjudication of the first article, before it has begun."""
    desk = started.open(shutil.copy(finished, tmp_path / "review.annot"))
    desk.trigger("workspace_adjudication")
    return desk


def page(desk):
    return desk.window.reviewing.page


def sitting(desk):
    return page(desk).sitting


def card(desk):
    return page(desk).card


def states(desk):
    return [one.state for one in sitting(desk).cases]


def code_as(session, name, work):
    """Let a coder do something in the open project, and go on as before."""
    before = session.coder.name
    session.code_as(name)
    work()
    session.code_as(before)


def sign_off(desk):
    desk.press(KEY.Key_Return)
    first = sitting(desk).document_id
    for _case in range(4):
        desk.press(KEY.Key_1)
    desk.press(KEY.Key_Return, CONTROL)
    page(desk).go_to(first)
    desk.settle()
    return first


# where there is nothing, and the beginning ---------------------------------------------------


def test_a_project_of_one_coder_says_what_belongs_here_and_leads_to_the_assignment(desk):
    desk.trigger("workspace_adjudication")
    shown = page(desk)
    assert shown.stack.currentIndex() == 0
    assert shown.nothing.head.text()
    shown.nothing.button.click()
    assert desk.window.reviewing.current == "assignment"


def test_keys_do_nothing_where_there_is_nothing_to_decide(started, tmp_path):
    desk = started.open(make_project(tmp_path / "none.annot"))
    desk.trigger("workspace_adjudication")
    desk.type("1u0.nq")
    assert desk.sheet is None
    assert desk.window.status.message.text() == ""


def test_before_the_beginning_it_is_said_what_a_review_comes_to(review):
    shown = card(review)
    assert shown.stack.currentWidget() is shown.begin
    said = [shown.begin.remarks.itemAt(n).widget().words for n in range(2)]
    assert "4" in said[0]
    assert "3" in said[1]
    assert reviews.list_reviews(review.session.project) == {}


def test_an_audit_share_leaves_unanimous_marks_among_the_cases(review):
    card(review).begin.share.set_value(100)
    card(review).begin.button.click()
    assert len(sitting(review).cases) == 7
    assert not any("audit" in str(row.text) for row in card(review).keys.buttons)


def test_the_share_stays_when_the_language_changes_and_typing_it_leaves_the_keys(review):
    card(review).begin.share.set_value(30)
    review.trigger("language_id")
    assert card(review).begin.share.value == 30
    card(review).begin.share.setFocus()
    review.press(KEY.Key_Return)
    assert sitting(review).is_begun
    assert page(review).hasFocus()
    review.trigger("language_en")


def test_unfinished_work_is_compared_when_it_is_asked_for(started, tmp_path):
    path = make_review_project(tmp_path / "two.annot")
    with Session.open(path) as session:
        code_as(
            session,
            "Budi",
            lambda: [
                session.coding.set_status(one, Progress.IN_PROGRESS)
                for one in session.finding.documents()
            ],
        )
    desk = started.open(path)
    desk.trigger("workspace_adjudication")
    assert page(desk).stack.currentIndex() == 0
    desk.trigger("review_unfinished")
    assert page(desk).stack.currentIndex() == 1
    assert len(sitting(desk).articles) == 2


# the queue -----------------------------------------------------------------------------------


def test_the_queue_heads_every_article_and_has_the_cases_of_the_open_one(review):
    review.press(KEY.Key_Return)
    rows = page(review).queue.model
    heads = [rows.is_head(place) for place in range(rows.rowCount())]
    assert heads == [True, False, False, False, False, True]
    entry = rows.row(1)
    assert entry.passage == "Pegawai dilarang ikut kampanye"
    assert entry.type == "boundary"
    assert sorted(number for _letter, number in entry.votes) == [1, 2]


def test_who_marked_nothing_is_a_ring_and_equal_readings_have_one_shape(started, tmp_path):
    path = make_review_project(tmp_path / "three.annot", ("Rani", "Budi", "Citra"))
    desk = started.open(path)
    desk.trigger("workspace_adjudication")
    desk.press(KEY.Key_Return)
    desk.press(KEY.Key_Down, times=2)
    one_sided = votes_of(sitting(desk).card)
    assert sorted(number for _letter, number in one_sided) == [0, 0, 1]


def test_other_articles_are_counted_while_nothing_else_is_done(review):
    rows = page(review).queue.model
    review.qtbot.waitUntil(lambda: "1" in rows.row(rows.rowCount() - 1).told)


def test_orders_change_the_numbers_and_keep_the_case(review):
    review.press(KEY.Key_Return)
    case = sitting(review).case.id
    page(review).queue.orders[Order.PRIORITY].click()
    assert sitting(review).order is Order.PRIORITY
    assert sitting(review).case.id == case
    assert page(review).queue.orders[Order.PRIORITY].isChecked()


def test_rows_of_the_queue_and_pieces_of_the_card_can_be_clicked(review):
    review.press(KEY.Key_Return)
    queue = page(review).queue.list
    rect = queue.visualRect(queue.model().index(3, 0))
    QTest.mouseClick(queue.viewport(), LEFT, NONE, rect.center())
    assert sitting(review).case.number == 3
    pieces = card(review).pieces
    QTest.mouseClick(pieces, LEFT, NONE, QPoint(2, 5))
    assert sitting(review).case.number == 1
    rect = queue.visualRect(queue.model().index(5, 0))
    QTest.mouseClick(queue.viewport(), LEFT, NONE, rect.center())
    assert sitting(review).document_id == sitting(review).articles[1].document_id


# text and card -------------------------------------------------------------------------------


def test_the_text_shows_lanes_hatching_boundaries_and_numbers(review):
    review.press(KEY.Key_Return)
    shown = page(review).article.view
    assert shown.case.letters == ("A", "B")
    assert [TEXT[part.start : part.end] for part in shown.case.stretches] == ["Pegawai "]
    assert [TEXT[part.start : part.end] for part in shown.case.shared] == ["dilarang ikut kampanye"]
    assert len(shown.case.boundaries) == 3
    assert next((sign.number, sign.is_active) for sign in shown.case.signs) == (1, True)
    assert len(shown.case.undecided) == 3
    coders = {str(span.coder_id) for span in shown.page.spans.by_id.values()}
    assert coders == {"A", "B", "gold"}


def test_a_case_clicked_in_the_text_is_taken_up(review):
    review.press(KEY.Key_Return)
    view = page(review).article.view
    point = view.point_of(TEXT.index("boleh hadir")).toPoint()
    QTest.mouseClick(view.viewport(), LEFT, NONE, point)
    assert sitting(review).case.number == 2


def test_a_case_far_down_opens_in_the_upper_third(started, tmp_path):
    path, filler = tmp_path / "long.annot", "Pembuka berita.\n" * 60
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "001_long.txt").write_text(f"{filler}{TEXT}{filler}", encoding="utf-8")
    (folder / "review.yaml").write_text(CODEBOOK, encoding="utf-8")
    with Session.create(path, folder / "review.yaml", "Rani") as session:
        import_files(session.context, [folder / "001_long.txt"])
        [document] = session.finding.documents()
        for name, words in (("Rani", "Budi"), ("Ayu", "Sekda Ani")):
            session.code_as(name)
            mark_words(session, document, (words, "speaker", {}))
            session.coding.set_status(document, Progress.DONE)
    desk = started.open(path)
    desk.trigger("workspace_adjudication")
    desk.press(KEY.Key_Return)
    desk.press(KEY.Key_Down)
    view = page(desk).article.view
    y = view.point_of(sitting(desk).case.case.start).y()
    assert 0 < y < view.viewport().height() * 0.5


def test_verdicts_stand_under_the_columns_they_take(review):
    review.press(KEY.Key_Return)
    shown = card(review)
    columns = shown.table.columns()
    for button, (left, width) in zip(shown.verdicts.buttons, columns, strict=True):
        assert left <= button.x()
        assert button.geometry().right() <= left + width
    assert [one.verdict.key for one in shown.verdicts.buttons] == ["0", "1", "2", "U"]


def test_verdicts_keys_cells_and_rows_can_be_clicked(review):
    review.press(KEY.Key_Return)
    card(review).verdicts.buttons[0].click()
    assert states(review)[0] is CaseState.DECIDED
    table = card(review).table
    [row] = sitting(review).rows()
    middle = table.row_rect(row.index).center().y()
    QTest.mouseClick(table, LEFT, NONE, QPoint(10, round(middle)))
    assert sitting(review).row == row.index
    left, width = table.columns()[2]
    QTest.mouseClick(table, LEFT, NONE, QPoint(round(left + width / 2), round(middle)))
    assert states(review)[1] is CaseState.DECIDED
    space = next(one for one in card(review).keys.buttons if one.hint.command == "case_next")
    space.click()
    assert sitting(review).case.number == 4


def test_only_what_differs_is_open_and_the_rest_is_one_line(review):
    review.press(KEY.Key_Return)
    assert card(review).differing.words == "differs: start"
    assert card(review).table.spoken().count("Start") == 1
    assert "End" not in card(review).table.spoken()


def test_a_longer_reading_shows_just_the_words_that_another_lacks(review):
    review.press(KEY.Key_Return)
    shown = card(review).table.shown
    [row] = sitting(review).rows()
    said = {cell_words(row, cell, TEXT, shown.place_text) for cell in row.cells}
    longer, shorter = sorted(said, key=len)
    assert longer == "Pegawai …"
    assert shorter.startswith("dilarang ikut kampanye di")


def test_the_sentence_of_the_codebook_in_question_comes_first(review):
    review.press(KEY.Key_Return)
    assert card(review).guideline.said[0] == "A subject such as 'Pegawai' stays outside."
    review.press(KEY.Key_Down)
    assert card(review).guideline.said[:2] in (
        ["Permission: Somebody may.", "Obligation: Somebody must."],
        ["Obligation: Somebody must.", "Permission: Somebody may."],
    )


# stale, gone, sent back ----------------------------------------------------------------------


def test_a_decision_whose_mark_changes_comes_back_with_then_and_now(review):
    review.press(KEY.Key_Return)
    review.press(KEY.Key_1)
    session, document = review.session, sitting(review).document_id

    def change():
        spans = session.finding.annotations(document).spans
        own = next(one for one in spans if "kampanye" in TEXT[one.start : one.end])
        longer = (Extent(own.start, own.end + len(" di lapangan")),)
        session.coding.resize_span(own.id, longer)

    code_as(session, "Rani", change)
    page(review).go_to((document, sitting(review).cases[0].id))
    review.settle()
    assert states(review)[0] is CaseState.STALE
    past = card(review).past
    assert past.isVisible()
    changed = [(then, now) for _who, then, now in past.said if then != now]
    assert len(changed) == 1
    assert "lapangan" in changed[0][1]
    assert "lapangan" not in changed[0][0]
    assert past.decided.startswith("Rule")
    review.press(KEY.Key_2)
    assert states(review)[0] is CaseState.DECIDED


def test_a_decision_without_marks_can_be_dropped_or_kept(review):
    review.press(KEY.Key_Return)
    review.press(KEY.Key_Down, times=2)
    taken = 1 if sitting(review).card.spans["A"][0] is not None else 2
    review.press(KEY.Key_1 if taken == 1 else KEY.Key_2)
    session, document = review.session, sitting(review).document_id

    def delete():
        spans = session.finding.annotations(document).spans
        session.coding.delete_span(next(s.id for s in spans if TEXT[s.start : s.end] == "Budi"))

    code_as(session, "Rani", delete)
    orphan = next(one for one in sitting(review).cases if one.is_orphan)
    page(review).go_to((document, orphan.id))
    review.settle()
    assert [one.verdict.key for one in card(review).verdicts.buttons] == ["0", "Enter"]
    review.press(KEY.Key_0)
    assert "Budi" not in {TEXT[s.start : s.end] for s in sitting(review).desk.gold.spans}


def test_an_answer_to_a_question_stands_on_the_card(review):
    review.press(KEY.Key_Return)
    review.type("q")
    review.type("Mengapa di sini")
    review.press(KEY.Key_Return)
    session, document = review.session, sitting(review).document_id

    def answer():
        spans = session.finding.annotations(document).spans
        own = next(one for one in spans if "dilarang" in TEXT[one.start : one.end])
        session.coding.set_comment(own.id, "Subjeknya perlu")

    code_as(session, "Rani", answer)
    page(review).go_to((document, sitting(review).cases[0].id))
    review.settle()
    notes = sitting(review).card.notes
    assert [(one.text, one.is_answer) for one in notes] == [("Subjeknya perlu", True)]
    assert card(review).state.text()


# the end -------------------------------------------------------------------------------------


def test_names_are_asked_for_and_then_stand_over_the_columns(review):
    document = sign_off(review)
    review.press(KEY.Key_Down)
    assert card(review).table.shown.names == ("Coder A", "Coder B")
    review.trigger("review_reveal")
    assert isinstance(review.sheet, Question)
    review.press(KEY.Key_Return)
    assert set(card(review).table.shown.names) == {"Rani", "Budi"}
    assert reviews.find_review(review.session.project, document).is_revealed


def test_names_are_not_shown_before_the_sign_off(review):
    review.press(KEY.Key_Return)
    review.trigger("review_reveal")
    assert review.sheet is None
    assert review.window.status.message.text()


def test_releasing_says_what_coders_will_see_and_offers_parcels(review):
    document = sign_off(review)
    review.trigger("review_release")
    assert isinstance(review.sheet, ReleaseSheet)
    assert review.sheet.chosen == [document]
    review.press(KEY.Key_Return)
    review.qtbot.waitUntil(lambda: isinstance(review.sheet, Question))
    kept = reviews.find_review(review.session.project, document)
    assert kept.status is ReviewStatus.RELEASED
    assert len(reviews.list_document_feedback(review.session.project, document)) == 2
    review.press(KEY.Key_Escape)


def test_gaps_are_listed_and_saved(review, tmp_path, monkeypatch):
    review.press(KEY.Key_Return)
    review.type("g")
    review.type("Subjek di luar")
    review.press(KEY.Key_Return)
    review.trigger("review_gaps")
    assert isinstance(review.sheet, GapsSheet)
    assert review.sheet.said == ["Subjek di luar"]
    path = tmp_path / "gaps.md"
    monkeypatch.setattr(files, "choose_new_file", lambda *_all: str(path))
    review.press(KEY.Key_Return)
    assert "Subjek di luar" in path.read_text(encoding="utf-8")


def test_a_file_that_is_there_is_written_over_only_after_a_question(review, tmp_path, monkeypatch):
    review.press(KEY.Key_Return)
    review.type("g")
    review.type("Subjek di luar")
    review.press(KEY.Key_Return)
    path = tmp_path / "gaps.md"
    path.write_text("older", encoding="utf-8")
    monkeypatch.setattr(files, "choose_new_file", lambda *_all: str(path))
    for answer, is_written in ((KEY.Key_Escape, False), (KEY.Key_Return, True)):
        review.trigger("review_gaps")
        review.press(KEY.Key_Return)
        assert isinstance(review.sheet, Question)
        review.press(answer)
        assert ("Subjek" in path.read_text(encoding="utf-8")) == is_written


def test_the_end_of_an_article_offers_what_can_follow(review):
    sign_off(review)
    shown = card(review).end
    assert card(review).stack.currentWidget() is shown
    visible = {name for name, button in shown.buttons.items() if button.isVisible()}
    assert visible == {"next", "review_release", "review_reveal", "done"}
    review.press(KEY.Key_Return)
    assert sitting(review).document_id == sitting(review).articles[1].document_id


# the window around ---------------------------------------------------------------------------


def test_the_page_is_left_and_found_again_as_it_was(review):
    review.press(KEY.Key_Return)
    review.press(KEY.Key_Down)
    review.trigger("workspace_code")
    review.trigger("workspace_adjudication")
    assert sitting(review).case.number == 2
    assert page(review).hasFocus()


def test_the_menu_of_the_adjudication_is_there_only_with_it(review):
    menus = {one.menu().title(): one for one in review.window.top.menu_bar.actions()}
    assert menus["&Adjudicate"].isVisible()
    review.trigger("workspace_code")
    assert not menus["&Adjudicate"].isVisible()


def test_everything_is_said_in_both_languages_and_drawn_in_all_themes(review):
    review.press(KEY.Key_Return)
    review.press(KEY.Key_Tab)
    review.trigger("language_id")
    assert card(review).title.text() == "Kasus 1 dari 4"
    for theme in ("dark", "contrast", "light"):
        review.trigger(f"theme_{theme}")
        assert not page(review).grab().isNull()
    review.trigger("language_en")
    assert card(review).title.text() == "Case 1 of 4"


def test_a_place_without_a_mark_is_a_dash(review):
    review.press(KEY.Key_Return)
    assert place_text(sitting(review), "nowhere") == "–"


def test_forty_marks_with_ten_disagreements_cost_at_most_sixteen_keys(started, tmp_path):
    words = [f"kata{number:02d}" for number in range(40)]
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "001_forty.txt").write_text(" lalu ".join(words) + "\n", encoding="utf-8")
    (folder / "review.yaml").write_text(CODEBOOK, encoding="utf-8")
    path = tmp_path / "forty.annot"
    with Session.create(path, folder / "review.yaml", "Rani") as session:
        import_files(session.context, [folder / "001_forty.txt"])
        [document] = session.finding.documents()
        for name, other in (("Rani", "speaker"), ("Budi", "venue")):
            session.code_as(name)
            for place, word in enumerate(words):
                mark_words(session, document, (word, other if place % 4 == 0 else "rule", {}))
            session.coding.set_status(document, Progress.DONE)
        session.code_as("Sari")
    desk = started.open(path)
    desk.trigger("workspace_adjudication")
    keys = 0
    while sitting(desk).desk.review is None or sitting(desk).case is not None:
        desk.press(KEY.Key_Return if sitting(desk).desk.review is None else KEY.Key_1)
        keys += 1
    desk.press(KEY.Key_Return, CONTROL)
    keys += 1
    assert reviews.find_review(desk.session.project, document).status is ReviewStatus.SIGNED_OFF
    decisions = reviews.list_decisions(desk.session.project, document)
    assert sum(one.verdict is Verdict.READING for one in decisions) == 10
    assert len(sitting(desk).desk.gold.spans) == 40
    assert 11 <= keys <= 16
