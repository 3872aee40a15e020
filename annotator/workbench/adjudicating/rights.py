"""Who decides between coders."""

from __future__ import annotations

from annotator.model.errors import RefusedError
from annotator.workbench.assigning.rights import may_review
from annotator.workbench.context import Context


def refuse_others(context: Context) -> None:
    """Raise RefusedError ``not_a_reviewer`` where the coder may not decide here."""
    if not may_review(context):
        raise RefusedError("not_a_reviewer")
