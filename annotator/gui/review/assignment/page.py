"""The assignment page: who codes what and how far it is, and handing it out."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from annotator.gui.review.assignment import words
from annotator.gui.review.assignment.area import GridArea, Legend
from annotator.gui.review.assignment.cases import CaseCounts
from annotator.gui.review.assignment.detail import BAND, Detail
from annotator.gui.review.assignment.model import GridModel, Index
from annotator.gui.review.assignment.telling import REVIEW, deed_of, tell_of
from annotator.gui.review.page import Desk, Page
from annotator.gui.theme.controls import Caption, Hairline, PlainButton
from annotator.gui.theme.layouts import column, line
from annotator.gui.theme.look import look
from annotator.gui.theme.tokens import FOLD_RIGHT, WIDE_WINDOW
from annotator.model.change import Change
from annotator.model.errors import AnnotatorError
from annotator.model.identity import Id
from annotator.workbench.assigning import Assigning
from annotator.workbench.language import _
from annotator.workbench.session import Session

BUTTONS = ("people", "assign_by_rule", "make_parcels")
"""Commands that have a button here, besides their entries in the menu."""
_CONCERNED = {"coder", "document", "assignment", "annotation_set", "span", "review", "decision"}


class AssignmentPage(Page):
    """Articles × coders at the left, what is chosen at the right, signs and keys at the foot."""

    def __init__(self, session: Session, desk: Desk) -> None:
        super().__init__(session, desk)
        self._assigning = Assigning(session.context)
        self._is_stale = True
        self._is_busy = False
        self._is_folded: bool | None = None
        self.model = GridModel()
        self.cases = CaseCounts(session, self)
        self.model.find_cases = self.cases.find
        self.cases.counted.connect(self.model.refresh_review)
        self.title = Caption("", "title")
        self.spread = Caption("", "small")
        self.buttons = {name: PlainButton("") for name in BUTTONS}
        self.area = GridArea(self.model)
        self.view = self.area.view
        self.legend = Legend()
        self.detail = Detail()
        self._side_rule = Hairline(is_upright=True)
        self._place()
        self._connect()
        self.retranslate()

    @property
    def commands(self) -> Mapping[str, Callable[[], object]]:
        """Return what the page carries out itself."""
        return {"fold_right": self.fold, "select_all": self.view.selectAll}

    def start(self) -> None:
        """Show how the work stands, and take the keyboard where it was."""
        self.refresh()
        if not self.view.currentIndex().isValid() and self.model.rowCount():
            self.view.choose(self.model.index(0, 0))
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Count no more while the page is not seen."""
        self.cases.stop()

    def go_to(self, target: object) -> None:
        """Go to a document, or to a pair of document and coder."""
        document, coder = target if isinstance(target, tuple) else (target, None)
        self.refresh()
        place = self.model.place_of(Id(str(document)), coder)
        if place.isValid():
            self.view.choose(place)

    def on_change(self, change: Change) -> None:
        """Follow what concerns the work; at once where it is seen."""
        self.cases.forget(change)
        if change.kinds & _CONCERNED or not change.ids:
            self._is_stale = True
            if self.isVisible():
                self.refresh()

    def set_busy(self, is_busy: bool) -> None:
        """Ask nothing while long work has the project, and see afterwards what it did."""
        self._is_busy = is_busy
        self.cases.hold(is_busy)
        if not is_busy and self.isVisible():
            self.refresh()
            self.view.viewport().update()  # the cases that nobody has counted are asked for again

    def refresh(self) -> None:
        """Read how the work stands, if it can be different."""
        if not self._is_stale or self._is_busy:
            return
        self._is_stale = False
        self.model.show_grid(self._assigning.grid(), self.session.project.now()[:10])
        self.spread.setText(words.spread_words(self.model.grid.lines))
        self._tell()

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        texts = {
            "people": _("People …"),
            "assign_by_rule": _("Assign by rule …"),
            "make_parcels": _("Make parcels …"),
        }
        self.title.setText(_("Assignment"))
        for name, button in self.buttons.items():
            button.setText(texts[name])
        self.view.setAccessibleName(_("Articles and coders"))
        self.spread.setText(words.spread_words(self.model.grid.lines))
        self.model.refreshed.emit()
        self._tell()
        self.update()

    def chosen_places(self) -> list[tuple[Id, Id]]:
        """Return the chosen cells, as documents and coders."""
        return self.model.places(self.view.chosen())

    def fold(self) -> None:
        """Fold the panel at the right, or unfold it."""
        self._is_folded = self.detail.isVisibleTo(self)
        self._fit()

    def act(self, key: str) -> None:
        """Do with the chosen cells what a key says."""
        chosen = self.view.chosen()
        cells = [cell for one in chosen if (cell := self.model.cell(one)) is not None]
        deed = deed_of(key, cells)
        if deed in ("open", "review"):
            self.open(self.view.present())
            return
        verbs = {
            "assign": self._assigning.assign,
            "unassign": self._assigning.unassign,
            "lock": self._assigning.lock,
            "unlock": self._assigning.unlock,
            "reopen": self._assigning.reopen,
        }
        try:
            count = verbs[deed](self.model.places(chosen), initiator=self)
        except AnnotatorError as error:
            self.failed.emit(error)
        else:
            self.message.emit(words.changed_words(deed, count))

    def open(self, index: Index) -> None:
        """Open the review of an article, or the article where the cell is one's own."""
        told = tell_of(self.model, [], index, self.session.context)
        deeds = {one.id for one in told.deeds}
        document = self.model.line(index.row()).document.id
        if "review" in deeds:
            self.desk.show(REVIEW, document)
        elif "open" in deeds:
            self.desk.show_passage(document)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the panel the width of the window's size."""
        super().resizeEvent(event)
        self._fit()

    # inside -----------------------------------------------------------------------------------

    def _place(self) -> None:
        whole = line(self)
        left = column()
        band = QWidget()
        band.setFixedHeight(BAND)
        head = line(band, (20, 6, 20, 6), 8)
        titles = column(spacing=3)
        titles.addStretch()
        titles.addWidget(self.title)
        titles.addWidget(self.spread)
        titles.addStretch()
        head.addLayout(titles, 1)
        for button in self.buttons.values():
            head.addWidget(button)
        left.addWidget(band)
        middle = line(margins=(20, 0, 8, 0))
        middle.addWidget(self.area)
        left.addLayout(middle, 1)
        left.addWidget(Hairline())
        left.addWidget(self.legend)
        whole.addLayout(left, 1)
        whole.addWidget(self._side_rule)
        whole.addWidget(self.detail)

    def _connect(self) -> None:
        self.view.acted.connect(self.act)
        self.view.opened.connect(self.open)
        self.view.chosen_changed.connect(self._tell)
        self.view.menu_requested.connect(self._on_menu)
        self.detail.done.connect(self.act)
        for name, button in self.buttons.items():
            button.clicked.connect(lambda _on=False, name=name: self.desk.trigger(name))
        look().changed.connect(self.update)

    def _tell(self) -> None:
        if self._is_busy or self._is_stale:
            return
        chosen, present = self.view.chosen(), self.view.present()
        self.detail.show_told(tell_of(self.model, chosen, present, self.session.context))

    def _fit(self) -> None:
        is_narrow = self.width() < FOLD_RIGHT
        is_folded = is_narrow if self._is_folded is None else self._is_folded
        self.detail.set_wide(self.width() >= WIDE_WINDOW)
        for part in (self.detail, self._side_rule):
            part.setVisible(not is_folded)

    def _on_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        for deed in self.detail.told.deeds if self.detail.told else ():
            action = menu.addAction(f"{deed.words}\t{deed.key}".replace("&", "&&"))
            action.triggered.connect(lambda _on=False, name=deed.id: self.act(name))
        menu.exec(place)
        menu.deleteLater()
