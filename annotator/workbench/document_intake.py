"""Incoming texts against the project: known by their content, under a key that is free."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from annotator.formats.annotations.fidelity import find_unfaithful
from annotator.model.change import Operation
from annotator.model.document import Document
from annotator.model.identity import Id, document_id
from annotator.model.incoming import IncomingSet
from annotator.model.problem import Problem, Severity
from annotator.store import documents, presence, rows
from annotator.store.arrivals import Arrivals
from annotator.store.lineage import load_lineage
from annotator.store.project import Project
from annotator.text.normalise import guess_title
from annotator.workbench.likeness import Differences

ORDER = ("document", "coder", "annotation_set", "span", "relation", "comment")

FROM_FILES: Mapping[str, object] = {"keys": "derived"}
"""What an import notes of itself where its documents got their keys from the names of files."""

_INVISIBLE = " \t\r\n\f\v\0\ufeff"


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
        self._new: set[bytes] = set()
        self._files: dict[str, Id] | None = None
        self._unnamed: dict[bytes, bool] = {}
        self._arrivals = Arrivals(project)
        self.fresh: set[Id] = set()
        self.differences = Differences()

    def take(self, batch: Sequence[IncomingSet]) -> list[Operation]:
        """Return the operations for new documents, and for those of which more is known now."""
        self._written, self._keys, self.fresh = {}, {}, set()
        ids = [document_id(incoming.document.sha256) for incoming in batch]
        living = presence.find_living(self._project, "document", ids)
        for identity, incoming in zip(ids, batch, strict=True):
            is_new = identity not in living and identity not in self._written
            if is_new and incoming.document.text is None:
                self._miss(identity, incoming)
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

    @property
    def are_keys_derived(self) -> bool:
        """Tell whether no file gave any of the documents of the last batch its key."""
        return all(self._unnamed.get(bytes.fromhex(identity), False) for identity in self._written)

    def _miss(self, identity: Id, incoming: IncomingSet) -> None:
        """Refuse marks on a text that is nowhere.

        One that came with this import is missing only because the import is refused already.
        """
        if bytes.fromhex(identity) not in self._seen:
            place = replace(incoming.place, field="text")
            sha256 = incoming.document.sha256
            self._report(Problem("unknown_text", Severity.REFUSED, place, sha256))

    def _count(self, identity: Id, is_new: bool) -> None:
        """Count a text once, however many records of an import are about it."""
        short = bytes.fromhex(identity)
        if short not in self._seen:
            self._seen.add(short)
            counts = self._tally.new if is_new else self._tally.known
            if is_new:
                self._new.add(short)
            counts["document"] += 1

    def _add(self, identity: Id, incoming: IncomingSet) -> None:
        given = incoming.document
        text = given.text or ""
        key = given.key or derived_key(given.name)
        if not text.strip(_INVISIBLE):
            self._report(Problem("empty_article", Severity.WARNING, incoming.place, given.name))
        if self._is_taken(key, identity):
            if given.key:
                place = replace(incoming.place, field="doc_id")
                self._report(Problem("doc_id_taken", Severity.REFUSED, place, key))
            key = self._free_key(key, identity)
        if not given.key:
            self._tell_other_text(derived_key(given.name), incoming)
        self._unnamed[bytes.fromhex(identity)] = not given.key
        title = given.title or guess_title(text, given.name)
        self._keys[key] = identity
        self._written[identity] = Document(
            identity, key, given.name, title, text, given.sha256, given.meta
        )

    def _tell_other_text(self, key: str, incoming: IncomingSet) -> None:
        """Say that an article of the same name is there, which this may be a correction of.

        Two files of one import are two articles.
        """
        if self._files is None:
            self._files = documents.documents_by_file(self._project)
        known = documents.find_document_by_key(self._project, key)
        if known is None or bytes.fromhex(known) in self._new:
            known = self._files.get(incoming.document.name)
        if known is None:
            return
        newest = load_lineage(self._project).newest(known)
        present = documents.load_document(self._project, newest)
        fields = {"own": present.key}
        title = present.title or present.name
        self._report(Problem("other_text", Severity.WARNING, incoming.place, title, fields, newest))

    def _meet(self, identity: Id, incoming: IncomingSet) -> None:
        """Look at a text that is known: marks must fit it, and more may be known of it now."""
        given = incoming.document
        is_bare = given.key is None and not given.title and not given.meta
        if is_bare and given.text is not None:
            return
        present = self._written.get(identity) or documents.load_document(self._project, identity)
        if given.text is None:
            for problem in find_unfaithful(incoming, present.text):
                self._report(problem)
        key = self._met_key(present, incoming)
        made = replace(self._filled(present, incoming), key=key)
        if made != present:
            self._keys[key] = identity
            self._written[identity] = made

    def _met_key(self, present: Document, incoming: IncomingSet) -> str:
        """Return the key a known text has from now on.

        One that came without a ``doc_id`` takes the one that a later file gives it; one that a
        file gave stays.
        """
        given = incoming.document.key
        if given is None:
            return present.key
        is_free = given == present.key or (
            self._is_unnamed(present) and not self._is_taken(given, present.id)
        )
        if not is_free:
            place, own = replace(incoming.place, field="doc_id"), {"own": present.key}
            self._report(Problem("doc_id_differs", Severity.WARNING, place, given, own))
            return present.key
        self._unnamed[bytes.fromhex(present.id)] = False
        return given

    def _is_unnamed(self, document: Document) -> bool:
        """Tell whether a document is called by its file, as no file gave it a ``doc_id``."""
        known = self._unnamed.get(bytes.fromhex(document.id))
        if known is None:
            about = self._arrivals.about("document", document.id)
            return FROM_FILES.items() <= about.items()
        return known

    def _filled(self, present: Document, incoming: IncomingSet) -> Document:
        """Return a document with the title and metadata of a record where it has none itself."""
        given = incoming.document
        title, meta = present.title, {**given.meta, **present.meta}
        if given.title and given.title != title and title == _own_title(present):
            title = given.title
        differs = bool(given.title and given.title != title)
        differs = differs or any(meta[name] != value for name, value in given.meta.items())
        self.differences.add("document_differs", differs, incoming.place)
        return replace(present, title=title, meta=meta)

    def _is_taken(self, key: str, identity: Id) -> bool:
        if self._keys.get(key, identity) != identity:
            return True
        return documents.find_document_by_key(self._project, key) not in (None, identity)

    def _free_key(self, key: str, identity: Id) -> str:
        number = 2
        while self._is_taken(f"{key}-{number}", identity):
            number += 1
        return f"{key}-{number}"


def _own_title(document: Document) -> str:
    """Return the title that a document gets where no file names one."""
    return guess_title(document.text, document.name)
