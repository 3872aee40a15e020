"""What coders are told: their own reading against the gold, questions, nothing of the others."""

from __future__ import annotations

import json

import pytest
from review_scene import (
    BALIKPAPAN,
    BUPATI_SRI,
    DI_BALIKPAPAN,
    SRI,
    add_document,
    lives_in,
    person,
    place,
    work,
)

from annotator.model.assignment import Purpose
from annotator.model.errors import RefusedError
from annotator.model.review import ReviewStatus, Verdict
from annotator.store import reviews
from annotator.workbench.adjudicating.articles import Adjudicating
from annotator.workbench.adjudicating.differences import my_differences
from annotator.workbench.adjudicating.states import CaseState
from annotator.workbench.joining import join_files
from annotator.workbench.parcelling import make_parcel
from annotator.workbench.session import Session
from annotator.workbench.teamwork import may_be_told


def decided(make, name, fields=None, **by_coder):
    scene = make(fields, **by_coder)
    desk = scene.begun()
    while (case_id := desk.next_open()) is not None:
        desk.take(case_id, scene.letter(desk, case_id, name))
    return scene, desk


def released(scene, desk):
    desk.sign_off()
    return Adjudicating(scene.session.context).release([scene.document_id])


def told(scene, name):
    scene.as_coder(name)
    found = my_differences(scene.session.context)
    scene.as_coder("Ani")
    return found


def test_each_coder_reads_their_own_mark_against_the_gold_with_the_reason(make):
    scene, desk = decided(
        make,
        "Citra",
        Budi=work(person(SRI), place(BALIKPAPAN)),
        Citra=work(person(BUPATI_SRI), place(BALIKPAPAN)),
    )
    desk.note(desk.cases[0].id, "the title belongs to the name")
    assert released(scene, desk) == 2
    [one] = told(scene, "Budi")
    assert (one.own["text"], one.gold["text"]) == ("Sri", "Bupati Sri")
    assert (one.note, one.verdict, one.start) == (
        "the title belongs to the name",
        Verdict.READING,
        SRI[0],
    )
    assert one.mark == ("span", scene.set_of("Budi").spans[0].id)
    [same] = told(scene, "Citra")
    assert same.own == same.gold
    assert desk.review.status is ReviewStatus.RELEASED


def test_what_was_not_marked_and_what_is_not_gold_is_told(make):
    scene, desk = decided(make, "Budi", Budi=work(person(SRI)), Citra=work(place(BALIKPAPAN)))
    released(scene, desk)
    missing, extra = told(scene, "Citra")
    assert (missing.own, missing.gold["label"], missing.mark) == (None, "person", None)
    assert (extra.own["label"], extra.gold) == ("place", None)
    assert told(scene, "Budi") == []


def test_feedback_says_nothing_of_other_coders(make):
    scene, desk = decided(
        make,
        "Budi",
        Budi=work(person(SRI)),
        Citra=work(person(SRI), place(DI_BALIKPAPAN)),
        Dewi=work(person(BUPATI_SRI, role="staff", why="only Dewi says so"), place(BALIKPAPAN)),
    )
    released(scene, desk)
    for name, others in {"Budi": ("Citra", "Dewi"), "Citra": ("Budi", "Dewi")}.items():
        [feedback] = reviews.list_feedback(scene.session.project, scene.coder(name))
        said = json.dumps([dict(item) for item in feedback.items])
        for other in others:
            assert scene.coder(other) not in said
            assert all(mark.id not in said for mark in scene.set_of(other).spans)
        assert "only Dewi" not in said


def test_relations_and_document_fields_are_told(make):
    ends = (person(SRI), place(BALIKPAPAN))
    scene, desk = decided(
        make,
        "Budi",
        {"Budi": {"outlet": "Kompas"}, "Citra": {"outlet": "Tempo"}},
        Budi=work(*ends, lives_in(0, 1)),
        Citra=work(*ends),
    )
    released(scene, desk)
    relation, document = told(scene, "Citra")
    assert relation.own is None
    assert (relation.gold["relation"], relation.gold["from"]["text"]) == ("lives_in", "Sri")
    assert (document.own, document.gold) == (
        {"fields": {"outlet": "Tempo"}},
        {"fields": {"outlet": "Kompas"}},
    )
    assert document.start is None


def test_a_relation_whose_end_only_moved_is_told_of_the_mark_and_not_again(make):
    scene, desk = decided(
        make,
        "Budi",
        Budi=work(person(SRI), place(BALIKPAPAN), lives_in(0, 1)),
        Citra=work(person(SRI), place(DI_BALIKPAPAN), lives_in(0, 1)),
    )
    released(scene, desk)
    assert [one.kind for one in told(scene, "Citra")] == ["span"]


def test_a_question_goes_to_who_marked_something_and_the_answer_comes_back(make):
    scene = make(Budi=work(person(SRI)), Citra=work())
    desk = scene.begun()
    [one] = desk.cases
    desk.send_back(one.id, " Is the title part of it? ")
    assert desk.case(one.id).state is CaseState.SENT_BACK
    assert desk.counts.left == 1
    [question] = told(scene, "Budi")
    assert (question.question, question.is_question) == ("Is the title part of it?", True)
    assert told(scene, "Citra") == []
    scene.as_coder("Budi").coding.set_comment(question.mark[1], "No, only the name.")
    scene.as_coder("Ani")
    [note] = desk.card(one.id).notes
    assert (note.text, note.is_answer) == ("No, only the name.", True)
    assert note.letter == scene.letter(desk, one.id, "Budi")
    assert told(scene, "Budi")[0].answer == "No, only the name."
    desk.none(one.id)
    assert desk.counts.left == 0


def test_a_question_comes_in_a_parcel_before_the_article_is_released(make, tmp_path):
    scene = make(Budi=work(person(SRI)), Citra=work())
    desk, context = scene.begun(), scene.session.context
    assert not may_be_told(context, scene.coder("Budi"))
    desk.send_back(desk.cases[0].id, "Is the title part of it?")
    assert may_be_told(context, scene.coder("Budi"))
    path = tmp_path / "asked.annot"
    report = make_parcel(context, "Budi", path, purpose=Purpose.FEEDBACK)
    assert (report.documents, report.feedback) == (1, 1)
    with Session.open(path) as parcel:
        [one] = my_differences(parcel.context)
        assert (one.question, one.gold, one.is_question) == ("Is the title part of it?", None, True)
        parcel.coding.set_comment(one.mark[1], "No, only the name.")
    join_files(context, [path])
    [note] = desk.card(desk.cases[0].id).notes
    assert (note.text, note.is_answer) == ("No, only the name.", True)
    with pytest.raises(RefusedError, match="nothing_released"):
        make_parcel(context, "Citra", tmp_path / "nothing.annot", purpose=Purpose.FEEDBACK)


def test_words_that_look_like_a_question_let_nothing_out_before_the_release(make):
    scene, desk = decided(make, "Citra", Budi=work(person(SRI)), Citra=work(person(BUPATI_SRI)))
    desk.note(desk.cases[0].id, '"verdict":"sent_back"')
    released(scene, desk)
    assert may_be_told(scene.session.context, scene.coder("Budi"))
    desk.reopen()
    assert not may_be_told(scene.session.context, scene.coder("Budi"))


def test_a_note_written_before_the_question_is_no_answer(make):
    scene = make(Budi=work(person(SRI)), Citra=work())
    mark = scene.set_of("Budi").spans[0]
    scene.as_coder("Budi").coding.set_comment(mark.id, "hm")
    scene.as_coder("Ani")
    desk = scene.begun()
    [one] = desk.cases
    assert [note.is_answer for note in desk.card(one.id).notes] == [False]


def test_a_question_needs_words_and_is_one_step_of_undo(make):
    scene = make(Budi=work(person(SRI)), Citra=work())
    desk = scene.begun()
    [one] = desk.cases
    with pytest.raises(RefusedError, match="question_needs_words"):
        desk.send_back(one.id, "  ")
    desk.send_back(one.id, "why?")
    scene.session.history.undo()
    assert desk.case(one.id).state is CaseState.OPEN
    assert told(scene, "Budi") == []


def test_asking_again_replaces_the_question(make):
    scene = make(Budi=work(person(SRI), place(BALIKPAPAN)), Citra=work())
    desk = scene.begun()
    first, second = desk.cases
    desk.send_back(first.id, "why?")
    desk.send_back(second.id, "and here?")
    desk.send_back(first.id, "why so?")
    assert [one.question for one in told(scene, "Budi")] == ["why so?", "and here?"]


def test_only_signed_off_articles_are_released_and_all_of_them_or_none(make):
    scene, desk = decided(make, "Budi", Budi=work(person(SRI)), Citra=work())
    other = add_document(scene, "b", "Orang.", Budi=work(place((0, 5))), Citra=work())
    desk.sign_off()
    adjudicating = Adjudicating(scene.session.context)
    with pytest.raises(RefusedError, match="not_signed_off"):
        adjudicating.release([scene.document_id, other])
    assert told(scene, "Citra") == []
    assert adjudicating.release([scene.document_id]) == 2
    scene.session.history.undo()
    assert told(scene, "Citra") == []
    assert desk.review.status is ReviewStatus.SIGNED_OFF


def test_what_has_become_stale_is_not_released(make):
    scene, desk = decided(make, "Budi", Budi=work(person(SRI)), Citra=work())
    desk.sign_off()
    scene.as_coder("Budi").coding.set_attribute(scene.set_of("Budi").spans[0].id, "age", 3)
    scene.as_coder("Ani")
    with pytest.raises(RefusedError, match="cases_not_settled"):
        Adjudicating(scene.session.context).release([scene.document_id])


def test_a_second_release_tells_what_is_decided_then(make):
    scene, desk = decided(make, "Budi", Budi=work(person(SRI)), Citra=work())
    released(scene, desk)
    assert len(told(scene, "Citra")) == 1
    desk.reopen()
    desk.none(desk.cases[0].id)
    assert len(told(scene, "Citra")) == 1
    released(scene, desk)
    assert told(scene, "Citra") == []
    assert len(told(scene, "Budi")) == 1
