"""The one look of the application: theme, label colours, and names in the language read."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyle

from annotator.gui.theme.faces import named_font
from annotator.gui.theme.legend import label_colours, label_letters
from annotator.gui.theme.style import style_sheet
from annotator.gui.theme.tokens import CONTRAST, DARK, LIGHT, MOTION_MS, THEMES, Theme
from annotator.gui.theme.tone import NO_COLOUR, Tone, make_tone
from annotator.model.attributes import Attribute
from annotator.model.codebook import Codebook
from annotator.model.span import AttributeValue
from annotator.model.words import Words

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
        self.language = "en"
        self.codebook = Codebook("", "")
        self._is_still = False
        self._letters: dict[str, str] = {}
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
        """Take label colours, letters and names from a codebook, in a language."""
        self.codebook, self.language = codebook, language
        self._letters = label_letters(codebook, language)
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
        relation = self.codebook.relations.get(relation_id)
        own = relation.color if relation else None
        return self.colour_tone(own) if own else self.tone(source_label)

    def colour_tone(self, colour: str) -> Tone:
        """Return the tones of any colour in this theme."""
        if colour not in self._tones:
            self._tones[colour] = make_tone(colour, self.theme)
        return self._tones[colour]

    def words(self, words: Words, fallback: str = "") -> str:
        """Return a text of the codebook in the language read, else the id in plain words."""
        return words.in_language(self.language) or fallback.replace("_", " ")

    def label_name(self, label_id: str) -> str:
        """Return the name of a label."""
        label = self.codebook.labels.get(label_id)
        return self.words(label.name if label else Words(), label_id)

    def label_letter(self, label_id: str) -> str:
        """Return the letter on the label's cap: its shortcut, else the first free letter."""
        return self._letters.get(label_id) or label_id[:1].upper()

    def relation_name(self, relation_id: str) -> str:
        """Return the name of a relation label."""
        relation = self.codebook.relations.get(relation_id)
        return self.words(relation.name if relation else Words(), relation_id.rpartition(".")[2])

    def attribute_name(self, attribute: Attribute) -> str:
        """Return the name of a question."""
        return self.words(attribute.name, attribute.id)

    def value_name(self, attribute: Attribute, value: AttributeValue) -> str:
        """Return how people read an answer; an open answer reads as it was typed."""
        if isinstance(value, tuple):
            return ", ".join(self.value_name(attribute, one) for one in value)
        text = "" if value is None else str(value)
        known = attribute.values.get(text)
        if known:
            return self.words(known.name, text)
        entries = self.codebook.lists.get(attribute.list_id or "")
        return entries.label_of(text) if entries else text

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
    palette = QPalette()
    for role, name in _ROLES.items():
        palette.setColor(role, QColor(getattr(theme, name)))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.ink3))
    if application.style().name().lower() != "fusion":
        application.setStyle("Fusion")
    application.setPalette(palette)
    application.setFont(named_font("body"))
    application.setStyleSheet(style_sheet(theme))
