"""The paragraph of a paper, in either language, at the foot of the page."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.gui.review.agreement.overview import Paragraph
from annotator.gui.review.agreement.switches import Switch
from annotator.gui.theme.controls import Caption, PlainButton
from annotator.gui.theme.faces import font
from annotator.gui.theme.items import Item, Parts
from annotator.gui.theme.layouts import column, line
from annotator.gui.theme.look import look
from annotator.gui.theme.tokens import TYPE
from annotator.workbench.language import LANGUAGES, _, language

_LEADING = 1.4


class Prose(QWidget):
    """Serif text over as many lines as the width asks for."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_text(self, text: str) -> None:
        """Show another text."""
        self.text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Tell Qt that the height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines at a width."""
        return round(self._lay(None, width)) + 2

    def sizeHint(self) -> QSize:
        """Return the size at the present width."""
        return QSize(300, self.heightForWidth(self.width() or 300))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the lines."""
        painter = QPainter(self)
        painter.setPen(QColor(look().theme.ink))
        self._lay(painter, self.width())
        painter.end()

    def _lay(self, painter: QPainter | None, width: int) -> float:
        used = font(TYPE["body"], 400, "reading")
        layout = QTextLayout(self.text, used)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        layout.setTextOption(option)
        layout.beginLayout()
        y = 0.0
        while (row := layout.createLine()).isValid():
            row.setLineWidth(width)
            row.setPosition(QRectF(0, y, 0, 0).topLeft())
            y += used.pixelSize() * _LEADING
        layout.endLayout()
        if painter is not None:
            layout.draw(painter, QRectF(0, 0, 0, 0).topLeft())
        return y


class MethodsPanel(QWidget):
    """The paragraph, its language, and two ways to copy.

    ``paragraph_wanted`` carries the whole paragraph, ``sentence_wanted`` the code of the language
    in which the sentence of what is chosen shall be copied.
    """

    paragraph_wanted = Signal(str)
    sentence_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.code = ""
        self._paragraph: Paragraph | None = None
        self.title = Caption("", "body")
        self.title.set_kind("body", is_bold=True)
        self.languages = {code: Switch() for code in LANGUAGES}
        self.copy_all = PlainButton("", "flat")
        self.copy_one = Item()
        self.copy_one.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.prose = Prose()
        head = line(spacing=4)
        head.addWidget(self.title)
        head.addSpacing(6)
        for code, button in self.languages.items():
            head.addWidget(button)
            button.clicked.connect(lambda _on=False, one=code: self.choose(one))
        head.addStretch()
        head.addWidget(self.copy_all)
        head.addSpacing(8)
        head.addWidget(self.copy_one)
        whole = column(self, (0, 8, 0, 10), 4)
        whole.addLayout(head)
        whole.addWidget(self.prose)
        self.copy_all.clicked.connect(lambda: self.paragraph_wanted.emit(self.text))
        self.copy_one.clicked.connect(lambda: self.sentence_wanted.emit(self.language))

    @property
    def language(self) -> str:
        """Return the code of the language shown: the chosen one, else that of the window."""
        return self.code or language()

    @property
    def text(self) -> str:
        """Return the paragraph as it is shown."""
        return self._paragraph.texts[self.language] if self._paragraph else ""

    def choose(self, code: str) -> None:
        """Show the paragraph in a language."""
        self.code = code
        self.retranslate()

    def show_paragraph(self, paragraph: Paragraph | None) -> None:
        """Show another paragraph."""
        self._paragraph = paragraph
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        self.title.setText(_("Methods paragraph"))
        for code, button in self.languages.items():
            button.setText(LANGUAGES[code])
            button.setChecked(code == self.language)
            button.updateGeometry()
            button.update()
        self.copy_all.setText(_("Copy the paragraph"))
        self.copy_all.setEnabled(bool(self.text))
        self.copy_one.show_parts(_("Copy the sentence"), Parts(keys="Ctrl+C"))
        self.prose.show_text(self.text)
