"""The adjudication page by itself, with no window around it, and the hands of a reviewer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.gui.dialogs.scrim import Floating, Scrim
from annotator.gui.review.adjudication.card_band import CardBand
from annotator.gui.review.adjudication.key_line import KeyHint
from annotator.gui.review.adjudication.page import AdjudicationPage
from annotator.gui.review.adjudication.queue_model import CaseEntry
from annotator.gui.review.adjudication.sitting import Sitting
from annotator.gui.theme.look import look
from annotator.model.errors import AnnotatorError
from annotator.model.extent import joined_text
from annotator.model.identity import Id
from annotator.workbench.adjudicating.articles import Adjudicating
from annotator.workbench.adjudicating.states import CaseState
from annotator.workbench.session import Session
from annotator.workbench.settings import Settings

NONE = Qt.KeyboardModifier.NoModifier


class PlainDesk:
    """What a page may ask of the window, with no window around: long work is done at once.

    With ``is_held`` the ends of long work wait until they are called from ``held``.
    """

    def __init__(self, session: Session) -> None:
        self.settings = Settings()
        self.session = session
        self.shown: list[str] = []
        self.triggered: list[str] = []
        self.is_held = False
        self.held: list[Callable[[], object]] = []

    def show(self, name: str, target: object = None) -> None:
        self.shown.append(name)

    def trigger(self, action_id: str) -> None:
        self.triggered.append(action_id)
        if action_id in ("undo", "redo"):
            getattr(self.session.history, action_id)()

    def run(self, work: Any, finish: Any, fail: Any, tell: Any) -> None:
        try:
            result = work(lambda *_all: True)
        except AnnotatorError as error:
            ending = partial(fail, error.code)
        else:
            ending = partial(finish, result)
        self.held.append(ending)
        if not self.is_held:
            self.held.pop()()


class Reviewer:
    """Somebody at the page by itself: presses, looks, and reads the project file."""

    def __init__(self, qtbot: Any, session: Session, width: int = 1366) -> None:
        look().set_theme("light")
        look().set_still(True)
        look().set_codebook(session.codebook, "en")
        self.session = session
        self.desk = PlainDesk(session)
        self.page = AdjudicationPage(session, self.desk)
        qtbot.addWidget(self.page)
        self.failures: list[AnnotatorError] = []
        self.told: list[str] = []
        self.page.failed.connect(self.failures.append)
        self.page.message.connect(self.told.append)
        self._unsubscribe = session.events.subscribe(self.page.on_change)
        self.page.resize(width, 768)
        self.page.show()
        self.page.start()

    def close(self) -> None:
        """Leave the page as the window does before it closes the project."""
        self._unsubscribe()
        self.page.leave()
        self.page.hide()
        self.page.deleteLater()
        QApplication.sendPostedEvents(self.page, QEvent.Type.DeferredDelete)

    @property
    def sitting(self) -> Sitting:
        return self.page.sitting

    @property
    def card(self) -> CardBand:
        return self.page.card

    @property
    def number(self) -> int | None:
        case = self.sitting.case
        return case.number if case is not None else None

    @property
    def sheet(self) -> Any:
        """What floats over the page, the uppermost of several."""
        scrims = [one for one in self.page.findChildren(Scrim) if one._is_open]
        return scrims[-1].findChild(Floating) if scrims else None

    @property
    def states(self) -> list[CaseState]:
        return [one.state for one in self.sitting.cases]

    @property
    def entries(self) -> list[CaseEntry]:
        """The cases that are seen in the queue."""
        model = self.page.queue.model
        rows = (model.row(place) for place in range(model.rowCount()))
        return [row for row in rows if isinstance(row, CaseEntry)]

    @property
    def articles(self) -> list[Id]:
        return [one.document_id for one in self.sitting.articles]

    @property
    def refusals(self) -> list[str]:
        return [error.code for error in self.failures]

    @property
    def gold(self) -> list[tuple[str, str]]:
        """The gold of the open article, as the project file has it."""
        desk = self.sitting.desk
        assert desk is not None
        text = desk.document.text
        return [(joined_text(text, one.fragments), one.label) for one in desk.gold.spans]

    @property
    def hints(self) -> dict[str, KeyHint]:
        return {one.hint.command: one.hint for one in self.card.keys.buttons if not one.isHidden()}

    def press(self, *keys: Qt.Key | str, held: Qt.KeyboardModifier = NONE) -> None:
        """Press keys on the page, or in the sheet that floats over it."""
        for key in keys:
            target = self.page if self.sheet is None else self.sheet.first_focus()
            QTest.keyClick(target, key, held)

    def sign_off(self) -> Id:
        """Take the first reading of every case, sign the article off and go back to it."""
        first = self.sitting.document_id
        assert first is not None
        while self.sitting.desk is not None and self.sitting.desk.counts.left:
            self.press("1")
        self.page.run("done")
        self.page.go_to(first)
        return first

    def as_coder(self, name: str, work: Callable[[], object]) -> None:
        """Let a coder do something in the open project, and go on as before."""
        before = self.session.coder.name
        self.session.code_as(name)
        work()
        self.session.code_as(before)


def decide_all(session: Session, document_id: Id) -> None:
    """Begin the review of an article and take the first reading of every case."""
    desk = Adjudicating(session.context).desk(document_id)
    desk.begin()
    while (case_id := desk.next_open()) is not None:
        desk.take(case_id, "A")
