"""The language people read: words, numbers, dates; switched while the program runs."""

from __future__ import annotations

import gettext as catalogues
import locale
import os
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

LANGUAGES = {"en": "English", "id": "Bahasa Indonesia"}
"""The languages that are complete, each named in itself."""

FOLDER = Path(__file__).parent / "locale"
"""Where the translations lie, as gettext wants them."""
_MONTHS = {
    "en": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    "id": ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"],
}
_MARKS = {"en": (".", ",", ":"), "id": (",", ".", ".")}
_SYSTEM_NAMES = {"id", "in", "indonesian"}
_chosen = ["en"]


@cache
def _catalogue(code: str) -> catalogues.NullTranslations:
    return catalogues.translation("annotator", FOLDER, [code], fallback=True)


def language() -> str:
    """Return the code of the language in use: ``en`` or ``id``."""
    return _chosen[0]


def set_language(code: str) -> None:
    """Use a language from now on.  One that we do not speak becomes English."""
    _chosen[0] = code if code in LANGUAGES else "en"


def system_language() -> str:
    """Return which of our languages the person's system is set to."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if name := os.environ.get(variable):
            break
    else:
        name = locale.getlocale()[0] or ""
    first = name.lower().replace("-", "_").split("_")[0].split(".")[0]
    return "id" if first in _SYSTEM_NAMES else "en"


def _(message: str) -> str:
    """Return a sentence in the language in use."""
    return _catalogue(language()).gettext(message) if message else ""


def ngettext(singular: str, plural: str, number: int) -> str:
    """Return the sentence that fits a number, in the language in use."""
    return _catalogue(language()).ngettext(singular, plural, number)


def message_in(code: str, message: str) -> str:
    """Return a sentence in one language, whichever is in use: for texts that leave the program."""
    return _catalogue(code if code in LANGUAGES else "en").gettext(message) if message else ""


def pgettext(context: str, message: str) -> str:
    """Return a short word in the language in use, where ``context`` says which meaning it has."""
    return _catalogue(language()).pgettext(context, message)


def N_(message: str) -> str:
    """Mark a sentence for translation in a table; whoever shows it calls ``_``."""
    return message


def decimal_mark() -> str:
    """Return what stands between the units and the tenths."""
    return _MARKS[language()][0]


def number(value: float, decimals: int = 0, *, code: str | None = None) -> str:
    """Write a number with its thousands grouped, in the language in use or another one."""
    point, group, _clock = _MARKS[code or language()]
    written = f"{value:z,.{decimals}f}"  # nobody reads minus nothing
    return written.translate({ord("."): point, ord(","): group})


def short_date(moment: date | datetime | str) -> str:
    """Write a day as ``30 Okt 2024``.  Times, and UTC text, are shown in local time."""
    day = _local(moment)
    return f"{day.day} {_MONTHS[language()][day.month - 1]} {day.year}"


def short_time(moment: datetime | str) -> str:
    """Write a time of day as ``08:30`` or ``08.30``, in local time."""
    time = _local(moment)
    return f"{time:%H}{_MARKS[language()][2]}{time:%M}"


def _local(moment: date | datetime | str) -> date:
    """Return a moment in local time.  A text without a time of day is that day everywhere."""
    if isinstance(moment, str):
        whole_day = len(moment) == len("2024-10-30")
        moment = date.fromisoformat(moment) if whole_day else datetime.fromisoformat(moment)
    if not isinstance(moment, datetime):
        return moment
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone()
