"""Who is coding: changing to another person of the project, or to a new one."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu, QWidget

from annotator.model.assignment import is_person
from annotator.workbench.language import _
from annotator.workbench.session import Session


class People(QObject):
    """Asks who is coding; ``coder_chosen`` carries the name."""

    coder_chosen = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window

    def ask(self, session: Session | None, place: QPoint | None = None) -> None:
        """Offer everybody who marks in the project, and somebody new; gold is nobody."""
        if session is None:
            return
        menu = QMenu(self._window)
        names = {}
        for coder in filter(is_person, session.finding.coders()):
            action = menu.addAction(coder.name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(coder.id == session.coder.id)
            names[action] = coder.name
        menu.addSeparator()
        newcomer = menu.addAction(_("Another person …"))
        chosen = menu.exec(place or QCursor.pos())
        menu.deleteLater()
        if chosen is newcomer:
            self._ask_name()
        elif chosen in names and names[chosen] != session.coder.name:
            self.coder_chosen.emit(names[chosen])

    def _ask_name(self) -> None:
        from annotator.gui.dialogs.ask_name import AskName

        purpose = _(
            "Everybody marks in a set of their own and does not see the marks of the others. The "
            "name stands on every mark, also in exports."
        )
        sheet = AskName(_("Code as another person"), purpose, _("Go on as this person"))
        sheet.name_given.connect(self.coder_chosen)
        sheet.open_over(self._window)
