"""How far a long import or export is, on the terminal."""

from __future__ import annotations

import sys
from types import TracebackType

import click


class Meter:
    """A bar on standard error that appears only where a person looks at it."""

    def __init__(self, title: str, *, is_quiet: bool = False) -> None:
        self._title = title
        self._is_quiet = is_quiet or not sys.stderr.isatty()
        self._bar: click._termui_impl.ProgressBar[int] | None = None
        self._done = 0

    def __enter__(self) -> Meter:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar.render_finish()

    def __call__(self, done: int, total: int, _name: str = "") -> bool:
        """Show how much is done; nothing is ever cancelled from here."""
        if not self._is_quiet and total > 0:
            if self._bar is None:
                self._bar = click.progressbar(length=total, label=self._title, file=sys.stderr)
                self._bar.render_progress()
            self._bar.update(max(0, done - self._done))
            self._done = max(done, self._done)
        return True
