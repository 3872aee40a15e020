"""“My differences”: own marks against what was decided, with reasons, questions and replies."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QWidget

from annotator.gui.dialogs.controls import Prose, scrolling
from annotator.gui.dialogs.remark import Remark
from annotator.gui.dialogs.sheet import Sheet
from annotator.gui.dialogs.team import difference_words as words
from annotator.gui.theme.controls import Caption, Hairline
from annotator.gui.theme.faces import font, named_font
from annotator.gui.theme.layouts import column, line
from annotator.gui.theme.look import look
from annotator.gui.theme.naming import naming
from annotator.gui.theme.paint import draw_cap, draw_text
from annotator.gui.theme.row_list import Index, RowDelegate, RowList
from annotator.gui.theme.tokens import SIZE, TYPE
from annotator.workbench.adjudicating.differences import Difference
from annotator.workbench.language import _, number
from annotator.workbench.review_words import VERDICTS

HEIGHT = 600
_LEFT, _ROW = 380, 56
_NAME = 130
_REPLY = 72
_ROOT = QModelIndex()


class DifferenceRows(QAbstractListModel):
    """The differences as a list."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Difference] = []

    def show_rows(self, rows: Sequence[Difference]) -> None:
        """Show other ones."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a difference in words."""
        if not index.isValid() or role != Qt.ItemDataRole.DisplayRole:
            return None
        one = self.rows[index.row()]
        return f"{words.title_of(one)}: {words.passage_of(one)}, {one.title}"


class DifferenceDelegate(RowDelegate):
    """Draws what differs, the passage, and the article."""

    def paint_row(self, painter: QPainter, rect: QRectF, index: Index, *, is_chosen: bool) -> None:
        """Draw the letter and the three lines."""
        model = index.model()
        assert isinstance(model, DifferenceRows)
        theme, one = look().theme, model.rows[index.row()]
        label = words.label_of(one)
        if label:
            draw_cap(painter, rect.x() + 8, rect.y() + 17, naming().label_letter(label),
                     look().tone(label))  # fmt: skip
        area = QRectF(rect.x() + 34, rect.y() + 7, rect.width() - 42, 19)
        used = named_font("body", 600 if is_chosen else 400)
        draw_text(painter, area, words.title_of(one), theme.ink, used)
        below = QRectF(area.x(), rect.y() + 28, area.width(), 18)
        reading = font(TYPE["small"], 400, "reading")
        draw_text(painter, below, words.passage_of(one), theme.ink2, reading)


class DifferencesSheet(Sheet):
    """A list at the left, both readings at the right.

    ``passage_requested`` carries the difference whose place is to be shown, ``replied`` a span's id
    and the reply.
    """

    passage_requested = Signal(object)
    replied = Signal(object, str)

    def __init__(self, rows: Sequence[Difference], at: int = 0) -> None:
        super().__init__(_("My differences"), SIZE["dialog"], HEIGHT)
        self.model = DifferenceRows()
        self.model.show_rows(rows)
        self.list = RowList(_ROW, DifferenceDelegate)
        self.list.follows_keyboard = True
        self.list.setAccessibleName(_("Differences"))
        self.list.setModel(self.model)
        self.what = Caption("", "title")
        self.article = Caption("", "count")
        self.readings = QGridLayout()
        self.question = Prose("", "ink", "body")
        self.note = Prose("", "ink2", "body")
        self.reply_head = Caption(_("Reply"), "head")
        self.reply = QPlainTextEdit()
        self.reply.setAccessibleName(_("Reply"))
        self.reply.setPlaceholderText(_("A reply stands as a note on the mark and goes back."))
        self.reply.setTabChangesFocus(True)
        self.reply.setFixedHeight(_REPLY)
        self.failure = Prose("", "bad")
        self.failure.hide()
        self._shown: Difference | None = None
        self._row = 0
        self._is_refused = False
        self._cells: list[QWidget] = []
        self._lay_out()
        self.list.row_chosen.connect(self.show_row)
        self.closed.connect(self.keep_reply)
        self.passage_button.setEnabled(bool(rows))
        if rows:
            self.list.choose(min(at, len(rows) - 1))
            self.show_row(min(at, len(rows) - 1))

    @property
    def place(self) -> int:
        """Return the number of the difference that is shown."""
        return self.list.chosen_row()

    def first_focus(self) -> QWidget:
        """Begin in the list."""
        return self.list

    def show_row(self, row: int) -> None:
        """Show a difference; what was replied to the one before is kept, or stays to be read."""
        self.keep_reply()
        if self._is_refused:
            self.list.choose(self._row)
            return
        self.failure.hide()
        self.list.choose(row)
        self._row = row
        one = self._shown = self.model.rows[row]
        self.what.setText(words.title_of(one))
        self.article.setText(one.title)
        self._show_readings(one)
        self.question.setText(_("Question: {text}").format(text=one.question))
        self.question.setVisible(bool(one.question))
        verdict = _(VERDICTS.get(str(one.verdict), ""))
        told = _("Decided: {verdict}").format(verdict=verdict) if not one.is_question else ""
        self.note.setText("\n".join(part for part in (told, one.note) if part))
        self.note.setVisible(bool(self.note.text()))
        can_reply = one.mark is not None and one.mark[0] == "span"
        for part in (self.reply_head, self.reply):
            part.setVisible(can_reply)
        self.reply.setPlainText(one.answer)
        count = number(len(self.model.rows))
        self.refuse("")
        self.counter.setText(_("{place} of {count}").format(place=number(row + 1), count=count))

    def keep_reply(self) -> None:
        """Give on what was written as a reply, if it is another one."""
        one, text = self._shown, self.reply.toPlainText().strip()
        self._is_refused = False
        if one is not None and one.mark is not None and text != one.answer.strip():
            self._shown = None
            self.replied.emit(one.mark[1], text)
            if self._is_refused:
                self._shown = one

    def show_failure(self, sentence: str) -> None:
        """Say why a reply was not kept; it stays where it is."""
        self._is_refused = True
        self.failure.setText(sentence)
        self.failure.show()

    def on_passage(self) -> None:
        """Ask for the place of the difference that is shown."""
        if 0 <= self.place < len(self.model.rows):
            one = self.model.rows[self.place]
            self.dismiss()
            self.passage_requested.emit(one)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep Enter in the reply; Ctrl+Enter goes to the passage from there."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.on_passage()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self.content.setContentsMargins(0, 0, 0, 0)
        halves = line()
        left = column(margins=(12, 8, 4, 8))
        left.addWidget(self.list)
        holder = QWidget()
        holder.setLayout(left)
        holder.setFixedWidth(_LEFT)
        halves.addWidget(holder)
        halves.addWidget(Hairline(is_upright=True))
        inside = column(margins=(24, 16, 24, 16), spacing=8)
        inside.addWidget(self.what)
        inside.addWidget(self.article)
        inside.addSpacing(6)
        self.readings.setHorizontalSpacing(16)
        self.readings.setVerticalSpacing(8)
        self.readings.setColumnMinimumWidth(0, _NAME)
        for at in (1, 2):
            self.readings.setColumnStretch(at, 1)
        inside.addLayout(self.readings)
        inside.addSpacing(8)
        inside.addWidget(self.question)
        inside.addWidget(self.note)
        inside.addSpacing(8)
        inside.addWidget(self.reply_head)
        inside.addWidget(self.reply)
        inside.addWidget(self.failure)
        inside.addStretch()
        halves.addWidget(scrolling(inside), 1)
        self.content.addLayout(halves, 1)
        self.counter = Caption("", "count")
        self.foot.insertWidget(0, self.counter)
        self.add_button(_("Close"), self.dismiss)
        self.passage_button = self.add_button(
            _("Show the passage"), self.on_passage, is_primary=True
        )

    def _show_readings(self, one: Difference) -> None:
        for old in self._cells:
            self.readings.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._cells = []
        for at, head in enumerate(("", _("Mine"), "" if one.is_question else _("Gold"))):
            self._put(Caption(head, "count"), 0, at)
        rows = words.rows_of(one)
        shown = [row for row in rows if row.differs] or [row for row in rows if row.is_passage]
        for place, row in enumerate(shown, 1):
            self._show_row(row, place, has_gold=not one.is_question)
        same = [row.name for row in rows if row not in shown]
        if same and not one.is_question:
            told = _("Same: {what}").format(what=", ".join(same))
            self._put(Remark("check", told, "ink3"), len(shown) + 1, 0, 3)

    def _show_row(self, row: words.Row, place: int, *, has_gold: bool) -> None:
        """Show the name of a row and what each says; the words of an article in its own face."""
        weight = 600 if row.differs else 400
        self._put(Prose(row.name, "ink2", "body"), place, 0)
        for at, text in enumerate((row.own, row.gold) if has_gold else (row.own,), 1):
            cell = Prose(text or "–", "ink", "body", weight)
            if row.is_passage:
                cell.setFont(font(TYPE["body"], weight, "reading"))
            self._put(cell, place, at)

    def _put(self, cell: QWidget, row: int, column: int, span: int = 1) -> None:
        self._cells.append(cell)
        self.readings.addWidget(cell, row, column, 1, span, Qt.AlignmentFlag.AlignTop)
