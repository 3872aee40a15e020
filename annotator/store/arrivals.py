"""How things came into the project: what the log says of the import that brought them."""

from __future__ import annotations

from collections.abc import Mapping

from annotator.model.identity import Id
from annotator.store.kinds import blob
from annotator.store.project import Project

_NEWEST = (
    "SELECT r.id FROM touch t JOIN revision r USING(n)"
    " WHERE t.entity = ? AND t.kind = ? AND r.action = 'import' ORDER BY n DESC LIMIT 1"
)


class Arrivals:
    """Looks up imports; each is read from the log once, however many things it brought."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._abouts: dict[Id, Mapping[str, object]] = {}

    def about(self, kind: str, identity: Id) -> Mapping[str, object]:
        """Return what the last import that wrote a thing noted of itself, or nothing."""
        found = self._project.file.row(_NEWEST, (blob(identity), kind))
        if found is None:
            return {}
        revision = Id(found[0].hex())
        if revision not in self._abouts:
            self._abouts[revision] = self._project.log.header(revision).about
        return self._abouts[revision]
