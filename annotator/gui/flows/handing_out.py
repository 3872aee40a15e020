"""Handing out work from the window: people, rules, coding again, and how it goes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from annotator.gui.runtime.errors import error_texts
from annotator.model.assignment import is_person
from annotator.model.coder import Coder
from annotator.model.errors import AnnotatorError
from annotator.model.identity import Id
from annotator.workbench.session import Session

if TYPE_CHECKING:
    from annotator.gui.dialogs.sheet import Sheet
    from annotator.model.assignment import Role
    from annotator.workbench.assignment_rule import Plan
    from annotator.workbench.recoding import RecodingPlan

_MOST_VALUES = 40
"""How many values a field may have by which articles are spread."""


class HandingOut(QObject):
    """Sheets and verbs; sheets are loaded when they are asked for.

    ``chosen`` tells which documents and coders are chosen in the table of assignments.
    """

    failed = Signal(object)
    message = Signal(str)

    def __init__(
        self,
        window: QWidget,
        session: Callable[[], Session | None],
        chosen: Callable[[], list[tuple[Id, Id]]],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._chosen = chosen

    @property
    def commands(self) -> dict[str, Callable[[], object]]:
        """Return what carries out the commands, by their ids."""
        return {
            "people": self.ask_people,
            "assign_by_rule": self.ask_rule,
            "code_again": self.ask_again,
            "progress": self.show_progress,
        }

    def ask_people(self) -> None:
        """Show who works on the project; add people, and give them roles."""
        from annotator.gui.dialogs.team.people_sheet import PeopleSheet
        from annotator.workbench.people import add_person, set_role

        if (session := self._session()) is None:
            return
        sheet = PeopleSheet()

        def show() -> None:
            people = _people(session)
            sheet.show_people(people, session.coder.id)

        def do(verb: Callable[[], object]) -> None:
            try:
                verb()
            except AnnotatorError as error:
                show()
                sheet.show_failure(error_texts(error)[1])
            else:
                show()

        def give(coder_id: Id, role: Role) -> None:
            do(lambda: set_role(session.context, coder_id, role))

        sheet.person_added.connect(lambda name: do(lambda: add_person(session.context, name)))
        sheet.role_chosen.connect(give)
        sheet.open_over(self._window)
        show()

    def ask_rule(self) -> None:
        """Ask for a rule, show what it comes to, and write it."""
        from annotator.gui.dialogs.team.rule_sheet import Offer, RuleSheet
        from annotator.model.assignment import Role
        from annotator.workbench.assigning import Assigning

        if (session := self._session()) is None:
            return
        assigning = Assigning(session.context)
        grid = assigning.grid()
        people = [one for one in grid.coders if one.role != Role.AGAIN]
        coding = [one.id for one in people if one.role == Role.CODER]
        places = self._chosen()
        fields = _fields(line.document.meta for line in grid.lines)
        offer = Offer(
            people,
            coding or [one.id for one in people],
            [line.document.id for line in grid.lines],
            list(dict.fromkeys(document for document, _coder in places)),
            fields,
        )
        sheet = RuleSheet(offer, assigning.plan)

        def apply(plan: Plan) -> None:
            self._do(sheet, lambda: assigning.apply(plan), taken=len(plan.removed))

        sheet.apply_requested.connect(apply)
        sheet.open_over(self._window)

    def ask_again(self) -> None:
        """Ask who codes what share again, and from when, and write it."""
        from annotator.gui.dialogs.team.again_sheet import AgainSheet
        from annotator.model.assignment import Role
        from annotator.workbench.assigning import Assigning
        from annotator.workbench.recoding import apply_recoding, plan_recoding

        if (session := self._session()) is None:
            return
        context = session.context
        totals = Assigning(context).grid().totals
        people = [one.coder for one in totals if one.finished and one.coder.role != Role.AGAIN]
        sheet = AgainSheet(
            people,
            lambda who, share, days, seed: plan_recoding(context, who, share, days, seed=seed),
        )

        def apply(plan: RecodingPlan) -> None:
            self._do(sheet, lambda: apply_recoding(context, plan))

        sheet.apply_requested.connect(apply)
        sheet.open_over(self._window)

    def show_progress(self) -> None:
        """Show how the work goes."""
        from annotator.gui.dialogs.team.progress_sheet import ProgressSheet, Standing
        from annotator.workbench import progress

        if (session := self._session()) is None:
            return
        context = session.context
        standing = Standing(
            progress.progress_by_coder(context),
            progress.progress_by_label(context),
            progress.progress_by_week(context),
        )
        ProgressSheet(standing).open_over(self._window)

    def _do(self, sheet: Sheet, verb: Callable[[], int], *, taken: int = 0) -> None:
        """Write what a sheet asks for, and say how much it was; some of it may be taken back."""
        from annotator.gui.review.assignment.words import changed_words

        try:
            count = verb()
        except AnnotatorError as error:
            self.failed.emit(error)
            return
        sheet.dismiss()
        told = [changed_words("assign", count - taken)] if count > taken else []
        told += [changed_words("unassign", taken)] if taken else []
        self.message.emit(" ".join(told) or changed_words("assign", 0))


def _people(session: Session) -> list[Coder]:
    return [one for one in session.finding.coders() if is_person(one)]


def _fields(metas: Iterable[Mapping[str, object]]) -> list[str]:
    """Return the metadata fields by which articles can be told apart in a few groups."""
    values: dict[str, set[object]] = {}
    count = 0
    for meta in metas:
        count += 1
        for name, value in meta.items():
            values.setdefault(name, set()).add(value)
    most = max(2, min(_MOST_VALUES, count - 1))
    return sorted(name for name, found in values.items() if 2 <= len(found) <= most)
