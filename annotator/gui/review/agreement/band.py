"""The band at the right: the list behind the chosen number, with its sum at the foot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from annotator.gui.review.agreement import words
from annotator.gui.review.agreement.asked import ConfusionAsked, Listing, NumberAsked, OwnAsked
from annotator.gui.review.agreement.drawing import figures, put, rule
from annotator.gui.review.agreement.rows import PassageList
from annotator.gui.theme.controls import surface
from annotator.gui.theme.faces import named_font, text_width
from annotator.gui.theme.layouts import column
from annotator.gui.theme.look import look
from annotator.gui.theme.paint import cap_width, draw_cap
from annotator.model.codebook import Codebook
from annotator.model.identity import Id
from annotator.workbench.comparing.measure_words import measure_name
from annotator.workbench.comparing.methods import methods_sentence
from annotator.workbench.language import _

NARROW, WIDE = 392, 520
_HEAD, _FOOT = 76, 48
_LEFT, _END = 14, 16
_RIGHT = Qt.AlignmentFlag.AlignRight


class BandHead(QWidget):
    """Whose list it is and how long, what is in it, and what its numbers are."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(_HEAD)
        self.title = self.count = self.what = self.column = ""

    def show_words(self, title: str, told: Sequence[str]) -> None:
        """Say something else: the title; how much, what, and the head of the numbers."""
        self.title = title
        self.count, self.what, self.column = told
        self.setAccessibleName(", ".join(one for one in (title, *told) if one))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw two lines on the baselines of the page's head."""
        painter = QPainter(self)
        small = named_font("small")
        count = text_width(self.count, small)
        area = QRectF(_LEFT, 14, self.width() - _LEFT - _END, 22)
        title = area.adjusted(0, 0, -count - 12, 0)
        put(painter, title, self.title, named_font("title", 600))
        put(painter, area, self.count, small, ink="ink2", align=_RIGHT)
        below = area.translated(0, 28)
        put(painter, below, self.what, small, ink="ink2")
        put(painter, below, self.column, small, ink="ink2", align=_RIGHT)
        rule(painter, 0, _HEAD - 1, self.width(), "rim")
        painter.end()


class BandFoot(QWidget):
    """What Enter does, and the sum."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(_FOOT)
        self.sum = ""

    def show_sum(self, told: str) -> None:
        """Show another sum."""
        self.sum = told
        self.setAccessibleName(told)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the key at the left, the sum at the right."""
        painter = QPainter(self)
        rule(painter, 0, 0, self.width(), "rim")
        bold = figures(13, 600)
        area = QRectF(_LEFT, 1, self.width() - _LEFT - _END, _FOOT - 1)
        put(painter, area, self.sum, bold, align=_RIGHT)
        room = area.width() - text_width(self.sum, bold) - 12
        told, small = _("open the text"), named_font("small")
        if self.sum and cap_width("Enter") + 8 + text_width(told, small) <= room:
            x = area.x() + draw_cap(painter, area.x(), area.center().y(), "Enter") + 8
            put(painter, QRectF(x, area.y(), area.right() - x, area.height()), told, small)
        painter.end()


class PassageBand(QWidget):
    """The list with head and foot.

    ``opened`` carries the row whose text is wanted, ``left`` says that the keyboard goes back to
    the number.
    """

    opened = Signal(int)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        surface(self, "panel")
        self.listing: Listing | None = None
        self.head = BandHead()
        self.list = PassageList()
        self.foot = BandFoot()
        self._names: Mapping[Id, str] = {}
        whole = column(self)
        whole.addWidget(self.head)
        whole.addWidget(self.list, 1)
        whole.addWidget(self.foot)
        self.list.opened.connect(self.opened)
        look().changed.connect(self.update)

    def set_wide(self, is_wide: bool) -> None:
        """Take the width of wide windows, or the usual one."""
        self.setFixedWidth(WIDE if is_wide else NARROW)

    def show_listing(self, listing: Listing | None, names: Mapping[Id, str]) -> None:
        """Show another list, or none."""
        self.listing, self._names = listing, names
        self.list.show_listing(listing, names)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        listing = self.listing
        if listing is None:
            self.head.show_words("", ("", "", ""))
            self.foot.show_sum("")
            self.list.setAccessibleName("")
            return
        self.head.show_words(title_words(listing, self._names), words.listing_words(listing))
        self.foot.show_sum(words.sum_words(listing))
        self.list.setAccessibleName(f"{self.head.accessibleName()}, {self.foot.sum}")
        self.list.viewport().update()

    def sentence(self, codebook: Codebook, language: str) -> str:
        """Return the number shown as a sentence of a paper; a count, or a part, with its sum."""
        listing = self.listing
        if listing is None:
            return ""
        is_part = isinstance(listing.asked, NumberAsked) and listing.asked.part is not None
        if listing.row is None or listing.is_count or is_part:
            return f"{title_words(listing, self._names)}: {words.sum_words(listing)}"
        return methods_sentence(codebook, listing.row, language)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the number with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def title_words(listing: Listing, names: Mapping[Id, str]) -> str:
    """Return whose list it is, and of what."""
    asked = listing.asked
    if isinstance(asked, OwnAsked):
        label = words.label_name(asked.label) if asked.label is not None else ""
        return ", ".join(one for one in (names.get(asked.coder, ""), label) if one)
    if isinstance(asked, ConfusionAsked):
        sides = zip(asked.coders, (asked.first, asked.second), strict=True)
        return " × ".join(f"{names.get(one, '')}: {words.label_name(lab)}" for one, lab in sides)
    assert isinstance(asked, NumberAsked)
    target = asked.target
    parts = [" × ".join(names.get(one, "") for one in target.coders)]
    if asked.part is not None:
        parts.append(asked.part.title)
    elif target.attribute is not None:
        parts.append(words.attribute_name(target.label, target.attribute))
    elif target.label is not None:
        parts.append(words.label_name(target.label))
    elif target.measure != "span_f1_exact":
        parts.append(measure_name(target.measure))
    return ", ".join(parts)
