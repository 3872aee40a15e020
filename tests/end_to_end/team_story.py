"""What the stories of a team begin with, and what they look up in the project file."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from review_scene import CODEBOOK

from annotator.model.assignment import Role
from annotator.model.document import Progress
from annotator.model.extent import Extent
from annotator.model.identity import Id
from annotator.workbench.assigning import Assigning
from annotator.workbench.importing import import_files
from annotator.workbench.people import add_person, set_role
from annotator.workbench.session import Session

LEAD = "Sari"
CODERS = ("Ayu", "Bima", "Citra")
ALIKE = 31
"""Marks that both coders have alike; with those that differ each has forty."""

Mark = tuple[str, str, Mapping[str, Any]]

RULE, VENUE = "ASN wajib netral", "kantor"
OBLIGED, FORBIDDEN = {"modality": "obligation"}, {"modality": "prohibition"}
DIFFERENT: tuple[tuple[Mark | None, Mark | None], ...] = (
    ((RULE, "rule", {}), ("ASN wajib", "rule", {})),
    ((RULE, "rule", OBLIGED), (RULE, "rule", FORBIDDEN)),
    ((VENUE, "venue", {}), (VENUE, "sanction", {})),
    ((RULE, "rule", {}), ("wajib netral", "rule", {})),
    ((VENUE, "venue", {}), None),
    ((RULE, "rule", OBLIGED), (RULE, "rule", {})),
    ((VENUE, "venue", {}), (VENUE, "speaker", {})),
    (None, (RULE, "rule", OBLIGED)),
    ((RULE, "rule", OBLIGED), ("wajib", "rule", OBLIGED)),
    ((RULE, "sanction", {}), (RULE, "rule", OBLIGED)),
)
"""One disagreement a line: what Ayu has there, and what Bima has."""
LINES = tuple(
    f"{number:02d} ASN wajib netral di kantor." for number in range(1, ALIKE + len(DIFFERENT) + 1)
)


def make_budget(path: Path) -> Path:
    """Make a project with one article: forty marks of each of two coders, ten disagreements."""
    folder = path.parent / "budget"
    folder.mkdir()
    (folder / "budget.txt").write_text("\n".join(LINES) + "\n", encoding="utf-8")
    (folder / "review.yaml").write_text(CODEBOOK, encoding="utf-8")
    with Session.create(path, folder / "review.yaml", LEAD) as session:
        report = import_files(session.context, [folder / "budget.txt"])
        assert not report.is_refused, report.problems
        (document,) = session.finding.documents()
        for name in CODERS[:2]:
            add_person(session.context, name)
        set_role(session.context, session.coder.id, Role.LEAD)
        for place, name in enumerate(CODERS[:2]):
            session.code_as(name)
            _code(session, document, place)
        session.code_as(LEAD)
        ids = [coder_id(session, name) for name in CODERS[:2]]
        Assigning(session.context).assign([(document, one) for one in ids])
    return path


def _code(session: Session, document: Id, place: int) -> None:
    """Mark every line but the last ones alike; in those, as the table says."""
    alike: Mark = (RULE, "rule", OBLIGED)
    marks = [alike] * ALIKE + [pair[place] for pair in DIFFERENT]
    start = 0
    for line, mark in zip(LINES, marks, strict=True):
        if mark is not None:
            words, label, answers = mark
            at = start + line.index(words)
            span = session.coding.add_span(document, (Extent(at, at + len(words)),), label)
            for name, value in answers.items():
                session.coding.set_attribute(span.id, name, value)
        start += len(line) + 1
    session.coding.set_status(document, Progress.DONE)


def coder_id(session: Session, name: str) -> Id:
    """Return the id of a coder by name."""
    return next(one.id for one in session.finding.coders() if one.name == name)


def make_team(project: Path) -> Path:
    """Add three coders to a project; who made it leads."""
    with Session.open(project) as session:
        for name in CODERS:
            add_person(session.context, name)
        set_role(session.context, session.coder.id, Role.LEAD)
    return project


def marks_by_coder(project: Path) -> dict[str, tuple[int, int, int]]:
    """Return of each coder how many articles are assigned and finished, and how many marks."""
    with Session.reading(project) as session:
        totals = Assigning(session.context).grid().totals
        return {one.coder.name: (one.assigned, one.done, one.spans) for one in totals}


def everything(project: Path) -> list[str]:
    """Return all that is in the project's file, as lines of SQL."""
    with contextlib.closing(sqlite3.connect(project)) as file:
        return list(file.iterdump())
