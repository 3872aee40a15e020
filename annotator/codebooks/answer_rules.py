"""Findings on answers: what is missing, and what is there against a question's rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from annotator.codebooks.answers import applied
from annotator.model.attributes import ALWAYS, Attribute, Questions, Required, is_empty
from annotator.model.problem import Severity
from annotator.model.span import Attributes, AttributeValue

MAX_MATCHED = 2_000
"""Longer answers are not held against a pattern, which could take very long."""


class Fault(NamedTuple):
    """What is wrong with the answer to one question."""

    code: str
    severity: Severity
    attribute: str
    value: AttributeValue = None
    fields: tuple[tuple[str, object], ...] = ()


def find_faults(questions: Questions, attributes: Attributes) -> Iterator[Fault]:
    """Yield what is wrong with answers, in the order of the questions.

    ``attributes`` may hold answers beyond the mark under names with a dot, for conditions.
    """
    kept = applied(questions, attributes)
    for key, question in questions.items():
        value = kept.get(key)
        if not is_empty(value):
            yield from _faults_of(question, value, kept)
        elif not is_empty(attributes.get(key)):
            yield Fault("answer_not_applicable", Severity.WARNING, key, attributes[key])
        elif question.required is not Required.NO and _is_asked(question, kept):
            is_blocking = question.required is Required.YES
            severity = Severity.BLOCKING if is_blocking else Severity.WARNING
            yield Fault("missing_attribute", severity, key)


def _is_asked(question: Attribute, attributes: Attributes) -> bool:
    return not question.is_deprecated and question.when.holds(attributes)


def _faults_of(question: Attribute, value: AttributeValue, kept: Attributes) -> Iterator[Fault]:
    """Yield what is wrong with an answer that is there."""
    for one in value if isinstance(value, tuple) else (value,):
        offered = question.values.get(one) if isinstance(one, str) else None
        if offered and offered.when is not ALWAYS and not offered.when.holds(kept):
            yield Fault("value_not_offered", Severity.WARNING, question.id, one)
        if offered and offered.is_deprecated:
            yield Fault("value_deprecated", Severity.WARNING, question.id, one)
        if isinstance(one, str):
            yield from _text_faults(question, one)
        elif isinstance(one, int | float) and not isinstance(one, bool):
            yield from _number_faults(question, one)


def _text_faults(question: Attribute, text: str) -> Iterator[Fault]:
    """Yield what is wrong with a text: its form or its length."""
    longest = question.max_length
    if len(text) <= MAX_MATCHED and not question.takes_form(text):
        fields = (("pattern", question.pattern),)
        yield Fault("pattern", Severity.WARNING, question.id, text, fields)
    if question.format == "url" and not _is_url(text):
        yield Fault("not_a_url", Severity.WARNING, question.id, text)
    if longest is not None and len(text) > longest:
        yield Fault("text_too_long", Severity.WARNING, question.id, text, (("most", longest),))


def _is_url(text: str) -> bool:
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not re.search(r"\s", text)


def _number_faults(question: Attribute, number: float) -> Iterator[Fault]:
    """Yield what is wrong with a number: its bounds, or its fraction."""
    least, most = question.minimum, question.maximum
    if (least is not None and number < least) or (most is not None and number > most):
        fields = (("least", least), ("most", most))
        yield Fault("out_of_range", Severity.WARNING, question.id, number, fields)
    if question.integer and number != int(number):
        yield Fault("not_whole", Severity.WARNING, question.id, number)
