"""The questions that a codebook asks of relations stand under the relation."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from window_scene import KEY, ROOT, make_project


@pytest.fixture
def linked(away, tmp_path):
    """Two actors combined by a relation whose operator must be named."""
    seed = next(iter(sorted((ROOT / "seeds").glob("*.txt"))))
    path = make_project(tmp_path / "ig.annot", seed, codebook="institutional-grammar.yaml")
    desk = away.open(path)
    first = desk.mark("Profesionalisme", "a")
    second = desk.mark("Netralitas", "a")
    desk.session.coding.add_relation(second.id, first.id, "combined")
    desk.settle()
    return desk


def section(desk):
    return desk.frame.inspector.relations


def relation(desk):
    return desk.stored.relations[0]


def test_a_new_relation_unfolds_its_questions(linked):
    (form,) = section(linked).forms
    assert form.rows["operator"].isVisible()
    assert form.rows["operator"].missing.isVisible()


def test_an_answer_is_stored_and_can_be_undone(linked):
    chips = {chip.text(): chip for chip in section(linked).forms[0].rows["operator"].editor.chips}
    linked.frame.inspector.ensureWidgetVisible(chips["OR"])
    linked.settle()
    linked.click_on(chips["OR"])
    assert relation(linked).attributes == {"operator": "OR"}
    assert chips["OR"].isChecked()
    linked.trigger("undo")
    assert relation(linked).attributes == {}
    assert not chips["OR"].isChecked()


def test_the_problem_is_mended_by_the_answer(linked):
    linked.workspace.problems.check()
    before = [row.field for row in linked.workspace.problems.rows]
    linked.session.coding.set_relation_attribute(relation(linked).id, "operator", "AND")
    linked.workspace.problems.check()
    assert len(linked.workspace.problems.rows) == len(before) - 1


def test_digits_act_there_only_while_the_keyboard_is_there(linked):
    form = section(linked).forms[0]
    linked.type("1")
    assert relation(linked).attributes == {}
    form.focus_row("operator")
    linked.settle()
    assert form.rows["operator"].is_armed
    assert not any(row.is_armed for row in linked.frame.inspector.form.rows.values())
    linked.type("2")
    assert relation(linked).attributes == {"operator": "OR"}
    linked.press(KEY.Key_Escape)
    assert linked.reader.hasFocus()
    assert not form.rows["operator"].is_armed


def test_arrows_and_the_chevron_fold_and_unfold(linked):
    button = section(linked).rows[0]
    button.setFocus()
    linked.press(KEY.Key_Left)
    assert section(linked).forms == []
    linked.press(KEY.Key_Right)
    assert len(section(linked).forms) == 1
    place = button.mapTo(linked.window, button.chevron_rect().center().toPoint())
    linked.frame.inspector.ensureWidgetVisible(button)
    linked.settle()
    place = button.mapTo(linked.window, QPoint()) + button.chevron_rect().center().toPoint()
    linked.click_at(place)
    assert section(linked).forms == []
    assert linked.scene.focused_id == relation(linked).source_id


def test_folded_answers_stand_beside_the_name(linked):
    linked.session.coding.set_relation_attribute(relation(linked).id, "operator", "XOR")
    linked.settle()
    section(linked).rows[0].setFocus()
    linked.press(KEY.Key_Left)
    assert "combined: XOR" in section(linked).rows[0].text()


def test_tab_goes_from_the_relation_to_its_questions(linked):
    section(linked).rows[0].setFocus()
    linked.press(KEY.Key_Tab)
    chips = section(linked).forms[0].rows["operator"].editor.chips
    assert chips[0].hasFocus()


def test_deleting_the_relation_gives_the_keyboard_back(linked):
    section(linked).forms[0].focus_row("operator")
    linked.session.coding.delete_relation(relation(linked).id)
    linked.settle()
    assert section(linked).forms == [] or not section(linked).items[0].isVisible()
    assert linked.reader.hasFocus()


def test_relations_without_questions_have_no_chevron(desk):
    desk.type(".")
    for _step in range(3):
        rows = [one.row for one in section(desk).rows if one.isVisible()]
        assert all(not row.questions for row in rows)
        desk.type(".")
    assert section(desk).forms == []
