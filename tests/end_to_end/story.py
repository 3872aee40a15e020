"""A private screen, the running program and a hand with a mouse and a keyboard."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

DRIVER = Path(__file__).with_name("driver.py")
NEEDED = ("Xvfb", "xdotool")
PATIENCE = 20.0


def missing_programs() -> list[str]:
    return [name for name in NEEDED if shutil.which(name) is None]


class Screen:
    """An Xvfb of its own: nobody else's pointer, nobody else's keys."""

    def __init__(self, width: int = 1366, height: int = 768) -> None:
        read, write = os.pipe()
        self.process = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{width}x{height}x24",
             "-nolisten", "tcp", "-noreset"],
            pass_fds=(write,), stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(write)
        with os.fdopen(read) as stream:
            self.display = f":{stream.readline().strip()}"

    def close(self) -> None:
        self.process.terminate()
        self.process.wait(10)


class Hand:
    """The running program, used from outside."""

    def __init__(self, screen: Screen, home: Path, *arguments: str, language: str = "en") -> None:
        self.environment = {
            **os.environ,
            "DISPLAY": screen.display,
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_DATA_HOME": str(home / "data"),
            "QT_QPA_PLATFORM": "xcb",
            "LANG": "id_ID.UTF-8" if language == "id" else "C.UTF-8",
            "LC_ALL": "",
            "NO_AT_BRIDGE": "1",
        }
        self.process = subprocess.Popen(
            [sys.executable, str(DRIVER), *arguments], env=self.environment,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
        )  # fmt: skip
        self.wait_for(lambda: self.ask("window")["id"])
        self.xdotool("windowfocus", "--sync", str(self.ask("window")["id"]))

    def ask(self, what: str, **fields: Any) -> Any:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps({"ask": what, **fields}) + "\n")
        self.process.stdin.flush()
        while line := self.process.stdout.readline():
            reply = json.loads(line)
            if isinstance(reply, dict) and "painted" in reply:
                continue
            if isinstance(reply, dict) and "error" in reply:
                raise LookupError(f"{what}: {reply['error']}")
            return reply
        raise AssertionError(f"the program has ended ({self.process.wait()})")

    def wait_for(self, is_there: Callable[[], Any], patience: float = PATIENCE) -> Any:
        """Wait until the program says so: on its answers, never for a time."""
        end = time.monotonic() + patience
        while True:
            with contextlib.suppress(LookupError):
                if found := is_there():
                    return found
            assert time.monotonic() < end, "it did not happen"
            time.sleep(0.02)

    @property
    def state(self) -> dict[str, Any]:
        return self.ask("state")

    def xdotool(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self.environment, check=True, timeout=30)

    def keys(self, *keys: str) -> None:
        """Press keys by their X names, one after the other."""
        self.xdotool("key", "--delay", "25", *keys)

    def type(self, text: str) -> None:
        self.xdotool("type", "--delay", "25", text)

    def press(self, key: str, until: Callable[[dict[str, Any]], Any]) -> dict[str, Any]:
        """Press a key and wait until the window is in a state."""
        self.keys(key)
        return self.wait_for(lambda: (state := self.state) and until(state) and state)

    def move(self, x: int, y: int) -> None:
        self.xdotool("mousemove", "--sync", str(x), str(y))

    def drag(self, start: int, end: int) -> None:
        """Drag from one code point to the one before ``end``, as a person marks words."""
        self.ask("show", cp=start)
        x1, y1 = self.ask("point", cp=start)
        x2, y2 = self.ask("point", cp=end - 1)
        self.xdotool("mousemove", str(x1), str(y1), "mousedown", "1")
        for step in range(1, 7):
            x, y = x1 + (x2 - x1) * step // 6, y1 + (y2 - y1) * step // 6
            self.xdotool("mousemove", str(x), str(y))
        self.xdotool("mouseup", "1")
        self.wait_for(lambda: self.state["selection"][0] != self.state["selection"][1])

    def drag_words(self, words: str) -> tuple[int, int]:
        start = self.state["text"].index(words)
        self.drag(start, start + len(words))
        return start, start + len(words)

    def click_character(self, cp: int) -> None:
        self.ask("show", cp=cp)
        x, y = self.ask("point", cp=cp)
        self.xdotool("mousemove", str(x), str(y), "click", "1")

    def click_widget(self, name: str) -> None:
        x, y, *_size = self.wait_for(lambda: self.ask("widget", name=name))
        self.xdotool("mousemove", str(x), str(y), "click", "1")

    def picture(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.ask("grab", path=str(path))

    def close(self) -> None:
        """Close the window as its frame would."""
        self.keys("ctrl+q")
        assert self.process.wait(20) == 0

    def kill(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(20)


@contextlib.contextmanager
def a_screen(width: int = 1366, height: int = 768) -> Iterator[Screen]:
    screen = Screen(width, height)
    try:
        yield screen
    finally:
        screen.close()
