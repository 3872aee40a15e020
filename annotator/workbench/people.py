"""The people of a project: adding them ahead of time, and what each of them does."""

from __future__ import annotations

from dataclasses import replace

from annotator.model.assignment import REVIEWERS, Role
from annotator.model.change import Operation
from annotator.model.coder import Coder
from annotator.model.errors import InputError, RefusedError
from annotator.model.identity import Id, own_key
from annotator.store import coders, rows
from annotator.workbench.context import Context
from annotator.workbench.language import N_
from annotator.workbench.rights import require_reviewer, reviewers

GIVEN = (Role.CODER, Role.ADJUDICATOR, Role.LEAD)
"""The roles that a person can be given."""

ROLE_WORDS = {
    Role.CODER: N_("coder"),
    Role.ADJUDICATOR: N_("adjudicator"),
    Role.LEAD: N_("lead"),
    Role.GOLD: N_("gold"),
    Role.AGAIN: N_("second coding"),
}
"""What people read for each role; whoever shows it translates it."""


def role_of(coder: Coder) -> Role:
    """Return a coder's role; a word that files brought and nobody knows counts as a coder."""
    return Role(coder.role) if coder.role in set(Role) else Role.CODER


def role_word(role: str) -> str:
    """Return the English word for a role as it is stored; whoever shows it translates it."""
    return ROLE_WORDS[Role(role)] if role in set(Role) else role


def find_person(context: Context, name: str) -> Coder:
    """Return who has a name; InputError ``unknown_coder`` (``coder``, ``known``) if nobody has."""
    found = coders.find_coder_by_name(context.project, name)
    if found is None:
        known = ", ".join(one.name for one in coders.list_coders(context.project))
        raise InputError("unknown_coder", coder=name, known=known)
    return found


def add_person(
    context: Context, name: str, role: Role = Role.CODER, *, initiator: object = None
) -> Coder:
    """Add somebody to the project without coding as them.

    It is no step of undo.  Raises InputError ``coder_needs_name``, RefusedError ``name_taken``
    (``name``), ``role_fixed`` for a role that no person is given, ``reviewers_only``.
    """
    require_reviewer(context)
    name = name.strip()
    if not name:
        raise InputError("coder_needs_name")
    if role not in GIVEN:
        raise RefusedError("role_fixed", coder=name)
    if coders.find_coder_by_name(context.project, name) is not None:
        raise RefusedError("name_taken", name=name)
    identity = context.project.make_id()
    coder = Coder(identity, own_key("c", identity), name, str(role))
    operation = Operation("coder", identity, rows.coder_value(coder))
    about = {"coder": name, "role": str(role)}
    context.perform("add_coder", [operation], about, initiator=initiator)
    return coder


def set_role(context: Context, coder_id: Id, role: Role, *, initiator: object = None) -> Coder:
    """Say what a person does in the project; one step of undo.

    Raises RefusedError ``last_lead`` (``coder``) where nobody would be left who leads or decides,
    ``role_fixed`` for gold and for second selves, ``reviewers_only``, ``no_coder``.
    """
    require_reviewer(context)
    coder = coders.load_coder(context.project, coder_id)
    if role_of(coder) not in GIVEN or role not in GIVEN:
        raise RefusedError("role_fixed", coder=coder.name)
    if coder.role == role:
        return coder
    _refuse_last(context, coder, role)
    changed = replace(coder, role=str(role))
    operation = Operation("coder", coder_id, rows.coder_value(changed))
    about = {"coder": coder.name, "role": str(role)}
    context.perform("set_role", [operation], about, initiator=initiator)
    if context.coder.id == coder_id:
        context.coder = changed
    return changed


def _refuse_last(context: Context, coder: Coder, role: Role) -> None:
    """Refuse to leave a project that has a lead, or reviewers, without one."""
    others = [one for one in reviewers(context.project) if one.id != coder.id]
    was_lead, is_lead = coder.role == Role.LEAD, role is Role.LEAD
    leaves_no_lead = was_lead and not is_lead and all(one.role != Role.LEAD for one in others)
    leaves_nobody = coder.role in REVIEWERS and role not in REVIEWERS and not others
    if leaves_no_lead or leaves_nobody:
        raise RefusedError("last_lead", coder=coder.name)
