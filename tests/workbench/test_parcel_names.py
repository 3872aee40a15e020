"""The files and the words of parcels: names that every disk takes, and counts in both languages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PureWindowsPath

import factories
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.assignment import Purpose
from annotator.model.coder import Coder
from annotator.model.errors import EnvironmentFault
from annotator.model.identity import new_id
from annotator.workbench.join_report import JoinedFile
from annotator.workbench.language import set_language
from annotator.workbench.parcel_words import (
    PURPOSES,
    document_words,
    file_words,
    info_words,
    purpose_words,
)
from annotator.workbench.parcelling import ParcelInfo, refuse_taken, suggested_name
from annotator.workbench.returned_work import JoinedDocument


@pytest.fixture(scope="module")
def context(tmp_path_factory):
    with factories.make_session(tmp_path_factory.mktemp("names")) as session:
        yield session.context


def name_for(context, person: str, purpose: Purpose = Purpose.CODING) -> str:
    return suggested_name(context, Coder(new_id(), "c", person), purpose)


@given(st.text(max_size=80))
def test_whatever_people_are_called_the_file_can_be_made(context, person):
    name = name_for(context, person)
    middle = name.removeprefix("p-").removesuffix(".annot")
    assert name == f"p-{middle}.annot"
    assert middle == middle.strip(" .-") != ""
    assert not set(name) & set('<>:"/\\|?*')
    assert name.isprintable()
    assert len(name.split()) == 1
    assert PureWindowsPath(name).name == name


@pytest.mark.parametrize(
    ("person", "name"),
    [
        ("Ani Wijaya", "p-Ani-Wijaya.annot"),
        ("  Dr. Ani\tWijaya, M.Si. ", "p-Dr.-Ani-Wijaya,-M.Si.annot"),
        ("../../etc", "p-etc.annot"),
        ("عائشة", "p-عائشة.annot"),
        ("👩‍🏫", "p-👩-🏫.annot"),
        ("???", "p-parcel.annot"),
    ],
)
def test_a_name_is_kept_as_far_as_files_can_have_it(context, person, name):
    assert name_for(context, person) == name


def test_feedback_lies_beside_the_first_parcel(context):
    assert name_for(context, "Budi", Purpose.FEEDBACK) == "p-Budi-feedback.annot"


@pytest.mark.parametrize(
    "names", [("A/B", "A B"), ("Budi", "BUDI"), ("Budi", "Citra", "Budi"), ("x" * 60, "x" * 61)]
)
def test_two_parcels_of_one_name_are_refused_before_any_is_made(context, tmp_path, names):
    paths = [tmp_path / name_for(context, name) for name in names]
    with pytest.raises(EnvironmentFault, match="file_exists"):
        refuse_taken(paths)
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_is_taken_is_refused_also_by_a_link_that_leads_nowhere(tmp_path):
    free, file, link = (tmp_path / name for name in ("a.annot", "b.annot", "c.annot"))
    refuse_taken([free, file, link])
    file.touch()
    link.symlink_to(tmp_path / "nowhere")
    for taken in (file, link):
        with pytest.raises(EnvironmentFault) as refused:
            refuse_taken([free, taken])
        assert refused.value.fields["path"] == str(taken)


# words ------------------------------------------------------------------------------------------

NOTHING = JoinedDocument("d", "a", "A", 0, 0, 0, 0, 0, 0, is_finished=True)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({}, ""),
        ({"new": 1}, "1 new mark"),
        ({"new": 2, "same": 3}, "2 new marks, 3 the same"),
        ({"changed": 1, "deleted": 1200}, "1 changed, 1,200 deleted"),
        ({"further": 1}, "1 relation, note or answer"),
        ({"further": 2, "conflicting": 1}, "2 relations, notes or answers, 1 in two versions"),
        ({"is_finished": False}, "not done yet"),
        ({"codebooks": ("small 0.9", "x 1")}, "made under another codebook: small 0.9, x 1"),
    ],
)
def test_what_becomes_of_an_article_is_told_and_nothing_that_is_not(more, words):
    assert document_words(replace(NOTHING, **more)) == words
    set_language("id")
    translated = document_words(replace(NOTHING, **more))
    assert (translated == words) == (words == "")
    assert "{" not in translated


@pytest.mark.parametrize("count", ["new", "changed", "deleted", "further"])
def test_an_article_is_touched_where_anything_is_not_as_it_was(count):
    assert replace(NOTHING, **{count: 1}).is_touched
    assert not replace(NOTHING, same=9, conflicting=9, is_finished=False).is_touched


def test_a_file_says_whose_it_is_and_how_many_articles_are_done():
    documents = tuple(replace(NOTHING, is_finished=done) for done in (True, False, True))
    file = JoinedFile("x.annot", 3, "Budi", new_id(), "coding", documents)
    assert file_words(file) == "parcel for coding of Budi, 2 of 3 articles done"
    set_language("id")
    assert file_words(file) == "paket untuk pengodean dari Budi, 2 dari 3 artikel selesai"


@pytest.mark.parametrize("purpose", list(Purpose))
def test_every_purpose_has_words_in_both_languages(purpose):
    english = purpose_words(purpose)
    assert english == PURPOSES[purpose]
    set_language("id")
    assert purpose_words(str(purpose)) != english


def test_a_parcel_says_of_itself_whose_marks_come_back():
    info = ParcelInfo(new_id(), "Budi", "feedback", "2026-11-22T00:30:00Z", 2)
    assert info_words(info) == (
        "Budi: parcel with feedback, made 22 Nov 2026, 08:30; only Budi's marks come back into the"
        " project"
    )
