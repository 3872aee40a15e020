"""The articles of the project: search, list, and how far the coder is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QAction, QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from annotator.gui.models.documents import DocumentsModel
from annotator.gui.panels.article_rows import ArticleDelegate
from annotator.gui.panels.empty_state import EmptyState
from annotator.gui.theme.controls import Caption, IconButton
from annotator.gui.theme.faces import named_font
from annotator.gui.theme.icons import make_icon
from annotator.gui.theme.layouts import column, line
from annotator.gui.theme.look import look
from annotator.gui.theme.paint import RIGHT, draw_text
from annotator.gui.theme.row_list import RowList
from annotator.gui.theme.tokens import SIZE
from annotator.model.document import Progress
from annotator.model.identity import Id
from annotator.workbench.language import _, number

_FOOT_HEIGHT = 30


class ArticlesPanel(QWidget):
    """The upper half of the left column.

    Arrows walk the list; Enter or a click chooses.  In the search field Down goes to the list,
    Enter chooses the first hit, Esc clears.  ``search_finished`` comes before the list is used:
    what is shown must be what was typed.
    """

    document_chosen = Signal(str)
    search_changed = Signal(str)
    search_finished = Signal()
    add_requested = Signal()
    fold_requested = Signal()

    def __init__(self, model: DocumentsModel) -> None:
        super().__init__()
        self.model = model
        self._total = 0
        self._current = Id("")
        self._listed = ""
        self._build_head()
        self.search = SearchField()
        self.list = RowList(SIZE["doc_row"], ArticleDelegate)
        self.list.setModel(model)
        self.empty = EmptyState()
        self.foot = ProgressFoot()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        self._place()
        self._connect()
        self.retranslate()

    def show_documents(self, ids: Sequence[Id], total: int) -> None:
        """Show the documents found, of so many in the project."""
        self._total, self._listed = total, self.query()
        self.model.set_ids(ids)
        self.list.choose(self.model.find_row(self._current))
        self._show_state()

    def show_current(self, document_id: Id) -> None:
        """Show which document is open (empty: none)."""
        self._current = document_id
        self.list.choose(self.model.find_row(document_id))

    def show_progress(self, counts: Mapping[Progress, int]) -> None:
        """Show how many of all documents are done."""
        self.foot.show_counts(counts.get(Progress.DONE, 0), sum(counts.values()))

    def refresh(self, ids: Sequence[Id]) -> None:
        """Read only the named documents again."""
        self.model.refresh(ids)

    def query(self) -> str:
        """Return what is looked for."""
        return self.search.text().strip()

    def focus_search(self) -> None:
        """Put the keyboard into the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self.head.setText(_("Articles"))
        self.fold_button.set_words(_("Fold this column"))
        self.search.set_words(_("Find an article"))
        self.list.setAccessibleName(_("Articles"))
        self._show_state()
        self.foot.retranslate()

    def _build_head(self) -> None:
        self.head = Caption("", "head")
        self.count = Caption("", "count")
        self.fold_button = IconButton("side_left")

    def _place(self) -> None:
        head = line(margins=(16, 10, 8, 8), spacing=5)
        head.addWidget(self.head)
        head.addWidget(self.count)
        head.addStretch()
        head.addWidget(self.fold_button)
        field = line(margins=(12, 0, 12, 8))
        field.addWidget(self.search)
        layout = column(self)
        layout.addLayout(head)
        layout.addLayout(field)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.foot)

    def _connect(self) -> None:
        self.fold_button.clicked.connect(self.fold_requested)
        self.empty.step_requested.connect(self.add_requested)
        self.list.row_chosen.connect(self._on_row_chosen)
        self.list.left_at_top.connect(self.focus_search)
        self.search.textChanged.connect(self._on_search_changed)
        self.search.down_pressed.connect(self._on_down_pressed)
        self.search.returnPressed.connect(self._on_return_pressed)

    def _on_row_chosen(self, row: int) -> None:
        self.document_chosen.emit(self.model.id_at(row))

    def _on_search_changed(self) -> None:
        self.search_changed.emit(self.query())

    def _on_down_pressed(self) -> None:
        self.search_finished.emit()
        if self.model.rowCount():
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_return_pressed(self) -> None:
        self.search_finished.emit()
        # While long work has the project the list is still that of an earlier search.
        if self.model.rowCount() and self._listed == self.query():
            self._on_row_chosen(0)

    def _show_state(self) -> None:
        found = self.model.rowCount()
        total = number(self._total)
        part = _("{found} of {total}").format(found=number(found), total=total)
        self.count.setText(part if self.query() and self._total else total)
        self.foot.setVisible(self._total > 0)
        if not self._total:
            words = _("An article is one text file; coding begins with the first.")
            self.empty.show_words(_("No articles yet"), words, _("Add articles …"))
        elif not found:
            words = _("Nothing found for “{query}”").format(query=self.query())
            self.empty.show_words("", words)
        self._stack.setCurrentWidget(self.list if found else self.empty)


class SearchField(QLineEdit):
    """A quiet field with a glass; Esc clears it, Down leaves it for the list."""

    down_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("quiet", True)
        self._glass = QAction(self)
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self._show_glass()
        look().changed.connect(self._show_glass)

    def set_words(self, words: str) -> None:
        """Say what is looked for here."""
        self.setPlaceholderText(words)
        self.setAccessibleName(words)
        self._glass.setText(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Clear with Esc, leave with Down."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.down_pressed.emit()
        else:
            super().keyPressEvent(event)

    def _show_glass(self) -> None:
        self._glass.setIcon(make_icon("search", look().theme.ink3))


class ProgressFoot(QWidget):
    """“2 of 5 done  40 %” over a line that is filled as far."""

    def __init__(self) -> None:
        super().__init__()
        self._done = self._all = 0
        self.setFixedHeight(_FOOT_HEIGHT)

    def show_counts(self, done: int, of_all: int) -> None:
        """Show how many of all are done."""
        self._done, self._all = done, of_all
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self.setAccessibleName(self._words())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw words, share and line."""
        theme, used = look().theme, named_font("small")
        share = self._done / self._all if self._all else 0.0
        painter = QPainter(self)
        area = QRectF(16, 0, self.width() - 32, 24)
        draw_text(painter, area, self._words(), theme.ink2, used)
        draw_text(painter, area, f"{number(100 * share)} %", theme.ink3, used, RIGHT)
        line_area = QRectF(0, _FOOT_HEIGHT - 1, self.width(), 1)
        painter.fillRect(line_area, QColor(theme.hair))
        done = QRectF(0, _FOOT_HEIGHT - 2, self.width() * share, 2)
        painter.fillRect(done, QColor(theme.ok))

    def _words(self) -> str:
        done, of_all = number(self._done), number(self._all)
        return _("{done} of {total} done").format(done=done, total=of_all)
