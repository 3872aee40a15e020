"""The choice of a typeface for the text."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtGui import QCursor, QFontDatabase
from PySide6.QtWidgets import QMenu, QWidget

from annotator.gui.theme.tokens import FACES
from annotator.workbench.language import _

MOST = 40


def choose_typeface(window: QWidget, present: str, place: QPoint | None = None) -> str | None:
    """Offer the typefaces that are there; return a family, ``""`` for the usual one, or None."""
    installed = set(QFontDatabase.families())
    known = [name for kind in ("reading", "ui") for name in FACES[kind] if name in installed]
    others = [
        name
        for name in sorted(installed)
        if name not in known and not QFontDatabase.isPrivateFamily(name)
        and QFontDatabase.WritingSystem.Latin in QFontDatabase.writingSystems(name)
    ]  # fmt: skip
    names = (known + others)[:MOST]
    if present in others and present not in names:
        names[-1] = present
    menu = QMenu(window)
    choices = {menu.addAction(_("The usual one")): ""}
    menu.addSeparator()
    for name in names:
        action = menu.addAction(name)
        action.setCheckable(True)
        action.setChecked(name == present)
        choices[action] = name
    chosen = menu.exec(place or QCursor.pos())
    menu.deleteLater()
    return choices.get(chosen) if chosen is not None else None
