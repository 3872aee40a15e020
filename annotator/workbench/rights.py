"""Who may hand out work, join it, decide and release."""

from __future__ import annotations

from annotator.model.assignment import is_person, is_reviewer
from annotator.model.coder import Coder
from annotator.model.errors import RefusedError
from annotator.store import coders
from annotator.store.project import Project
from annotator.workbench.context import Context


def reviewers(project: Project) -> list[Coder]:
    """Return who hands out work and decides, by name; nobody where everybody may."""
    return [one for one in coders.list_coders(project) if is_reviewer(one)]


def may_review(context: Context) -> bool:
    """Tell whether whoever codes now may hand out work and decide.

    That is a lead or an adjudicator; while nobody in the project is one, it is everybody.  In a
    parcel it is nobody.
    """
    if context.project.parcel_id is not None or not is_person(context.coder):
        return False
    known = {one.id for one in reviewers(context.project)}
    return not known or context.coder.id in known


def require_reviewer(context: Context) -> None:
    """Refuse whoever may not review: ``only_in_project`` in a parcel, else ``reviewers_only``.

    The latter names the reviewers (``known``).
    """
    if may_review(context):
        return
    if context.project.parcel_id is not None:
        raise RefusedError("only_in_project")
    known = ", ".join(one.name for one in reviewers(context.project))
    raise RefusedError("reviewers_only", coder=context.coder.name, known=known)
