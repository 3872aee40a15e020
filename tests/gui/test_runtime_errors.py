"""The last resort for errors: a sentence for what was to be expected, details for a bug."""

from __future__ import annotations

import sys

import pytest

from annotator.gui.runtime.errors import ErrorHook, error_texts
from annotator.model.errors import NotSaved, ProjectLocked, RefusedError
from annotator.workbench.language import set_language

REFUSED = RefusedError("already_marked", label="rule")


def raised(error: BaseException) -> BaseException:
    """The same error, as it is once it has been raised."""
    try:
        raise error
    except BaseException as caught:
        return caught


@pytest.fixture
def shown(monkeypatch):
    """What the last resort shows, of the errors that are reported to it."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    seen = []
    ErrorHook(lambda *texts: seen.append(texts)).install()
    return seen


def report(error: BaseException) -> None:
    error = raised(error)
    sys.excepthook(type(error), error, error.__traceback__)


@pytest.mark.parametrize(
    "error",
    [
        REFUSED,
        NotSaved("disk_full", path="p", detail=""),
        ProjectLocked("locked_by_somebody", path="p"),
    ],
    ids=lambda error: error.code,
)
def test_what_was_to_be_expected_is_a_sentence_without_details(error):
    title, sentence, details = error_texts(raised(error))
    assert title == "This could not be done"
    assert sentence
    assert error.code not in sentence
    assert details == ""


def test_a_bug_says_that_the_marks_are_saved_and_has_its_traceback_as_details():
    title, sentence, details = error_texts(raised(ZeroDivisionError("the bug")))
    assert title == "Unexpected error"
    assert "saved" in sentence
    assert "ZeroDivisionError: the bug" in details
    assert "def raised" in details or "in raised" in details


def test_the_details_of_a_bug_name_what_came_before_it():
    try:
        try:
            raise KeyError("the cause")
        except KeyError as cause:
            raise ValueError("the bug") from cause
    except ValueError as error:
        details = error_texts(error)[2]
    assert details.index("the cause") < details.index("the bug")


def test_both_are_said_in_the_language_in_use():
    english = error_texts(REFUSED), error_texts(ValueError())
    set_language("id")
    indonesian = error_texts(REFUSED), error_texts(ValueError())
    for one, other in zip(english, indonesian, strict=True):
        assert one[0] != other[0]
        assert one[1] != other[1]


def test_an_expected_error_that_nobody_caught_is_shown_and_not_logged(shown, caplog):
    report(REFUSED)
    assert shown == [error_texts(REFUSED)]
    assert caplog.records == []


def test_a_bug_that_nobody_caught_is_shown_and_logged_with_its_traceback(shown, caplog):
    report(ZeroDivisionError("the bug"))
    (title, _sentence, details) = shown[0]
    assert title == "Unexpected error"
    assert "the bug" in details
    assert caplog.records[0].exc_info[0] is ZeroDivisionError


def test_the_same_bug_a_second_time_is_shown_again(shown, caplog):
    report(ZeroDivisionError("one"))
    report(ZeroDivisionError("two"))
    assert ["one" in shown[0][2], "two" in shown[1][2]] == [True, True]


def test_whoever_stops_the_program_by_the_keyboard_is_shown_no_sheet(shown, capfd):
    report(KeyboardInterrupt())
    assert shown == []
    assert "KeyboardInterrupt" in capfd.readouterr().err


def test_a_bug_in_showing_a_bug_is_not_shown_again_but_told_on_the_terminal(
    monkeypatch, capfd, caplog
):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    calls = []

    def show(*texts):
        calls.append(texts)
        report(ValueError("the sheet is broken"))

    ErrorHook(show).install()
    report(ZeroDivisionError("the bug"))
    assert len(calls) == 1
    assert "the sheet is broken" in capfd.readouterr().err


def test_after_a_bug_in_showing_one_the_next_is_shown_again(monkeypatch, caplog):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    calls = []

    def show(*texts):
        calls.append(texts)
        raise ValueError("the sheet is broken")

    ErrorHook(show).install()
    for _time in range(2):
        with pytest.raises(ValueError, match="the sheet is broken"):
            report(ZeroDivisionError("the bug"))
    assert len(calls) == 2
