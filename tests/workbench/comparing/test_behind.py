"""Every number can be made again from the list behind it."""

from __future__ import annotations

import itertools
import json

import factories
import pytest
from comparing_scene import record

from annotator.agreement.f_measure import span_f1_exact
from annotator.agreement.measure import Level, Text
from annotator.agreement.summary import MEASURES, summarise
from annotator.model.extent import Extent
from annotator.workbench.comparing.options import Options, Target
from annotator.workbench.comparing.passages import (
    QUOTED,
    Behind,
    Kind,
    Passage,
    Sum,
    plain_behind,
)
from annotator.workbench.comparing.stretches import differing, stretches_of, united_marks

OF_SETS = {"krippendorff_alpha_jaccard", "krippendorff_alpha_masi"}
OF_NUMBERS = {"krippendorff_alpha_interval", "krippendorff_alpha_ratio"}
OF_ITEMS = [one.id for one in MEASURES.values() if one.level is Level.ITEMS]
OF_TEXTS = [one.id for one in MEASURES.values() if one.level is Level.TEXTS]
SUMS = [one for one in OF_TEXTS if "_f1" in one]
CHARACTERS = ["char_cohen_kappa", "char_krippendorff_alpha"]
OF_ALL_MARKS = [one for one in OF_TEXTS if one not in (*SUMS, *CHARACTERS)]


def target(scene, measure):
    if measure in OF_ITEMS:
        of_others = "age" if measure in OF_NUMBERS else "role"
        return Target(measure, scene.pair(), "person", "also" if measure in OF_SETS else of_others)
    return Target(measure, scene.pair(), "person" if measure == "ku_alpha" else None)


@pytest.mark.parametrize("measure", [*SUMS, *CHARACTERS, *OF_ITEMS])
def test_the_shares_add_up_to_what_the_value_lacks(scene, measure):
    behind = scene.comparing.behind(target(scene, measure))
    assert behind.total == pytest.approx(sum(one.share for one in behind.passages))
    if behind.value is not None:
        assert behind.total == pytest.approx(1 - behind.value)
    shares = [one.share for one in behind.passages]
    assert shares == sorted(shares, reverse=True)


@pytest.mark.parametrize("measure", SUMS)
def test_an_f1_counts_exactly_the_marks_or_relations_in_its_list(scene, measure):
    """Nothing but the list and the sizes of both sides makes the number."""
    behind = scene.comparing.behind(target(scene, measure))
    counts = behind.counts
    alone = sum(len(some) for one in behind.passages for some in one.links or one.marks)
    if measure == "char_f1":
        alone = behind.total * (counts["a"] + counts["b"])
    assert alone == pytest.approx(counts["only_a"] + counts["only_b"])
    assert behind.value == pytest.approx(1 - alone / (counts["a"] + counts["b"]))
    assert behind.sum is Sum.REST


@pytest.mark.parametrize("measure", OF_ITEMS)
def test_a_measure_of_answers_is_that_of_the_answers_in_its_list(scene, measure):
    asked = target(scene, measure)
    behind = scene.comparing.behind(asked)
    question = scene.session.codebook.labels["person"].attributes[asked.attribute]
    items = [one.answers for one in behind.passages]
    again = summarise(MEASURES[measure], [items], order=list(question.values), seed=1).pooled
    assert (again.value, again.units) == (pytest.approx(behind.value), len(items))


@pytest.mark.parametrize("measure", OF_ALL_MARKS)
def test_a_measure_of_whole_texts_is_that_of_the_marks_in_its_list(scene, measure):
    asked = target(scene, measure)
    behind = scene.comparing.behind(asked)
    texts = []
    for article in scene.comparing.number(asked).share.documents:
        own = [one for one in behind.passages if one.document == article.id]
        sides = tuple(sorted(unit for one in own for unit in one.marks[coder]) for coder in (0, 1))
        texts.append(Text(article.length, sides))
    again = summarise(MEASURES[measure], texts, label=asked.label, seed=Options().seed).pooled
    assert again.value == pytest.approx(behind.value)


@pytest.mark.parametrize("measure", CHARACTERS)
def test_a_measure_of_characters_follows_from_its_stretches_and_counts(scene, measure):
    behind = scene.comparing.behind(target(scene, measure))
    number = scene.comparing.number(target(scene, measure))
    length = sum(article.length for article in number.share.documents)
    differing_share = sum(one.end - one.start for one in behind.passages) / length
    expected = behind.counts["expected"]
    if measure == "char_cohen_kappa":
        value = ((1 - differing_share) - expected) / (1 - expected)
    else:
        value = 1 - differing_share / expected
    assert behind.value == pytest.approx(value)


def test_a_list_says_where_whose_and_what(scene):
    behind = scene.comparing.behind(target(scene, "span_f1_exact"))
    kinds = {one.kind for one in behind.passages}
    assert kinds == {Kind.BOUNDARY, Kind.LABEL, Kind.ONE_SIDED}
    one = next(each for each in behind.passages if each.kind is Kind.ONE_SIDED)
    assert (one.key, one.labels, one.start, one.end) == ("doc-0", ("place",), 60, 66)
    assert [len(some) for some in one.marks] == [1, 0]
    text = scene.comparing.corpus().texts([one.document])[one.document]
    assert one.quote == " ".join(text[60:66].split())


def test_a_list_as_json_names_coders_and_answers(scene):
    people = {one: coder.name for one, coder in scene.comparing.corpus().people.items()}
    behind = scene.comparing.behind(target(scene, "krippendorff_alpha_jaccard"))
    plain = plain_behind(behind, people)
    assert plain["coders"] == ["Ani", "Budi"]
    assert plain["passages"][0]["answers"] == [["x", "y"], ["x"]]
    assert {one["kind"] for one in plain["passages"]} == {"answer", "agreed"}


def test_a_document_field_lists_the_articles(scene):
    asked = Target("percent_agreement", scene.pair(), None, "checked")
    behind = scene.comparing.behind(asked)
    assert [one.key for one in behind.passages if one.share] == ["doc-1", "doc-3", "doc-5"]
    assert behind.value == 0.5
    assert all((one.start, one.end) == (0, 0) for one in behind.passages)


def test_stretches_are_cut_at_every_boundary_and_joined_where_they_are_alike(scene):
    number = scene.comparing.number(target(scene, "char_cohen_kappa"))
    text = number.documents[0]
    cut = list(stretches_of(text))
    assert all(a.end <= b.start for a, b in itertools.pairwise(cut))
    found = [(one.start, one.end) for one in differing(text)]
    assert found == [(30, 33), (40, 50), (60, 66)]


def test_marks_hang_together_as_long_as_one_reaches_the_next(scene):
    number = scene.comparing.number(target(scene, "span_f1_exact"))
    groups = united_marks(number.documents[0].units)
    assert [[len(side) for side in group] for group in groups] == [[1, 1], [1, 1], [1, 1], [1, 0]]
    assert span_f1_exact(number.documents).value == number.summary.pooled.value


def test_what_overlaps_under_labels_that_exclude_each_other_is_one_passage(build, monkeypatch):
    alone = "overlap: {same_label: none, place: none}"
    exclusive = factories.CODEBOOK.replace("overlap: {same_label: none}", alone)
    monkeypatch.setattr(factories.write_codebook, "__defaults__", (exclusive, "small.yaml"))
    head = {"role": "head"}
    scene = build(
        record(0, "Ani", [("person", 3, 13, head)]), record(0, "Budi", [("place", 10, 22)])
    )
    behind = scene.comparing.behind(Target("span_f1_exact", scene.pair()))
    [one] = behind.passages
    assert (one.start, one.end, one.labels) == (3, 22, ("person", "place"))
    assert one.share == 1 - behind.value == 1.0


def test_what_differs_in_the_gap_of_a_mark_is_not_laid_to_that_mark(build):
    """Both have the same mark in two fragments; between them only one marked something."""
    scene = build(*(record(0, name, [("person", 3, 9), ("place", 40, 46)]) for name in
                    ("Ani", "Budi")))  # fmt: skip
    for name in ("Ani", "Budi"):
        coding = scene.session.code_as(name) or scene.session.coding
        [mark, *_others] = scene.comparing.corpus().units[scene.document(0), scene.coder(name)][0]
        coding.resize_span(mark.id, (Extent(3, 9), Extent(20, 30)))
    scene.session.coding.add_span(scene.document(0), (Extent(12, 15),), "place")
    behind = scene.comparing.behind(Target("alpha_u", scene.pair()))
    shares = {(one.start, one.end): one.share for one in behind.passages}
    assert shares == {(12, 15): pytest.approx(1 - behind.value), (3, 30): 0, (40, 46): 0}


@pytest.mark.parametrize("measure", ["relation_f1_strict", "relation_f1_lenient"])
def test_a_list_of_relations_has_their_ends_and_is_plain_json(scene, measure):
    behind = scene.comparing.behind(target(scene, measure))
    people = {one: coder.name for one, coder in scene.comparing.corpus().people.items()}
    plain = json.loads(json.dumps(plain_behind(behind, people)))
    assert {one.kind for one in behind.passages} == {Kind.RELATION}
    for one, read in zip(behind.passages, plain["passages"], strict=True):
        assert (one.labels, read["labels"]) == (("lives_in",), ["lives_in"])
        linked = {end for some in read["relations"] for link in some
                  for end in (link["source"], link["target"])}  # fmt: skip
        marks = {mark["id"] for some in read["marks"] for mark in some}
        assert linked <= marks
        assert read["quote"] == one.quote != ""


@pytest.mark.parametrize(
    ("answer", "plain"),
    [
        (None, None),
        ("x", "x"),
        (True, True),
        (2.5, 2.5),
        (frozenset({"y", "x"}), ["x", "y"]),
        (frozenset(), []),
    ],
)
def test_an_answer_in_a_list_is_as_json_has_it(scene, answer, plain):
    passage = Passage(scene.document(0), Kind.ANSWER, (), 0, 0, 0.0, answers=(answer,))
    behind = Behind(Target("percent_agreement", ()), None, Sum.REST, (passage,), 0.0)
    assert plain_behind(behind, {})["passages"][0]["answers"] == [plain]


def test_a_long_passage_is_quoted_by_its_beginning_on_one_line(build):
    text = "Kata  panjang\n" * 40
    records = [
        factories.record(
            [factories.span_record(f"{name}-1", "place", 0, end, text)],
            text=text, coder=name, status="done")
        for name, end in (("Ani", 500), ("Budi", 400))
    ]  # fmt: skip
    scene = build(*records)
    [one] = scene.comparing.behind(Target("span_f1_exact", scene.pair())).passages
    assert len(one.quote) <= QUOTED < one.end - one.start
    assert one.quote.startswith("Kata panjang Kata panjang")
