"""The list of articles at work: searching, opening, walking, marking as done."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.gui.workspace.frame import Frame
from annotator.gui.workspace.scene import Scene
from annotator.model.change import Change
from annotator.model.document import Progress
from annotator.model.errors import AnnotatorError
from annotator.model.identity import Id

SEARCH_PAUSE_MS = 120
INDEX_PAUSE_MS = 40


class ArticlesDesk(QObject):
    """Connects the list, the header and the reading view with the project."""

    failed = Signal(object)
    done_refused = Signal()

    def __init__(self, scene: Scene, frame: Frame) -> None:
        super().__init__(frame)
        self._scene = scene
        self._frame = frame
        self._is_busy = self._is_search_wanted = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SEARCH_PAUSE_MS)
        self._pause.timeout.connect(self.search)
        self._indexing = QTimer(self)
        self._indexing.setInterval(INDEX_PAUSE_MS)
        self._indexing.timeout.connect(self._index_some)
        frame.articles.document_chosen.connect(self._on_chosen)
        frame.rail.document_chosen.connect(self._on_chosen)
        frame.articles.search_changed.connect(lambda _words: self._search_soon())
        frame.articles.search_finished.connect(self._search_now)
        frame.header.previous_requested.connect(lambda: self.walk(-1))
        frame.header.next_requested.connect(lambda: self.walk(1))
        frame.header.done_requested.connect(self.set_done)
        scene.article_opened.connect(self._on_article_opened)
        scene.project_changed.connect(self._on_project_changed)

    def start(self) -> None:
        """Show the list and open the article where the coder was last."""
        self.search()
        place = self._scene.settings.place_in(self._scene.place_key)
        ids = self._frame.articles.model.ids()
        if ids:
            wanted = Id(str(place.get("document", "")))
            self.open(wanted if wanted in ids else ids[0])
            if wanted in ids:
                self._restore(place)
        else:
            self._scene.close_article()
        self._indexing.start()

    def search(self) -> None:
        """Show the articles that have the words in the search field."""
        query = self._frame.articles.query()
        finding = self._scene.session.finding
        self._frame.articles.show_documents(finding.served(query), finding.count())
        self._frame.articles.show_progress(finding.progress())
        self._show_header()

    def open(self, document_id: Id) -> None:
        """Open an article, remembering the place in the one before."""
        if self._scene.document is not None and self._scene.document.id == document_id:
            return
        self.remember()
        self._scene.open_article(document_id)

    def walk(self, step: int) -> None:
        """Open the next or the previous article of the list; earlier versions are passed over."""
        model = self._frame.articles.model
        number = self._place() - 1 + step
        while 0 <= number < len(model.ids()):
            row = model.document_row(number)
            if row is None or row.replaced_by is None:
                self.open(model.id_at(number))
                return
            number += step

    def set_done(self, is_done: bool) -> None:
        """Say that the article is done, or that it is not."""
        if self._scene.document is None:
            return
        status = "done" if is_done else "in_progress"
        try:
            self._scene.session.coding.set_status(self._scene.document.id, status)
        except AnnotatorError as error:
            self.failed.emit(error)
            if is_done:
                self.done_refused.emit()

    def toggle_done(self) -> None:
        """Mark the article as done, or reopen it."""
        if self._scene.document is None:
            return
        (row,) = self._scene.session.finding.rows([self._scene.document.id])
        self.set_done(row.progress is not Progress.DONE)

    def remember(self) -> None:
        """Keep where the coder is, for the next time this project is opened."""
        document = self._scene.document
        if document is None:
            return
        offset, top = self._frame.reader.reading_place()
        anchor, caret = self._frame.reader.selection()
        place = {
            "coder": self._scene.session.coder.name,
            "document": document.id,
            "offset": offset,
            "top": top,
            "selection": [anchor, caret],
            "span": self._scene.focused_id,
        }
        self._scene.settings.remember_place(self._scene.place_key, place)

    def _restore(self, place: dict[str, object]) -> None:
        reader = self._frame.reader
        offset, top, selection = place.get("offset"), place.get("top"), place.get("selection")
        caret = selection[-1] if isinstance(selection, list) and selection else None
        if isinstance(caret, int):
            reader.set_selection(caret, caret, is_scrolled=False)
        # Focus scrolls to the mark, so the place that was read comes last.
        span_id, annotations = Id(str(place.get("span") or "")), self._scene.annotations
        if annotations is not None and span_id in annotations.span_by_id():
            self._scene.focus_span(span_id)
        if isinstance(offset, int) and isinstance(top, int | float):
            reader.restore_place(offset, float(top))

    def _place(self) -> int:
        document = self._scene.document
        return self._frame.articles.model.find_row(document.id) + 1 if document else 0

    def _on_chosen(self, document_id: str) -> None:
        self.open(Id(document_id))
        self._frame.reader.setFocus()

    def _on_article_opened(self) -> None:
        document = self._scene.document
        current = document.id if document else Id("")
        self._frame.articles.show_current(current)
        self._frame.rail.show_current(current)
        self._show_header()

    def _show_header(self) -> None:
        document = self._scene.document
        rows = self._scene.session.finding.rows([document.id]) if document else []
        total = self._frame.articles.model.rowCount()
        self._frame.header.show_document(rows[0] if rows else None, self._place(), total)

    def _on_project_changed(self, change: Change) -> None:
        if change.kinds & {"document", "assignment"} or not change.document_ids:
            self.search()
            self._indexing.start()
            ids = self._frame.articles.model.ids()
            if self._scene.document is None and ids:
                self.open(ids[0])
            elif not ids:
                self._show_header()
            return
        self._frame.articles.refresh(list(change.document_ids))
        if "annotation_set" in change.kinds:
            self._frame.articles.show_progress(self._scene.session.finding.progress())
        self._show_header()

    def set_busy(self, is_busy: bool) -> None:
        """Leave the project alone while long work has it, which would make the window wait."""
        self._is_busy = is_busy
        if is_busy:
            self._indexing.stop()
            self._is_search_wanted = self._pause.isActive()
            self._pause.stop()
        else:
            self._indexing.start()
            if self._is_search_wanted:
                self._search_soon()

    def _search_soon(self) -> None:
        """Search when nothing more is typed, and long work has given the project back."""
        self._is_search_wanted = self._is_busy
        if not self._is_busy:
            self._pause.start()

    def _search_now(self) -> None:
        """Do the search that waits: somebody takes its first hit."""
        if self._pause.isActive():
            self._pause.stop()
            self.search()

    def _index_some(self) -> None:
        try:
            is_more = self._scene.session.finding.refresh_index()
        except AnnotatorError:  # nobody asked for it; searching does it, and says what is wrong
            is_more = False
        if not is_more:
            self._indexing.stop()
