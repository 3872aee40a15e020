"""The text index finds what is there, however documents came, were called and were indexed."""

from __future__ import annotations

import contextlib
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.model.change import Operation
from annotator.model.errors import RefusedError
from annotator.store import documents, index, rows
from annotator.store.integrity import check
from annotator.store.replay import rebuild

WORDS = ["bupati", "Bupatinya", "désa", "desa", "kota", "ASN", "kotak", "e\u0301lan", "7", "70"]
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
STEPS = st.one_of(
    st.tuples(st.just("add"), TEXTS, TEXTS),
    st.tuples(st.just("retitle"), st.integers(0, 9), TEXTS),
    st.tuples(st.just("delete"), st.integers(0, 9), TEXTS),
    st.tuples(st.just("index"), st.integers(1, 3), TEXTS),
    st.tuples(st.just("rebuild"), st.integers(0, 0), TEXTS),
)
QUERIES = ["b", "BUPATI", "bupatinya", "desa", "dés", "kota", "kotak as", "7", "elan", "x", "a k b"]


def plain(word: str) -> str:
    """A word without accents and case."""
    parts = unicodedata.normalize("NFD", word.casefold())
    return "".join(one for one in parts if not unicodedata.combining(one))


def is_found(query: str, text: str) -> bool:
    """Every word of a query begins a word of the text."""
    there = [plain(word) for word in text.split()]
    return all(any(one.startswith(plain(word)) for one in there) for word in query.split())


class Shelf:
    """Documents of a world, and what of them is there."""

    def __init__(self, world) -> None:
        self.world = world
        self.texts: dict[str, str] = {}
        self.titles: dict[str, str] = {}
        self.made: list = []

    def put(self, document, title: str) -> None:
        value = {**rows.document_value(document), "title": title}
        self.world.commit(Operation("document", document.id, value))
        self.titles[document.id] = title
        self.texts[document.id] = document.text

    def step(self, verb: str, what, words: str) -> None:
        if verb == "add":
            number = len(self.made)
            self.made.append(self.world.document(f"{what} {number + 1000}", f"d{number}"))
            self.put(self.made[-1], words)
        elif verb == "index":
            documents.refresh_index(self.world.project, what)
        elif verb == "rebuild":
            rebuild(self.world.project)
        elif self.made:
            document = self.made[what % len(self.made)]
            if verb == "retitle":
                self.put(document, words)
            else:
                with contextlib.suppress(RefusedError):
                    self.world.delete("document", document.id)
                self.texts.pop(document.id, None)

    def expected(self, query: str) -> list[str]:
        return [
            one.id
            for one in self.made
            if one.id in self.texts and is_found(query, f"{self.titles[one.id]} {one.text}")
        ]


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEPS, max_size=14))
def test_a_search_finds_what_reading_everything_finds(make_world, script) -> None:
    shelf = Shelf(make_world())
    for step in [("add", "bupati desa", "kota"), *script]:
        shelf.step(*step)
    project = shelf.world.project
    for query in QUERIES:
        found = documents.find_documents(project, query)
        assert sorted(found) == sorted(shelf.expected(query)), query
    assert documents.refresh_index(project) == 0
    assert check(project) == []
    with project.file.transaction():
        project.file.run("INSERT INTO document_fts(document_fts) VALUES('integrity-check')")


@given(st.text())
def test_no_query_is_an_error_and_its_words_must_all_be_there(text) -> None:
    made = index.match_text(text)
    words = [word for word in text.split() if any(map(str.isalnum, word))]
    assert bool(made) == bool(words) or "\0" in text
    made.encode("utf-8")
    assert "\0" not in made


@pytest.mark.parametrize(
    ("query", "made"),
    [
        ("", ""),
        (" - ! ", ""),
        ('say "hi"', '"say"* """hi"""*'),
        ("a\0b", '"a"* "b"*'),
        ("NOT x OR y*", '"NOT"* "x"* "OR"* "y*"*'),
        ("\ud800x", '"?x"*'),
        ("title:x", '"title:x"*'),
    ],
)
def test_words_are_quoted_so_that_nothing_means_anything(query, made) -> None:
    assert index.match_text(query) == made


def test_whatever_is_asked_of_the_index_is_answered(world) -> None:
    world.add_document('Ia berkata: "hai" (NEAR) x* ^awal -bukan.')
    for query in (
        '"',
        '"hai',
        "NEAR(x y)",
        "^awal",
        "-bukan",
        "x*",
        "AND",
        "a:b",
        "{}",
        "hai" * 999,
    ):
        documents.find_documents(world.project, query)
    assert documents.find_documents(world.project, '"hai') != []


def test_documents_are_indexed_as_many_at_a_time_as_is_said(world) -> None:
    for number in range(5):
        world.add_document(f"teks {number}", f"d{number}")
    left = [documents.refresh_index(world.project, 2) for _ in range(4)]
    assert left == [3, 1, 0, 0]


def test_indexing_is_no_act_of_anybody(world) -> None:
    world.add_document()
    before = world.project.file.rows("SELECT count(*) FROM revision")
    documents.find_documents(world.project, "bupati")
    assert world.project.file.rows("SELECT count(*) FROM revision") == before
