"""What was typed and is not stored stays until somebody decides, and never passes for stored."""

from __future__ import annotations

from dataclasses import replace

import pytest
from panel_scene import (
    CODEBOOK,
    KEY,
    RULE,
    RULE_SPAN,
    TEXT,
    VENUE,
    VENUE_SPAN,
    FormDesk,
    annotations,
    click,
    dress,
    press,
    question,
    questions,
    relation,
    show,
    span,
)

from annotator.gui.panels.inspector.inspector import Inspector
from annotator.gui.panels.inspector.relation_rows import relation_rows
from annotator.gui.panels.inspector.relations import RelationsSection
from annotator.gui.theme.look import look
from annotator.model.attributes import Condition, Term
from annotator.workbench.language import set_language

OTHER = span("a7", "venue", "Tamat")
MARKS = annotations(RULE_SPAN, VENUE_SPAN, OTHER)


@pytest.fixture
def desk(qtbot):
    return lambda asked, **answers: FormDesk(qtbot, asked, **answers)


@pytest.fixture
def inspector(qtbot):
    dress()
    inspector = Inspector()
    show(qtbot, inspector, 340, 800)
    inspector.show_span(VENUE_SPAN.id, MARKS, TEXT)
    return inspector


def type_into(editor, *typed) -> None:
    """Type over what stands in a field."""
    editor.take_focus()
    field = editor.focusProxy()
    field.selectAll()
    press(field, *typed)


def shown(editor) -> str:
    field = editor.focusProxy()
    return field.text() if hasattr(field, "text") else field.toPlainText()


# what cannot be taken


def test_an_answer_to_another_question_leaves_what_was_refused_in_its_field(desk):
    one = desk(VENUE)
    guests = one.editor("guests")
    type_into(guests, "many", KEY.Key_Tab)
    click(one.editor("is_open").chips[0])
    assert one.given == [("is_open", True)]
    assert shown(guests) == "many"
    assert one.form.rows["guests"].reason.isVisible()


def test_long_text_that_was_refused_outlives_an_answer_elsewhere_too(desk):
    asked = questions(
        question("remarks", "text", multiline=True, max_length=5), question("open", "bool")
    )
    one = desk(asked)
    remarks = one.editor("remarks")
    type_into(remarks, "much too long", KEY.Key_Tab)
    click(one.editor("open").chips[1])
    assert shown(remarks) == "much too long"
    assert one.form.rows["remarks"].reason.isVisible()


def test_what_was_refused_can_be_put_right_after_an_answer_elsewhere(desk):
    one = desk(VENUE)
    guests = one.editor("guests")
    type_into(guests, "50x", KEY.Key_Tab)
    click(one.editor("is_open").chips[0])
    guests.take_focus()
    press(guests.line, KEY.Key_End, KEY.Key_Backspace, KEY.Key_Return)
    assert one.given[-1] == ("guests", 50)
    assert not one.form.rows["guests"].reason.isVisible()


@pytest.mark.parametrize("kept", [None, 20])
def test_what_was_refused_on_one_mark_is_not_shown_on_the_next(inspector, kept):
    answers = {} if kept is None else {"guests": kept}
    first, second = (span(key, "venue", "kampanye", **answers) for key in ("b1", "b2"))
    both = annotations(first, second)
    inspector.show_span(first.id, both, TEXT)
    guests = inspector.form.rows["guests"].editor
    type_into(guests, "many", KEY.Key_Tab)
    inspector.show_span(second.id, both, TEXT)
    assert shown(guests) == ("" if kept is None else str(kept))
    assert not inspector.form.rows["guests"].reason.isVisible()


def test_relabelling_a_mark_tells_what_was_refused_on_it(qtbot, inspector):
    guests = inspector.form.rows["guests"].editor
    type_into(guests, "many", KEY.Key_Tab)
    relabelled = span(VENUE_SPAN.id, "rule", "kampanye")
    with qtbot.waitSignal(inspector.message) as told:
        inspector.show_span(VENUE_SPAN.id, annotations(relabelled, OTHER), TEXT)
    assert "many" in told.args[0]
    inspector.show_span(OTHER.id, MARKS, TEXT)
    assert shown(inspector.form.rows["guests"].editor) == ""


def test_a_question_that_goes_takes_what_was_refused_along(desk):
    when = Condition((Term("modality", allowed=("duty",)),))
    asked = {"modality": RULE["modality"]} | questions(question("years", "number", when=when))
    one = desk(asked, modality="duty")
    type_into(one.editor("years"), "many", KEY.Key_Tab)
    one.form.show_answers({"modality": "ban"})
    one.form.show_answers({"modality": "duty"})
    assert shown(one.editor("years")) == ""
    assert not one.form.rows["years"].reason.isVisible()


@pytest.fixture
def section(qtbot):
    """Two relations of a mark, with a question on each; the first is unfolded."""
    dress()
    says = replace(CODEBOOK.relations["says"], attributes=questions(question("times", "number")))
    look().set_codebook(replace(CODEBOOK, relations={"says": says}), "en")
    speakers = [span(key, "speaker", "Sri Wartini") for key in ("c1", "c2")]
    links = [relation(f"r{at}", one.id, "a2") for at, one in enumerate(speakers)]
    marks = annotations(*speakers, RULE_SPAN, relations=links)
    section = RelationsSection()
    section.rows_shown = relation_rows(marks, RULE_SPAN.id, TEXT)
    section.told = []
    section.attribute_changed.connect(lambda *what: section.told.append(what))
    show(qtbot, section, 320, 400)
    section.show_relations(section.rows_shown)
    section.items[0].button.unfold_requested.emit(True)
    return section


def times(section):
    (form,) = section.forms
    return form.rows["times"].editor


def test_what_was_refused_of_one_relation_is_not_shown_on_another(section):
    type_into(times(section), "often", KEY.Key_Tab)
    section.show_relations(section.rows_shown[1:], is_same_mark=True)
    section.items[0].button.unfold_requested.emit(True)
    assert shown(times(section)) == ""


def test_what_could_not_be_written_of_a_relation_goes_with_it(section):
    type_into(times(section), "3", KEY.Key_Return)
    assert section.told == [("r0", "times", 3)]
    section.show_relations([], is_same_mark=True)
    section.commit()
    assert section.forms == []
    assert len(section.told) == 1
    section.show_relations(section.rows_shown, is_same_mark=True)
    section.items[0].button.unfold_requested.emit(True)
    assert shown(times(section)) == ""


def test_an_answer_of_a_relation_that_could_not_be_written_is_given_again(section):
    type_into(times(section), "3", KEY.Key_Return)
    section.show_relations(section.rows_shown, is_same_mark=True)
    assert shown(times(section)) == "3"
    section.commit()
    assert section.told == [("r0", "times", 3)] * 2


def test_the_words_of_another_language_leave_what_was_refused_in_its_field(inspector):
    guests = inspector.form.rows["guests"].editor
    type_into(guests, "many", KEY.Key_Tab)
    set_language("id")
    inspector.retranslate()
    assert shown(guests) == "many"


def test_a_number_that_is_stored_is_written_as_in_the_language_in_use(desk):
    one = desk(questions(question("share", "number")))
    share = one.editor("share")
    type_into(share, "2.5", KEY.Key_Return)
    set_language("id")
    one.form.read_words()
    one.form.show_answers(one.answers)
    assert shown(share) == "2,5"
    set_language("en")
    one.form.show_answers(one.answers)
    assert shown(share) == "2.5"


# what was told and could not be stored


class Heard:
    """Hears answers and does with them what it is told to."""

    def __init__(self, inspector):
        self.inspector, self.told, self.is_refusing = inspector, [], False
        inspector.attribute_changed.connect(self.on_told)
        inspector.note_changed.connect(lambda text: self.on_told("note", text))

    def on_told(self, key, value):
        self.told.append((key, value))
        if self.is_refusing:
            self.inspector.show_stored()


@pytest.fixture
def heard(inspector):
    return Heard(inspector)


@pytest.mark.parametrize("key", ["place", "remarks"])
def test_an_answer_that_is_refused_is_not_shown_as_if_it_were_stored(inspector, heard, key):
    heard.is_refusing = True
    editor = inspector.form.rows[key].editor
    type_into(editor, "Kutai", KEY.Key_Return)
    assert heard.told == [(key, "Kutai")]
    assert shown(editor) == ""


@pytest.mark.parametrize("key", ["place", "remarks"])
def test_an_answer_that_could_not_be_written_stays_and_is_given_again(inspector, heard, key):
    editor = inspector.form.rows[key].editor
    type_into(editor, "Kutai", KEY.Key_Return)
    inspector.show_span(VENUE_SPAN.id, MARKS, TEXT)
    assert shown(editor) == "Kutai"
    inspector.commit()
    assert heard.told == [(key, "Kutai")] * 2


def test_what_is_being_typed_is_left_alone_by_a_refusal_elsewhere(inspector, heard):
    place = inspector.form.rows["place"].editor
    type_into(place, "Kut")
    inspector.show_stored()
    assert shown(place) == "Kut"


def test_what_was_told_and_typed_over_is_left_alone_by_a_refusal(inspector, heard):
    place = inspector.form.rows["place"].editor
    type_into(place, "Kutai", KEY.Key_Return, " Timur")
    inspector.show_stored()
    assert shown(place) == "Kutai Timur"


def test_what_is_stored_is_not_told_again(inspector, heard):
    place = inspector.form.rows["place"].editor
    type_into(place, "Kutai", KEY.Key_Return)
    stored = span(VENUE_SPAN.id, "venue", "kampanye", place="Kutai")
    inspector.show_span(VENUE_SPAN.id, annotations(stored, OTHER), TEXT)
    inspector.commit()
    inspector.show_stored()
    assert heard.told == [("place", "Kutai")]
    assert shown(place) == "Kutai"


@pytest.mark.parametrize("key", ["place", "remarks"])
def test_an_answer_that_could_not_be_written_does_not_go_over_to_the_next_mark(
    inspector, heard, key
):
    editor = inspector.form.rows[key].editor
    type_into(editor, "Kutai", KEY.Key_Return)
    inspector.show_span(OTHER.id, MARKS, TEXT)
    assert shown(editor) == ""
    inspector.commit()
    assert heard.told == [(key, "Kutai")] * 2


def test_a_note_that_is_refused_is_not_shown_as_if_it_were_stored(inspector, heard):
    heard.is_refusing = True
    inspector.focus_note()
    press(inspector.note.text, "sure?", KEY.Key_Escape)
    assert heard.told == [("note", "sure?")]
    assert inspector.note.text.toPlainText() == ""


def test_a_note_that_could_not_be_written_stays_and_is_given_again(inspector, heard):
    inspector.focus_note()
    press(inspector.note.text, "sure?", KEY.Key_Escape)
    inspector.setFocus()
    inspector.show_span(VENUE_SPAN.id, MARKS, TEXT)
    assert inspector.note.text.toPlainText() == "sure?"
    inspector.commit()
    assert set(heard.told) == {("note", "sure?")}
    inspector.show_span(OTHER.id, MARKS, TEXT)
    assert inspector.note.text.toPlainText() == ""


def test_a_stored_note_follows_what_it_becomes_elsewhere(inspector, heard):
    inspector.note.show_note("", is_same_mark=True)
    inspector.focus_note()
    press(inspector.note.text, "sure? ", KEY.Key_Escape)
    inspector.note.show_note("sure?", is_same_mark=True)
    inspector.note.show_note("no", is_same_mark=True)
    assert inspector.note.text.toPlainText() == "no"
