"""The problems of the article, under the text, in text order."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.gui.models.problem_rows import ProblemRow
from annotator.gui.models.problems import PROBLEM_ROLE, ProblemsModel
from annotator.gui.theme.controls import Caption, Hairline, IconButton, surface
from annotator.gui.theme.faces import font, named_font, text_width
from annotator.gui.theme.icons import draw_icon
from annotator.gui.theme.items import Item, Parts
from annotator.gui.theme.layouts import column, line
from annotator.gui.theme.look import look
from annotator.gui.theme.naming import naming
from annotator.gui.theme.paint import cap_width, draw_cap, draw_text
from annotator.gui.theme.row_list import Index, RowDelegate, RowList
from annotator.gui.theme.tokens import SIZE
from annotator.model.problem import Severity
from annotator.workbench.language import _, ngettext, number

_ROWS_SEEN = 5
_CAP = 16
_SENTENCE_SHARE = 0.42
_SENTENCE_MOST = 320
_QUOTE_SHARE = 0.25
"""The part of a row that a quote keeps beside a long sentence."""


class ProblemDelegate(RowDelegate):
    """Severity by shape and colour, label key, sentence, and the words it is about."""

    margins = (16, 0, 12, 0)

    def paint_row(self, painter: QPainter, rect: QRectF, index: Index, *, is_chosen: bool) -> None:
        """Draw one problem."""
        row = index.data(PROBLEM_ROLE)
        if not isinstance(row, ProblemRow):
            return
        theme = look().theme
        is_blocking = row.severity is not Severity.WARNING
        icon, colour = ("block", theme.bad) if is_blocking else ("warn", theme.warn)
        draw_icon(painter, icon, rect.x() + 8, rect.y() + 6, colour, 14)
        x = rect.x() + 32
        if row.label_id:
            tone, letter = look().tone(row.label_id), naming().label_letter(row.label_id)
            draw_cap(painter, x, rect.center().y(), letter, tone, _CAP)
        x += cap_width("R", _CAP) + 8
        wide = _sentence_width(row, rect.right() - x - 12)
        area = QRectF(x, rect.y(), wide, rect.height())
        draw_text(painter, area, row.sentence, theme.ink, named_font("small"))
        rest = QRectF(x + wide + 12, rect.y(), rect.right() - x - wide - 24, rect.height())
        draw_text(painter, rest, row.quote, theme.ink2, font(13, 400, "reading"))


def _sentence_width(row: ProblemRow, room: float) -> float:
    """Return the room for the sentence: a column, wider where it is long and the quote is short."""
    if not row.quote:
        return room
    usual = min(room * _SENTENCE_SHARE, _SENTENCE_MOST)
    quote = text_width(row.quote, font(13, 400, "reading")) + 16
    most = room - min(quote, room * _QUOTE_SHARE)
    return max(usual, min(text_width(row.sentence, named_font("small")) + 2, most))


class ProblemsPanel(QWidget):
    """Rows lead to their marks, or to the questions about the article; the next one has a key.

    Both signals carry the question that is not answered rightly, if it is about one.
    """

    span_chosen = Signal(str, str)
    field_chosen = Signal(str)
    next_requested = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        surface(self, "panel")
        self.model = ProblemsModel(self)
        self.head = Caption("", "head")
        self.count = Caption("", "count")
        self.next_button = Item("", Parts(cap="F8", padding=4))
        self.close_button = IconButton("close", key="Esc")
        self.list = RowList(SIZE["row"], ProblemDelegate)
        self.list.setModel(self.model)
        head = line(margins=(24, 8, 12, 4), spacing=6)
        head.addWidget(self.head)
        head.addWidget(self.count, 1)
        head.addWidget(self.next_button)
        head.addWidget(self.close_button)
        layout = column(self, (0, 0, 0, 8))
        layout.addWidget(Hairline())
        layout.addLayout(head)
        layout.addWidget(self.list)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.list.row_chosen.connect(self._on_row_chosen)
        self.next_button.clicked.connect(self.next_requested)
        self.close_button.clicked.connect(self.closed)
        self.retranslate()

    def show_problems(self, rows: Iterable[ProblemRow]) -> None:
        """Show the problems, which come in text order; the chosen one stays chosen."""
        at = self.list.chosen_row()
        chosen = self.model.problem_at(at) if at >= 0 else None
        self.model.set_problems(rows)
        self.list.choose(self.model.find_again(chosen) if chosen else -1)
        self.retranslate()

    def show_current(self, target: str) -> None:
        """Show the first problem of the mark in focus (or another target) as chosen."""
        at = self.list.chosen_row()
        if at < 0 or self.model.problem_at(at).target != target:
            self.list.choose(self.model.find_row(target))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self.head.setText(_("Problems"))
        self.count.setText(self._count_words())
        self.next_button.show_parts(_("next"), self.next_button.parts)
        self.close_button.set_words(_("Close"))
        self.list.setAccessibleName(_("Problems"))
        shown = min(self.model.rowCount(), _ROWS_SEEN)
        self.list.setFixedHeight(shown * SIZE["row"])
        self.list.setVisible(shown > 0)
        self.next_button.setVisible(shown > 0)

    def _count_words(self) -> str:
        warnings = self.model.count(Severity.WARNING)
        blocking = self.model.rowCount() - warnings
        if not blocking and not warnings:
            return _("Nothing to mend in this article.")
        block = ngettext("{count} blocks “done”", "{count} block “done”", blocking)
        warn = ngettext("{count} warning", "{count} warnings", warnings)
        parts = [(block, blocking), (warn, warnings)]
        return ", ".join(words.format(count=number(n)) for words, n in parts if n)

    def _on_row_chosen(self, row: int) -> None:
        self.list.choose(row)
        problem = self.model.problem_at(row)
        if problem.span_id:
            self.span_chosen.emit(problem.span_id, problem.field)
        else:
            self.field_chosen.emit(problem.field)
