"""Typed questions that a codebook asks of a span, a relation or a document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from annotator.model.span import Attributes, AttributeValue
from annotator.model.words import Words

PATTERN_SECONDS = 0.05
"""How long a pattern of a codebook may take on one answer."""

_BEYOND = 1 << 63


class AttributeType(StrEnum):
    """What kind of answer a question takes."""

    ENUM = "enum"
    BOOL = "bool"
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    REF = "ref"


class Required(StrEnum):
    """What a missing answer means."""

    NO = "no"
    WARN = "warn"
    YES = "yes"


@dataclass(frozen=True, slots=True)
class Term:
    """One test of a condition on another attribute.

    Exactly one of ``allowed``, ``forbidden`` and ``is_set`` is given.
    """

    attribute: str
    allowed: tuple[str | int | float | bool, ...] | None = None
    forbidden: tuple[str | int | float | bool, ...] | None = None
    is_set: bool | None = None

    def holds(self, value: AttributeValue) -> bool:
        """Tell whether an answer meets the test; an answer with several values meets it by one."""
        if self.is_set is not None:
            return (value not in (None, "", ())) == self.is_set
        values = value if isinstance(value, tuple) else (value,)
        if self.allowed is not None:
            return any(one in self.allowed for one in values)
        return not any(one in (self.forbidden or ()) for one in values)


@dataclass(frozen=True, slots=True)
class Condition:
    """All terms must hold.  ``document.x``, ``from.x`` and ``to.x`` look beyond the span itself."""

    terms: tuple[Term, ...] = ()

    def holds(self, attributes: Attributes) -> bool:
        """Tell whether the condition holds for the answers given (missing ones are None)."""
        return all(term.holds(attributes.get(term.attribute)) for term in self.terms)


ALWAYS = Condition()


@dataclass(frozen=True, slots=True)
class Value:
    """One possible answer to an enum question."""

    id: str
    name: Words
    definition: Words = Words()
    shortcut: str | None = None
    color: str | None = None
    parent: str | None = None
    group: str | None = None
    when: Condition = ALWAYS
    is_missing_code: bool = False
    is_deprecated: bool = False


@dataclass(frozen=True, slots=True)
class Attribute:
    """A typed question with its rules.  ``minimum``/``maximum`` hold for numbers."""

    id: str
    type: AttributeType
    name: Words
    definition: Words = Words()
    shortcut: str | None = None
    required: Required = Required.NO
    default: AttributeValue = None
    many: bool = False
    open: bool = False
    when: Condition = ALWAYS
    values: Mapping[str, Value] = field(default_factory=dict)
    list_id: str | None = None
    fill_from: str | None = None
    multiline: bool = False
    pattern: str | None = None
    format: str | None = None
    max_length: int | None = None
    minimum: float | None = None
    maximum: float | None = None
    integer: bool = False
    unit: str | None = None
    precision: str = "day"
    scope: str = "coder"
    agreement: str | None = None
    widget: str = "auto"
    remember: bool = False
    is_deprecated: bool = False

    def takes_form(self, text: str) -> bool:
        """Tell whether the whole of a text has the form that ``pattern`` asks for.

        A pattern comes from whoever wrote the codebook; one that runs on and on is cut off, and
        what it could not tell counts as fitting.
        """
        if not self.pattern:
            return True
        import regex

        try:
            return regex.fullmatch(self.pattern, text, timeout=PATTERN_SECONDS) is not None
        except (TimeoutError, regex.error):
            return True

    def offered_values(self, attributes: Attributes) -> tuple[Value, ...]:
        """Return the values to offer given the other answers, in codebook order."""
        return tuple(v for v in self.values.values() if v.when.holds(attributes))


Questions = Mapping[str, Attribute]


def is_empty(value: AttributeValue) -> bool:
    """Tell whether a question has no answer."""
    return value is None or value == "" or value == ()


def is_too_large(value: object) -> bool:
    """Tell whether a whole number needs more than the 64 bits that files keep of one."""
    return isinstance(value, int) and not -_BEYOND <= value < _BEYOND


def number_of(text: str) -> int | float:
    """Return the number that a text says; a whole one keeps every digit, however long it is.

    Raises ValueError where it says none.
    """
    try:
        return int(text)
    except ValueError:
        number = float(text)
    return int(number) if number.is_integer() else number


def applicable(questions: Questions, attributes: Attributes) -> tuple[Attribute, ...]:
    """Return the questions that apply: hidden ones (``when``) are not applicable, not missing."""
    return tuple(q for q in questions.values() if q.when.holds(attributes))
