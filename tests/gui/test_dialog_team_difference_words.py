"""What a coder is told of a difference: rows of own against gold, a title, a passage, a letter."""

from __future__ import annotations

import pytest
from factories import write_codebook

from annotator.codebooks.reader import parse_codebook, read_codebook
from annotator.gui.dialogs.team import difference_words as words
from annotator.gui.theme.naming import naming
from annotator.model.codebook import Codebook
from annotator.model.identity import Id
from annotator.model.review import Verdict
from annotator.workbench.adjudicating.differences import Difference
from annotator.workbench.language import set_language


@pytest.fixture(scope="module")
def codebook(tmp_path_factory):
    path = write_codebook(tmp_path_factory.mktemp("codebook"))
    return parse_codebook(read_codebook(path))[0]


@pytest.fixture(autouse=True)
def _named(codebook):
    """The small codebook names everything."""
    naming().set_codebook(codebook, "en")
    yield
    naming().set_codebook(Codebook("", ""), "en")


def mark(label="person", text="Sri", **attributes):
    return {"label": label, "text": text, "fragments": [[7, 10]], "attributes": attributes}


def relation(source, target, **attributes):
    ends = {"from": mark(text=source), "to": mark("place", target)}
    return {"relation": "lives_in", **ends, "attributes": attributes}


def difference(own, gold, *, kind="span", verdict=Verdict.READING, **more):
    given = {"note": "", "question": "", "mark": None, "start": None, "answer": "", **more}
    return Difference(Id("d" * 32), "Artikel", Id("c" * 32), kind, verdict, own, gold, **given)


def rows(one):
    return [(row.name, row.own, row.gold) for row in words.rows_of(one)]


def differing(one):
    return [row[0] for row, said in zip(rows(one), words.rows_of(one), strict=True) if said.differs]


# rows -----------------------------------------------------------------------------------------


def test_what_differs_stands_first_and_the_rest_in_its_order():
    one = difference(mark(role="head", age=3), mark(text="Bupati Sri", role="staff", age=3))
    assert rows(one) == [
        ("Words", "Sri", "Bupati Sri"),
        ("Role", "Head", "Staff"),
        ("Label", "Person", "Person"),
        ("Age", "3", "3"),
    ]
    assert differing(one) == ["Words", "Role"]


@pytest.mark.parametrize(
    ("name", "value", "title", "shown"),
    [
        ("role", "head", "Role", "Head"),
        ("age", 0, "Age", "0"),
        ("age", 2.5, "Age", "2.5"),
        ("why", "karena «ASN» 😀", "Why", "karena «ASN» 😀"),
        ("also", ["x", "z"], "Also", "x, z"),
        ("also", [], "Also", ""),
        ("role", None, "Role", ""),
        ("why", "", "Why", ""),
        ("born", "2024-10", "Born", "2024-10"),
        ("sure", True, "Sure", "yes"),
        ("sure", False, "Sure", "no"),
        ("asked_elsewhere", "x", "asked elsewhere", "x"),
        ("asked_elsewhere", ["x", 1], "asked elsewhere", "x, 1"),
    ],
)
def test_an_answer_reads_as_people_read_it(name, value, title, shown):
    """Nought and no are answers; nothing is none."""
    one = difference(mark(**{name: value}), None)
    assert (title, shown, "") in rows(one)


def test_an_answer_is_read_in_the_language_of_the_window():
    set_language("id")
    naming().language = "id"
    one = difference(mark(role="head", sure=True), mark(role="head", sure=False))
    assert ("Yakin", "ya", "tidak") in rows(one)
    assert ("Peran", "Kepala", "Kepala") in rows(one)


def test_an_answer_is_named_as_its_own_label_names_it():
    """Both labels ask for a role, and not for the same one."""
    one = difference(
        mark("place", "Samarinda", role="head"), mark("person", "Samarinda", role="head")
    )
    assert ("Role", "head", "Head") in rows(one)
    other = difference(mark("person", role="head"), mark("place", role="town"))
    assert ("Role", "Head", "town") in rows(other)


def test_what_only_one_of_them_answers_is_nothing_at_the_other():
    one = difference(mark(role="head"), mark(age=7))
    assert ("Role", "Head", "") in rows(one)
    assert ("Age", "", "7") in rows(one)


def test_a_relation_says_what_it_is_and_what_it_joins():
    one = difference(
        relation("Sri", "Balikpapan"),
        relation("Sri", "Samarinda", since="2020"),
        kind="relation",
    )
    assert rows(one) == [
        ("To", "Balikpapan", "Samarinda"),
        ("Since", "", "2020"),
        ("Relation", "lives in", "lives in"),
        ("From", "Sri", "Sri"),
    ]


@pytest.mark.parametrize("side", ["own", "gold"])
def test_a_relation_that_only_one_of_them_has(side):
    said = relation("Sri", "Balikpapan")
    one = difference(said if side == "own" else None, said if side == "gold" else None)
    assert {row[0] for row in rows(one)} == {"Relation", "From", "To"}
    assert all({row[1], row[2]} >= {""} for row in rows(one))


def test_what_is_said_of_the_article_has_rows_of_its_questions_alone():
    own, gold = {"fields": {"outlet": "Kaltim", "checked": True}}, {"fields": {"outlet": "Kumala"}}
    one = difference(own, gold, kind="document")
    assert rows(one) == [("Outlet", "Kaltim", "Kumala"), ("Checked", "yes", "")]


def test_a_question_has_no_gold_to_differ_from():
    one = difference(mark(role="head"), None, verdict=Verdict.SENT_BACK)
    assert differing(one) == []
    assert ("Words", "Sri", "Sri") in rows(one)


def test_only_words_of_the_article_are_set_as_such():
    one = difference(relation("Sri", "Balikpapan"), None)
    assert {row.name for row in words.rows_of(one) if row.is_passage} == {"From", "To"}
    (passage,) = [row.name for row in words.rows_of(difference(mark(), None)) if row.is_passage]
    assert passage == "Words"


# titles, passages, letters --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("own", "gold", "title"),
    [
        (None, mark(), "Missing here"),
        (mark(), None, "Not in the gold"),
        (mark(), mark(), "The same, with a note"),
        (mark(), mark("place"), "Differs: Label"),
        (mark(role="head"), mark(text="Bupati Sri", role="staff"), "Differs: Words, Role"),
    ],
)
def test_a_title_says_what_kind_of_difference_it_is(own, gold, title):
    assert words.title_of(difference(own, gold)) == title


def test_a_question_is_one_whatever_it_is_about():
    for own, gold in ((mark(), None), (None, mark()), (mark(), mark("place"))):
        asked = difference(own, gold, verdict=Verdict.SENT_BACK)
        assert words.title_of(asked) == "A question"


@pytest.mark.parametrize(
    ("own", "gold", "kind", "passage", "label"),
    [
        (mark(text="Sri"), mark(text="Bupati Sri"), "span", "Sri", "person"),
        (None, mark("place", "Samarinda"), "span", "Samarinda", "place"),
        (relation("Sri", "Balikpapan"), None, "relation", "Sri", "person"),
        (None, relation("Ani", "Balikpapan"), "relation", "Ani", "person"),
        ({"fields": {}}, None, "document", "About the article", ""),
        (None, None, "span", "", ""),
    ],
)
def test_the_passage_and_the_letter_are_ones_own_or_else_those_of_the_gold(
    own, gold, kind, passage, label
):
    one = difference(own, gold, kind=kind)
    assert (words.passage_of(one), words.label_of(one)) == (passage, label)


def test_a_label_that_the_codebook_has_no_longer_is_called_by_its_id():
    one = difference(mark("no_more", role="head"), mark("no_more", role="staff"))
    assert ("Label", "no more", "no more") in rows(one)
    assert ("role", "head", "staff") in rows(one)
