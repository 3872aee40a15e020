"""Words, numbers and dates in both languages."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.workbench import language as lang


@pytest.fixture(autouse=True)
def _english_again():
    yield
    lang.set_language("en")


def test_a_language_we_do_not_speak_becomes_english():
    lang.set_language("nl")
    assert lang.language() == "en"


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"LANG": "id_ID.UTF-8"}, "id"),
        ({"LANG": "id"}, "id"),
        ({"LANG": "in_ID"}, "id"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "id_ID.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_US", "LC_MESSAGES": "id_ID"}, "id"),
        ({"LANG": "de_DE"}, "en"),
    ],
)
def test_the_system_language_is_read_from_its_variables(monkeypatch, variables, expected):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert lang.system_language() == expected


def test_without_variables_the_locale_of_the_process_decides(monkeypatch):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(lang.locale, "getlocale", lambda: ("Indonesian_Indonesia", "1252"))
    assert lang.system_language() == "id"


def test_an_empty_sentence_stays_empty():
    lang.set_language("id")
    assert lang._("") == ""


def test_a_sentence_without_translation_is_shown_in_english():
    lang.set_language("id")
    assert lang._("zzz not a sentence of ours") == "zzz not a sentence of ours"
    assert lang.ngettext("zzz one", "zzz many", 2) == "zzz many"
    assert lang.pgettext("zzz", "zzz word") == "zzz word"


def test_marking_a_sentence_returns_it_unchanged():
    lang.set_language("id")
    assert lang.N_("Find an article") == "Find an article"


def test_numbers_follow_the_language():
    assert (lang.decimal_mark(), lang.number(1234567), lang.number(1234.5, 1)) == (
        ".",
        "1,234,567",
        "1,234.5",
    )
    lang.set_language("id")
    assert (lang.decimal_mark(), lang.number(1234567), lang.number(-1234.5, 1)) == (
        ",",
        "1.234.567",
        "-1.234,5",
    )


def test_dates_and_times_follow_the_language():
    moment = datetime(2024, 10, 30, 8, 5).astimezone()
    assert (lang.short_date(moment), lang.short_time(moment)) == ("30 Oct 2024", "08:05")
    lang.set_language("id")
    assert (lang.short_date(moment), lang.short_time(moment)) == ("30 Okt 2024", "08.05")
    assert lang.short_date(date(2024, 8, 1)) == "1 Agu 2024"


def test_text_in_utc_is_shown_in_local_time():
    local = datetime(2026, 11, 22, 8, 30, tzinfo=UTC).astimezone()
    assert lang.short_time("2026-11-22T08:30:00Z") == f"{local:%H:%M}"
    assert lang.short_time("2026-11-22T08:30:00") == f"{local:%H:%M}"


def test_a_day_without_a_time_is_that_day_everywhere():
    assert lang.short_date("2024-10-30") == "30 Oct 2024"


def test_words_need_no_qt():
    code = "import sys, annotator.workbench.language; sys.exit('PySide6' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("code", ["en", "id"])
@given(value=st.floats(-1e9, 1e9) | st.integers(-(10**12), 10**12), decimals=st.integers(0, 4))
def test_a_number_is_read_back_as_it_was(code, value, decimals):
    lang.set_language(code)
    written = lang.number(value, decimals)
    plain = written.replace("." if code == "id" else ",", "").replace(lang.decimal_mark(), ".")
    assert float(plain) == round(value, decimals)
    assert lang.number(value, decimals, code=code) == written


@pytest.mark.parametrize(("value", "decimals"), [(-0.0, 0), (-0.4, 0), (-0.04, 1), (-0.0004, 3)])
def test_nothing_is_never_less_than_nothing(value, decimals):
    assert lang.number(value, decimals) == lang.number(0, decimals)
    assert lang.number(-1, decimals).startswith("-1")


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_has_its_name_in_both_languages(month):
    english = lang.short_date(date(2024, month, 1))
    lang.set_language("id")
    indonesian = lang.short_date(date(2024, month, 1))
    assert english == f"{date(2024, month, 1):1 %b 2024}"
    assert (english == indonesian) == (month not in (5, 8, 10, 12))
