"""Coders who marked the same articles, more and less alike, to try the agreement on."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import factories

from annotator.model.identity import Id
from annotator.workbench.comparing.comparing import Comparing
from annotator.workbench.importing import import_files

Marks = Sequence[tuple[Any, ...]]
"""Label, start, end and, where there are any, answers."""

ARTICLES = 6
TEXT = factories.TEXT * 3


def text_of(number: int) -> str:
    """The text of one article; no two are the same, all are as long."""
    return f"{number:02d} {TEXT}"


def record(number: int, coder: str, marks: Marks, **more: Any) -> dict[str, Any]:
    """What a coder marked on an article, as native JSONL."""
    text = text_of(number)
    spans = [
        factories.span_record(
            f"{coder}-{number}-{place}", label, start, end, text, attributes=dict(*answers)
        )
        for place, (label, start, end, *answers) in enumerate(marks)
    ]
    given = {"status": "done", "file": f"{number}.txt", **more}
    return factories.record(spans, text=text, doc_id=f"doc-{number}", coder=coder, **given)


class Scene:
    """A project with the marks of several coders; ``ids`` gives coders and documents by name."""

    def __init__(self, folder: Path, records: Sequence[Mapping[str, Any]]) -> None:
        self.folder = folder
        self.session = factories.make_session(folder, coder="Lead")
        self.take(*records)
        self.comparing = Comparing(self.session.context)

    def take(self, *records: Mapping[str, Any]) -> None:
        path = factories.write_records(self.folder / "coded.jsonl", *records)
        report = import_files(self.session.context, [path])
        assert report.is_applied, report.problems

    def coder(self, name: str) -> Id:
        people = self.comparing.corpus().people.values()
        return next(one.id for one in people if one.name == name)

    def pair(self, first: str = "Ani", second: str = "Budi") -> tuple[Id, Id]:
        return self.coder(first), self.coder(second)

    def document(self, number: int) -> Id:
        articles = self.comparing.corpus().articles.values()
        return next(one.id for one in articles if one.key == f"doc-{number}")

    def close(self) -> None:
        self.session.close()


HEAD = {"role": "head", "also": ["x"], "age": 40}
STAFF = {"role": "staff", "also": ["x", "y"], "age": 31}


def usual_records() -> list[dict[str, Any]]:
    """Two coders on six articles: an end, a label, an answer and a mark in which they differ.

    In each article Ani has four marks; Budi has the same but ends the second one later, calls the
    third one otherwise (in every other article) and leaves the last one out of the first article.
    """
    records = []
    for number in range(ARTICLES):
        is_even = number % 2 == 0
        ani = [
            ("person", 3, 9, HEAD if is_even else STAFF),
            ("person", 20, 30, HEAD),
            ("place", 40, 50, {"role": "town"}),
            ("place", 60, 66, {"role": "town"}),
        ]
        budi = [
            ("person", 3, 9, HEAD),
            ("person", 20, 33, HEAD),
            ("person" if is_even else "place", 40, 50, STAFF if is_even else {"role": "head"}),
            ("place", 60, 66, {"role": "town"}),
        ]
        fields = {"outlet": "kaltim" if number < 4 else "kumala", "checked": is_even}
        own = {**fields, "checked": True}
        records.append(record(number, "Ani", ani, document=fields))
        records.append(record(number, "Budi", budi[: 3 if number == 0 else 4], document=own))
    return records


def linked_records() -> list[dict[str, Any]]:
    """The usual marks with a relation in each article, which Budi draws the other way once."""
    records = usual_records()
    for one in records:
        people = [span["id"] for span in one["spans"] if span["label"] == "person"]
        places = [span["id"] for span in one["spans"] if span["label"] == "place"]
        if places:
            first = people[0 if one["coder"] == "Ani" or one["doc_id"] != "doc-1" else 1]
            key = f"r-{one['coder']}-{one['doc_id']}"
            link = {"id": key, "type": "lives_in", "from": first, "to": places[-1]}
            one["relations"] = [link]
    return records


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]
