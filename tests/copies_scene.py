"""Copies of one project, each at work in a file of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

import factories

from annotator.model.identity import Id
from annotator.workbench.exporting import ExportChoice, lines
from annotator.workbench.session import Session


class Team:
    """Sessions on copies of one project; ``document`` is its article, ``span`` its first mark."""

    def __init__(self, folder: Path, names: tuple[str, ...]) -> None:
        self.folder = folder
        with factories.make_session(folder, "start.annot") as session:
            self.document = factories.add_text(session, folder)
            self.span = session.coding.add_span(
                self.document, factories.extents(factories.BUPATI), "person"
            )
            self.coder = session.coder.id
        self.copies = {name: self._copy(name) for name in names}

    def _copy(self, name: str) -> Session:
        path = self.folder / f"{name}.annot"
        shutil.copy(self.folder / "start.annot", path)
        return Session.open(path)

    def __getitem__(self, name: str) -> Session:
        return self.copies[name]

    def path(self, name: str) -> Path:
        """The file of a copy, closed, as it is when somebody sends it."""
        self.copies[name].close()
        self.copies[name] = Session.open(self.copies[name].path)
        self.copies[name].close()
        return self.copies[name].path

    def reopen(self, name: str) -> Session:
        self.copies[name].close()
        self.copies[name] = Session.open(self.copies[name].path)
        return self.copies[name]

    def close(self) -> None:
        for session in self.copies.values():
            session.close()


def mark(session: Session, document: Id, place: tuple[int, int], label: str = "place"):
    return session.coding.add_span(document, factories.extents(place), label)


def exported(session: Session) -> bytes:
    return b"".join(lines(session.context, ExportChoice()))
