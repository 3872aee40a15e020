"""Words of cases, rows and readings, from values made by hand: any script, edges of the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from panel_scene import question, questions, values, words

from annotator.gui.review.adjudication.words import (
    KEYS_OF_ROW,
    NOTHING,
    ROW_WORDS,
    TYPE_WORDS,
    answer_words,
    cell_words,
    choice_words,
    kind_words,
    lowered,
    mark_name,
    passage_words,
    question_of,
    row_words,
    same_words,
    type_words,
    value_words,
)
from annotator.gui.theme.naming import naming
from annotator.model.adjudication import AspectKind, Case, CaseKind, CaseType, RowPlace
from annotator.model.codebook import Codebook, Label, RelationLabel
from annotator.model.extent import Extent
from annotator.model.identity import Id
from annotator.model.review import Decision, Verdict
from annotator.workbench import language
from annotator.workbench.adjudicating.states import Card, CardRow, CaseState, Cell, DeskCase

KIND = AspectKind
TEXT = "Sekda Ani menegaskan\nASN wajib netral 😀 dalam pemilu."
CODEBOOK = Codebook(
    "test",
    "1.0.0",
    languages=("en", "id"),
    labels={
        "rule": Label(
            "rule",
            words("Rule", "Aturan"),
            attributes=questions(question("modality", "enum", values=values("duty", "leave"))),
        )
    },
    relations={"says": RelationLabel("says", words("says", "berkata"))},
    document=questions(question("outlet", "text")),
)


@pytest.fixture(autouse=True)
def _named():
    """The words of the codebook, in English."""
    before = naming().codebook, naming().language
    naming().set_codebook(CODEBOOK, "en")
    yield
    naming().set_codebook(*before)


def row(kind, *given, number=0, name="", label="", differs=True, **more):
    """A row of the card; a reading is a value, or a cell with letters of its own."""
    cells = tuple(
        one if isinstance(one, Cell) else Cell("ABCDE"[place], one, is_there=True)
        for place, one in enumerate(given)
    )
    return CardRow(number, number, kind, name, label, cells, differs, **more)


def case(kind=CaseKind.SPAN, is_type=CaseType.LABEL, start=0, end=9, **more):
    made = Case(Id("c"), Id("d"), kind, is_type, (), ("rule",), start, end, (), (), "")
    return DeskCase(made, 1, CaseState.DECIDED, **more)


def decided(verdict):
    return Decision(Id("c"), Id("d"), "span", verdict, Id("r"), Id("b"), "2026-01-01")


def card(*rows):
    return Card(Id("c"), rows, ("A", "B"), {}, {}, (), (), (), ("rule",))


def place_text(place):
    return f"at {place.row}" if isinstance(place, RowPlace) else f"id {place}"


def said(one, *, text=TEXT):
    return [cell_words(one, cell, text, place_text) for cell in one.cells]


# readings ------------------------------------------------------------------------------------


def test_of_two_starts_the_earlier_shows_the_words_that_it_has_more():
    assert said(row(KIND.START, 0, 6)) == [
        "Sekda …",
        "Ani menegaskan ASN wajib netral 😀 dalam pemilu.",
    ]


def test_of_three_ends_each_longer_one_shows_what_is_after_the_shortest():
    shown = said(row(KIND.END, 9, 20, 24))
    assert shown == ["Sekda Ani", "… menegaskan", "… menegaskan ASN"]


@given(st.lists(st.integers(0, len(TEXT)), min_size=2, max_size=5))
def test_only_readings_that_are_longer_than_another_are_cut_to_what_they_have_more(places):
    starts, ends = said(row(KIND.START, *places)), said(row(KIND.END, *places))
    for place, start, end in zip(places, starts, ends, strict=True):
        assert start.endswith(" …") == (place < max(places))
        assert end.startswith("… ") == (place > min(places))


@pytest.mark.parametrize("at", [0, 1, len(TEXT) - 1, len(TEXT)])
def test_a_place_at_either_end_of_the_text_is_told_without_going_beyond_it(at):
    [start] = said(row(KIND.START, at))
    [end] = said(row(KIND.END, at))
    assert TEXT.replace("\n", " ")[at:].strip().startswith(start.strip())
    assert TEXT.replace("\n", " ")[:at].strip().endswith(end.strip())


def test_no_more_is_looked_at_than_a_line_or_two_of_a_long_text():
    [start] = said(row(KIND.START, 0), text="kata " * 10_000)
    [end] = said(row(KIND.END, 50_000), text="kata " * 10_000)
    assert len(start) <= 60
    assert len(end) <= 60


def test_letters_outside_the_basic_plane_and_other_scripts_are_whole():
    text = "😀😀 سلام عليكم 你好"
    assert said(row(KIND.START, 0, 1), text=text)[0] == "😀 …"
    assert said(row(KIND.END, 12, len(text)), text=text)[1] == f"… {text[12:].strip()}"


def test_several_parts_are_told_with_what_lies_between_left_out():
    parts = (Extent(0, 5), Extent(21, 24))
    assert said(row(KIND.FRAGMENTS, parts)) == ["Sekda … ASN"]


def test_who_marked_nothing_or_was_not_asked_says_so():
    gone = Cell("B", None, is_there=False)
    unasked = Cell("B", None, is_there=True, is_asked=False)
    assert said(row(KIND.PRESENCE, True, Cell("B", False, is_there=False))) == [
        "marked",
        "not marked",
    ]
    assert said(row(KIND.START, 0, gone))[1] == "not marked"
    assert said(row(KIND.LABEL, "rule", gone)) == ["Rule", "not marked"]
    asked = row(KIND.ATTRIBUTE, "duty", unasked, name="modality", label="rule")
    assert said(asked) == ["Duty", NOTHING]


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        (KIND.LABEL, "rule", "Rule"),
        (KIND.LABEL, "says", "says"),
        (KIND.LABEL, "gone_label", "gone label"),
        (KIND.SOURCE, RowPlace(Id("c"), 2), "at 2"),
        (KIND.TARGET, "x", "id x"),
        (KIND.START, None, NOTHING),
        (KIND.FRAGMENTS, (), NOTHING),
        (KIND.PRESENCE, None, "not marked"),
    ],
)
def test_every_kind_of_value_has_its_words(kind, value, shown):
    assert value_words(row(kind), value, TEXT, place_text) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("duty", "Duty"),
        (("duty", "leave"), "Duty, Leave"),
        ("unknown", "unknown"),
        (None, NOTHING),
        ((), NOTHING),
        (0, "0"),
        (False, "No"),
        (True, "Yes"),
    ],
)
def test_answers_read_as_the_codebook_has_them_and_none_is_a_dash(value, shown):
    asked = CODEBOOK.labels["rule"].attributes["modality"]
    assert answer_words(asked, value) == shown


def test_answers_to_a_question_that_the_codebook_has_lost_read_as_they_were_given():
    assert answer_words(None, ("a", "b")) == "a, b"
    assert (answer_words(None, 3), answer_words(None, False)) == ("3", "No")
    lost = row(KIND.ATTRIBUTE, "duty", name="old_question", label="gone")
    assert question_of(lost) is None
    assert (row_words(lost), said(lost)) == ("old question", ["duty"])


def test_yes_and_no_are_said_in_the_language_in_use():
    language.set_language("id")
    assert [answer_words(None, one) for one in (True, False)] == ["Ya", "Tidak"]


# rows ----------------------------------------------------------------------------------------


def test_every_kind_of_row_has_a_name_in_both_languages():
    for kind in KIND:
        assert row_words(row(kind, name="outlet")).strip()
    english = [row_words(row(kind)) for kind in ROW_WORDS]
    language.set_language("id")
    assert not set(english) & {row_words(row(kind)) for kind in ROW_WORDS if kind != KIND.LABEL}


def test_rows_of_further_marks_are_numbered_from_two():
    assert row_words(row(KIND.PRESENCE, number=1)) == "Mark 2"
    assert row_words(row(KIND.START, number=2)) == "Mark 3: start"
    modality = row(KIND.ATTRIBUTE, number=1, name="modality", label="rule")
    assert row_words(modality) == "Mark 2: modality"


def test_a_field_of_the_article_and_an_attribute_of_a_relation_are_found_in_their_places():
    field = row(KIND.FIELD, "Kompas", name="outlet")
    assert question_of(field) is CODEBOOK.document["outlet"]
    assert (row_words(field), said(field)) == ("Outlet", ["Kompas"])
    assert question_of(row(KIND.ATTRIBUTE, name="outlet", label="says")) is None


def test_only_ends_and_labels_have_keys_of_their_own():
    assert set(KEYS_OF_ROW) == {KIND.START, KIND.END, KIND.LABEL}


@pytest.mark.parametrize(
    ("name", "inside"),
    [("Label", "label"), ("ASN", "ASN"), ("A", "A"), ("", ""), ("Équipe", "équipe"), ("Ж", "Ж")],
)
def test_a_name_inside_a_sentence(name, inside):
    assert lowered(name) == inside


# cases ---------------------------------------------------------------------------------------


def test_what_differs_is_said_once_each_in_the_order_of_the_card():
    rows = (
        row(KIND.START, 0, 1),
        row(KIND.END, 3, 3, differs=False),
        row(KIND.ATTRIBUTE, "a", "b", name="modality", label="rule"),
        row(KIND.ATTRIBUTE, "a", "b", name="modality", label="other"),
    )
    assert kind_words(card(*rows), CaseKind.SPAN) == "differs: start, modality"
    assert same_words(card(*rows)) == "end"


def test_what_is_the_same_leaves_out_further_marks_and_that_it_is_marked():
    rows = (
        row(KIND.PRESENCE, True, True, differs=False),
        row(KIND.LABEL, "rule", "rule", differs=False),
        row(KIND.END, 3, 3, number=1, differs=False),
    )
    assert same_words(card(*rows)) == "label"
    assert same_words(card()) == ""


def test_where_nothing_differs_it_is_said_why_it_is_asked():
    alike = card(row(KIND.LABEL, "rule", "rule", differs=False))
    assert "nothing differs" in kind_words(alike, CaseKind.SPAN)
    assert "rejected" in kind_words(alike, CaseKind.RELATION)


def test_every_type_of_case_has_short_words_in_both_languages():
    english = {one: type_words(case(is_type=one)) for one in CaseType}
    assert all(english.values())
    assert english[CaseType.DEPENDENT] == english[CaseType.RELATION]
    language.set_language("id")
    indonesian = {one: type_words(case(is_type=one)) for one in CaseType}
    unchanged = {one for one in CaseType if english[one] == indonesian[one]}
    assert unchanged <= {CaseType.LABEL}
    assert set(TYPE_WORDS) <= {str(one) for one in CaseType}


@pytest.mark.parametrize(
    ("verdict", "letter", "sign"),
    [
        (Verdict.READING, "B", "B"),
        (Verdict.READING, "", ""),
        (Verdict.PROPOSAL, "", "="),
        (Verdict.AUTO, "", "="),
        (Verdict.EDITED, "", "✎"),
        (Verdict.ALL, "", "∪"),
        (Verdict.NONE, "", "0"),
        (Verdict.SKIPPED, "", ""),
        (Verdict.SENT_BACK, "", ""),
    ],
)
def test_each_verdict_has_its_sign(verdict, letter, sign):
    assert choice_words(case(decision=decided(verdict)), letter) == sign


def test_a_case_without_a_decision_has_no_sign_whatever_the_letter():
    assert choice_words(case(), "A") == ""


def test_the_words_of_a_case_stand_on_one_line():
    assert passage_words(case(start=10, end=24), TEXT) == "menegaskan ASN"
    assert passage_words(case(start=0, end=0), TEXT) == ""
    assert mark_name("rule") == "Rule"
    naming().set_codebook(CODEBOOK, "id")
    assert (mark_name("rule"), mark_name("says")) == ("Aturan", "berkata")
