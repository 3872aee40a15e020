"""Views that were kept under a name: the list of them, to be opened again or deleted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from annotator.gui.dialogs.controls import Prose
from annotator.gui.dialogs.sheet import Sheet
from annotator.gui.review.agreement import words
from annotator.gui.review.agreement.drawing import figures, put
from annotator.gui.review.agreement.question import question_of
from annotator.gui.theme.faces import named_font
from annotator.gui.theme.row_list import RowDelegate, RowList
from annotator.model.measurement import Interval
from annotator.workbench.comparing.measure_words import lack_words, measure_name
from annotator.workbench.comparing.numerals import bounds, coefficient
from annotator.workbench.comparing.snapshots import KeptView
from annotator.workbench.language import _, short_date

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_SAID = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
_WIDTH, _HEIGHT, _ROW = 620, 420, 50
_RIGHT = Qt.AlignmentFlag.AlignRight


def value_words(view: KeptView) -> str:
    """Return the first number that was kept, with its interval."""
    if not view.rows:
        return coefficient(None)
    row = view.rows[0]
    value = row.get("value")
    if value is None:
        return f"{coefficient(None)}: {lack_words(row.get('lack'))}"
    plain = row.get("interval")
    told = ""
    if plain:
        told = bounds(Interval(plain["low"], plain["high"], plain["draws"], plain["seed"]))
    return f"{coefficient(value, 3)} {told}".strip()


def changed_words(view: KeptView) -> str:
    """Return whether what the numbers were made of is still the same."""
    parts = []
    if view.has_changed:
        parts.append(_("marks, answers or articles have changed since"))
    if view.has_new_codebook:
        parts.append(_("the codebook is another version now"))
    return "; ".join(parts) or _("nothing has changed since")


def kept_words(view: KeptView) -> str:
    """Return when a view was kept and of what it is."""
    question = question_of(view.options)
    what = ", ".join(one for one in (measure_name(question.measure), _place(view)) if one)
    return f"{short_date(view.snapshot.created)}, {what}"


def kept_sentence(view: KeptView) -> str:
    """Return what an open view was when it was kept, and whether it would be the same now."""
    told = _("“{name}”, kept on {day}: {value} then; {changed}.")
    return told.format(
        name=view.snapshot.name,
        day=short_date(view.snapshot.created),
        value=value_words(view),
        changed=changed_words(view),
    )


def _place(view: KeptView) -> str:
    return words.place_words(question_of(view.options))


class KeptModel(QAbstractListModel):
    """The kept views, the newest first."""

    def __init__(self, views: Sequence[KeptView]) -> None:
        super().__init__()
        self.views = list(views)

    def remove(self, row: int) -> None:
        """Take one out."""
        self.beginRemoveRows(QModelIndex(), row, row)
        self.views.pop(row)
        self.endRemoveRows()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many there are."""
        return 0 if parent.isValid() else len(self.views)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a row says."""
        if not index.isValid() or role not in _SAID:
            return None
        view = self.views[index.row()]
        parts = (view.snapshot.name, value_words(view), kept_words(view), changed_words(view))
        return "; ".join(parts)


class _Delegate(RowDelegate):
    margins = (0, 1, 0, 1)

    def paint_row(self, painter: QPainter, rect: QRectF, index: Index, *, is_chosen: bool) -> None:
        model = index.model()
        assert isinstance(model, KeptModel)
        view = model.views[index.row()]
        line = rect.adjusted(12, 5, -12, 0)
        line.setHeight(20)
        name = line.adjusted(0, 0, -180, 0)
        put(painter, name, view.snapshot.name, named_font("body", 600))
        put(painter, line, value_words(view), figures(13), align=_RIGHT)
        below = line.translated(0, 20)
        told = f"{kept_words(view)} · {changed_words(view)}"
        ink = "warn" if view.has_changed or view.has_new_codebook else "ink2"
        put(painter, below, told, named_font("small"), ink=ink)


class _List(RowList):
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the sheet's button."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)


class KeptSheet(Sheet):
    """The list; ``opened`` and ``delete_wanted`` carry a KeptView."""

    opened = Signal(object)
    delete_wanted = Signal(object)

    def __init__(self, views: Sequence[KeptView]) -> None:
        super().__init__(_("Kept views"), _WIDTH, _HEIGHT)
        self.model = KeptModel(views)
        self.list = _List(_ROW, _Delegate)
        self.list.follows_keyboard = True
        self.list.setModel(self.model)
        self.list.setAccessibleName(_("Kept views"))
        self.nothing = Prose(
            _("A view that is kept under a name can be opened again with the numbers it had.")
        )
        self.content.addWidget(self.nothing)
        self.content.addWidget(self.list, 1)
        self.delete_button = self.add_button(_("Delete"), self.on_deleted)
        self.add_button(_("Open"), self.on_opened, is_primary=True)
        self.list.doubleClicked.connect(lambda _place: self.on_opened())
        self.list.row_chosen.connect(self.list.choose)
        self.list.delete_pressed.connect(lambda _row: self.on_deleted())
        if views:
            self.list.choose(0)
        self._show()

    def first_focus(self) -> QWidget:
        """Begin in the list."""
        return self.list

    def on_opened(self) -> None:
        """Open the chosen view and close."""
        row = self.list.currentIndex().row()
        if 0 <= row < len(self.model.views):
            self.dismiss()
            self.opened.emit(self.model.views[row])

    def on_deleted(self) -> None:
        """Ask for the chosen view to be deleted; it stays here until it is."""
        row = self.list.currentIndex().row()
        if 0 <= row < len(self.model.views):
            self.delete_wanted.emit(self.model.views[row])

    def on_gone(self, view: KeptView) -> None:
        """Take a view out that is deleted now; the one after it is chosen."""
        row = self.model.views.index(view)
        self.model.remove(row)
        self._show()
        if self.model.views:
            self.list.choose(min(row, len(self.model.views) - 1))

    def _show(self) -> None:
        has_any = bool(self.model.views)
        self.list.setVisible(has_any)
        self.nothing.setVisible(not has_any)
        self.delete_button.setEnabled(has_any)
        self.refuse("" if has_any else _("Nothing is kept yet."))
