"""What people type into fields, read as answers; and answers written as people type them."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from annotator.model.attributes import Attribute, AttributeType, is_too_large, number_of
from annotator.model.span import AttributeValue
from annotator.workbench.language import _, decimal_mark, number

_DAY_FIRST = r"(?a)(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})"
_ISO = r"(?a)(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?"
_NUMBER = r"(?a)[+-]?\d+([.,]\d+)?"
_GROUPED = r"(?a)[+-]?[1-9]\d{0,2}([.,]\d{3})+"
_WHOLE = r"(?a)[+-]?\d+"
_MOST = 2**53 - 1
"""Beyond this a number with a fraction does not keep all its digits, neither here nor in files."""
_PRECISIONS = {1: "year", 2: "month", 3: "day"}


@dataclass(frozen=True, slots=True)
class Reading:
    """The answer that was meant, or the reason why it cannot be taken."""

    value: AttributeValue = None
    reason: str = ""


def read_answer(attribute: Attribute, typed: str) -> Reading:
    """Read what was typed as the answer to a question of type text, number or date."""
    typed = typed.strip()
    if not typed:
        return Reading()
    return _READERS.get(attribute.type, _read_text)(attribute, typed)


def written(attribute: Attribute, value: AttributeValue) -> str:
    """Return an answer as it stands in its field."""
    if value is None or isinstance(value, tuple | bool):
        return ""
    if attribute.type is AttributeType.NUMBER and isinstance(value, float):
        plain = repr(int(value)) if value.is_integer() else repr(value)
        return plain.replace(".", decimal_mark())
    return str(value)


def bounds_words(attribute: Attribute) -> str:
    """Return the range that a number may have, for people; empty where there is none."""
    least, most = _bound(attribute.minimum), _bound(attribute.maximum)
    if least and most:
        return _("{least} to {most}").format(least=least, most=most)
    if least:
        return _("at least {least}").format(least=least)
    return _("at most {most}").format(most=most) if most else ""


def _bound(value: float | None) -> str:
    if value is None or math.isinf(value):
        return ""
    from decimal import Decimal

    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    return number(value, max(0, -int(exponent)))


def _read_text(attribute: Attribute, typed: str) -> Reading:
    if attribute.max_length is not None and len(typed) > attribute.max_length:
        reason = _("Too long: at most {count} characters.")
        return Reading(reason=reason.format(count=number(attribute.max_length)))
    if not attribute.takes_form(typed):
        reason = _("Not in the form that the codebook asks for: {pattern}")
        return Reading(reason=reason.format(pattern=attribute.pattern))
    return Reading(typed)


def _read_number(attribute: Attribute, typed: str) -> Reading:
    """Take a point or a comma as decimal mark; refuse what could be grouped thousands."""
    if re.fullmatch(_GROUPED, typed) and _is_grouping(typed):
        return Reading(reason=_("Write the number without marks between the thousands."))
    if not re.fullmatch(_NUMBER, typed):
        return Reading(reason=_("Not a number."))
    value = number_of(typed.replace(",", "."))
    if is_too_large(value) or math.isinf(value):
        return Reading(reason=_("A number is too large to be kept."))
    if attribute.integer and not isinstance(value, int):
        return Reading(reason=_("Only whole numbers."))
    if not _is_within(attribute, value):
        return _out_of_range(attribute)
    if abs(value) > _MOST and not re.fullmatch(_WHOLE, typed):
        return _out_of_range(replace(attribute, minimum=-_MOST, maximum=_MOST))
    return Reading(value)


def _is_within(attribute: Attribute, value: float) -> bool:
    below = attribute.minimum is not None and value < attribute.minimum
    above = attribute.maximum is not None and value > attribute.maximum
    return not (below or above)


def _out_of_range(attribute: Attribute) -> Reading:
    return Reading(reason=_("Out of range: {range}.").format(range=bounds_words(attribute)))


def _is_grouping(typed: str) -> bool:
    """Tell whether the marks in a number may be those between thousands in this language."""
    marks = {mark for mark in typed if mark in ".,"}
    return len(re.findall(r"[.,]", typed)) > 1 or decimal_mark() not in marks


def _read_date(attribute: Attribute, typed: str) -> Reading:
    parts = _date_parts(typed)
    if parts is None:
        return Reading(reason=_date_reason(attribute.precision))
    given = _PRECISIONS[len(parts)]
    if attribute.precision not in ("any", given):
        return Reading(reason=_date_reason(attribute.precision))
    try:
        date(*[*parts, 1, 1][:3])
    except ValueError:
        return Reading(reason=_("The calendar has no such day."))
    return Reading(
        "-".join(f"{part:0{width}}" for part, width in zip(parts, (4, 2, 2), strict=False))
    )


def _date_parts(typed: str) -> list[int] | None:
    """Return year, month and day as far as they are given; the day may stand first."""
    if found := re.fullmatch(_DAY_FIRST, typed):
        return [int(found[3]), int(found[2]), int(found[1])]
    if found := re.fullmatch(_ISO, typed):
        return [int(part) for part in found.groups() if part]
    return None


def _date_reason(precision: str) -> str:
    reasons = {
        "day": _("Write year, month and day: 2024-10-30."),
        "month": _("Write year and month: 2024-10."),
        "year": _("Write the year: 2024."),
    }
    return reasons.get(precision, _("Write 2024, 2024-10 or 2024-10-30."))


_READERS: dict[AttributeType, Callable[[Attribute, str], Reading]] = {
    AttributeType.NUMBER: _read_number,
    AttributeType.DATE: _read_date,
}
