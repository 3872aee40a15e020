"""Deciding between versions: each choice is an act of its own, and the next row comes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from annotator.gui.dialogs.controls import Prose
from annotator.gui.dialogs.sheet import Sheet
from annotator.gui.dialogs.versions.rows import mine, newest
from annotator.gui.dialogs.versions.version_list import VersionList
from annotator.gui.theme.controls import Caption, Hairline, PlainButton
from annotator.gui.theme.layouts import column, line
from annotator.model.identity import Id
from annotator.workbench.joining import Choices
from annotator.workbench.language import _, ngettext, number
from annotator.workbench.version_words import ConflictWords, SideWords

WIDTH, HEIGHT = 820, 560

Pick = Callable[[ConflictWords], SideWords | None]
"""Returns a version of a row, or none."""


class DecideSheet(Sheet):
    """Lists what is in two versions; ``decided`` carries the versions that shall stand.

    Each is an act of its own; what was decided stays in the list, ticked, and can be decided
    otherwise.  After ``decided`` comes ``show_left``, or ``show_failure``.
    """

    decided = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Decide between versions"), WIDTH, HEIGHT)
        self.count_words = Caption("", "head")
        self.versions = VersionList(has_later=False, keeps_choices=True)
        self.newest_button = PlainButton(_("All newest"), "flat")
        self.mine_button = PlainButton(_("All mine"), "flat")
        self._asked: Choices = {}
        self.failure = Prose("", "bad")
        self.failure.setContentsMargins(24, 4, 24, 8)
        self.failure.hide()
        self._lay_out()
        self.versions.chosen.connect(self.on_chosen)
        self.newest_button.clicked.connect(lambda: self.decide_rest(newest))
        self.mine_button.clicked.connect(lambda: self.decide_rest(mine))

    def _lay_out(self) -> None:
        self.content.setContentsMargins(0, 0, 0, 0)
        choosing = QWidget()
        inside = column(choosing, (8, 10, 12, 0))
        row = line(margins=(16, 0, 0, 0), spacing=2)
        row.addWidget(self.count_words, 1)
        for button in (self.newest_button, self.mine_button):
            row.addWidget(button)
        inside.addLayout(row)
        told = _("Press the number of the version that shall stand. The others stay in the history")
        hint = Caption(told, "count")
        hint.setContentsMargins(16, 0, 0, 0)
        inside.addWidget(hint)
        inside.addSpacing(8)
        inside.addWidget(Hairline())
        inside.addWidget(self.versions, 1)
        self.content.addWidget(choosing, 1)
        self.content.addWidget(self.failure)
        self.add_button(_("Close"), self.dismiss, is_primary=True)

    def first_focus(self) -> QWidget:
        """Begin where digits decide."""
        return self.versions

    def show_rows(self, rows: Sequence[ConflictWords], count: int, *, at: Id | None = None) -> None:
        """Show what waits, of ``count`` in all; the keys are at the row of an id if given."""
        self.versions.show_rows(rows)
        if at is not None and (row := self.versions.rows.find_row(at)) >= 0:
            self.versions.go_to(row)
        self.show_left(count)

    def show_left(self, count: int) -> None:
        """Show how much still waits."""
        self.failure.hide()
        words = ngettext("{count} thing in two versions", "{count} things in two versions", count)
        told = words.format(count=number(count)) if count else _("Nothing waits for a decision.")
        self.count_words.setText(told)
        for button in (self.newest_button, self.mine_button):
            button.setVisible(bool(count))
        if not count:
            self.versions.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_failure(self, sentence: str) -> None:
        """Say why nothing was decided; what was asked for waits as before."""
        self.versions.rows.forget(self._asked)
        self.failure.setText(sentence)
        self.failure.show()

    def on_chosen(self, row: int, place: int) -> None:
        """Ask for the decision of one row."""
        conflict = self.versions.rows.rows[row]
        self._decide({(conflict.kind, conflict.id): conflict.sides[place].revision_id})

    def decide_rest(self, pick: Pick) -> None:
        """Ask to let what is picked stand in every row that was not decided yet."""
        rows, taken = self.versions.rows, self.versions.rows.choices
        left = [row for row in rows.rows if (row.kind, row.id) not in taken]
        picked = {(row.kind, row.id): side.revision_id for row in left if (side := pick(row))}
        if picked:
            rows.choose_all(lambda row: pick(row) if (row.kind, row.id) in picked else None)
            self._decide(picked)

    def _decide(self, choices: Choices) -> None:
        self._asked = choices
        self.decided.emit(choices)
