"""The list of articles under review, who is compared there, and what is done to several at once."""

from __future__ import annotations

import factories
import pytest
from review_scene import (
    BALIKPAPAN,
    BUPATI_SRI,
    SRI,
    add_document,
    person,
    place,
    record_of,
    said,
    work,
)

from annotator.model.errors import RefusedError
from annotator.model.review import ReviewStatus
from annotator.store import reviews
from annotator.workbench.adjudicating.articles import Adjudicating
from annotator.workbench.adjudicating.differences import my_differences
from annotator.workbench.adjudicating.letters import coders_in_order, letter_at, place_of
from annotator.workbench.adjudicating.row_drafts import Edit

ONE = work(person(SRI))
OTHER = "Orang di Samarinda."
MARKED = work(place((9, 18)))


def begin_marks(scene, name, status, key="c", text="Camat Rina."):
    """Another article that one coder has done, and another one has only begun."""
    document = add_document(scene, key, text, Budi=work(person((0, 5))))
    record = record_of(
        name, work(person((0, 5))), text, doc_id=key, file=f"{key}.txt", status=status
    )
    record["spans"][0]["id"] = f"{key}-{name}"
    assert factories.import_records(scene.session, scene.folder, record).is_applied
    return document


# which articles ----------------------------------------------------------------------------------


def test_articles_stand_in_the_order_of_their_keys_from_two_coders_on(make):
    scene = make(Budi=ONE, Citra=work())
    for key, text in (("b", OTHER), ("a", f"{OTHER} Ya.")):
        add_document(scene, key, text, Budi=MARKED, Citra=MARKED, Dewi=MARKED)
    add_document(scene, "z", f"{OTHER} Tidak.", Budi=MARKED)
    found = Adjudicating(scene.session.context).articles()
    assert [(one.key, one.coders) for one in found] == [("a", 3), ("b", 3), ("doc-1", 2)]


def test_work_that_is_only_begun_is_compared_where_that_is_asked_for(make):
    scene = make(Budi=ONE, Citra=work())
    document = begin_marks(scene, "Citra", "in_progress")
    context = scene.session.context
    assert [one.key for one in Adjudicating(context).articles()] == ["doc-1"]
    with pytest.raises(RefusedError, match="too_few_to_compare"):
        Adjudicating(context).desk(document)
    either = Adjudicating(context, with_unfinished=True)
    assert [one.key for one in either.articles()] == ["c", "doc-1"]
    assert either.desk(document).coder_count == 2


def test_who_has_begun_nothing_is_not_compared_even_then(make):
    scene = make(Budi=ONE, Citra=work())
    scene.as_coder("Dewi")
    scene.session.coding.set_status(scene.document_id, "in_progress")
    scene.as_coder("Ani")
    either = Adjudicating(scene.session.context, with_unfinished=True)
    assert either.desk(scene.document_id).coder_count == 2


def test_a_review_that_was_begun_stays_in_the_list_when_coders_take_the_work_up_again(make):
    scene = make(Budi=ONE, Citra=work())
    desk = scene.begun()
    desk.none(desk.cases[0].id)
    for name in ("Budi", "Citra"):
        scene.as_coder(name).coding.set_status(scene.document_id, "in_progress")
    scene.as_coder("Ani")
    [article] = Adjudicating(scene.session.context).articles()
    assert (article.coders, article.status) == (0, ReviewStatus.IN_REVIEW)
    assert scene.desk().counts.stale == 1


def test_counts_are_asked_for_again_only_of_the_article_that_changed(make):
    scene = make(Budi=ONE, Citra=work())
    other = add_document(scene, "b", OTHER, Budi=MARKED, Citra=work())
    adjudicating, desk = Adjudicating(scene.session.context), scene.begun()
    for document in (scene.document_id, other):
        assert adjudicating.counts(document).open == 1
    desk.none(desk.cases[0].id)
    counts = {one.document_id: one.counts for one in adjudicating.articles()}
    assert (counts[scene.document_id], counts[other].open) == (None, 1)


def test_a_change_of_people_is_seen_in_every_article(make):
    scene = make(Budi=ONE, Citra=work())
    adjudicating = Adjudicating(scene.session.context)
    assert adjudicating.counts(scene.document_id).open == 1
    scene.as_coder("Dewi")
    scene.as_coder("Ani")
    assert adjudicating.articles()[0].counts is None


# release -----------------------------------------------------------------------------------------


@pytest.fixture
def signed(make):
    """Two articles that are signed off; in each Citra's mark was let fall."""
    scene = make(Budi=work(), Citra=ONE)
    other = add_document(scene, "b", OTHER, Budi=work(), Citra=MARKED)
    for document in (scene.document_id, other):
        desk = scene.desk(document)
        desk.begin()
        desk.none(desk.cases[0].id)
        desk.sign_off()
    return scene, other, Adjudicating(scene.session.context)


def told(scene, name, document=None):
    scene.as_coder(name)
    found = my_differences(scene.session.context, document)
    scene.as_coder("Ani")
    return sorted(one.own["text"] for one in found)


def test_several_articles_are_released_in_one_step_and_each_coder_counts_once(signed):
    scene, other, adjudicating = signed
    assert adjudicating.release([scene.document_id, other, other]) == 2
    assert told(scene, "Citra") == ["Samarinda", "Sri"]
    assert told(scene, "Citra", other) == ["Samarinda"]
    assert told(scene, "Budi") == []
    scene.session.history.undo()
    assert told(scene, "Citra") == []
    assert {one.status for one in adjudicating.articles()} == {ReviewStatus.SIGNED_OFF}


def test_releasing_again_what_is_released_is_nothing_to_do(signed):
    scene, _other, adjudicating = signed
    adjudicating.release([scene.document_id])
    with pytest.raises(RefusedError, match="nothing_to_do"):
        adjudicating.release([scene.document_id])
    with pytest.raises(RefusedError, match="nothing_to_do"):
        adjudicating.release([])


def test_one_article_that_cannot_be_released_holds_back_the_others(signed):
    scene, other, adjudicating = signed
    scene.desk(other).reopen()
    with pytest.raises(RefusedError, match="not_signed_off"):
        adjudicating.release([scene.document_id, other])
    assert told(scene, "Citra") == []
    statuses = {one.key: one.status for one in adjudicating.articles()}
    assert statuses == {"b": ReviewStatus.REOPENED, "doc-1": ReviewStatus.SIGNED_OFF}


def test_what_is_told_stays_until_the_next_release_and_is_closed_meanwhile(signed):
    scene, _other, adjudicating = signed
    adjudicating.release([scene.document_id])
    desk = scene.desk()
    with pytest.raises(RefusedError, match="article_signed_off"):
        desk.none(desk.cases[0].id)
    desk.reopen()
    desk.take(desk.cases[0].id, scene.letter(desk, desk.cases[0].id, "Citra"))
    assert told(scene, "Citra") == ["Sri"]
    desk.sign_off()
    adjudicating.release([scene.document_id])
    assert told(scene, "Citra") == []
    scene.as_coder("Budi")
    [one] = my_differences(scene.session.context)
    assert (one.own, one.gold["text"], one.start) == (None, "Sri", SRI[0])


def test_names_that_were_shown_stay_shown_in_the_list(signed):
    scene, _other, adjudicating = signed
    desk = scene.desk()
    desk.reveal()
    number = len(reviews.list_reviews(scene.session.project))
    desk.reveal()
    assert len(reviews.list_reviews(scene.session.project)) == number
    shown = {one.key: one.is_revealed for one in adjudicating.articles()}
    assert shown == {"b": False, "doc-1": True}


# a desk that is kept open ------------------------------------------------------------------------


def test_a_draft_is_forgotten_when_the_marks_under_it_change(make):
    scene = make(Budi=work(person(SRI)), Citra=work(person(BUPATI_SRI)))
    desk = scene.begun()
    [one] = desk.cases
    desk.edit(one.id, 0, Edit(start=0))
    assert desk.has_draft(one.id)
    mark = scene.set_of("Budi").spans[0]
    scene.as_coder("Budi").coding.set_attribute(mark.id, "age", 40)
    scene.as_coder("Ani")
    assert not desk.has_draft(one.id)
    with pytest.raises(RefusedError, match="row_open"):
        desk.settle(one.id)


def test_a_draft_stays_while_another_article_is_worked_on(make):
    scene = make(Budi=work(person(SRI)), Citra=work(person(BUPATI_SRI)))
    other = add_document(scene, "b", OTHER, Budi=MARKED, Citra=MARKED)
    desk = scene.begun()
    [one] = desk.cases
    desk.edit(one.id, 0, Edit(start=0))
    scene.desk(other).begin()
    desk.settle(one.id)
    assert said(desk) == [("person", *BUPATI_SRI, {"role": "head"})]


def test_two_desks_on_one_article_see_each_others_decisions(make):
    scene = make(Budi=work(person(SRI), place(BALIKPAPAN)), Citra=work())
    first, second = scene.begun(), scene.desk()
    a, b = (one.id for one in first.cases)
    first.none(a)
    second.keep_all(b)
    for desk in (first, second):
        assert (desk.counts.decided, [row[0] for row in said(desk)]) == (2, ["place"])
    second.sign_off()
    assert first.review.status is ReviewStatus.SIGNED_OFF


# letters -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 2, 26, 27, 60])
def test_letters_are_all_different_and_lead_back_to_their_place(count):
    letters = [letter_at(place) for place in range(count)]
    assert len(set(letters)) == count
    assert [place_of(one, count) for one in letters] == list(range(count))
    with pytest.raises(RefusedError, match="no_such_letter"):
        place_of(letter_at(count), count)


def test_who_has_which_letter_does_not_depend_on_who_is_named_first():
    coders = [f"{n:032x}" for n in range(5)]
    orders = {coders_in_order(7, f"case{n}", coders) for n in range(40)}
    assert len(orders) > 20
    for n in range(10):
        case = f"case{n}"
        assert coders_in_order(7, case, coders) == coders_in_order(7, case, coders[::-1])


def test_a_letter_that_nobody_has_is_refused(make):
    desk = make(Budi=ONE, Citra=work()).begun()
    for letter in ("C", "", "a", "A2"):
        with pytest.raises(RefusedError, match="no_such_letter"):
            desk.take(desk.cases[0].id, letter)
