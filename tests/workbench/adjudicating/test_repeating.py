"""The same decision for all cases of a pattern, in one article or in all."""

from __future__ import annotations

import pytest
from review_scene import SRI, add_document, lives_in, person, place, said, work

from annotator.model.errors import RefusedError
from annotator.model.review import Verdict
from annotator.workbench.adjudicating.row_drafts import Edit

PLACES = [(at, at + 3) for at in range(0, 60, 6)]
OTHER = "Orang itu tinggal di Samarinda."


def labels(first, second):
    """Two coders who differ in the label of some places, each the other way round than before."""
    budi = [place(at) if n % 2 else person(at) for n, at in enumerate(first)]
    citra = [person(at) if n % 2 else place(at) for n, at in enumerate(first)]
    return work(*budi), work(*citra, *second)


def test_cases_are_alike_whoever_read_them_so(make):
    budi, citra = labels(PLACES[:4], [])
    scene = make(Budi=budi, Citra=citra)
    desk = scene.begun()
    first, *others = desk.cases
    desk.take(first.id, scene.letter(desk, first.id, "Citra"))
    assert [row[0] for row in said(desk)] == ["place"]
    preview = desk.pattern(first.id)
    assert (preview.count, preview.documents) == (3, 1)
    assert {case for _document, case in preview.cases} == {one.id for one in others}
    assert desk.take_pattern(first.id) == 3
    assert [row[0] for row in said(desk)] == ["place"] * 4
    assert desk.counts.left == 0


def test_the_same_again_is_one_step_of_undo(make):
    budi, citra = labels(PLACES[:4], [])
    scene = make(Budi=budi, Citra=citra)
    desk = scene.begun()
    first = desk.cases[0]
    desk.none(first.id)
    assert desk.take_pattern(first.id) == 3
    scene.session.history.undo()
    assert desk.counts.left == 3


def test_other_patterns_are_left_open(make):
    scene = make(
        Budi=work(
            place(PLACES[0], role="head"),
            place(PLACES[1], role="town"),
            place(PLACES[2], role="head"),
        ),
        Citra=work(place(PLACES[0], role="town"), place(PLACES[1]), place(PLACES[2], role="town")),
    )
    desk = scene.begun()
    first, second, third = desk.cases
    desk.take(first.id, scene.letter(desk, first.id, "Budi"))
    desk.take_pattern(first.id)
    assert [one.number for one in desk.cases if not one.is_settled] == [second.number]
    assert desk.case(third.id).decision.taken_from == scene.coder("Budi")


def test_what_was_edited_is_repeated_where_only_answers_were_in_question(make):
    marks = [place(at, role="head") for at in PLACES[:3]]
    scene = make(Budi=work(*marks), Citra=work(*(place(at, role="town") for at in PLACES[:3])))
    desk = scene.begun()
    first = desk.cases[0]
    desk.edit(first.id, 0, Edit(answers={"role": ""}))
    desk.settle(first.id)
    assert desk.take_pattern(first.id) == 2
    assert [row[3] for row in said(desk)] == [{}, {}, {}]
    assert {one.decision.verdict for one in desk.cases} == {Verdict.EDITED}


def test_an_edited_extent_is_not_repeated(make):
    scene = make(Budi=work(*(place(at) for at in PLACES[:2])), Citra=work())
    desk = scene.begun()
    first = desk.cases[0]
    desk.edit(first.id, 0, Edit(end=5))
    desk.settle(first.id)
    assert desk.pattern(first.id).count == 0
    with pytest.raises(RefusedError, match="nothing_to_do"):
        desk.take_pattern(first.id)


def test_all_and_the_majority_are_repeated(make):
    marks = [place(at) for at in PLACES[:4]]
    scene = make(Budi=work(*marks), Citra=work(*marks), Dewi=work())
    desk = scene.begun()
    first = desk.cases[0]
    desk.propose(first.id)
    assert desk.take_pattern(first.id) == 3
    assert len(said(desk)) == 4
    scene.session.history.undo()
    desk.keep_all(first.id)
    assert desk.take_pattern(first.id) == 3
    assert {one.decision.verdict for one in desk.cases} == {Verdict.ALL}


def test_everywhere_means_all_articles_whose_review_is_open(make):
    scene = make(Budi=work(person(SRI)), Citra=work())
    texts = {"b": OTHER, "c": f"{OTHER} Ya.", "d": f"{OTHER} Tidak."}
    added = {
        key: add_document(scene, key, text, Budi=work(person((0, 5))), Citra=work())
        for key, text in texts.items()
    }
    for key in ("b", "d"):
        scene.desk(added[key]).begin()
    closed = scene.desk(added["d"])
    closed.none(closed.cases[0].id)
    closed.sign_off()
    desk = scene.begun()
    [one] = desk.cases
    desk.take(one.id, scene.letter(desk, one.id, "Budi"))
    assert desk.pattern(one.id).count == 0
    preview = desk.pattern(one.id, everywhere=True)
    assert (preview.count, preview.cases[0][0]) == (1, added["b"])
    assert desk.take_pattern(one.id, everywhere=True) == 1
    assert len(scene.desk(added["b"]).gold.spans) == 1
    assert scene.desk(added["c"]).review is None
    scene.session.history.undo()
    assert scene.desk(added["b"]).gold.spans == ()
    assert len(desk.gold.spans) == 1


def test_what_is_not_decided_cannot_be_repeated(make):
    desk = make(Budi=work(person(SRI)), Citra=work()).begun()
    with pytest.raises(RefusedError, match="nothing_to_repeat"):
        desk.pattern(desk.cases[0].id)
    desk.skip(desk.cases[0].id)
    with pytest.raises(RefusedError, match="nothing_to_repeat"):
        desk.take_pattern(desk.cases[0].id)


def test_a_repeated_decision_has_the_note_of_the_first(make):
    scene = make(Budi=work(*(place(at) for at in PLACES[:3])), Citra=work())
    desk = scene.begun()
    first = desk.cases[0]
    desk.none(first.id)
    desk.note(first.id, "no place")
    desk.take_pattern(first.id)
    assert {one.decision.note for one in desk.cases} == {"no place"}


@pytest.mark.parametrize("shift", range(4))
def test_a_relation_is_repeated_by_where_its_end_lies_not_by_whose_id_comes_first(make, shift):
    """Who drew it to the nearer place is followed to the nearer place, whatever the ids are."""
    near, far = (10 + shift, 12 + shift), (50 + shift, 52 + shift)
    marks = [person((0, 3)), place(near), place((30, 33))]
    marks += [person((34, 36)), place(far), place((70, 72))]
    scene = make(
        Budi=work(*marks, lives_in(0, 1), lives_in(3, 4)),
        Citra=work(*marks, lives_in(0, 2), lives_in(3, 5)),
    )
    desk = scene.begun()
    first, _second = desk.cases
    desk.take(first.id, scene.letter(desk, first.id, "Budi"))
    assert desk.take_pattern(first.id) == 1
    spans = desk.gold.span_by_id()
    assert {spans[one.target_id].start for one in desk.gold.relations} == {near[0], far[0]}


def three_places(make, first, second):
    """Two coders on three places; each is given by a mark and answers for each place."""
    (mark, *some), (other, *others) = first, second
    return make(
        Budi=work(*(mark(at, **said) for at, said in zip(PLACES, some, strict=False))),
        Citra=work(*(other(at, **said) for at, said in zip(PLACES, others, strict=False))),
    )


HEAD, TOWN = {"role": "head"}, {"role": "town"}


def test_an_edited_label_is_repeated_with_the_answers_of_who_took_it_there(make):
    scene = three_places(make, (person, HEAD, HEAD, HEAD), (place, TOWN, TOWN, HEAD))
    desk = scene.begun()
    first = desk.cases[0]
    desk.edit(first.id, 0, Edit(label="place"))
    desk.settle(first.id)
    assert desk.take_pattern(first.id) == 2
    assert [(row[0], row[3]) for row in said(desk)] == [
        ("place", TOWN),
        ("place", TOWN),
        ("place", HEAD),
    ]


def test_an_edited_label_never_brings_answers_that_it_does_not_ask_for(make):
    head, staff = {"role": "head", "age": 50}, {"role": "staff", "age": 50}
    scene = three_places(make, (person, head, head), (person, staff, staff))
    desk = scene.begun()
    first = desk.cases[0]
    desk.edit(first.id, 0, Edit(label="place", answers={"role": "town"}))
    desk.settle(first.id)
    assert desk.take_pattern(first.id) == 1
    assert [(row[0], row[3]) for row in said(desk)] == [("place", TOWN), ("place", TOWN)]


def test_an_edit_that_changed_more_than_was_in_question_is_not_repeated(make):
    head, staff = {"role": "head", "age": 50}, {"role": "staff", "age": 50}
    scene = three_places(make, (person, head, head), (person, staff, staff))
    desk = scene.begun()
    first = desk.cases[0]
    desk.edit(first.id, 0, Edit(answers={"role": "head", "age": 51}))
    desk.settle(first.id)
    assert desk.pattern(first.id).count == 0
    assert desk.counts.left == 1


@pytest.mark.parametrize("answers", [{"age": 31.0}, {"also": ["y", "x"]}])
def test_an_edit_is_repeated_with_the_agreed_answers_however_they_are_written(make, answers):
    head, staff = {"role": "head", **answers}, {"role": "staff", **answers}
    scene = three_places(make, (person, head, head), (person, staff, staff))
    desk = scene.begun()
    first = desk.cases[0]
    desk.edit(first.id, 0, Edit(answers={"role": "staff"}))
    desk.settle(first.id)
    assert desk.take_pattern(first.id) == 1
    assert {row[3]["role"] for row in said(desk)} == {"staff"}
    assert all(set(row[3]) == {"role", *answers} for row in said(desk))


def test_a_case_whose_gold_would_be_there_twice_is_left_open_and_the_others_are_decided(make):
    scene = make(Budi=work(*(place(at) for at in PLACES[:4])), Citra=work())
    desk = scene.begun()
    edited, first, twin, last = desk.cases
    desk.edit(edited.id, 0, Edit(start=PLACES[2][0], end=PLACES[2][1]))
    desk.settle(edited.id)
    desk.keep_all(first.id)
    assert desk.pattern(first.id).count == 2
    assert desk.take_pattern(first.id) == 1
    states = {one.id: one.state for one in desk.cases}
    assert (states[twin.id], states[last.id]) == ("open", "decided")
    assert [row[1] for row in said(desk)] == [PLACES[1][0], PLACES[2][0], PLACES[3][0]]


def test_what_was_skipped_is_decided_along_and_what_was_sent_back_is_not(make):
    scene = make(Budi=work(*(place(at) for at in PLACES[:4])), Citra=work())
    desk = scene.begun()
    first, skipped, asked, _open = desk.cases
    desk.skip(skipped.id)
    desk.send_back(asked.id, "a town?")
    desk.none(first.id)
    assert desk.take_pattern(first.id) == 2
    assert {one.id: one.state for one in desk.cases if one.state != "decided"} == {
        asked.id: "sent_back"
    }


def test_a_reading_is_repeated_as_that_of_whoever_read_so_in_the_other_article(make):
    """Who was followed is not compared there; who marked nothing there is followed instead."""
    scene = make(Budi=work(person(SRI)), Citra=work())
    other = add_document(scene, "b", OTHER, Budi=work(person((0, 5))), Dewi=work())
    scene.desk(other).begin()
    desk = scene.begun()
    [one] = desk.cases
    desk.take(one.id, scene.letter(desk, one.id, "Citra"))
    assert desk.take_pattern(one.id, everywhere=True) == 1
    decision = scene.desk(other).cases[0].decision
    assert (decision.taken_from, scene.desk(other).gold.spans) == (scene.coder("Dewi"), ())
