"""The way from the command line to the window.

The window announces itself in the installed package (entry points ``annotator.window``) and is
loaded only by the commands that show it: all others run without a screen and without Qt.
"""

from __future__ import annotations

import os
import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from annotator.model.errors import EnvironmentFault

GROUP = "annotator.window"


def has_display() -> bool:
    """Tell whether a window can be shown here."""
    if os.environ.get("QT_QPA_PLATFORM") or not sys.platform.startswith(("linux", "freebsd")):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def open_window(project: Path | None = None) -> int:
    """Show the window, on a project or on what was open last; return the exit code.

    Raises EnvironmentFault where there is no display or the libraries of the window are missing.
    """
    if not has_display():
        raise EnvironmentFault("no_display")
    return int(_entry("open")([] if project is None else [str(project)]) or 0)


def draw_window(project: Path, picture: Path) -> None:
    """Draw the window with a project open into a PNG file, without a display."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    _entry("draw")(project, picture)


def _entry(name: str) -> Any:
    """Return a function of the window; raises EnvironmentFault where it cannot be loaded."""
    try:
        found = distribution("annotator").entry_points.select(group=GROUP, name=name)
        return next(iter(found)).load()
    except (PackageNotFoundError, StopIteration) as error:
        raise EnvironmentFault("not_installed") from error
    except ImportError as error:
        raise EnvironmentFault("no_window", detail=str(error)) from error
