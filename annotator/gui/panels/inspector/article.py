"""What stands where no mark is in focus: the questions about the article, and how to mark."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from annotator.gui.panels.empty_state import EmptyState
from annotator.gui.panels.inspector.form import AttributeForm
from annotator.gui.theme.controls import Caption, Hairline, order_tabs
from annotator.gui.theme.layouts import Margins, column
from annotator.gui.theme.naming import naming
from annotator.model.attributes import Questions
from annotator.model.codebook import Codebook
from annotator.model.span import Attributes
from annotator.workbench.language import _

_NO_QUESTIONS: Questions = {}


class ArticlePage(QWidget):
    """The form of the article itself, above the hint; the hint alone without an article.

    Digits belong to the text here: they act on a question only while the keyboard is on it.
    """

    field_changed = Signal(str, object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.head = Caption("", "head")
        self.form = AttributeForm(_NO_QUESTIONS, is_quiet=True)
        self.hint = EmptyState()
        self._answers: Attributes | None = None
        self._stops: list[QWidget] = []
        self._questions = QWidget()
        self._layout = column(self._questions)
        self._layout.addWidget(self.head)
        self._layout.addSpacing(8)
        self._layout.addWidget(self.form)
        whole = column(self)
        whole.addWidget(self._questions)
        self._line = Hairline()
        whole.addWidget(self._line)
        whole.addWidget(self.hint)
        whole.addStretch(1)
        self._codebook: Codebook | None = None
        self.retranslate()

    def rebuild(self) -> None:
        """Make the form anew when it is next shown, for the codebook in force then."""
        self._codebook = None
        self.show_fields(None)

    def _make(self) -> None:
        self._codebook = naming().codebook
        self._layout.removeWidget(self.form)
        self.form.hide()
        self.form.deleteLater()
        self.form = AttributeForm(naming().codebook.document, is_quiet=True)
        self.form.attribute_changed.connect(self.field_changed)
        self.form.left.connect(self.left)
        self._layout.addWidget(self.form)
        self._stops, self._answers = [], None

    def show_fields(self, answers: Attributes | None) -> None:
        """Show the answers about an article; None without one."""
        if answers is not None and self._codebook is not naming().codebook:
            self._make()
        if answers is None or answers is not self._answers:
            self._answers = answers
            self.form.show_answers(answers or {})
        is_asked = answers is not None and bool(self.form.rows)
        self._questions.setVisible(is_asked)
        self._line.setVisible(is_asked)
        stops = self.form.tab_stops()
        if stops != self._stops:
            self._stops = stops
            order_tabs(stops)

    def set_margins(self, margins: Margins) -> None:
        """Keep the questions in line with those of marks."""
        self._layout.setContentsMargins(*margins)

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self.head.setText(_("About this article"))
        self.form.read_words()
        answers, self._answers = self._answers, None
        self.show_fields(answers)
