"""Answers as they are given: which is chosen, what a switch makes of several, which is armed."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.model.attributes import Attribute, AttributeType
from annotator.model.span import AttributeValue


def given_values(value: AttributeValue) -> tuple[str, ...]:
    """Return several answers as they are kept; none where there is none."""
    return value if isinstance(value, tuple) else ()


def is_given(value: AttributeValue, one: object) -> bool:
    """Tell whether one of the offered answers is given, alone or among others."""
    if isinstance(value, tuple):
        return one in value
    return value is not None and value == one


def switched(value: AttributeValue, one: str, order: Sequence[str] = ()) -> tuple[str, ...]:
    """Return several answers with one more or one less.

    With an ``order`` they come in it, those that it does not know first; else the new one is last.
    """
    given = given_values(value)
    others = tuple(other for other in given if other != one)
    wanted = others if one in given else (*given, one)
    if not order:
        return wanted
    places = {known: place for place, known in enumerate(order)}
    return tuple(sorted(wanted, key=lambda known: places.get(known, -1)))


def first_armed(questions: Sequence[Attribute]) -> str | None:
    """Return the question that digits act on at first: an enum, else any that takes digits."""
    enums = (one for one in questions if one.type is AttributeType.ENUM)
    first = next(enums, next(iter(questions), None))
    return first.id if first is not None else None


def next_armed(questions: Sequence[Attribute], armed: str | None, step: int) -> str | None:
    """Return the question a step from the armed one, from the first again after the last."""
    keys = [one.id for one in questions]
    if not keys:
        return None
    return keys[(keys.index(armed) + step) % len(keys) if armed in keys else 0]
