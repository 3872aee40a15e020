"""Tells at the end of a run what was done to the program, and what came of it."""

from __future__ import annotations

from crash_figures import FIGURES


def pytest_terminal_summary(terminalreporter) -> None:
    if FIGURES:
        terminalreporter.section("done to the program, and what came of it", sep="-")
        for name, count in sorted(FIGURES.items()):
            terminalreporter.write_line(f"{count:8,}  {name}")
