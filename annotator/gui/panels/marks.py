"""The list of all marks of the article, in step with the text."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QPainter
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from annotator.gui.models.ordered_spans import Order
from annotator.gui.models.spans import SPAN_ROLE, UNDECIDED_ROLE, SpansModel
from annotator.gui.panels.empty_state import EmptyState
from annotator.gui.theme.controls import Caption, PlainButton
from annotator.gui.theme.faces import named_font
from annotator.gui.theme.icons import draw_icon, make_icon
from annotator.gui.theme.layouts import column, line
from annotator.gui.theme.look import look
from annotator.gui.theme.naming import naming
from annotator.gui.theme.paint import draw_cap, draw_text
from annotator.gui.theme.row_list import Index, RowDelegate, RowList
from annotator.gui.theme.tokens import SIZE
from annotator.model.annotation_set import AnnotationSet
from annotator.model.identity import Id
from annotator.model.span import Span
from annotator.workbench.language import N_, _, number

_ORDERS = {
    Order.TEXT: N_("Text order"),
    Order.LABEL: N_("By label"),
    Order.NEWEST: N_("Newest first"),
}
_CAP = 16


class MarkDelegate(RowDelegate):
    """Label key and the marked words; a sign where the mark is in two versions."""

    def paint_row(self, painter: QPainter, rect: QRectF, index: Index, *, is_chosen: bool) -> None:
        """Draw one mark."""
        span = index.data(SPAN_ROLE)
        if not isinstance(span, Span):
            return
        tone, letter = look().tone(span.label), naming().label_letter(span.label)
        middle = rect.center().y() + 0.5
        x = rect.x() + 8 + draw_cap(painter, rect.x() + 8, middle, letter, tone, _CAP) + 7
        end = rect.right() - 8
        if index.data(UNDECIDED_ROLE):
            end -= _CAP
            draw_icon(painter, "versions", end + 1, middle - 7, look().theme.warn, 14)
        area = QRectF(x, rect.y(), end - x, rect.height())
        draw_text(painter, area, str(index.data()), look().theme.ink, named_font("small"))


class MarksPanel(QWidget):
    """Arrows, Enter or a click choose a mark, Delete asks to delete the chosen one."""

    span_chosen = Signal(str)
    delete_requested = Signal(str)
    order_changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.model = SpansModel(self)
        self.head = Caption("", "head")
        self.count = Caption("", "count")
        self.order_button = PlainButton("", "flat")
        self.list = RowList(SIZE["row"], MarkDelegate)
        self.list.setModel(self.model)
        self.list.follows_keyboard = True
        self.empty = EmptyState()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        self._place()
        self._connect()
        self.retranslate()

    def show_spans(self, annotations: AnnotationSet | None, text: str = "") -> None:
        """Show the marks on a text; None where no article is open."""
        places = {label_id: at for at, label_id in enumerate(naming().codebook.labels)}
        self.model.set_spans(annotations.spans if annotations else (), text, places)

    def update_spans(self, annotations: AnnotationSet, ids: Iterable[Id]) -> None:
        """Take over only the named marks from a newer version of the set."""
        self.model.update_spans(annotations, ids)

    def show_undecided(self, ids: frozenset[Id]) -> None:
        """Show which marks are in two versions."""
        self.model.set_undecided(ids)

    def show_current(self, span_id: Id) -> None:
        """Show which mark is in focus (empty: none), and bring it into view."""
        row = self.model.find_row(span_id)
        top = self.list.verticalScrollBar().value()
        first = top // SIZE["row"]
        last = first + self.list.viewport().height() // SIZE["row"] - 1
        self.list.choose(row, is_centred=not first <= row <= last)

    def set_order(self, order: Order) -> None:
        """Sort in another way; the chosen mark stays chosen."""
        row = self.list.chosen_row()
        chosen = self.model.span_at(row).id if row >= 0 else Id("")
        self.model.set_order(order)
        self.show_current(chosen)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self.head.setText(_("Marks"))
        self.order_button.setText(_(_ORDERS[self.model.order]))
        self.order_button.setAccessibleName(_("Order of the marks"))
        self.list.setAccessibleName(_("Marks"))
        words = _("Select words in the text and press a label's key.")
        self.empty.show_words(_("No marks yet"), words)
        self._show_count()

    def _place(self) -> None:
        self.order_button.setIconSize(QSize(12, 12))
        self.order_button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        head = line(margins=(16, 8, 8, 4), spacing=5)
        head.addWidget(self.head)
        head.addWidget(self.count)
        head.addStretch()
        head.addWidget(self.order_button)
        layout = column(self)
        layout.addLayout(head)
        layout.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.list.row_chosen.connect(self._on_row_chosen)
        self.list.delete_pressed.connect(self._on_delete_pressed)
        self.order_button.clicked.connect(self._on_order_clicked)
        self.model.modelReset.connect(self._show_count)
        self.model.rowsInserted.connect(self._show_count)
        self.model.rowsRemoved.connect(self._show_count)
        look().changed.connect(self._show_icon)
        self._show_icon()

    def _on_row_chosen(self, row: int) -> None:
        self.list.choose(row)
        self.span_chosen.emit(self.model.span_at(row).id)

    def _on_delete_pressed(self, row: int) -> None:
        """Delete what is chosen, and choose what comes to stand there; else choose first."""
        if row != self.list.chosen_row():
            self._on_row_chosen(row)
            return
        count = self.model.rowCount()
        self.delete_requested.emit(self.model.span_at(row).id)
        left = self.model.rowCount()
        if left and left < count:
            self._on_row_chosen(min(row, left - 1))

    def order_menu(self) -> QMenu:
        """Return the menu of orders, the present one ticked."""
        menu = QMenu(self)
        group = QActionGroup(menu)
        for order, words in _ORDERS.items():
            action = QAction(_(words), group)
            action.setCheckable(True)
            action.setChecked(order is self.model.order)
            action.setData(str(order))
            menu.addAction(action)
        group.triggered.connect(self._on_order_triggered)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _on_order_clicked(self) -> None:
        below = self.order_button.mapToGlobal(QPoint(0, self.order_button.height()))
        self.order_menu().popup(below)

    def _on_order_triggered(self, action: QAction) -> None:
        self.set_order(Order(action.data()))
        self.order_changed.emit(str(self.model.order))

    def _show_count(self) -> None:
        count = self.model.rowCount()
        self.count.setText(number(count))
        self._stack.setCurrentWidget(self.list if count else self.empty)

    def _show_icon(self) -> None:
        self.order_button.setIcon(make_icon("down", look().theme.ink2, 12))
