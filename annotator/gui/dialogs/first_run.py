"""The window without a project: how to begin, and the projects of late."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from annotator.gui.dialogs.controls import Prose
from annotator.gui.dialogs.recent_projects import RecentProject
from annotator.gui.theme.chips import Chip
from annotator.gui.theme.controls import Caption, PaintedButton, surface
from annotator.gui.theme.faces import font, named_font, text_width
from annotator.gui.theme.icons import draw_icon
from annotator.gui.theme.layouts import column, line
from annotator.gui.theme.look import look
from annotator.gui.theme.paint import RIGHT, caps_width, draw_caps, draw_text, ring, rounded
from annotator.gui.theme.tokens import RADIUS, TYPE
from annotator.workbench.language import _

WIDTH = 520
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class StartRow(PaintedButton):
    """Something to begin with; the row with the focus says that Enter takes it."""

    def __init__(self, words: str, keys: str, height: int) -> None:
        super().__init__(words)
        self.keys = keys
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the usual width."""
        return QSize(WIDTH, self.height())

    def shown_keys(self) -> str:
        """Return the key caps to show now."""
        return self.keys or ("Enter" if self.hasFocus() else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the row, with a ground and a ring that have a card's corners."""
        painter = QPainter(self)
        theme = look().theme
        if self.hasFocus():
            rounded(painter, self.rect(), theme.panel, RADIUS["card"])
        elif self.isEnabled() and self.underMouse():
            rounded(painter, self.rect(), theme.hover, RADIUS["card"])
        self._is_cut = self.paint(painter, QRectF(self.rect()))
        if self.hasFocus():
            ring(painter, self.rect(), RADIUS["card"])
        painter.end()


class Card(StartRow):
    """A way to begin: icon, what it does, what comes of it."""

    def __init__(self, icon: str, words: str, detail: str, keys: str = "") -> None:
        super().__init__(words, keys, 58)
        self.icon_name, self.detail = icon, detail
        self.setAccessibleDescription(detail)

    def paint(self, painter: QPainter, rect: QRectF) -> bool:
        """Draw the icon, both lines and the key."""
        theme = look().theme
        draw_icon(painter, self.icon_name, 18, 20, theme.ink2, 18)
        end = rect.width() - 18
        keys = self.shown_keys()
        if keys:
            draw_caps(painter, end, rect.height() / 2, keys)
            end -= caps_width(keys) + 8
        area = QRectF(52, 9, end - 52, 22)
        is_cut = draw_text(painter, area, self.text(), theme.ink, font(14, 600))
        area = QRectF(52, 30, end - 52, 20)
        return draw_text(painter, area, self.detail, theme.ink2, named_font("small")) or is_cut


class ProjectRow(StartRow):
    """A project opened of late: its name, folder, and when; grey where the file is gone."""

    def __init__(self, project: RecentProject) -> None:
        super().__init__(project.name, "", 32)
        self.project = project
        self.setEnabled(not project.is_missing)
        self.setAccessibleDescription(f"{project.folder}, {project.when}")

    def paint(self, painter: QPainter, rect: QRectF) -> bool:
        """Draw name, folder and time."""
        theme, small = look().theme, named_font("small")
        ink = theme.ink if self.isEnabled() else theme.ink3
        draw_icon(painter, "file", 19, rect.height() / 2 - 8, ink, 16)
        end, keys = rect.width() - 18, self.shown_keys()
        if keys:
            draw_caps(painter, end, rect.height() / 2, keys)
            end -= caps_width(keys) + 6
        wide = text_width(self.project.when, small) + 1
        area = QRectF(end - wide, 0, wide, rect.height())
        draw_text(painter, area, self.project.when, theme.ink3, small, RIGHT)
        end -= wide + 12
        name = named_font("body")
        wide = min(text_width(self.text(), name) + 1, (end - 52) * 0.7)
        is_cut = draw_text(painter, QRectF(52, 0, wide, rect.height()), self.text(), ink, name)
        area = QRectF(52 + wide + 10, 0, end - 62 - wide, rect.height())
        return draw_text(painter, area, self.project.folder, theme.ink3, small) or is_cut


class FirstRun(QWidget):
    """Three ways to begin, the projects of late, and the language.

    The arrows move among ways and projects, Enter takes one.  ``languages`` maps codes to the name
    of each language in itself.
    """

    sample_requested = Signal()
    new_requested = Signal()
    open_requested = Signal()
    project_chosen = Signal(str)
    language_chosen = Signal(str)

    def __init__(
        self,
        recents: Sequence[RecentProject] = (),
        *,
        languages: Mapping[str, str],
        language: str,
    ) -> None:
        super().__init__()
        surface(self, "paper")
        self._languages = languages
        self.rows: list[StartRow] = []
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column(self).addWidget(self._area)
        self.show_state(recents, language)

    def show_state(self, recents: Sequence[RecentProject], language: str) -> None:
        """Show these projects, in the language in use; everything is written anew."""
        had_focus = self.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self.rows = []
        whole = QWidget()
        surface(whole, "paper")
        outer = column(whole, (24, 24, 24, 24))
        outer.addStretch(2)
        middle = line()
        middle.addStretch()
        narrow = QWidget()
        narrow.setFixedWidth(WIDTH)
        middle.addWidget(narrow)
        middle.addStretch()
        outer.addLayout(middle)
        outer.addStretch(3)
        inside = column(narrow)
        self._add_head(inside)
        self._add_ways(inside)
        self._add_recents(inside, recents)
        self._add_languages(inside, language, has_recents=bool(recents))
        # What asked for this may be a button in the old content: it goes a moment later.
        old = self._area.takeWidget()
        if old is not None:
            old.deleteLater()
        self._area.setWidget(whole)
        whole.show()
        for row in self.rows:
            row.installEventFilter(self)
        if had_focus:
            self.first_focus().setFocus()

    def _add_head(self, inside: QVBoxLayout) -> None:
        head = Prose(_("Start coding"), "ink")
        head.setFont(_display_font())
        inside.addWidget(head)
        inside.addSpacing(8)
        inside.addWidget(
            Prose(
                _(
                    "A project is one file on this computer: articles, codebook, marks and their "
                    "history. Nothing is sent to the internet."
                )
            )
        )
        inside.addSpacing(22)

    def _add_ways(self, inside: QVBoxLayout) -> None:
        sample = Card(
            "book",
            _("Open the sample"),
            _("Five marked news articles on civil-service neutrality, to try things out"),
        )
        new = Card("plus", _("New project …"), _("Choose a codebook, then add articles"), "Ctrl+N")
        known = Card("folder", _("Open a project …"), _("An existing .annot file"), "Ctrl+O")
        sample.clicked.connect(self.sample_requested)
        new.clicked.connect(self.new_requested)
        known.clicked.connect(self.open_requested)
        for card in (sample, new, known):
            inside.addWidget(card)
            inside.addSpacing(6)
            self.rows.append(card)

    def _add_recents(self, inside: QVBoxLayout, recents: Sequence[RecentProject]) -> None:
        if not recents:
            return
        inside.addSpacing(12)
        head = Caption(_("Recent projects"), "head")
        head.setContentsMargins(18, 0, 0, 0)
        inside.addWidget(head)
        inside.addSpacing(4)
        for project in recents:
            row = ProjectRow(project)
            row.clicked.connect(lambda _on=False, path=project.path: self.project_chosen.emit(path))
            inside.addWidget(row)
            self.rows.append(row)

    def _add_languages(self, inside: QVBoxLayout, language: str, *, has_recents: bool) -> None:
        inside.addSpacing(18)
        foot = line(spacing=4)
        words = "" if has_recents else _("Recent projects will appear here.")
        foot.addWidget(Caption(words, "count"), 1)
        for code, name in self._languages.items():
            chip = Chip(name)
            chip.setAutoExclusive(True)
            chip.setChecked(code == language)
            chip.clicked.connect(lambda _on=False, code=code: self.language_chosen.emit(code))
            foot.addWidget(chip)
        inside.addLayout(foot)

    def first_focus(self) -> StartRow:
        """Return the row to begin at: the project opened last, else the sample."""
        projects = (row for row in self.rows if isinstance(row, ProjectRow) and row.isEnabled())
        return next(projects, self.rows[0])

    def showEvent(self, event: QShowEvent) -> None:
        """Put the keyboard where somebody most likely begins."""
        super().showEvent(event)
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move from row to row with the arrows."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() not in _STEPS or not isinstance(watched, StartRow):
            return False
        usable = [row for row in self.rows if row.isEnabled()]
        place = usable.index(watched) + _STEPS[Qt.Key(event.key())]
        row = usable[place % len(usable)]
        row.setFocus(Qt.FocusReason.TabFocusReason)
        self._area.ensureWidgetVisible(row)
        return True


def _display_font() -> QFont:
    return font(TYPE["display"], 400, "reading")
