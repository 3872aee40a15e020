"""A project with some articles and some people, to hand out work in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from annotator.model.coder import Coder
from annotator.model.extent import Extent
from annotator.model.identity import Id
from annotator.workbench.importing import import_files
from annotator.workbench.people import add_person
from annotator.workbench.session import Session

TEXTS = tuple(f"Bupati ke-{number} melarang ASN ikut kampanye." for number in range(1, 7))
WORD = (0, 6)
OUTLETS = ("kompas", "tempo")


def write_articles(folder: Path, texts: Sequence[str] = TEXTS) -> Path:
    """A file of articles a1, a2 … of two outlets in turn."""
    lines = [
        {
            "id": f"a{number}",
            "title": f"Artikel {number}",
            "metadata": {"outlet": OUTLETS[number % 2], "year": 2024},
            "text": text,
        }
        for number, text in enumerate(texts, 1)
    ]
    path = folder / "articles.jsonl"
    path.write_text("".join(f"{json.dumps(one)}\n" for one in lines), encoding="utf-8")
    return path


def add_articles(session: Session, folder: Path, texts: Sequence[str] = TEXTS) -> list[Id]:
    """Import articles and return their ids in list order."""
    report = import_files(session.context, [write_articles(folder, texts)])
    assert report.is_applied, report.problems
    return session.finding.documents()


def add_people(session: Session, *names: str) -> list[Coder]:
    return [add_person(session.context, name) for name in names]


def code(session: Session, name: str, documents: Iterable[Id], *, is_done: bool = True) -> None:
    """Mark a word in each document as somebody, and call it done; whoever coded goes on."""
    before = session.coder.name
    session.code_as(name)
    for document in documents:
        session.coding.add_span(document, (Extent(*WORD),), "place")
        if is_done:
            session.coding.set_status(document, "done")
    session.code_as(before)
