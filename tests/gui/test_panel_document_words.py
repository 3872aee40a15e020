"""What the list and the header say of an article besides its title."""

from __future__ import annotations

from dataclasses import replace

import pytest
from panel_scene import CODEBOOK, MUST, document_row, question, questions, values, words

from annotator.gui.panels.document_words import (
    header_line,
    progress_words,
    readable_date,
    second_line,
)
from annotator.gui.theme.naming import naming
from annotator.model.document import Progress
from annotator.workbench.language import set_language


@pytest.fixture(autouse=True)
def _named():
    naming().set_codebook(CODEBOOK, "en")
    yield
    naming().set_codebook(CODEBOOK, "en")


def ask(*asked):
    naming().set_codebook(replace(CODEBOOK, document=questions(*asked)), "en")


@pytest.mark.parametrize("key", ["outlet", "source", "publisher", "media", "newspaper", "author"])
def test_the_source_is_known_under_any_of_its_usual_names(key):
    row = replace(document_row(1), meta={key: "Kaltim Post"})
    assert second_line(row) == "Kaltim Post"
    assert header_line(row) == "Not begun  ·  Kaltim Post"


def test_what_the_coder_answered_comes_before_what_the_file_says():
    meta = {"outlet": "Kaltim Post", "published": "2020-01-01"}
    row = replace(document_row(1, outlet="kumala", published="2024-10-30"), meta=meta)
    assert second_line(row) == "KumalaNews.id"
    assert header_line(row) == "Not begun  ·  KumalaNews.id  ·  30 Oct 2024"


def test_empty_and_foreign_meta_say_nothing():
    row = replace(document_row(1), meta={"outlet": "", "source": None, "length": 12})
    assert second_line(row) == "1.txt"
    assert header_line(row) == "Not begun  ·  1.txt"


def test_a_number_as_source_is_shown_as_it_is_written():
    assert second_line(replace(document_row(1), meta={"source": 24})) == "24"


def test_the_file_is_named_only_where_nothing_else_is_known():
    assert "1.txt" in header_line(document_row(1))
    assert "1.txt" not in header_line(document_row(1, form="news"))
    assert "1.txt" not in header_line(document_row(1, published="2024"))


def test_a_missing_outlet_is_named_as_the_codebook_names_the_question():
    asked = replace(question("outlet", "ref", list_id="outlets"), name=words("Medium"))
    ask(asked)
    assert header_line(document_row(1, outlet="none")) == "Not begun  ·  Medium not stated"


def test_of_several_questions_the_required_one_says_what_an_article_is():
    first = question("genre", "enum", values=values("long", "short"))
    second = question("form", "enum", required=MUST, values=values("news", "opinion"))
    ask(first, second)
    assert second_line(document_row(1, genre="long", form="opinion")) == "Opinion"
    assert second_line(document_row(1, genre="long")) == "1.txt"
    ask(first, replace(second, required=first.required))
    assert second_line(document_row(1, genre="long", form="opinion")) == "Long"


def test_questions_with_several_answers_do_not_stand_for_the_article():
    ask(question("themes", "enum", many=True, values=values("sport", "law")))
    assert second_line(document_row(1, themes=("sport",))) == "1.txt"


def test_the_first_date_that_is_answered_is_shown_and_named_if_it_is_not_the_first():
    ask(question("written", "date"), question("sent", "date"), question("read", "date"))
    row = document_row(1, sent="2024-10-30", read="2024-11-01")
    assert header_line(row) == "Not begun  ·  30 Oct 2024 (Sent)"
    assert header_line(row, is_short=True) == "Not begun  ·  30 Oct 2024"
    assert header_line(document_row(1, written="2024-10-30")) == "Not begun  ·  30 Oct 2024"


def test_without_questions_about_the_article_its_file_speaks():
    ask()
    row = replace(document_row(1, "done"), meta={"media": "Radio", "date": "2024-02-14"})
    assert header_line(row) == "Done  ·  Radio  ·  14 Feb 2024"


@pytest.mark.parametrize(
    ("value", "shown"),
    [("2024-10-30", "30 Oct 2024"), ("2024", "2024"), ("2024-13-01", "2024-13-01"), ("", "")],
)
def test_only_a_full_date_is_put_into_words(value, shown):
    assert readable_date(value) == shown


def test_dates_and_states_are_said_in_the_language_in_use():
    set_language("id")
    assert readable_date("2024-10-30") == "30 Okt 2024"
    assert len({progress_words(one) for one in Progress}) == len(Progress)
    assert progress_words(Progress.DONE) == "Selesai"
