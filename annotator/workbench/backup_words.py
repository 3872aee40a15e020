"""What people read about backups: when, why, how large, what is in them, what going back means."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from annotator.model.codebook import Codebook
from annotator.workbench.backing_up import Preview
from annotator.workbench.language import N_, _, ngettext, number, short_date, short_time
from annotator.workbench.wording import VERBS, verb_words

REASONS: Mapping[str, str] = {
    "hand": N_("made by hand"),
    "time": N_("while working"),
    "close": N_("on closing"),
    "restore": N_("before going back"),
    "merge": N_("before joining"),
    "codebook": N_("before a change of the codebook"),
    "migration": N_("before an update of the project"),
}
"""Why a backup was made, by the word in its name."""

_MEGABYTE, _KILOBYTE = 1_000_000, 1_000


def reason_words(reason: str) -> str:
    """Return why a backup was made."""
    return _(REASONS[reason]) if reason in REASONS else reason


def moment_words(moment: datetime | str, today: date | None = None) -> str:
    """Return when something was, in local time: ``today, 08:30`` or ``22 Nov 2026, 08:30``."""
    known = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    local = known.astimezone()
    days = ((today or datetime.now(UTC).astimezone().date()) - local.date()).days
    time = short_time(known)
    if days == 0:
        return _("today, {time}").format(time=time)
    if days == 1:
        return _("yesterday, {time}").format(time=time)
    return _("{day}, {time}").format(day=short_date(known), time=time)


def size_words(size: int) -> str:
    """Return a number of bytes as people write it."""
    if size >= _MEGABYTE:
        return f"{number(size / _MEGABYTE, 1 if size < 10 * _MEGABYTE else 0)} MB"
    return f"{number(max(1, size // _KILOBYTE))} kB"


def count_words(documents: int, spans: int) -> str:
    """Return how much a backup holds."""
    articles = ngettext("{count} article", "{count} articles", documents)
    marks = ngettext("{count} mark", "{count} marks", spans)
    shown = (articles.format(count=number(documents)), marks.format(count=number(spans)))
    return " · ".join(shown)


def coder_words(spans: int, relations: int) -> str:
    """Return how much one coder has marked."""
    marks = ngettext("{count} mark", "{count} marks", spans).format(count=number(spans))
    if not relations:
        return marks
    more = ngettext("{count} relation", "{count} relations", relations)
    return f"{marks} · {more.format(count=number(relations))}"


def difference_words(preview: Preview) -> str:
    """Return how the project as it is now differs from a backup."""
    if preview.newer is None:
        return ""
    newer = ngettext(
        "Since then {count} step was done in the project.",
        "Since then {count} steps were done in the project.",
        preview.newer,
    )
    words = [newer.format(count=number(preview.newer))]
    if not preview.newer:
        words = [_("Nothing was done in the project since then.")]
    if preview.only_there:
        there = ngettext(
            "{count} step is in this backup and not in the project.",
            "{count} steps are in this backup and not in the project.",
            preview.only_there,
        )
        words.append(there.format(count=number(preview.only_there)))
    return " ".join(words)


def last_act_words(preview: Preview, codebook: Codebook) -> str:
    """Return the last thing that was done before a backup: when, by whom, what."""
    last = preview.contents
    words = [moment_words(last.last_time), last.last_coder]
    if last.last_action in VERBS:
        words.append(verb_words(last.last_action, last.last_about, codebook))
    return " · ".join(word for word in words if word)


def consequence_words(name: str, *, meets_in_folder: bool = False) -> str:
    """Return what going back to a backup does to the project of a name."""
    told = _(
        "The project becomes as it was in this backup. Nothing is lost: the project as it is now "
        "stays beside it as “{name}-before-…”."
    ).format(name=name)
    if not meets_in_folder:
        return told
    return f"{told} " + _(
        "What is in the shared folder comes back with the next exchange; stop using the folder "
        "first if it must not."
    )


def restored_words(set_aside: Path | None) -> str:
    """Return what was done, and where the project as it was is now."""
    if set_aside is None:
        return _("The backup is the project now.")
    told = _("The backup is the project now. As it was before, it is kept as {name}.")
    return told.format(name=set_aside.name)
