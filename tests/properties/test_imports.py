"""Imports: the same in any order, once or twice, tried or done, whole or not at all, and undone."""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import factories
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.problem import Severity
from annotator.store import integrity
from annotator.workbench.exporting import ExportChoice, lines
from annotator.workbench.importing import ImportReport, import_files
from annotator.workbench.session import Session

TEXTS = (
    factories.TEXT,
    "Gubernur 👩‍🏫 mengingatkan ASN\r\ndi Samarinda\u00a0kemarin. e\u0301",
    "كتب أحمد رسالة إلى المدينة اليوم",
)
CODERS = ("Ani", "Budi", "Citra 🌾")
NUMBERS = itertools.count()

Records = list[dict[str, Any]]

offsets = st.lists(st.integers(0, 30), min_size=2, max_size=2, unique=True).map(sorted)
notes = st.lists(st.sampled_from(("catatan", "👍")), max_size=1)


@st.composite
def spans(draw, text: str) -> Records:
    """Some marks on a text, no two of one label on the same words."""
    places = draw(st.lists(offsets, max_size=3, unique_by=tuple))
    made = []
    for start, end in places:
        label = draw(st.sampled_from(("person", "place")))
        answers = {"role": "head"} if draw(st.booleans()) else {}
        made.append(
            factories.span_record(f"m{next(NUMBERS)}", label, start, end, text, attributes=answers)
        )
    return made


@st.composite
def files(draw) -> Records:
    """A record for each of some coders on each of some texts."""
    pairs = list(itertools.product(range(len(TEXTS)), CODERS))
    chosen = draw(st.lists(st.sampled_from(pairs), min_size=1, max_size=5, unique=True))
    return [record(number, coder, draw(spans(TEXTS[number]))) for number, coder in chosen]


def record(number: int, coder: str, marks: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    people = [one["id"] for one in marks if one["label"] == "person"]
    places = [one["id"] for one in marks if one["label"] == "place"]
    ends = list(zip(people, places, strict=False))
    relations = [
        {"id": f"r-{source}", "type": "lives_in", "from": source, "to": target, "attributes": {}}
        for source, target in ends
    ]
    more = {"text": TEXTS[number], "coder": coder, "doc_id": f"doc-{number}"}
    return factories.record(marks, relations, file=f"{number}.txt", document={}, **more)


class Desk:
    """One project, empty before and after each example, and a folder for files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.session = factories.make_session(folder)

    def write(self, records: Records) -> Path:
        return factories.write_records(self.folder / f"{next(NUMBERS)}.jsonl", *records)

    def take(self, *files: Records, is_dry_run: bool = False) -> ImportReport:
        paths = [self.write(records) for records in files if records]
        return import_files(self.session.context, paths, is_dry_run=is_dry_run)

    def __enter__(self) -> Session:
        assert self.session.finding.count() == 0
        return self.session

    def __exit__(self, *_exception: object) -> None:
        while self.session.history.undo() is not None:
            pass


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    made = Desk(tmp_path_factory.mktemp("imports"))
    yield made
    assert integrity.check(made.session.project) == []
    made.session.close()


def said(session: Session) -> list[dict[str, Any]]:
    """What an export says, but for ids and times that are of this project alone."""
    records = [json.loads(line) for line in lines(session.context, ExportChoice())]
    for one in records:
        one.pop("coder_id", None)
        for mark in (*one["spans"], *one["relations"]):
            for name in ("created", "changed"):
                mark.pop(name, None)
    return records


def exported(session: Session) -> bytes:
    return b"".join(lines(session.context, ExportChoice()))


def numbers(report: ImportReport) -> tuple[object, ...]:
    """Everything that a report counts."""
    return (
        report.new_documents,
        report.known_documents,
        report.new_spans,
        report.known_spans,
        report.new_relations,
        report.known_relations,
        set(report.new_coders),
        report.problem_count,
        report.finding_count,
    )


@given(records=files(), lot=st.randoms(use_true_random=False))
@settings(max_examples=12)
def test_the_order_of_records_and_files_does_not_matter(desk, records, lot):
    mixed = lot.sample(records, len(records))
    cut = lot.randint(0, len(records))
    with desk as session:
        first, there = desk.take(records), said(session)
        assert first.is_applied
    with desk as session:
        assert numbers(desk.take(mixed[:cut], mixed[cut:])) == numbers(first)
        assert said(session) == there


@given(records=files())
@settings(max_examples=12)
def test_a_dry_run_says_what_the_run_does_and_changes_nothing(desk, records):
    path = desk.write(records)
    with desk as session:
        before = exported(session)
        tried = import_files(session.context, [path], is_dry_run=True)
        assert (exported(session), session.history.undo_words()) == (before, None)
        done = import_files(session.context, [path])
        assert (tried.is_applied, done.is_applied) == (False, True)
        assert numbers(tried) == numbers(done)
        assert tried.files == done.files


@given(records=files(), count=st.integers(1, 3))
@settings(max_examples=12)
def test_what_came_once_does_not_come_again_and_one_undo_takes_it_back(desk, records, count):
    with desk as session:
        before = exported(session)
        first, there = desk.take(records), exported(session)
        for _time in range(count):
            again = desk.take(records)
            assert (again.new_documents, again.new_spans, again.new_relations) == (0, 0, 0)
            assert again.known_spans == first.new_spans
            assert again.known_relations == first.new_relations
            assert exported(session) == there
        session.history.undo()
        assert exported(session) == before
        assert session.history.undo() is None
        session.history.redo()
        assert exported(session) == there


BAD = (
    {"id": "bad", "label": "nobody", "start": 0, "end": 3},
    {"id": "bad", "label": "person", "start": 0, "end": 3, "text": "xyz"},
    {"id": "bad", "label": "person", "start": 5, "end": 500},
    {"id": "bad", "label": "person", "start": 4, "end": 4},
    {"id": "bad", "label": "person", "start": 0, "end": 3, "attributes": {"role": "king"}},
    {"id": "bad", "label": "person", "start": 0, "end": 3, "attributes": {"rank": 1}},
)


@given(records=files(), at=st.integers(0, 9), bad=st.sampled_from(BAD))
@settings(max_examples=12)
def test_one_mark_that_cannot_be_kept_keeps_everything_out(desk, records, at, bad):
    place = at % len(records)
    spoilt = {**records[place], "spans": [*records[place]["spans"], bad]}
    with desk as session:
        before = exported(session)
        report = desk.take([*records[:place], spoilt, *records[place + 1 :]])
        assert (report.is_applied, report.is_refused) == (False, True)
        assert (exported(session), session.history.undo_words()) == (before, None)
        named = {one.place.line for one in report.problems if one.severity is Severity.REFUSED}
        assert named == {place + 1}


@given(records=files())
@settings(max_examples=12)
def test_the_counts_are_those_of_the_file(desk, records):
    """Counted from the file itself, without the program."""
    with desk as session:
        report = desk.take(records)
        assert report.new_documents == len({one["text_sha256"] for one in records})
        assert report.new_spans == sum(len(one["spans"]) for one in records)
        assert report.new_relations == sum(len(one["relations"]) for one in records)
        assert set(report.new_coders) == {one["coder"] for one in records} - {"Ani"}
        kept = {(one["text_sha256"], one["coder"]) for one in said(session) if one["coder"]}
        assert kept == {(one["text_sha256"], one["coder"]) for one in records}


@given(records=files())
@settings(max_examples=12)
def test_every_mark_stands_on_its_own_words(desk, records):
    by_hash = {hashlib.sha256(text.encode()).hexdigest(): text for text in TEXTS}
    with desk as session:
        desk.take(records)
        found = said(session)
        assert places(found) == places(records)
        for one in found:
            for s in one["spans"]:
                assert s["text"] == by_hash[one["text_sha256"]][s["start"] : s["end"]]


def places(records: Records) -> set[tuple[object, ...]]:
    return {
        (one["text_sha256"], one["coder"], s["label"], s["start"], s["end"])
        for one in records
        for s in one["spans"]
    }
