"""Who hands out work, joins it and decides."""

from __future__ import annotations

from annotator.model.assignment import is_reviewer
from annotator.store import coders
from annotator.workbench.context import Context


def may_review(context: Context) -> bool:
    """Tell whether who is at work may hand out work and decide.

    That is who has the role of a lead or an adjudicator; as long as nobody has one, everybody.  In
    a parcel it is nobody.
    """
    if context.project.parcel_id is not None:
        return False
    reviewers = {one.id for one in coders.list_coders(context.project) if is_reviewer(one)}
    return not reviewers or context.coder.id in reviewers
