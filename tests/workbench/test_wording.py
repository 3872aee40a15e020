"""Codes and fields become sentences, in the language in use."""

from __future__ import annotations

import re

import factories
import pytest

from annotator.codebooks.reader import parse_codebook, read_codebook
from annotator.model.errors import InputError, ProjectLocked, RefusedError
from annotator.model.problem import Place, Problem, Severity
from annotator.workbench import language, wording
from annotator.workbench.wording import error_sentence, full_sentence, sentence, verb_words


@pytest.fixture
def codebook(tmp_path):
    return parse_codebook(read_codebook(factories.write_codebook(tmp_path)))[0]


def problem(code: str, value: object = None, place: Place | None = None, **fields) -> Problem:
    return Problem(code, Severity.REFUSED, place or Place(), value, fields)


def test_a_sentence_says_what_was_found():
    found = problem("past_end", 99, length=52)
    assert sentence(found) == "The end 99 lies beyond the text, which has 52 characters."


def test_a_full_sentence_says_where():
    place = Place("m.jsonl", 3, 7, "spans[0].end")
    found = problem("past_end", 99, place, length=52)
    assert full_sentence(found).startswith("m.jsonl, line 3, column 7, spans[0].end: The end")
    assert full_sentence(problem("past_end", 99, length=52)) == sentence(
        problem("past_end", 99, length=52)
    )


def test_of_several_sentences_the_one_fits_whose_fields_are_there():
    near = problem("unknown_tagset", "rol", nearest="role")
    far = problem("unknown_tagset", "rol", nearest=None)
    assert sentence(near) == "There is no tagset “rol”. Is “role” meant?"
    assert sentence(far) == "There is no tagset “rol”."


def test_words_for_programs_are_said_in_words():
    found = problem("wrong_kind", None, expected=("text", "mapping"), found="list")
    assert sentence(found) == "There is a list; text or keys with values is expected."
    assert "true or false" in sentence(problem("wrong_type", "x", attribute="a", expected="bool"))


def test_the_names_of_the_codebook_are_said_where_it_is_given(codebook):
    found = problem("missing_attribute", label="person", attribute="role")
    assert sentence(found) == "person: role is not answered."
    assert sentence(found, codebook) == "Person: Role is not answered."
    language.set_language("id")
    assert sentence(found, codebook).startswith("Orang: Peran")


def test_long_values_are_cut_and_lists_are_joined():
    long = sentence(problem("unknown_tagset", "x" * 500))
    assert len(long) < 150
    assert "…" in long
    several = problem("unknown_value", "q", attribute="a", allowed=("x", "y"), nearest=None)
    assert "There are: x, y." in sentence(several)


@pytest.mark.parametrize(("length", "shown"), [(80, 80), (81, 80), (100_000, 80)])
def test_a_value_is_cut_only_where_it_is_longer_than_what_is_shown(length, shown):
    said = sentence(problem("unknown_label", "👍" * length))
    assert said.count("👍") + said.count("…") == shown
    assert ("…" in said) == (length > shown)


def test_true_is_said_as_files_have_it():
    assert "“true”" in sentence(problem("wrong_type", True, attribute="a", expected="text"))


def test_a_field_that_is_missing_reads_as_a_dash():
    assert sentence(problem("past_end")).startswith("The end – lies")


def test_a_code_without_a_sentence_is_still_readable():
    assert sentence(problem("no_such_code")) == "no such code"
    assert error_sentence(RefusedError("no_such_code")) == "no such code"
    assert verb_words("no_such_verb", {}, None) == "no such verb"


def test_braces_in_values_do_no_harm():
    assert "{x}" in sentence(problem("unknown_tagset", "{x}"))
    assert "{0}" in error_sentence(RefusedError("missing_file", path="{0}"))


def test_an_error_says_what_is_safe():
    error = ProjectLocked("locked", path="p.annot", who="Ani", host="rumah", since="08:30")
    text = error_sentence(error)
    assert all(word in text for word in ("Ani", "rumah", "08:30", "p.annot", "not changed"))


def test_a_moment_is_written_as_people_write_it():
    language.set_language("id")
    error = ProjectLocked("locked", path="p.annot", who="Ani", since="2026-11-22T08:30:00Z")
    assert re.search(r"sejak 2[123] Nov 2026, \d\d\.\d0\.", error_sentence(error))


def test_an_error_lists_its_problems_each_on_a_line():
    problems = [problem("codebook_empty", place=Place("a.yaml", n)) for n in range(1, 61)]
    lines = error_sentence(InputError("bad_codebook", problems, file="a.yaml")).splitlines()
    assert lines[0].startswith("The codebook a.yaml cannot be used.")
    assert lines[1] == "a.yaml, line 1: The file is empty."
    assert len(lines) <= 52


def test_sentences_come_in_indonesian():
    language.set_language("id")
    found = problem("past_end", 99, Place("m.jsonl", 3), length=52)
    assert full_sentence(found).startswith("m.jsonl, baris 3: ")
    assert "99" in full_sentence(found)
    assert sentence(found) != "The end 99 lies beyond the text, which has 52 characters."


def test_quotes_are_cut_after_a_few_words():
    assert wording.shortened("satu dua  tiga") == "satu dua tiga"
    assert wording.shortened("satu dua tiga empat") == "satu dua tiga …"


def test_verbs_name_labels_and_relations_by_the_codebook(codebook):
    about = {"label": "place", "old_label": "person", "quote": "Balikpapan"}
    assert verb_words("relabel_span", about, codebook) == "relabel Person → Place “Balikpapan”"
    about = {"relation": "lives_in", "quote": "Sri"}
    assert verb_words("add_relation", about, codebook) == "relate lives in from “Sri”"
    assert verb_words("add_span", {"label": "gone", "quote": "x"}, codebook) == "label gone “x”"


def test_an_import_names_its_first_file(codebook):
    assert verb_words("import", {"files": ["a.txt"], "count": 1}, codebook) == "import of a.txt"
    more = verb_words("import", {"files": ["a.txt", "b.txt"], "count": 7}, codebook)
    assert more == "import of a.txt and 6 more"


def test_every_verb_that_is_logged_has_words():
    source = (factories.ROOT / "annotator/workbench/coding.py").read_text(encoding="utf-8")
    logged = set(re.findall(r'(?:perform_own|_write_span|_write_set)\(\s*"(\w+)"', source))
    assert len(logged) > 8
    assert logged <= wording.VERBS.keys()


@pytest.mark.parametrize(
    "text", ["", "kemarin", "2026-13-01", "9999-12-31T23:59:59Z", "24:00", "\0", "2026-11-22T"]
)
def test_what_is_no_moment_of_this_world_stays_as_it_is(text):
    assert wording.moment_words(text) == text


def test_a_moment_of_another_zone_is_said_in_local_time():
    assert wording.moment_words("2026-11-22T23:30:00+00:00") == "23 Nov 2026, 07:30"
    assert wording.moment_words("2026-11-22T23:30:00-10:00") == "23 Nov 2026, 17:30"


@pytest.mark.parametrize(
    ("code", "label", "names"),
    [
        ("already_marked", "person", ("Person", "Orang")),
        ("already_related", "lives_in", ("lives in", "tinggal di")),
        ("label_not_offered", "gone", ("gone", "gone")),
    ],
)
def test_a_refusal_names_labels_as_people_read_them(codebook, code, label, names):
    for spoken, name in zip(("en", "id"), names, strict=True):
        language.set_language(spoken)
        assert name in error_sentence(RefusedError(code, label=label), codebook)
        assert label in error_sentence(RefusedError(code, label=label))
