"""The first screen, joined with what it asks for; loaded when there is no project to show."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from annotator.gui.dialogs.first_run import FirstRun
from annotator.gui.flows.projects import Projects
from annotator.workbench.language import LANGUAGES, language


def make_first_screen(projects: Projects, set_language: Callable[[str], object]) -> FirstRun:
    """Return the first screen; its buttons make and open projects."""
    made = FirstRun(languages=LANGUAGES, language=language())
    made.sample_requested.connect(projects.open_sample)
    made.new_requested.connect(projects.ask_new)
    made.open_requested.connect(projects.ask_open)
    made.project_chosen.connect(lambda path: projects.open(Path(path)))
    made.language_chosen.connect(set_language)
    return made
