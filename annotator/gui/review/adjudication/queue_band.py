"""The band at the left: what is to be decided, in which order, and what costs nothing."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QLineEdit, QWidget

from annotator.gui.review.adjudication.queue_model import CaseEntry, QueueModel, matches
from annotator.gui.review.adjudication.queue_rows import CASE_HEIGHT, QueueDelegate
from annotator.gui.review.adjudication.sitting import Sitting
from annotator.gui.theme.controls import Caption, Hairline, PaintedButton, surface
from annotator.gui.theme.faces import named_font, text_width
from annotator.gui.theme.items import Item, Parts
from annotator.gui.theme.layouts import column, line
from annotator.gui.theme.look import look
from annotator.gui.theme.paint import CENTRE, draw_text
from annotator.gui.theme.row_list import RowList
from annotator.model.identity import Id
from annotator.workbench.adjudicating.states import DeskCase, Order
from annotator.workbench.language import N_, _, ngettext, number

HEAD = 76
"""The height of the head of every band."""
WIDE, NARROW = 336, 264
COUNTED_MS = 40
"""How long after one article the next one on view is counted."""

ORDER_WORDS = {
    Order.PRIORITY: N_("priority"),
    Order.READING: N_("reading"),
    Order.CONFUSION: N_("cell"),
}


class OrderTab(PaintedButton):
    """An order of the queue, with a line below the one in use."""

    def sizeHint(self) -> QSize:
        """Return the room of the words in their heavier weight."""
        return QSize(round(text_width(self.text(), named_font("small", 600))) + 2, 24)

    def paint(self, painter: QPainter, rect: QRectF) -> bool:
        """Draw the words, and the line."""
        theme, is_on = look().theme, self.isChecked()
        ink = theme.ink if is_on or self.underMouse() else theme.ink2
        used = named_font("small", 600 if is_on else 400)
        is_cut = draw_text(painter, rect.adjusted(0, 0, 0, -3), self.text(), ink, used, CENTRE)
        if is_on:
            painter.fillRect(QRectF(0, rect.height() - 2, rect.width(), 2), QColor(theme.focus))
        return is_cut

    def nextCheckState(self) -> None:
        """Stay as it is: the order in use is not the tab's to say."""


class FilterField(QLineEdit):
    """Looks for cases; Enter or Esc goes back to them, Esc with everything shown again."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Enter, Esc or the arrow down."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.clear()
        if key in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class QueueList(RowList):
    """The rows; keys are the page's."""

    def __init__(self, model: QueueModel) -> None:
        super().__init__(CASE_HEIGHT, QueueDelegate)
        self.setModel(model)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)


class QueueBand(QWidget):
    """Head with orders and filter, the rows, and a foot about what everybody agrees on.

    ``case_chosen`` and ``article_chosen`` carry ids, ``order_chosen`` an order; ``left`` says that
    the keyboard is done here.
    """

    case_chosen = Signal(str)
    article_chosen = Signal(str)
    order_chosen = Signal(object)
    filter_requested = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        surface(self, "panel")
        self.model = QueueModel()
        self.title = Caption("", "title")
        self.count = Caption("", "small")
        self.orders = {order: OrderTab() for order in ORDER_WORDS}
        self.filter_button = Item("", Parts(keys="F"))
        self.filter = FilterField()
        self.list = QueueList(self.model)
        self.agreed = Caption("", "head")
        self.rule = Caption("", "count")
        self._sitting: Sitting | None = None
        self._heights: tuple[bool, ...] = ()
        self._is_stopped = True
        self._counting = QTimer(self)
        self._counting.setSingleShot(True)
        self._counting.timeout.connect(self._count_one)
        self._place()
        self._connect()

    def show_sitting(self, sitting: Sitting) -> None:
        """Show the queue as it is now, with the case in question in view."""
        self._sitting, self._is_stopped = sitting, False
        self._show_rows(sitting)
        for order, tab in self.orders.items():
            tab.setChecked(order is sitting.order)
        heights = tuple(map(self.model.is_head, range(self.model.rowCount())))
        if heights != self._heights:
            self._heights = heights
            self.list.resizeRowsToContents()
        place = self.model.place_of(sitting.case_id)
        head = self.model.place_of_article(sitting.document_id)
        self.list.choose(place)
        if place < 0 and head >= 0:
            self.list.scrollTo(self.model.index(head))
        self._tell(sitting)
        self._count_soon()

    def stop(self) -> None:
        """Ask nothing of the project until the queue is shown again."""
        self._is_stopped = True
        self._counting.stop()

    def open_filter(self) -> None:
        """Take what is to be looked for."""
        self.filter.show()
        self.filter.setFocus(Qt.FocusReason.OtherFocusReason)
        self.filter.selectAll()

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        self.title.setText(_("Queue"))
        for order, tab in self.orders.items():
            tab.setText(_(ORDER_WORDS[order]))
            tab.updateGeometry()
        self.filter_button.show_parts(_("filter"), self.filter_button.parts)
        self.filter.setPlaceholderText(_("Label, type, state or words"))
        self.filter.setAccessibleName(_("Filter the queue"))
        self.list.setAccessibleName(_("Cases"))
        self.model.forget()
        if self._sitting is not None:
            self.show_sitting(self._sitting)

    # inside -------------------------------------------------------------------------------------

    def _place(self) -> None:
        whole = column(self)
        head = QWidget()
        head.setFixedHeight(HEAD)
        inner = column(head, (16, 14, 16, 9))
        first = line(spacing=8)
        first.addWidget(self.title)
        first.addStretch()
        first.addWidget(self.count)
        second = line(spacing=11)
        for tab in self.orders.values():
            second.addWidget(tab)
        second.addStretch()
        second.addWidget(self.filter_button)
        inner.addLayout(first)
        inner.addStretch()
        inner.addLayout(second)
        whole.addWidget(head)
        whole.addWidget(Hairline())
        self._filter_row = column(margins=(12, 6, 12, 4))
        self._filter_row.addWidget(self.filter)
        self.filter.hide()
        whole.addLayout(self._filter_row)
        self._filter_row.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.list, 1)
        whole.addWidget(Hairline())
        foot = QWidget()
        foot.setFixedHeight(52)
        said = column(foot, (16, 7, 16, 7))
        said.addWidget(self.agreed)
        said.addWidget(self.rule)
        whole.addWidget(foot)

    def _connect(self) -> None:
        for order, tab in self.orders.items():
            tab.setCheckable(True)
            tab.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            tab.clicked.connect(partial(self.order_chosen.emit, order))
        self.filter_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.filter_button.clicked.connect(self.filter_requested)
        self.filter.textChanged.connect(self._on_filter)
        self.filter.left.connect(self._on_left)
        self.list.row_chosen.connect(self._on_row)
        self.list.verticalScrollBar().valueChanged.connect(self._count_soon)

    def _show_rows(self, sitting: Sitting) -> None:
        # What is looked for is looked for in the cases of the article that is open now.
        self.model.take_desk(sitting.desk)
        self.model.show_queue(sitting.articles, self._wanted(sitting))

    def _wanted(self, sitting: Sitting) -> list[DeskCase]:
        wanted, desk = self.filter.text().strip(), sitting.desk
        cases = list(sitting.cases)
        if not wanted or desk is None:
            return cases
        entries = ((one, self.model.entry(one)) for one in cases)
        return [one for one, entry in entries if matches(entry, wanted)]

    def _tell(self, sitting: Sitting) -> None:
        desk = sitting.desk
        counts = desk.counts if desk is not None else None
        left = counts.left if counts is not None else 0
        told = ngettext("{count} open", "{count} open", left).format(count=number(left))
        self.count.setText(told if counts is not None else "")
        agreed = counts.unanimous if counts is not None else 0
        words = ngettext("{count} unanimous case", "{count} unanimous cases", agreed)
        self.agreed.setText(words.format(count=number(agreed)) if counts is not None else "")
        rule = _("gold by rule, no key") if sitting.is_begun else _("become gold by rule, no key")
        self.rule.setText(rule if counts is not None else "")

    def _count_soon(self) -> None:
        """Count what comes into view, unless nothing may be asked."""
        if not self._is_stopped:
            self._counting.start(COUNTED_MS)

    def _count_one(self) -> None:
        """Count the cases of one article on view that is not counted yet, then the next one."""
        sitting = self._sitting
        if sitting is None or not self.isVisible():
            return
        known = {one.document_id for one in sitting.articles if one.counts is None}
        for place in range(self.model.rowCount()):
            row = self.model.rows[place]
            if isinstance(row, DeskCase) or row.article.document_id not in known or row.is_open:
                continue
            rect = self.list.visualRect(self.model.index(place))
            if rect.intersects(self.list.viewport().rect()):
                sitting.adjudicating.counts(row.article.document_id)
                sitting.read_articles()
                self._show_rows(sitting)
                self._count_soon()
                return

    def _on_filter(self) -> None:
        if self._sitting is not None and not self._is_stopped:
            self.show_sitting(self._sitting)

    def _on_left(self) -> None:
        if not self.filter.text().strip():
            self.filter.hide()
        self.left.emit()

    def _on_row(self, place: int) -> None:
        row = self.model.row(place)
        if isinstance(row, CaseEntry):
            self.case_chosen.emit(str(row.case.id))
        elif row is not None:
            self.article_chosen.emit(str(Id(row.article.document_id)))
