"""The command palette: one field, and everything that it finds."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QRect, QSize, QTimer, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QWidget

from annotator.gui.dialogs.controls import KeyRow
from annotator.gui.dialogs.list_keys import ListKeys, dress_list
from annotator.gui.dialogs.matching import word_positions
from annotator.gui.dialogs.palette.entries import (
    Group,
    Hit,
    PaletteEntry,
    PaletteKind,
    groups_for,
)
from annotator.gui.dialogs.palette.painter import PalettePainter
from annotator.gui.dialogs.palette.rows import PaletteRows
from annotator.gui.dialogs.scrim import MARGIN, Floating
from annotator.gui.theme.controls import Hairline
from annotator.gui.theme.icons import make_icon
from annotator.gui.theme.layouts import column, line
from annotator.gui.theme.look import look
from annotator.gui.theme.tokens import SIZE
from annotator.workbench.language import _

ArticleFinder = Callable[[str], Sequence[PaletteEntry]]

_LEAST_LIST, _AROUND_LIST = 120, 110
TALLEST = 420
ARTICLES_AFTER_MS = 70


class Palette(Floating):
    """Finds labels, values, commands and articles while somebody types.

    ``find_articles`` is asked a moment after the last key, so that typing never waits for it.
    ``chosen`` carries the entry, after the palette has gone and the focus is back; a TEXT entry
    (find in the text) is there where ``text_keys`` names its keys.
    """

    chosen = Signal(object)
    top = 96
    closes_outside = True

    def __init__(
        self,
        entries: Sequence[PaletteEntry],
        *,
        find_articles: ArticleFinder | None = None,
        recents: Sequence[str] = (),
        placeholder: str = "",
        text_keys: str | None = None,
    ) -> None:
        super().__init__()
        self._entries, self._recents = tuple(entries), tuple(recents)
        self._find_articles, self._text_keys = find_articles, text_keys
        self.rows = PaletteRows(self)
        self.painter = PalettePainter(self)
        self.field = QLineEdit()
        self.list = QListView()
        self._list_height = TALLEST
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(ARTICLES_AFTER_MS)
        self._later.timeout.connect(self.on_articles_wanted)
        self.setFixedWidth(SIZE["palette"])
        self.setAccessibleName(_("Find"))
        self._lay_out(placeholder or _("Find labels, commands, articles"))
        self.field.textChanged.connect(self.on_typed)
        keys = ListKeys(self.field)
        keys.stepped.connect(self.step)
        keys.entered.connect(self.on_entered)
        keys.asked.connect(self.show_definition)
        self.list.clicked.connect(self.on_clicked)
        self.on_typed("")

    def _lay_out(self, placeholder: str) -> None:
        self.field.setProperty("bare", True)
        self.field.setPlaceholderText(placeholder)
        self.field.setAccessibleName(placeholder)
        glass = QLabel()
        glass.setPixmap(make_icon("search", look().theme.ink2).pixmap(16, 16))
        self.list.setModel(self.rows)
        self.list.setItemDelegate(self.painter)
        dress_list(self.list)
        top = line(margins=(12, 6, 12, 8), spacing=10)
        top.addWidget(glass)
        top.addWidget(self.field, 1)
        keys = (
            ("↑↓", _("choose")),
            ("Enter", _("run")),
            ("F1", _("definition")),
            ("Esc", _("close")),
        )
        whole = column(self, (8, 8, 8, 4))
        whole.addLayout(top)
        whole.addWidget(Hairline())
        whole.addSpacing(4)
        whole.addWidget(self.list)
        whole.addSpacing(4)
        whole.addWidget(Hairline())
        whole.addWidget(KeyRow(keys, 34))

    @property
    def query(self) -> str:
        """Return what was typed, without blanks around it."""
        return self.field.text().strip()

    def current_hit(self) -> Hit | None:
        """Return the hit that Enter would take."""
        return self.rows.hit(self.list.currentIndex().row())

    def first_focus(self) -> QWidget:
        """Begin in the field."""
        return self.field

    def size_in(self, room: QRect) -> QSize:
        """Stay where the upper edge is; the list scrolls where the window is low."""
        top = self.top or 0
        most = max(_LEAST_LIST, room.height() - top - MARGIN - _AROUND_LIST)
        self.list.setFixedHeight(min(self._list_height, most))
        size = super().size_in(room)
        size.setHeight(min(size.height(), max(200, room.height() - top - MARGIN)))
        return size

    def on_typed(self, _text: str) -> None:
        """Show what fits now; articles follow a moment later."""
        groups = groups_for(self.query, self._entries, self._recents)
        if self._text_keys is not None and self.query:
            groups = _with_text(groups, self.query, self._text_keys)
        self.painter.open_row = -1
        self.rows.show_groups(groups)
        self._go_to(self.rows.step(-1, 0))
        self._fit()
        if self._find_articles is not None and self.query:
            self._later.start()
        else:
            self._later.stop()

    def on_articles_wanted(self) -> None:
        """Ask for articles and show them below what is there."""
        # Once this has gone, the project may be closed.
        if self._find_articles is None or not self.is_open or not self.isVisible():
            return
        found = self._find_articles(self.query)
        if not found:
            return
        hits = tuple(_article_hit(self.query, entry) for entry in found)
        had_none = self.current_hit() is None
        self.rows.add_group(Group("articles", hits))
        if had_none:
            self._go_to(self.rows.step(-1, 0))
        self._fit()

    def on_clicked(self, index: QModelIndex) -> None:
        """Choose what was clicked."""
        self._choose(self.rows.hit(index.row()))

    def on_entered(self) -> None:
        """Choose the current hit."""
        self._choose(self.current_hit())

    def step(self, by: int) -> None:
        """Move to another hit; an open definition moves along."""
        was_open = self.painter.open_row >= 0
        self.painter.open_row = -1
        self._go_to(self.rows.step(self.list.currentIndex().row(), by))
        if was_open:
            self.show_definition()

    def show_definition(self) -> None:
        """Show the definition of the current hit below its words, or hide it again."""
        row = self.list.currentIndex().row()
        self.painter.open_row = -1 if self.painter.open_row == row else row
        self.rows.layoutChanged.emit()
        self._fit()
        self.list.scrollTo(self.list.currentIndex())

    def _go_to(self, row: int) -> None:
        index = self.rows.index(row) if row >= 0 else QModelIndex()
        self.list.setCurrentIndex(index)
        # The heading above the first hit stays in view.
        self.list.scrollTo(self.rows.index(0) if row == self.rows.step(-1, 0) else index)
        hit = self.rows.hit(row)
        self.field.setAccessibleDescription(hit.entry.title if hit else "")

    def _choose(self, hit: Hit | None) -> None:
        if hit is not None:
            self.dismiss()
            self.chosen.emit(hit.entry)

    def _fit(self) -> None:
        width = self.width() - 16
        rows = range(self.rows.rowCount())
        tall = sum(self.painter.height_of(self.rows.index(row), width) for row in rows)
        self._list_height = min(tall + 2, TALLEST)
        self.list.setFixedHeight(self._list_height)
        self.settle()


def _with_text(groups: list[Group], query: str, keys: str) -> list[Group]:
    """Add “find in the text” below the commands, so that something is always found."""
    words = _("Find “{text}” in the text")
    title, first = words.format(text=query), words.index("{text}")
    entry = PaletteEntry(PaletteKind.TEXT, query, title, keys=keys)
    hit = Hit(entry, 0, tuple(range(first, first + len(query))))
    made = [group if group.name != "commands" else _longer(group, hit) for group in groups]
    return made if made != groups else [*made, Group("commands", (hit,))]


def _longer(group: Group, hit: Hit) -> Group:
    return Group(group.name, (*group.hits, hit))


def _article_hit(query: str, entry: PaletteEntry) -> Hit:
    return Hit(entry, 0, word_positions(query, entry.title))
