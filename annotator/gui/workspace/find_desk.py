"""Finding words in the open article."""

from __future__ import annotations

from PySide6.QtCore import QObject

from annotator.gui.workspace.frame import Frame
from annotator.gui.workspace.scene import Scene
from annotator.gui.workspace.walking import next_found
from annotator.model.extent import Extent

MOST = 5000


class FindDesk(QObject):
    """Places found get a soft ground; walking selects them, so that a label key marks them."""

    def __init__(self, scene: Scene, frame: Frame) -> None:
        super().__init__(frame)
        self._scene = scene
        self._frame = frame
        self._found: list[Extent] = []
        self._current: int | None = None
        bar = frame.find_bar
        bar.query_changed.connect(lambda _words, _case: self._look())
        bar.next_requested.connect(lambda: self.walk(1))
        bar.previous_requested.connect(lambda: self.walk(-1))
        bar.closed.connect(self.close)
        scene.article_opened.connect(self._look)

    @property
    def is_active(self) -> bool:
        """Tell whether places are shown."""
        return self._frame.find_bar.isVisibleTo(self._frame) and bool(self._found)

    def holds(self, extent: Extent) -> bool:
        """Tell whether a selection is the place just walked to, and nothing the person chose."""
        return self.is_active and self._current is not None and self._found[self._current] == extent

    def start(self, words: str = "") -> None:
        """Ask for the words to look for; given or selected ones are taken over."""
        extent, document = self._frame.reader.selected_extent(), self._scene.document
        words = words or (extent.slice(document.text) if extent and document else "")
        self._frame.find_bar.show()
        self._frame.find_bar.start(words if "\n" not in words else "")
        self._look()

    def close(self) -> None:
        """Show no places any more and go back to the text."""
        self._frame.find_bar.hide()
        self._found, self._current = [], None
        self._frame.reader.show_found(())
        self._frame.reader.setFocus()

    def walk(self, step: int) -> None:
        """Select the next or previous place after the caret and go to the text."""
        current = next_found(self._found, self._frame.reader.selection(), step)
        if current is None:
            return
        self._current = current
        extent = self._found[current]
        self._frame.reader.show_found(self._found, current)
        self._frame.reader.set_selection(extent.start, extent.end)
        self._frame.find_bar.show_count(current + 1, len(self._found))
        self._frame.reader.setFocus()

    def _look(self) -> None:
        bar, document = self._frame.find_bar, self._scene.document
        self._found, self._current = [], None
        if bar.isVisibleTo(self._frame) and document is not None and bar.query():
            from annotator.text.search import find_all

            self._found = list(
                find_all(
                    document.text, bar.query(), is_case_sensitive=bar.matches_case(), limit=MOST
                )
            )
        self._frame.reader.show_found(self._found)
        bar.show_count(0, len(self._found))
