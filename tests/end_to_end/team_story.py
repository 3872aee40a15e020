"""What the stories of a team begin with, and what they look up in the project file."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

from adjudication_scene import CODEBOOK

from annotator.model.assignment import Role, gold_id
from annotator.model.document import Progress
from annotator.model.extent import Extent
from annotator.model.identity import Id
from annotator.store import spans
from annotator.workbench.adjudicating.articles import Adjudicating
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


def make_budget(path: Path, *, is_coded: bool = True) -> Path:
    """Make a project with one article: forty marks of each of two coders, ten disagreements."""
    folder = path.parent / "budget"
    folder.mkdir()
    (folder / "budget.txt").write_text("\n".join(LINES) + "\n", encoding="utf-8")
    (folder / "review.yaml").write_text(CODEBOOK, encoding="utf-8")
    with Session.create(path, folder / "review.yaml", LEAD) as session:
        report = import_files(session.context, [folder / "budget.txt"])
        assert not report.is_refused, report.problems
        documents = session.finding.documents()
        people = [add_person(session.context, name) for name in CODERS[:2]]
        set_role(session.context, session.coder.id, Role.LEAD)
        Assigning(session.context).assign([(documents[0], one.id) for one in people])
    for name in CODERS[:2]:
        if is_coded:
            code(path, name)
    return path


def code(path: Path, name: str) -> None:
    """Let a coder mark every line: most as the other one does, the last ones by the table."""
    place = CODERS.index(name)
    alike: Mark = (RULE, "rule", OBLIGED)
    with Session.open(path, name) as session:
        (document,) = session.finding.documents()
        for line, mark in enumerate([alike] * ALIKE + [pair[place] for pair in DIFFERENT]):
            if mark is not None:
                start, label, words, answers = placed(line, mark)
                extents = (Extent(start, start + len(words)),)
                span = session.coding.add_span(document, extents, label)
                for question, value in answers.items():
                    session.coding.set_attribute(span.id, question, value)
        session.coding.set_status(document, Progress.DONE)


STARTS = tuple(accumulate((len(line) + 1 for line in LINES), initial=0))
IN_DISPUTE = STARTS[ALIKE]
"""Where the first line begins in which the coders differ, in code points."""

Placed = tuple[int, str, str, Mapping[str, Any]]
"""Where a mark begins, its label, its words, its answers."""


def placed(line: int, mark: Mark) -> Placed:
    """Return where a mark of a line stands in the text."""
    words, label, answers = mark
    return STARTS[line] + LINES[line].index(words), label, words, answers


def expected(taken: Sequence[str]) -> list[Placed]:
    """Return the gold of the lines in dispute: taken is a coder's name, ``all`` or ``none``."""
    found = []
    for line, (pair, whose) in enumerate(zip(DIFFERENT, taken, strict=True), ALIKE):
        of = {CODERS[0]: pair[:1], CODERS[1]: pair[1:], "all": pair, "none": ()}[whose]
        found += [placed(line, mark) for mark in of if mark is not None]
    return sorted(found, key=lambda one: one[:3])


def marks_of(project: Path, name: str) -> list[Placed]:
    """Return the marks of a coder, or of ``gold``, on the first article."""
    with Session.open(project) as session:
        (document, *_rest) = session.finding.documents()
        text = session.finding.document(document).text
        who = gold_id(session.project.project_id) if name == "gold" else coder_id(session, name)
        found = spans.load_set(session.project, document, who, session.codebook_id).spans
        marks = [(one.start, one.label, text[one.start : one.end], one.attributes) for one in found]
        return sorted(marks, key=lambda one: one[:3])


def pressed_for(project: Path, keys: Sequence[str]) -> list[str]:
    """Return whose reading each key named, once the coders' names may be shown."""
    with Session.open(project) as session:
        (document,) = session.finding.documents()
        desk = Adjudicating(session.context).desk(document)
        desk.reveal()
        named = {"u": "all", "0": "none"}
        return [
            named.get(key) or desk.name_of(case.id, desk.letters(case.id)[int(key) - 1])
            for case, key in zip(desk.cases, keys, strict=True)
        ]


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
