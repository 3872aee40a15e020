"""The switches: which measure, of what, on which articles.  Chosen ones are bold or on a ground."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, QRectF, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QMenu, QWidget

from annotator.gui.review.agreement import words
from annotator.gui.review.agreement.menus import (
    attribute_menu,
    dates_menu,
    documents_menu,
    label_menu,
    measure_menu,
)
from annotator.gui.review.agreement.question import QUICK, Choices, Question, with_measure
from annotator.gui.theme.controls import Caption, PaintedButton
from annotator.gui.theme.faces import named_font, text_width
from annotator.gui.theme.icons import draw_icon
from annotator.gui.theme.layouts import FlowLayout, line
from annotator.gui.theme.look import look
from annotator.gui.theme.paint import draw_text, rounded
from annotator.workbench.comparing.measure_words import measure_name
from annotator.workbench.language import N_, _, short_date

_HEIGHT = 27
_PADDING = 7
_MOST = 190
_GROUPS = {
    "measure": N_("Measure"),
    "label": N_("Label"),
    "attribute": N_("Attribute"),
    "documents": N_("Articles"),
    "dates": N_("Dates"),
    "suggested": N_("Suggested"),
}


class Switch(PaintedButton):
    """One of several answers, side by side: the chosen one is bold, on a ground with an edge."""

    def __init__(self) -> None:
        super().__init__()
        self.setCheckable(True)

    def sizeHint(self) -> QSize:
        """Return the room of the bold words, so that nothing moves when another is chosen."""
        return QSize(
            round(text_width(self.text(), named_font("small", 600))) + 2 * _PADDING, _HEIGHT
        )

    def nextCheckState(self) -> None:
        """Stay as it is: the question says what is chosen."""

    def paint(self, painter: QPainter, rect: QRectF) -> bool:
        """Draw words, and the ground of the chosen one."""
        theme, is_on = look().theme, self.isChecked()
        if is_on:
            rounded(painter, rect, theme.raised, 6, theme.edge)
        elif self.underMouse():
            rounded(painter, rect, theme.hover, 6)
        used = named_font("small", 600 if is_on else 400)
        area = rect.adjusted(_PADDING, 0, -_PADDING + 1, 0)
        return draw_text(painter, area, self.text(), theme.ink if is_on else theme.ink2, used)


class MenuSwitch(PaintedButton):
    """What is chosen of many, in bold, and a sign that there is a menu."""

    is_chosen = True

    def sizeHint(self) -> QSize:
        """Return the room of words and sign."""
        width = min(text_width(self.text(), named_font("small", 600)), _MOST)
        return QSize(round(width) + 27, _HEIGHT)

    def paint(self, painter: QPainter, rect: QRectF) -> bool:
        """Draw words and sign."""
        theme = look().theme
        if self.underMouse():
            rounded(painter, rect, theme.hover, 6)
        used = named_font("small", 600 if self.is_chosen else 400)
        ink = theme.ink if self.is_chosen else theme.ink2
        draw_icon(painter, "down", rect.right() - 18, rect.center().y() - 6, theme.ink2, 12)
        return draw_text(painter, rect.adjusted(6, 0, -19, 0), self.text(), ink, used)


class Switches(QWidget):
    """All switches of a question; ``asked`` carries another question, ``dates_wanted`` asks for
    two days.
    """

    asked = Signal(object)
    dates_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.question, self.choices = Question(), Choices()
        self.measures = {one: Switch() for one in QUICK}
        self.more, self.label, self.attribute = MenuSwitch(), MenuSwitch(), MenuSwitch()
        self.documents, self.dates = MenuSwitch(), MenuSwitch()
        self.suggested = {True: Switch(), False: Switch()}
        self._names = {one: Caption("", "small") for one in _GROUPS}
        self._flow = FlowLayout(self, 4)
        groups: dict[str, Sequence[QWidget]] = {
            "measure": [*self.measures.values(), self.more],
            "label": [self.label],
            "attribute": [self.attribute],
            "documents": [self.documents],
            "dates": [self.dates],
            "suggested": list(self.suggested.values()),
        }
        for name, buttons in groups.items():
            self._flow.addWidget(self._group(name, buttons))
        self._connect()

    @property
    def buttons(self) -> list[PaintedButton]:
        """Return all switches, in the order in which Tab comes to them."""
        return [
            *self.measures.values(), self.more, self.label, self.attribute,
            self.documents, self.dates, *self.suggested.values(),
        ]  # fmt: skip

    def show_question(self, question: Question, choices: Choices) -> None:
        """Show what is asked, and offer what can be."""
        self.question, self.choices = question, choices
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        asked = self.question
        for name, caption in self._names.items():
            caption.setText(_(_GROUPS[name]))
        for measure, button in self.measures.items():
            button.setText(_(words.SHORT_NAMES[measure]))
            button.setChecked(measure == asked.measure)
        is_more = asked.measure not in self.measures
        self.more.setText(measure_name(asked.measure) if is_more else _("more"))
        self.more.is_chosen = is_more
        label = words.label_name(asked.label) if asked.label is not None else _("all")
        is_field = asked.attribute is not None and asked.label is None
        self.label.setText(_("article") if is_field else label)
        attribute = _("no attribute")
        if asked.attribute is not None:
            attribute = words.attribute_name(asked.label, asked.attribute)
        self.attribute.setText(attribute)
        self.documents.setText(documents_words(asked))
        self.dates.setText(dates_words(asked))
        for with_suggested, button in self.suggested.items():
            button.setText(_("with") if with_suggested else _("without"))
            button.setChecked(with_suggested == asked.with_suggested)
        self._name_all()
        for one in self.buttons:
            one.updateGeometry()
            one.update()
        self.updateGeometry()

    # inside -----------------------------------------------------------------------------------

    def _group(self, name: str, buttons: Sequence[QWidget]) -> QWidget:
        group = QWidget()
        row = line(group, (0, 0, 4, 0), 1)
        row.addWidget(self._names[name])
        row.addSpacing(4)
        for button in buttons:
            row.addWidget(button)
        return group

    def set_narrow(self, is_narrow: bool) -> None:
        """Leave away the words before measures and attributes, which explain themselves."""
        for name in ("measure", "attribute"):
            self._names[name].setVisible(not is_narrow)

    def _connect(self) -> None:
        for measure, button in self.measures.items():
            button.clicked.connect(lambda _on=False, one=measure: self._measure(one))
        for with_suggested, button in self.suggested.items():
            button.clicked.connect(lambda _on=False, one=with_suggested: self._suggested(one))
        menus: dict[MenuSwitch, Callable[[], QMenu]] = {
            self.more: lambda: measure_menu(self, self.question, self.choices, self._measure),
            self.label: lambda: label_menu(self, self.question, self.choices, self.asked.emit),
            self.attribute: lambda: attribute_menu(
                self, self.question, self.choices, self.asked.emit
            ),
            self.documents: lambda: documents_menu(
                self, self.question, self.choices, self.asked.emit
            ),
            self.dates: lambda: dates_menu(
                self, self.question, self.asked.emit, self.dates_wanted.emit
            ),
        }
        for switch, make in menus.items():
            switch.clicked.connect(lambda _on=False, one=switch, menu=make: _open(one, menu()))

    def _measure(self, measure: str) -> None:
        self.asked.emit(with_measure(self.question, measure, self.choices))

    def _suggested(self, with_suggested: bool) -> None:
        self.asked.emit(replace(self.question, with_suggested=with_suggested))

    def _name_all(self) -> None:
        named: dict[str, Sequence[PaintedButton]] = {
            "measure": [*self.measures.values(), self.more],
            "label": [self.label],
            "attribute": [self.attribute],
            "documents": [self.documents],
            "dates": [self.dates],
            "suggested": list(self.suggested.values()),
        }
        for name, buttons in named.items():
            for button in buttons:
                button.setAccessibleName(f"{_(_GROUPS[name])}: {button.text()}")


def documents_words(question: Question) -> str:
    """Return which articles are counted, in a few words."""
    parts = [_("finished") if question.finished_only else _("begun")]
    parts += [f"{name} = {value}" for name, value in question.meta]
    return ", ".join(parts)


def dates_words(question: Question) -> str:
    """Return which days are counted, in a few words."""
    first, last = question.first_day, question.last_day
    if first and last:
        return f"{short_date(first)} – {short_date(last)}"
    if first:
        return _("from {day}").format(day=short_date(first))
    if last:
        return _("until {day}").format(day=short_date(last))
    return _("all")


def _open(button: MenuSwitch, menu: QMenu) -> None:
    menu.exec(button.mapToGlobal(QPoint(0, button.height() + 2)))
    menu.deleteLater()
