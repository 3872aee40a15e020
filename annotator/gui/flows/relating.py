"""Relating two marks in a few keys: R, a few letters, arrows among the legal ones, Enter."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtWidgets import QWidget

from annotator.gui.workspace.workspace import Workspace
from annotator.model.span import Span
from annotator.workbench.language import _


class Relating(QObject):
    """Offers the legal relations of the mark in focus, the nearest mark first."""

    failed = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window

    def start(self, workspace: Workspace | None) -> None:
        """Open the list for the mark in focus; the text shows the mark that is being looked at."""
        from annotator.gui.dialogs.candidates import find_candidates
        from annotator.gui.dialogs.relate_popup import RelatePopup

        scene = workspace.scene if workspace is not None else None
        span = scene.focused_span if scene is not None else None
        if workspace is None or scene is None or span is None or scene.annotations is None:
            return
        text = scene.document.text if scene.document is not None else ""
        found = find_candidates(workspace.session.codebook, scene.annotations, span, text)
        if not found:
            workspace.message.emit(_("No mark of this article can be related to this one."))
            return
        popup = RelatePopup(found)
        spans = scene.annotations.span_by_id()
        reader = workspace.frame.reader
        popup.candidate_hovered.connect(
            lambda one: reader.show_found(spans[one].fragments, 0) if one in spans else None
        )
        popup.relation_chosen.connect(workspace.marking.add_relation)
        popup.closed.connect(lambda: reader.show_found(()))
        popup.open_at(self._window, self._place_of(workspace, span))

    def _place_of(self, workspace: Workspace, span: Span) -> QRect:
        """Return where the mark stands in the window; nothing where it is out of view."""
        reader = workspace.frame.reader
        rects = reader.extent_rects(span.start, span.end)
        if not rects:
            return QRect()
        whole = rects[0]
        for rect in rects[1:]:
            whole = whole.united(rect)
        corner = reader.viewport().mapTo(self._window, whole.topLeft().toPoint())
        return QRect(corner, whole.size().toSize())
