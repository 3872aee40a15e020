"""What a person writes to ask for a part of the history: names, keys, days and times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from annotator.model.errors import InputError
from annotator.model.identity import Id
from annotator.store import coders, related
from annotator.workbench.chronicle import Asked
from annotator.workbench.context import Context


@dataclass(frozen=True, slots=True)
class Question:
    """A part of the history in a person's own words; None does not matter.

    ``span`` is a mark's id or key, ``document`` an article's key or file name, ``since`` and
    ``until`` days or times as ISO text (a day as ``until`` includes all of it).
    """

    span: str | None = None
    document: str | None = None
    coder: str | None = None
    verbs: Sequence[str] = ()
    label: str | None = None
    since: str | None = None
    until: str | None = None


def asked_for(context: Context, question: Question) -> Asked:
    """Return which part of the history is meant.

    Raises InputError ``unknown_span``, ``unknown_document``, ``unknown_coder`` (``known``) or
    ``bad_moment`` (``text``).
    """
    return Asked(
        span_id=_span(context, question.span),
        document_id=_document(context, question.document),
        coder_id=_coder(context, question.coder),
        actions=tuple(question.verbs),
        label=question.label,
        since=moment_of(question.since),
        until=moment_of(question.until, is_end=True),
    )


def moment_of(text: str | None, *, is_end: bool = False) -> float | None:
    """Return a day or time in seconds since 1970; of a day its beginning, or its end."""
    if text is None:
        return None
    try:
        return _moment(text.strip(), is_end=is_end).timestamp()
    except (ValueError, OverflowError):  # no time, or none that this computer can count
        raise InputError("bad_moment", text=text) from None


def _moment(text: str, *, is_end: bool) -> datetime:
    """Return a time; of a day, however ISO 8601 writes it, its first moment or that after it."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return datetime.fromisoformat(text)
    return datetime(day.year, day.month, day.day) + timedelta(days=is_end)


def _span(context: Context, named: str | None) -> Id | None:
    if named is None:
        return None
    found = related.find_span_id(context.project, named.strip())
    if found is None:
        raise InputError("unknown_span", span=named)
    return found


def _document(context: Context, named: str | None) -> Id | None:
    if named is None:
        return None
    found = related.find_document_id(context.project, named.strip())
    if found is None:
        raise InputError("unknown_document", document=named)
    return found


def _coder(context: Context, named: str | None) -> Id | None:
    if named is None:
        return None
    found = coders.find_coder_by_name(context.project, named)
    if found is None:
        known = ", ".join(coder.name for coder in coders.list_coders(context.project))
        raise InputError("unknown_coder", coder=named, known=known)
    return found.id
