"""What an act changed, in words: nothing for nothing, each difference once, in Indonesian too."""

from __future__ import annotations

import factories
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.codebooks.reader import parse_codebook, read_codebook
from annotator.store.changes import RowChange
from annotator.workbench import language
from annotator.workbench.change_words import (
    MOST,
    NOTHING,
    answer_words,
    change_words,
    set_words,
    span_words,
)
from annotator.workbench.review_words import VERDICTS


@pytest.fixture(scope="module")
def codebook(tmp_path_factory):
    path = factories.write_codebook(tmp_path_factory.mktemp("codebook"))
    return parse_codebook(read_codebook(path))[0]


def span(label: str = "person", *pairs: tuple[int, int], **answers: object) -> dict[str, object]:
    fragments = [list(pair) for pair in pairs or ((2, 5),)]
    return {"label": label, "fragments": fragments, "attributes": answers}


def relation(label: str = "lives_in", **answers: object) -> dict[str, object]:
    return {"label": label, "attributes": answers}


def told(kind: str, before, after, codebook) -> tuple[str, ...]:
    return change_words([RowChange(kind, "a", before, after)], codebook)


# one row ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (span(), span("place"), ["label: Person → Place"]),
        (span(), span("gone"), ["label: Person → gone"]),
        (span(), span("person", (1, 5)), ["start 1 character earlier"]),
        (span(), span("person", (4, 5)), ["start 2 characters later"]),
        (span(), span("person", (2, 4)), ["end 1 character earlier"]),
        (span(), span("person", (0, 9)), ["start 2 characters earlier", "end 4 characters later"]),
        (span(), span("person", (2, 1205)), ["end 1,200 characters later"]),
        (span(), span("person", (2, 3), (4, 5)), ["other parts of the text"]),
        (
            span("person", (0, 2), (4, 9)),
            span("person", (0, 3), (4, 9)),
            ["other parts of the text"],
        ),
        (span(role="head"), span(role="staff"), ["Role: Head → Staff"]),
        (span(role="head"), span(), ["Role: Head → –"]),
        (span(), span(also=["x", "z"]), ["Also: – → x, z"]),
        (span(), span(sure=False), ["Sure: – → no"]),
        (span(), span(an_old_question="ya"), ["an old question: – → ya"]),
        (
            span(role="head"),
            span("place", role="town"),
            ["label: Person → Place", "Role: Head → town"],
        ),
    ],
)
def test_what_differs_in_a_mark_is_told(codebook, before, after, words):
    assert span_words(before, after, codebook) == words


@pytest.mark.parametrize(
    ("kind", "before", "after", "words"),
    [
        ("span", None, span(), ()),
        ("span", span(), None, ()),
        ("relation", None, relation(), ()),
        ("relation", relation(), None, ("relation lives in went",)),
        ("relation", relation("gone"), None, ("relation gone went",)),
        ("relation", relation(since="2001"), relation(), ("Since: 2001 → –",)),
        ("comment", None, {"text": "satu dua tiga empat"}, ("note: – → “satu dua tiga …”",)),
        ("comment", {"text": "a"}, {"text": "b"}, ("note: “a” → “b”",)),
        ("comment", {"text": "a"}, None, ("note: “a” → –",)),
        ("comment", {"text": "a"}, {"text": "a"}, ()),
        ("annotation_set", None, {"status": "done"}, ("status: not begun → done",)),
        ("annotation_set", {"status": "done"}, None, ("status: done → not begun",)),
        ("annotation_set", {"status": "x"}, {"status": "x"}, ()),
        (
            "annotation_set",
            {"status": "new", "fields": {}},
            {"status": "in_progress", "fields": {"outlet": "Kompas"}},
            ("status: not begun → in progress", "Outlet: – → Kompas"),
        ),
        ("coder", {"role": "coder"}, {"role": "lead"}, ("role: coder → lead",)),
        ("coder", {"role": "coder"}, {"role": "boss"}, ("role: coder → boss",)),
        ("coder", {"role": "coder"}, {"role": "coder"}, ()),
        ("document", {"title": "a"}, {"title": "b"}, ("title: a → b",)),
        ("assignment", {"place": 0}, {"place": 1}, ()),
        ("decision", None, None, ()),
    ],
)
def test_one_row_is_told_in_a_few_words(codebook, kind, before, after, words):
    assert told(kind, before, after, codebook) == words


@pytest.mark.parametrize("verdict", VERDICTS)
def test_every_verdict_is_told_in_both_languages(codebook, verdict):
    english = told("decision", None, {"verdict": verdict}, codebook)
    language.set_language("id")
    indonesian = told("decision", None, {"verdict": verdict}, codebook)
    assert english == (VERDICTS[verdict],)
    assert indonesian != english


def test_everything_is_told_in_indonesian_too(codebook):
    language.set_language("id")
    words = span_words(span(role="head"), span("place", (1, 1205), role="town"), codebook)
    assert words[0] == "label: Orang → Tempat"
    assert "1.200" in words[2]
    assert words[3] == "Peran: Kepala → town"
    assert set_words({}, {"fields": {"checked": True}}, codebook) == ["Diperiksa: – → ya"]


# answers ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("empty", [None, "", []])
def test_no_answer_is_a_dash(codebook, empty):
    assert answer_words(empty, None, codebook) == NOTHING


@pytest.mark.parametrize("falsy", [0, 0.0, False])
def test_nought_and_no_are_answers(codebook, falsy):
    assert answer_words(falsy, None, codebook) != NOTHING


def test_an_answer_of_many_words_is_cut_and_one_of_a_list_is_named(codebook):
    assert answer_words("a b c d", None, codebook) == "a b c …"
    role = codebook.labels["person"].attributes["role"]
    assert answer_words(("head", "staff", "gone"), role, codebook) == "Head, Staff, gone"


# several rows -----------------------------------------------------------------------------------


def rows(kind: str, came: int = 0, went: int = 0, changed: int = 0) -> list[RowChange]:
    value = {"document": {"title": "a"}, "span": span()}.get(kind, relation())
    return [
        *(RowChange(kind, f"{kind}-c{at}", None, value) for at in range(came)),
        *(RowChange(kind, f"{kind}-w{at}", value, None) for at in range(went)),
        *(RowChange(kind, f"{kind}-x{at}", value, value) for at in range(changed)),
    ]


def test_of_many_rows_only_how_many_is_told(codebook):
    changes = [*rows("document", 1), *rows("span", 2, 1, 3), *rows("relation", 1, 2)]
    assert change_words(changes, codebook) == (
        "1 article came",
        "2 marks came",
        "1 relation came",
        "1 mark went",
        "2 relations went",
        "3 marks changed",
    )


def test_a_mark_that_took_many_relations_with_it_says_how_many(codebook):
    changes = [*rows("span", went=1), *rows("relation", went=MOST)]
    assert change_words(changes, codebook) == ("1 mark went", f"{MOST} relations went")


def test_an_answer_that_changed_many_marks_is_told_with_their_number(codebook):
    before, after = ({"status": "in_progress", "fields": {"genre": one}} for one in ("a", "b"))
    changes = [RowChange("annotation_set", "s", before, after), *rows("span", changed=3)]
    assert change_words(changes, codebook) == ("genre: a → b", "3 marks changed")


def test_an_answer_of_a_mark_that_changed_many_relations_is_told(codebook):
    mark = RowChange("span", "m", span(role="head"), span(role="staff"))
    changes = [mark, *rows("relation", changed=MOST)]
    assert change_words(changes, codebook) == ("Role: Head → Staff",)


counts = st.integers(0, 3)


@given(st.lists(st.tuples(counts, counts, counts), min_size=3, max_size=3), st.randoms())
def test_no_row_is_told_twice_and_their_order_does_not_matter(codebook, numbers, lot):
    kinds = ("document", "span", "relation")
    changes = [
        row for kind, number in zip(kinds, numbers, strict=True) for row in rows(kind, *number)
    ]
    shuffled = lot.sample(changes, len(changes))
    if len(changes) <= MOST:
        assert sorted(change_words(shuffled, codebook)) == sorted(change_words(changes, codebook))
        return
    said = change_words(shuffled, codebook)
    assert said == change_words(changes, codebook)
    told_of = sum(int(words.split()[0]) for words in said)
    documents, spans, relations = numbers
    assert told_of == documents[0] + sum(spans) + relations[0] + relations[1]


# laws -------------------------------------------------------------------------------------------

offsets = st.lists(st.integers(0, 30), min_size=2, max_size=6, unique=True).map(sorted)
places = offsets.map(lambda found: tuple(zip(found[::2], found[1::2], strict=False)))
answers = st.dictionaries(
    st.sampled_from(("role", "sure", "also", "age")),
    st.sampled_from(("head", "staff", True, False, ["x"], ["x", "y"], 3)),
    max_size=3,
)
versions = st.builds(
    lambda label, place, given: span(label, *place, **given),
    st.sampled_from(("person", "place")),
    places,
    answers,
)


@given(versions, versions)
def test_nothing_is_said_only_where_nothing_differs(codebook, before, after):
    assert span_words(before, before, codebook) == []
    assert bool(span_words(before, after, codebook)) == (before != after)
    forth, back = (span_words(*pair, codebook) for pair in ((before, after), (after, before)))
    assert len(forth) == len(back)


@given(versions, versions)
def test_each_answer_that_differs_is_named_once(codebook, before, after):
    old, new = before["attributes"], after["attributes"]
    differing = [name for name in {*old, *new} if old.get(name) != new.get(name)]
    said = span_words(before, {**before, "attributes": new}, codebook)
    assert sorted(words.split(":")[0].lower() for words in said) == sorted(differing)
