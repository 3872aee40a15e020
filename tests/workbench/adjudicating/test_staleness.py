"""Decisions that no longer fit: gold stays as it was, and the case comes back."""

from __future__ import annotations

import factories
import pytest
from review_scene import (
    ASN,
    BALIKPAPAN,
    BUPATI_SRI,
    DI_BALIKPAPAN,
    SAMARINDA,
    SRI,
    add_document,
    case_with,
    lives_in,
    person,
    place,
    record_of,
    said,
    work,
)

from annotator.codebooks import reader
from annotator.model.change import Operation
from annotator.model.errors import RefusedError
from annotator.model.extent import Extent
from annotator.model.review import Verdict
from annotator.store.rows import codebook_value
from annotator.workbench.adjudicating.states import CaseState, StaleReason
from annotator.workbench.session import Session

FIRST = {"Budi": work(person(SRI), place(BALIKPAPAN)), "Citra": work(person(SRI))}


def decided(make, **by_coder):
    """A scene in which every case was decided for Budi."""
    scene = make(**(by_coder or FIRST))
    desk = scene.begun()
    while (case_id := desk.next_open()) is not None:
        desk.take(case_id, scene.letter(desk, case_id, "Budi"))
    return scene, desk


def code(scene, name, act):
    """Let a coder do something, and go back to the reviewer."""
    scene.as_coder(name)
    act(scene.session.coding)
    scene.as_coder("Ani")


def span_at(scene, name, start):
    return next(one for one in scene.set_of(name).spans if one.start == start)


def stale(desk):
    return {one.case.labels: one.reasons for one in desk.cases if one.state is CaseState.STALE}


def test_a_source_that_says_something_else_makes_its_decision_stale_and_no_other(make):
    scene, desk = decided(make)
    gold = desk.gold
    mark = span_at(scene, "Budi", BALIKPAPAN[0])
    code(scene, "Budi", lambda coding: coding.set_attribute(mark.id, "role", "town"))
    assert stale(desk) == {("place",): (StaleReason.CHANGED,)}
    assert desk.gold == gold
    code(scene, "Budi", lambda coding: coding.set_attribute(mark.id, "role", ""))
    assert stale(desk) == {}


def test_gold_by_rule_becomes_stale_as_well(make):
    scene, desk = decided(make)
    mark = span_at(scene, "Citra", SRI[0])
    code(scene, "Citra", lambda coding: coding.set_attribute(mark.id, "role", "staff"))
    assert stale(desk) == {("person",): (StaleReason.CHANGED,)}
    assert said(desk)[0] == ("person", *SRI, {"role": "head"})


def test_notes_and_times_make_nothing_stale(make):
    scene, desk = decided(make)
    mark = span_at(scene, "Citra", SRI[0])
    code(scene, "Citra", lambda coding: coding.set_comment(mark.id, "sure?"))
    assert stale(desk) == {}


def test_deciding_again_settles_it(make):
    scene, desk = decided(make)
    mark = span_at(scene, "Budi", BALIKPAPAN[0])
    code(scene, "Budi", lambda coding: coding.set_attribute(mark.id, "role", "town"))
    case_id = desk.next_open()
    desk.take(case_id, scene.letter(desk, case_id, "Budi"))
    assert stale(desk) == {}
    assert said(desk)[1] == ("place", *BALIKPAPAN, {"role": "town"})


def test_a_coder_who_reopens_makes_every_decision_stale_and_gold_stays(make):
    scene, desk = decided(make)
    gold = desk.gold
    code(scene, "Citra", lambda coding: coding.set_status(scene.document_id, "in_progress"))
    assert {reason for found in stale(desk).values() for reason in found} == {StaleReason.REOPENED}
    assert len(stale(desk)) == 2
    assert desk.gold == gold
    with pytest.raises(RefusedError, match="cases_not_settled"):
        desk.sign_off()
    code(scene, "Citra", lambda coding: coding.set_status(scene.document_id, "done"))
    assert stale(desk) == {}


def test_marks_that_come_into_a_case_tie_its_decision_to_the_new_one(make):
    scene, desk = decided(make)
    old = next(one for one in desk.every_case.values() if one.case.labels == ("place",))
    code(
        scene,
        "Citra",
        lambda coding: coding.add_span(scene.document_id, (Extent(*DI_BALIKPAPAN),), "place"),
    )
    [one] = [one for one in desk.cases if one.state is CaseState.STALE]
    assert one.id != old.id
    assert (one.decision, one.earlier) == (None, (old.decision,))
    assert one.reasons == (StaleReason.CHANGED,)
    assert [row[:3] for row in said(desk)][1] == ("place", *BALIKPAPAN)
    desk.take(one.id, scene.letter(desk, one.id, "Citra"))
    assert [row[:3] for row in said(desk)][1:] == [("place", *DI_BALIKPAPAN)]
    assert stale(desk) == {}
    assert old.id not in desk.every_case


def test_a_case_that_falls_apart_keeps_the_gold_of_the_part_not_decided_again(make):
    long = place((38, 68))
    scene, desk = decided(
        make, Budi=work(long, place(BALIKPAPAN), place(SAMARINDA)), Citra=work(long)
    )
    [one] = desk.cases
    desk.keep_all(one.id)
    assert len(desk.gold.spans) == 3
    for name in ("Budi", "Citra"):
        mark = next(s for s in scene.set_of(name).spans if s.extent.length == 30)
        code(scene, name, lambda coding, mark=mark: coding.delete_span(mark.id))
    first, second = (one for one in desk.cases if one.state is CaseState.STALE)
    assert first.earlier == second.earlier
    desk.none(second.id)
    assert [row[1] for row in said(desk)] == [BALIKPAPAN[0]]
    desk.none(first.id)
    assert said(desk) == []
    assert stale(desk) == {}


def orphaned(make):
    scene, desk = decided(make)
    mark = span_at(scene, "Budi", BALIKPAPAN[0])
    code(scene, "Budi", lambda coding: coding.delete_span(mark.id))
    [one] = [one for one in desk.cases if one.state is CaseState.STALE]
    return scene, desk, one


def test_a_decision_whose_marks_are_all_gone_is_a_case_of_its_own(make):
    _scene, desk, one = orphaned(make)
    assert (one.is_orphan, one.reasons, one.case.labels) == (True, (StaleReason.GONE,), ("place",))
    assert (one.case.start, one.case.end) == BALIKPAPAN
    assert len(desk.gold.spans) == 2
    for verb in (desk.none, desk.skip, desk.keep_all):
        with pytest.raises(RefusedError, match="only_drop_or_keep"):
            verb(one.id)
    assert desk.card(one.id).rows == ()


def test_an_orphan_can_be_dropped(make):
    _scene, desk, one = orphaned(make)
    desk.drop(one.id)
    assert [row[0] for row in said(desk)] == ["person"]
    assert desk.counts.left == 0
    with pytest.raises(RefusedError, match="case_is_gone"):
        desk.case(one.id)


def test_an_orphan_can_be_kept(make):
    _scene, desk, one = orphaned(make)
    desk.keep(one.id)
    assert len(desk.gold.spans) == 2
    kept = desk.case(one.id)
    assert (kept.state, kept.decision.verdict) == (CaseState.DECIDED, Verdict.EDITED)
    desk.sign_off()
    with pytest.raises(RefusedError, match="article_signed_off"):
        desk.drop(one.id)


def test_only_orphans_are_dropped_or_kept(make):
    _scene, desk = decided(make)
    for verb in (desk.drop, desk.keep):
        with pytest.raises(RefusedError, match="not_an_orphan"):
            verb(desk.cases[0].id)


def test_undoing_the_coders_change_makes_the_decision_fit_again(make):
    scene, desk, _one = orphaned(make)
    scene.as_coder("Budi")
    scene.session.history.undo()
    scene.as_coder("Ani")
    assert stale(desk) == {}


def third(scene, given):
    record = record_of("Dewi", given)
    assert factories.import_records(scene.session, scene.folder, record).is_applied


def test_a_third_coder_who_agrees_changes_nothing_that_was_gold_by_rule(make):
    scene, desk = decided(make, Budi=work(person(SRI)), Citra=work(person(SRI)))
    third(scene, work(person(SRI)))
    assert stale(desk) == {}
    before = said(desk)
    desk.sign_off()
    assert said(desk) == before


def test_a_relation_by_rule_stands_when_a_third_coder_draws_it_too(make):
    linked = (person(SRI), place(BALIKPAPAN), lives_in(0, 1))
    scene = make(Budi=work(*linked), Citra=work(*linked, person(SAMARINDA)))
    desk = scene.begun()
    third(scene, work(*linked))
    [left] = desk.cases
    assert left.case.labels == ("person",)
    relation = case_with(desk, "lives_in")
    assert (relation.state, relation.has_lost_end) == (CaseState.AUTO, False)
    desk.none(left.id)
    assert [one.label for one in desk.gold.relations] == ["lives_in"]
    assert desk.counts.left == 0


def test_a_third_coder_who_marks_nothing_makes_decisions_stale(make):
    scene, desk = decided(make)
    third(scene, work(person(SRI)))
    assert stale(desk) == {("place",): (StaleReason.CODERS,)}
    third_letter = scene.letter(desk, desk.next_open(), "Dewi")
    desk.take(desk.next_open(), third_letter)
    assert [row[0] for row in said(desk)] == ["person"]


NAMES = ("Person, Orang", factories.CODEBOOK.replace("{en: Person, id: Orang}", "{en: Human}"))
RULES = (
    "a definition",
    factories.CODEBOOK.replace(
        "    name: {en: Person, id: Orang}\n",
        "    name: {en: Person, id: Orang}\n    definition: {en: Only with a title.}\n",
    ),
)


def with_codebook(scene, text):
    """Put another version of the codebook in force and open the project anew."""
    path = factories.write_codebook(scene.folder, text.replace("1.0.0", "1.1.0"), "next.yaml")
    file = reader.read_codebook(path)
    project = scene.session.project
    operation = Operation("codebook", file.id, codebook_value(file, "small", "1.1.0"))
    project.commit(scene.session.coder.id, "import", [operation])
    scene.session.close()
    scene.session = Session.open(scene.session.path, "Ani")


@pytest.mark.parametrize(("text", "labels"), [(NAMES[1], set()), (RULES[1], {("person",)})])
def test_a_codebook_makes_stale_what_it_defines_otherwise(make, text, labels):
    scene, _desk = decided(make)
    with_codebook(scene, text)
    desk = scene.desk()
    assert set(stale(desk)) == labels
    reasons = {reason for found in stale(desk).values() for reason in found}
    assert reasons == ({StaleReason.CODEBOOK} if labels else set())
    assert len(desk.gold.spans) == 2


def test_a_stale_case_shows_what_was_decided_what_it_was_about_and_what_is_there(make):
    scene, desk = decided(make, Budi=work(place(BALIKPAPAN)), Citra=work(place(DI_BALIKPAPAN)))
    budi = span_at(scene, "Budi", BALIKPAPAN[0])
    code(scene, "Budi", lambda coding: coding.resize_span(budi.id, (Extent(41, 55),)))
    code(
        scene,
        "Citra",
        lambda coding: coding.add_span(scene.document_id, (Extent(41, 48),), "place"),
    )
    [one] = desk.cases
    seen = desk.three_way(one.id)
    assert [(span.start, span.end) for span in seen.gold] == [BALIKPAPAN]
    letters = {name: scene.letter(desk, one.id, name) for name in ("Budi", "Citra")}
    marks = {
        (mark.letter, mark.then and (mark.then.start, mark.then.end)): mark.now
        and (mark.now.start, mark.now.end)
        for mark in seen.marks
    }
    assert marks == {
        (letters["Budi"], BALIKPAPAN): (41, 55),
        (letters["Citra"], DI_BALIKPAPAN): DI_BALIKPAPAN,
        (letters["Citra"], None): (41, 48),
    }


def test_an_orphan_shows_what_is_gone(make):
    _scene, desk, one = orphaned(make)
    [mark] = desk.three_way(one.id).marks
    assert (mark.then.start, mark.now) == (BALIKPAPAN[0], None)


def test_a_stale_document_field_shows_what_was_answered(make):
    scene = make(
        {"Budi": {"outlet": "Kompas"}, "Citra": {"outlet": "Tempo"}},
        Budi=work(person(SRI)),
        Citra=work(person(SRI)),
    )
    desk = scene.begun()
    [one] = desk.cases
    desk.take(one.id, scene.letter(desk, one.id, "Budi"))
    code(scene, "Budi", lambda coding: coding.set_field(scene.document_id, "outlet", "Antara"))
    [one] = desk.cases
    assert one.state is CaseState.STALE
    assert desk.gold.fields == {"outlet": "Kompas"}
    then = {
        mark.letter: (mark.then["outlet"], mark.now["outlet"])
        for mark in desk.three_way(one.id).marks
    }
    assert then[scene.letter(desk, one.id, "Budi")] == ("Kompas", "Antara")


def test_other_articles_are_not_touched_by_what_happens_in_one(make):
    scene, desk = decided(make)
    other = add_document(
        scene, "b", "Orang di Samarinda.", Budi=work(place((9, 18))), Citra=work(place((9, 18)))
    )
    scene.desk(other).begin()
    before = scene.desk(other).gold
    mark = span_at(scene, "Budi", BALIKPAPAN[0])
    code(scene, "Budi", lambda coding: coding.delete_span(mark.id))
    assert scene.desk(other).gold == before
    assert scene.desk(other).counts.left == 0
    assert desk.counts.stale == 1


def test_relations_come_back_when_the_marks_they_link_change(make):
    ends = (person(SRI), place(BALIKPAPAN))
    scene, desk = decided(make, Budi=work(*ends, lives_in(0, 1)), Citra=work(*ends))
    gold = desk.gold
    assert len(gold.relations) == 1
    relation = scene.set_of("Budi").relations[0]
    code(
        scene,
        "Budi",
        lambda coding: coding.set_relation_attribute(relation.id, "since", "2020"),
    )
    assert stale(desk) == {("lives_in",): (StaleReason.CHANGED,)}
    assert desk.gold == gold
    desk.take(desk.next_open(), scene.letter(desk, desk.next_open(), "Budi"))
    assert desk.gold.relations[0].attributes == {"since": "2020"}


def test_what_was_sent_back_or_skipped_is_open_again_when_the_marks_change(make):
    scene = make(Budi=work(person(SRI), person(ASN)), Citra=work())
    desk = scene.begun()
    first, second = desk.cases
    desk.send_back(first.id, "with the title?")
    desk.skip(second.id)
    mark = span_at(scene, "Budi", SRI[0])
    code(scene, "Budi", lambda coding: coding.resize_span(mark.id, (Extent(*BUPATI_SRI),)))
    states = [one.state for one in desk.cases]
    assert states == [CaseState.OPEN, CaseState.SKIPPED]
