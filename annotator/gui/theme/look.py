"""The one look of the application: its theme and the colours of labels."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyle

from annotator.gui.theme.faces import named_font
from annotator.gui.theme.legend import label_colours
from annotator.gui.theme.naming import naming
from annotator.gui.theme.style import style_sheet
from annotator.gui.theme.tokens import CONTRAST, DARK, LIGHT, MOTION_MS, THEMES, Theme
from annotator.gui.theme.tone import NO_COLOUR, Tone, make_tone
from annotator.model.codebook import Codebook

SYSTEM = "system"
"""The name of the choice to follow the computer's own setting."""

_ROLES = {
    QPalette.ColorRole.Window: "panel",
    QPalette.ColorRole.Base: "paper",
    QPalette.ColorRole.AlternateBase: "panel",
    QPalette.ColorRole.Button: "panel",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.PlaceholderText: "ink3",
    QPalette.ColorRole.Highlight: "select",
    QPalette.ColorRole.HighlightedText: "ink",
    QPalette.ColorRole.ToolTipBase: "ink",
    QPalette.ColorRole.ToolTipText: "on_ink",
    QPalette.ColorRole.Link: "focus",
}


class Look(QObject):
    """Theme and codebook as the screen shows them; ``changed`` follows every change of either."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.theme: Theme = LIGHT
        self.choice = "light"
        self._is_still = False
        self._colours: dict[str, str] = {}
        self._tones: dict[str, Tone] = {}

    def set_theme(self, name: str) -> None:
        """Use ``light``, ``dark``, ``contrast``, or ``system`` to follow the computer."""
        self.choice = name if name in THEMES else SYSTEM
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(
            self._on_system_changed, Qt.ConnectionType.UniqueConnection
        )
        chosen = THEMES.get(name)
        if chosen is None:
            hints.unsetColorScheme()
        else:
            hints.setColorScheme(_scheme(chosen))
        self._use(chosen or system_theme())

    def set_codebook(self, codebook: Codebook, language: str) -> None:
        """Take colours and names from a codebook, in a language."""
        naming().set_codebook(codebook, language)
        self._colours = label_colours(codebook)
        self._tones.clear()
        self._tell()

    def set_still(self, is_still: bool) -> None:
        """Do without fades, also where the system does not ask for it."""
        self._is_still = is_still

    @property
    def motion_ms(self) -> int:
        """Return how long a fade takes: 0 when less motion is wanted."""
        style = QApplication.style()
        wanted = style.styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration)
        return 0 if self._is_still or wanted == 0 else MOTION_MS

    def tone(self, label_id: str) -> Tone:
        """Return the tones of a label; grey for one that the codebook does not know."""
        return self.colour_tone(self._colours.get(label_id, NO_COLOUR))

    def relation_tone(self, relation_id: str, source_label: str) -> Tone:
        """Return the tones of a relation: its own colour, else that of the label it starts at."""
        relation = naming().codebook.relations.get(relation_id)
        own = relation.color if relation else None
        return self.colour_tone(own) if own else self.tone(source_label)

    def colour_tone(self, colour: str) -> Tone:
        """Return the tones of any colour in this theme."""
        if colour not in self._tones:
            self._tones[colour] = make_tone(colour, self.theme)
        return self._tones[colour]

    def _on_system_changed(self) -> None:
        if self.choice == SYSTEM:
            self._use(system_theme())

    def _use(self, theme: Theme) -> None:
        self.theme = theme
        self._tones.clear()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            _dress(application, theme)
        self._tell()

    def _tell(self) -> None:
        # A window repaints all that it holds; asking for every widget would wrap each in Python.
        for window in QApplication.topLevelWidgets():
            window.update()
        self.changed.emit()


@cache
def look() -> Look:
    """Return the look that all widgets share."""
    return Look()


def system_theme() -> Theme:
    """Return the theme that the computer's own settings ask for."""
    hints = QGuiApplication.styleHints()
    if _wants_contrast():
        return CONTRAST
    return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT


def _scheme(theme: Theme) -> Qt.ColorScheme:
    """Return what the computer needs to know for the frame around the window."""
    return Qt.ColorScheme.Dark if theme.is_dark else Qt.ColorScheme.Light


def _wants_contrast() -> bool:
    """Ask for the contrast preference, which Qt tells from version 6.10 on."""
    accessibility = getattr(QGuiApplication.styleHints(), "accessibility", None)
    if accessibility is None:
        return False
    return bool(accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast)


def _dress(application: QApplication, theme: Theme) -> None:
    """Give the application the theme's colours; asking every widget anew is dear, so only once."""
    sheet = style_sheet(theme)
    if application.styleSheet() == sheet:
        return
    palette = QPalette()
    for role, name in _ROLES.items():
        palette.setColor(role, QColor(getattr(theme, name)))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.ink3))
    if not application.styleSheet():  # with a sheet, the style is one that wraps ours
        application.setStyle("Fusion")
    application.setPalette(palette)
    application.setFont(named_font("body"))
    application.setStyleSheet(sheet)
