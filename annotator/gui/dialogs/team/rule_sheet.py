"""Handing out by rule: how many coders an article gets and who, seen before it is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import SystemRandom

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QWidget

from annotator.gui.dialogs.cells import Cell, number_cell
from annotator.gui.dialogs.controls import Option, scrolling
from annotator.gui.dialogs.remark import show_remarks
from annotator.gui.dialogs.sheet import Sheet
from annotator.gui.dialogs.table import ReadingTable
from annotator.gui.dialogs.team.fields import CoderChips, NameChips, NumberField
from annotator.gui.theme.controls import Caption, Hairline, PlainButton
from annotator.gui.theme.layouts import column, line
from annotator.gui.theme.tokens import SIZE
from annotator.model.coder import Coder
from annotator.model.errors import AnnotatorError
from annotator.model.identity import Id
from annotator.workbench.assignment_rule import Order, Plan, Rule
from annotator.workbench.language import _, ngettext, number
from annotator.workbench.wording import error_sentence

HEIGHT = 640
_LEFT = 400
_SEEDS = 99_999
_STRATA = 5
"""How many values of a field have a column of their own."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What there is to hand out: people, all articles, those chosen in the table, and fields."""

    people: Sequence[Coder]
    chosen_people: Sequence[Id]
    documents: Sequence[Id]
    chosen: Sequence[Id]
    fields: Sequence[str]


class RuleSheet(Sheet):
    """Asks for a rule and shows what it comes to; ``apply_requested`` carries the plan.

    ``look_ahead`` makes the plan of a rule without writing anything.
    """

    apply_requested = Signal(object)

    def __init__(self, offer: Offer, look_ahead: Callable[[Rule], Plan]) -> None:
        super().__init__(_("Assign by rule"), SIZE["dialog"], HEIGHT)
        self._offer, self._look_ahead = offer, look_ahead
        self.plan: Plan | None = None
        self._make_numbers()
        self._make_choices()
        self.table = ReadingTable(_("What each coder gets"))
        self._lay_out()
        self._connect()
        self.look()

    def _make_numbers(self) -> None:
        many = max(2, len(self._offer.people))
        words = _("Every article by the same number of coders")
        self.everyone = Option(words, is_exclusive=True)
        self.everyone.setChecked(True)
        words = _("Only a share of them by several, the rest by one")
        self.shared = Option(words, is_exclusive=True)
        self.per_document = NumberField(_("Coders for each article"), 1, many)
        self.per_document.set_value(min(2, many))
        self.share = NumberField(_("Share for several"), 0, 100, "%")
        self.share.set_value(20)
        self.seed = NumberField(_("Seed"), 0, _SEEDS)
        self.seed.set_value(SystemRandom().randrange(1, 1000))
        self.other_seed = PlainButton(_("Another one"), "flat")

    def _make_choices(self) -> None:
        offer = self._offer
        self.coders = CoderChips(offer.people, offer.chosen_people)
        self.all_articles = Option(_all_words(offer), is_exclusive=True)
        self.chosen_articles = Option(_chosen_words(offer), is_exclusive=True)
        self.all_articles.setChecked(True)
        self.field = NameChips(offer.fields, _("nothing"))
        detail = _("otherwise what nobody began is dealt anew")
        self.keep = Option(_("Who has an article keeps it"), detail)
        self.keep.setChecked(True)
        detail = _("otherwise in that of the list")
        self.at_random = Option(_("In an order of its own for each coder"), detail)

    def first_focus(self) -> QWidget:
        """Begin at the number of coders."""
        return self.per_document.field

    @property
    def rule(self) -> Rule:
        """Return the rule as it stands."""
        documents = (
            self._offer.chosen if self.chosen_articles.isChecked() else self._offer.documents
        )
        share = self.share.value / 100 if self.shared.isChecked() else None
        return Rule(
            per_document=self.per_document.value,
            coders=self.coders.chosen,
            documents=tuple(documents),
            seed=self.seed.value,
            stratify_by=self.field.chosen,
            double_share=share,
            keep_existing=self.keep.isChecked(),
            order=Order.RANDOM if self.at_random.isChecked() else Order.LIST,
        )

    def look(self) -> None:
        """Show what the rule comes to."""
        self.share.setEnabled(self.shared.isChecked())
        try:
            self.plan = self._look_ahead(self.rule)
        except AnnotatorError as error:
            self.plan = None
            self.table.show_table([], [], [])
            show_remarks(self._remarks, [("block", error_sentence(error))])
            self.refuse(_("There is no such plan."))
            return
        self._show_plan(self.plan)

    def on_apply(self) -> None:
        """Ask for the plan to be written."""
        if self.plan is not None:
            self.apply_requested.emit(self.plan)

    def _lay_out(self) -> None:
        self.content.setContentsMargins(0, 0, 0, 0)
        halves = line()
        halves.addWidget(self._left_side())
        halves.addWidget(Hairline(is_upright=True))
        right = column(margins=(20, 14, 20, 12), spacing=10)
        right.addWidget(Caption(_("What each coder gets"), "head"))
        right.addWidget(self.table, 1)
        self._remarks = column(spacing=6)
        right.addLayout(self._remarks)
        halves.addLayout(right, 1)
        self.content.addLayout(halves, 1)
        self.add_button(_("Cancel"), self.dismiss)
        self.assign_button = self.add_button(_("Assign"), self.on_apply, is_primary=True)

    def _left_side(self) -> QWidget:
        inside = column(margins=(24, 14, 16, 14), spacing=2)
        self._groups = [
            self._group(self.everyone, self.shared),
            self._group(self.all_articles, self.chosen_articles),
        ]
        inside.addWidget(Caption(_("How many"), "head"))
        inside.addWidget(self.everyone)
        inside.addWidget(self.shared)
        inside.addSpacing(4)
        inside.addWidget(self.per_document)
        inside.addSpacing(4)
        inside.addWidget(self.share)
        inside.addSpacing(10)
        inside.addWidget(Caption(_("Coders"), "head"))
        inside.addSpacing(4)
        inside.addWidget(self.coders)
        inside.addSpacing(10)
        inside.addWidget(Caption(_("Articles"), "head"))
        inside.addWidget(self.all_articles)
        inside.addWidget(self.chosen_articles)
        if len(self._offer.chosen) < 2:
            self.chosen_articles.hide()
        inside.addSpacing(6)
        if self._offer.fields:
            inside.addWidget(Caption(_("Spread evenly by"), "head"))
            inside.addSpacing(4)
            inside.addWidget(self.field)
            inside.addSpacing(10)
        inside.addWidget(self.keep)
        inside.addWidget(self.at_random)
        inside.addSpacing(4)
        inside.addLayout(self._seed_line())
        inside.addStretch()
        area = scrolling(inside)
        area.setFixedWidth(_LEFT)
        return area

    def _group(self, *options: QAbstractButton) -> QButtonGroup:
        """Make options exclude each other."""
        group = QButtonGroup(self)
        for option in options:
            group.addButton(option)
        return group

    def _seed_line(self) -> QHBoxLayout:
        seeds = line(spacing=4)
        seeds.addWidget(self.seed)
        seeds.addWidget(self.other_seed)
        seeds.addStretch()
        return seeds

    def _connect(self) -> None:
        for option in (self.everyone, self.all_articles, self.keep, self.at_random):
            option.toggled.connect(self.look)
        for field in (self.per_document, self.share, self.seed):
            field.changed.connect(self.look)
        self.coders.changed.connect(self.look)
        self.field.changed.connect(self.look)
        self.other_seed.clicked.connect(
            lambda: self.seed.set_value(SystemRandom().randrange(_SEEDS))
        )

    def _show_plan(self, plan: Plan) -> None:
        names = {one.id: one.name for one in self._offer.people}
        loads, new = plan.loads(), plan.new()
        strata = sorted({value for counts in loads.values() for value in counts})
        shown = strata[:_STRATA] if plan.rule.stratify_by and len(strata) > 1 else []
        rows = [
            [
                Cell(names[coder]),
                number_cell(new[coder]),
                number_cell(sum(counts.values())),
                *(number_cell(counts[value]) for value in shown),
            ]
            for coder, counts in loads.items()
        ]
        heads = [_("Coder"), _("new"), _("in all"), *(value or _("none") for value in shown)]
        self.table.show_table(heads, rows, [0, 64, 96, *(84 for _one in shown)])
        show_remarks(self._remarks, plan_remarks(plan))
        self.assign_button.setText(_button_words(plan))
        self.refuse("" if plan.added or plan.removed else _("Nothing is left to be handed out."))


def _button_words(plan: Plan) -> str:
    count = len(plan.added)
    words = ngettext("Make {count} assignment", "Make {count} assignments", count)
    if not count and plan.removed:
        count = len(plan.removed)
        words = ngettext("Take back {count} assignment", "Take back {count} assignments", count)
    return words.format(count=number(count)) if count else _("Assign")


def plan_remarks(plan: Plan) -> list[tuple[str, str]]:
    """Return what a plan comes to, as sentences with icons."""
    total, double = len(plan.rule.documents), len(plan.double)
    told = _("{double} of {all} articles are coded by more than one.")
    remarks = [("check", told.format(double=number(double), all=number(total)))]
    loads = [sum(counts.values()) for counts in plan.loads().values()]
    if loads:
        least, most = min(loads), max(loads)
        if least == most:
            words = _("Everybody has {count}.").format(count=number(least))
        else:
            words = _("Everybody has between {least} and {most}.")
            words = words.format(least=number(least), most=number(most))
        remarks.append(("check" if most - least <= 1 else "info", words))
    if plan.kept:
        words = ngettext("{count} stays as it is.", "{count} stay as they are.", len(plan.kept))
        remarks.append(("check", words.format(count=number(len(plan.kept)))))
    if plan.removed:
        words = ngettext(
            "{count} that nobody began is taken back.",
            "{count} that nobody began are taken back.",
            len(plan.removed),
        )
        remarks.append(("info", words.format(count=number(len(plan.removed)))))
    again = _("The same seed always makes the same plan: {seed}.")
    remarks.append(("info", again.format(seed=plan.rule.seed)))
    return remarks


def _all_words(offer: Offer) -> str:
    words = ngettext("The only article", "All {count} articles", len(offer.documents))
    return words.format(count=number(len(offer.documents)))


def _chosen_words(offer: Offer) -> str:
    words = ngettext("The chosen article", "The {count} chosen articles", len(offer.chosen))
    return words.format(count=number(len(offer.chosen)))
