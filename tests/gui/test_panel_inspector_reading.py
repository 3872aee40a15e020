from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from panel_scene import dress, question, values, words

from annotator.gui.panels.inspector.options import (
    Option,
    digits_of,
    matching,
    name_of,
    options_of,
    plain,
    typed_part,
)
from annotator.gui.panels.inspector.reading import bounds_words, read_answer, written
from annotator.model.attributes import Value
from annotator.workbench.language import set_language

NUMBER = question("n", "number")
WHOLE = question("n", "number", integer=True)
LONG = "1" * 6_000
ANY_DATE = question("d", "date", precision="any")


@pytest.fixture(autouse=True)
def _dressed(qapp):
    dress()


@pytest.mark.parametrize(
    ("typed", "value"),
    [("12", 12), ("12.5", 12.5), ("12,5", 12.5), ("-3", -3), ("", None), ("0.125", 0.125)],
)
def test_numbers_are_read_with_either_decimal_mark(typed, value):
    assert read_answer(NUMBER, typed).value == value
    assert read_answer(NUMBER, typed).reason == ""


@pytest.mark.parametrize("typed", ["1,000", "1.000.000", "12,345.5", "x", "1e3", "nan", "∞", "١٢"])
def test_what_could_mean_something_else_is_refused(typed):
    assert read_answer(NUMBER, typed).reason
    assert read_answer(NUMBER, typed).value is None


def test_which_mark_may_group_thousands_depends_on_the_language():
    assert read_answer(NUMBER, "1.250").value == 1.25
    set_language("id")
    assert read_answer(NUMBER, "1.250").reason
    assert read_answer(NUMBER, "1,250").value == 1.25


@pytest.mark.parametrize(
    ("typed", "value"),
    [("198503302003121002", 198503302003121002), ("-9007199254740993", -9007199254740993)],
)
def test_a_long_number_keeps_every_digit(typed, value):
    assert read_answer(NUMBER, typed).value == read_answer(WHOLE, typed).value == value


@pytest.mark.parametrize(
    "typed",
    ["9223372036854775808", "-9223372036854775809", "9" * 400, pytest.param(LONG, id="long")],
)
def test_a_number_that_no_file_could_keep_is_refused(typed):
    for asked in (NUMBER, WHOLE):
        reading = read_answer(asked, typed)
        assert (reading.value, reading.reason) == (None, "A number is too large to be kept.")


def test_whole_numbers_have_no_fraction():
    assert read_answer(WHOLE, "2.0").value == 2
    assert read_answer(WHOLE, "2.5").reason == "Only whole numbers."


@given(st.integers())
def test_a_whole_number_is_kept_to_the_last_digit_or_refused(value):
    reading = read_answer(NUMBER, str(value))
    if -(2**63) <= value < 2**63:
        assert reading.value == value
    else:
        assert reading.reason == "A number is too large to be kept."


@pytest.mark.parametrize("typed", ["9" * 20 + ".5", "-9007199254740993.5"])
def test_a_number_with_a_fraction_that_would_lose_digits_is_refused(typed):
    reading = read_answer(NUMBER, typed)
    assert reading.value is None
    assert reading.reason.startswith(("Out of range: -9,007,199,254,740,991", "A number is too"))


@pytest.mark.parametrize(("typed", "is_taken"), [("0", True), ("10", True), ("-1", False)])
def test_bounds_are_within_what_is_allowed(typed, is_taken):
    asked = question("n", "number", minimum=0, maximum=10)
    assert (read_answer(asked, typed).value is not None) == is_taken
    assert read_answer(asked, "10.5").reason == "Out of range: 0 to 10."


@given(st.floats(-1e6, 1e6).map(lambda x: round(x, 4)), st.sampled_from(["en", "id"]))
def test_numbers_are_read_as_they_are_written(value, language):
    set_language(language)
    shown = written(NUMBER, value)
    reading = read_answer(NUMBER, shown)
    grouped = reading.reason and len(shown.replace(".", ",").rpartition(",")[2]) == 3
    assert reading.value == value or "e" in shown or grouped


@pytest.mark.parametrize(
    ("least", "most", "expected"),
    [
        (0, 5, "0 to 5"),
        (1, None, "at least 1"),
        (None, 0.5, "at most 0.5"),
        (0.001, 0.125, "0.001 to 0.125"),
        (-3, 1_000_000, "-3 to 1,000,000"),
        (1e-7, 100.0, "0.0000001 to 100"),
        (float("-inf"), 7, "at most 7"),
        (None, None, ""),
    ],
)
def test_bounds_are_said_in_words_to_the_last_digit(least, most, expected):
    assert bounds_words(question("n", "number", minimum=least, maximum=most)) == expected


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("2024", "2024"),
        ("2024-10", "2024-10"),
        ("2024-10-30", "2024-10-30"),
        ("2024-1-5", "2024-01-05"),
        ("30/10/2024", "2024-10-30"),
        ("5.1.2024", "2024-01-05"),
        (" 30-10-2024 ", "2024-10-30"),
        ("29/2/2024", "2024-02-29"),
    ],
)
def test_dates_become_iso_text(typed, value):
    assert read_answer(ANY_DATE, typed).value == value


@pytest.mark.parametrize("typed", ["30 October", "2024-13", "29/2/2023", "24", "2024-10-30x"])
def test_what_is_no_date_is_refused(typed):
    assert read_answer(ANY_DATE, typed).reason


@pytest.mark.parametrize(
    ("precision", "taken", "refused"),
    [("day", "2024-10-30", "2024-10"), ("month", "2024-10", "2024"), ("year", "2024", "2024-10")],
)
def test_dates_have_the_precision_that_is_asked_for(precision, taken, refused):
    asked = question("d", "date", precision=precision)
    assert read_answer(asked, taken).value == taken
    assert read_answer(asked, refused).reason


@given(st.dates(), st.sampled_from(["day", "any"]))
def test_a_day_is_the_same_however_it_is_written(day, precision):
    asked = question("d", "date", precision=precision)
    kept = day.isoformat()
    year = f"{day.year:04}"
    for mark in "/.- ":
        assert read_answer(asked, f"{day.day}{mark}{day.month:02}{mark}{year}").value == kept
    assert read_answer(asked, f"{year}-{day.month}-{day.day}").value == kept
    assert read_answer(asked, written(asked, kept)).value == kept


@pytest.mark.parametrize(
    ("precision", "example"),
    [("day", "2024-10-30."), ("month", "2024-10."), ("year", "2024."), ("any", "or 2024-10-30.")],
)
def test_a_date_that_is_refused_is_answered_with_one_that_would_be_taken(precision, example):
    assert read_answer(question("d", "date", precision=precision), "soon").reason.endswith(example)


def test_a_day_that_the_calendar_does_not_have_is_told_from_one_that_is_no_date():
    assert read_answer(ANY_DATE, "31-11-2024").reason == "The calendar has no such day."
    assert read_answer(ANY_DATE, "0000").reason == "The calendar has no such day."


def test_the_length_of_a_text_is_counted_in_letters_of_any_plane():
    asked = question("t", "text", max_length=3)
    assert read_answer(asked, "𐐀𐐁𐐂").value == "𐐀𐐁𐐂"
    assert read_answer(asked, "𐐀𐐁𐐂𐐃").reason == "Too long: at most 3 characters."


def test_text_has_the_form_and_length_that_are_asked_for():
    asked = question("t", "text", pattern="[A-Z].*", max_length=4)
    assert read_answer(asked, "Abcd").value == "Abcd"
    assert "characters" in read_answer(asked, "Abcde").reason
    assert "form" in read_answer(asked, "abc").reason


def test_digits_are_the_codebook_s_own_then_by_order():
    many = [Value(str(n), words(str(n))) for n in range(12)]
    many[7] = Value("7", words("seven"), shortcut="1")
    digits = digits_of(many)
    assert digits["7"] == "1"
    assert digits["0"] == "2"
    assert len(digits) == 9
    assert len(set(digits.values())) == 9


def test_a_letter_as_shortcut_of_a_value_is_no_digit():
    assert digits_of([Value("a", words("a"), shortcut="x")]) == {"a": "1"}


OPTIONS = [
    Option("a", "Kepala dinas", "Provinsi"),
    Option("b", "Kampanye"),
    Option("c", "Larangan berkampanye"),
    Option("d", "Café", "Tempat"),
]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", "abcd"),
        ("kamp", "bc"),
        ("KAMPANYE", "bc"),
        ("din kep", "a"),
        ("cafe", "d"),
        ("prov", "a"),
        ("xyz", ""),
    ],
)
def test_options_are_found_without_case_and_accents(query, found):
    assert "".join(str(one.value) for one in matching(OPTIONS, query, 10)) == found


def test_no_more_is_found_than_can_be_shown():
    assert len(matching(OPTIONS, "", 2)) == 2


def test_names_that_begin_with_the_query_come_before_words_and_words_before_parts():
    found = [Option("a", "Dikampanye"), Option("b", "Izin kampanye"), Option("c", "Kampanye")]
    assert [one.value for one in matching(found, "kampanye", 3)] == ["c", "b", "a"]
    assert [one.value for one in matching(found, "kampanye", 1)] == ["c"]


def test_equally_good_options_keep_the_order_of_the_codebook():
    found = [Option(key, f"Kota {key}") for key in "zyx"]
    assert [one.value for one in matching(found, "kota", 9)] == ["z", "y", "x"]


ACCENTS = ["é", "e\u0301", "É", "E\u0301"]


@given(st.sampled_from(ACCENTS), st.sampled_from(ACCENTS))
def test_an_accent_is_found_however_it_is_composed(kept, typed):
    assert matching([Option("a", f"Caf{kept}")], f"caf{typed}", 1)


@given(st.lists(st.text(min_size=1), min_size=1, max_size=6), st.data())
def test_every_option_is_found_by_its_own_name(names, data):
    options = [Option(str(at), name) for at, name in enumerate(names)]
    wanted = data.draw(st.sampled_from(options))
    assert wanted in matching(options, wanted.name, len(options))


def test_retired_values_are_offered_only_where_they_are_the_answer():
    asked = question("q", "enum", values=values("new", "old", old={"is_deprecated": True}))
    assert [o.value for o in options_of(asked, {})] == ["new"]
    assert [o.value for o in options_of(asked, {"q": "old"})] == ["new", "old"]


def test_answers_read_as_names_or_as_they_were_typed():
    asked = question("q", "enum", open=True, values=values("new"))
    assert name_of(asked, "new") == "New"
    assert name_of(asked, "typed") == "typed"
    assert name_of(question("b", "bool"), False) == "No"


@pytest.mark.parametrize(
    ("name", "query", "expected"),
    [
        ("Sri Wartini", "wart", "Wart"),
        ("Sri Wartini", " WART ", "Wart"),
        ("Andrés Peña", "pena", "Peña"),
        ("Andre\u0301s", "andre", "Andre\u0301"),
        ("Weißer Platz", "platz", "Platz"),
        ("İstanbul Şehri", "sehri", "Şehri"),
        ("😀 Kutai", "kut", "Kut"),
        ("Sri Wartini", "xyz", ""),
        ("Sri Wartini", "", ""),
        ("", "a", ""),
    ],
)
def test_the_letters_that_were_typed_are_told_from_the_others(name, query, expected):
    start, end = typed_part(name, query)
    assert name[start:end] == expected


@given(st.text(max_size=12), st.integers(0, 12), st.integers(0, 12))
def test_any_part_of_a_name_is_found_in_it_when_it_is_typed(name, start, end):
    query = name[start:end]
    first, last = typed_part(name, query)
    assert 0 <= first <= last <= len(name)
    assert plain(query) in plain(name[first:last])
