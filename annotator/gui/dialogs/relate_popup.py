"""Which relation, to which mark: the legal ones, the nearest first, filtered while typing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, Signal
from PySide6.QtWidgets import QLineEdit, QListView, QWidget

from annotator.gui.dialogs.candidate_list import ROW, CandidatePainter, CandidateRows
from annotator.gui.dialogs.candidates import Candidate
from annotator.gui.dialogs.controls import KeyRow
from annotator.gui.dialogs.list_keys import ListKeys, dress_list, stepped_place
from annotator.gui.dialogs.scrim import Floating
from annotator.gui.theme.controls import Caption, Hairline
from annotator.gui.theme.layouts import column
from annotator.workbench.language import _

WIDTH = 480
MOST_ROWS = 9
GAP = 7
EDGE = 8


class RelatePopup(Floating):
    """A list beside the focused mark, over a window that stays bright.

    ``candidate_hovered`` carries the mark at the other end whenever another row becomes current;
    ``relation_chosen`` the ids of relation label, source and target, after the list has gone.
    """

    relation_chosen = Signal(str, str, str)
    candidate_hovered = Signal(str)
    is_veiled = False
    closes_outside = True

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        super().__init__()
        self._candidates = sorted(candidates, key=lambda one: one.distance)
        self._anchor = QRect()
        self._looked_at: Candidate | None = None
        self.field = QLineEdit()
        self.rows = CandidateRows(self)
        self.list = QListView()
        self.nothing = Caption("", "count")
        self._lay_out()
        keys = ListKeys(self.field)
        keys.stepped.connect(self.step)
        keys.entered.connect(self.on_entered)
        self.field.textChanged.connect(self.on_typed)
        self.list.clicked.connect(self.on_clicked)
        self.on_typed("")

    def _lay_out(self) -> None:
        words = _("Which relation, to which mark?")
        self.setAccessibleName(words)
        self.setFixedWidth(WIDTH)
        self.field.setProperty("bare", True)
        self.field.setPlaceholderText(words)
        self.field.setAccessibleName(words)
        self.list.setModel(self.rows)
        self.list.setItemDelegate(CandidatePainter(self))
        dress_list(self.list)
        whole = column(self, (6, 6, 6, 2))
        inside = column(margins=(10, 2, 10, 4))
        inside.addWidget(self.field)
        whole.addLayout(inside)
        whole.addWidget(Hairline())
        whole.addSpacing(4)
        self.nothing.setContentsMargins(10, 4, 10, 4)
        whole.addWidget(self.nothing)
        whole.addWidget(self.list)
        whole.addSpacing(4)
        whole.addWidget(Hairline())
        keys = (("↑↓", _("choose")), ("Enter", _("relate")), ("Esc", _("close")))
        whole.addWidget(KeyRow(keys, 30))

    def open_at(self, window: QWidget, anchor: QRect) -> None:
        """Open beside a rectangle of the window (the focused mark), without covering it."""
        self._anchor = anchor
        self.open_over(window)

    def open_over(self, window: QWidget) -> None:
        """Open in the middle of the window, or beside the mark if that is known."""
        super().open_over(window)
        self._tell()

    def place_in(self, room: QRect) -> QRect:
        """Stand below the mark; above it where there is no room below."""
        size = self.size_in(room)
        if self._anchor.isNull():
            return super().place_in(room)
        x = min(self._anchor.left(), room.right() - size.width() - EDGE)
        y = self._anchor.bottom() + GAP
        if y + size.height() > room.bottom() - EDGE:
            y = max(room.top() + EDGE, self._anchor.top() - GAP - size.height())
        return QRect(QPoint(max(x, room.left() + EDGE), y), size)

    def size_in(self, room: QRect) -> QSize:
        """Take the height of the rows that there are."""
        return QSize(WIDTH, min(self.sizeHint().height(), room.height() - 2 * EDGE))

    def first_focus(self) -> QWidget:
        """Begin in the field."""
        return self.field

    def current(self) -> Candidate | None:
        """Return the candidate that Enter would take."""
        return self.rows.candidate(self.list.currentIndex().row())

    def on_typed(self, text: str) -> None:
        """Show the candidates that fit, in their order."""
        found = [one for one in self._candidates if one.fits(text)]
        self.rows.show_candidates(found)
        has_some = bool(found)
        none = _("Nothing found.") if self._candidates else _("No mark here can be related to it.")
        self.nothing.setText(none)
        self.nothing.setVisible(not has_some)
        self.list.setVisible(has_some)
        self.list.setFixedHeight(max(1, min(len(found), MOST_ROWS)) * ROW)
        self._go_to(0 if has_some else -1)
        self.settle()

    def step(self, by: int) -> None:
        """Move to another candidate."""
        places = list(range(self.rows.rowCount()))
        self._go_to(stepped_place(places, self.list.currentIndex().row(), by))

    def on_entered(self) -> None:
        """Take the current candidate."""
        self._choose(self.current())

    def on_clicked(self, index: QModelIndex) -> None:
        """Take the candidate that was clicked."""
        self._choose(self.rows.candidate(index.row()))

    def _go_to(self, row: int) -> None:
        index = self.rows.index(row) if row >= 0 else QModelIndex()
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)
        if self.is_open and self.current() is not self._looked_at:
            self._tell()

    def _tell(self) -> None:
        candidate = self._looked_at = self.current()
        self.field.setAccessibleDescription(candidate.words if candidate else "")
        self.candidate_hovered.emit(candidate.other_id if candidate else "")

    def _choose(self, candidate: Candidate | None) -> None:
        if candidate is not None:
            self.dismiss()
            chosen = candidate
            self.relation_chosen.emit(chosen.relation_label_id, chosen.source_id, chosen.target_id)
