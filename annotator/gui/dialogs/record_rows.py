"""A record of an export, as rows of a table and as text."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from annotator.gui.dialogs.cells import Cell

Record = Mapping[str, Any]

MOST_ROWS = 500
MOST_LETTERS = 100_000
_WIDTHS = {"doc_id": 70, "span_id": 68, "label": 80, "start": 50, "end": 50, "text": 0}
_ATTRIBUTE_WIDTHS = (124, 86)


def record_columns(record: Record | None) -> list[tuple[str, int]]:
    """Return the columns that show a record, and their widths; 0 takes what is left."""
    names = common_attributes(_spans(record))
    return [*_WIDTHS.items(), *zip(names, _ATTRIBUTE_WIDTHS, strict=False)]


def record_rows(record: Record | None) -> list[list[Cell]]:
    """Return the first marks of a record as rows."""
    if record is None:
        return []
    spans = _spans(record)
    names = common_attributes(spans)
    return [span_row(record, span, names) for span in spans]


def _spans(record: Record | None) -> list[Record]:
    return list(record["spans"])[:MOST_ROWS] if record is not None else []


def common_attributes(spans: Sequence[Record]) -> list[str]:
    """Return the names of the attributes that most marks have."""
    counts = Counter(name for span in spans for name in span.get("attributes") or ())
    return [name for name, _count in counts.most_common(len(_ATTRIBUTE_WIDTHS))]


def span_row(record: Record, span: Record, names: Sequence[str]) -> list[Cell]:
    """Return a mark as a row: where it is, what it says, and some of its attributes."""
    attributes = span.get("attributes") or {}
    text = str(span["text"])
    answers = [Cell(value_words(attributes.get(name)), "ink2") for name in names]
    return [
        Cell(str(record["doc_id"]), "ink2"),
        Cell(str(span["id"]), "ink2", tip=str(span["id"])),
        Cell(str(span["label"])),
        Cell(str(span["start"]), is_number=True),
        Cell(str(span["end"]), is_number=True),
        Cell(text, tip=text if len(text) > 24 else ""),
        *answers,
    ]


def value_words(value: object) -> str:
    """Return an attribute's value as the table shows it; several are separated by commas."""
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(value_words(one) for one in value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def record_text(record: Record | None) -> str:
    """Return a record as indented JSON, cut where it is very long."""
    if record is None:
        return ""
    text = json.dumps(record, ensure_ascii=False, indent=2)
    return text if len(text) <= MOST_LETTERS else f"{text[:MOST_LETTERS]}\n…"
