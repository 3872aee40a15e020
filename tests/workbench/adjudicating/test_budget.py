"""Two coders on five real articles: how few keys it takes, and what comes out."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import factories
import jsonschema
import pytest

from annotator.model.adjudication import CaseKind
from annotator.workbench.adjudicating.articles import Adjudicating
from annotator.workbench.adjudicating.states import CaseState
from annotator.workbench.exporting import ExportChoice, export_jsonl, lines
from annotator.workbench.importing import import_files
from annotator.workbench.session import Session
from annotator.workbench.verifying import verify_path, verify_project

DATA = factories.ROOT / "tests/data"
MARKS = [DATA / "coder_a.jsonl", DATA / "coder_b.jsonl"]


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    codebook = factories.SCHEMAS / "asn-neutrality.yaml"
    with Session.create(tmp_path / "p.annot", codebook, "Lead") as made:
        assert import_files(made.context, MARKS).is_applied
        yield made


def reviewed(session: Session) -> dict[str, int]:
    """Take a reading of every case and sign each article off; returns the verbs it took."""
    adjudicating = Adjudicating(session.context, with_unfinished=True)
    keys = {}
    for article in adjudicating.articles():
        desk = adjudicating.desk(article.document_id)
        desk.begin()
        keys[article.key] = 1
        while (case_id := desk.next_open()) is not None:
            desk.take(case_id, "A")
            keys[article.key] += 1
        desk.sign_off()
    return keys


def test_the_cases_of_the_five_articles_are_the_known_ones(session):
    adjudicating = Adjudicating(session.context, with_unfinished=True)
    cases = unanimous = 0
    for article in adjudicating.articles():
        desk = adjudicating.desk(article.document_id)
        cases += len(desk.cases)
        assert adjudicating.counts(article.document_id).left == len(desk.cases)
        for one in desk.every_case.values():
            is_by_rule = one.state is CaseState.AUTO
            unanimous += is_by_rule and one.case.kind is CaseKind.SPAN
    assert (cases, unanimous) == (30, 279)


def test_forty_spans_with_ten_disagreements_cost_at_most_sixteen_keys(session):
    adjudicating = Adjudicating(session.context, with_unfinished=True)
    keys = reviewed(session)
    for article in adjudicating.articles():
        desk = adjudicating.desk(article.document_id)
        disagreements = len(desk.cases)
        assert keys[article.key] == disagreements + 1
        assert keys[article.key] <= 16
        assert (desk.counts.left, len(desk.problems)) == (0, 0)
    assert sum(keys.values()) <= 30 + 2 * len(keys)


def test_the_gold_of_real_articles_verifies_and_its_export_too(session, tmp_path):
    before = list(lines(session.context, ExportChoice("demo_a")))
    reviewed(session)
    assert list(lines(session.context, ExportChoice("demo_a"))) == before
    assert verify_project(session.context).is_sound
    report = export_jsonl(session.context, tmp_path / "gold.jsonl", ExportChoice(gold=True))
    assert report.records == 5
    found = verify_path(tmp_path / "gold.jsonl")
    assert (found.is_sound, found.finding_count, found.equal_quotes) == (True, 0, report.spans)
    schema = json.loads((factories.SCHEMAS / "annotations.schema.json").read_text("utf-8"))
    for record in factories.read_records(tmp_path / "gold.jsonl"):
        jsonschema.validate(record, schema)
        marks = [one["id"] for one in (*record["spans"], *record["relations"])]
        assert set(record["provenance"]["marks"]) == set(marks)


def test_a_key_is_answered_at_once(session):
    """The budget is 100 ms; the machine of a test may be busy, so the best of some is taken."""
    adjudicating = Adjudicating(session.context, with_unfinished=True)
    longest = max(adjudicating.articles(), key=lambda one: one.key)
    opened, taken = [], []
    desk = adjudicating.desk(longest.document_id)
    desk.begin()
    for one in desk.cases[:5]:
        begun = time.perf_counter()
        assert adjudicating.desk(longest.document_id).cases
        opened.append(time.perf_counter() - begun)
        begun = time.perf_counter()
        desk.take(one.id, "A")
        desk.card(one.id)
        assert desk.counts.queue >= 1
        taken.append(time.perf_counter() - begun)
    assert min(opened) < 0.1
    assert min(taken) < 0.1
