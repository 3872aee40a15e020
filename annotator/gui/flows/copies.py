"""Joining copies of the open project, and deciding what two people changed differently."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from annotator.gui.flows.long_work import LongWork
from annotator.gui.runtime.errors import error_texts
from annotator.model.errors import AnnotatorError
from annotator.model.identity import Id
from annotator.workbench.language import _
from annotator.workbench.session import Session

if TYPE_CHECKING:
    from annotator.gui.dialogs.decide_sheet import DecideSheet
    from annotator.gui.dialogs.join_sheet import JoinSheet
    from annotator.workbench.joining import Choices, JoinReport


class Copies(LongWork):
    """Sheets and verbs for copies; ``open_requested`` carries a project to be opened instead."""

    open_requested = Signal(str)

    def ask_join(self, session: Session | None, files: Sequence[str] = ()) -> None:
        """Ask which copies to join, show what would come in, then take it in."""
        from annotator.gui.dialogs.join_sheet import JoinSheet

        if session is None:
            return
        sheet = JoinSheet(folder=str(session.path.parent))
        shown: list[Path] = []
        sheet.files_chosen.connect(
            lambda names: self._preview(session, sheet, [Path(name) for name in names], shown)
        )
        sheet.join_requested.connect(lambda choices: self._join(session, sheet, shown, choices))
        sheet.decide_requested.connect(lambda: self.ask_decide(session))
        sheet.cancel_requested.connect(self.cancel_all)
        sheet.closed.connect(self.cancel_all)
        sheet.open_over(self._window)
        sheet.choose(list(files))

    def ask_dropped(self, session: Session | None, paths: list[str]) -> None:
        """Ask whether projects that were dropped shall be opened or joined with the open one."""
        from annotator.gui.dialogs.confirm import Answer, Question

        if session is None:
            self.open_requested.emit(paths[0])
            return
        names = ", ".join(Path(path).name for path in paths)
        text = _(
            "Open {name} in place of this project, or take in what it holds, if it is a copy of "
            "this project?"
        )
        answers = [Answer("open", _("Open it")), Answer("join", _("Join it with this project"))]
        if len(paths) > 1:
            answers = answers[1:]
            text = _("Take in what {name} hold, as far as they are copies of this project?")
        question = Question(_("A project was dropped"), text.format(name=names), answers)

        def on_answered(answer: str) -> None:
            if answer == "open":
                self.open_requested.emit(paths[0])
            elif answer == "join":
                self.ask_join(session, paths)

        question.answered.connect(on_answered)
        question.open_over(self._window)

    def ask_decide(self, session: Session | None, at: Id | None = None) -> None:
        """Show what is in two versions, beginning at a row, and write what is decided."""
        from annotator.gui.dialogs.decide_sheet import DecideSheet
        from annotator.workbench.joining import undecided

        if session is None:
            return
        sheet = DecideSheet()
        waiting = undecided(session.context)
        left = {(row.kind, row.id) for row in waiting}
        sheet.decided.connect(lambda choices: self._decide(session, sheet, choices, left))
        sheet.open_over(self._window)
        sheet.show_rows(waiting, session.finding.count_undecided(), at=at)

    def _decide(
        self, session: Session, sheet: DecideSheet, choices: Choices, left: set[tuple[str, Id]]
    ) -> None:
        """Write choices; a row that is not among those left has been decided for already."""
        from annotator.workbench.joining import decide_all, decide_anew, undecided

        try:
            for (kind, identity), revision in choices.items():
                if (kind, identity) not in left:
                    decide_anew(session.context, kind, identity, revision)
            if first := {key: chosen for key, chosen in choices.items() if key in left}:
                decide_all(session.context, first)
        except AnnotatorError as error:
            waiting = undecided(session.context)
            left.clear()
            left.update((row.kind, row.id) for row in waiting)
            sheet.show_rows(waiting, session.finding.count_undecided())
            sheet.show_failure(error_texts(error)[1])
        else:
            left.difference_update(choices)
            sheet.show_left(session.finding.count_undecided())

    def _preview(
        self, session: Session, sheet: JoinSheet, paths: list[Path], shown: list[Path]
    ) -> None:
        """Look at files; a look that was stopped leaves those that are shown."""
        from annotator.workbench.joining import preview_files

        def work(tell: Callable[[int, int, str], bool]) -> JoinReport:
            return preview_files(session.context, paths, progress=tell)

        def finish(report: JoinReport) -> None:
            if not report.is_cancelled:
                shown[:] = paths
                sheet.show_preview(report)

        sheet.show_progress(0, 1, "")
        self.run(work, finish, sheet.show_failure, sheet.show_progress)

    def _join(
        self, session: Session, sheet: JoinSheet, paths: list[Path], choices: Choices
    ) -> None:
        from annotator.gui.dialogs.join_words import joined_words
        from annotator.workbench.joining import join_files

        good = [path for path in paths if str(path) not in sheet.refused]

        def work(tell: Callable[[int, int, str], bool]) -> JoinReport:
            return join_files(session.context, good, choices=choices, progress=tell)

        def finish(report: JoinReport) -> None:
            if not report.is_cancelled:
                sheet.show_report(report)
                self.message.emit(joined_words(report))

        sheet.show_progress(0, 1, "")
        self.run(work, finish, sheet.show_failure, sheet.show_progress)
