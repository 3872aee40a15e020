"""One row of the table of commands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ActionRow:
    """A command: its words, its keys (the first is shown), its menu and when it can be used.

    ``needs`` is ``project``, ``article``, ``span``, ``undo``, ``redo``, ``folder`` (the copies of
    the project meet in one), ``undecided`` (something is in two versions), ``waiting`` (marks to be
    checked), ``coding`` (the text is shown, and not another workspace), ``managed`` (who codes may
    hand out work), ``parcel`` (the project is one), ``shared`` (others work on the project as
    well), ``feedback`` (something came back to who codes now), ``review`` (the adjudication is
    shown), ``agreement`` (its page is shown) or nothing; ``group`` separates the rows of a menu by
    lines.  ``is_plain`` keys (without Ctrl) are handled by what is shown, not by the window, so
    that they can be typed elsewhere.  ``fold`` names a menu within the menu, so that a long one
    fits on a small screen.
    """

    id: str
    menu: str
    text: str
    keys: tuple[str, ...] = ()
    needs: str = ""
    group: int = 0
    is_plain: bool = False
    is_checkable: bool = False
    fold: str = ""
