"""The desk of one article: what costs nothing, and what each verb makes of a case."""

from __future__ import annotations

import shutil
from dataclasses import replace

import factories
import pytest
from review_scene import (
    ASN,
    BALIKPAPAN,
    BUPATI_SRI,
    DI_BALIKPAPAN,
    SAMARINDA,
    SRI,
    case_with,
    lives_in,
    person,
    place,
    said,
    work,
)

from annotator.model.assignment import Role, gold_id
from annotator.model.change import Operation
from annotator.model.errors import InputError, RefusedError
from annotator.model.extent import Extent
from annotator.model.identity import Id
from annotator.model.review import ReviewStatus, Verdict
from annotator.model.span import Origin
from annotator.store import reviews, revisions
from annotator.store.rows import span_value
from annotator.workbench.adjudicating.articles import Adjudicating
from annotator.workbench.adjudicating.beginning import ensure_gold_coder
from annotator.workbench.adjudicating.row_drafts import Edit
from annotator.workbench.adjudicating.states import CaseState, Order
from annotator.workbench.people import set_role
from annotator.workbench.session import Session

HEAD = {"role": "head"}
AGREED = work(person(SRI), place(BALIKPAPAN), lives_in(0, 1, since="2020"))


def refused(code: str):
    return pytest.raises(RefusedError, match=code)


# what everybody has ------------------------------------------------------------------------------


def test_what_everybody_has_is_gold_from_the_beginning_with_answers_and_relations(make):
    scene = make(Budi=AGREED, Citra=AGREED)
    desk = scene.begun()
    assert said(desk) == [("person", *SRI, HEAD), ("place", *BALIKPAPAN, {})]
    [relation] = desk.gold.relations
    source, target = desk.gold.spans
    assert (relation.source_id, relation.target_id) == (source.id, target.id)
    assert relation.attributes == {"since": "2020"}
    assert {one.state for one in desk.every_case.values()} == {CaseState.AUTO}
    assert desk.cases == ()
    assert (desk.counts.left, desk.counts.unanimous) == (0, 3)


def test_gold_is_nobodys_and_says_that_it_was_adjudicated(make):
    scene = make(Budi=AGREED, Citra=AGREED)
    desk = scene.begun()
    own = {mark.id for name in ("Budi", "Citra") for mark in scene.set_of(name).spans}
    assert {span.origin for span in desk.gold.spans} == {Origin.ADJUDICATED}
    assert own.isdisjoint(span.id for span in desk.gold.spans)
    decided = reviews.list_decisions(scene.session.project, scene.document_id)
    assert {one.verdict for one in decided} == {Verdict.AUTO}
    marks = {mark for one in decided for _kind, mark in one.gold}
    assert marks == {one.id for one in (*desk.gold.spans, *desk.gold.relations)}


def test_beginning_is_one_step_of_undo_and_is_done_once(make):
    scene = make(Budi=AGREED, Citra=AGREED)
    desk = scene.begun()
    with refused("review_begun"):
        desk.begin()
    scene.session.history.undo()
    assert (desk.review, desk.gold.spans, desk.gold.relations) == (None, (), ())
    assert reviews.list_decisions(scene.session.project) == []
    scene.session.history.redo()
    assert len(desk.gold.spans) == 2


def test_answers_that_do_not_count_are_gold_only_where_all_gave_them(tmp_path, make):
    scene = make(Budi=work(person(SRI, role="head", why="x")), Citra=work(person(SRI)))
    questions = scene.session.codebook.labels["person"].attributes
    object.__setattr__(questions["why"], "agreement", "ignore")
    desk = scene.begun()
    assert desk.cases == ()
    assert said(desk) == [("person", *SRI, HEAD)]


def test_a_seeded_sample_of_what_everybody_has_can_be_left_open_unannounced(make):
    scene = make(Budi=AGREED, Citra=AGREED)
    desk = scene.begun(audit_share=1.0)
    assert [one.state for one in desk.cases] == [CaseState.OPEN, CaseState.OPEN]
    assert desk.gold.spans == ()
    for one in desk.cases:
        desk.take(one.id, "B")
    assert desk.counts.left == 0
    assert len(desk.gold.relations) == 1
    decided = reviews.list_decisions(scene.session.project, scene.document_id)
    assert [one.is_audit for one in decided if one.kind == "span"] == [True, True]


def test_a_sample_is_a_share(make):
    with refused("not_a_share"):
        make(Budi=AGREED, Citra=AGREED).desk().begin(1.5)


def test_two_coders_must_have_finished(make):
    with refused("too_few_to_compare"):
        make(Budi=AGREED).desk()


# one reading -------------------------------------------------------------------------------------


def test_taking_a_reading_makes_it_gold_word_for_word(make):
    scene = make(
        Budi=work(person(SRI, role="head", why="a")), Citra=work(person(BUPATI_SRI, role="staff"))
    )
    desk = scene.begun()
    [one] = desk.cases
    desk.take(one.id, scene.letter(desk, one.id, "Citra"), seconds=4.5)
    assert said(desk) == [("person", *BUPATI_SRI, {"role": "staff"})]
    decision = desk.case(one.id).decision
    assert (decision.verdict, decision.taken_from) == (Verdict.READING, scene.coder("Citra"))
    assert decision.seconds == 4.5
    assert {source.kind for source in decision.sources} == {"span", "coder"}
    assert desk.case(one.id).state is CaseState.DECIDED


def test_taking_the_reading_of_who_marked_nothing_makes_nothing_gold(make):
    scene = make(Budi=work(person(SRI)), Citra=work())
    desk = scene.begun()
    [one] = desk.cases
    desk.take(one.id, scene.letter(desk, one.id, "Citra"))
    assert desk.gold.spans == ()
    assert desk.counts.left == 0


def test_none_of_them_is_recorded(make):
    scene = make(Budi=work(person(SRI)), Citra=work())
    desk = scene.begun()
    [one] = desk.cases
    desk.none(one.id)
    assert desk.gold.spans == ()
    assert desk.case(one.id).decision.verdict is Verdict.NONE


def test_keeping_all_keeps_each_reading_once(make):
    scene = make(
        Budi=work(place(BALIKPAPAN)), Citra=work(place(DI_BALIKPAPAN)), Dewi=work(place(BALIKPAPAN))
    )
    desk = scene.begun()
    [one] = desk.cases
    desk.keep_all(one.id)
    assert [row[:3] for row in said(desk)] == [("place", *DI_BALIKPAPAN), ("place", *BALIKPAPAN)]


def test_the_proposal_is_what_most_say_row_by_row(make):
    scene = make(
        Budi=work(person(SRI, role="head", age=50)),
        Citra=work(person(SRI, role="staff", age=50)),
        Dewi=work(person(BUPATI_SRI, role="staff", age=40)),
    )
    desk = scene.begun()
    [one] = desk.cases
    desk.propose(one.id)
    assert said(desk) == [("person", *SRI, {"role": "staff", "age": 50})]
    assert desk.case(one.id).decision.verdict is Verdict.PROPOSAL


def test_a_tie_is_no_proposal(make):
    desk = make(Budi=work(person(SRI)), Citra=work()).begun()
    [one] = desk.cases
    assert not desk.card(one.id).proposal.is_complete
    with refused("proposal_tied"):
        desk.propose(one.id)
    assert desk.case(one.id).state is CaseState.OPEN


def test_deciding_again_takes_the_place_of_what_was_decided(make):
    scene = make(Budi=work(place(BALIKPAPAN)), Citra=work(place(DI_BALIKPAPAN)))
    desk = scene.begun()
    [one] = desk.cases
    desk.keep_all(one.id)
    desk.take(one.id, scene.letter(desk, one.id, "Budi"))
    assert [row[:3] for row in said(desk)] == [("place", *BALIKPAPAN)]
    scene.session.history.undo()
    assert len(desk.gold.spans) == 2


def test_a_span_that_is_gold_already_is_not_made_twice(make):
    scene = make(Budi=work(place(BALIKPAPAN), place(SAMARINDA)), Citra=work(place(SAMARINDA)))
    desk = scene.begun()
    one = case_with(desk, "place", start=BALIKPAPAN[0])
    desk.edit(one.id, 0, Edit(start=SAMARINDA[0], end=SAMARINDA[1]))
    with refused("already_marked"):
        desk.settle(one.id)
    assert len(desk.gold.spans) == 1


# row by row --------------------------------------------------------------------------------------


def mixed(make):
    scene = make(Budi=work(person(SRI, role="head")), Citra=work(person(BUPATI_SRI, role="staff")))
    return scene, scene.begun()


def row_of(desk, case_id, kind, name=""):
    return next(r.index for r in desk.card(case_id).rows if (r.kind, r.name) == (kind, name))


def test_rows_are_taken_from_different_coders_and_written_when_all_are_chosen(make):
    scene, desk = mixed(make)
    [one] = desk.cases
    budi, citra = (scene.letter(desk, one.id, name) for name in ("Budi", "Citra"))
    assert not desk.take_row(one.id, row_of(desk, one.id, "start"), citra)
    with refused("row_open"):
        desk.settle(one.id)
    assert desk.take_row(one.id, row_of(desk, one.id, "attribute", "role"), budi)
    assert desk.gold.spans == ()
    desk.settle(one.id)
    assert said(desk) == [("person", *BUPATI_SRI, HEAD)]
    assert desk.case(one.id).decision.verdict is Verdict.EDITED
    assert not desk.has_draft(one.id)


def test_the_card_shows_what_is_chosen_and_an_empty_line_for_what_is_not(make):
    scene, desk = mixed(make)
    [one] = desk.cases
    desk.take_row(one.id, row_of(desk, one.id, "start"), scene.letter(desk, one.id, "Citra"))
    rows = {(row.kind, row.name): row for row in desk.card(one.id).rows}
    assert (rows["start", ""].has_gold, rows["start", ""].gold) == (True, 0)
    assert rows["end", ""].gold == SRI[1]
    assert not rows["attribute", "role"].has_gold
    desk.discard(one.id)
    assert not desk.card(one.id).rows[1].has_gold


def test_ends_move_to_the_next_boundary_and_by_tokens(make):
    _scene, desk = mixed(make)
    [one] = desk.cases
    desk.edit(one.id, 0, Edit(answers={"role": "head"}))
    assert desk.move_end(one.id, 0, -1, is_end=False)
    assert desk.move_end(one.id, 0, 1, is_end=False)
    assert desk.move_end(one.id, 0, 1, is_end=True, by_token=True)
    desk.settle(one.id)
    assert said(desk) == [("person", SRI[0], 19, HEAD)]


def test_an_end_never_passes_the_other(make):
    _scene, desk = mixed(make)
    [one] = desk.cases
    desk.edit(one.id, 0, Edit(start=7, answers={"role": "head"}))
    desk.move_end(one.id, 0, -1, is_end=True, by_token=True)
    desk.settle(one.id)
    assert said(desk)[0][1:3] == SRI


def test_another_label_keeps_the_answers_that_fit_it(make):
    _scene, desk = mixed(make)
    [one] = desk.cases
    desk.edit(one.id, 0, Edit(start=0, answers={"role": "head"}))
    assert desk.edit(one.id, 0, Edit(label="place"))
    desk.settle(one.id)
    assert said(desk) == [("place", *BUPATI_SRI, HEAD)]


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (Edit(label="thing"), "label_not_offered"),
        (Edit(label="nothing"), "label_not_offered"),
        (Edit(start=9, end=7), "offsets_not_in_text"),
        (Edit(end=10_000), "offsets_not_in_text"),
        (Edit(answers={"size": 3}), "attribute_not_asked"),
    ],
)
def test_an_edit_that_cannot_be_is_refused_and_changes_nothing(make, edit, code):
    _scene, desk = mixed(make)
    [one] = desk.cases
    with refused(code):
        desk.edit(one.id, 0, edit)
    assert [row.has_gold for row in desk.card(one.id).rows if row.differs] == [False, False]


def test_an_answer_must_be_one_that_the_codebook_knows(make):
    _scene, desk = mixed(make)
    [one] = desk.cases
    with pytest.raises(InputError, match="answer_not_possible"):
        desk.edit(one.id, 0, Edit(answers={"role": "king"}))


def test_answers_that_no_longer_apply_are_not_gold(make):
    scene = make(
        Budi=work(person(SRI, role="head", sure=False, why="hm")),
        Citra=work(person(SRI, role="head", sure=True)),
    )
    desk = scene.begun()
    [one] = desk.cases
    desk.edit(one.id, 0, Edit(answers={"sure": True, "why": "hm"}))
    desk.settle(one.id)
    assert said(desk) == [("person", *SRI, {"role": "head", "sure": True})]


def test_a_row_that_one_coder_lacks_can_be_chosen_not_to_be_there(make):
    scene = make(Budi=work(person(SRI)), Citra=work())
    desk = scene.begun()
    [one] = desk.cases
    index = row_of(desk, one.id, "presence")
    with refused("no_reading"):
        desk.take_row(one.id, row_of(desk, one.id, "label"), scene.letter(desk, one.id, "Citra"))
    assert desk.take_row(one.id, index, scene.letter(desk, one.id, "Citra"))
    desk.settle(one.id)
    assert desk.gold.spans == ()


# document fields ---------------------------------------------------------------------------------


FIELDS = {
    "Budi": {"outlet": "Kompas", "checked": True},
    "Citra": {"outlet": "Tempo", "checked": True},
}


def test_fields_that_all_agree_on_are_gold_by_rule_and_the_others_are_a_case(make):
    desk = make(FIELDS, Budi=AGREED, Citra=AGREED).begun()
    assert desk.gold.fields == {"checked": True}
    [one] = desk.cases
    assert (one.case.kind, one.number) == ("document", 1)


def test_taking_a_reading_of_the_document_answers_what_was_open(make):
    scene = make(FIELDS, Budi=AGREED, Citra=AGREED)
    desk = scene.begun()
    [one] = desk.cases
    desk.take(one.id, scene.letter(desk, one.id, "Citra"))
    assert desk.gold.fields == {"checked": True, "outlet": "Tempo"}
    desk.none(one.id)
    assert desk.gold.fields == {"checked": True}
    with refused("cannot_keep_all"):
        desk.keep_all(one.id)


def test_a_field_can_be_answered_by_hand(make):
    desk = make(FIELDS, Budi=AGREED, Citra=AGREED).begun()
    [one] = desk.cases
    assert desk.edit(one.id, 0, Edit(answers={"outlet": "Antara"}))
    desk.settle(one.id)
    assert desk.gold.fields == {"checked": True, "outlet": "Antara"}


# skipping, notes, names ---------------------------------------------------------------------------


def test_what_is_skipped_is_still_to_be_decided_and_comes_last(make):
    scene = make(Budi=work(person(SRI), place(BALIKPAPAN)), Citra=work())
    desk = scene.begun()
    first, second = desk.cases
    desk.skip(first.id)
    assert desk.case(first.id).state is CaseState.SKIPPED
    assert desk.counts.left == 2
    assert desk.next_open() == second.id
    desk.take(second.id, "A")
    assert desk.next_open(second.id) == first.id
    with refused("already_decided"):
        desk.skip(second.id)


def test_a_note_and_a_gap_stay_when_the_case_is_decided(make):
    desk = make(Budi=work(person(SRI)), Citra=work()).begun()
    [one] = desk.cases
    desk.note(one.id, "the title is not part of the name")
    desk.gap(one.id, "titles")
    assert desk.case(one.id).state is CaseState.SKIPPED
    desk.none(one.id)
    decision = desk.case(one.id).decision
    assert (decision.note, decision.gap) == ("the title is not part of the name", "titles")
    desk.note(one.id, "")
    assert desk.case(one.id).decision.note == ""
    assert desk.case(one.id).state is CaseState.DECIDED


def test_letters_are_shuffled_anew_for_each_case_and_the_same_every_time(make):
    marks = [place((at, at + 1)) for at in range(0, 60, 2)]
    scene = make(Budi=work(*marks), Citra=work(), Dewi=work())
    desk = scene.begun()
    letters = [scene.letter(desk, one.id, "Budi") for one in desk.cases]
    assert set(letters) == {"A", "B", "C"}
    again = scene.desk()
    assert [scene.letter(again, one.id, "Budi") for one in again.cases] == letters


def test_names_are_shown_only_after_sign_off_and_that_is_logged(make):
    scene = make(Budi=work(person(SRI)), Citra=work())
    desk = scene.begun()
    [one] = desk.cases
    with refused("not_signed_off"):
        desk.reveal()
    desk.none(one.id)
    desk.sign_off()
    with refused("names_hidden"):
        desk.name_of(one.id, "A")
    desk.reveal()
    names = {desk.name_of(one.id, letter) for letter in desk.letters(one.id)}
    assert names == {"Budi", "Citra"}
    newest = next(revisions.iterate_revisions(scene.session.project))
    assert (newest.action, newest.author_id) == ("reveal_names", scene.session.coder.id)
    assert scene.session.history.undo_words().startswith("sign off")
    with refused("changed_since"):
        scene.session.history.undo()
    assert desk.review.is_revealed


# the review as a whole ----------------------------------------------------------------------------


def test_an_article_is_signed_off_when_every_case_is_settled(make):
    scene = make(Budi=work(person(SRI), place(BALIKPAPAN)), Citra=work())
    desk = scene.begun()
    with pytest.raises(RefusedError) as error:
        desk.sign_off()
    assert (error.value.code, error.value.fields["count"]) == ("cases_not_settled", 2)
    for one in desk.cases:
        desk.none(one.id)
    desk.sign_off()
    assert desk.review.status is ReviewStatus.SIGNED_OFF
    assert desk.gold.status == "done"
    with refused("article_signed_off"):
        desk.take(desk.cases[0].id, "A")
    desk.reopen()
    assert (desk.review.status, desk.gold.status) == (ReviewStatus.REOPENED, "in_progress")
    desk.take(desk.cases[0].id, "A")


def test_nothing_is_decided_before_the_review_has_begun(make):
    desk = make(Budi=work(person(SRI)), Citra=work()).desk()
    [one] = desk.cases
    for verb in (desk.none, desk.keep_all, desk.skip, desk.propose):
        with refused("review_not_begun|proposal_tied"):
            verb(one.id)
    with refused("review_not_begun"):
        desk.sign_off()
    assert reviews.list_decisions(desk._following.context.project) == []


def test_only_reviewers_decide_once_there_is_one(make):
    scene = make(Budi=work(person(SRI)), Citra=work())
    desk = scene.begun()
    set_role(scene.session.context, scene.session.coder.id, Role.LEAD)
    scene.as_coder("Budi")
    with refused("reviewers_only"):
        desk.none(desk.cases[0].id)
    scene.as_coder("Ani")
    desk.none(desk.cases[0].id)


# orders -------------------------------------------------------------------------------------------


def test_the_queue_has_three_orders_and_numbers_are_places_in_the_one_chosen(make):
    scene = make(
        Budi=work(person(SRI), place(ASN), place(BALIKPAPAN), place(SAMARINDA)), Citra=work()
    )
    desk = scene.begun()
    in_text = [one.case.start for one in desk.cases]
    assert in_text == sorted(in_text)
    desk.order = Order.CONFUSION
    assert [one.case.labels for one in desk.cases][-1] == ("person",)
    desk.order = Order.PRIORITY
    assert desk.cases[0].case.labels == ("person",)
    assert [one.number for one in desk.cases] == [1, 2, 3, 4]
    before = [one.id for one in desk.cases]
    desk.none(before[1])
    assert [one.id for one in desk.cases] == before
    assert desk.step(before[0], 1) == before[1]
    assert desk.step(before[0], -1) == before[0]


def test_the_list_of_articles_counts_lazily_and_again_after_a_change(make):
    scene = make(Budi=work(person(SRI)), Citra=work())
    adjudicating = Adjudicating(scene.session.context)
    [article] = adjudicating.articles()
    assert (article.coders, article.status, article.counts) == (2, ReviewStatus.OPEN, None)
    assert adjudicating.counts(scene.document_id).open == 1
    assert adjudicating.articles()[0].counts.open == 1
    desk = scene.begun()
    desk.none(desk.cases[0].id)
    assert adjudicating.articles()[0].counts is None
    assert adjudicating.counts(scene.document_id).decided == 1


def test_gold_that_nobody_decided_goes_when_the_review_begins(make):
    scene = make(Budi=AGREED, Citra=AGREED)
    ensure_gold_coder(scene.session.context)
    [stray, *_others] = scene.set_of("Budi").spans
    moved = replace(stray, id=Id("a" * 32), key="stray", coder_id=gold_coder_id(scene))
    operation = Operation("span", moved.id, span_value(moved))
    scene.session.project.commit(scene.session.coder.id, "import", [operation])
    desk = scene.begun()
    assert moved.id not in {span.id for span in desk.gold.spans}
    assert len(desk.gold.spans) == 2


def gold_coder_id(scene):
    return gold_id(scene.session.project.project_id)


def test_what_all_mark_later_is_not_made_twice_where_a_case_was_edited_to_it(make):
    scene = make(Budi=work(place(BALIKPAPAN)), Citra=work())
    desk = scene.begun()
    [one] = desk.cases
    desk.edit(one.id, 0, Edit(start=SAMARINDA[0], end=SAMARINDA[1]))
    desk.settle(one.id)
    for name in ("Budi", "Citra"):
        coding = scene.as_coder(name).coding
        coding.add_span(scene.document_id, (Extent(*SAMARINDA),), "place")
    scene.as_coder("Ani")
    desk.note(one.id, "further on")
    desk.sign_off()
    assert [row[:3] for row in said(desk)] == [("place", *SAMARINDA)]


def test_two_who_decide_alike_in_two_copies_make_the_same_gold(make, tmp_path):
    scene = make(Budi=work(person(SRI), place(BALIKPAPAN)), Citra=work(place(BALIKPAPAN)))
    desk = scene.begun()
    scene.session.close()
    copies = []
    for name in ("one.annot", "two.annot"):
        shutil.copy(scene.session.path, tmp_path / name)
        with Session.open(tmp_path / name, name) as session:
            desk = Adjudicating(session.context).desk(scene.document_id)
            [one] = desk.cases
            desk.keep_all(one.id)
            copies.append((desk.gold, desk.every_case[one.id].decision.gold))
    assert copies[0] == copies[1]
    assert len(copies[0][0].spans) == 2


def test_what_overlaps_under_labels_that_exclude_each_other_is_one_case(make, monkeypatch):
    works = {"Budi": work(person(BUPATI_SRI)), "Citra": work(place((7, 19)))}
    apart = make(**works).begun()
    assert [one.case.labels for one in apart.cases] == [("person",), ("place",)]
    alone = "overlap: {same_label: none, place: none}"
    exclusive = factories.CODEBOOK.replace("overlap: {same_label: none}", alone)
    monkeypatch.setattr(factories.write_codebook, "__defaults__", (exclusive, "small.yaml"))
    scene = make(folder="exclusive", **works)
    desk = scene.begun()
    [one] = desk.cases
    assert one.case.labels == ("person", "place")
    desk.take(one.id, scene.letter(desk, one.id, "Citra"))
    assert said(desk) == [("place", 7, 19, {})]
    assert desk.counts.left == 0
