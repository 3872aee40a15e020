"""Whether a project is the work of several: what the window shows only then."""

from __future__ import annotations

from annotator.model.assignment import Role, is_person
from annotator.model.identity import Id
from annotator.store import coders, team_traces
from annotator.workbench.context import Context

KINDS = frozenset({"coder", "assignment", "review", "decision", "parcel", "feedback"})
"""The kinds of rows of which a change can make the answers below other ones."""


def is_shared(context: Context) -> bool:
    """Tell whether there is more in a project than one person's coding.

    That is a second person, a role, or anything that a team records.
    """
    people = [one for one in coders.list_coders(context.project) if is_person(one)]
    has_role = any(one.role != Role.CODER for one in people)
    return len(people) > 1 or has_role or team_traces.has_any(context.project)


def may_be_told(context: Context, coder_id: Id) -> bool:
    """Tell whether anything may go back to a coder: what was decided, or a question."""
    from annotator.store import handing_out  # seldom needed

    return bool(handing_out.feedback_rows(context.project, coder_id))


def has_feedback(context: Context) -> bool:
    """Tell whether anything came back to who codes now."""
    return team_traces.has_feedback(context.project, context.coder.id)
