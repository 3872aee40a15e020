"""The first record of an export: its marks as a table, or the record itself."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QStackedWidget, QWidget

from annotator.gui.dialogs.table import Cell, ReadingTable
from annotator.gui.theme.chips import Chip
from annotator.gui.theme.controls import Caption
from annotator.gui.theme.faces import font
from annotator.gui.theme.layouts import column, line
from annotator.gui.theme.tokens import TYPE
from annotator.workbench.language import _, number

Record = Mapping[str, Any]

MOST_ROWS = 500
MOST_LETTERS = 100_000
_WIDTHS = {"doc_id": 70, "span_id": 68, "label": 80, "start": 50, "end": 50, "text": 0}
_ATTRIBUTE_WIDTHS = (124, 86)


class RecordPreview(QWidget):
    """Shows one record; “Table” and “JSON” are two views of it."""

    def __init__(self) -> None:
        super().__init__()
        self._record: Record | None = None
        self.name = Caption("", "head")
        self.count = Caption("", "count")
        self.table = ReadingTable(_("Marks of the first record"))
        self.json = QPlainTextEdit()
        self.json.setReadOnly(True)
        self.json.setTabChangesFocus(True)
        self.json.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.json.setFont(font(TYPE["small"], 400, "mono"))
        self.json.setAccessibleName(_("The first record as JSON"))
        self.views = QStackedWidget()
        self.views.addWidget(self.table)
        self.views.addWidget(self.json)
        self.chips = [Chip(_("Table")), Chip("JSON")]
        whole = column(self, spacing=6)
        whole.addLayout(self._head())
        whole.addWidget(self.views, 1)

    def _head(self) -> QHBoxLayout:
        head = line(spacing=8)
        head.addWidget(self.name)
        head.addWidget(self.count, 1)
        for place, chip in enumerate(self.chips):
            chip.setAutoExclusive(True)
            chip.setChecked(place == 0)
            chip.clicked.connect(lambda _on=False, place=place: self.show_view(place))
            head.addWidget(chip)
            head.setSpacing(4)
        return head

    def show_record(self, record: Record | None, records: int) -> None:
        """Show the first of so many records; ``name`` is the caption of the file."""
        self._record = record
        words = _("preview: the first of {number} records").format(number=number(records))
        self.count.setText(words if record is not None else "")
        spans = list(record["spans"])[:MOST_ROWS] if record is not None else []
        names = common_attributes(spans)
        rows = [span_row(record or {}, span, names) for span in spans]
        widths = [*_WIDTHS.values(), *_ATTRIBUTE_WIDTHS[: len(names)]]
        self.table.show_table([*_WIDTHS, *names], rows, widths)
        self.show_view(self.views.currentIndex())

    def show_view(self, place: int) -> None:
        """Show the table (0) or the record itself (1)."""
        self.views.setCurrentIndex(place)
        self.chips[place].setChecked(True)
        if self.views.currentWidget() is self.json:
            self.json.setPlainText(record_text(self._record))


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
