"""The first record of an export: its marks as a table, or the record itself."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QStackedWidget, QWidget

from annotator.gui.dialogs.record_rows import Record, record_columns, record_rows, record_text
from annotator.gui.dialogs.table import ReadingTable
from annotator.gui.theme.chips import Chip
from annotator.gui.theme.controls import Caption
from annotator.gui.theme.faces import font
from annotator.gui.theme.layouts import column, line
from annotator.gui.theme.tokens import TYPE
from annotator.workbench.language import _, number


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
        headings, widths = zip(*record_columns(record), strict=True)
        self.table.show_table(headings, record_rows(record), widths)
        self.show_view(self.views.currentIndex())

    def show_view(self, place: int) -> None:
        """Show the table (0) or the record itself (1)."""
        self.views.setCurrentIndex(place)
        self.chips[place].setChecked(True)
        if self.views.currentWidget() is self.json:
            self.json.setPlainText(record_text(self._record))
