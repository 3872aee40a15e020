"""The answers that a question offers, ready to be shown, filtered and picked with a digit."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from annotator.gui.theme.naming import naming
from annotator.model.attributes import Attribute, AttributeType, Value
from annotator.model.codebook import ReferenceList
from annotator.model.span import Attributes, AttributeValue
from annotator.model.words import Words
from annotator.workbench.language import _, number

DIGITS = "123456789"
_DETAILS = 2


@dataclass(frozen=True, slots=True)
class Option:
    """One answer: its value, how it reads, what distinguishes it, the digit that picks it."""

    value: str | bool
    name: str
    detail: str = ""
    tip: str = ""
    digit: str = ""


def options_of(attribute: Attribute, answers: Attributes) -> tuple[Option, ...]:
    """Return what a question offers, given the other answers, in codebook order."""
    if attribute.type is AttributeType.BOOL:
        return (Option(True, _("Yes"), digit="1"), Option(False, _("No"), digit="2"))
    if attribute.type is AttributeType.REF:
        entries = naming().codebook.lists.get(attribute.list_id or "")
        return _entries(entries) if entries else ()
    given = answers.get(attribute.id)
    kept = given if isinstance(given, tuple) else (given,)
    offered = attribute.offered_values(answers)
    values = [one for one in offered if not one.is_deprecated or one.id in kept]
    digits = digits_of(values)
    return tuple(_option(one, digits.get(one.id, "")) for one in values)


def digits_of(values: Sequence[Value]) -> dict[str, str]:
    """Return the digit of each of the first nine values; the codebook's own digits come first."""
    own = {one.id: one.shortcut for one in values if one.shortcut and one.shortcut in DIGITS}
    free = iter(digit for digit in DIGITS if digit not in own.values())
    given = dict(own)
    for one in values:
        if one.id not in given and (digit := next(free, "")):
            given[one.id] = digit
    return given


def matching(options: Iterable[Option], query: str, limit: int) -> list[Option]:
    """Return the options in whose words every word of the query begins, or else occurs.

    Case and accents do not count.  Those whose name begins with the query come first.
    """
    asked = plain(query)
    words = asked.split()
    found: list[tuple[int, int, Option]] = []
    for place, one in enumerate(options):
        rank = _rank(one, asked, words)
        if rank is not None:
            found.append((rank, place, one))
    found.sort(key=lambda item: item[:2])
    return [one for _rank_, _place, one in found[:limit]]


def plain(text: str) -> str:
    """Return a text without case and accents, for comparing."""
    return _bare(text).strip()


def typed_part(name: str, query: str) -> tuple[int, int]:
    """Return where in a name the letters stand that were typed; twice 0 where they do not."""
    wanted, letters = plain(query), [_bare(one) for one in name]
    places = [place for place, some in enumerate(letters) for _letter in some]
    at = "".join(letters).find(wanted) if wanted else -1
    if at < 0:
        return 0, 0
    end = places[at + len(wanted) - 1] + 1
    while end < len(name) and not letters[end]:  # the accents of the last letter
        end += 1
    return places[at], end


def _bare(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(mark for mark in apart if not unicodedata.combining(mark))


def _rank(option: Option, asked: str, words: Sequence[str]) -> int | None:
    name = plain(option.name)
    if name.startswith(asked):
        return 0
    if all(f" {word}" in f" {name}" for word in words):
        return 1
    everything = f"{name} {plain(option.detail)} {plain(str(option.value))}"
    return 2 if all(word in everything for word in words) else None


def _option(value: Value, digit: str) -> Option:
    name = naming().words(value.name, value.id)
    group = (value.group or "").replace("_", " ")
    return Option(value.id, name, group, naming().words(value.definition), digit)


def _entries(entries: ReferenceList) -> tuple[Option, ...]:
    return tuple(
        Option(key, entries.label_of(key), _detail(entries, item))
        for key, item in entries.items.items()
    )


def _detail(entries: ReferenceList, item: Mapping[str, object]) -> str:
    """Return two fields that tell entries apart: one coded and one written, else the first two."""
    others = [key for key in item if key != entries.label_field and item[key]]
    coded = [key for key in others if _is_coded(entries, key)]
    free = [key for key in others if not _is_coded(entries, key)]
    keys = [*coded[:1], *free[:1]] if coded and free else others[:_DETAILS]
    return " · ".join(_field(entries, key, item[key]) for key in keys)


def _is_coded(entries: ReferenceList, key: str) -> bool:
    return key in entries.fields and entries.fields[key].type is AttributeType.ENUM


def _field(entries: ReferenceList, key: str, value: object) -> str:
    if isinstance(value, Words):
        return naming().words(value)
    question = entries.fields.get(key)
    return naming().value_name(question, str(value)) if question else str(value)


def name_of(attribute: Attribute, value: AttributeValue) -> str:
    """Return how an answer reads, also one that is not offered any more."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return naming().value_name(attribute, value)


def digit_hint(count: int) -> str:
    """Return how many of the offered answers digits reach."""
    last = min(count, len(DIGITS))
    return _("1–{last} of {count}").format(last=last, count=number(count)) if count else ""


def can_add(attribute: Attribute) -> bool:
    """Tell whether coders may give answers that nobody foresaw."""
    if attribute.type is AttributeType.REF:
        entries = naming().codebook.lists.get(attribute.list_id or "")
        return entries is not None and entries.open
    return attribute.open


def placeholder_of(attribute: Attribute) -> str:
    """Return what an empty field says."""
    entries = naming().codebook.lists.get(attribute.list_id or "")
    if attribute.type is AttributeType.REF and entries is not None and entries.name:
        return _("Type to search: {list}").format(list=naming().words(entries.name))
    return _("Choose …")
