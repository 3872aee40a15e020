"""The passages behind a number as rows: where, the words, in what the coders differ, the share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter

from annotator.gui.review.agreement import words
from annotator.gui.review.agreement.asked import Listing
from annotator.gui.review.agreement.drawing import draw_sign, figures, put, rule
from annotator.gui.theme.colour import mix
from annotator.gui.theme.faces import font, named_font, text_width
from annotator.gui.theme.look import look
from annotator.gui.theme.naming import naming
from annotator.gui.theme.paint import draw_cap
from annotator.gui.theme.row_list import RowDelegate, RowList
from annotator.gui.theme.tokens import TYPE
from annotator.model.identity import Id
from annotator.workbench.comparing.numerals import coefficient
from annotator.workbench.comparing.passages import Kind, Passage
from annotator.workbench.language import _, number

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SAID = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
ROW = 46
_KEY, _SHARE = 38, 62
_LEFT, _RIGHT = 14, 16
_WASH = 0.08


class PassageModel(QAbstractListModel):
    """A list as it is shown; ``names`` are the coders' by id."""

    def __init__(self) -> None:
        super().__init__()
        self.listing: Listing | None = None
        self.names: Mapping[Id, str] = {}

    def show_listing(self, listing: Listing | None, names: Mapping[Id, str]) -> None:
        """Show another list."""
        self.beginResetModel()
        self.listing, self.names = listing, names
        self.endResetModel()

    def passage(self, row: int) -> Passage:
        """Return a passage."""
        assert self.listing is not None
        return self.listing.passages[row]

    def share_words(self, passage: Passage) -> str:
        """Return what a passage adds."""
        if self.listing is not None and self.listing.is_count:
            return number(round(passage.share))
        return coefficient(passage.share, 4)

    def said(self, passage: Passage) -> str:
        """Return a row in words."""
        names = [self.names.get(one, one) for one in passage.coders]
        labels = ", ".join(map(words.label_name, passage.labels))
        kind = _(words.KINDS[passage.kind])
        parts = [passage.key, passage.quote, labels, kind, self.share_words(passage)]
        if passage.answers:
            parts.insert(3, words.answers_words(passage, names, self.listing))
        elif passage.kind is Kind.ONE_SIDED:
            marked = [name for name, has in zip(names, _has_marked(passage), strict=True) if has]
            parts.insert(3, ", ".join(marked))
        return "; ".join(one for one in parts if one)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of passages."""
        return 0 if parent.isValid() or self.listing is None else len(self.listing.passages)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a row says."""
        if not index.isValid() or role not in _SAID:
            return None
        return self.said(self.passage(index.row()))


def _has_marked(passage: Passage) -> list[bool]:
    """Tell which of the coders have anything there."""
    if passage.links:
        return [bool(some) for some in passage.links]
    if passage.marks:
        return [bool(some) for some in passage.marks]
    return [one is not None for one in passage.answers]


class PassageDelegate(RowDelegate):
    """Draws a passage in two lines."""

    margins = (0, 0, 0, 0)

    def paint_row(self, painter: QPainter, rect: QRectF, index: Index, *, is_chosen: bool) -> None:
        """Draw key, words and share; below them label, kind and what each coder has."""
        view = self.parent()
        assert isinstance(view, PassageList)
        model, theme = view.passages, look().theme
        passage = model.passage(index.row())
        is_here = index.row() == view.currentIndex().row()
        if is_here:
            wash = mix(theme.panel, theme.focus, 0 if theme.is_high_contrast else _WASH)
            painter.fillRect(rect, QColor(wash))
            painter.fillRect(QRectF(rect.x(), rect.y(), 3, rect.height()), QColor(theme.focus))
        line = rect.adjusted(_LEFT, 4, -_RIGHT, 0)
        line.setHeight(20)
        is_quiet = not passage.share
        key = QRectF(line.x(), line.y(), _KEY - 6, line.height())
        put(painter, key, passage.key[view.beginning :], figures(12), ink="ink2")
        used = font(TYPE["body"], 400, "reading")
        quote = line.adjusted(_KEY, 0, -_SHARE, 0)
        words_ = passage.quote or words.attribute_title(model.listing)
        put(painter, quote, words_, used, ink="ink2" if is_quiet else "ink")
        share = QRectF(line.right() - _SHARE, line.y(), _SHARE, line.height())
        weight = figures(13, 600 if is_here else 400)
        ink = "ink3" if is_quiet else "ink"
        put(painter, share, model.share_words(passage), weight, ink=ink,
            align=Qt.AlignmentFlag.AlignRight)  # fmt: skip
        self._paint_second(painter, line.translated(_KEY, 20).adjusted(0, 0, -_KEY, 0), passage)
        rule(painter, rect.x() + _LEFT, rect.bottom() - 1, rect.width() - _LEFT - _RIGHT)

    def _paint_second(self, painter: QPainter, area: QRectF, passage: Passage) -> None:
        view = self.parent()
        assert isinstance(view, PassageList)
        x, known = area.x(), naming().codebook
        for label in passage.labels[:3]:
            if label in known.labels:
                letter, tone = naming().label_letter(label), look().tone(label)
                x += draw_cap(painter, x, area.center().y(), letter, tone, height=16) + 6
        small = named_font("small")
        if passage.answers:
            names = [view.short.get(one, one) for one in passage.coders]
            told = words.answers_words(passage, names, view.passages.listing)
            put(painter, QRectF(x, area.y(), area.right() - x, area.height()), told, small,
                ink="ink2")  # fmt: skip
            return
        end = area.right()
        if len(passage.coders) > 1:
            end = self._paint_votes(painter, area, passage)
        told = _(words.KINDS[passage.kind])
        if passage.links:
            told = ", ".join(map(words.label_name, passage.labels))
        put(painter, QRectF(x, area.y(), end - x - 6, area.height()), told, small, ink="ink2")

    def _paint_votes(self, painter: QPainter, area: QRectF, passage: Passage) -> float:
        """Draw one sign a coder at the right: another shape is another reading."""
        view = self.parent()
        assert isinstance(view, PassageList)
        x, caption = area.right(), named_font("caption")
        marked = _has_marked(passage)
        is_other = passage.kind not in (Kind.ONE_SIDED, Kind.AGREED, Kind.MARKS)
        for at in reversed(range(len(passage.coders))):
            draw_sign(painter, x - 5, area.center().y(), has_marked=marked[at],
                      is_other=is_other and at > 0 and all(marked))  # fmt: skip
            name = view.short.get(passage.coders[at], "")
            width = text_width(name, caption)
            box = QRectF(x - 14 - width, area.y(), width + 1, area.height())
            put(painter, box, name, caption, ink="ink2")
            x = box.x() - 9
        return x


class PassageList(RowList):
    """The rows; arrows and clicks walk them.

    ``opened`` carries the row whose text is wanted, by Enter or a double click.
    """

    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__(ROW, PassageDelegate)
        self.passages = PassageModel()
        self.short: dict[Id, str] = {}
        self.beginning = 0
        self.setModel(self.passages)
        self.doubleClicked.connect(lambda place: self.opened.emit(place.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the text with Enter; Escape belongs to the page."""
        if event.key() in _ENTER and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def show_listing(self, listing: Listing | None, names: Mapping[Id, str]) -> None:
        """Show another list, from its top."""
        keys = sorted({one.key for one in listing.passages}) if listing else []
        self.beginning = shared_beginning(keys)
        coders = list(names)
        short = words.short_names([names[one] for one in coders])
        self.short = dict(zip(coders, short, strict=True))
        self.passages.show_listing(listing, names)
        if self.passages.rowCount():
            self.set_cursor(0)
        self.scrollToTop()


def shared_beginning(keys: Sequence[str]) -> int:
    """Return how long the beginning is that all keys share, up to a hyphen or the like.

    Something is left of every key.
    """
    first, last = min(keys, default=""), max(keys, default="")
    most = max(len(first) - 1, 0)
    same = next((at for at in range(most) if last[at] != first[at]), most)
    return max((first.rfind(sign, 0, same) for sign in "-_/ "), default=-1) + 1
