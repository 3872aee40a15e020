"""What the program remembers between two runs: language, theme, recent projects, window state.

One JSON file in the user's configuration folder.  A damaged or missing file is the same as none:
nothing in it is worth refusing to start for.
"""

from __future__ import annotations

import getpass
import json
import sys
from pathlib import Path
from typing import Any

import platformdirs

from annotator.workbench.whole_file import keep_if_possible

DEFAULTS: dict[str, Any] = {
    "language": "",
    "theme": "system",
    "zoom": 1.0,
    "reading_font": "",
    "tag_names": False,
    "coder_name": "",
    "recent_projects": [],
    "places": {},
    "window": {},
    "left_folded": False,
    "right_folded": False,
    "left_folded_narrow": True,
    "right_folded_narrow": True,
    "marks_height": 0,
    "recent_commands": [],
    "shared_folders": {},
    "kept_in_place": [],
    "exchanges": {},
    "backup_folder": "",
    "backup_days": 12,
    "backup_weeks": 10,
    "backup_months": 9,
}
RECENT = 8
PLACES = 200


def data_folder() -> Path:
    """Return the folder for sample and new projects, in the user's own data."""
    return Path(platformdirs.user_data_dir("annotator", appauthor=False))


def default_coder_name(settings: Settings) -> str:
    """Return who codes here: the name given before, else the one the computer knows."""
    if name := str(settings["coder_name"]).strip():
        return name
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a system without users or without their names
        return "coder"


class Settings:
    """Named values with the defaults above; written to the disk at each change."""

    def __init__(self, path: Path | None = None) -> None:
        folder = Path(platformdirs.user_config_dir("annotator", appauthor=False))
        self._path = path or folder / "settings.json"
        self._values: dict[str, Any] = {**DEFAULTS, **self._read()}

    def _read(self) -> dict[str, Any]:
        try:
            values = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return {}
        if not isinstance(values, dict):
            return {}
        kept = {k: v for k, v in values.items() if k in DEFAULTS and _is_like(DEFAULTS[k], v)}
        # Every list is one of names; what else somebody wrote into one is left out.
        lists = {k: [one for one in v if isinstance(one, str)] for k, v in kept.items() if _many(v)}
        return {**kept, **lists}

    def __getitem__(self, name: str) -> Any:
        return self._values[name]

    def __setitem__(self, name: str, value: Any) -> None:
        if name not in DEFAULTS:
            raise KeyError(name)
        if self._values[name] != value:
            self._values[name] = value
            self._write()

    def _write(self) -> None:
        # Settings are a convenience: a full disk or a read-only home must not stop the coding.
        # In ASCII, as a path may hold bytes that are no text.
        keep_if_possible(self._path, json.dumps(self._values, indent=1))

    def remember_project(self, path: Path) -> None:
        """Put a project at the head of the recent ones."""
        name = str(path.resolve())
        others = [one for one in self._values["recent_projects"] if one != name]
        self["recent_projects"] = [name, *others][:RECENT]

    def remember_place(self, project_id: str, place: dict[str, Any]) -> None:
        """Keep where somebody was in a project: article, position, focused span."""
        places = {k: v for k, v in self._values["places"].items() if k != project_id}
        places[project_id] = place
        # Written even where it is equal: what comes last was visited last.
        self._values["places"] = dict(list(places.items())[-PLACES:])
        self._write()

    def place_in(self, project_id: str) -> dict[str, Any]:
        """Return where somebody was in a project, or nothing."""
        place = self._values["places"].get(project_id)
        return place if isinstance(place, dict) else {}

    def remember_folder(self, project_id: str, folder: Path) -> None:
        """Keep in which folder the copies of a project meet, on this computer."""
        self["shared_folders"] = {**self._values["shared_folders"], project_id: str(folder)}

    def forget_folder(self, project_id: str) -> None:
        """Let the copies of a project meet nowhere any more, on this computer."""
        folders = self._values["shared_folders"]
        self["shared_folders"] = {k: v for k, v in folders.items() if k != project_id}
        exchanges = self._values["exchanges"]
        self["exchanges"] = {k: v for k, v in exchanges.items() if k != project_id}

    def remember_exchange(self, project_id: str, **facts: Any) -> None:
        """Keep facts about the exchange of a project: ``last``, when it was; ``is_automatic``."""
        kept = {**self.exchange_of(project_id), **facts}
        self["exchanges"] = {**self._values["exchanges"], project_id: kept}

    def exchange_of(self, project_id: str) -> dict[str, Any]:
        """Return what is kept about the exchange of a project, or nothing."""
        kept = self._values["exchanges"].get(project_id)
        return kept if isinstance(kept, dict) else {}

    def folder_of(self, project_id: str) -> Path | None:
        """Return in which folder the copies of a project meet; None where there is none."""
        folder = self._values["shared_folders"].get(project_id)
        return Path(folder) if isinstance(folder, str) and folder else None


def _is_like(default: Any, value: Any) -> bool:
    if isinstance(default, float):
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        return is_number and abs(value) <= sys.float_info.max  # neither infinite nor no number
    return isinstance(value, type(default))


def _many(value: Any) -> bool:
    return isinstance(value, list)
