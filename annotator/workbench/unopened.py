"""Why a project file cannot be opened: what is known, what is safe, and what can be done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from annotator.model.errors import AnnotatorError
from annotator.workbench.language import N_, _
from annotator.workbench.wording import filled

LOOK, RECOVER, RESTORE, AGAIN = "look", "recover", "restore", "again"
"""What can be done: look at it without writing, recover it into a new file, go back to a backup,
try once more."""


@dataclass(frozen=True, slots=True)
class Unopened:
    """A file that was not opened, in sentences; ``choices`` are what can be done, the best last."""

    title: str
    known: str
    safe: str
    step: str
    choices: tuple[str, ...]


_UNTOUCHED = N_("Nothing in the file was changed.")
_DAMAGED_SAFE = N_(
    "Nothing in the file was changed. Every step of the history proves itself, so what can still "
    "be read of it is right."
)
_DAMAGED_STEP = N_(
    "Keep the file as it is. Recover what can be read into a new file: a list will say what could "
    "not be. If there is a backup or a colleague's copy, it can give back what is missing."
)

_KINDS: Mapping[str, Unopened] = {
    "damaged": Unopened(
        N_("The project file is damaged"),
        N_("Something in it is not as it was written ({detail})."),
        _DAMAGED_SAFE,
        _DAMAGED_STEP,
        (LOOK, RESTORE, RECOVER),
    ),
    "cut_off": Unopened(
        N_("The project file is not complete"),
        N_("It has {size} bytes, and it should have {expected}: the rest is missing at the end."),
        _DAMAGED_SAFE,
        N_(
            "It may still be on its way, or the copying was broken off: copy it again from where "
            "it came from. If there is no other copy, recover what this one holds."
        ),
        (LOOK, AGAIN, RESTORE, RECOVER),
    ),
    "foreign_contents": Unopened(
        N_("Something in the file is not Annotator's"),
        N_(
            "It holds something that Annotator did not make ({type} {name}). It might do harm when "
            "the file is opened."
        ),
        _UNTOUCHED,
        N_(
            "Ask who gave you the file. The history alone can be taken over into a new file; what "
            "was put there by others stays behind."
        ),
        (LOOK, RESTORE, RECOVER),
    ),
    "not_a_project": Unopened(
        N_("This is not a project"),
        N_("The file is of another kind, or was written over by another program."),
        _UNTOUCHED,
        N_("Choose another file. Projects of Annotator end in .annot."),
        (RESTORE,),
    ),
    "newer_project": Unopened(
        N_("The project was made by a newer version"),
        N_("Its format is {version}, and this program knows {newest}."),
        _UNTOUCHED,
        N_(
            "Update Annotator to go on in it. What this version understands can be looked at until "
            "then."
        ),
        (LOOK,),
    ),
    "locked": Unopened(
        N_("The project is open already"),
        N_("{who} has had it open on {host} since {since}."),
        N_("Nothing was changed. Only one window writes a project at a time."),
        N_(
            "Look at it meanwhile: what is done there appears here, and it can be taken over as "
            "soon as it is closed there."
        ),
        (AGAIN, LOOK),
    ),
    "locked_by_somebody": Unopened(
        N_("The project is open already"),
        N_("Another window or program has it."),
        N_("Nothing was changed. Only one window writes a project at a time."),
        N_(
            "Look at it meanwhile: what is done there appears here, and it can be taken over as "
            "soon as it is closed there."
        ),
        (AGAIN, LOOK),
    ),
    "read_only": Unopened(
        N_("The project cannot be written"),
        N_("The file, its folder or its disk is read-only."),
        N_("Nothing was changed."),
        N_(
            "Look at it as it is. To go on in it, copy it to a folder of your own, or have the "
            "permission changed."
        ),
        (AGAIN, LOOK),
    ),
    "no_permission": Unopened(
        N_("This account may not read the project"),
        N_("The computer refuses to open the file."),
        N_("Nothing was changed."),
        N_("Ask whoever looks after the folder for the permission, then try once more."),
        (AGAIN,),
    ),
    "missing_file": Unopened(
        N_("The project is not there"),
        N_("There is no file of this name any more: it was moved, or its drive is not connected."),
        N_("If the drive is only unplugged, everything on it is as it was."),
        N_("Connect the drive or find the file, then try once more."),
        (RESTORE, AGAIN),
    ),
    "disk_error": Unopened(
        N_("The disk does not give the project"),
        N_("Reading failed ({detail}): the drive may be loose, far away or worn out."),
        N_("Nothing was changed."),
        N_(
            "Check the connection and try once more. If it goes on, copy the file to another disk "
            "as soon as it can be read."
        ),
        (RESTORE, AGAIN),
    ),
}


def explain(error: AnnotatorError) -> Unopened | None:
    """Return what to tell about a file that was not opened; None for errors of another sort."""
    kind = _KINDS.get(error.code)
    if kind is None:
        return None
    told = (filled(_(text), error.fields) for text in (kind.known, kind.safe, kind.step))
    known, safe, step = told
    return Unopened(_(kind.title), known, safe, step, kind.choices)


def choice_words(choice: str) -> str:
    """Return what stands on the button of a choice."""
    return {
        LOOK: _("Open for reading only"),
        RECOVER: _("Recover into a new file"),
        RESTORE: _("Restore a backup …"),
        AGAIN: _("Try again"),
    }[choice]
