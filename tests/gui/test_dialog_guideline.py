from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.gui.dialogs.guideline_sheet import GuidelineSheet
from annotator.gui.dialogs.guideline_words import example_words, question_words
from annotator.gui.dialogs.passage import Passage, mark_extents
from annotator.gui.theme.look import look
from annotator.gui.theme.naming import naming
from annotator.model.attributes import Attribute, AttributeType, Required, Value
from annotator.model.codebook import Codebook, Example, Label
from annotator.model.extent import Extent
from annotator.model.words import Words
from annotator.workbench.language import set_language


def words(text, indonesian=""):
    return Words({"en": text, **({"id": indonesian} if indonesian else {})})


KIND = Attribute(
    "kind",
    AttributeType.ENUM,
    words("Kind"),
    definition=words("Which kind it is."),
    required=Required.YES,
    values={
        "duty": Value("duty", words("Duty", "Kewajiban"), words("One must.")),
        "old": Value("old", words("Old"), is_deprecated=True),
        "no_name": Value("no_name", Words()),
    },
)
RULE = Label(
    "rule",
    words("Rule", "Aturan"),
    shortcut="r",
    definition=words("What one must do.", "Apa yang wajib."),
    include=(words("The smallest clause."), Words()),
    exclude=(words("Hopes."),),
    examples=(
        Example("ASN, kata dia, netral.", ("ASN", "netral"), {"kind": "duty", "gone": "x"}, "004"),
    ),
    counterexamples=(Example("Semoga netral.", why=words("A hope.")),),
    attributes={"kind": KIND, "note": Attribute("note", AttributeType.TEXT, Words())},
)


@pytest.fixture
def window(window):
    look().set_codebook(Codebook("c", "1", labels={"rule": RULE}), "en")
    yield window
    look().set_codebook(Codebook("", ""), "en")


def opened(window, label=RULE):
    sheet = GuidelineSheet(label)
    sheet.open_over(window)
    return sheet


def test_everything_the_codebook_says_of_a_label_is_shown_in_order(window):
    sheet = opened(window)
    assert sheet.title.text() == "Rule"
    assert sheet.said == [
        "What one must do.",
        "What to mark",
        "The smallest clause.",
        "What not to mark",
        "Hopes.",
        "Examples",
        "ASN, kata dia, netral.",
        "Kind: Duty · source: 004",
        "Counterexamples",
        "Semoga netral.",
        "A hope.",
        "Kind",
        "one value · required",
        "Which kind it is.",
        "Duty",
        "One must.",
        "no name",
        "note",
        "text",
    ]


def test_it_is_in_the_language_read(window):
    look().set_codebook(naming().codebook, "id")
    sheet = opened(window)
    assert sheet.title.text() == "Aturan"
    assert sheet.said[0] == "Apa yang wajib."
    assert "Kewajiban" in sheet.said


def test_a_label_without_anything_says_so(window):
    sheet = opened(window, Label("bare", words("Bare")))
    assert sheet.said == ["The codebook says nothing more about this label."]


def test_marked_words_are_shown_as_marks(window):
    passages = opened(window).findChildren(Passage)
    assert passages[0].extents == (Extent(0, 3), Extent(15, 21))
    assert passages[1].extents == ()


@pytest.mark.parametrize(
    ("text", "marks", "extents"),
    [
        ("a b a", ["a", "a"], [(0, 1), (4, 5)]),
        ("b a", ["a", "b"], [(2, 3), (0, 1)]),
        ("abc", ["x", ""], []),
        ("😀 ASN", ["ASN"], [(2, 5)]),
    ],
)
def test_marks_are_found_one_after_the_other(text, marks, extents):
    assert [(e.start, e.end) for e in mark_extents(text, marks)] == extents


def test_marks_behind_letters_of_two_units_are_painted_where_they_are(window):
    passage = Passage("😀 ASN", [Extent(2, 5)], "rule")
    (part,) = passage._formats()
    assert (part.start, part.length) == (3, 3)


def test_a_passage_grows_as_it_narrows(window):
    passage = Passage("kata " * 60)
    assert passage.heightForWidth(150) > passage.heightForWidth(600)


def test_a_long_guideline_is_scrolled_with_the_keys(window):
    long = Label(
        "rule", words("Rule"), include=tuple(words(f"Point {n}. " * 20) for n in range(40))
    )
    sheet = opened(window, long)
    assert window.rect().contains(sheet.geometry())
    bar = sheet.scroller.verticalScrollBar()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_PageDown)
    assert bar.value() > 0
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert not sheet.is_open


def test_a_short_guideline_is_a_small_sheet(window):
    assert opened(window, Label("bare", words("Bare"))).height() < 260


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (Attribute("a", AttributeType.BOOL, Words()), "yes or no"),
        (Attribute("a", AttributeType.ENUM, Words(), many=True, open=True),
         "several values · others may be added"),
        (Attribute("a", AttributeType.NUMBER, Words(), unit="km", required=Required.YES),
         "number · required · km"),
    ],
)  # fmt: skip
def test_questions_say_what_kind_of_answer_they_take(question, text):
    assert question_words(question) == text


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_it_is_painted_in_every_theme(window, theme):
    look().set_theme(theme)
    assert not opened(window).grab().isNull()


@pytest.mark.parametrize(
    ("language", "given", "expected"),
    [
        ("en", True, "Is open: Yes"),
        ("en", False, "Is open: No"),
        ("id", True, "Is open: Ya"),
        ("en", "no idea", "Is open: no idea"),
    ],
)
def test_the_answers_of_an_example_read_as_in_the_panel(language, given, expected):
    set_language(language)
    asked = Attribute("is_open", AttributeType.BOOL, words("Is open"))
    label = Label("venue", words("Venue"), attributes={"is_open": asked})
    assert example_words(label, Example("x", attributes={"is_open": given})) == expected


def test_several_answers_of_an_example_are_named_one_by_one():
    asked = Attribute(
        "marker", AttributeType.ENUM, words("Marker"), many=True,
        values={"a": Value("a", words("Must")), "b": Value("b", words("May"))},
    )  # fmt: skip
    label = Label("rule", words("Rule"), attributes={"marker": asked})
    example = Example("x", attributes={"marker": ["a", "b", "else"]}, source="Kaltim Post")
    assert example_words(label, example) == "Marker: Must, May, else · source: Kaltim Post"
    assert example_words(label, Example("x", attributes={"gone": "a"})) == ""
