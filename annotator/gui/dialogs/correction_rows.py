"""The marks of a corrected text as rows: what became of each, and what is decided about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter

from annotator.gui.theme.faces import font, named_font
from annotator.gui.theme.look import look
from annotator.gui.theme.naming import naming
from annotator.gui.theme.paint import cap_width, draw_cap, draw_text, one_line
from annotator.gui.theme.row_list import Index, RowDelegate, RowList
from annotator.gui.theme.tips import tip_text
from annotator.model.anchor import Standing
from annotator.model.extent import Fragments
from annotator.workbench.correcting import STANDINGS, Choice, Fate, FoundMark
from annotator.workbench.language import _

MARK_ROLE = Qt.ItemDataRole.UserRole
ROW_HEIGHT = 30
_STANDING, _CODER, _FATE = 84, 110, 150
_CAP = 16
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class MarkRow:
    """A mark and what is to become of it; ``place`` is where it would go, with its words."""

    mark: FoundMark
    fate: Fate
    place: Fragments
    words: str

    @property
    def choice(self) -> Choice:
        """Return the decision as the project takes it."""
        return Choice(self.fate, self.place if self.fate is Fate.CARRY else ())

    @property
    def can_be_carried(self) -> bool:
        """Tell whether there is a place, and whether this coder may say so."""
        return bool(self.place) and (self.mark.is_own or self.mark.is_carried_unasked)

    def decided(self, fate: Fate) -> MarkRow:
        """Return the row with another decision; itself where that is not for this coder."""
        if fate is Fate.CARRY and not self.can_be_carried:
            return self
        if fate is Fate.LEAVE and not self.mark.is_own:
            return self
        return replace(self, fate=fate)


def first_row(mark: FoundMark) -> MarkRow:
    """Return a mark as it goes if nobody says anything."""
    fate = Fate.CARRY if mark.is_carried_unasked else Fate.WAIT
    return MarkRow(mark, fate, mark.anchor.fragments, mark.new_words)


def fate_words(row: MarkRow) -> str:
    """Return how people say what is decided."""
    if row.fate is Fate.WAIT and not row.mark.is_own:
        return _("{coder} will be asked").format(coder=row.mark.coder.name)
    words = {
        Fate.CARRY: _("Carry over"),
        Fate.LEAVE: _("Leave behind"),
        Fate.WAIT: _("Check later"),
    }
    return words[row.fate]


class MarkRows(QAbstractListModel):
    """The rows that are shown, of all there are."""

    def __init__(self) -> None:
        super().__init__()
        self.every: list[MarkRow] = []
        self._shown: list[int] = []

    def show_rows(self, rows: Sequence[MarkRow], standing: Standing | None = None) -> None:
        """Show the rows of one standing, or all."""
        self.beginResetModel()
        self.every = list(rows)
        self._shown = [
            number
            for number, row in enumerate(self.every)
            if standing in (None, row.mark.anchor.standing)
        ]
        self.endResetModel()

    def row_at(self, number: int) -> MarkRow | None:
        """Return a shown row, None where there is none."""
        return self.every[self._shown[number]] if 0 <= number < len(self._shown) else None

    def put(self, number: int, row: MarkRow) -> None:
        """Replace a shown row."""
        self.every[self._shown[number]] = row
        index = self.index(number)
        self.dataChanged.emit(index, index)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many rows are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the row under ``MARK_ROLE``, else what it says in one line."""
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None:
            return None
        if role == MARK_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            standing = _(STANDINGS[row.mark.anchor.standing])
            words = f"{standing}: {row.mark.words} → {row.words or '–'}. {fate_words(row)}"
            return tip_text(words) if role == Qt.ItemDataRole.ToolTipRole else one_line(words)
        return None


class MarkDelegate(RowDelegate):
    """Standing, coder, label, the words before and after, and the decision."""

    margins = (8, 0, 8, 0)

    def paint_row(self, painter: QPainter, rect: QRectF, index: Index, *, is_chosen: bool) -> None:
        """Draw one mark."""
        row = index.data(MARK_ROLE)
        if not isinstance(row, MarkRow):
            return
        theme, standing = look().theme, row.mark.anchor.standing
        small = named_font("small")
        colours = {Standing.CHANGED: theme.warn, Standing.LOST: theme.bad}
        area = QRectF(rect.x() + 8, rect.y(), _STANDING - 12, rect.height())
        colour = colours.get(standing, theme.ink2)
        draw_text(painter, area, _(STANDINGS[standing]), colour, named_font("small", 600))
        x = area.x() + _STANDING
        coder = QRectF(x, rect.y(), _CODER - 12, rect.height())
        draw_text(painter, coder, row.mark.coder.name, theme.ink2, small)
        x += _CODER
        label = row.mark.span.label
        letter = naming().label_letter(label)
        draw_cap(painter, x, rect.center().y(), letter, look().tone(label), _CAP)
        x += cap_width("R", _CAP) + 10
        room = (rect.right() - _FATE - x - 24) / 2
        reading = font(13, 400, "reading")
        draw_text(
            painter,
            QRectF(x, rect.y(), room - 8, rect.height()),
            row.mark.words,
            theme.ink,
            reading,
        )
        draw_text(painter, QRectF(x + room, rect.y(), 24, rect.height()), "→", theme.ink3, small)
        after = QRectF(x + room + 24, rect.y(), room - 12, rect.height())
        ink = theme.ink if row.fate is Fate.CARRY else theme.ink3
        draw_text(painter, after, row.words or "–", ink, reading)
        last = QRectF(rect.right() - _FATE, rect.y(), _FATE - 8, rect.height())
        weight = 600 if row.fate is not Fate.WAIT else 400
        draw_text(painter, last, fate_words(row), ink, named_font("small", weight))


class MarkList(RowList):
    """The list of rows; Enter is left to the sheet, as every row that is reached is chosen."""

    def __init__(self) -> None:
        super().__init__(ROW_HEIGHT, MarkDelegate)
        self.follows_keyboard = True
        self.setAccessibleName(_("Marks"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the rows."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)
