"""The bar at the selection: the labels that are likely, and the way to all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPropertyAnimation, QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGraphicsOpacityEffect, QWidget

from annotator.gui.theme.controls import Hairline
from annotator.gui.theme.items import Item, Parts
from annotator.gui.theme.layouts import line
from annotator.gui.theme.look import look
from annotator.gui.theme.naming import naming
from annotator.gui.theme.paint import draw_shadow, rounded
from annotator.gui.theme.tokens import RADIUS
from annotator.workbench.language import _

BELOW, ABOVE = 7, 4
"""Pixels between the bar and the last, or the first, selected line."""
_SHADE = 14
_EDGE = 12
_FOOT = 8


class SelectionBar(QWidget):
    """Floats over the text; the first label is what Enter takes."""

    label_chosen = Signal(str)
    all_requested = Signal()
    words_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.labels: tuple[str, ...] = ()
        self.items: list[Item] = []
        self._layout = line(self, (_SHADE + 5, _SHADE + 5, _SHADE + 5, _SHADE + 5), 1)
        self._rule = Hairline(is_upright=True)
        self._rule.setFixedHeight(18)
        self.all_button = Item("", Parts(cap="/", padding=6, height=28))
        self._layout.addSpacing(4)
        self._layout.addWidget(self._rule)
        self._layout.addSpacing(4)
        self.add_button = Item("", Parts(cap="+", padding=6, height=28))
        self.add_button.hide()
        self._layout.addWidget(self.add_button)
        self._layout.addWidget(self.all_button)
        self.add_button.clicked.connect(self.words_requested)
        self.all_button.clicked.connect(self.all_requested)
        self._fade: QPropertyAnimation | None = None
        self.hide()
        look().changed.connect(self.retranslate)
        self.retranslate()

    def offer(self, labels: Sequence[str]) -> None:
        """Offer these labels (ids), the likeliest first."""
        if tuple(labels) == self.labels:
            return
        self.labels = tuple(labels)
        for item in self.items:
            item.hide()
            item.deleteLater()
        self.items = [self._item(label_id, at == 0) for at, label_id in enumerate(labels)]
        for at, item in enumerate(self.items):
            self._layout.insertWidget(at, item)
            item.show()
        self._layout.activate()
        self.adjustSize()

    def offer_adding(self, is_offered: bool) -> None:
        """Offer to add the words to the mark in focus, or do not."""
        if is_offered != self.add_button.isVisibleTo(self):
            self.add_button.setVisible(is_offered)
            self._layout.activate()
            self.adjustSize()

    def first_label(self) -> str | None:
        """Return the label that Enter takes."""
        return self.labels[0] if self.labels else None

    def place(self, lines: Sequence[QRectF], viewport: QRectF) -> None:
        """Appear under the last of the selected lines, above the first where there is no room.

        All rectangles are in the parent's coordinates.
        """
        if not lines:
            self.vanish()
            return
        self.adjustSize()
        inner = self.seen()
        x, y = lines[-1].left(), lines[-1].bottom() + BELOW
        above = lines[0].top() - ABOVE - inner.height()
        if y + inner.height() + _FOOT > viewport.bottom() and above > viewport.top():
            x, y = lines[0].left(), above
        y = max(viewport.top() + BELOW, min(y, viewport.bottom() - inner.height() - _FOOT))
        x = max(viewport.left() + _EDGE, min(x, viewport.right() - inner.width() - _EDGE))
        self.move(round(x) - _SHADE, round(y) - _SHADE)
        self._appear()

    def vanish(self) -> None:
        """Go away at once."""
        self.hide()

    def seen(self) -> QRectF:
        """Return the bar without its shadow."""
        return QRectF(self.rect()).adjusted(_SHADE, _SHADE, -_SHADE, -_SHADE)

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self.all_button.show_parts(_("All"), self.all_button.parts)
        self.all_button.setToolTip(_("All labels"))
        self.add_button.show_parts(_("To the mark"), self.add_button.parts)
        self.add_button.setToolTip(_("Add words to the mark"))
        for item, label_id in zip(self.items, self.labels, strict=True):
            parts = replace(item.parts, cap=naming().label_letter(label_id))
            item.show_parts(naming().label_name(label_id), parts)
        self.adjustSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw shadow and ground."""
        theme = look().theme
        painter = QPainter(self)
        area = self.seen()
        draw_shadow(painter, area, RADIUS["sheet"], _SHADE - 4, 3)
        edge = theme.edge if theme.is_high_contrast else theme.rim
        rounded(painter, area, theme.raised, RADIUS["sheet"], edge)

    def _item(self, label_id: str, is_first: bool) -> Item:
        parts = Parts(
            cap=naming().label_letter(label_id),
            label_id=label_id,
            size="body",
            ink="ink",
            padding=8,
            height=28,
            has_ground=is_first,
        )
        item = Item(naming().label_name(label_id), parts)
        item.clicked.connect(self._on_item_clicked)
        return item

    def _on_item_clicked(self) -> None:
        item = self.sender()
        if isinstance(item, Item):
            self.label_chosen.emit(item.parts.label_id)

    def _appear(self) -> None:
        was_hidden = not self.isVisible()
        self.show()
        self.raise_()
        if was_hidden and look().motion_ms:
            self._fade_in(look().motion_ms)

    def _fade_in(self, duration: int) -> None:
        effect = QGraphicsOpacityEffect(self)
        self.setGraphicsEffect(effect)
        self._fade = QPropertyAnimation(effect, b"opacity", self)
        self._fade.setDuration(duration)
        self._fade.setStartValue(0.0)
        self._fade.setEndValue(1.0)
        self._fade.finished.connect(lambda: effect.setEnabled(False))
        self._fade.start()
