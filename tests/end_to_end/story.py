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
from typing import Any, NoReturn

DRIVER = Path(__file__).with_name("driver.py")
NEEDED = ("Xvfb", "xdotool")
PICTURES = Path(__file__).with_name("pictures")
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

    name = "story"

    def __init__(
        self, screen: Screen, home: Path, *arguments: Any, language: str = "en", **environment: str
    ) -> None:
        self.environment = {
            **os.environ,
            "DISPLAY": screen.display,
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_DATA_HOME": str(home / "data"),
            "XDG_CACHE_HOME": str(home / "cache"),
            "QT_QPA_PLATFORM": "xcb",
            "LANG": "id_ID.UTF-8" if language == "id" else "C.UTF-8",
            "LC_ALL": "",
            "NO_AT_BRIDGE": "1",
            **environment,
        }
        self.process = subprocess.Popen(
            [sys.executable, str(DRIVER), *map(str, arguments)], env=self.environment,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
        )  # fmt: skip
        self.wait_for(lambda: self.ask("window")["id"])
        self.focus()

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
            if time.monotonic() > end:
                self.give_up()
            time.sleep(0.02)

    def give_up(self) -> NoReturn:
        """Say what is seen instead of what was waited for."""
        picture = self.picture(f"failed-{self.name}")
        state = {name: value for name, value in self.state.items() if name != "text"}
        raise AssertionError(f"it did not happen; see {picture}: {state}")

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

    def wait_state(self, **fields: Any) -> dict[str, Any]:
        """Wait until the window is in a state."""
        return self.wait_for(
            lambda: (state := self.state) and {**state, **fields} == state and state
        )

    def move(self, x: int, y: int) -> None:
        self.xdotool("mousemove", str(x), str(y))

    def drag(self, start: int, end: int, held: str = "") -> None:
        """Drag from before one character to before another, as a person marks words."""
        self.ask("show", cp=start)
        self.drag_between(self.ask("point", cp=start), self.ask("point", cp=end), held)
        self.wait_for(lambda: self.state["selection"][0] != self.state["selection"][1])

    def drag_between(self, begin: list[int], end: list[int], held: str = "") -> None:
        (x1, y1), (x2, y2) = begin, end
        hold, let_go = (["keydown", held], ["keyup", held]) if held else ([], [])
        steps: list[str] = []
        for step in range(1, 7):
            x, y = x1 + (x2 - x1) * step // 6, y1 + (y2 - y1) * step // 6
            steps += ["mousemove", str(x), str(y)]
        self.xdotool(
            "mousemove", str(x1), str(y1), *hold, "mousedown", "1", *steps, "mouseup", "1", *let_go
        )

    def drag_words(self, words: str, held: str = "", within: str = "") -> tuple[int, int]:
        """Drag over words; those inside other words, where these are given."""
        text = self.state["text"]
        start = text.index(within or words)
        start = text.index(words, start)
        self.drag(start, start + len(words), held)
        return start, start + len(words)

    def mark(self, words: str, key: str, within: str = "") -> None:
        """Drag over words, press a key, and wait until the mark is there."""
        before = self.state["spans"]
        self.drag_words(words, within=within)
        self.keys(key)
        self.wait_state(spans=before + 1)

    def click_character(self, cp: int) -> None:
        self.ask("show", cp=cp)
        x, y = self.ask("point", cp=cp)
        self.xdotool("mousemove", str(x + 2), str(y), "click", "1")

    def click_widget(self, name: str) -> None:
        """Click on a control, by its name or by its path, once it is there."""
        x, y, *_size = self.wait_for(lambda: self.ask("widget", name=name))
        self.xdotool("mousemove", str(x), str(y), "click", "1")

    def read(self, path: str) -> Any:
        return self.ask("read", path=path)

    def undo_words(self) -> str:
        return self.ask("menu", action="undo")["text"]

    def choose_in_dialog(self, words: str) -> None:
        """Type a path into the dialog for files and take it.

        The dialog is there before its field has the keyboard, and a key too early is lost.
        """
        self.wait_for(lambda: (state := self.state)["dialog"] and state["typed"] is not None)
        self.type(words)
        self.wait_for(lambda: self.state["typed"] == words)
        self.keys("Return")
        self.wait_state(dialog=None)
        self.focus()

    def focus(self) -> None:
        """Give the keyboard to the window, as window managers do, and none is running here."""
        self.xdotool("windowfocus", "--sync", str(self.ask("window")["id"]))

    def open_article(self, key: str) -> None:
        """Walk the list of articles until one is open."""
        for _article in range(50):
            if self.state["article"] == key:
                return
            self.press("ctrl+Next", lambda state, before=self.state["article"]:
                       state["article"] != before)  # fmt: skip
        raise AssertionError(f"no article {key}")

    def picture(self, name: str, folder: Path | None = None) -> Path:
        path = (folder or PICTURES) / f"{name}.png"
        self.ask("grab", path=str(path))
        return path

    def close(self) -> None:
        """Close the window as its frame would; it does not ask anything."""
        self.keys("ctrl+q")
        assert self.process.wait(20) == 0
        self.kill()

    def kill(self) -> None:
        """End the program, if it runs still."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(20)
        for stream in (self.process.stdin, self.process.stdout):
            with contextlib.suppress(OSError):
                stream.close()


@contextlib.contextmanager
def a_screen(width: int = 1366, height: int = 768) -> Iterator[Screen]:
    screen = Screen(width, height)
    try:
        yield screen
    finally:
        screen.close()
