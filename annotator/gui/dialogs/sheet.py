"""A sheet: title, close button, content, and a foot with its buttons."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSlider, QHBoxLayout, QScrollArea, QVBoxLayout

from annotator.gui.dialogs.scrim import MARGIN, Floating
from annotator.gui.theme.controls import Caption, Hairline, IconButton, PlainButton
from annotator.gui.theme.layouts import column, line
from annotator.gui.theme.tokens import SIZE
from annotator.workbench.language import _

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SCROLLS = {
    Qt.Key.Key_Up: QAbstractSlider.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_Down: QAbstractSlider.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_Home: QAbstractSlider.SliderAction.SliderToMinimum,
    Qt.Key.Key_End: QAbstractSlider.SliderAction.SliderToMaximum,
}


class Sheet(Floating):
    """Floats over the window with a title and a foot; Enter presses the primary button.

    ``head``, ``content`` and ``foot`` are layouts to fill.  Words at the left of the foot come
    first, then a stretch, then the buttons in the order they are added.
    """

    def __init__(self, title: str, width: int = SIZE["dialog"], height: int | None = None) -> None:
        super().__init__()
        self.title = Caption(title, "title")
        self.title.setMinimumHeight(26)
        self.setAccessibleName(title)
        self.close_button = IconButton("close", _("Close"), "Esc")
        self.close_button.clicked.connect(self.dismiss)
        self.primary: PlainButton | None = None
        self.scroller: QScrollArea | None = None
        """What the arrows and page keys scroll, where there is only something to read."""
        self._width, self._height = width, height
        self.setFixedWidth(width)
        self.head: QHBoxLayout = line(margins=(24, 14, 12, 14), spacing=8)
        self.head.addWidget(self.title, 1)
        self.head.addWidget(self.close_button)
        self.content: QVBoxLayout = column(margins=(24, 16, 24, 16))
        self.foot: QHBoxLayout = line(margins=(24, 12, 20, 12), spacing=8)
        self._reason = Caption("", "count")
        self._reason.hide()
        self.foot.addWidget(self._reason, 1)
        self.foot.addStretch()
        whole = column(self)
        whole.addLayout(self.head)
        whole.addWidget(Hairline())
        whole.addLayout(self.content, 1)
        whole.addWidget(Hairline())
        whole.addLayout(self.foot)

    def add_button(
        self, words: str, slot: Callable[[], object], *, is_primary: bool = False
    ) -> PlainButton:
        """Add a button at the right of the foot; a sheet has one primary button at most."""
        button = PlainButton(words, "primary" if is_primary else "")
        button.clicked.connect(lambda: slot())
        self.foot.addWidget(button)
        if is_primary:
            self.primary = button
        return button

    def refuse(self, reason: str) -> None:
        """Switch the primary button off and say why beside it; an empty reason switches it on."""
        if self.primary is not None:
            self.primary.setEnabled(not reason)
            self.primary.setAccessibleDescription(reason)
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))

    @property
    def reason(self) -> str:
        """Return why the primary button is off, or nothing."""
        return self._reason.text()

    def size_in(self, room: QRect) -> QSize:
        """Take the width and height that were given, as far as there is room.

        Where the words on the buttons need more width (Indonesian ones are longer), they have it.
        """
        width = min(max(self._width, self._buttons_width()), room.width() - 2 * MARGIN)
        if width != self.width() or width != self.maximumWidth():
            self.setFixedWidth(width)
        size = super().size_in(room)
        if self._height is not None:
            size.setHeight(min(self._height, room.height() - 2 * MARGIN))
        return size

    def _buttons_width(self) -> int:
        margins, spacing = self.foot.contentsMargins(), self.foot.spacing()
        items = (self.foot.itemAt(at) for at in range(self.foot.count()))
        widgets = (item.widget() for item in items if item is not None)
        shown = [one for one in widgets if isinstance(one, PlainButton) and not one.isHidden()]
        needed = sum(one.sizeHint().width() + spacing for one in shown)
        return needed + margins.left() + margins.right()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the primary button with Enter, scroll with the arrows, from anywhere here."""
        if event.key() in _ENTER and self.primary is not None:
            if not self.primary.isHidden():
                self.primary.click()
            event.accept()
        elif self.scroller is not None and event.key() in _SCROLLS:
            self.scroller.verticalScrollBar().triggerAction(_SCROLLS[Qt.Key(event.key())])
            event.accept()
        else:
            super().keyPressEvent(event)
