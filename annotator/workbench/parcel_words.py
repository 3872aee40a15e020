"""What people read of parcels: whose they are, and what they bring back."""

from __future__ import annotations

from annotator.model.assignment import Purpose
from annotator.workbench.join_report import JoinedFile
from annotator.workbench.language import N_, _, ngettext, number
from annotator.workbench.parcelling import ParcelInfo
from annotator.workbench.returned_work import JoinedDocument
from annotator.workbench.wording import moment_words

PURPOSES = {
    Purpose.CODING: N_("parcel for coding"),
    Purpose.FEEDBACK: N_("parcel with feedback"),
}
"""What people call a parcel by what it is for."""


def purpose_words(purpose: str) -> str:
    """Return what people call a parcel of a purpose."""
    return _(PURPOSES[Purpose(purpose)])


def info_words(parcel: ParcelInfo) -> str:
    """Return what a project says of itself that is a parcel."""
    text = _("{coder}: {what}, made {when}; only {coder}'s marks come back into the project")
    when = moment_words(parcel.created)
    return text.format(what=purpose_words(parcel.purpose), coder=parcel.coder, when=when)


def file_words(file: JoinedFile) -> str:
    """Return whose work a parcel brings, and how many of its articles are finished."""
    count = len(file.documents)
    done = sum(one.is_finished for one in file.documents)
    text = _("{what} of {coder}, {done} of {count} articles done")
    words = {"what": purpose_words(file.purpose), "coder": file.coder}
    return text.format(**words, done=number(done), count=number(count))


def document_words(one: JoinedDocument) -> str:
    """Return what becomes of a coder's marks on one article."""
    counted = (
        (one.new, ngettext("{count} new mark", "{count} new marks", one.new)),
        (one.changed, ngettext("{count} changed", "{count} changed", one.changed)),
        (one.deleted, ngettext("{count} deleted", "{count} deleted", one.deleted)),
        (one.same, ngettext("{count} the same", "{count} the same", one.same)),
        (
            one.further,
            ngettext(
                "{count} relation, note or answer",
                "{count} relations, notes or answers",
                one.further,
            ),
        ),
        (
            one.conflicting,
            ngettext("{count} in two versions", "{count} in two versions", one.conflicting),
        ),
    )
    parts = [text.format(count=number(count)) for count, text in counted if count]
    if not one.is_finished:
        parts.append(_("not done yet"))
    if one.codebooks:
        text = _("made under another codebook: {versions}")
        parts.append(text.format(versions=", ".join(one.codebooks)))
    return ", ".join(parts)
