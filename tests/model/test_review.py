"""Rows of team work: known by the same id in every copy, and what their words mean."""

from __future__ import annotations

import itertools

import pytest

from annotator.model.assignment import (
    NOBODY,
    NOT_COMPARED,
    REVIEWERS,
    Assignment,
    Role,
    again_id,
    gold_id,
    is_person,
    is_reviewer,
)
from annotator.model.coder import Coder, folded_name
from annotator.model.identity import Id, document_id, set_id, text_hash
from annotator.model.review import (
    FINAL,
    SETTLED,
    Decision,
    Feedback,
    Review,
    ReviewStatus,
    Verdict,
)

DOCUMENT, OTHER = (document_id(text_hash(text)) for text in ("satu", "dua"))
ANI, BUDI, BOOK = Id("a" * 32), Id("b" * 32), Id("c" * 32)
DAY = "2026-11-22T08:00:00Z"


def decision(case: Id, **more: object) -> Decision:
    known = {"document_id": DOCUMENT, "kind": "span", "verdict": Verdict.READING}
    who = {"reviewer_id": ANI, "codebook_id": BOOK, "created": DAY}
    return Decision(case, **{**known, **who, **more})


def test_a_row_has_one_id_whatever_is_said_in_it():
    """Two copies that write the same row without knowing of each other write one row."""
    pairs = [
        (Assignment(DOCUMENT, ANI), Assignment(DOCUMENT, ANI, 7, is_locked=True, since="x")),
        (Review(DOCUMENT, ReviewStatus.OPEN, 1, ANI, DAY),
         Review(DOCUMENT, ReviewStatus.RELEASED, 2, BUDI, "", is_revealed=True)),
        (Feedback(DOCUMENT, ANI, DAY), Feedback(DOCUMENT, ANI, "", ({"note": "x"},))),
        (decision(BOOK), decision(BOOK, verdict=Verdict.NONE, note="?", reviewer_id=BUDI)),
    ]  # fmt: skip
    assert [one.id == other.id for one, other in pairs] == [True] * 4
    assert [one == other for one, other in pairs] == [False] * 4


def test_rows_about_other_things_have_other_ids():
    """Also rows of different kinds about the same thing."""
    found = [
        *(Assignment(one, who).id for one in (DOCUMENT, OTHER) for who in (ANI, BUDI)),
        *(Feedback(one, who, DAY).id for one in (DOCUMENT, OTHER) for who in (ANI, BUDI)),
        *(set_id(one, who) for one in (DOCUMENT, OTHER) for who in (ANI, BUDI)),
        *(Review(one, ReviewStatus.OPEN, 1, ANI, DAY).id for one in (DOCUMENT, OTHER)),
        *(decision(one).id for one in (DOCUMENT, OTHER)),
        *(make(one) for make in (gold_id, again_id) for one in (ANI, BUDI)),
        *(DOCUMENT, OTHER, ANI, BUDI),
    ]
    assert len(set(found)) == len(found)
    assert all(len(one) == 32 and set(one) <= set("0123456789abcdef") for one in found)


@pytest.mark.parametrize("role", Role)
def test_only_the_gold_is_nobody_and_only_reviewers_decide(role):
    coder = Coder(ANI, "ani", "Ani", role)
    assert is_person(coder) == (role is not Role.GOLD)
    assert is_reviewer(coder) == (role in (Role.LEAD, Role.ADJUDICATOR))
    assert NOBODY <= NOT_COMPARED
    assert not NOT_COMPARED & REVIEWERS


def test_a_coder_is_somebody_and_no_reviewer_unless_it_is_said():
    coder = Coder(ANI, "ani", "Ani")
    assert (coder.role, is_person(coder), is_reviewer(coder)) == (Role.CODER, True, False)


def test_what_was_asked_or_left_for_later_is_not_settled():
    assert set(Verdict) - SETTLED == {Verdict.SENT_BACK, Verdict.SKIPPED}
    assert set(ReviewStatus) - FINAL == {
        ReviewStatus.OPEN,
        ReviewStatus.IN_REVIEW,
        ReviewStatus.REOPENED,
    }


@pytest.mark.parametrize(
    "spellings",
    [
        ("Ani", "ani", " ANI ", "\tani\n"),
        ("Jos\u00e9", "Jose\u0301", "JOS\u00c9"),
        ("Straße", "STRASSE", "strasse"),
        ("Ṭāhā 😀", " ṭāhā 😀"),
    ],
)
def test_spellings_of_one_name_are_one_name(spellings):
    assert len({folded_name(one) for one in spellings}) == 1


def test_other_names_are_other_names():
    names = ("Ani", "Ani 2", "A ni", "An\u0131", "Any", "Ani\u200b", "")
    for one, other in itertools.combinations(names, 2):
        assert folded_name(one) != folded_name(other)
