"""An article as it was: a calm line that says so, the line through time, text and marks."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from annotator.gui.dialogs.history.differences import DifferenceDelegate, DifferencesModel
from annotator.gui.dialogs.history.timeline import Timeline
from annotator.gui.panels.empty_state import EmptyState
from annotator.gui.reader.look import TagMode
from annotator.gui.reader.view import NO_MARKS, ReadingView
from annotator.gui.theme.controls import Caption, Hairline, surface
from annotator.gui.theme.faces import face
from annotator.gui.theme.layouts import column, line
from annotator.gui.theme.look import look
from annotator.gui.theme.naming import naming
from annotator.gui.theme.row_list import RowList
from annotator.gui.theme.tips import set_tip
from annotator.gui.theme.tokens import SIZE
from annotator.gui.workspace.view_looks import Families, make_view_look
from annotator.model.annotation_set import AnnotationSet
from annotator.model.document import Document
from annotator.model.identity import Id
from annotator.workbench.chronicle import Moment
from annotator.workbench.differing import Difference, summary
from annotator.workbench.language import _

_ROWS_SEEN = 4


class PastView(QWidget):
    """Shows a text with the marks of a moment; nothing in it can be changed.

    ``moment_chosen`` carries the number of the moment on the line, ``span_focused`` what the person
    looks at.
    """

    moment_chosen = Signal(int)
    span_focused = Signal(object)

    def __init__(self, reading_font: str, zoom: float, mode: TagMode) -> None:
        super().__init__()
        surface(self, "paper")
        self._font, self._mode = reading_font, mode
        self._document_id: Id | None = None
        self.title = Caption("", "head")
        self.banner = Caption("", "small")
        self.timeline = Timeline()
        self.reader = ReadingView()
        self.reader.set_zoom(zoom)
        self.count = Caption("", "head")
        self.model = DifferencesModel()
        self.list = RowList(SIZE["row"], DifferenceDelegate)
        self.list.setModel(self.model)
        self.nothing = EmptyState()
        self._place()
        self.timeline.setAccessibleName(_("Moments of the article"))
        self.reader.setAccessibleName(_("The article as it was"))
        self.list.setAccessibleName(_("What is otherwise now"))
        self.timeline.valueChanged.connect(self.moment_chosen)
        self.reader.span_focused.connect(self.span_focused)
        self.list.row_chosen.connect(self._on_row_chosen)
        look().changed.connect(self._dress)
        self._dress()
        self.show_nothing("", "")

    def show_nothing(self, head: str, sentence: str) -> None:
        """Show that there is no article to look at, and why."""
        self._document_id = None
        self.nothing.show_words(head, sentence)
        self.nothing.show()
        for part in (self._band, self.timeline, self.reader, self._foot):
            part.hide()

    def show_moments(self, moments: list[Moment], at: int) -> None:
        """Put the moments on the line, with the knob at one of them."""
        self.timeline.show_moments(len(moments), at)

    def show_past(
        self, document: Document, annotations: AnnotationSet, when: str, whose: str = ""
    ) -> None:
        """Show a text with the marks of a moment, given in words; the place in the text stays.

        Without words it is the present; ``whose`` names the coder where it is another one.
        """
        self.nothing.hide()
        for part in (self._band, self.timeline, self.reader, self._foot):
            part.show()
        self.title.setText(document.title)
        told = [_("As it was on {when}").format(when=when) if when else _("As it is now")]
        told += [_("marks of {coder}").format(coder=whose)] if whose else []
        self.banner.setText(" · ".join([*told, _("read only")]))
        if document.id == self._document_id:
            self.reader.show_annotations(annotations)
        else:
            self._document_id = document.id
            self.reader.show_document(document.text, annotations)
        self.timeline.setAccessibleDescription(self.banner.text())

    def show_utc(self, utc: str) -> None:
        """Let the time in UTC be read where the pointer rests."""
        set_tip(self.banner, f"UTC {utc}")

    def show_differences(self, found: list[Difference]) -> None:
        """List what is otherwise now."""
        self.count.setText(summary(found))
        self.model.show_differences(found)
        self.list.setFixedHeight(min(len(found), _ROWS_SEEN) * SIZE["row"])
        self.list.setVisible(bool(found))

    def show_span(self, span_id: Id | None) -> None:
        """Put a mark in focus where it was there at that moment."""
        self.reader.focus_span(span_id)

    def clear(self) -> None:
        """Forget text and marks."""
        self.reader.show_document("", NO_MARKS)

    def _place(self) -> None:
        self._band = QWidget()
        surface(self._band, "panel")
        words = line(self._band, (24, 9, 24, 9), 16)
        words.addWidget(self.title, 1)
        words.addWidget(self.banner)
        self._foot = QWidget()
        surface(self._foot, "panel")
        foot = column(self._foot, (0, 8, 0, 8), 2)
        head = line(margins=(24, 0, 24, 0))
        head.addWidget(self.count, 1)
        foot.addLayout(head)
        foot.addWidget(self.list)
        whole = column(self)
        whole.addWidget(self._band)
        along = line(margins=(14, 2, 14, 2))
        along.addWidget(self.timeline)
        whole.addLayout(along)
        whole.addWidget(self.nothing, 1, Qt.AlignmentFlag.AlignCenter)
        whole.addWidget(self.reader, 1)
        whole.addWidget(Hairline())
        whole.addWidget(self._foot)

    def _dress(self) -> None:
        families = Families(self._font or face("reading"), face("ui"))
        self.reader.set_look(make_view_look(look(), naming(), families, self._mode))

    def _on_row_chosen(self, row: int) -> None:
        span_id = self.model.found[row].span_id
        self.list.choose(row)
        self.reader.focus_span(span_id or None)
        self.span_focused.emit(self.reader.focused_span())
