"""The coder that gold belongs to: nobody, under a name that no person has."""

from __future__ import annotations

from annotator.model.assignment import Role, gold_id
from annotator.model.coder import Coder
from annotator.model.identity import own_key
from annotator.store.project import Project

GOLD_NAME = "gold (adjudicated)"
"""What the gold is called where a coder is named: in lists and in files, in every language."""


def gold_coder(project: Project) -> Coder:
    """Return the coder that stands for what was decided; the same in every copy of a project."""
    identity = gold_id(project.project_id)
    return Coder(identity, own_key("c", identity), GOLD_NAME, Role.GOLD)
