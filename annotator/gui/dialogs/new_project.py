"""A new project: its file, its codebook, and who codes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from annotator.gui.dialogs.controls import Option, PathField, Prose, scrolling
from annotator.gui.dialogs.files import choose_file, choose_folder
from annotator.gui.dialogs.project_plan import CodebookChoice, ProjectPlan
from annotator.gui.dialogs.sheet import Sheet
from annotator.gui.theme.controls import Caption, PlainButton
from annotator.gui.theme.layouts import column, line
from annotator.workbench.language import _

WIDTH = 720

CheckCodebook = Callable[[str], Sequence[str]]
ChoosePath = Callable[[str], str | None]


class NewProject(Sheet):
    """Asks for everything a project needs and says in place what is not right yet.

    ``check_codebook`` returns the sentences on what is wrong with a file; none mean it is fine.
    ``create_requested`` carries the path of the project, that of the codebook and the name of the
    coder; whoever creates it calls ``show_failure`` or dismisses the sheet.
    """

    create_requested = Signal(str, str, str)

    def __init__(
        self,
        codebooks: Sequence[CodebookChoice],
        check_codebook: CheckCodebook,
        *,
        folder: str,
        coder_name: str = "",
        ask_folder: ChoosePath | None = None,
        ask_codebook: ChoosePath | None = None,
    ) -> None:
        super().__init__(_("New project"), WIDTH)
        self._check_codebook = check_codebook
        self._ask_codebook = ask_codebook or self._ask_for_codebook
        self._is_tried = False
        self._sentences: tuple[str, ...] = ()
        self.name = QLineEdit()
        self.folder = PathField(folder, ask_folder or self._ask_for_folder, _("Folder"))
        self.coder = QLineEdit(coder_name)
        self.choices = QButtonGroup(self)
        self._paths: list[str] = []
        self._list = column(spacing=2)
        self.name_problem, self.coder_problem = _problem_line(), _problem_line()
        self.file_words = Prose("", "ink3")
        self.codebook_problem = Prose("", "bad")
        self._lay_out(codebooks)
        self.add_button(_("Cancel"), self.dismiss)
        self.add_button(_("Create project"), self.on_create, is_primary=True)
        for field in (self.name, self.coder, self.folder.field):
            field.textChanged.connect(self.on_edited)
        self.choices.idToggled.connect(self.on_codebook_chosen)
        if codebooks:
            self.choices.button(0).setChecked(True)
        self.on_edited()

    def _lay_out(self, codebooks: Sequence[CodebookChoice]) -> None:
        content = self.content
        pair = line(spacing=16)
        pair.addLayout(_field(_("Name"), self.name, self.name_problem), 1)
        pair.addLayout(_field(_("Folder"), self.folder, None), 2)
        content.addLayout(pair)
        content.addWidget(self.file_words)
        content.addSpacing(16)
        content.addWidget(Caption(_("Codebook"), "head"))
        content.addSpacing(4)
        for choice in codebooks:
            self._add_choice(choice)
        content.addWidget(scrolling(self._list, min(max(len(codebooks), 2), 5) * 48))
        self.other = PlainButton(_("Another file …"))
        self.other.clicked.connect(self.on_other)
        content.addSpacing(6)
        content.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeft)
        self._problem_area = _problem_area(self.codebook_problem)
        content.addWidget(self._problem_area)
        content.addSpacing(16)
        content.addLayout(_field(_("Your name as coder"), self.coder, self.coder_problem))
        content.addWidget(Prose(_("It stands on every mark you make, also in exports."), "ink3"))

    def _add_choice(self, choice: CodebookChoice) -> None:
        detail = " · ".join(filter(None, (choice.summary, Path(choice.path).name)))
        option = Option(choice.title, detail, is_exclusive=True)
        self.choices.addButton(option, len(self._paths))
        self._paths.append(choice.path)
        self._list.addWidget(option)

    @property
    def codebook_path(self) -> str:
        """Return the file of the chosen codebook, or nothing."""
        chosen = self.choices.checkedId()
        return self._paths[chosen] if chosen >= 0 else ""

    @property
    def plan(self) -> ProjectPlan:
        """Return what is typed and chosen now."""
        return ProjectPlan(
            name=self.name.text().strip(),
            folder=self.folder.path,
            codebook=self.codebook_path,
            coder=self.coder.text().strip(),
            codebook_problems=self._sentences,
        )

    def first_focus(self) -> QWidget:
        """Begin with the name."""
        return self.name

    def on_edited(self) -> None:
        """Say which file comes of what was typed, and what is not right once it was tried."""
        plan = self.plan
        self.file_words.setText(str(plan.path) if plan.name else "")
        if self._is_tried:
            self._show_problems()

    def on_codebook_chosen(self, _number: int, is_chosen: bool) -> None:
        """Check the codebook as soon as it is chosen."""
        if is_chosen:
            self._sentences = tuple(self._check_codebook(self.codebook_path))
            self._show_codebook()

    def on_other(self) -> None:
        """Take another file as codebook; one that is in the list is chosen there."""
        path = self._ask_codebook(self.codebook_path)
        if not path:
            return
        if path not in self._paths:
            self._add_choice(CodebookChoice(path, Path(path).stem, str(Path(path).parent)))
        button = self.choices.button(self._paths.index(path))
        button.show()  # at once, so that the list has grown when it is scrolled to its end
        if button.isChecked():
            self.on_codebook_chosen(self.choices.id(button), True)
        button.setChecked(True)
        button.setFocus()
        area = next((one for one in _parents(button) if isinstance(one, QScrollArea)), None)
        if area is not None:
            QTimer.singleShot(0, button, lambda: area.ensureWidgetVisible(button))

    def on_create(self) -> None:
        """Ask for the project where everything is right; else go to the first thing that is not."""
        self._is_tried = True
        wrong = self._show_problems()
        if wrong is None:
            plan = self.plan
            self.create_requested.emit(str(plan.path), plan.codebook, plan.coder)
        else:
            wrong.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_failure(self, sentence: str) -> None:
        """Say why the project could not be created; everything typed stays."""
        _show(self.name_problem, sentence)
        self.name.setFocus()

    def _show_problems(self) -> QWidget | None:
        """Show what is wrong beside each field; return the first of them."""
        plan = self.plan
        name, coder = plan.name_sentence(), plan.coder_sentence()
        _show(self.name_problem, name)
        _show(self.coder_problem, coder)
        self._show_codebook()
        codebook = plan.codebook_sentence()
        found = ((name, self.name), (codebook, self.other), (coder, self.coder))
        return next((widget for sentence, widget in found if sentence), None)

    def _show_codebook(self) -> None:
        is_asked = self._is_tried or bool(self.codebook_path)
        _show(self.codebook_problem, self.plan.codebook_sentence() if is_asked else "")
        self._problem_area.setVisible(bool(self.codebook_problem.text()))

    def _ask_for_folder(self, path: str) -> str | None:
        return choose_folder(self, _("Folder of the project"), path)

    def _ask_for_codebook(self, path: str) -> str | None:
        patterns = ((_("Codebooks"), "*.yaml *.yml"), (_("All files"), "*"))
        return choose_file(self, _("Codebook"), patterns, str(Path(path).parent))


def _field(words: str, widget: QWidget, problem: Prose | None) -> QVBoxLayout:
    made = column(spacing=4)
    made.addWidget(Caption(words, "head"))
    made.addWidget(widget)
    if problem is not None:
        made.addWidget(problem)
    made.addStretch()
    if not widget.accessibleName():
        widget.setAccessibleName(words)
    return made


def _problem_line() -> Prose:
    made = Prose("", "bad")
    made.hide()
    return made


def _problem_area(problem: Prose) -> QScrollArea:
    inside = column(margins=(0, 8, 0, 0))
    inside.addWidget(problem)
    area = scrolling(inside, 110)
    area.hide()
    return area


def _show(problem: Prose, sentence: str) -> None:
    problem.setText(sentence)
    problem.setVisible(bool(sentence))


def _parents(widget: QWidget) -> Iterator[QWidget]:
    parent = widget.parentWidget()
    while parent is not None:
        yield parent
        parent = parent.parentWidget()
