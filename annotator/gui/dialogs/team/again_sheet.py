"""Coding again: a share of what a coder has finished is served once more, some days later."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from annotator.gui.dialogs.controls import Option, Prose
from annotator.gui.dialogs.remark import show_remarks
from annotator.gui.dialogs.sheet import Sheet
from annotator.gui.dialogs.team.fields import NumberField
from annotator.gui.theme.controls import Caption
from annotator.gui.theme.layouts import column
from annotator.model.coder import Coder
from annotator.model.errors import AnnotatorError
from annotator.model.identity import Id
from annotator.workbench.language import _, ngettext, number, short_date
from annotator.workbench.recoding import CENTURY, RecodingPlan
from annotator.workbench.wording import error_sentence

WIDTH = 560
_SEEDS = 99_999

LookAhead = Callable[[Id, float, int, int], RecodingPlan]
"""Makes the plan of a coder, a share, days and a seed without writing anything."""


class AgainSheet(Sheet):
    """Asks who codes what share again and after how long; ``apply_requested`` carries the plan."""

    apply_requested = Signal(object)

    def __init__(self, people: Sequence[Coder], look_ahead: LookAhead) -> None:
        super().__init__(_("Code again after some days"), WIDTH)
        self._look_ahead = look_ahead
        self.plan: RecodingPlan | None = None
        explained = _(
            "Some of what a coder has finished is served to the same person again, without the "
            "first marks. The two codings are compared like those of two people, and tell how "
            "steady one person is."
        )
        self.coders = {one.id: Option(one.name, is_exclusive=True) for one in people}
        self._group = QButtonGroup(self)
        self.share = NumberField(_("Share of what is finished"), 1, 100, "%")
        self.days = NumberField(_("Served again after"), 0, CENTURY, _("days"))
        self.seed = NumberField(_("Seed"), 0, _SEEDS)
        self.share.set_value(10)
        self.days.set_value(14)
        self.seed.set_value(1)
        self.content.addWidget(Prose(explained))
        self.content.addSpacing(12)
        self.content.addWidget(Caption(_("Who"), "head"))
        for option in self.coders.values():
            self._group.addButton(option)
            self.content.addWidget(option)
        for field in (self.share, self.days, self.seed):
            self.content.addSpacing(8)
            self.content.addWidget(field)
        self.content.addSpacing(14)
        self._remarks = column(spacing=6)
        self.content.addLayout(self._remarks)
        self.add_button(_("Cancel"), self.dismiss)
        self.serve_button = self.add_button(_("Serve again"), self.on_apply, is_primary=True)
        if self.coders:
            next(iter(self.coders.values())).setChecked(True)
        self._group.buttonClicked.connect(self.look)
        for field in (self.share, self.days, self.seed):
            field.changed.connect(self.look)
        self.look()

    def first_focus(self) -> QWidget:
        """Begin at the share."""
        return self.share.field

    def look(self) -> None:
        """Show what would be served again, and when."""
        who = next((one for one, option in self.coders.items() if option.isChecked()), None)
        self.plan = None
        if who is None:
            self.refuse(_("Nobody has finished anything yet."))
            return
        try:
            plan = self._look_ahead(who, self.share.value / 100, self.days.value, self.seed.value)
        except AnnotatorError as error:
            show_remarks(self._remarks, [("block", error_sentence(error))])
            self.refuse(_("There is no such plan."))
            return
        self.plan = plan
        show_remarks(self._remarks, plan_remarks(plan))
        count = len(plan.assignments)
        words = ngettext("Serve {count} article again", "Serve {count} articles again", count)
        self.serve_button.setText(words.format(count=number(count)) if count else _("Serve again"))
        self.refuse("" if count else _("That share is served again already."))

    def on_apply(self) -> None:
        """Ask for the plan to be written."""
        if self.plan is not None:
            self.apply_requested.emit(self.plan)


def plan_remarks(plan: RecodingPlan) -> list[tuple[str, str]]:
    """Return what a plan comes to, as sentences with icons."""
    count = len(plan.assignments)
    told = _("{count} of {all} finished articles.")
    remarks = [("check", told.format(count=number(count), all=number(plan.finished)))]
    days = sorted(one.since for one in plan.assignments if one.since)
    if days:
        words = _("They are served from {day} on.")
        if days[0] != days[-1]:
            words = _("They are served from {day} to {last}, each in its turn.")
        told = words.format(day=short_date(days[0]), last=short_date(days[-1]))
        remarks.append(("check", told))
    if plan.is_new:
        words = _("The second coding stands under “{name}”, in a column of its own.")
        remarks.append(("info", words.format(name=plan.again.name)))
    if plan.earlier:
        words = ngettext("{count} was chosen before.", "{count} were chosen before.", plan.earlier)
        remarks.append(("info", words.format(count=number(plan.earlier))))
    return remarks
