"""The row above the columns: menus and workspaces left, search and the fold button right."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QMenuBar, QSizePolicy, QWidget

from annotator.gui.panels.workspace_tabs import WorkspaceTabs
from annotator.gui.theme.controls import IconButton, PaintedButton, surface
from annotator.gui.theme.faces import named_font, text_width
from annotator.gui.theme.icons import draw_icon
from annotator.gui.theme.layouts import line
from annotator.gui.theme.look import look
from annotator.gui.theme.paint import caps_width, draw_caps, draw_text, rounded
from annotator.gui.theme.tokens import SIZE
from annotator.workbench.language import _

KEYS = "Ctrl+K"
NARROW = 1180
"""Below this width the search field gives its room to the tabs."""


class SearchButton(PaintedButton):
    """Looks like a field and opens the command palette."""

    _is_short = False

    def set_short(self, is_short: bool) -> None:
        """Leave the words away, or show them again."""
        if is_short != self._is_short:
            self._is_short = is_short
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Return the room for icon, words and caps."""
        words = "" if self._is_short else self.text()
        width = text_width(words, named_font("small")) + caps_width(KEYS) + 52
        return QSize(round(width), 26)

    def paint(self, painter: QPainter, rect: QRectF) -> bool:
        """Draw ground, icon, words and caps."""
        theme = look().theme
        rounded(painter, rect, theme.chosen if self.underMouse() else theme.hover)
        draw_icon(painter, "search", 8, 6, theme.ink3, 14)
        end = draw_caps(painter, rect.width() - 5, rect.height() / 2, KEYS)
        if self._is_short:
            return False
        area = QRectF(28, 0, end - 34, rect.height())
        return draw_text(painter, area, self.text(), theme.ink3, named_font("small"))


class TopBar(QWidget):
    """Menu bar, search and fold button; the last two only while a project is open."""

    search_requested = Signal()
    fold_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        surface(self, "panel")
        self.setFixedHeight(SIZE["menubar"])
        self.menu_bar = QMenuBar()
        self.menu_bar.setNativeMenuBar(False)
        self.menu_bar.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.tabs = WorkspaceTabs()
        self._search = SearchButton()
        self._is_folded = False
        self._search.setObjectName("search")
        self._fold = IconButton("side_right", key="F10")
        row = line(self, (0, 0, 12, 0), 6)
        row.addWidget(self.menu_bar)
        row.addWidget(self.tabs)
        row.addStretch(1)
        row.addWidget(self._search)
        row.addWidget(self._fold)
        self._search.clicked.connect(self.search_requested)
        self._fold.clicked.connect(self.fold_requested)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        self._search.setText(_("Find labels, commands, articles"))
        self._search.updateGeometry()
        self.set_right_folded(self._is_folded)

    def set_right_folded(self, is_folded: bool) -> None:
        """Say what the fold button does now."""
        self._is_folded = is_folded
        self._fold.set_words(_("Unfold the mark panel") if is_folded else _("Fold the mark panel"))

    def set_project_open(self, is_open: bool) -> None:
        """Show or hide what needs a project."""
        self._search.setVisible(is_open)
        self._fold.setVisible(is_open)
        if not is_open:
            self.tabs.show_tabs((), "")

    def set_foldable(self, is_foldable: bool) -> None:
        """Show the fold button where there is a panel to fold."""
        self._fold.setVisible(is_foldable)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep of the search field but its icon and keys where the tabs need the room."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Give the menus and the tabs their room first."""
        self._search.set_short(self.width() < NARROW and not self.tabs.isHidden())
