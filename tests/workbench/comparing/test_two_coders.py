"""Five real articles as two coders marked them: the figures that were published of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import factories
import pytest

from annotator.model.identity import Id
from annotator.workbench.comparing.comparing import Comparing
from annotator.workbench.comparing.options import Options, Target
from annotator.workbench.comparing.shares import Reason
from annotator.workbench.importing import import_files
from annotator.workbench.session import Session

DATA = factories.ROOT / "tests/data"
OPTIONS = Options(finished_only=False, draws=50)


@pytest.fixture(scope="module")
def comparing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Comparing]:
    path: Path = tmp_path_factory.mktemp("two") / "p.annot"
    with Session.create(path, factories.SCHEMAS / "asn-neutrality.yaml", "Lead") as session:
        files = [DATA / "coder_a.jsonl", DATA / "coder_b.jsonl"]
        assert import_files(session.context, files).is_applied
        yield Comparing(session.context)


@pytest.fixture(scope="module")
def pair(comparing: Comparing) -> tuple[Id, Id]:
    names = {one.name: one.id for one in comparing.corpus().people.values()}
    return names["demo_a"], names["demo_b"]


@pytest.mark.parametrize(
    ("measure", "both", "every"),
    [
        ("span_f1_exact", 285, 599),
        ("span_f1_unlabelled", 285, 599),
        ("span_f1_overlap", 292, 599),
        ("relation_f1_strict", 187, 403),
    ],
)
def test_marks_and_relations_are_as_published(comparing, pair, measure, both, every):
    row = comparing.row(Target(measure, pair), OPTIONS)
    assert (row.value, row.n_units, row.n_documents) == (2 * both / every, every, 5)
    assert row.interval.low <= row.value <= row.interval.high


def test_the_confusion_is_as_published(comparing, pair):
    cells = comparing.confusion(*pair, OPTIONS).cells
    same = {
        "rule": 67,
        "sanction": 4,
        "speaker": 30,
        "quotation": 46,
        "cue": 41,
        "target": 47,
        "legal_ref": 13,
        "venue": 15,
        "headline": 6,
        "outside": 23,
    }
    alone = {("rule", 4), ("sanction", 1), ("speaker", 1), ("quotation", 2)}
    assert {place: len(some) for place, some in cells.items()} == {
        **{(label, label): count for label, count in same.items()},
        **{(label, None): count for label, count in alone},
        (None, "rule"): 7,
    }


def test_exchanging_the_coders_turns_the_confusion_over(comparing, pair):
    there, back = comparing.confusion(*pair, OPTIONS), comparing.confusion(*pair[::-1], OPTIONS)
    assert {place[::-1]: len(some) for place, some in there.cells.items()} == {
        place: len(some) for place, some in back.cells.items()
    }
    assert (there.labels, there.confused, there.alone) == (back.labels, back.confused, back.alone)


@pytest.mark.parametrize(
    ("label", "attribute", "items", "same"),
    [
        ("rule", "rule_type", 67, 60),
        ("rule", "modality", 67, 63),
        ("quotation", "form", 46, 46),
        ("target", "group", 47, 47),
        ("venue", "function", 15, 14),
    ],
)
def test_answers_on_matched_marks_are_as_published(comparing, pair, label, attribute, items, same):
    row = comparing.row(Target("percent_agreement", pair, label, attribute), OPTIONS)
    assert (row.n_units, row.value) == (items, pytest.approx(same / items))
    lost = {one.reason: one.count for one in row.excluded}
    every = [unit for units, _origins in comparing.corpus().units.values() for unit in units]
    marks = sum(unit.label == label for unit in every)
    assert 2 * items + lost.get(Reason.NO_PARTNER, 0) == marks


def test_an_answer_that_one_of_them_did_not_give_is_told_and_does_not_count(comparing, pair):
    """57 rules were asked for their force; of four of them only one coder can have answered."""
    row = comparing.row(Target("percent_agreement", pair, "rule", "force"), OPTIONS)
    lost = {one.reason: one.count for one in row.excluded}
    assert (row.n_units, lost[Reason.ONE_ANSWER]) == (53, 3)
    assert lost[Reason.NO_PARTNER] == 11


def test_the_list_behind_the_headline_has_its_twenty_passages(comparing, pair):
    behind = comparing.behind(Target("span_f1_exact", pair), OPTIONS)
    assert len(behind.passages) == 20
    assert sum(one.share for one in behind.passages) == pytest.approx(29 / 599)


def test_every_label_adds_up_to_the_whole(comparing, pair):
    """Counts are pooled, so those of the labels are those of all marks."""
    rows = comparing.rows(replace(OPTIONS, measures=("span_f1_exact",)))
    whole, parts = rows[0], [row for row in rows if row.label is not None]
    assert whole.n_units == sum(row.n_units for row in parts)
    assert whole.counts["both"] == sum(row.counts.get("both", 0) for row in parts)
