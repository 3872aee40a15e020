"""The queue: rows and their words, the filter, orders, what is counted while nobody waits."""

from __future__ import annotations

import pytest
from adjudication_scene import CODEBOOK, SECOND, mark_words
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionViewItem
from pytestqt.modeltest import ModelTester

from annotator.gui.review.adjudication import queue_band
from annotator.gui.review.adjudication.queue_band import FilterField
from annotator.gui.review.adjudication.queue_model import article_words, matches
from annotator.gui.review.adjudication.queue_rows import QueueDelegate
from annotator.gui.theme.look import look
from annotator.model.document import Progress
from annotator.model.identity import Id
from annotator.model.review import ReviewStatus
from annotator.workbench import language
from annotator.workbench.adjudicating.states import Article, Counts, Order
from annotator.workbench.importing import import_files
from annotator.workbench.session import Session

KEY = Qt.Key


def article(status, counts=None):
    return Article(Id("a"), "a-1", "Judul", status, 2, counts=counts)


def told(reviewer):
    """The words at the right of every article's head."""
    model = reviewer.page.queue.model
    rows = (model.row(place) for place in range(model.rowCount()))
    return [row.told for row in rows if hasattr(row, "told")]


def seen(reviewer):
    return [one.passage for one in reviewer.entries]


# words of an article -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "counts", "words"),
    [
        (ReviewStatus.OPEN, None, "not begun"),
        (ReviewStatus.OPEN, Counts(unanimous=9), "all agree"),
        (ReviewStatus.OPEN, Counts(open=1), "1 open"),
        (ReviewStatus.IN_REVIEW, None, ""),
        (ReviewStatus.IN_REVIEW, Counts(open=2, stale=3, decided=8), "5 open"),
        (ReviewStatus.IN_REVIEW, Counts(decided=8), "all decided"),
        (ReviewStatus.REOPENED, Counts(stale=1200), "1,200 open"),
        (ReviewStatus.SIGNED_OFF, Counts(stale=1), "signed off"),
        (ReviewStatus.RELEASED, None, "released"),
    ],
)
def test_an_article_says_how_far_it_is(status, counts, words):
    assert article_words(article(status), counts).casefold() == words


def test_an_article_says_it_in_the_language_in_use():
    language.set_language("id")
    indonesian = article_words(article(ReviewStatus.IN_REVIEW), Counts(open=1200))
    assert "1.200" in indonesian
    assert "open" not in indonesian


# the model -----------------------------------------------------------------------------------


def test_the_queue_keeps_the_promises_of_qt(reviewer, qtmodeltester: ModelTester):
    qtmodeltester.check(reviewer.page.queue.model, force_py=True)


def test_every_case_stands_once_below_the_head_of_its_article(reviewer):
    model = reviewer.page.queue.model
    first, second = reviewer.articles
    assert [model.is_head(row) for row in range(model.rowCount())] == [True, *[False] * 4, True]
    assert (model.place_of_article(first), model.place_of_article(second)) == (0, 5)
    assert [model.place_of(one.id) for one in reviewer.sitting.cases] == [1, 2, 3, 4]
    assert model.place_of(None) == model.place_of(Id("f" * 32)) == -1
    assert model.place_of_article(None) == -1
    assert model.row(-1) is None
    assert model.row(6) is None


def test_a_screen_reader_hears_number_words_type_state_and_choice(reviewer):
    model = reviewer.page.queue.model
    spoken = model.data(model.index(1))
    assert spoken == "1, Pegawai dilarang ikut kampanye, boundary, open"
    reviewer.press("0")
    assert model.data(model.index(1), Qt.ItemDataRole.AccessibleTextRole).endswith("decided, 0")
    assert model.data(model.index(0)).endswith("3 open")
    assert model.data(model.index(1), Qt.ItemDataRole.DecorationRole) is None


@pytest.mark.parametrize(("key", "sign"), [("1", "A"), ("2", "B"), ("0", "0"), ("u", "∪")])
def test_the_sign_of_a_verdict_stands_behind_its_tick(reviewer, key, sign):
    reviewer.press(key)
    assert reviewer.entries[0].choice == sign


def test_deciding_otherwise_within_a_second_changes_the_sign(reviewer):
    for key, sign in (("1", "A"), ("2", "B"), ("u", "∪"), ("0", "0"), ("1", "A")):
        reviewer.press(key, KEY.Key_Up)
        while reviewer.number != 1:
            reviewer.press(KEY.Key_Up)
        assert reviewer.entries[0].choice == sign


def test_words_to_look_for_have_to_be_there_all_of_them(reviewer):
    entry = reviewer.entries[1]
    for wanted in ("", "attribute", "HADIR attribute", "rule", "open boleh", "2"):
        assert matches(entry, wanted), wanted
    for wanted in ("speaker", "hadir boundary", "decided"):
        assert not matches(entry, wanted), wanted


# the filter ----------------------------------------------------------------------------------


def test_a_filter_holds_when_another_article_is_opened(reviewer):
    first, second = reviewer.articles
    reviewer.page.go_to(second)
    reviewer.page.run("case_propose")
    reviewer.page.queue.filter.setText("speaker")
    assert seen(reviewer) == ["Lurah Joko"]
    reviewer.page.go_to(first)
    assert seen(reviewer) == ["Budi"]
    reviewer.page.go_to(second)
    assert seen(reviewer) == ["Lurah Joko"]
    assert reviewer.refusals == []


def test_a_filter_hides_cases_but_numbers_and_keys_go_through_all(reviewer):
    reviewer.page.queue.filter.setText("one-sided")
    assert [one.case.number for one in reviewer.entries] == [3, 4]
    assert reviewer.number == 1
    reviewer.press(KEY.Key_Down)
    assert reviewer.number == 2
    assert reviewer.page.queue.list.chosen_row() == -1
    reviewer.press(KEY.Key_Down)
    assert reviewer.page.queue.list.chosen_row() == 1


def test_a_filter_that_fits_nothing_leaves_the_heads_of_the_articles(reviewer):
    reviewer.page.queue.filter.setText("tidak ada 😀")
    assert reviewer.entries == []
    assert reviewer.page.queue.model.rowCount() == 2
    reviewer.page.queue.filter.setText("   ")
    assert len(reviewer.entries) == 4


def test_what_is_decided_leaves_a_filter_for_what_is_open(reviewer):
    reviewer.page.queue.filter.setText("open")
    reviewer.press("1")
    assert [one.case.number for one in reviewer.entries] == [2, 3, 4]


@pytest.mark.parametrize("key", [KEY.Key_Return, KEY.Key_Enter, KEY.Key_Down, KEY.Key_Escape])
def test_the_filter_is_left_with_these_keys_and_emptied_by_esc_only(qtbot, key):
    field = FilterField()
    qtbot.addWidget(field)
    field.setText("label")
    with qtbot.waitSignal(field.left):
        QTest.keyClick(field, key)
    assert field.text() == ("" if key == KEY.Key_Escape else "label")


def test_letters_stay_in_the_filter(qtbot):
    field = FilterField()
    qtbot.addWidget(field)
    left = []
    field.left.connect(lambda: left.append(1))
    QTest.keyClicks(field, "1u0.")
    assert field.text() == "1u0."
    assert left == []


def test_an_empty_filter_goes_away_when_it_is_left_and_another_one_stays(reviewer):
    queue = reviewer.page.queue
    reviewer.press("f")
    assert not queue.filter.isHidden()
    QTest.keyClick(queue.filter, KEY.Key_Return)
    assert queue.filter.isHidden()
    reviewer.press("f")
    queue.filter.setText("rule")
    QTest.keyClick(queue.filter, KEY.Key_Return)
    assert not queue.filter.isHidden()
    queue.filter_button.click()
    assert queue.filter.selectedText() == "rule"


# the head, the foot, the rows ----------------------------------------------------------------


def test_head_and_foot_count_what_is_open_and_what_everybody_agrees_on(unbegun):
    queue = unbegun.page.queue
    assert (queue.count.text(), queue.agreed.text()) == ("4 open", "3 unanimous cases")
    assert "become" in queue.rule.text()
    unbegun.page.run("case_propose")
    assert queue.rule.text() == "gold by rule, no key"
    unbegun.press("1", "1", "1")
    assert queue.count.text() == "1 open"
    assert told(unbegun)[0] == "1 open"


def test_the_order_in_use_is_checked_and_pressing_it_again_keeps_it(reviewer):
    tabs = reviewer.page.queue.orders
    tabs[Order.CONFUSION].click()
    tabs[Order.CONFUSION].click()
    assert [order for order, tab in tabs.items() if tab.isChecked()] == [Order.CONFUSION]
    assert len(reviewer.told) == 2


def test_the_order_stays_in_the_next_article(reviewer):
    reviewer.page.queue.orders[Order.PRIORITY].click()
    reviewer.page.go_to(reviewer.articles[1])
    assert reviewer.sitting.desk.order is Order.PRIORITY


def test_a_head_that_is_clicked_opens_its_article_and_a_case_its_card(reviewer):
    rows = reviewer.page.queue.list
    for place, number in ((3, 3), (1, 1)):
        at = rows.visualRect(rows.model().index(place, 0)).center()
        QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=at)
        assert reviewer.number == number
    at = rows.visualRect(rows.model().index(5, 0)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert reviewer.sitting.desk.document.text == SECOND


def test_heads_are_lower_than_cases_also_after_the_open_article_has_changed(reviewer):
    rows = reviewer.page.queue.list
    for document in (*reviewer.articles[::-1], reviewer.articles[1]):
        reviewer.page.go_to(document)
        model = rows.model()
        heights = {(model.is_head(n), rows.rowHeight(n)) for n in range(model.rowCount())}
        assert len(heights) == len({is_head for is_head, _height in heights})
        assert max(h for is_head, h in heights if is_head) < 52


def test_heads_stay_lower_where_a_case_and_a_head_change_places(reviewer):
    first, second = reviewer.articles
    reviewer.page.go_to(second)
    reviewer.page.run("case_propose")
    reviewer.page.queue.filter.setText("speaker")
    rows = reviewer.page.queue.list
    for document in (first, second, first):
        reviewer.page.go_to(document)
        QApplication.processEvents()
        heads = [rows.model().is_head(n) for n in range(3)]
        assert sorted(heads) == [False, True, True]
        case = heads.index(False)
        assert all(rows.rowHeight(n) < rows.rowHeight(case) for n in range(3) if n != case)


def test_rows_are_said_anew_in_another_language(reviewer):
    before = [(one.type, one.spoken) for one in reviewer.entries]
    language.set_language("id")
    reviewer.page.retranslate()
    after = [(one.type, one.spoken) for one in reviewer.entries]
    assert all(old[1] != new[1] for old, new in zip(before, after, strict=True))
    assert before[0][0] != after[0][0]
    assert reviewer.page.queue.title.text() == "Antrean"


def drawn(reviewer, place, state=QStyle.StateFlag.State_None):
    """One row of the queue as a picture."""
    rows = reviewer.page.queue.list
    option = QStyleOptionViewItem()
    option.state = state
    option.rect = rows.visualRect(rows.model().index(place, 0))
    option.rect.moveTo(0, 0)
    picture = QImage(option.rect.size(), QImage.Format.Format_ARGB32)
    picture.fill(look().theme.panel)
    painter = QPainter(picture)
    delegate = rows.itemDelegate()
    assert isinstance(delegate, QueueDelegate)
    delegate.paint(painter, option, rows.model().index(place, 0))
    painter.end()
    return picture


@pytest.mark.parametrize("theme", ["light", "contrast"])
def test_the_case_in_question_the_one_below_the_pointer_and_others_look_otherwise(reviewer, theme):
    look().set_theme(theme)
    chosen = drawn(reviewer, 1)
    hovered = drawn(reviewer, 1, QStyle.StateFlag.State_MouseOver)
    reviewer.press(KEY.Key_Down)
    plain = drawn(reviewer, 1)
    over = drawn(reviewer, 1, QStyle.StateFlag.State_MouseOver)
    assert chosen == hovered, "it is raised already"
    assert len({bytes(one.constBits()) for one in (chosen, plain, over)}) == 3


def test_a_decided_a_skipped_and_an_open_case_are_told_apart_without_reading(reviewer):
    pictures = [drawn(reviewer, 2)]
    reviewer.press(KEY.Key_Down, KEY.Key_Space)
    pictures.append(drawn(reviewer, 2))
    reviewer.press(KEY.Key_Up, "1")
    pictures.append(drawn(reviewer, 2))
    assert len({bytes(one.constBits()) for one in pictures}) == 3


# counting while nobody waits -----------------------------------------------------------------


def make_many(path, count):
    """A project of many small articles that two coders have finished, none of them alike."""
    folder = path.parent / "many"
    folder.mkdir()
    (folder / "review.yaml").write_text(CODEBOOK, encoding="utf-8")
    for number in range(count):
        text = f"Camat {number} meminta netral.\n"
        (folder / f"{number:03d}_artikel.txt").write_text(text, encoding="utf-8")
    session = Session.create(path, folder / "review.yaml", "Rani")
    import_files(session.context, sorted(folder.glob("*.txt")))
    documents = session.finding.documents()
    for name, words in (("Rani", "Camat"), ("Budi", "meminta")):
        session.code_as(name)
        for document in documents:
            mark_words(session, document, (words, "speaker", {}))
            session.coding.set_status(document, Progress.DONE)
    session.code_as("Rani")
    return session


def test_articles_are_counted_as_they_come_into_view_and_only_those(at_review, qtbot, tmp_path):
    reviewer = at_review(make_many(tmp_path / "many.annot", 14))
    reviewer.page.resize(1366, 400)
    reviewer.page.start()
    last = reviewer.page.queue.model.rowCount() - 1
    rows = reviewer.page.queue.list
    qtbot.waitUntil(lambda: told(reviewer)[3] == "2 open")
    assert told(reviewer)[-1] == "not begun"
    rows.scrollToBottom()
    qtbot.waitUntil(lambda: told(reviewer)[-1] == "2 open")
    assert is_in_view(rows, last)
    reviewer.page.go_to(reviewer.articles[0])
    assert is_in_view(rows, 0), "the head of the open article"
    reviewer.page.go_to(reviewer.articles[-1])
    assert is_in_view(rows, last)


def is_in_view(rows, place):
    area = rows.visualRect(rows.model().index(place, 0))
    return rows.viewport().rect().contains(area)


def test_nothing_is_counted_while_another_workspace_is_shown(reviewer, monkeypatch):
    monkeypatch.setattr(queue_band, "COUNTED_MS", 0)
    queue = reviewer.page.queue
    reviewer.page.leave()
    asked = []
    reviewer.sitting.adjudicating.counts = asked.append
    queue.list.verticalScrollBar().valueChanged.emit(0)
    queue.filter.setText("rule")
    for _turn in range(5):
        QApplication.processEvents()
    assert asked == []
    assert len(reviewer.entries) == 4, "the filter is taken up with the page"
    reviewer.page.start()
    assert len(reviewer.entries) == 2


def test_the_queue_is_as_narrow_as_the_window_asks_for_and_shows_all_its_head(reviewer):
    reviewer.page.resize(1000, 700)
    QApplication.processEvents()
    queue = reviewer.page.queue
    parts = (*queue.orders.values(), queue.filter_button, queue.count)
    for one in parts:
        right = one.mapTo(queue, QPoint(one.width(), 0)).x()
        assert right <= queue.width(), one.text()
