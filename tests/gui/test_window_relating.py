"""Relating two marks from the keyboard: what is offered, what the text shows meanwhile."""

from __future__ import annotations

import pytest
from window_scene import CONTROL, KEY, make_project

from annotator.gui.dialogs.relate_popup import RelatePopup
from annotator.workbench.session import Session


@pytest.fixture
def pair(clean):
    """A rule in focus, and somebody who may have said it."""
    clean.mark("Profesionalisme", "s")
    clean.mark("harus tetap netral", "r")
    return clean


def links(desk):
    return [(one.label, one.source_id, one.target_id) for one in desk.stored.relations]


def open_list(desk):
    desk.type("r")
    assert isinstance(desk.sheet, RelatePopup)
    return desk.sheet


def test_what_enter_takes_is_what_is_stored(pair):
    popup = open_list(pair)
    wanted = popup.current()
    pair.press(KEY.Key_Return)
    assert links(pair) == [(wanted.relation_label_id, wanted.source_id, wanted.target_id)]
    assert pair.reader.hasFocus()


def test_the_mark_in_focus_stays_in_focus(pair):
    before = pair.scene.focused_id
    open_list(pair)
    pair.press(KEY.Key_Return)
    assert pair.scene.focused_id == before


def test_what_was_related_is_taken_back_in_one_step(pair):
    open_list(pair)
    pair.press(KEY.Key_Return)
    pair.press(KEY.Key_Z, CONTROL)
    assert links(pair) == []


def test_each_relation_is_offered_until_it_is_made(pair):
    count = open_list(pair).rows.rowCount()
    for left in range(count, 0, -1):
        assert pair.sheet.rows.rowCount() == left
        pair.press(KEY.Key_Return)
        pair.type("r")
    assert pair.sheet is None
    assert len(set(links(pair))) == count


@pytest.mark.parametrize("leave", ["escape", "beside"])
def test_whoever_leaves_the_list_relates_nothing(pair, leave):
    popup = open_list(pair)
    if leave == "escape":
        pair.press(KEY.Key_Escape)
    else:
        pair.click_at(pair.window.rect().bottomRight() / 2)
    assert not popup.is_open
    assert links(pair) == []
    assert pair.reader.hasFocus()


def test_letters_typed_into_the_list_mark_nothing(pair):
    count = len(pair.stored.spans)
    open_list(pair)
    pair.type("rsx")
    assert len(pair.stored.spans) == count


def test_the_list_does_not_cover_the_mark(pair):
    popup = open_list(pair)
    span = pair.focused
    for rect in pair.reader.extent_rects(span.start, span.end):
        corner = pair.reader.viewport().mapTo(pair.window, rect.topLeft().toPoint())
        assert not popup.geometry().contains(corner)
    assert pair.window.rect().contains(popup.geometry())


def test_a_mark_out_of_view_is_related_all_the_same(desk):
    desk.go_to(4)
    rule = next(one for one in desk.stored.spans if one.label == "rule")
    desk.scene.focus_span(rule.id)
    desk.settle()
    desk.reader.verticalScrollBar().setValue(desk.reader.verticalScrollBar().maximum())
    desk.settle()
    desk.trigger("relate")
    assert isinstance(desk.sheet, RelatePopup)
    assert desk.window.rect().contains(desk.sheet.geometry())


def test_a_mark_with_nothing_to_relate_to_says_so(clean):
    clean.mark("harus tetap netral", "r")
    clean.trigger("relate")
    assert clean.sheet is None
    told = clean.window.status.message.text()
    assert told == "No mark of this article can be related to this one."


def test_without_a_mark_nothing_is_asked(clean):
    clean.window.relating.start(clean.workspace)
    clean.window.relating.start(None)
    assert clean.sheet is None
    assert clean.stored.relations == ()


def test_a_project_without_articles_has_nothing_to_relate(away, tmp_path):
    desk = away.open(make_project(tmp_path / "new.annot"))
    desk.window.relating.start(desk.workspace)
    assert desk.sheet is None


def test_the_relation_is_in_the_file(pair, empty_project):
    open_list(pair)
    pair.press(KEY.Key_Return)
    article = pair.scene.document.id
    pair.trigger("close_project")
    with Session.open(empty_project) as session:
        assert len(session.finding.annotations(article).relations) == 1


def test_the_text_shows_the_mark_that_is_looked_at_until_the_list_has_gone(pair):
    popup = open_list(pair)
    spans = pair.stored.span_by_id()
    assert pair.reader.scene.found == spans[popup.current().other_id].fragments
    pair.press(KEY.Key_Escape)
    assert pair.reader.scene.found == ()
