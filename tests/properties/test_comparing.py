"""Laws of comparing, on any marks: what is behind a number makes it, whatever way it is counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from agreement_scene import text, unit_lists
from corpus_scene import LENGTH, coder, corpus_of, document, marked, source
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.measure import Level, Unit
from annotator.agreement.overlap import parts_of
from annotator.agreement.summary import MEASURES
from annotator.workbench.comparing.behind import behind_of
from annotator.workbench.comparing.confusion import confusion_of
from annotator.workbench.comparing.matrix import matrix_of
from annotator.workbench.comparing.number import number_of
from annotator.workbench.comparing.options import Target
from annotator.workbench.comparing.own import own_marks
from annotator.workbench.comparing.passages import Kind
from annotator.workbench.comparing.stretches import differing, stretches_of, united_marks
from annotator.workbench.comparing.strips import StripKind, strips_of

SOME = settings(max_examples=25, deadline=None)
PAIR = (coder("ani"), coder("budi"))
TRIO = (*PAIR, coder("cici"))
OF_MARKS = [
    one.id
    for one in MEASURES.values()
    if one.level is Level.TEXTS and not one.is_drawn and not one.id.startswith("relation")
]
SPAN_F1 = ["span_f1_exact", "span_f1_overlap", "span_f1_iou50", "span_f1_unlabelled", "char_f1"]


def held(unit: Unit) -> set[int]:
    """The code points that a mark holds."""
    return {place for start, end in parts_of(unit) for place in range(start, end)}


def labels_at(units: list[Unit], place: int) -> frozenset[str]:
    return frozenset(unit.label for unit in units if place in held(unit))


# texts cut into stretches ------------------------------------------------------------------------


@SOME
@given(st.lists(unit_lists(), min_size=1, max_size=3))
def test_stretches_say_of_every_character_what_each_coder_has_there(sides):
    said = {
        place: one.said for one in stretches_of(text(*sides)) for place in range(one.start, one.end)
    }
    for place in range(LENGTH):
        expected = tuple(labels_at(units, place) for units in sides)
        assert said.get(place, (frozenset(),) * len(sides)) == expected


@SOME
@given(st.lists(unit_lists(), min_size=2, max_size=3))
def test_no_stretch_is_empty_and_none_goes_over_a_boundary(sides):
    found = list(stretches_of(text(*sides)))
    edges = {edge for units in sides for unit in units for part in parts_of(unit) for edge in part}
    for one in found:
        assert {one.start, one.end} <= edges
        assert edges.isdisjoint(range(one.start + 1, one.end))
    assert all(a.end <= b.start for a, b in combinations(found, 2))


@SOME
@given(st.lists(unit_lists(), min_size=2, max_size=3))
def test_what_differs_are_the_characters_that_two_coders_marked_otherwise(sides):
    found = list(differing(text(*sides)))
    places = [place for one in found for place in range(one.start, one.end)]
    pairs = list(combinations(sides, 2))
    expected = {}
    for place in range(LENGTH):
        unlike = sum(labels_at(a, place) != labels_at(b, place) for a, b in pairs)
        if unlike:
            expected[place] = unlike / len(pairs)
    assert sorted(places) == sorted(expected)
    for one in found:
        assert {expected[place] for place in range(one.start, one.end)} == {one.difference}
    for a, b in pairwise(found):
        assert a.end < b.start or a.said != b.said


@SOME
@given(st.lists(unit_lists(), min_size=1, max_size=3))
def test_groups_are_the_marks_that_share_text_from_one_to_the_next(sides):
    groups = united_marks(sides)
    known = Counter((side, unit) for side, units in enumerate(sides) for unit in units)
    assert known == Counter(
        (side, unit) for group in groups for side, units in enumerate(group) for unit in units
    )
    texts = [set().union(*(held(u) for units in group for u in units)) for group in groups]
    for one, other in combinations(texts, 2):
        assert one.isdisjoint(other)
    for group in groups:
        assert hangs_together([held(unit) for units in group for unit in units])


def hangs_together(texts: list[set[int]]) -> bool:
    reached, *rest = texts
    while rest:
        near = [one for one in rest if one & reached]
        rest = [one for one in rest if not one & reached]
        if not near:
            return False
        reached = reached.union(*near)
    return True


# the list behind a number ------------------------------------------------------------------------


@pytest.mark.parametrize("measure", OF_MARKS)
@settings(max_examples=8, deadline=None)
@given(marks=marked())
def test_shares_of_any_marks_add_up_to_what_the_value_lacks(measure, marks):
    asked = source(corpus_of(marks))
    label = "x" if MEASURES[measure].needs_label else None
    behind = behind_of(asked, number_of(asked, Target(measure, PAIR, label)))
    assert behind.total == pytest.approx(sum(one.share for one in behind.passages))
    assert all(one.share >= -1e-12 for one in behind.passages)
    if behind.value is not None and behind.passages:
        assert behind.total == pytest.approx(1 - behind.value, abs=1e-9)


@pytest.mark.parametrize("measure", ["alpha_u", "u_alpha_nominal"])
@settings(max_examples=12, deadline=None)
@given(marks=marked(most=2))
def test_each_passage_has_its_part_by_the_characters_that_differ_in_it(measure, marks):
    asked = source(corpus_of(marks))
    passages = behind_of(asked, number_of(asked, Target(measure, PAIR))).passages
    weights = [differing_characters(one, marks) for one in passages]
    whole, total = sum(weights), sum(one.share for one in passages)
    for one, weight in zip(passages, weights, strict=True):
        assert one.share == pytest.approx(total * weight / whole if whole else 0, abs=1e-9)


def differing_characters(passage, marks):
    """How many characters held by a passage's own marks two coders called otherwise."""
    sides = [marks[int(passage.document, 16), name] for name in ("ani", "budi")]
    own = set().union(*(held(unit) for some in passage.marks for unit in some))
    return sum(labels_at(sides[0], place) != labels_at(sides[1], place) for place in own)


@SOME
@given(marked(most=2))
def test_a_stretch_lists_the_marks_that_hold_any_of_it(marks):
    asked = source(corpus_of(marks))
    behind = behind_of(asked, number_of(asked, Target("char_cohen_kappa", PAIR)))
    for one in behind.passages:
        places = set(range(one.start, one.end))
        for side, name in enumerate(("ani", "budi")):
            known = marks[int(one.document, 16), name]
            assert set(one.marks[side]) == {unit for unit in known if held(unit) & places}


@SOME
@given(marked(("ani", "budi", "cici")), st.sampled_from(SPAN_F1))
def test_of_three_the_value_is_the_mean_of_pairs_and_so_is_the_list(marks, measure):
    asked = source(corpus_of(marks))
    pairs = [number_of(asked, Target(measure, pair)) for pair in combinations(TRIO, 2)]
    values = [one.summary.pooled.value for one in pairs]
    known = [value for value in values if value is not None]
    whole = number_of(asked, Target(measure, TRIO))
    if not known:
        assert whole.summary.pooled.value is None
        return
    assert whole.summary.pooled.value == pytest.approx(sum(known) / len(known))
    assert behind_of(asked, whole).total == pytest.approx(1 - sum(known) / len(known), abs=1e-9)


# matrix, confusion, own marks, strips ------------------------------------------------------------


@SOME
@given(marked(("ani", "budi", "cici")), st.sampled_from([(), ("x",), ("x", "y")]))
def test_a_cell_and_what_each_has_make_the_diagonal_and_its_list(marks, labels):
    asked = source(corpus_of(marks), labels=labels)
    target = Target("span_f1_exact", ())
    matrix = matrix_of(asked, target, lambda one: number_of(asked, one))
    for own in matrix.own:
        wanted = [u for (_n, name), some in marks.items() if name == own.name for u in some]
        count = sum(unit.label in labels or not labels for unit in wanted)
        assert own.n_units == count == len(own_marks(asked, own.coder))
        shares = sum(one.share for one in own_marks(asked, own.coder))
        assert shares == pytest.approx(1.0 if count else 0.0)
    sizes = {one.coder: one.n_units for one in matrix.own}
    for first, second in combinations(TRIO, 2):
        cell = matrix.cell(first, second)
        if cell.shared is None:  # neither has anything
            assert sizes[first] == sizes[second] == 0
            continue
        assert cell.shared + cell.only_first == sizes[first]
        assert cell.shared + cell.only_second == sizes[second]


@SOME
@given(marked())
def test_the_confusion_counts_every_mark_once_and_is_turned_with_its_coders(marks):
    asked = source(corpus_of(marks))
    one, turned = confusion_of(asked, PAIR), confusion_of(asked, PAIR[::-1])
    for side, name in enumerate(("ani", "budi")):
        counts = Counter(u.label for (_n, who), some in marks.items() if who == name for u in some)
        for label in "xyz":
            cells = [(place, some) for place, some in one.cells.items() if place[side] == label]
            assert sum(len(some) for _place, some in cells) == counts[label]
    assert {place: len(some) for place, some in one.cells.items()} == {
        place[::-1]: len(some) for place, some in turned.cells.items()
    }
    assert (one.confused, one.alone) == (turned.confused, turned.alone)


@SOME
@given(marked())
def test_the_pairs_behind_a_cell_are_marks_of_its_labels_and_add_up_to_one(marks):
    confusion = confusion_of(source(corpus_of(marks)), PAIR)
    for (first, second), some in confusion.cells.items():
        assert sum(one.share for one in confusion.behind(first, second)) == pytest.approx(1)
        for one in some:
            assert [{unit.label for unit in side} for side in one.marks] == [
                {label} - {None} for label in (first, second)
            ]
            alike = [(u.start, u.end, u.label, u.fragments) for side in one.marks for u in side]
            is_agreed = len(alike) == 2 and alike[0] == alike[1]
            assert (one.kind is Kind.AGREED) == is_agreed


@SOME
@given(marked(), st.sampled_from([*SPAN_F1, "char_cohen_kappa"]))
def test_a_strip_has_the_value_of_its_article_alone_and_lies_in_its_text(marks, measure):
    corpus = corpus_of(marks)
    asked, target = source(corpus), Target(measure, PAIR)
    for strip in strips_of(asked, number_of(asked, target)):
        alone = source(corpus, documents=(strip.key,))
        pooled = number_of(alone, target).summary.pooled
        assert (strip.value, strip.n_units) == (pytest.approx(pooled.value), pooled.units)
        assert all(0 <= part.start < part.end <= strip.length for part in strip.parts)
        outside = {p for part in strip.parts if part.kind is StripKind.OUTSIDE
                   for p in range(part.start, part.end)}  # fmt: skip
        number = int(strip.document, 16)
        both = [u for name in ("ani", "budi") for u in marks[number, name] if u.label == "z"]
        assert outside == set().union(*map(held, both))


# which documents count ---------------------------------------------------------------------------

WORDS = st.sampled_from(["new", "in_progress", "done"])
STATUS = st.dictionaries(
    st.tuples(st.integers(0, 5), st.sampled_from(["ani", "budi", "cici"])), WORDS, min_size=1
)


@SOME
@given(STATUS, st.booleans(), st.sampled_from([0, 2]))
def test_every_document_counts_or_is_left_out_for_one_reason(status, finished_only, least):
    some = {place: [] for place in status}
    asked = source(corpus_of(some, status), finished_only=finished_only)
    people = tuple(one for one in TRIO if one in asked.corpus.people)
    share = asked.share(people, least=least)
    needed = least or len(people)
    counted, lost = [], Counter()
    for number in sorted({number for number, _name in status}):
        words = [status.get((number, bytes.fromhex(one).rstrip(b"\0").decode())) for one in people]
        begun = [word for word in words if word not in (None, "new")]
        ready = [word for word in begun if word == "done" or not finished_only]
        if len(ready) >= needed:
            counted.append(document(number))
        elif len(begun) >= needed:
            lost["unfinished"] += 1
        elif begun:
            lost["one_coder"] += 1
    assert [one.id for one in share.documents] == counted
    assert {str(one.reason): one.count for one in share.excluded} == lost


@SOME
@given(marked(), st.sampled_from(SPAN_F1))
def test_chosen_documents_are_counted_as_if_there_were_no_others(marks, measure):
    target = Target(measure, PAIR)
    chosen = {place: some for place, some in marks.items() if place[0] == 0}
    part = number_of(source(corpus_of(marks), documents=("doc-00",)), target)
    alone = number_of(source(corpus_of(chosen)), target)
    assert part.summary.pooled == alone.summary.pooled
    assert replace(part.share, excluded=()) == replace(alone.share, excluded=())
