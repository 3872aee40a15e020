"""Tests run away from the person's files, settings and screen, and fail on a stray log line."""

from __future__ import annotations

import itertools
import logging
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from annotator.workbench import language

HOMES = Path(tempfile.mkdtemp(prefix="annotator-tests-"))
FOLDERS = {
    "HOME": "",
    "USERPROFILE": "",
    "APPDATA": "appdata",
    "LOCALAPPDATA": "appdata-local",
    "XDG_CACHE_HOME": ".cache",
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_STATE_HOME": ".local/state",
    "XDG_RUNTIME_DIR": "run",
}
NUMBERS = itertools.count()

for profile, derandomize in (("ci", True), ("dev", False)):
    hypothesis.settings.register_profile(
        profile,
        max_examples=50,
        derandomize=derandomize,
        deadline=None,
        database=None,
        suppress_health_check=[hypothesis.HealthCheck.too_slow],
    )
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "dev")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--headed", action="store_true", help="show the windows of GUI tests")
    parser.addoption("--slow", action="store_true", help="run the tests marked slow, too")


def pytest_configure(config: pytest.Config) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE"):
        os.environ.pop(name, None)
    os.environ["LANG"] = "C.UTF-8"
    os.environ["TZ"] = "WITA-8"  # not UTC, so that a forgotten conversion shows
    if hasattr(time, "tzset"):
        time.tzset()
    if not config.getoption("--headed"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    move_home()


def pytest_unconfigure() -> None:
    shutil.rmtree(HOMES, ignore_errors=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--slow"):
        return
    for item in items:
        if item.get_closest_marker("slow"):
            item.add_marker(pytest.mark.skip(reason="slow: runs with --slow"))


def move_home() -> Path:
    """Make an empty home folder and let everything that looks for one find it."""
    home = HOMES / str(next(NUMBERS))
    for name, place in FOLDERS.items():
        (home / place).mkdir(parents=True, exist_ok=True, mode=0o700)
        os.environ[name] = str(home / place)
    if "PySide6.QtCore" in sys.modules:
        move_qt_settings(home)
    return home


def move_qt_settings(home: Path) -> None:
    from PySide6.QtCore import QSettings

    for form in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        QSettings.setPath(form, QSettings.Scope.UserScope, str(home / ".config"))


@pytest.fixture(autouse=True)
def home() -> Iterator[Path]:
    """The test's own empty home folder; the language is English again afterwards."""
    yield move_home()
    language.set_language("en")


class Records(logging.Handler):
    """Keeps what is logged as a warning or worse."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.name}: {record.levelname}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def _no_stray_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """A warning in the log fails the test, unless the test says it expects one."""
    records = Records()
    root = logging.getLogger()
    root.addHandler(records)
    yield
    root.removeHandler(records)
    expected = "caplog" in request.fixturenames or request.node.get_closest_marker("logs")
    if records.lines and not expected:
        pytest.fail("unexpected log:\n" + "\n".join(records.lines), pytrace=False)
