"""A corrected text beside the old one, with every mark and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from annotator.gui.dialogs.controls import Finding, KeyRow, Meter
from annotator.gui.dialogs.correction_rows import (
    MarkList,
    MarkRow,
    MarkRows,
    first_row,
)
from annotator.gui.dialogs.drop_zone import DropZone
from annotator.gui.dialogs.files import choose_file
from annotator.gui.dialogs.sheet import Sheet
from annotator.gui.dialogs.text_pane import TextPane
from annotator.gui.theme.chips import Chip
from annotator.gui.theme.controls import Caption, PlainButton
from annotator.gui.theme.layouts import column, line
from annotator.gui.theme.tips import set_tip
from annotator.model.anchor import Standing
from annotator.model.extent import Extent, joined_text
from annotator.text.alignment import aligned
from annotator.text.tokens import snapped
from annotator.workbench.correcting import STANDINGS, Choices, CorrectionPlan, Fate
from annotator.workbench.language import _, ngettext, number

WIDTH, HEIGHT = 1180, 700
_KEYS = {Qt.Key.Key_C: Fate.CARRY, Qt.Key.Key_X: Fate.LEAVE, Qt.Key.Key_W: Fate.WAIT}

_GRAVEST = (Standing.SAME, Standing.MOVED, Standing.CHANGED, Standing.LOST)

AskFile = Callable[[], str | None]


class CorrectionSheet(Sheet):
    """Asks for the new text, then shows both and asks about the marks.

    ``file_chosen`` carries a path, ``text_pasted`` a text; then comes ``show_plan``.
    ``apply_requested`` asks to do what ``choices`` says.
    """

    file_chosen = Signal(str)
    text_pasted = Signal(str)
    apply_requested = Signal()

    def __init__(
        self, title: str, *, is_check: bool = False, ask_file: AskFile | None = None
    ) -> None:
        super().__init__(title, WIDTH, HEIGHT)
        self._is_check = is_check
        self._ask_file = ask_file or self._ask_for_file
        self._plan: CorrectionPlan | None = None
        self._alignment = aligned("", "")
        self._standing: Standing | None = None
        self.is_busy = False
        self.file_button = PlainButton(_("Choose a file …"))
        self.paste_button = PlainButton(_("Paste the new text"))
        formats = _("The whole text of the article as it should be: a .txt file, or the clipboard")
        head = _("Drop the corrected text here")
        self.zone = DropZone((self.file_button, self.paste_button), formats, head)
        self.old = TextPane(_("The text before"))
        self.new = TextPane(_("The corrected text"))
        self.chips: dict[Standing | None, Chip] = {}
        self.rows = MarkRows()
        self.list = MarkList()
        self.place_button = PlainButton(_("Put it on the selected words"))
        self.all_buttons = {
            Fate.CARRY: PlainButton(_("Carry all over"), "flat"),
            Fate.LEAVE: PlainButton(_("Leave all behind"), "flat"),
        }
        self.meter = Meter()
        self.failure = Finding("block", "")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.list.setModel(self.rows)
        self.failure.hide()
        self.pages = QStackedWidget()
        self.pages.addWidget(self.zone)
        self.pages.addWidget(self._comparison())
        self.content.addWidget(self.pages)
        self.content.addWidget(self.failure)
        self.foot.insertWidget(0, self.meter, 1)
        self.meter.hide()
        self.key_row = KeyRow(
            (
                ("C", _("carry over")),
                ("X", _("leave behind")),
                ("W", _("check later")),
                ("P", _("put on the selected words")),
            )
        )
        self.key_row.hide()
        self.foot.insertWidget(0, self.key_row, 1)
        self.cancel_button = self.add_button(_("Cancel"), self.dismiss)
        words = _("Done") if self._is_check else _("Correct the text")
        self.add_button(words, self.apply_requested.emit, is_primary=True)
        if self.primary is not None:
            self.primary.setEnabled(False)
        self.setAcceptDrops(not self._is_check)

    def _comparison(self) -> QWidget:
        page = QWidget()
        whole = column(page, spacing=8)
        sides = line(spacing=12)
        for words, pane in ((_("Before"), self.old), (_("Corrected"), self.new)):
            side: QVBoxLayout = column(spacing=4)
            side.addWidget(Caption(words, "head"))
            side.addWidget(pane, 1)
            sides.addLayout(side, 1)
        whole.addLayout(sides, 3)
        whole.addLayout(self._list_head())
        whole.addWidget(self.list, 2)
        return page

    def _list_head(self) -> QHBoxLayout:
        head = line(spacing=4)
        for standing in (None, *Standing):
            chip = self.chips[standing] = Chip("")
            chip.setAutoExclusive(True)
            chip.setChecked(standing is None)
            chip.clicked.connect(lambda _on=False, one=standing: self.show_standing(one))
            head.addWidget(chip)
        head.addStretch()
        head.addWidget(self.place_button)
        for button in self.all_buttons.values():
            head.addWidget(button)
        return head

    def _connect(self) -> None:
        self.file_button.clicked.connect(self._on_choose_file)
        self.paste_button.clicked.connect(self._on_paste)
        self.place_button.clicked.connect(self.put_on_selection)
        self.list.row_chosen.connect(self._on_row_chosen)
        self.new.selectionChanged.connect(self._show_state)
        for fate, button in self.all_buttons.items():
            button.clicked.connect(lambda _on=False, one=fate: self.decide_all(one))

    # what comes in ------------------------------------------------------------------------------

    def choices(self) -> Choices:
        """Return what was decided about every mark."""
        return {
            row.mark.span.id: row.choice
            for row in self.rows.every
            if row.mark.is_own or row.fate is Fate.WAIT or row.mark.is_carried_unasked
        }

    def show_busy(self, words: str, done: int = 0, total: int = 0) -> None:
        """Show that something runs."""
        self.is_busy = True
        self.failure.hide()
        self.meter.show_share(words, done, total)
        self._show_running()

    def show_failure(self, sentence: str) -> None:
        """Say why there is no comparison, or why nothing was written."""
        self.is_busy = False
        self.failure.show_words(sentence)
        set_tip(self.failure, sentence)
        self.failure.show()
        self._show_running()

    def show_plan(self, plan: CorrectionPlan) -> None:
        """Show both texts and every mark."""
        self.is_busy = False
        self._plan = plan
        self._alignment = aligned(plan.old.text, plan.new.text)
        gaps = list(self._alignment.gaps())
        gone = [Extent(first, last) for first, last, _, _ in gaps if first < last]
        come = [Extent(begin, end) for _, _, begin, end in gaps if begin < end]
        self.old.show_text(plan.old.text, gone, "bad")
        self.new.show_text(plan.new.text, come, "ok")
        worst = sorted(plan.marks, key=lambda mark: -_GRAVEST.index(mark.anchor.standing))
        self.rows.show_rows([first_row(mark) for mark in worst])
        self.pages.setCurrentIndex(1)
        self.show_standing(None)
        self._show_running()
        if gaps and not self.rows.rowCount():
            self.new.show_place(tuple(come[:1]))
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_standing(self, standing: Standing | None) -> None:
        """Show the marks that stand so, or all of them."""
        self._standing = standing
        self.rows.show_rows(self.rows.every, standing)
        self._show_counts()
        self.list.choose(-1)
        if self.rows.rowCount():
            self._on_row_chosen(0)

    def decide(self, fate: Fate) -> None:
        """Decide about the chosen mark and go to the next."""
        at = self.list.chosen_row()
        row = self.rows.row_at(at)
        if row is None:
            return
        self.rows.put(at, row.decided(fate))
        if at + 1 < self.rows.rowCount():
            self._on_row_chosen(at + 1)
        self._show_state()

    def decide_all(self, fate: Fate) -> None:
        """Decide the same about all marks that are shown, as far as it is this coder's to say."""
        for at in range(self.rows.rowCount()):
            row = self.rows.row_at(at)
            if row is not None:
                self.rows.put(at, row.decided(fate))
        self._show_state()

    def put_on_selection(self) -> None:
        """Put the chosen mark on the words that are selected in the corrected text."""
        at, selected = self.list.chosen_row(), self.new.selected()
        row = self.rows.row_at(at)
        if row is None or selected is None or self._plan is None or not row.mark.is_own:
            return
        text = self._plan.new.text
        place = (snapped(text, selected, "char"),)
        made = MarkRow(row.mark, Fate.CARRY, place, joined_text(text, place))
        self.rows.put(at, made)
        self.new.show_place(place)
        self._show_state()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def first_focus(self) -> QWidget:
        """Begin at the way in, later at the marks."""
        return self.file_button if self.pages.currentWidget() is self.zone else self.list

    # hands --------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Decide with one letter; paste with Ctrl+V."""
        is_list = self.pages.currentIndex() == 1
        if event.key() == Qt.Key.Key_V and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._on_paste()
        elif is_list and not event.modifiers() and event.key() in _KEYS:
            self.decide(_KEYS[Qt.Key(event.key())])
        elif is_list and not event.modifiers() and event.key() == Qt.Key.Key_P:
            self.put_on_selection()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file of this computer."""
        if not self.is_busy and any(url.isLocalFile() for url in event.mimeData().urls()):
            self.zone.show_over(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, _event: object) -> None:
        """Show the zone as before."""
        self.zone.show_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the file that was dropped."""
        self.zone.show_over(False)
        event.acceptProposedAction()
        local = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if local:
            self.file_chosen.emit(local[0])

    def _on_choose_file(self) -> None:
        if path := self._ask_file():
            self.file_chosen.emit(path)

    def _on_paste(self) -> None:
        if not self._is_check and not self.is_busy:
            self.text_pasted.emit(QGuiApplication.clipboard().text())

    def _on_row_chosen(self, at: int) -> None:
        row = self.rows.row_at(at)
        self.list.choose(at)
        if row is not None and self._plan is not None:
            is_shown = row.mark.span.document_id == self._plan.old.id
            self.old.show_place(row.mark.span.fragments if is_shown else ())
            self.new.show_place(row.place)
            if is_shown and not row.place:
                old = row.mark.span.start
                block, gap = self._alignment.block_at(old), self._alignment.gap_at(old)
                self.new.show_around(gap[2] if block is None else block.new + old - block.old)
        self._show_state()

    def _show_counts(self) -> None:
        every = self.rows.every
        for standing, chip in self.chips.items():
            count = sum(standing in (None, row.mark.anchor.standing) for row in every)
            words = _("All") if standing is None else _(STANDINGS[standing])
            chip.setText(f"{words}  {number(count)}")
            chip.setChecked(standing is self._standing)
            chip.setVisible(standing is None or count > 0)

    def _show_state(self) -> None:
        row = self.rows.row_at(self.list.chosen_row())
        is_own = row is not None and row.mark.is_own
        self.place_button.setEnabled(is_own and self.new.selected() is not None)
        for button in self.all_buttons.values():
            button.setEnabled(self.rows.rowCount() > 0)
        if self._plan is None or self.primary is None or self.is_busy:
            return
        if not self._is_check:
            self.refuse("")
            return
        is_idle = all(row.fate is Fate.WAIT for row in self.rows.every)
        none = _("Nothing waits to be checked.")
        later = _("Every mark is left for later.")
        self.refuse("" if not is_idle else later if self.rows.every else none)

    def _show_running(self) -> None:
        self.meter.setVisible(self.is_busy)
        self.pages.setEnabled(not self.is_busy)
        self.key_row.setVisible(self.pages.currentIndex() == 1 and not self.is_busy)
        if self.primary is not None:
            self.primary.setEnabled(self._plan is not None and not self.is_busy)
        self._show_state()
        # What had the keyboard could not keep it while it was disabled.
        (self.cancel_button if self.is_busy else self.first_focus()).setFocus()

    def _ask_for_file(self) -> str | None:
        return choose_file(self, _("The corrected text"), ((_("Articles"), "*.txt"),))


def report_words(carried: int, waiting: int) -> str:
    """Return what a correction came to, in one line."""
    marks = ngettext("{count} mark carried over", "{count} marks carried over", carried)
    told = marks.format(count=number(carried))
    if not waiting:
        return f"{told}."
    wait = ngettext("{count} waits to be checked", "{count} wait to be checked", waiting)
    return f"{told}, {wait.format(count=number(waiting))}."
