"""The list below a field: what can be picked, and what can be added to it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from annotator.gui.panels.inspector.options import Option, matching, typed_part
from annotator.gui.theme.faces import named_font, text_width
from annotator.gui.theme.items import Item, Parts
from annotator.gui.theme.layouts import column
from annotator.gui.theme.look import look
from annotator.gui.theme.paint import RIGHT, caps_width, draw_caps, draw_text
from annotator.gui.theme.row_list import Index, RowDelegate, RowList
from annotator.gui.theme.tips import tip_text
from annotator.gui.theme.tokens import SIZE
from annotator.workbench.language import _

HITS_AT_MOST = 200
ADD_KEYS = "Ctrl+Enter"
_TALL, _ROWS_SEEN, _TALL_SEEN = 42, 9, 5
_OPTION_ROLE = Qt.ItemDataRole.UserRole
_ROOT = QModelIndex()


class OptionsModel(QAbstractListModel):
    """The options that match what was typed."""

    def __init__(self) -> None:
        super().__init__()
        self.options: list[Option] = []
        self.query = ""

    def show_options(self, options: Sequence[Option], query: str) -> None:
        """Show other options, found with a query."""
        self.beginResetModel()
        self.options, self.query = list(options), query
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """Return the number of options."""
        return 0 if parent.isValid() else len(self.options)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the name, the definition as tip, or the whole option."""
        if not 0 <= index.row() < len(self.options):
            return None
        option = self.options[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{option.name}, {option.detail}" if option.detail else option.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip_text(option.tip or option.name)
        return option if role == _OPTION_ROLE else None


class OptionDelegate(RowDelegate):
    """Digit, name with the part typed in bold, and what tells it apart."""

    margins = (0, 0, 0, 0)

    def paint_row(self, painter: QPainter, rect: QRectF, index: Index, *, is_chosen: bool) -> None:
        """Draw one option."""
        option = index.data(_OPTION_ROLE)
        view = self.parent()
        if not isinstance(option, Option) or not isinstance(view, OptionRows):
            return
        theme, is_tall = look().theme, view.is_tall
        upper = QRectF(rect.x() + 9, rect.y() + 3, rect.width() - 18, 19)
        if not is_tall:
            upper = rect.adjusted(9, 0, -9, 0)
        if is_chosen:
            upper.setWidth(upper.width() - caps_width("Enter") - 4)
            draw_caps(painter, rect.right() - 8, upper.center().y(), "Enter")
        if view.shows_digits:
            used = named_font("key", 600)
            draw_text(painter, upper, option.digit, theme.ink2, used)
            upper.setLeft(upper.left() + 15)
        if option.detail and not is_tall and not is_chosen:
            small = named_font("caption")
            draw_text(painter, upper, option.detail, theme.ink3, small, RIGHT)
            upper.setWidth(upper.width() - text_width(option.detail, small) - 10)
        _draw_name(painter, upper, option.name, view.query(), "body" if is_tall else "small")
        if is_tall:
            lower = QRectF(rect.x() + 9, rect.y() + 21, rect.width() - 18, 17)
            draw_text(painter, lower, option.detail, theme.ink2, named_font("caption"))


def _draw_name(painter: QPainter, rect: QRectF, name: str, query: str, size: str) -> None:
    """Draw a name with the part that was typed in bold."""
    ink, light, bold = look().theme.ink, named_font(size), named_font(size, 600)
    at, end = typed_part(name, query)
    parts = [(name[:at], light), (name[at:end], bold), (name[end:], light)]
    area = QRectF(rect)
    for words, used in parts:
        if words and area.width() > 0:
            draw_text(painter, area, words, ink, used)
            area.setLeft(area.left() + text_width(words, used))


class OptionRows(RowList):
    """The rows; the keyboard stays in the field, so the chosen row is where Enter acts."""

    def __init__(self, *, is_tall: bool, shows_digits: bool) -> None:
        self.is_tall, self.shows_digits = is_tall, shows_digits
        super().__init__(_TALL if is_tall else SIZE["row"], OptionDelegate)
        self.options_model = OptionsModel()
        self.setModel(self.options_model)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def query(self) -> str:
        """Return what was typed."""
        return self.options_model.query


class OptionList(QWidget):
    """Filters options, walks them, picks one, or offers to add what was typed."""

    option_picked = Signal(object)
    text_added = Signal(str)

    def __init__(self, *, is_tall: bool, shows_digits: bool, can_add: bool) -> None:
        super().__init__()
        self.can_add = can_add
        self._query = ""
        self._options: Sequence[Option] = ()
        self._given: Sequence[str] = ()
        self.rows = OptionRows(is_tall=is_tall, shows_digits=shows_digits)
        self.add_button = Item("", Parts(icon="plus", keys=ADD_KEYS, padding=8, height=27))
        self.add_button.setSizePolicy(
            self.sizePolicy().Policy.Ignored, self.sizePolicy().Policy.Fixed
        )
        self.add_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = column(self, spacing=1)
        layout.addWidget(self.rows)
        layout.addWidget(self.add_button)
        self.rows.row_chosen.connect(self._on_row_chosen)
        self.add_button.clicked.connect(self.add)

    def filter(
        self,
        options: Sequence[Option],
        query: str,
        value: object = None,
        given: Sequence[str] = (),
    ) -> None:
        """Show the options that match a query; the present answer, else the first, is chosen.

        What is ``given`` already is not among the options, and not new either.
        """
        self._options, self._query, self._given = options, query.strip(), given
        found = matching(options, self._query, HITS_AT_MOST)
        self.rows.options_model.show_options(found, self._query)
        at = next((row for row, one in enumerate(found) if one.value == value), 0)
        self.rows.choose((at if not self._query else 0) if found else -1)
        self._fit()
        words = _("Add “{text}” to the list").format(text=self._query)
        self.add_button.show_parts(words, self.add_button.parts)
        self.add_button.setVisible(self.can_add_query())

    def can_add_query(self) -> bool:
        """Tell whether what was typed could become an entry."""
        typed = self._query.casefold()
        known = [words for o in self._options for words in (str(o.value), o.name)]
        is_new = all(typed != words.casefold() for words in (*known, *self._given))
        return self.can_add and bool(typed) and is_new

    def walk(self, step: int) -> None:
        """Choose the next row, or the one before."""
        count = self.rows.options_model.rowCount()
        if count:
            self.rows.choose((self.rows.chosen_row() + step) % count)

    def pick(self) -> None:
        """Pick the chosen row; where nothing matches, add what was typed."""
        row = self.rows.chosen_row()
        if row >= 0:
            self.option_picked.emit(self.rows.options_model.options[row])
        else:
            self.add()

    def pick_digit(self, digit: str) -> bool:
        """Pick the option with a digit; tell whether there is one."""
        found = next((one for one in self._options if digit and one.digit == digit), None)
        if found is not None:
            self.option_picked.emit(found)
        return found is not None

    def add(self) -> None:
        """Add what was typed, where that is allowed."""
        if self.can_add_query():
            self.text_added.emit(self._query)

    def _fit(self) -> None:
        seen = _TALL_SEEN if self.rows.is_tall else _ROWS_SEEN
        count = min(self.rows.options_model.rowCount(), seen)
        self.rows.setFixedHeight(count * self.rows.verticalHeader().defaultSectionSize())
        self.rows.setVisible(count > 0)

    def _on_row_chosen(self, row: int) -> None:
        self.option_picked.emit(self.rows.options_model.options[row])
