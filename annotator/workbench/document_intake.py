"""Incoming texts against the project: known by their content, under a key that is free."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from annotator.formats.annotations.fidelity import find_unfaithful
from annotator.model.change import Operation
from annotator.model.document import Document
from annotator.model.identity import Id, document_id
from annotator.model.incoming import IncomingSet
from annotator.model.problem import Problem, Severity
from annotator.store import documents, presence, rows
from annotator.store.project import Project
from annotator.text.normalise import guess_title

ORDER = ("document", "coder", "annotation_set", "span", "relation", "comment")


@dataclass
class Tally:
    """How much of each kind came in, and how much was there already."""

    new: dict[str, int] = field(default_factory=lambda: dict.fromkeys(ORDER, 0))
    known: dict[str, int] = field(default_factory=lambda: dict.fromkeys(ORDER, 0))


def derived_key(name: str) -> str:
    """Return the ``doc_id`` of a file that names none: its name without ending, letter first."""
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", name) or name
    return stem if stem[:1].isalpha() else f"d{stem}"


class DocumentIntake:
    """Decides what has to be written of the documents of a batch.

    ``fresh`` are those of the last batch that the project did not have before it.
    """

    def __init__(self, project: Project, tally: Tally, report: Callable[[Problem], None]) -> None:
        self._project = project
        self._tally = tally
        self._report = report
        self._written: dict[Id, Document] = {}
        self._keys: dict[str, Id] = {}
        self._seen: set[bytes] = set()
        self.fresh: set[Id] = set()

    def take(self, batch: Sequence[IncomingSet]) -> list[Operation]:
        """Return the operations for new documents, and for those that get their key now."""
        self._written, self._keys, self.fresh = {}, {}, set()
        ids = [document_id(incoming.document.sha256) for incoming in batch]
        living = presence.find_living(self._project, "document", ids)
        for identity, incoming in zip(ids, batch, strict=True):
            is_new = identity not in living and identity not in self._written
            if is_new and incoming.document.text is None:
                place = replace(incoming.place, field="text")
                sha256 = incoming.document.sha256
                self._report(Problem("unknown_text", Severity.REFUSED, place, sha256))
                continue
            self._count(identity, is_new)
            if is_new:
                self.fresh.add(identity)
                self._add(identity, incoming)
            else:
                self._meet(identity, incoming)
        return [
            Operation("document", identity, rows.document_value(document))
            for identity, document in self._written.items()
        ]

    def _count(self, identity: Id, is_new: bool) -> None:
        """Count a text once, however many records of an import are about it."""
        short = bytes.fromhex(identity)
        if short not in self._seen:
            self._seen.add(short)
            counts = self._tally.new if is_new else self._tally.known
            counts["document"] += 1

    def _add(self, identity: Id, incoming: IncomingSet) -> None:
        given = incoming.document
        text = given.text or ""
        key = given.key or derived_key(given.name)
        if self._is_taken(key, identity):
            if given.key:
                place = replace(incoming.place, field="doc_id")
                self._report(Problem("doc_id_taken", Severity.REFUSED, place, key))
            key = self._free_key(key, identity)
        title = given.title or guess_title(text, given.name)
        self._keys[key] = identity
        self._written[identity] = Document(
            identity, key, given.name, title, text, given.sha256, given.meta
        )

    def _meet(self, identity: Id, incoming: IncomingSet) -> None:
        """Look at a text that is known: marks must fit it, and it may get its ``doc_id`` now."""
        given = incoming.document
        if given.key is None and given.text is not None:
            return
        present = self._written.get(identity) or documents.load_document(self._project, identity)
        if given.text is None:
            for problem in find_unfaithful(incoming, present.text):
                self._report(problem)
        if given.key is None or present.key == given.key:
            return
        # A text that came without a doc_id takes the one that a later file gives it.
        if present.key == derived_key(present.name) and not self._is_taken(given.key, identity):
            self._keys[given.key] = identity
            self._written[identity] = replace(
                present,
                key=given.key,
                title=given.title or present.title,
                meta={**present.meta, **given.meta},
            )

    def _is_taken(self, key: str, identity: Id) -> bool:
        if self._keys.get(key, identity) != identity:
            return True
        return documents.find_document_by_key(self._project, key) not in (None, identity)

    def _free_key(self, key: str, identity: Id) -> str:
        number = 2
        while self._is_taken(f"{key}-{number}", identity):
            number += 1
        return f"{key}-{number}"
