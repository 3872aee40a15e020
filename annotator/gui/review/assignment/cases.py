"""How many cases of each article are decided, counted while nothing else happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.gui.review.assignment.words import COMPARABLE
from annotator.model.change import Change
from annotator.model.document import Progress
from annotator.model.errors import AnnotatorError
from annotator.model.identity import Id
from annotator.workbench.assignment_grid import GridLine
from annotator.workbench.session import Session

if TYPE_CHECKING:
    from annotator.workbench.adjudicating.articles import Adjudicating


class CaseCounts(QObject):
    """Counts one article at a time, only those that are asked for; ``counted`` carries its id."""

    counted = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._adjudicating: Adjudicating | None = None
        self._known: dict[Id, tuple[int, int]] = {}
        self._wanted: dict[Id, None] = {}
        self._is_held = False
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._count_next)

    @property
    def is_quiet(self) -> bool:
        """Tell whether nothing waits to be counted."""
        return not self._wanted

    def find(self, line: GridLine) -> tuple[int, int] | None:
        """Return how many cases are decided, and of how many; None as long as nobody knows."""
        done = sum(one.progress is Progress.DONE for one in line.cells)
        if line.review is None and done < COMPARABLE:
            return None
        document = line.document.id
        if document not in self._known and not self._is_held:
            self._wanted[document] = None
            self._timer.start()
        return self._known.get(document)

    def forget(self, change: Change) -> None:
        """Count anew what a change may have made different."""
        if change.document_ids:
            for document in change.document_ids:
                self._known.pop(document, None)
        else:
            self._known.clear()

    def stop(self) -> None:
        """Ask nothing of the project until somebody looks again."""
        self._timer.stop()
        self._wanted.clear()

    def hold(self, is_held: bool) -> None:
        """Ask nothing of the project, whoever looks, or go on."""
        self._is_held = is_held
        if is_held:
            self.stop()

    def _count_next(self) -> None:
        if not self._wanted:
            self._timer.stop()
            return
        document = next(iter(self._wanted))
        del self._wanted[document]
        self._known[document] = self._count(document)
        self.counted.emit(document)

    def _count(self, document: Id) -> tuple[int, int]:
        from annotator.workbench.adjudicating.articles import Adjudicating

        if self._adjudicating is None:
            self._adjudicating = Adjudicating(self._session.context)
        try:
            found = self._adjudicating.counts(document)
        except AnnotatorError:  # nobody asked for it; the review of the article says why
            return 0, 0
        return found.decided, found.queue
