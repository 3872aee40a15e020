"""The questions about the article itself stand in the inspector where no mark is in focus."""

from __future__ import annotations

import factories
import pytest
from window_scene import CONTROL, KEY, ROOT, make_project

from annotator.model.document import Progress
from annotator.workbench.session import Session


@pytest.fixture
def asked(away, tmp_path):
    """The window on an article of a codebook whose document questions must be answered."""
    seeds = sorted((ROOT / "seeds").glob("*.txt"))[:2]
    path = make_project(tmp_path / "asked.annot", *seeds, codebook="asn-neutrality.yaml")
    return away.open(path)


@pytest.fixture
def claims(away, tmp_path):
    """The window on a codebook with typed document questions."""
    seeds = sorted((ROOT / "seeds").glob("*.txt"))[:2]
    path = make_project(tmp_path / "claims.annot", *seeds, codebook="political-claims.yaml")
    return away.open(path)


def form(desk):
    return desk.frame.inspector.article.form


def row(desk, field):
    return form(desk).rows[field]


def fields_of_problems(desk):
    return [one.field for one in desk.workspace.problems.rows]


def test_the_questions_about_the_article_are_shown_until_a_mark_is_in_focus(desk):
    inspector = desk.frame.inspector
    assert inspector.article.head.text() == "About this article"
    assert row(desk, "article_type").isVisible()
    desk.type(".")
    assert not inspector.article.isVisible()
    desk.press(KEY.Key_Escape)
    assert inspector.article.isVisible()


def test_a_codebook_without_document_questions_shows_the_hint_alone(away, tmp_path):
    seed = next(iter(sorted((ROOT / "seeds").glob("*.txt"))))
    path = make_project(tmp_path / "ner.annot", seed, codebook="conll-ner.yaml")
    desk = away.open(path)
    assert not desk.frame.inspector.article.head.isVisible()
    assert desk.frame.inspector.empty.isVisible()


def test_an_answer_is_stored_and_shown_in_header_and_list(desk):
    chips = {chip.text(): chip for chip in row(desk, "article_type").editor.chips}
    assert "Opinion" not in desk.frame.header.meta.text()
    desk.click_on(chips["Opinion"])
    assert desk.stored.fields["article_type"] == "opinion"
    assert "Opinion" in desk.frame.header.meta.text()
    assert chips["Opinion"].isChecked()
    assert desk.reader.hasFocus()
    desk.trigger("undo")
    assert desk.stored.fields["article_type"] == "advertorial"
    assert "Opinion" not in desk.frame.header.meta.text()


def test_digits_in_the_text_do_not_answer_for_the_article(desk):
    before = desk.stored.fields
    desk.type("3")
    assert desk.stored.fields == before
    assert not any(one.is_armed for one in form(desk).rows.values())


def test_digits_answer_where_the_keyboard_is_on_the_question(desk):
    desk.frame.inspector.focus_attribute("article_type")
    assert row(desk, "article_type").is_armed
    desk.type("1")
    assert desk.stored.fields["article_type"] == "news"
    desk.press(KEY.Key_Escape)
    assert desk.reader.hasFocus()
    assert not row(desk, "article_type").is_armed


def test_alt_down_walks_over_the_questions_about_the_article(desk):
    inspector = desk.frame.inspector
    walked = []
    for _step in range(4):
        desk.trigger("next_question")
        walked.append(inspector.focused_field())
    assert walked == ["outlet", "published", "article_type", "outlet"]


def test_an_article_with_required_questions_can_be_done_by_f8_and_answers(claims):
    claims.press(KEY.Key_Return, CONTROL)
    assert claims.frame.problems.isVisible()
    assert fields_of_problems(claims) == ["paper", "date", "relevant"]
    inspector = claims.frame.inspector
    for field, answer in (("paper", "Kaltim Post"), ("date", "2024-10-30"), ("relevant", "1")):
        claims.press(KEY.Key_F8)
        assert inspector.focused_field() == field
        claims.type(answer)
        if field != "relevant":
            claims.press(KEY.Key_Return)
    assert dict(claims.stored.fields) == {
        "paper": "Kaltim Post",
        "date": "2024-10-30",
        "relevant": True,
    }
    claims.press(KEY.Key_Escape)
    claims.press(KEY.Key_Return, CONTROL)
    assert claims.stored.status == Progress.DONE


def test_f8_goes_from_marks_to_the_article_and_round(asked):
    span = asked.mark("Profesionalisme", "r")
    asked.press(KEY.Key_Escape)
    asked.reader.set_selection(0, 0)
    visited = []
    for _step in range(5):
        asked.press(KEY.Key_F8)
        visited.append(asked.scene.focused_id or asked.frame.inspector.focused_field())
    assert visited == [span.id, "outlet", "article_type", "election", span.id]


def test_f8_goes_on_from_a_question_that_was_just_answered(asked):
    asked.press(KEY.Key_F8, times=2)
    asked.type("1")
    assert "article_type" in asked.stored.fields
    asked.press(KEY.Key_F8)
    assert asked.frame.inspector.focused_field() == "election"
    asked.press(KEY.Key_F8)
    assert asked.frame.inspector.focused_field() == "outlet"


def test_f8_on_a_mark_arms_the_question_that_lacks_its_answer(clean):
    clean.mark("harus tetap netral", "r")
    clean.press(KEY.Key_1)
    clean.press(KEY.Key_Escape)
    clean.reader.set_selection(0, 0)
    clean.press(KEY.Key_F8)
    wanted = clean.workspace.problems.rows[0].field
    assert clean.frame.inspector.armed() == wanted != "rule_type"
    clean.type("1")
    assert wanted in clean.focused.attributes


def test_enter_on_a_problem_of_the_article_leads_to_its_question(asked):
    asked.press(KEY.Key_F8)
    asked.frame.problems.list.setFocus()
    asked.press(KEY.Key_Down)
    asked.press(KEY.Key_Return)
    assert asked.scene.focused_id is None
    assert asked.frame.inspector.focused_field() == "article_type"
    assert asked.frame.problems.list.chosen_row() == 1


def test_what_is_being_typed_is_kept_for_its_own_article(claims):
    first = claims.scene.document.id
    claims.frame.inspector.focus_attribute("paper")
    claims.type("Kaltim Post")
    claims.press(KEY.Key_PageDown, CONTROL)
    assert claims.scene.document.id != first
    assert claims.stored.fields == {}
    assert claims.session.finding.annotations(first).fields == {"paper": "Kaltim Post"}
    assert claims.reader.hasFocus()
    assert row(claims, "paper").editor.line.text() == ""


def test_an_answer_that_cannot_be_kept_is_told_when_the_article_is_left(claims):
    claims.frame.inspector.focus_attribute("date")
    claims.type("30 of October")
    claims.press(KEY.Key_PageDown, CONTROL)
    message = claims.window.status.message.text()
    assert "30 of October" in message
    assert row(claims, "date").editor.line.text() == ""
    claims.press(KEY.Key_PageUp, CONTROL)
    assert claims.stored.fields == {}
    assert row(claims, "date").editor.line.text() == ""


CONDITIONS = """\
schema_format: 1
schema_id: conditions
version: 1.0.0
languages: [en]
labels:
  person:
    name: Person
    shortcut: p
    attributes:
      known: {type: bool, name: Known, default: true, when: {document.genre: news}}
document:
  genre: {type: enum, name: Genre, values: [news, letter]}
"""


def test_marks_that_follow_an_answer_about_the_article_are_told(away, tmp_path):
    codebook = factories.write_codebook(tmp_path, CONDITIONS)
    path = tmp_path / "conditions.annot"
    with Session.create(path, codebook, "gold") as session:
        factories.add_text(session, tmp_path)
    desk = away.open(path)
    span = desk.mark("Bupati", "p")
    desk.press(KEY.Key_Escape)
    desk.workspace.marking.set_field(desk.scene.document.id, "genre", "news")
    assert desk.stored.span_by_id()[span.id].attributes == {"known": True}
    assert desk.window.status.message.text().startswith("1 mark or relation is answered otherwise")
    desk.trigger("undo")
    assert desk.stored.span_by_id()[span.id].attributes == {}
