"""What the codebook's rules say of the open article, kept up to date while it is coded."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.gui.models.problem_rows import CHECK, ProblemRow, problem_rows
from annotator.gui.theme.controls import has_focus
from annotator.gui.workspace.frame import Frame
from annotator.gui.workspace.scene import Scene
from annotator.gui.workspace.walking import next_problem
from annotator.model.identity import Id

PAUSE_MS = 60


class ProblemsDesk(QObject):
    """Checks after each change, when nothing else is to be done; ``counted`` tells how many."""

    counted = Signal(int)
    shown = Signal(bool)
    check_wanted = Signal()
    """Marks of an earlier version are to be looked at."""
    question_wanted = Signal(str, bool)
    """A question of what is in focus, and whether the keyboard is to be on it."""

    def __init__(self, scene: Scene, frame: Frame) -> None:
        super().__init__(frame)
        self._scene = scene
        self._frame = frame
        self._rows: list[ProblemRow] = []
        self._target = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.check)
        scene.article_opened.connect(self._pause.start)
        scene.annotations_changed.connect(lambda _change: self._pause.start())
        scene.span_focused.connect(lambda span: frame.problems.show_current(span or ""))
        scene.article_opened.connect(self._forget)
        frame.reader.selection_changed.connect(self._forget)
        frame.problems.span_chosen.connect(self._go_to_span)
        frame.problems.field_chosen.connect(self._go_to_field)
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
        if is_shown:
            self.check()
        if is_shown != self._frame.problems.isVisibleTo(self._frame):
            if has_focus(self._frame.problems):
                self._frame.reader.setFocus()
            self._frame.problems.setVisible(is_shown)
            self.shown.emit(is_shown)

    def walk(self, step: int) -> None:
        """Go to the mark or question of the next or previous problem, with the panel open."""
        self.show_panel(True)
        annotations, document = self._scene.annotations, self._scene.document
        if annotations is None or document is None:
            return
        targets, here = [Id(row.target) for row in self._rows], self._here()
        starts = {span.id: span.start for span in annotations.spans}
        questions = self._scene.session.codebook.document
        for place, field in enumerate(questions, document.length + 1):
            starts[Id(f"#{field}")] = place
        starts |= {one: document.length for one in targets if one not in starts}
        caret = self._frame.reader.selection()[1]
        if here is not None and not self._scene.focused_id:
            caret = starts.get(here, caret)
        target = next_problem(targets, starts, here, caret, step)
        if target is not None:
            row = next(row for row in self._rows if row.target == target)
            if row.span_id:
                self._go_to_span(row.span_id, row.field)
            else:
                self._go_to_field(row.field)

    def _here(self) -> Id | None:
        """Return what the last step led to, as long as the person is still there."""
        field = self._frame.inspector.focused_field()
        return self._scene.focused_id or Id(f"#{field}" if field else self._target) or None

    def _forget(self) -> None:
        self._target = ""

    def _go_to_span(self, span_id: str, field: str) -> None:
        self._scene.focus_span(Id(span_id))
        self._frame.problems.show_current(span_id)
        if field:
            self.question_wanted.emit(field, False)

    def _go_to_field(self, field: str) -> None:
        """Let the questions about the article be seen, with the keyboard on the one in question."""
        if field == CHECK:
            self._target = f"#{CHECK}"
            self.check_wanted.emit()
            return
        self._frame.reader.clear_selection()
        self._scene.focus_span(None)
        self._target = f"#{field}"
        self._frame.problems.show_current(self._target)
        if field:
            self.question_wanted.emit(field, True)
