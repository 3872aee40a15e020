from __future__ import annotations

from dataclasses import replace

import pytest
from panel_scene import KEY, click, click_row, document_row, dress, press, show
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QToolTip

from annotator.gui.models.documents import DocumentsModel
from annotator.gui.panels.articles import ArticlesPanel
from annotator.gui.panels.document_words import header_line, readable_date, second_line
from annotator.gui.panels.rail import Rail
from annotator.gui.theme.look import look
from annotator.model.document import Progress
from annotator.workbench.language import set_language

ROWS = [
    document_row(0, "done", 46, outlet="kumala", form="news"),
    document_row(1, "new", 0, outlet="none", form="news", published="2024-10-30"),
    document_row(2, "in_progress", 3),
]
IDS = [row.id for row in ROWS]


@pytest.fixture
def model(qapp):
    dress()
    return DocumentsModel(lambda ids: [row for row in ROWS if row.id in ids])


@pytest.fixture
def panel(qtbot, model):
    panel = ArticlesPanel(model)
    show(qtbot, panel, 212, 500)
    panel.show_documents(IDS, 3)
    panel.show_progress({Progress.DONE: 1, Progress.NEW: 1, Progress.IN_PROGRESS: 1})
    return panel


def test_a_click_chooses_an_article(qtbot, panel):
    with qtbot.waitSignal(panel.document_chosen) as chosen:
        click_row(panel.list, 1)
    assert chosen.args == [IDS[1]]


def test_typing_searches_and_esc_clears(qtbot, panel):
    with qtbot.waitSignals([panel.search_changed] * 3, check_params_cbs=None) as _asked:
        press(panel.search, "asn")
    assert panel.query() == "asn"
    with qtbot.waitSignal(panel.search_changed) as cleared:
        press(panel.search, KEY.Key_Escape)
    assert cleared.args == [""]


def test_down_leads_from_the_search_to_the_list_and_up_back(panel):
    panel.focus_search()
    assert panel.search.hasFocus()
    press(panel.search, KEY.Key_Down)
    assert panel.list.hasFocus()
    press(panel.list, KEY.Key_Up)
    assert panel.search.hasFocus()


def test_enter_in_the_search_opens_the_first_hit(qtbot, panel):
    panel.focus_search()
    with qtbot.waitSignal(panel.document_chosen) as chosen:
        press(panel.search, KEY.Key_Return)
    assert chosen.args == [IDS[0]]


def test_the_keyboard_alone_opens_an_article(qtbot, panel):
    panel.focus_search()
    press(panel.search, KEY.Key_Down)
    press(panel.list, KEY.Key_Down)
    with qtbot.waitSignal(panel.document_chosen) as chosen:
        press(panel.list, KEY.Key_Return)
    assert chosen.args == [IDS[1]]


def test_the_open_article_stays_chosen_through_a_search(panel):
    panel.show_current(IDS[2])
    assert panel.list.chosen_row() == 2
    panel.show_documents([IDS[0]], 3)
    assert panel.list.chosen_row() == -1
    panel.show_documents(IDS, 3)
    assert panel.list.chosen_row() == 2


def test_a_search_without_hits_says_what_was_looked_for(panel):
    press(panel.search, "kampanye")
    panel.show_documents([], 3)
    assert panel.empty.isVisible()
    assert panel.empty.sentence.text() == "Nothing found for “kampanye”"
    assert panel.count.text() == "0 of 3"


def test_a_project_without_articles_offers_to_add_some(qtbot, panel):
    panel.show_documents([], 0)
    assert panel.empty.head.text() == "No articles yet"
    with qtbot.waitSignal(panel.add_requested):
        click(panel.empty.button)


def test_the_foot_says_how_far_the_coder_is(panel):
    assert panel.foot.accessibleName() == "1 of 3 done"
    panel.foot.grab()


def test_the_column_can_be_folded(qtbot, panel):
    with qtbot.waitSignal(panel.fold_requested):
        click(panel.fold_button)


def test_the_second_line_is_outlet_type_or_file(model):
    assert second_line(ROWS[0]) == "KumalaNews.id"
    assert second_line(ROWS[1]) == "News"
    assert second_line(ROWS[2]) == "2.txt"


def test_the_header_line_tells_state_outlet_type_and_date(model):
    assert header_line(ROWS[0]) == "Done  ·  KumalaNews.id  ·  News"
    expected = "Not begun  ·  Outlet not stated  ·  News  ·  30 Oct 2024"
    assert header_line(ROWS[1]) == expected
    assert header_line(ROWS[2]) == "Being coded  ·  2.txt"


def test_what_the_source_says_stands_in_for_unanswered_questions(model):
    row = replace(ROWS[2], meta={"source": "Dayak News", "published": "2024-02-14"})
    assert second_line(row) == "Dayak News"
    assert header_line(row) == "Being coded  ·  Dayak News  ·  14 Feb 2024"


def test_a_date_that_is_none_is_shown_as_it_is(model):
    row = replace(ROWS[2], meta={"date": "last week"})
    assert header_line(row) == "Being coded  ·  last week"
    assert readable_date("2024-10") == "2024-10"


def test_an_unanswered_list_says_only_how_many_there_are(panel):
    assert panel.count.text() == "3"


def test_words_follow_the_language(panel):
    set_language("id")
    panel.retranslate()
    assert panel.head.text() == "Artikel"
    assert panel.foot.grab().width() == panel.width()


def test_the_rail_shows_dots_and_keys_and_keeps_both_working(qtbot, model):
    model.set_ids(IDS)
    rail = Rail(model)
    show(qtbot, rail, 44, 400)
    rail.show_current(IDS[1])
    assert rail.list.chosen_row() == 1
    with qtbot.waitSignal(rail.document_chosen) as chosen:
        click_row(rail.list, 2)
    assert chosen.args == [IDS[2]]
    with qtbot.waitSignal(rail.label_chosen) as label:
        click(rail.caps["speaker"])
    assert label.args == ["speaker"]
    with qtbot.waitSignal(rail.unfold_requested):
        click(rail.unfold_button)
    assert rail.width() == 44
    model.set_ids(list(reversed(IDS)))
    assert rail.list.chosen_row() == 1
    model.set_ids(IDS[1:])
    assert rail.list.chosen_row() == 0
    QToolTip.hideText()


def test_esc_in_an_empty_search_is_left_to_the_window(qtbot, panel):
    heard = []
    panel.keyPressEvent = lambda event: heard.append(event.key())
    panel.focus_search()
    press(panel.search, "a", KEY.Key_Escape)
    assert heard == []
    press(panel.search, KEY.Key_Escape)
    assert heard == [KEY.Key_Escape]


def test_blanks_around_the_words_are_not_looked_for(panel):
    press(panel.search, "  asn ")
    assert panel.query() == "asn"


def test_where_nothing_was_found_keys_lead_nowhere(qtbot, panel):
    press(panel.search, "xyz")
    panel.show_documents([], 3)
    panel.focus_search()
    with qtbot.assertNotEmitted(panel.document_chosen):
        press(panel.search, KEY.Key_Return, KEY.Key_Down)
    assert panel.search.hasFocus()


def test_a_search_says_how_many_of_all_are_found(panel):
    press(panel.search, "a")
    panel.show_documents(IDS[:2], 3)
    assert panel.count.text() == "2 of 3"
    assert not panel.empty.isVisible()
    press(panel.search, KEY.Key_Escape)
    panel.show_documents(IDS, 3)
    assert panel.count.text() == "3"


def test_the_search_is_selected_when_it_is_gone_to_again(panel):
    press(panel.search, "asn")
    panel.list.setFocus()
    panel.focus_search()
    assert panel.search.selectedText() == "asn"


def test_a_project_without_articles_has_no_foot_and_nothing_to_press_in_a_search(panel):
    panel.show_documents([], 0)
    assert not panel.foot.isVisible()
    panel.show_documents([], 3)
    assert panel.foot.isVisible()
    assert not panel.empty.button.isVisible()
    assert not panel.empty.head.isVisible()


def test_the_foot_tells_share_and_line_as_far_as_the_coder_is(panel):
    def filled():
        image = panel.foot.grab().toImage()
        colour = QColor(look().theme.ok).name()
        row = image.height() - 2
        return sum(image.pixelColor(x, row).name() == colour for x in range(image.width()))

    assert filled() == pytest.approx(panel.width() / 3, abs=1)
    panel.show_progress({Progress.DONE: 3})
    assert filled() == panel.width()
    panel.show_progress({})
    assert filled() == 0
    assert panel.foot.accessibleName() == "0 of 0 done"


def test_no_article_is_chosen_when_none_is_open(panel):
    panel.show_current(IDS[1])
    panel.show_current("")
    assert panel.list.chosen_row() == -1
