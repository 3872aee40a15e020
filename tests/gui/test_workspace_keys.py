"""Keys typed in the text: each goes one way, and a letter held with a command key is no letter."""

from __future__ import annotations

from dataclasses import replace

import factories
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.gui.reader.view import ReadingView
from annotator.gui.theme.look import look
from annotator.gui.workspace.keys import TextKeys
from annotator.gui.workspace.marking import Marking
from annotator.gui.workspace.scene import Scene
from annotator.workbench.settings import Settings

KEY = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SIGNALS = (
    "command_pressed",
    "digit_pressed",
    "unknown_pressed",
    "words_needed",
    "first_label_wanted",
    "next_found_wanted",
    "escaped",
)
COMMANDS = {"L": "relabel", "/": "slash", ".": "next_span"}


class Writer:
    """Somebody at the keyboard of the text, and what is heard of it."""

    def __init__(self, scene: Scene, reader: ReadingView) -> None:
        self.scene, self.reader = scene, reader
        self.marking = Marking(scene, reader)
        self.keys = TextKeys(scene, reader, self.marking, COMMANDS)
        self.heard: list[tuple[object, ...]] = []
        for name in SIGNALS:
            getattr(self.keys, name).connect(
                lambda *what, name=name: self.heard.append((name, *what))
            )

    @property
    def marks(self) -> list[tuple[str, str]]:
        """The labels and words of all marks in the file, in text order."""
        text = self.scene.document.text
        stored = self.scene.session.finding.annotations(self.scene.document.id)
        return [(one.label, text[one.start : one.end]) for one in stored.spans]

    def press(self, *keys: object, held: Qt.KeyboardModifier = NONE) -> Writer:
        for key in keys:
            if isinstance(key, str):
                for letter in key:
                    QTest.keyClick(self.reader, letter, held)
            else:
                QTest.keyClick(self.reader, key, held)
        return self

    def select(self, extent: tuple[int, int]) -> Writer:
        self.reader.set_selection(*extent)
        return self

    def mark(self, extent: tuple[int, int] = factories.SRI, label: str = "person") -> Writer:
        self.select(extent)
        self.marking.choose_label(label)
        self.heard.clear()
        return self


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    folder = tmp_path_factory.mktemp("keys")
    with factories.make_session(folder) as made:
        factories.add_text(made, folder)
        yield made


@pytest.fixture
def writer(qtbot, session):
    (article,) = session.finding.served("")
    for span in session.finding.annotations(article).spans:
        session.coding.delete_span(span.id)
    look().set_codebook(session.codebook, "en")
    reader = ReadingView()
    qtbot.addWidget(reader)
    scene = Scene(session, Settings())
    made = Writer(scene, reader)
    scene.article_opened.connect(
        lambda: reader.show_document(scene.document.text, scene.annotations)
    )
    scene.annotations_changed.connect(lambda _change: reader.show_annotations(scene.annotations))
    scene.open_article(article)
    yield made
    scene.close()


@pytest.mark.parametrize("typed", ["p", "P"])
def test_a_label_s_letter_marks_the_selected_words(writer, typed):
    writer.select(factories.SRI).press(typed)
    assert writer.marks == [("person", "Sri")]
    assert writer.heard == []


def test_a_label_s_letter_without_words_says_that_words_are_needed(writer):
    writer.press("p")
    assert writer.marks == []
    assert writer.heard == [("words_needed",)]


def test_a_letter_of_no_label_is_named_in_capitals_where_words_are_selected(writer):
    writer.select(factories.SRI).press("q")
    assert writer.heard == [("unknown_pressed", "Q")]


def test_a_letter_that_means_nothing_says_nothing_without_words(writer):
    writer.press("q")
    assert writer.heard == []


@pytest.mark.parametrize("typed", ["l", "L", "/", "."])
def test_plain_commands_are_passed_on(writer, typed):
    writer.press(typed)
    assert writer.heard == [("command_pressed", COMMANDS[typed.upper()])]


def test_selected_words_take_a_letter_before_a_command_does(writer):
    writer.select(factories.SRI).press("l")
    assert writer.heard == [("unknown_pressed", "L")]


@pytest.mark.parametrize("held", [CONTROL, ALT, Qt.KeyboardModifier.MetaModifier])
@pytest.mark.parametrize("typed", ["p", "l", "1", "q", KEY.Key_Delete, KEY.Key_Return])
def test_with_a_command_key_held_no_key_is_the_text_s(writer, held, typed):
    writer.mark().press(typed, held=held)
    writer.select(factories.ASN).press(typed, held=held)
    assert writer.marks == [("person", "Sri")]
    assert writer.heard == []


def test_digits_answer_for_the_mark_in_focus_only(writer):
    writer.press("3")
    assert writer.heard == []
    writer.mark().press("1", "9", "0")
    assert writer.heard == [("digit_pressed", 1), ("digit_pressed", 9)]


def test_digits_leave_the_question_alone_while_words_are_selected(writer):
    writer.mark().select(factories.ASN).press("1")
    assert writer.heard == [("unknown_pressed", "1")]


def test_delete_takes_the_mark_in_focus_and_spares_it_while_words_are_selected(writer):
    writer.mark().select(factories.ASN).press(KEY.Key_Delete)
    assert writer.marks == [("person", "Sri")]
    writer.reader.clear_selection()
    writer.press(KEY.Key_Backspace)
    assert writer.marks == []


def test_enter_takes_the_first_label_of_selected_words_else_the_next_place(writer):
    writer.press(KEY.Key_Return).select(factories.SRI).press(KEY.Key_Enter)
    assert writer.heard == [("next_found_wanted",), ("first_label_wanted",)]


def test_escape_goes_back_one_step_at_a_time(writer):
    writer.mark()
    writer.marking.wait_for_label(True)
    writer.press(KEY.Key_Escape)
    assert not writer.marking.is_waiting
    assert writer.scene.focused_id is not None
    writer.select(factories.ASN).press(KEY.Key_Escape)
    assert writer.reader.selected_extent() is None
    writer.press(KEY.Key_Escape)
    assert writer.scene.focused_id is None
    assert writer.heard == []
    writer.press(KEY.Key_Escape)
    assert writer.heard == [("escaped",)]


# while a label is awaited


def test_the_awaited_label_is_given_once(writer):
    writer.mark()
    writer.marking.wait_for_label(True)
    writer.press("t", "p")
    assert writer.marks == [("place", "Sri")]
    assert writer.heard == [("words_needed",)]


def test_a_letter_of_no_label_goes_on_waiting(writer):
    writer.mark()
    writer.marking.wait_for_label(True)
    writer.press("q")
    assert writer.marking.is_waiting
    assert writer.heard == [("unknown_pressed", "Q")]


def test_a_digit_is_no_answer_while_a_label_is_awaited(writer):
    writer.mark()
    writer.marking.wait_for_label(True)
    writer.press("2")
    assert writer.heard == [("unknown_pressed", "2")]


def test_the_digit_of_a_label_gives_that_label_where_one_is_awaited(writer, session):
    """A codebook may give a label a digit, and gives one itself when the letters run out."""
    place = replace(session.codebook.labels["place"], shortcut="1")
    codebook = replace(session.codebook, labels=session.codebook.labels | {"place": place})
    look().set_codebook(codebook, "en")
    writer.mark()
    writer.marking.wait_for_label(True)
    writer.press("1")
    assert writer.marks == [("place", "Sri")]
    assert writer.heard == []


def test_only_one_mode_is_on_at_a_time(writer):
    writer.mark()
    writer.marking.pick_end("end")
    writer.marking.wait_for_label(True)
    assert (writer.marking.picked, writer.marking.is_waiting) == (None, True)
    writer.marking.pick_end("start")
    assert (writer.marking.picked, writer.marking.is_waiting) == ("start", False)
    writer.scene.focus_span(None)
    assert (writer.marking.picked, writer.marking.is_waiting) == (None, False)


# while an end is picked


@pytest.mark.parametrize(
    ("end", "key", "expected"),
    [
        ("end", KEY.Key_Right, "Sri "),
        ("end", KEY.Key_Left, "Sr"),
        ("start", KEY.Key_Left, " Sri"),
        ("start", KEY.Key_Right, "ri"),
    ],
)
def test_arrows_move_the_end_that_was_picked(writer, end, key, expected):
    writer.mark()
    writer.marking.pick_end(end)
    writer.press(key)
    assert writer.marks == [("person", expected)]


@pytest.mark.parametrize(
    ("end", "key", "expected"),
    [("end", KEY.Key_Right, "Sri melarang"), ("start", KEY.Key_Left, "Bupati Sri")],
)
def test_with_control_ends_move_by_words(writer, end, key, expected):
    writer.mark()
    writer.marking.pick_end(end)
    writer.press(key, held=CONTROL)
    assert writer.marks == [("person", expected)]


@pytest.mark.parametrize("end", ["start", "end"])
def test_an_end_never_passes_the_other_nor_leaves_the_text(writer, end):
    writer.mark()
    writer.marking.pick_end(end)
    writer.press(*[KEY.Key_Right if end == "start" else KEY.Key_Left] * 9)
    assert [len(words) for _label, words in writer.marks] == [1]
    writer.press(*[KEY.Key_Left if end == "start" else KEY.Key_Right] * 80)
    text = writer.scene.document.text
    assert writer.marks == [("person", text[:10] if end == "start" else text[7:])]


@pytest.mark.parametrize("key", [KEY.Key_Return, KEY.Key_Enter, KEY.Key_Escape])
def test_the_picked_end_is_left_with_enter_or_escape(writer, key):
    writer.mark()
    writer.marking.pick_end("end")
    writer.press(key)
    assert writer.marking.picked is None
    assert writer.scene.focused_id is not None
    assert writer.heard == []
