"""One open project on the screen: the panels, what connects them, and their commands."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget

from annotator.gui.models.documents import DocumentsModel
from annotator.gui.reader.look import TagMode
from annotator.gui.theme.controls import has_focus
from annotator.gui.theme.faces import face
from annotator.gui.theme.look import look
from annotator.gui.theme.naming import naming
from annotator.gui.workspace.articles_desk import ArticlesDesk
from annotator.gui.workspace.find_desk import FindDesk
from annotator.gui.workspace.frame import FOLDS, Frame
from annotator.gui.workspace.keys import COMMANDS, TextKeys
from annotator.gui.workspace.marking import Marking
from annotator.gui.workspace.marks_desk import MarksDesk
from annotator.gui.workspace.problems_desk import ProblemsDesk
from annotator.gui.workspace.scene import Scene
from annotator.gui.workspace.view_looks import Families, make_view_look
from annotator.model.change import Change
from annotator.model.document import DocumentRow
from annotator.model.errors import AnnotatorError, RefusedError
from annotator.model.extent import Extent
from annotator.model.identity import Id
from annotator.workbench.language import _, ngettext, number
from annotator.workbench.session import Session
from annotator.workbench.settings import Settings

ZOOM_STEP = 1.1
MARK_MENU: tuple[str, ...] = ("relabel", "relate", "note", "guideline", "delete")
TEXT_MENU: tuple[str, ...] = ("copy", "select_all", "find")
"""What the menus at a mark and beside all marks offer."""
WORDS_MENU: tuple[str, ...] = ("add_words", "take_words")
"""What they offer first while words are selected and a mark is in focus."""


class Workspace(QWidget):
    """Everything that is seen and done while a project is open.

    ``commands`` are the ids of actions that are handled here; what else is pressed in the text is
    passed on as ``command_requested``.
    """

    changed = Signal(object)
    state_changed = Signal()
    failed = Signal(object)
    message = Signal(str)
    hint = Signal(str)
    problems_counted = Signal(int)
    command_requested = Signal(str)

    def __init__(self, session: Session, settings: Settings, plain_keys: dict[str, str]) -> None:
        super().__init__()
        self.session = session
        self.settings = settings
        look().set_codebook(session.codebook, naming().language)
        self.scene = Scene(session, settings, self)
        self._is_busy = False
        self.frame = Frame(DocumentsModel(self._load_rows, self))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.frame)
        self.marking = Marking(self.scene, self.frame.reader, self)
        self.articles = ArticlesDesk(self.scene, self.frame)
        self.marks = MarksDesk(self.scene, self.frame, self.marking)
        self.problems = ProblemsDesk(self.scene, self.frame)
        self.places = FindDesk(self.scene, self.frame)
        self.keys = TextKeys(self.scene, self.frame.reader, self.marking, plain_keys)
        self._connect()
        self._dress()
        self._commands = self._command_table()

    @property
    def commands(self) -> frozenset[str]:
        """Return the ids of the actions that this workspace carries out."""
        return frozenset(self._commands)

    def before_command(self, command: str) -> None:
        """Take in what is being typed, and leave the modes that the command does not belong to."""
        self.frame.inspector.commit()
        if command not in ("pick_start", "pick_end"):
            self.marking.pick_end(None)
        if command != "relabel":
            self.marking.wait_for_label(False)

    def run(self, command: str) -> None:
        """Carry out one of the ``commands``."""
        self._commands[command]()

    def start(self) -> None:
        """Show the list and the last article, and take the keyboard."""
        self.frame.folds = {name: bool(self.settings[name]) for name in FOLDS}
        self.frame.set_marks_height(int(self.settings["marks_height"]))
        self.frame.reader.set_zoom(float(self.settings["zoom"]))
        self.articles.start()
        self.frame.reader.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Remember the place and neither ask nor hear more of the project, which stays open."""
        self.frame.inspector.commit()
        self.articles.remember()
        self.set_busy(True)
        self.scene.close()

    def set_busy(self, is_busy: bool) -> None:
        """Ask nothing of the project while long work has it."""
        self._is_busy = is_busy
        self.articles.set_busy(is_busy)
        self.problems.set_busy(is_busy)
        if not is_busy:
            self.frame.articles.model.look_again()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give the text what the list of marks has no use for: the keys that act on a mark."""
        held = event.modifiers() & COMMANDS
        if has_focus(self.frame.marks) and event.text().isprintable() and event.text() and not held:
            self.frame.reader.setFocus()
            QApplication.sendEvent(self.frame.reader, event)
        else:
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        look().set_codebook(self.session.codebook, naming().language)
        self.frame.retranslate()
        self.problems.check()

    def state(self) -> frozenset[str]:
        """Return which needs of actions are met now."""
        needs = {"project", "coding"}
        if self.scene.document is not None:
            needs.add("article")
            if not self._is_busy and self.session.finding.waiting(self.scene.document.id):
                needs.add("waiting")
        if self.scene.focused_id is not None:
            needs.add("span")
        return frozenset(needs)

    def show_change(self, change: Change) -> None:
        """Go to what undo or redo has changed: the article, and the mark where it is there."""
        document, span = (change.about.get(name) for name in ("document_id", "span_id"))
        start = change.about.get("start")
        self.show_passage(
            Id(str(document)) if document else None,
            Id(str(span)) if span else None,
            start if isinstance(start, int) else None,
        )

    def show_passage(self, document: Id | None, span: Id | None, start: int | None) -> None:
        """Open an article at a mark where it is there, else where it begins (in code points)."""
        if document:
            self.articles.open(document)
        annotations = self.scene.annotations
        if span and annotations is not None and span in annotations.span_by_id():
            self.frame.reader.clear_selection()
            self.scene.focus_span(span)
            self.frame.reader.focus_span(span)
        elif document:
            # What is gone had a place, and what concerns the article stands in its own panel.
            self.scene.focus_span(None)
            if start is not None:
                self.frame.reader.set_selection(start, start)

    def choose_value(self, label_id: str, attribute: str, value: str) -> None:
        """Label the selection (or relabel the focused mark) and answer one of its questions."""
        span, selected = self.scene.focused_span, self.frame.reader.selected_extent()
        if selected is not None:
            span = self.marking.add(label_id, selected)
        elif span is not None and span.label != label_id:
            self.marking.relabel(label_id)
            span = self.scene.focused_span
        if span is None or span.label != label_id:
            return
        question = self.session.codebook.labels[label_id].attributes[attribute]
        present = span.attributes.get(attribute)
        if question.many:
            kept = present if isinstance(present, tuple) else ()
            self.marking.set_attribute(span.id, attribute, tuple(dict.fromkeys((*kept, value))))
        else:
            self.marking.set_attribute(span.id, attribute, value)

    def set_tag_names(self, are_full: bool) -> None:
        """Show full names on the marks, or letters."""
        self.settings["tag_names"] = are_full
        self._dress()

    def _load_rows(self, ids: Sequence[Id]) -> Sequence[DocumentRow]:
        return () if self._is_busy else self.session.finding.rows(ids)

    # inside -----------------------------------------------------------------------------------

    def _connect(self) -> None:
        frame, keys = self.frame, self.keys
        look().changed.connect(self._dress)
        self.scene.project_changed.connect(self._on_changed)
        self.scene.codebook_changed.connect(self._on_codebook_changed)
        self.scene.article_opened.connect(self.state_changed)
        self.scene.span_focused.connect(lambda _span: self.state_changed.emit())
        for desk in (self.marking, self.articles):
            desk.failed.connect(self._on_failed)
        self.problems.counted.connect(self.problems_counted)
        frame.folded.connect(self.state_changed)
        frame.fold_chosen.connect(self._remember)
        frame.marks_height_chosen.connect(lambda high: self._remember("marks_height", high))
        self.problems.question_wanted.connect(self._on_question_wanted)
        frame.inspector.message.connect(self.message)
        self.articles.done_refused.connect(lambda: self.problems.show_panel(True))
        self.marking.end_picked.connect(self._on_end_picked)
        self.marking.waiting_for_label.connect(self._on_waiting)
        self.marking.unneeded.connect(self._on_unneeded)
        self.marking.followed.connect(self._on_followed)
        keys.command_pressed.connect(self.command_requested)
        keys.digit_pressed.connect(self._on_digit)
        keys.unknown_pressed.connect(self._on_unknown_key)
        keys.words_needed.connect(
            lambda: self.message.emit(_("Select words first, then press the key of a label."))
        )
        keys.first_label_wanted.connect(self._on_enter)
        keys.next_found_wanted.connect(lambda: self.places.walk(1))
        keys.escaped.connect(self._on_escaped)
        frame.reader.zoom_changed.connect(self._on_zoom_changed)
        frame.reader.context_menu_requested.connect(self._on_context_menu)
        self._connect_requests(frame)

    def _connect_requests(self, frame: Frame) -> None:
        """Let what the panels ask for be carried out as commands."""
        self.problems.check_wanted.connect(lambda: self.command_requested.emit("check_marks"))
        frame.bar.all_requested.connect(lambda: self.command_requested.emit("palette"))
        frame.bar.words_requested.connect(lambda: self.command_requested.emit("add_words"))
        frame.articles.add_requested.connect(lambda: self.command_requested.emit("add_articles"))
        frame.nothing.step_requested.connect(lambda: self.command_requested.emit("add_articles"))
        frame.articles.fold_requested.connect(lambda: self.command_requested.emit("fold_left"))
        frame.rail.unfold_requested.connect(lambda: self.command_requested.emit("fold_left"))
        frame.inspector.guideline_requested.connect(
            lambda _label: self.command_requested.emit("guideline")
        )
        frame.inspector.relate_requested.connect(lambda: self.command_requested.emit("relate"))

    def _command_table(self) -> dict[str, Callable[[], object]]:
        frame, marking = self.frame, self.marking
        return {
            "copy": frame.reader.copy,
            "select_all": frame.reader.select_all,
            "find": self.places.start,
            "find_next": lambda: self.places.walk(1),
            "find_previous": lambda: self.places.walk(-1),
            "find_article": self._find_article,
            "relabel": lambda: marking.wait_for_label(True),
            "pick_start": lambda: marking.pick_end("start"),
            "pick_end": lambda: marking.pick_end("end"),
            "add_words": lambda: self._with_words(marking.add_words),
            "take_words": lambda: self._with_words(marking.take_words),
            "note": self._write_note,
            "delete": marking.delete,
            "next_span": lambda: marking.walk(1),
            "previous_span": lambda: marking.walk(-1),
            "next_question": lambda: self._walk_questions(1),
            "previous_question": lambda: self._walk_questions(-1),
            "next_problem": lambda: self.problems.walk(1),
            "previous_problem": lambda: self.problems.walk(-1),
            "done": self.articles.toggle_done,
            "next_article": lambda: self.articles.walk(1),
            "previous_article": lambda: self.articles.walk(-1),
            "zoom_in": lambda: self._zoom(ZOOM_STEP),
            "zoom_out": lambda: self._zoom(1 / ZOOM_STEP),
            "zoom_reset": lambda: self.frame.reader.set_zoom(1.0),
        }

    def _dress(self) -> None:
        mode: TagMode = "names" if self.settings["tag_names"] else "letters"
        reading = str(self.settings["reading_font"]) or face("reading")
        families = Families(reading, face("ui"))
        self.frame.reader.set_look(make_view_look(look(), naming(), families, mode))

    def _zoom(self, factor: float) -> None:
        self.frame.reader.set_zoom(float(self.settings["zoom"]) * factor)

    def _find_article(self) -> None:
        self.frame.unfold("left")
        self.frame.articles.focus_search()

    def _write_note(self) -> None:
        self.frame.unfold("right")
        self.marks.show_inspector()
        self.frame.inspector.focus_note()

    def _with_words(self, act: Callable[[Extent], None]) -> None:
        """Do to the mark in focus what takes selected words, or say that there are none."""
        selected = self.frame.reader.selected_extent()
        if selected is not None:
            act(selected)
        else:
            self.message.emit(_("Select the words first; the mark stays in focus."))

    def _walk_questions(self, step: int) -> None:
        self.frame.unfold("right")
        self.marks.show_inspector()
        self.frame.inspector.arm_next(step)

    def _remember(self, name: str, value: object) -> None:
        self.settings[name] = value

    def _on_changed(self, change: Change) -> None:
        self.changed.emit(change)

    def _on_codebook_changed(self) -> None:
        """Show the labels of the codebook in force, if it is another one now."""
        if naming().codebook is not self.session.codebook:
            look().set_codebook(self.session.codebook, naming().language)
            self.frame.retranslate()

    def _on_failed(self, error: AnnotatorError) -> None:
        """Pass it on; what was refused is not shown as if it were stored."""
        if isinstance(error, RefusedError):
            self.frame.inspector.show_stored()
        self.failed.emit(error)

    def _on_enter(self) -> None:
        extent = self.frame.reader.selected_extent()
        if extent is not None and self.places.holds(extent):
            self.places.walk(1)
        else:
            self.marks.choose_first_label()

    def _on_escaped(self) -> None:
        if self.frame.find_bar.isVisibleTo(self.frame):
            self.places.close()
        elif self.frame.problems.isVisibleTo(self.frame):
            self.problems.show_panel(False)

    def _on_question_wanted(self, question: str, takes_keyboard: bool) -> None:
        self.marks.show_inspector()
        if takes_keyboard:
            self.frame.unfold("right")
            self.frame.inspector.focus_attribute(question)
        else:
            self.frame.inspector.arm(question)

    def _on_digit(self, digit: int) -> None:
        if not self.frame.inspector.press_digit(digit):
            self.message.emit(_("The bold question has no answer {digit}.").format(digit=digit))

    def _on_unknown_key(self, key: str) -> None:
        self.message.emit(_("No label has the key {key}.").format(key=key))

    def _on_unneeded(self, command: str) -> None:
        has = command == "add_words"
        self.message.emit(
            _("The mark has these words already.") if has else _("These words are not in the mark.")
        )

    def _on_followed(self, count: int) -> None:
        told = ngettext(
            "{count} mark or relation is answered otherwise now; Ctrl+Z takes all of it back.",
            "{count} marks and relations are answered otherwise now; Ctrl+Z takes all of it back.",
            count,
        )
        self.message.emit(told.format(count=number(count)))

    def _on_end_picked(self, end: str | None) -> None:
        messages = {
            "start": _("Arrows move the start, with Ctrl by words. Enter when done."),
            "end": _("Arrows move the end, with Ctrl by words. Enter when done."),
        }
        self.hint.emit(messages.get(end or "", ""))

    def _on_waiting(self, is_waiting: bool) -> None:
        self.hint.emit(_("Press the key of the new label.") if is_waiting else "")

    def _on_zoom_changed(self, zoom: float) -> None:
        self.settings["zoom"] = round(zoom, 3)

    def _on_context_menu(self, span_id: Id | None, place: QPoint) -> None:
        menu = QMenu(self)
        has_words = self.frame.reader.selected_extent() is not None
        first = WORDS_MENU if has_words and self.scene.focused_id is not None else ()
        for name in (*first, *(TEXT_MENU if span_id is None else MARK_MENU)):
            action = self.window().findChild(QAction, name)
            if isinstance(action, QAction):
                menu.addAction(action)
        menu.exec(place)
        menu.deleteLater()
