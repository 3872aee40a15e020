"""The window: menus above, the workspace or the first screen, the status line below."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from annotator.gui.commands.actions import ACTIONS
from annotator.gui.commands.menus import Menus
from annotator.gui.commands.review_rows import REVIEW
from annotator.gui.commands.workspaces import WORKSPACES
from annotator.gui.flow_window import FlowWindow
from annotator.gui.runtime.errors import error_texts
from annotator.gui.theme.controls import Hairline
from annotator.gui.theme.layouts import column
from annotator.gui.theme.look import look
from annotator.gui.theme.naming import naming
from annotator.gui.workspace.scene import Scene
from annotator.gui.workspace.workspace import Workspace
from annotator.model.change import Change
from annotator.model.errors import AnnotatorError, NotSaved, RefusedError
from annotator.workbench.language import LANGUAGES, _, language, set_language, short_time
from annotator.workbench.session import Session
from annotator.workbench.settings import Settings
from annotator.workbench.wording import error_sentence

if TYPE_CHECKING:
    from annotator.gui.dialogs.first_run import FirstRun
    from annotator.gui.review.page import Page

TITLE = "Annotator"
LEAST = (960, 540)
USUAL = (1366, 768)
THEMES = ("system", "light", "dark", "contrast")


class MainWindow(FlowWindow):
    """Holds the parts together and carries out what concerns all of them."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self._fault: NotSaved | None = None
        self.setMenuWidget(self.top)
        self._build()
        self.menus = Menus(self.top.menu_bar, self)
        self._commands = self._command_table()
        self._connect()
        self._restore_geometry()
        self.top.set_project_open(False)

    @property
    def scene(self) -> Scene | None:
        """Return what the workspace looks at, or None without a project."""
        return self.workspace.scene if self.workspace is not None else None

    def trigger(self, action_id: str) -> None:
        """Carry out a command, if it can be used now."""
        is_waiting = self.is_busy and action_id != "quit"
        if is_waiting or not self.menus.is_enabled(action_id):
            return
        page = self.reviewing.page
        if self.workspace is not None:
            self.workspace.before_command(action_id)
        if page is not None and action_id in page.commands:
            page.commands[action_id]()
        elif self.workspace is not None and action_id in self.workspace.commands:
            self.workspace.run(action_id)
        elif action_id in self._commands:
            self._commands[action_id]()

    def show_error(self, title: str, text: str, details: str) -> None:
        """Show what went wrong on a sheet over the window."""
        self.help.show_message(title, text, details)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember size and place; everything else is on the disk already."""
        self._stop_work()
        self.opening.stop()
        self.safekeeping.finish(is_last=True)
        self.projects.close()
        geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        self.settings["window"] = {"geometry": geometry}
        super().closeEvent(event)

    # building ---------------------------------------------------------------------------------

    def _build(self) -> None:
        self.first_run: FirstRun | None = None
        self.stack = QStackedWidget()
        body = QWidget()
        inner = column(body)
        inner.addWidget(Hairline())
        inner.addWidget(self.notice)
        inner.addWidget(self.stack, 1)
        inner.addWidget(Hairline())
        inner.addWidget(self.status)
        self.setCentralWidget(body)
        self.setMinimumSize(*LEAST)

    def _connect(self) -> None:
        self.menus.triggered.connect(self.trigger)
        self.top.search_requested.connect(lambda: self.trigger("palette"))
        self.top.fold_requested.connect(lambda: self.trigger("fold_right"))
        self.status.problems_requested.connect(lambda: self.trigger("next_problem"))
        self.status.fault_requested.connect(
            lambda: self.show_error(*error_texts(self._fault)) if self._fault else None
        )
        self.status.undo_requested.connect(lambda: self.trigger("undo"))
        self.projects.opened.connect(self._on_opened)
        self.projects.closed.connect(self._on_closed)
        self._connect_flows()
        self.reviewing.shown.connect(self._on_workspace_shown)
        self.people.coder_chosen.connect(self._on_coder_chosen)
        self.status.coder_requested.connect(lambda: self.trigger("code_as"))
        self.palette_flow.command_chosen.connect(self.trigger)

    def _command_table(self) -> dict[str, Callable[[], object]]:
        table: dict[str, Callable[[], object]] = {
            "new_project": self.projects.ask_new,
            "open_project": self.projects.ask_open,
            "open_sample": self.projects.open_sample,
            "close_project": self.projects.close,
            "add_articles": lambda: self.exchange.ask_import(self.projects.session),
            "correct_text": lambda: self.correcting.start(self.workspace),
            "check_marks": lambda: self.correcting.check(self.workspace),
            "export": lambda: self.exchange.ask_export(self.projects.session),
            "back_up": self.safekeeping.back_up_now,
            "restore": self.safekeeping.ask_restore,
            "code_as": self._ask_coder,
            "quit": self.close,
            "undo": lambda: self.undoing.undo(self.workspace, is_seen=not self.reviewing.page),
            "redo": lambda: self.undoing.redo(self.workspace, is_seen=not self.reviewing.page),
            "history": lambda: self.looking.open(self.workspace),
            "palette": self._open_palette,
            "relate": lambda: self.relating.start(self.workspace),
            "font": self._ask_font,
            "tag_names": self._toggle_tag_names,
            "fold_left": lambda: self._fold("left"),
            "fold_right": lambda: self._fold("right"),
            "problems": self._toggle_problems,
            "guideline": self._show_guideline,
            "shortcuts": lambda: self.help.show_shortcuts(self.workspace),
            "about": self.help.show_about,
        }
        for flow in (self.sharing, self.reviewing, self.handing_out, self.parcels, self.feedback):
            table |= flow.commands
        table |= {f"theme_{name}": partial(self._set_theme, name) for name in THEMES}
        table |= {f"language_{code}": partial(self._set_language, code) for code in LANGUAGES}
        return table

    def _restore_geometry(self) -> None:
        self.resize(*USUAL)
        kept = self.settings["window"].get("geometry")
        if isinstance(kept, str):
            self.restoreGeometry(QByteArray.fromBase64(QByteArray(kept.encode())))

    # projects ---------------------------------------------------------------------------------

    def _on_opened(self, session: Session) -> None:
        plain = [row for row in ACTIONS if row.is_plain and row.needs != REVIEW]
        keys = {key.upper(): row.id for row in plain for key in row.keys}
        keys |= {"/": "slash", "?": "shortcuts"}
        workspace = self.workspace = Workspace(session, self.settings, keys)
        workspace.state_changed.connect(self._show_state)
        workspace.changed.connect(self._on_changed)
        workspace.failed.connect(self._on_failed)
        workspace.message.connect(self.status.show_message)
        workspace.hint.connect(self._on_hint)
        workspace.problems_counted.connect(self.status.show_problems)
        workspace.problems.shown.connect(lambda _shown: self._show_state())
        workspace.command_requested.connect(self._on_command_requested)
        palette = self.palette_flow
        palette.label_chosen.connect(workspace.marking.choose_label)
        palette.value_chosen.connect(workspace.choose_value)
        palette.text_wanted.connect(workspace.places.start)
        palette.article_chosen.connect(self.reviewing.show_passage)
        self.stack.addWidget(workspace)
        self.stack.setCurrentWidget(workspace)
        self.top.set_project_open(True)
        self.status.show_coder(session.coder.name)
        self.status.show_only_read(session.following is not None)
        self.status.show_saved("")
        self.status.show_backup("")
        self.safekeeping.watch(session)
        workspace.start()
        self.sharing.meeting.begin(session)
        self.reviewing.begin(session)
        self._show_state()

    def _on_closed(self) -> None:
        self._stop_work()
        self.safekeeping.finish()
        session = self._leave_workspace()
        self.sharing.end()
        if session is not None:
            session.close()
        self.show_first_run()

    def _leave_workspace(self) -> Session | None:
        workspace, self.workspace = self.workspace, None
        if workspace is None:
            return None
        self.reviewing.end()
        workspace.leave()
        self.stack.removeWidget(workspace)
        workspace.deleteLater()
        return workspace.session

    def _ask_coder(self) -> None:
        item = self.status.coder
        self.people.ask(self.projects.session, item.mapToGlobal(item.rect().topLeft()))

    def _on_coder_chosen(self, name: str) -> None:
        session = self._leave_workspace()
        if session is None:
            return
        try:
            session.code_as(name)
        except AnnotatorError as error:
            self._on_failed(error)
        self._on_opened(session)

    def show_first_run(self) -> None:
        """Show how to begin, where no project is open."""
        from annotator.gui.dialogs.recent_projects import recent_projects

        recents = recent_projects(self.settings["recent_projects"])
        first_run = self.first_run = self.first_run or self._made_first_run()
        first_run.show_state(recents, language())
        self.stack.setCurrentWidget(first_run)
        self.top.set_project_open(False)
        self.status.show_no_project()
        self._show_state()

    def _made_first_run(self) -> FirstRun:
        from annotator.gui.flows.first_screen import make_first_screen

        first_run = make_first_screen(self.projects, self._set_language)
        self.stack.addWidget(first_run)
        return first_run

    # what has happened ------------------------------------------------------------------------

    def _on_workspace_shown(self, page: Page | None) -> None:
        """Show the page of a workspace, or the text; the keyboard goes with it."""
        shown = page or self.workspace
        if shown is None:
            return
        if self.stack.indexOf(shown) < 0:
            self.stack.addWidget(shown)
        self.stack.setCurrentWidget(shown)
        if page is None and self.workspace is not None:
            self.workspace.frame.reader.setFocus()

    def _on_changed(self, change: Change) -> None:
        self.reviewing.on_change(change)
        self._fault = None
        self.status.show_saved(short_time(datetime.now(UTC)))
        self.sharing.meeting.look_soon()
        self._show_state()

    def _on_busy_changed(self, is_busy: bool) -> None:
        if self.workspace is not None:
            self.workspace.set_busy(is_busy)
            self.reviewing.set_busy(is_busy)
        self._show_state()

    def _on_hint(self, sentence: str) -> None:
        """Show what a mode waits for, as long as it does."""
        self.status.show_message(sentence, 0)

    def _on_failed(self, error: AnnotatorError) -> None:
        """A refusal is a line at the foot; what is not saved stays there; the rest is a sheet."""
        if isinstance(error, RefusedError):
            codebook = session.codebook if (session := self.projects.session) else None
            self.status.show_message(error_sentence(error, codebook))
            return
        if isinstance(error, NotSaved):
            self._fault = error
            self.status.show_fault(error_sentence(error))
        self.show_error(*error_texts(error))

    def _show_state(self) -> None:
        if self.is_busy:  # the project would keep the window waiting; comes after the work
            return
        needs = self._shown_needs()
        self.status.show_workspace(self.reviewing.page)
        session = self.projects.session
        undo = session.history.undo_words() if session else None
        redo = session.history.redo_words() if session else None
        needs |= {"undo"} if undo else set()
        needs |= ({"redo"} if redo else set()) | self.sharing.needs()
        left_out = self.parcels.left_out
        self.menus.set_state(frozenset(needs), self.reviewing.offered, left_out=left_out)
        self.parcels.show_notice()
        self.top.set_foldable("coding" in needs)
        self.top.tabs.show_tabs(self.reviewing.tabs, self.reviewing.current)
        self.top.fit()
        self.menus.set_text("undo", _("Undo: {what}").format(what=undo) if undo else _("Undo"))
        self.menus.set_text("redo", _("Redo: {what}").format(what=redo) if redo else _("Redo"))
        self.status.show_undo(undo)
        self._show_checks()
        self.setWindowTitle(f"{session.name} – {TITLE}" if session else TITLE)

    def _shown_needs(self) -> set[str]:
        """Return which needs of commands are met by what is shown, page or text."""
        if self.workspace is None:
            return set()
        page = self.reviewing.page
        shown = self.workspace.state() if page is None else page.state() | {"project"}
        teams = (self.reviewing, self.parcels, self.feedback)
        return set(shown).union(*(flow.needs() for flow in teams))

    def _show_checks(self) -> None:
        checks = {
            "tag_names": bool(self.settings["tag_names"]),
            "fold_left": self._is_folded("left"),
            "fold_right": self._is_folded("right"),
            "problems": self.workspace is not None
            and self.workspace.frame.problems.isVisibleTo(self.workspace),
        }
        checks |= {f"theme_{name}": look().choice == name for name in THEMES}
        checks |= {f"language_{code}": language() == code for code in LANGUAGES}
        checks |= {row.action: row.id == self.reviewing.current for row in WORKSPACES}
        self.top.set_right_folded(checks["fold_right"])
        for action, is_checked in checks.items():
            self.menus.set_checked(action, is_checked)

    # commands ---------------------------------------------------------------------------------

    def _on_command_requested(self, command: str) -> None:
        if command == "slash":
            reader = self.workspace.frame.reader if self.workspace else None
            has_selection = reader is not None and reader.selected_extent() is not None
            command = "palette" if has_selection else "find"
        self.trigger(command)

    def _open_palette(self) -> None:
        session, is_coding = self.projects.session, self.reviewing.page is None
        self.palette_flow.open(session, self.menus.is_enabled, is_coding=is_coding)

    def _show_guideline(self) -> None:
        span = self.scene.focused_span if self.scene is not None else None
        if self.workspace is not None and span is not None:
            self.help.show_guideline(self.workspace.session.codebook, span.label)
        else:
            self.help.show_shortcuts(self.workspace)

    def _set_theme(self, name: str) -> None:
        self.settings["theme"] = name
        look().set_theme(name)
        self._show_state()

    def _set_language(self, code: str) -> None:
        self.settings["language"] = code
        set_language(code)
        naming().language = code
        self.top.retranslate()
        self.menus.retranslate()
        self.status.retranslate()
        self.opening.retranslate()
        self.sharing.retranslate()
        if self.workspace is not None:
            self.workspace.retranslate()
            self.reviewing.retranslate()
            self._show_state()
        else:
            self.show_first_run()

    def _fold(self, side: str) -> None:
        if self.workspace is None:
            return
        self.workspace.frame.fold(side, not self._is_folded(side))
        self._show_state()

    def _is_folded(self, side: str) -> bool:
        return self.workspace is not None and self.workspace.frame.is_folded(side)

    def _toggle_tag_names(self) -> None:
        self.settings["tag_names"] = are_full = not self.settings["tag_names"]
        if self.workspace is not None:
            self.workspace.set_tag_names(are_full)
        self._show_state()

    def _toggle_problems(self) -> None:
        if self.workspace is not None:
            panel = self.workspace.frame.problems
            self.workspace.problems.show_panel(not panel.isVisibleTo(self.workspace))

    def _ask_font(self) -> None:
        family = self.help.ask_font(str(self.settings["reading_font"]))
        if family is not None:
            self.settings["reading_font"] = family
            look().changed.emit()
