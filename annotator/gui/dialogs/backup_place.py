"""Where backups are kept, and how many of them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from annotator.gui.dialogs.controls import PathField, Prose
from annotator.gui.dialogs.files import choose_folder
from annotator.gui.dialogs.sheet import Sheet
from annotator.gui.theme.controls import Caption
from annotator.workbench.backing_up import MOST_KEPT
from annotator.workbench.language import _

WIDTH = 560
_NUMBER = 64


class BackupPlace(Sheet):
    """A folder and three numbers; ``place_given`` carries the folder and days, weeks, months."""

    place_given = Signal(str, tuple)

    def __init__(self, folder: str, usual: str, counts: tuple[int, int, int]) -> None:
        super().__init__(_("Where backups are kept"), WIDTH)
        self._usual = usual
        self.path = PathField(folder, self._ask_folder, _("Folder"))
        self.numbers = [QLineEdit(str(count)) for count in counts]
        self.content.setSpacing(6)
        self.content.addWidget(Caption(_("Folder"), "head"))
        self.content.addWidget(self.path)
        advice = _("A folder on another disk helps most: then a broken disk costs nothing.")
        self.content.addWidget(Prose(advice))
        self.content.addSpacing(10)
        self.content.addWidget(Caption(_("How many stay"), "head"))
        self.content.addWidget(
            Prose(_("All of the last two days. Of older ones the last of each:"))
        )
        self.content.addLayout(self._grid())
        self.usual_button = self.add_button(_("Usual folder"), lambda: self.path.set_path(usual))
        self.add_button(_("Cancel"), self.dismiss)
        self.add_button(_("Keep them so"), self.on_given, is_primary=True)
        self.path.path_changed.connect(self._show_readiness)
        for field in self.numbers:
            field.textChanged.connect(self._show_readiness)
        self._show_readiness()

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        words = (
            _("days on which there is one"),
            _("weeks before those"),
            _("months before those"),
        )
        for row, (field, told) in enumerate(zip(self.numbers, words, strict=True)):
            field.setValidator(QIntValidator(0, MOST_KEPT, field))
            field.setFixedWidth(_NUMBER)
            field.setAlignment(Qt.AlignmentFlag.AlignRight)
            field.setAccessibleName(told)
            grid.addWidget(field, row, 0)
            grid.addWidget(Caption(told, "body"), row, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def first_focus(self) -> QWidget:
        """Begin in the folder."""
        return self.path.field

    def on_given(self) -> None:
        """Give folder and numbers, and go; the usual folder is given as nothing."""
        if self.reason:
            return
        folder = "" if self.path.full_path in ("", self._usual) else self.path.full_path
        counts = tuple(int(field.text()) for field in self.numbers)
        self.dismiss()
        self.place_given.emit(folder, counts)

    def _show_readiness(self) -> None:
        folder = Path(self.path.full_path or self._usual)
        if not all(field.text().isdigit() for field in self.numbers):
            self.refuse(_("Numbers are needed."))
        elif int(self.numbers[0].text()) < 1:
            self.refuse(_("One day at least."))
        elif not folder.is_absolute() or (folder.exists() and not folder.is_dir()):
            self.refuse(_("This is no folder."))
        else:
            self.refuse("")

    def _ask_folder(self, present: str) -> str | None:
        return choose_folder(self, _("Where backups are kept"), present)
