"""What the workspace is looking at: the open article and what is marked on it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from annotator.gui.runtime.bridge import Bridge
from annotator.model.annotation_set import AnnotationSet
from annotator.model.change import Change
from annotator.model.document import Document
from annotator.model.identity import Id
from annotator.model.span import Span
from annotator.workbench.session import Session
from annotator.workbench.settings import Settings


class Scene(QObject):
    """The open project, article and focused mark, and the signals when one of them is another.

    ``annotations_changed`` carries the Change; it comes after ``annotations`` is up to date, and
    ``codebook_changed`` before anything is read that another codebook has brought.
    """

    article_opened = Signal()
    codebook_changed = Signal()
    annotations_changed = Signal(object)
    project_changed = Signal(object)
    span_focused = Signal(object)

    def __init__(self, session: Session, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.settings = settings
        self.document: Document | None = None
        self.annotations: AnnotationSet | None = None
        self.focused_id: Id | None = None
        self._bridge = Bridge(session.events, self)
        self._bridge.changed.connect(self._on_changed)

    @property
    def place_key(self) -> Id:
        """Return under what this computer remembers the place: a parcel is not its project."""
        project = self.session.project
        return project.parcel_id or project.project_id

    @property
    def focused_span(self) -> Span | None:
        """Return the mark in focus, if there is one."""
        if self.annotations is None or self.focused_id is None:
            return None
        return next((s for s in self.annotations.spans if s.id == self.focused_id), None)

    def open_article(self, document_id: Id) -> None:
        """Look at another article; the one that is open already is opened anew."""
        self.document = self.session.finding.document(document_id)
        self.annotations = self.session.finding.annotations(document_id)
        self.focused_id = None
        self.article_opened.emit()

    def close_article(self) -> None:
        """Look at no article, because there is none."""
        self.document = self.annotations = self.focused_id = None
        self.article_opened.emit()

    def focus_span(self, span_id: Id | None) -> None:
        """Put a mark into focus, or none."""
        if span_id != self.focused_id:
            self.focused_id = span_id
            self.span_focused.emit(span_id)

    def close(self) -> None:
        """Hear no more of the project."""
        self._bridge.disconnect_events()

    def _on_changed(self, change: Change) -> None:
        if "codebook" in change.kinds:
            self.codebook_changed.emit()
        here = self.document is not None and self.document.id in change.document_ids
        if here or not change.document_ids:
            self._reload(change)
        self.project_changed.emit(change)

    def _reload(self, change: Change) -> None:
        """Read the open article and its marks again; undo may have taken either away."""
        if self.document is None:
            return
        if "document" in change.kinds or not change.document_ids:
            if not self.session.finding.rows([self.document.id]):
                self.close_article()
                return
            self.document = self.session.finding.document(self.document.id)
        self.annotations = self.session.finding.annotations(self.document.id)
        if self.focused_id is not None and self.focused_span is None:
            self.focused_id = None
            self.span_focused.emit(None)
        self.annotations_changed.emit(change)
