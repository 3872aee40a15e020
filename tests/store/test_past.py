"""An article as it was, and bringing that back: laws over random verbs, and the refusals."""

from __future__ import annotations

import contextlib
import dataclasses

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from players import VERBS, Player

from annotator.model.change import Operation
from annotator.model.errors import RefusedError
from annotator.model.extent import Extent
from annotator.store import chronicle, past, restoring, rows, spans
from annotator.store.chronicle import LAST, Wanted
from annotator.store.integrity import check
from annotator.store.receiving import receive, revisions_after, vector_of
from annotator.store.revisions import revert, undo_stack

MOVES = ["undo", "undo", "redo", "reopen", "back"]
STEPS = st.tuples(st.sampled_from(VERBS + MOVES), st.integers(0, 9), st.integers(0, 1))
UNHURRIED = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def play(player, step) -> None:
    verb, number, who = step
    if verb in VERBS:
        player.do(verb, number, who)
    else:
        player.move(verb, who)


def latest(world):
    """The moment of the last revision."""
    return chronicle.load_page(world.project, Wanted(), limit=1).entries[0].moment


def snapshot(world, player) -> dict:
    """What every coder has on every article now, without those who have nothing."""
    found = {}
    for document in player.documents:
        for coder in player.coders:
            one = spans.load_set(world.project, document.id, coder, world.codebook_id)
            if one != spans.AnnotationSet(document.id, coder, world.codebook_id):
                found[document.id, coder] = one
    return found


def as_it_was(world, player, moment) -> dict:
    found = {}
    for document in {one.id for one in player.documents}:
        article = past.ArticlePast(world.project, document)
        for coder, one in article.sets_at(moment, world.codebook_id).items():
            if one != spans.AnnotationSet(document, coder, world.codebook_id):
                found[document, coder] = one
    return found


@UNHURRIED
@given(st.lists(STEPS, max_size=15))
def test_every_moment_is_what_it_was_then(make_world, script) -> None:
    world = make_world()
    player = Player(world)
    seen = []
    for step in script:
        play(player, step)
        seen.append((latest(world), snapshot(world, player)))
    for moment, then in seen:
        assert as_it_was(world, player, moment) == then
    assert as_it_was(world, player, LAST) == snapshot(world, player)


def restore(world, scope, document, coder, moment) -> None:
    project = world.project
    if scope == "set":
        operations = restoring.plan_set(project, coder, moment)
    else:
        article = past.ArticlePast(project, document)
        operations = restoring.plan_article(article, coder, moment)
    restoring.apply_plan(project, coder, f"restore_{scope}", operations, {}, moment)


@UNHURRIED
@given(
    st.lists(STEPS, min_size=2, max_size=15),
    st.integers(0, 99),
    st.sampled_from(["article", "set"]),
    st.integers(0, 1),
)
def test_restoring_gives_that_moment_back_and_undoing_it_the_present(
    make_world, script, chosen, scope, who
) -> None:
    world = make_world()
    player = Player(world)
    moments = []
    for step in script:
        play(player, step)
        moments.append((latest(world), snapshot(world, player)))
    moment, then = moments[chosen % len(moments)]
    before, coder = snapshot(world, player), player.coders[who]
    document = player.documents[chosen % len(player.documents)].id
    steps = len(undo_stack(world.project, coder))
    try:
        restore(world, scope, document, coder, moment)
    except RefusedError:
        assert snapshot(world, player) == before
        assert len(undo_stack(world.project, coder)) == steps
        return
    found = snapshot(world, player)
    gone = {
        row[0].hex() for row in world.project.file.rows("SELECT id FROM document WHERE deleted")
    }
    for key in found.keys() | then.keys() | before.keys():
        is_here = key[0] == document if scope == "article" else key[0] not in gone
        is_meant = key[1] == coder and is_here
        assert found.get(key) == (then if is_meant else before).get(key)
    assert len(undo_stack(world.project, coder)) == steps + 1
    assert check(world.project) == []
    revert(world.project, coder, undo_stack(world.project, coder)[-1], "undo")
    assert snapshot(world, player) == before
    assert check(world.project) == []


@pytest.fixture
def article(world):
    return world.add_document()


def load(world, document):
    return spans.load_set(world.project, document.id, world.me, world.codebook_id)


def bring_back(world, document, span, moment) -> None:
    whole = past.ArticlePast(world.project, document.id)
    plan = restoring.plan_span(world.project, whole, world.me, span.id, moment)
    restoring.apply_plan(world.project, world.me, "restore_span", plan, {}, moment)


def test_a_mark_comes_back_with_note_and_relations_to_living_marks(world, article) -> None:
    one, two = world.add_span(article), world.add_span(article, 7, 15)
    three = world.add_span(article, 16, 19)
    world.add_relation(one, two)
    world.add_relation(one, three)
    world.add_comment(article, one.id, "periksa")
    then = latest(world)
    for relation in load(world, article).relations:
        world.delete("relation", relation.id)
    world.delete("comment", load(world, article).comments[0].id)
    world.delete("span", one.id)
    world.delete("span", three.id)
    bring_back(world, article, one, then)
    found = load(world, article)
    assert [span.id for span in found.spans] == [one.id, two.id]
    assert [(r.source_id, r.target_id) for r in found.relations] == [(one.id, two.id)]
    assert found.comment_on(one.id).text == "periksa"


def test_a_note_that_comes_back_takes_the_place_of_a_newer_one(world, article) -> None:
    span = world.add_span(article)
    first = world.add_comment(article, span.id, "lama")
    then = latest(world)
    world.delete("comment", first.id)
    world.add_comment(article, span.id, "baru")
    bring_back(world, article, span, then)
    assert [one.text for one in load(world, article).comments] == ["lama"]


def test_what_was_added_to_a_mark_since_stays(world, article) -> None:
    one, two = world.add_span(article), world.add_span(article, 7, 15)
    then = latest(world)
    world.change_span(one, label="rule", fragments=(Extent(0, 15),))
    relation = world.add_relation(one, two)
    bring_back(world, article, one, then)
    found = load(world, article)
    assert found.span_by_id()[one.id].label == "speaker"
    assert [one.id for one in found.relations] == [relation.id]


def test_a_mark_that_was_not_there_then_cannot_come_back(world, article) -> None:
    then = latest(world)
    span = world.add_span(article)
    with pytest.raises(RefusedError) as refused:
        bring_back(world, article, span, then)
    assert refused.value.code == "not_there_then"


def test_a_mark_of_another_coder_is_left_to_them(world, article) -> None:
    budi = world.add_coder("Budi").id
    span = world.add_span(article, coder_id=budi)
    then = latest(world)
    world.delete("span", span.id, budi)
    with pytest.raises(RefusedError) as refused:
        bring_back(world, article, span, then)
    assert refused.value.code == "mark_of_another_coder"


def test_what_another_coder_changed_since_is_not_written_over(world, article) -> None:
    budi = world.add_coder("Budi").id
    span = world.add_span(article)
    then = latest(world)
    world.change_span(span, budi, label="rule")
    with pytest.raises(RefusedError) as refused:
        bring_back(world, article, span, then)
    assert (refused.value.code, refused.value.fields["by"]) == ("changed_since", "Budi")
    assert load(world, article).spans[0].label == "rule"


def test_what_another_coder_built_on_since_is_not_taken_away(world, article) -> None:
    budi = world.add_coder("Budi").id
    then = latest(world)
    span = world.add_span(article)
    other = world.add_span(article, 7, 15, coder_id=budi)
    relation = dataclasses.replace(world.add_relation(other, span), coder_id=budi)
    world.commit(Operation("relation", relation.id, rows.relation_value(relation)), by=budi)
    with pytest.raises(RefusedError) as refused:
        restore(world, "article", article.id, world.me, then)
    assert refused.value.code == "changed_since"
    assert span.id in load(world, article).span_by_id()


def test_nothing_to_restore_says_so(world, article) -> None:
    world.add_span(article)
    with pytest.raises(RefusedError) as refused:
        restore(world, "article", article.id, world.me, latest(world))
    assert refused.value.code == "nothing_to_do"


def test_marks_on_an_article_that_is_gone_stay_gone(world, article) -> None:
    other = world.add_document("teks lain yang ada", "d2")
    kept = world.add_span(other, 0, 4)
    world.add_span(article)
    then = latest(world)
    world.delete("span", kept.id)
    for span in load(world, article).spans:
        world.delete("span", span.id)
    world.delete("document", article.id)
    restore(world, "set", None, world.me, then)
    assert [span.id for span in load(world, other).spans] == [kept.id]
    assert load(world, article).spans == ()


def test_work_that_is_stopped_makes_no_plan(world, article) -> None:
    then = latest(world)
    for number in range(5):
        world.add_span(article, number, number + 2)
    heard = []

    def tell(done: int, total: int) -> bool:
        heard.append((done, total))
        return True

    assert len(restoring.plan_set(world.project, world.me, then, tell)) == 5
    assert heard == [(5, 10), (5, 10)]
    assert restoring.plan_set(world.project, world.me, then, lambda *_: False) is None
    answers = iter([True, False])
    plan = restoring.plan_set(world.project, world.me, then, lambda *_: next(answers))
    assert plan is None


def test_a_large_set_comes_back_as_one_step_of_undo(world, article, monkeypatch) -> None:
    monkeypatch.setattr(restoring, "CHUNK", 3)
    monkeypatch.setattr("annotator.store.project.CHUNK", 3)
    made = [world.add_span(article, n, n + 2) for n in range(8)]
    then = latest(world)
    for span in made:
        world.delete("span", span.id)
    steps = len(undo_stack(world.project, world.me))
    restore(world, "set", None, world.me, then)
    assert len(load(world, article).spans) == 8
    assert len(undo_stack(world.project, world.me)) == steps + 1
    entry = chronicle.load_page(world.project, Wanted(), limit=1).entries[0]
    assert (entry.revision.action, entry.count) == ("restore_set", 3)
    with contextlib.suppress(RefusedError):
        revert(world.project, world.me, undo_stack(world.project, world.me)[-1], "undo")
    assert load(world, article).spans == ()


# copies that were joined --------------------------------------------------------------------------


@pytest.fixture
def joined(world, article):
    """Two copies that changed the same mark differently, in the first of which all has come."""
    span = world.add_span(article)
    before = latest(world)
    other = world.copy("other")
    world.clock.seconds += 60
    other.clock.seconds += 120
    world.change_span(span, label="rule")
    other.change_span(span, label="venue")
    other.add_span(article, 7, 15, label="venue")
    receive(world.project, revisions_after(other.project, vector_of(world.project)))
    yield world, article, span, before
    other.project.close()


def test_the_past_of_joined_copies_is_that_of_the_time_when_it_was_done(joined) -> None:
    world, article, span, before = joined
    whole = past.ArticlePast(world.project, article.id)
    labels = [
        [one.label for one in whole.sets_at(moment, world.codebook_id)[world.me].spans]
        for moment in whole.moments[1:]
    ]
    assert labels == [["speaker"], ["rule"], ["venue"], ["venue", "venue"]]
    now = whole.sets_at(LAST, world.codebook_id)[world.me]
    assert now == load(world, article)
    acts = [one.revision.action for one in chronicle.iterate_entries(world.project, Wanted())]
    assert acts[:3] == ["add_span", "change_span", "change_span"]
    assert before == whole.moments[1]
    assert span.id in now.span_by_id()


def test_what_waits_for_a_decision_is_not_written_over(joined) -> None:
    world, article, _span, before = joined
    state = load(world, article)
    with pytest.raises(RefusedError) as refused:
        restore(world, "article", article.id, world.me, before)
    assert refused.value.code == "undecided"
    assert load(world, article) == state
    assert check(world.project) == []


def test_what_refers_to_something_that_has_not_come_is_not_shown(world, article) -> None:
    other = world.copy("other")
    late = other.add_document("teks yang belum datang", "d9")
    world.add_span(article)
    second = other.add_span(article, 7, 15)
    other.add_relation(second, other.add_span(late, 0, 4))
    whole = past.ArticlePast(other.project, article.id)
    assert whole.sets_at(LAST, other.codebook_id)[other.me] == load(other, article)
    other.project.close()
