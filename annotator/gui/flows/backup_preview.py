"""What the sheet of backups tells of one of them."""

from __future__ import annotations

from annotator.gui.dialogs.restore_sheet import Shown
from annotator.model.codebook import Codebook
from annotator.workbench.backing_up import Preview
from annotator.workbench.backup_words import (
    coder_words,
    consequence_words,
    count_words,
    difference_words,
    last_act_words,
    moment_words,
    reason_words,
    size_words,
)
from annotator.workbench.language import _


def shown_of(
    preview: Preview, name: str, codebook: Codebook, *, meets_in_folder: bool = False
) -> Shown:
    """Return the preview of a backup in words."""
    one, contents = preview.backup, preview.contents
    spans = sum(coder.spans for coder in contents.coders)
    coders = [
        f"{coder.name}: {coder_words(coder.spans, coder.relations)}" for coder in contents.coders
    ]
    parts = (
        (_("It holds"), [count_words(contents.documents, spans), *coders]),
        (_("Last done"), [last_act_words(preview, codebook)]),
        (_("Compared with now"), [difference_words(preview)]),
    )
    subtitle = f"{reason_words(one.reason)} · {size_words(one.size)}"
    consequence = consequence_words(name, meets_in_folder=meets_in_folder)
    return Shown(moment_words(one.time), subtitle, parts, consequence)
