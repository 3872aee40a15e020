"""The list of acts: what was done, what it changed, who did it and when."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from annotator.gui.models.chronicle import ENTRY_ROLE
from annotator.gui.theme.faces import named_font, text_width
from annotator.gui.theme.look import look
from annotator.gui.theme.naming import naming
from annotator.gui.theme.paint import RIGHT, draw_cap, draw_text
from annotator.gui.theme.row_list import Index, RowDelegate, RowList
from annotator.workbench.chronicle import Entry

ROW = 44
ONE_CODER = "shows_one_coder"
"""The property of a list whose entries are all of one coder, who then need not be named."""
_CAP = 16
_CAP_ROOM = 24


class EntryDelegate(RowDelegate):
    """Two lines: the act with the key of its label; below what it changed, else who did it."""

    margins = (12, 1, 12, 1)

    def paint_row(self, painter: QPainter, rect: QRectF, index: Index, *, is_chosen: bool) -> None:
        """Draw one entry."""
        entry = index.data(ENTRY_ROLE)
        if not isinstance(entry, Entry):
            return
        theme, small = look().theme, named_font("small")
        x, wide = rect.x() + 8, rect.width() - 16
        label = str(entry.about.get("label") or "")
        if label in naming().codebook.labels:
            letter, tone = naming().label_letter(label), look().tone(label)
            draw_cap(painter, x, rect.y() + 13, letter, tone, _CAP)
        first = QRectF(x + _CAP_ROOM, rect.y() + 3, wide - _CAP_ROOM, 20)
        draw_text(painter, first, entry.words, theme.ink, named_font("body"))
        view = self.parent()
        is_one = isinstance(view, RowList) and view.property(ONE_CODER)
        who = entry.local_time if is_one else f"{entry.coder} · {entry.local_time}"
        room = min(text_width(who, small) + 2, wide - _CAP_ROOM)
        second = QRectF(x + _CAP_ROOM, rect.y() + 22, wide - _CAP_ROOM, 18)
        draw_text(painter, second, who, theme.ink3, small, RIGHT)
        second.setWidth(second.width() - room - 12)
        draw_text(painter, second, "; ".join(entry.changes), theme.ink2, small)
