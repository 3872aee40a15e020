"""A project that is only looked at: why, what is new in it, and whether one can go on in it."""

from __future__ import annotations

from annotator.model.change import Change
from annotator.store import lock
from annotator.store.kinds import KINDS
from annotator.workbench.joining import refresh
from annotator.workbench.language import _
from annotator.workbench.session import Session
from annotator.workbench.wording import moment_words


def reason_words(session: Session) -> str:
    """Return in one line why a project is open for reading only; empty where it is not."""
    following = session.following
    if following is None:
        return ""
    if following.recovered is not None:
        lost = len(following.recovered.problems)
        if lost:
            return _("Read only: what can be read of the file. Lost or uncertain: {count}").format(
                count=lost
            )
        return _("Read only: what this program can read of the file")
    if following.is_free():
        return _("Read only: nobody else has the project open")
    holder = lock.read_note(session.path)
    if not holder.since:
        return _("Read only: the project is open in another window or program")
    text = _("Read only: {who} has had it open on {host} since {since}. What is new appears here.")
    return text.format(who=holder.who, host=holder.host, since=moment_words(holder.since))


def can_take_over(session: Session) -> bool:
    """Tell whether the project that is looked at could be opened for writing now."""
    following = session.following
    return following is not None and following.recovered is None and following.is_free()


def prepare(session: Session) -> bool:
    """Fetch what is new, in any thread; tells whether there is something to show.

    Raises EnvironmentFault; what is shown stays.
    """
    following = session.following
    if following is None or not following.has_changed():
        return False
    following.prepare()
    return True


def catch_up(session: Session) -> None:
    """Show what was fetched, and tell everybody who looks."""
    if session.following is None:
        return
    session.following.show(session.project)
    refresh(session.context)
    everything = frozenset(KINDS)
    session.events.publish(Change(everything, frozenset(), frozenset(), "look"))
