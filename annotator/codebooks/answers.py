"""Answers to a codebook's questions: which can be kept, which follow from others."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import date

from annotator.model.attributes import (
    ALWAYS,
    Attribute,
    AttributeType,
    Questions,
    applicable,
    is_empty,
    is_too_large,
    number_of,
)
from annotator.model.codebook import Codebook, ReferenceList
from annotator.model.problem import Place, Problem, Severity
from annotator.model.span import Attributes, AttributeValue
from annotator.model.words import Words

Lists = Mapping[str, ReferenceList]

DATE_FORMS = {
    "day": re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII),
    "month": re.compile(r"\d{4}-\d{2}", re.ASCII),
    "year": re.compile(r"\d{4}", re.ASCII),
}


def check_answers(
    questions: Questions, lists: Lists, attributes: Mapping[str, object], place: Place
) -> list[Problem]:
    """Return the answers that cannot be kept: unknown questions and values, and wrong types.

    All are REFUSED.  The place of each is the given one with the attribute added to its field.
    Answers that are merely against a rule (``rules.find_problems``) pass, and so do empty ones.
    """
    problems: list[Problem] = []
    for key, value in attributes.items():
        at = Place(
            place.file, place.line, place.column, f"{place.field}.{key}" if place.field else key
        )
        if key not in questions:
            fields = {"attribute": key, "nearest": _nearest(key, questions)}
            problems.append(Problem("unknown_attribute", Severity.REFUSED, at, key, fields))
        elif value not in (None, "", (), []):
            problems += _check_answer(questions[key], lists, value, at)
    return problems


def _nearest(word: str, known: Mapping[str, object]) -> str | None:
    import difflib

    return next(iter(difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)), None)


def _check_answer(question: Attribute, lists: Lists, value: object, at: Place) -> list[Problem]:
    """Check one answer, or each of several."""
    several = isinstance(value, list | tuple)
    if several != question.many:
        return [_wrong_type(question, value, at, "list" if question.many else None)]
    values = list(value) if isinstance(value, list | tuple) else [value]
    found = (_CHECKS[question.type](question, lists, one, at) for one in values)
    return [problem for problem in found if problem]


def _wrong_type(
    question: Attribute, value: object, at: Place, expected: str | None = None
) -> Problem:
    fields = {"attribute": question.id, "expected": expected or question.type.value}
    return Problem("wrong_type", Severity.REFUSED, at, value, fields)


def _check_enum(question: Attribute, _lists: Lists, value: object, at: Place) -> Problem | None:
    if not isinstance(value, str) or not value:
        return _wrong_type(question, value, at, "value")
    if question.open or value in question.values:
        return None
    fields = {
        "attribute": question.id,
        "nearest": _nearest(value, question.values),
        "allowed": tuple(question.values),
    }
    return Problem("unknown_value", Severity.REFUSED, at, value, fields)


def _check_bool(question: Attribute, _lists: Lists, value: object, at: Place) -> Problem | None:
    return None if isinstance(value, bool) else _wrong_type(question, value, at)


def _check_text(question: Attribute, _lists: Lists, value: object, at: Place) -> Problem | None:
    return None if isinstance(value, str) else _wrong_type(question, value, at)


def _check_number(question: Attribute, _lists: Lists, value: object, at: Place) -> Problem | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return _wrong_type(question, value, at)
    fields = {"attribute": question.id}
    if is_too_large(value):
        return Problem("number_too_large", Severity.REFUSED, at, None, fields)
    if not math.isfinite(value):
        return Problem("not_finite", Severity.REFUSED, at, str(value), fields)
    return None


def _check_date(question: Attribute, _lists: Lists, value: object, at: Place) -> Problem | None:
    if isinstance(value, str) and is_date(value, question.precision):
        return None
    fields = {"attribute": question.id, "precision": question.precision}
    return Problem("bad_date", Severity.REFUSED, at, value, fields)


def is_date(text: str, precision: str) -> bool:
    """Tell whether a text is a day, month or year (``any``: one of them) that the calendar has."""
    forms = DATE_FORMS.values() if precision == "any" else (DATE_FORMS[precision],)
    if not any(form.fullmatch(text) for form in forms):
        return False
    try:
        date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        return False
    return True


def _check_ref(question: Attribute, lists: Lists, value: object, at: Place) -> Problem | None:
    if not isinstance(value, str) or not value:
        return _wrong_type(question, value, at, "entry")
    entries = lists.get(question.list_id or "")
    if entries is None or entries.open or value in entries.items:
        return None
    fields = {
        "attribute": question.id,
        "list": entries.id,
        "nearest": _nearest(value, entries.items),
    }
    return Problem("unknown_entry", Severity.REFUSED, at, value, fields)


_CHECKS: Mapping[AttributeType, Callable[[Attribute, Lists, object, Place], Problem | None]] = {
    AttributeType.ENUM: _check_enum,
    AttributeType.BOOL: _check_bool,
    AttributeType.TEXT: _check_text,
    AttributeType.NUMBER: _check_number,
    AttributeType.DATE: _check_date,
    AttributeType.REF: _check_ref,
}


def in_context(attributes: Attributes, **beyond: Attributes) -> Attributes:
    """Return answers together with those beyond the mark, as conditions name them.

    ``in_context(span.attributes, document=fields)`` adds ``document.outlet`` and so on; ``from``
    and ``to`` are given as ``**{"from": …, "to": …}``.
    """
    context = {
        f"{side}.{key}": value for side, more in beyond.items() for key, value in more.items()
    }
    return {**context, **attributes}


def looks_beyond(questions: Questions) -> bool:
    """Tell whether a condition asks for an answer beyond the mark."""
    conditions = [q.when for q in questions.values()]
    conditions += [value.when for q in questions.values() for value in q.values.values()]
    return any("." in term.attribute for one in conditions for term in one.terms)


def applied(questions: Questions, attributes: Attributes) -> dict[str, AttributeValue]:
    """Return the answers whose questions apply.

    An answer that is dropped can hide further questions, so this repeats until nothing changes.
    Names with a dot (answers beyond the mark) are kept for the conditions that ask for them.
    """
    kept = dict(attributes)
    for _round in questions:
        hidden = [
            key
            for key, question in questions.items()
            if key in kept and question.when is not ALWAYS and not question.when.holds(kept)
        ]
        if not hidden:
            break
        for key in hidden:
            del kept[key]
    return kept


def initial_attributes(
    questions: Questions, beyond: Attributes | None = None
) -> dict[str, AttributeValue]:
    """Return the answers a new mark begins with: the defaults of all questions that then apply.

    ``beyond`` holds answers beyond the mark (``in_context``); they are not among the result.
    """
    return _settled(questions, beyond or {}, set())


def settled(
    questions: Questions, attributes: Attributes, before: Attributes | None = None
) -> dict[str, AttributeValue]:
    """Return answers after a change: without those to questions that no longer apply, and with the
    defaults of questions that newly do.

    ``before`` are the answers before the change; a question that applied to them already and is
    empty now was cleared on purpose.  Without ``before`` every question with a condition that is
    empty counts as newly shown.
    """
    if before is None:
        return _settled(
            questions, attributes, {k for k, q in questions.items() if q.when == ALWAYS}
        )
    return _settled(questions, attributes, {q.id for q in applicable(questions, before)})


def _settled(
    questions: Questions, attributes: Attributes, seen: set[str]
) -> dict[str, AttributeValue]:
    """Drop answers and fill defaults of questions not seen before, until nothing changes."""
    answers = dict(attributes)
    for _round in range(len(questions) + 1):
        kept = applied(questions, answers)
        for question in applicable(questions, kept):
            if question.id not in seen and is_empty(kept.get(question.id)):
                seen.add(question.id)
                if not is_empty(question.default):
                    kept[question.id] = question.default
        if kept == answers:
            break
        answers = kept
    return {k: v for k, v in answers.items() if "." not in k and not is_empty(v)}


def answered(
    codebook: Codebook,
    questions: Questions,
    attributes: Attributes,
    attribute_id: str,
    value: AttributeValue,
) -> dict[str, AttributeValue]:
    """Return all answers after one was given (an empty value clears it).

    Questions that ``fill_from`` the chosen list entry take what the entry says (nothing, where it
    says nothing), unless somebody answered them otherwise; then the answers are settled.
    """
    answers = {**attributes, attribute_id: value}
    question = questions.get(attribute_id)
    if question and question.type is AttributeType.REF:
        old = filled(codebook, questions, question, attributes.get(attribute_id))
        new = filled(codebook, questions, question, value)
        for key in {**old, **new}:
            if is_empty(attributes.get(key)) or attributes.get(key) == old.get(key):
                answers[key] = new.get(key)
    return settled(questions, answers, attributes)


def filled(
    codebook: Codebook, questions: Questions, reference: Attribute, entry: AttributeValue
) -> dict[str, AttributeValue]:
    """Return what a list entry says about the questions that are filled from it."""
    entries = codebook.lists.get(reference.list_id or "")
    item = entries.items.get(entry) if entries and isinstance(entry, str) else None
    fillings: dict[str, AttributeValue] = {}
    for key, question in questions.items():
        source, _dot, field_name = (question.fill_from or "").partition(".")
        if source != reference.id or not item:
            continue
        value = _as_answer(question, item.get(field_name))
        if not is_empty(value) and not check_answers(
            {key: question}, codebook.lists, {key: value}, Place()
        ):
            fillings[key] = value
    return fillings


def _as_answer(question: Attribute, value: object) -> AttributeValue:
    """Return a field of a list entry as an answer; files have their numbers as text."""
    if isinstance(value, Words):
        value = value.in_language("")
    if isinstance(value, list):
        return tuple(map(str, value))
    if question.type is AttributeType.NUMBER and isinstance(value, str):
        try:
            return number_of(value)
        except ValueError:
            return None
    return value if isinstance(value, str | int | float | bool) else None
