"""The band in the middle: the article once, with the case in question, and what the lines mean."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from annotator.gui.reader.case_painter import hatch, hatching
from annotator.gui.reader.case_view import CaseView
from annotator.gui.review.adjudication.queue_band import HEAD
from annotator.gui.review.adjudication.scene import annotations_of, case_scene, focused_of
from annotator.gui.review.adjudication.sitting import Sitting
from annotator.gui.review.adjudication.words import lowered
from annotator.gui.theme.controls import Caption, Hairline, surface
from annotator.gui.theme.faces import face, font, named_font, text_width
from annotator.gui.theme.layouts import column
from annotator.gui.theme.look import look
from annotator.gui.theme.naming import naming
from annotator.gui.theme.paint import draw_text, smooth
from annotator.gui.theme.tokens import TYPE
from annotator.gui.workspace.view_looks import Families, make_view_look
from annotator.model.identity import Id
from annotator.workbench.language import _, ngettext, number, short_date
from annotator.workbench.review_words import REVIEW_STATUS
from annotator.workbench.settings import Settings

LEGEND = 36
LEAST_LEFT = 20


class Title(Caption):
    """The title of an article, as the article has it."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it in the face of the text."""
        painter = QPainter(self)
        used = font(TYPE["title"], 600, "reading")
        draw_text(painter, QRectF(self.rect()), self.text(), look().theme.ink, used)
        painter.end()


class Legend(QWidget):
    """What the lines under the text mean; ``left`` is where the text begins."""

    def __init__(self) -> None:
        super().__init__()
        surface(self, "paper")
        self.setFixedHeight(LEGEND)
        self.left = LEAST_LEFT
        self.label = ""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw each sign with its word, as far as there is room."""
        painter = QPainter(self)
        smooth(painter)
        x, middle = float(self.left), self.height() / 2
        used, theme = named_font("small"), look().theme
        for place, words in enumerate(self._words()):
            width = text_width(words, used) + 1
            if x + 28 + width > self.width() - 8:
                break
            step = self._draw_sign(painter, place, x, middle)
            area = QRectF(x + step, 0, width, self.height())
            draw_text(painter, area, words, theme.ink2, used)
            x += step + width + 20
        painter.end()

    @staticmethod
    def _words() -> Iterator[str]:
        yield _("coder")
        yield _("not shared")
        yield _("candidate boundary")
        yield _("gold")
        yield _("open case")

    def _draw_sign(self, painter: QPainter, place: int, x: float, y: float) -> float:
        theme, tone = look().theme, look().tone(self.label)
        hue = QColor(tone.line)
        if place == 0:
            painter.setPen(QPen(hue, 2.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            painter.drawLine(QPointF(x, y), QPointF(x + 20, y))
            painter.setPen(QPen(hue, 1.8))
            for end in (x + 0.9, x + 19.1):
                painter.drawLine(QPointF(end, y - 4), QPointF(end, y + 4))
        elif place == 1:
            colour = hatching(hue, is_plain=theme.is_high_contrast)
            hatch(painter, QRectF(x, y - 7, 20, 14), colour)
        elif place == 2:
            painter.setPen(QPen(QColor(theme.focus), 1.5))
            painter.drawLine(QPointF(x + 2, y - 8), QPointF(x + 2, y + 8))
            return 10
        else:
            style = Qt.PenStyle.SolidLine if place == 3 else Qt.PenStyle.DotLine
            colour = hue if place == 3 else QColor(theme.ink3)
            painter.setPen(QPen(colour, 2 if place == 3 else 1.5, style))
            painter.drawLine(QPointF(x, y), QPointF(x + 20, y))
        return 27


class ArticleBand(QWidget):
    """Title, text and legend.  ``pressed`` carries the code point that was clicked."""

    pressed = Signal(int)

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        surface(self, "paper")
        self._settings = settings
        self._document_id: Id | None = None
        self.title = Title()
        self.about = Caption("", "small")
        self.view = CaseView()
        self.view.set_zoom(float(settings["zoom"]))
        self.legend = Legend()
        self._head = QWidget()
        self._place()
        self.view.geometry_changed.connect(self._align)
        self.view.pressed.connect(self.pressed)
        look().changed.connect(self.dress)
        self.dress()

    def show_sitting(self, sitting: Sitting, *, is_moved: bool) -> None:
        """Show the open article with the case in question; ``is_moved``: at its place."""
        desk = sitting.desk
        if desk is None:
            return
        document, case, card = desk.document, sitting.case, sitting.card
        annotations = annotations_of(desk, case, card)
        if document.id != self._document_id:
            self._document_id = document.id
            self.view.show_document(document.text, annotations)
            self.title.setText(document.title or document.name)
            is_moved = True
        self._tell(sitting)
        self.view.show_case(annotations, case_scene(desk, case, card))
        self.view.focus_span(focused_of(annotations), is_scrolled=False)
        self.legend.label = self.view.case.label or self.legend.label
        self.legend.update()
        if is_moved and case is not None:
            self.view.open_at(case.case.start)

    def dress(self) -> None:
        """Take colours and names from theme and codebook."""
        reading = str(self._settings["reading_font"]) or face("reading")
        families = Families(reading, face("ui"))
        self.view.set_look(make_view_look(look(), naming(), families, "letters"))
        self.legend.label = self.legend.label or next(iter(naming().codebook.labels), "")

    def retranslate(self, sitting: Sitting) -> None:
        """Say everything in the language in use."""
        self.view.setAccessibleName(_("The article under review"))
        self.dress()
        self._tell(sitting)
        self.legend.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let head and legend begin where the text does."""
        super().resizeEvent(event)
        self._align()

    def _tell(self, sitting: Sitting) -> None:
        desk = sitting.desk
        if desk is None:
            return
        document = desk.document
        length = ngettext("{count} character", "{count} characters", document.length)
        coders = ngettext("{count} coder", "{count} coders", desk.coder_count)
        parts = [document.key, *_day(document.meta.get("published"))]
        parts.append(length.format(count=number(document.length)))
        parts.append(coders.format(count=number(desk.coder_count)))
        if desk.review is not None:
            parts.append(lowered(_(REVIEW_STATUS[str(desk.review.status)])))
        self.about.setText("  ·  ".join(parts))

    def _place(self) -> None:
        surface(self._head, "paper")
        self._head.setFixedHeight(HEAD)
        self._said = column(self._head, (LEAST_LEFT, 11, 20, 9))
        self.title.setFixedHeight(24)
        self._said.addWidget(self.title)
        self._said.addStretch()
        self._said.addWidget(self.about)
        self._said.addSpacing(3)
        whole = column(self)
        whole.addWidget(self._head)
        whole.addWidget(Hairline())
        whole.addWidget(self.view, 1)
        whole.addWidget(Hairline())
        whole.addWidget(self.legend)

    def _align(self) -> None:
        left = max(LEAST_LEFT, round(self.view.text_left()))
        self._said.setContentsMargins(left, 11, 20, 9)
        self.legend.left = left
        self.legend.update()


def _day(value: object) -> list[str]:
    """Return when an article was published, where that is known."""
    if not isinstance(value, str) or not value:
        return []
    try:
        return [short_date(value)]
    except ValueError:
        return [value]
