"""Parcels in the window: making them, and what a window on one says of itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from annotator.gui.commands.actions import NOT_IN_PARCEL
from annotator.gui.flows.long_work import LongWork
from annotator.gui.panels.notice import NoticeLine
from annotator.model.assignment import Purpose
from annotator.model.coder import Coder
from annotator.model.document import Progress
from annotator.model.errors import RefusedError
from annotator.model.identity import Id
from annotator.workbench.context import Context
from annotator.workbench.language import _, ngettext, number, short_date
from annotator.workbench.session import Session
from annotator.workbench.teamwork import may_be_told

if TYPE_CHECKING:
    from annotator.gui.dialogs.team.parcel_sheet import ParcelOffer, ParcelSheet
    from annotator.workbench.parcelling import ParcelReport

PARCEL = "parcel"
"""The need of actions that only a window on a parcel meets."""


class Parcels(LongWork):
    """Makes parcels of the open project; ``notice`` says what a parcel is that is open itself."""

    differences_requested = Signal()

    def __init__(
        self, window: QWidget, session: Callable[[], Session | None], notice: NoticeLine
    ) -> None:
        super().__init__(window)
        self._session = session
        self._notice = notice
        self._is_shown = self._has_feedback = False
        notice.step_requested.connect(self._on_step)

    @property
    def is_open(self) -> bool:
        """Tell whether the open project is a parcel."""
        session = self._session()
        return session is not None and session.project.parcel_id is not None

    @property
    def left_out(self) -> frozenset[str]:
        """Return the commands that are not even seen, because a parcel is open."""
        return NOT_IN_PARCEL if self.is_open else frozenset()

    def needs(self) -> frozenset[str]:
        """Return which needs of commands are met."""
        return frozenset({PARCEL}) if self.is_open else frozenset()

    @property
    def commands(self) -> dict[str, Callable[[], object]]:
        """Return what carries out the commands, by their ids."""
        return {
            "make_parcels": lambda: self.ask(Purpose.CODING),
            "make_feedback": lambda: self.ask(Purpose.FEEDBACK),
            "show_parcel": self.show_file,
        }

    def ask(self, purpose: Purpose) -> None:
        """Ask for whom, say what is in the parcels, then make them."""
        from annotator.gui.dialogs.team.parcel_sheet import ParcelSheet

        if (session := self._session()) is None:
            return
        offers = _offers(session, purpose)
        sheet = ParcelSheet(purpose, offers, str(session.path.parent))
        sheet.make_requested.connect(
            lambda names, folder: self._make(session, sheet, names, Path(folder))
        )
        sheet.folder_requested.connect(_show_folder)
        sheet.cancel_requested.connect(self.cancel_all)
        sheet.closed.connect(self.cancel_all)
        sheet.open_over(self._window)

    def show_notice(self) -> None:
        """Say calmly what the parcel is that is open, and how much of it is left."""
        session = self._session()
        if session is None or session.project.parcel_id is None or session.following is not None:
            self._hide()
            return
        from annotator.workbench.parcelling import parcel_info

        info = parcel_info(session.context)
        if info is None:
            return
        counts = session.finding.progress()
        left = sum(counts.values()) - counts.get(Progress.DONE, 0)
        whose = _("{file} is the parcel of {coder}, made on {day}")
        day = short_date(info.created)
        whose = whose.format(file=session.path.name, coder=info.coder, day=day)
        if left:
            words = ngettext(
                "{count} article is left, then the file goes back.",
                "{count} articles are left, then the file goes back.",
                left,
            )
        else:
            words = _("All is done; the file can go back.")
        told = f"{whose}. {words.format(count=number(left))}"
        self._is_shown = True
        self._has_feedback = info.purpose == Purpose.FEEDBACK
        if self._has_feedback:
            told = _("{file} brings back to {coder} what was decided, with reasons and questions.")
            told = told.format(file=session.path.name, coder=info.coder)
        step = _("My differences") if self._has_feedback else _("Show the file")
        self._notice.show_notice(told, step)

    def show_file(self) -> None:
        """Show the parcel in its folder; its path is on the clipboard then."""
        if (session := self._session()) is None:
            return
        QGuiApplication.clipboard().setText(str(session.path))
        _show_folder(str(session.path.parent))
        told = _("{file}: the path is copied.")
        self.message.emit(told.format(file=session.path.name))

    def _hide(self) -> None:
        if self._is_shown:
            self._is_shown = False
            self._notice.show_notice("")

    def _on_step(self) -> None:
        if not (self._is_shown and self.is_open):
            return
        if self._has_feedback:
            self.differences_requested.emit()
        else:
            self.show_file()

    def _make(self, session: Session, sheet: ParcelSheet, names: list[str], folder: Path) -> None:
        from annotator.workbench.parcelling import find_coder, make_parcel, suggested_name

        context, purpose = session.context, sheet.purpose

        def work(tell: Callable[[int, int, str], bool]) -> list[ParcelReport]:
            made = []
            for place, name in enumerate(names):
                if not tell(place, len(names), name):
                    break
                coder = find_coder(context, name)
                path = folder / suggested_name(context, coder, purpose)
                made.append(make_parcel(context, name, path, purpose=purpose))
            return made

        def finish(reports: list[ParcelReport]) -> None:
            sheet.show_report(reports)
            words = ngettext("{count} parcel made.", "{count} parcels made.", len(reports))
            self.message.emit(words.format(count=number(len(reports))))

        sheet.show_progress(0, len(names), names[0])
        self.run(work, finish, sheet.show_failure, sheet.show_progress)


def _offers(session: Session, purpose: Purpose) -> list[ParcelOffer]:
    """Return who can get a parcel, with what would be in it."""
    from annotator.gui.dialogs.team.parcel_sheet import ParcelOffer
    from annotator.workbench.assigning import Assigning
    from annotator.workbench.parcelling import suggested_name

    context = session.context
    grid = Assigning(context).grid()
    offers = []
    for coder in grid.coders:
        wanted = _documents_for(context, coder, purpose)
        cells = [grid.cell(one, coder.id) for one in wanted if grid.has((one, coder.id))]
        if not cells or (purpose is Purpose.FEEDBACK and not may_be_told(context, coder.id)):
            continue
        offers.append(
            ParcelOffer(
                coder.name,
                suggested_name(context, coder, purpose),
                len(cells),
                sum(one.progress is Progress.DONE for one in cells),
                sum(one.spans for one in cells),
            )
        )
    return offers


def _documents_for(context: Context, coder: Coder, purpose: Purpose) -> list[Id]:
    """Return what a coder's parcel would hold; nothing for who has nothing to do."""
    from annotator.workbench.parcelling import documents_for

    try:
        return documents_for(context, coder, purpose)
    except RefusedError:
        return []


def _show_folder(folder: str) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(folder))
