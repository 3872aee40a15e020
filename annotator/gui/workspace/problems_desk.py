"""What the codebook's rules say of the open article, kept up to date while it is coded."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.gui.models.problem_rows import ProblemRow, problem_rows
from annotator.gui.workspace.frame import Frame
from annotator.gui.workspace.scene import Scene
from annotator.gui.workspace.walking import next_problem
from annotator.model.identity import Id

PAUSE_MS = 60


class ProblemsDesk(QObject):
    """Checks after each change, when nothing else is to be done; ``counted`` tells how many."""

    counted = Signal(int)
    shown = Signal(bool)

    def __init__(self, scene: Scene, frame: Frame) -> None:
        super().__init__(frame)
        self._scene = scene
        self._frame = frame
        self._rows: list[ProblemRow] = []
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.check)
        scene.article_opened.connect(self._pause.start)
        scene.annotations_changed.connect(lambda _change: self._pause.start())
        scene.span_focused.connect(lambda span: frame.problems.show_current(span or Id("")))
        frame.problems.span_chosen.connect(lambda span: scene.focus_span(Id(span)))
        frame.problems.next_requested.connect(lambda: self.walk(1))
        frame.problems.closed.connect(lambda: self.show_panel(False))

    def set_busy(self, is_busy: bool) -> None:
        """Check nothing while long work has the project."""
        if is_busy:
            self._pause.stop()
        else:
            self._pause.start()

    @property
    def rows(self) -> list[ProblemRow]:
        """Return what is wrong, in text order."""
        return self._rows

    def check(self) -> None:
        """Look at the rules again and show what they say."""
        annotations, document = self._scene.annotations, self._scene.document
        self._rows = []
        if annotations is not None and document is not None:
            problems = self._scene.session.finding.problems(annotations)
            codebook = self._scene.session.codebook
            self._rows = problem_rows(problems, annotations, document.text, codebook)
        self._frame.problems.show_problems(self._rows)
        self.counted.emit(len(self._rows))

    def show_panel(self, is_shown: bool) -> None:
        """Open or close the panel under the text."""
        if is_shown != self._frame.problems.isVisibleTo(self._frame):
            self._frame.problems.setVisible(is_shown)
            self.shown.emit(is_shown)

    def walk(self, step: int) -> None:
        """Put the mark of the next or previous problem into focus, with the panel open."""
        self.check()
        self.show_panel(True)
        annotations = self._scene.annotations
        spans = annotations.spans if annotations else ()
        target = next_problem(
            [row.span_id for row in self._rows if row.span_id],
            {span.id: span.start for span in spans},
            self._scene.focused_id,
            self._frame.reader.selection()[1],
            step,
        )
        if target is not None:
            self._scene.focus_span(target)
            self._frame.problems.show_current(target)
