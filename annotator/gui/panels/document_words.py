"""What lists and header say of a document besides its title, taken from its fields or its file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from annotator.gui.theme.naming import naming
from annotator.model.attributes import Attribute, AttributeType, Required
from annotator.model.document import DocumentRow, Progress, corrected
from annotator.workbench.language import _, short_date

_OUTLET_KEYS = ("outlet", "source", "publisher", "media", "newspaper", "site", "author")
_DATE_KEYS = ("published", "date", "statement_date")

Fields = Mapping[str, object]


def progress_words(progress: Progress) -> str:
    """Return how people say how far a document is."""
    words = {
        Progress.NEW: _("Not begun"),
        Progress.IN_PROGRESS: _("Being coded"),
        Progress.DONE: _("Done"),
    }
    return words[progress]


def second_line(row: DocumentRow) -> str:
    """Return the line under the title in the list: outlet, else type, else the file's name."""
    if row.replaced_by is not None:
        return _("Earlier version")
    rest = _source(row)
    return f"{_('Corrected')}  ·  {rest}" if corrected(row.meta) else rest


def _source(row: DocumentRow) -> str:
    outlet = _outlet(row.fields)
    if outlet and not _is_missing(outlet):
        return outlet
    return _kind(row.fields) or _known(row.meta, _OUTLET_KEYS) or row.name


def header_line(row: DocumentRow, *, is_short: bool = False) -> str:
    """Return the line under the title over the text: state, outlet, type, date.

    The short one does not say which date it is.
    """
    outlet = _outlet(row.fields)
    if _is_missing(outlet):
        question = _first(AttributeType.REF)
        name = naming().attribute_name(question) if question else ""
        outlet = _("{name} not stated").format(name=name)
    is_earlier = row.replaced_by is not None
    parts = [
        _("Earlier version, only to read") if is_earlier else progress_words(row.progress),
        _("Corrected") if corrected(row.meta) and not is_earlier else "",
        outlet or _known(row.meta, _OUTLET_KEYS),
        _kind(row.fields),
        _date(row.fields, is_short) or _date_of_meta(row.meta),
    ]
    if not any(parts[2:]):
        parts.append(row.name)
    return "  ·  ".join(part for part in parts if part)


def _questions(kind: AttributeType) -> list[Attribute]:
    asked = naming().codebook.document.values()
    return [one for one in asked if one.type is kind and not one.many]


def _first(kind: AttributeType) -> Attribute | None:
    """Return the question of a type that matters most: a required one, else the first."""
    asked = _questions(kind)
    return next((one for one in asked if one.required is Required.YES), next(iter(asked), None))


def _read(question: Attribute | None, fields: Fields) -> str:
    value = fields.get(question.id) if question else None
    return naming().value_name(question, str(value)) if question and value else ""


def _outlet(fields: Fields) -> str:
    return _read(_first(AttributeType.REF), fields)


def _kind(fields: Fields) -> str:
    return _read(_first(AttributeType.ENUM), fields)


def _is_missing(outlet: str) -> bool:
    """Tell whether a list entry is a remark in brackets, not a name."""
    return outlet.startswith("(")


def _date(fields: Fields, is_short: bool) -> str:
    """Return the first date that is answered; all but the first question are named."""
    for place, question in enumerate(_questions(AttributeType.DATE)):
        value = fields.get(question.id)
        if value:
            shown = readable_date(str(value))
            is_named = place > 0 and not is_short
            return f"{shown} ({naming().attribute_name(question)})" if is_named else shown
    return ""


def _known(meta: Mapping[str, object], keys: Iterable[str]) -> str:
    return next((str(meta[key]) for key in keys if meta.get(key)), "")


def _date_of_meta(meta: Mapping[str, object]) -> str:
    return readable_date(_known(meta, _DATE_KEYS))


def readable_date(value: str) -> str:
    """Return a full ISO date in words; anything else as it is."""
    try:
        return short_date(value) if value else ""
    except ValueError:
        return value
