"""Incoming coders against the project: known by their id, else by their name, else new."""

from __future__ import annotations

from dataclasses import replace

from annotator.model.change import Operation
from annotator.model.coder import Coder, folded_name
from annotator.model.identity import Id, derived_id, own_id, own_key
from annotator.model.incoming import IncomingSet
from annotator.store import coders, rows
from annotator.store.project import Project


class CoderIntake:
    """Decides who the coders of an import are.

    All of them are kept in memory, so that records of one batch are matched with each other.
    """

    def __init__(self, project: Project, importer: Coder) -> None:
        self._project = project
        self._importer = importer
        self._by_key: dict[str, Id] = {}
        self._by_name: dict[str, Id] = {}
        self._coders: dict[Id, Coder] = {}
        self._written: dict[Id, Coder] = {}
        for coder in coders.list_coders(project):
            self._keep(coder)
        self._matches: dict[tuple[str | None, str], Id] = {}
        self._made: set[Id] = set()
        self._busy: set[Id] = set()
        self.new: list[str] = []

    def take(self, incoming: IncomingSet) -> Coder:
        """Return whose work a record is."""
        coder = self._coder(incoming)
        if incoming.spans:
            self._busy.add(coder.id)
        return coder

    def _coder(self, incoming: IncomingSet) -> Coder:
        if incoming.coder_name is None:
            # A file that says nothing of coders holds the work of whoever brings it.
            return self._importer
        named = (incoming.coder_key, incoming.coder_name)
        if named not in self._matches:
            self._matches[named] = self._matched(*named)
        return self._coders[self._matches[named]]

    def written(self) -> list[Operation]:
        """Return the operations for coders that are new or have another key since the last call."""
        made = list(self._written.values())
        self._written.clear()
        return [Operation("coder", coder.id, rows.coder_value(coder)) for coder in made]

    def _matched(self, key: str | None, name: str) -> Id:
        identity = self._id_of(key)
        if key and identity in self._coders:
            return identity
        known = self._by_name.get(folded_name(name))
        if known is None:
            self._write(Coder(identity, key or own_key("c", identity), name.strip()))
            self._made.add(identity)
            self.new.append(name.strip())
            return identity
        if key and self._is_nameless(self._coders[known]):
            # Nothing hangs on this coder yet, so it takes the identity the file gives.
            self._write(replace(self._coders[known], key=key))
        return known

    def _id_of(self, key: str | None) -> Id:
        """Return the id of who has a key here, else the one they have in every project."""
        if key is None:
            return self._project.make_id()
        return self._by_key.get(key) or own_id(key) or derived_id("coder", key)

    def _is_nameless(self, coder: Coder) -> bool:
        """Tell whether no file can know a coder's key: as this program made it, and not used."""
        if coder.key != own_key("c", coder.id):
            return False
        if coder.id in self._made:
            return True
        return coder.id not in self._busy and not coders.has_marks(self._project, coder.id)

    def _write(self, coder: Coder) -> None:
        self._keep(coder)
        self._written[coder.id] = coder

    def _keep(self, coder: Coder) -> None:
        self._coders[coder.id] = coder
        self._by_key[coder.key] = coder.id
        self._by_name.setdefault(folded_name(coder.name), coder.id)
