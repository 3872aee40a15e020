"""What stands at the right where no case is in question: beginning a review, and ending it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from annotator.gui.dialogs.controls import Option, Prose
from annotator.gui.dialogs.remark import show_remarks
from annotator.gui.dialogs.team.fields import NumberField
from annotator.gui.review.adjudication.key_line import HintButton, KeyHint
from annotator.gui.review.adjudication.sitting import Sitting
from annotator.gui.theme.controls import Caption, PlainButton
from annotator.gui.theme.layouts import column
from annotator.model.review import FINAL, ReviewStatus
from annotator.workbench.adjudicating.states import Counts
from annotator.workbench.language import _, ngettext, number

_MARGINS = (16, 14, 16, 16)


def counted_words(counts: Counts) -> list[tuple[str, str]]:
    """Return how many cases there are to decide, and how many are agreed on, with icons."""
    queue = ngettext("{count} case to decide", "{count} cases to decide", counts.queue)
    agreed = ngettext(
        "{count} unanimous case becomes gold by rule and costs no key",
        "{count} unanimous cases become gold by rule and cost no key",
        counts.unanimous,
    )
    return [
        ("info", queue.format(count=number(counts.queue))),
        ("check", agreed.format(count=number(counts.unanimous))),
    ]


class BeginPane(QWidget):
    """Says what an article's review comes to, and begins it with a share to look over.

    ``begun`` asks for it; ``unfinished_wanted`` carries whether unfinished work is compared too.
    """

    begun = Signal()
    unfinished_wanted = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        inner = self._inner = column(self, _MARGINS, 10)
        self.title = Caption("", "title")
        self.title.setFixedHeight(24)
        self.remarks = column(spacing=6)
        self.explained = Prose("", "ink2")
        self.share = _share_field()
        self.share_told = Prose("", "ink2")
        self.unfinished = Option("")
        self.button = PlainButton("", "primary")
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hint = HintButton(KeyHint("case_propose", "Enter", ""))
        for part in (self.title, self.explained):
            inner.addWidget(part)
        inner.addLayout(self.remarks)
        inner.addSpacing(6)
        inner.addWidget(self.share)
        inner.addWidget(self.share_told)
        inner.addWidget(self.unfinished)
        inner.addSpacing(6)
        inner.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        inner.addWidget(self.hint, 0, Qt.AlignmentFlag.AlignLeft)
        inner.addStretch()
        self.button.clicked.connect(self.begun)
        self.hint.clicked.connect(self.begun)
        self.unfinished.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.unfinished.clicked.connect(self.unfinished_wanted)

    def retranslate(self) -> None:
        """Say in the language in use what is not said anew each time."""
        before, self.share = self.share, _share_field(self.share.value)
        self._inner.replaceWidget(before, self.share)
        before.hide()
        before.deleteLater()

    def show_sitting(self, sitting: Sitting) -> None:
        """Show what the open article's review comes to."""
        self.title.setText(_("Begin the review"))
        told = _(
            "Coders have letters in place of names, in another order for every case. The names "
            "can be seen after the article is signed off."
        )
        self.explained.setText(told)
        self.share_told.setText(
            _(
                "This share of the unanimous marks stays among the cases without being shown as "
                "such, so that agreement is looked at too."
            )
        )
        self.unfinished.setText(_("Compare unfinished work too"))
        self.unfinished.set_detail(_("Otherwise only what coders have marked as done counts."))
        self.unfinished.setChecked(sitting.with_unfinished)
        self.button.setText(_("Begin the review"))
        self.hint.show_hint(KeyHint("case_propose", "Enter", _("begin")))
        if sitting.desk is not None:
            show_remarks(self.remarks, counted_words(sitting.desk.counts))


def _share_field(share: int = 0) -> NumberField:
    made = NumberField(_("Audit share"), 0, 100, "%")
    made.set_value(share)
    return made


class EndPane(QWidget):
    """Says that all cases are decided, or that the article is signed off, and what can follow.

    ``pressed`` carries a command.
    """

    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        inner = column(self, _MARGINS, 10)
        self.title = Caption("", "title")
        self.title.setFixedHeight(24)
        self.explained = Prose("", "ink2", "body")
        self.remarks = column(spacing=6)
        inner.addWidget(self.title)
        inner.addWidget(self.explained)
        inner.addLayout(self.remarks)
        inner.addSpacing(6)
        self._inner = inner
        self.buttons: dict[str, PlainButton] = {}
        for command in COMMANDS:
            button = PlainButton("")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(partial(self._press, command))
            inner.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            self.buttons[command] = button
        self.hints = [HintButton(KeyHint("", "Enter", "")) for _place in range(2)]
        inner.addSpacing(6)
        for hint in self.hints:
            inner.addWidget(hint, 0, Qt.AlignmentFlag.AlignLeft)
            hint.clicked.connect(partial(self._press_hint, hint))
        inner.addStretch()

    def show_sitting(self, sitting: Sitting) -> None:
        """Show how the open article stands."""
        if sitting.desk is None:
            return
        review = sitting.desk.review
        if review is not None and review.status in FINAL:
            self._show_final(sitting, review.status, is_revealed=review.is_revealed)
        else:
            self._show_ready(sitting)

    def _show_ready(self, sitting: Sitting) -> None:
        assert sitting.desk is not None
        counts, problems = sitting.desk.counts, len(sitting.desk.problems)
        if counts.left:
            words = ngettext("{count} case is left.", "{count} cases are left.", counts.left)
            self.title.setText(_("No case is chosen"))
            self.explained.setText(words.format(count=number(counts.left)))
        else:
            self.title.setText(_("All cases are decided"))
            self.explained.setText(_("The article can be signed off now."))
        remarks = []
        if problems:
            words = ngettext(
                "The codebook’s rules find {count} problem in the gold.",
                "The codebook’s rules find {count} problems in the gold.",
                problems,
            )
            remarks.append(("warn", words.format(count=number(problems))))
        show_remarks(self.remarks, remarks)
        self._offer({"done": _("Sign the article off")} if not counts.left else {})
        self._hint(
            KeyHint("done", "Ctrl+Enter", _("sign off"), is_off=bool(counts.left)),
            KeyHint("case_previous", "Backspace", _("back to the cases")),
        )

    def _show_final(self, sitting: Sitting, status: ReviewStatus, *, is_revealed: bool) -> None:
        assert sitting.desk is not None
        is_released = status is ReviewStatus.RELEASED
        self.title.setText(_("Released") if is_released else _("Signed off"))
        told = _("The coders may see what became of their marks.")
        if not is_released:
            told = _("The gold of this article is settled. The coders see nothing of it yet.")
        self.explained.setText(told)
        counts = sitting.desk.counts
        marks = len(sitting.desk.gold.spans)
        gold = ngettext("{count} gold mark", "{count} gold marks", marks)
        remarks = [("check", gold.format(count=number(marks)))]
        if counts.left:
            words = ngettext(
                "{count} decision no longer fits what the coders have now; reopen the article.",
                "{count} decisions no longer fit what the coders have now; reopen the article.",
                counts.left,
            )
            remarks.append(("warn", words.format(count=number(counts.left))))
        show_remarks(self.remarks, remarks)
        left = sitting.next_article()
        offered = {"next": _("Next article")} if left is not None else {}
        offered["review_release"] = _("Release to the coders …")
        if not is_revealed:
            offered["review_reveal"] = _("Show the coders’ names …")
        offered["done"] = _("Reopen the review")
        self._offer(offered)
        hints = [KeyHint("done", "Ctrl+Enter", _("reopen"))]
        if left is not None:
            hints.insert(0, KeyHint("next", "Enter", _("next article")))
        self._hint(*hints)

    def _offer(self, words: dict[str, str]) -> None:
        first = next(iter(words), "")
        for command, button in self.buttons.items():
            button.setText(words.get(command, ""))
            if button.property("primary") != (command == first):
                button.setProperty("primary", command == first)
                button.style().unpolish(button)
                button.style().polish(button)
            button.setVisible(command in words)

    def _hint(self, *hints: KeyHint) -> None:
        for place, button in enumerate(self.hints):
            button.setVisible(place < len(hints))
            if place < len(hints):
                button.show_hint(hints[place])

    def _press(self, command: str) -> None:
        self.pressed.emit(command)

    def _press_hint(self, hint: HintButton) -> None:
        self.pressed.emit(hint.hint.command)


COMMANDS: Sequence[str] = ("next", "done", "review_release", "review_reveal")
"""What can follow, in the order of the buttons."""
