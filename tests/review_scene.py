"""A project in which several coders have marked one text, ready to be reviewed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import factories

from annotator.model.annotation_set import AnnotationSet
from annotator.model.identity import Id
from annotator.store import coders, spans
from annotator.workbench.adjudicating.articles import Adjudicating
from annotator.workbench.adjudicating.desk import Desk
from annotator.workbench.adjudicating.states import DeskCase
from annotator.workbench.session import Session

TEXT = "Bupati Sri melarang ASN ikut kampanye di Balikpapan dan di Samarinda kemarin."
BUPATI_SRI, SRI, ASN = (0, 10), (7, 10), (20, 23)
BALIKPAPAN, DI_BALIKPAPAN, SAMARINDA = (41, 51), (38, 51), (59, 68)

Mark = Mapping[str, Any]
Work = tuple[Sequence[Mark], Sequence[Mark]]
"""One coder's spans and relations, as native JSONL has them."""


def person(place: tuple[int, int], **answers: Any) -> Mark:
    """A person; the coder's name makes the key when the work is put together."""
    return _span("person", place, answers or {"role": "head"})


def place(place: tuple[int, int], **answers: Any) -> Mark:
    return _span("place", place, answers)


def _span(label: str, where: tuple[int, int], answers: Mapping[str, Any]) -> Mark:
    return {"label": label, "start": where[0], "end": where[1], "attributes": dict(answers)}


def lives_in(source: int, target: int, **answers: Any) -> Mark:
    """A relation between two spans of the same coder, by their numbers from 0."""
    return {"type": "lives_in", "from": source, "to": target, "attributes": dict(answers)}


def work(*marks: Mark) -> Work:
    """One coder's work: spans, then relations."""
    return [m for m in marks if "label" in m], [m for m in marks if "type" in m]


@dataclass
class Scene:
    """An open project: Ani made it and reviews, the others code."""

    session: Session
    folder: Path
    document_id: Id

    def desk(self, document_id: Id | None = None) -> Desk:
        return Adjudicating(self.session.context).desk(document_id or self.document_id)

    def begun(self, audit_share: float = 0.0) -> Desk:
        desk = self.desk()
        desk.begin(audit_share)
        return desk

    def coder(self, name: str) -> Id:
        found = coders.find_coder_by_name(self.session.project, name)
        assert found is not None, name
        return found.id

    def set_of(self, name: str, document_id: Id | None = None) -> AnnotationSet:
        session = self.session
        return spans.load_set(
            session.project,
            document_id or self.document_id,
            self.coder(name),
            session.codebook_id,
        )

    def as_coder(self, name: str) -> Session:
        """Go on as somebody else; ``as_coder("Ani")`` goes back."""
        self.session.code_as(name)
        return self.session

    def letter(self, desk: Desk, case_id: Id, name: str) -> str:
        """Find a coder's letter by what only this coder has (the test may look behind it)."""
        columns = desk._columns(desk.case(case_id))
        return columns.letter(self.coder(name))


def record_of(name: str, given: Work, text: str = TEXT, **more: Any) -> dict[str, Any]:
    """One coder's finished work as a record; keys are made of the coder's name."""
    marks = [
        {**mark, "id": f"{name}-{number}", "text": text[mark["start"] : mark["end"]]}
        for number, mark in enumerate(given[0])
    ]
    relations = [
        {**one, "id": f"{name}-r{n}", "from": f"{name}-{one['from']}", "to": f"{name}-{one['to']}"}
        for n, one in enumerate(given[1])
    ]
    return factories.record(marks, relations, text=text, coder=name, **{"status": "done", **more})


def make_scene(
    folder: Path, fields: Mapping[str, Mapping[str, Any]] | None = None, **by_coder: Work
) -> Scene:
    """A project with one text as each of some coders has finished it.

    ``fields`` has what a coder says of the document.
    """
    session = factories.make_session(folder)
    records = [
        record_of(name, given, document=dict((fields or {}).get(name, {})))
        for name, given in by_coder.items()
    ]
    report = factories.import_records(session, folder, *records)
    assert report.is_applied, report.problems
    [document] = session.finding.documents()
    return Scene(session, folder, document)


def add_document(scene: Scene, key: str, text: str, **by_coder: Work) -> Id:
    """Another text of the same project, as coders have finished it."""
    records = [
        record_of(f"{name}", given, text, doc_id=key, file=f"{key}.txt")
        for name, given in by_coder.items()
    ]
    for record in records:
        for mark in (*record["spans"], *record["relations"]):
            mark["id"] = f"{key}-{mark['id']}"
        for relation in record["relations"]:
            relation["from"], relation["to"] = (f"{key}-{relation[e]}" for e in ("from", "to"))
    before = set(scene.session.finding.documents())
    report = factories.import_records(scene.session, scene.folder, *records)
    assert report.is_applied, report.problems
    [document] = set(scene.session.finding.documents()) - before
    return document


def case_with(desk: Desk, *labels: str, start: int | None = None) -> DeskCase:
    """The case of some labels, and of a place where several have them."""
    found = [
        one
        for one in desk.every_case.values()
        if one.case.labels == labels and start in (None, one.case.start)
    ]
    assert len(found) == 1, [one.case for one in desk.every_case.values()]
    return found[0]


def said(desk: Desk) -> list[tuple[str, int, int, dict[str, object]]]:
    """What the gold says: label, start, end, answers."""
    return [(s.label, s.start, s.end, dict(s.attributes)) for s in desk.gold.spans]


def labels_at(marks: Iterable[Any]) -> list[tuple[str, int, int]]:
    return [(mark.label, mark.start, mark.end) for mark in marks]
