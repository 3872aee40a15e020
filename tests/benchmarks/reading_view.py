"""Time and memory of the reading view against its budgets.

Run ``python tests/benchmarks/reading_view.py``; ``--case NAME`` runs one text only.  Times are CPU
milliseconds of one forced repaint of the whole viewport, the 99th percentile of many.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from annotator.gui.reader.look import LabelLook, ViewLook
from annotator.gui.reader.view import ReadingView
from annotator.model.annotation_set import AnnotationSet
from annotator.model.extent import Extent
from annotator.model.identity import Id
from annotator.model.span import Span

ROOT = Path(__file__).parents[2]
FACTOR = 1.5
"""How far over a budget is still within it, since machines differ."""
MEASURES = ("open", "add or remove", "scroll", "memory")
# name: (characters, spans, is one line, budgets in ms, ms, ms, MB)
CASES: dict[str, tuple[int, int, bool, tuple[float, float, float, float | None]]] = {
    "3 kB / 50": (3_000, 50, False, (6, 3.2, 2.2, 7)),
    "100 kB / 1,000": (100_000, 1_000, False, (9, 2.7, 2.8, 11)),
    "1 MB / 5,000": (1_000_000, 5_000, False, (34, 1.7, 2.1, 14)),
    "5 MB / 20,000": (5_000_000, 20_000, False, (150, 1.8, 2.1, 27)),
    "1 MB in one line": (1_000_000, 5_000, True, (28, 1.9, 2.9, None)),
}
COLOURS = ("0072B2", "E69F00", "009E73", "CC79A7", "D55E00", "56B4E9", "117733", "AA4499")


def make_text(length: int, is_one_line: bool) -> str:
    """Return words of a real article, shuffled, in paragraphs or in one line."""
    chance = random.Random(1)
    article = (ROOT / "seeds/004_7d1cd029b9781b1d.txt").read_text(encoding="utf-8")
    paragraphs = [line for line in article.split("\n") if len(line) > 40]
    pieces, total = [], 0
    while total < length:
        words = chance.choice(paragraphs).split(" ")
        if chance.random() < 0.3:
            chance.shuffle(words)
        pieces.append(" ".join(words))
        total += len(pieces[-1]) + 1
    return (" " if is_one_line else "\n\n").join(pieces)[:length]


def make_span(chance: random.Random, text: str, number: int, within: tuple[int, int]) -> Span:
    """Return a span over whole words, mostly short, sometimes long."""
    kind = chance.random()
    bounds = (3, 28) if kind < 0.7 else (30, 120) if kind < 0.93 else (120, 420)
    start = chance.randrange(within[0], max(within[0] + 1, within[1] - bounds[1]))
    end = min(len(text), start + chance.randint(*bounds))
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    label = COLOURS[number % len(COLOURS)]
    identity = Id(f"{number:032x}")
    return Span(identity, identity, Id("d"), Id("c"), Id("b"), label, (Extent(start, end),))


def make_look() -> ViewLook:
    """Return a look with eight labels."""
    labels = {
        colour: LabelLook(
            chr(65 + number),
            f"Label {number}",
            f"#{colour}",
            f"#22{colour}",
            f"#55{colour}",
            f"#33{colour}",
            f"#{colour}",
            "#FFFFFF",
            f"#{colour}",
        )
        for number, colour in enumerate(COLOURS)
    }
    return ViewLook(labels=labels, relations={"r": "relation"}, reading_family="Noto Serif")


def memory() -> float:
    """Return the resident memory of this process in MB."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def percentile(times: list[float]) -> float:
    """Return the 99th percentile."""
    return sorted(times)[max(0, int(len(times) * 0.99) - 1)]


def timed(repeats: int, act: Callable[[int], None]) -> float:
    """Return the CPU milliseconds of an act, the 99th percentile."""
    times = []
    for number in range(repeats):
        start = time.thread_time()
        act(number)
        times.append((time.thread_time() - start) * 1000)
    return percentile(times)


def measure_case(name: str) -> list[float]:
    """Return opening, adding or removing, scrolling in ms and memory in MB for one text.

    Memory is what comes on top of a window with a plain editor in it.
    """
    length, count, is_one_line, _ = CASES[name]
    text = make_text(length, is_one_line)
    chance = random.Random(2)
    spans = [make_span(chance, text, number, (0, len(text))) for number in range(count)]
    spans.sort(key=lambda span: (span.start, -span.end))
    annotations = AnnotationSet(Id("d"), Id("c"), Id("b"), spans=tuple(spans))
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication([])
    empty = QPlainTextEdit("An empty window with letters in it")
    show(empty, application)
    before = memory()
    view = ReadingView()
    view.set_look(make_look())
    show(view, application)

    def open_document(_number: int) -> None:
        view.show_document(text, annotations)
        view.viewport().repaint()

    open_document(0)
    used = memory() - before
    opening = timed(100 if length <= 100_000 else 12, open_document)
    view.set_selection(len(text) // 2, len(text) // 2)
    view.viewport().repaint()
    adding = timed(300, toggling(view, annotations, chance))
    bar = view.verticalScrollBar()
    first = bar.value()

    def scroll(number: int) -> None:
        bar.setValue(first + (number % 200) * 40)
        view.viewport().repaint()

    timed(200, scroll)
    scrolling = timed(400, scroll)
    return [opening, adding, scrolling, used]


def show(widget: QWidget, application: QApplication) -> None:
    """Show a widget at the size that all measures are taken at."""
    widget.resize(1000, 800)
    widget.show()
    application.processEvents()


def toggling(
    view: ReadingView, annotations: AnnotationSet, chance: random.Random
) -> Callable[[int], None]:
    """Return an act that adds a span in sight, and with the next call takes it away."""
    text = view.page.text
    start, _ = view.reading_place()
    sets = []
    for number in range(150):
        added = make_span(chance, text, 10**6 + number, (start, min(len(text), start + 800)))
        spans = (*annotations.spans, added)
        ordered = tuple(sorted(spans, key=lambda span: (span.start, -span.end)))
        sets += [
            AnnotationSet(Id("d"), Id("c"), Id("b"), spans=ordered),
            AnnotationSet(Id("d"), Id("c"), Id("b"), spans=annotations.spans),
        ]

    def toggle(number: int) -> None:
        view.show_annotations(sets[number % len(sets)])
        view.viewport().repaint()

    return toggle


def measure_apart(name: str) -> list[float]:
    """Measure one text in a process of its own."""
    command = [sys.executable, __file__, "--case", name]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    return list(json.loads(answer.stdout.splitlines()[-1]))


def main() -> int:
    """Print the table; return 1 where a budget is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--case", choices=list(CASES))
    name = parser.parse_args().case
    if name:
        print(json.dumps(measure_case(name)), flush=True)
        return 0
    print(f"{'text / spans':18}" + "".join(f"{measure:>26}" for measure in MEASURES))
    is_broken = False
    for case, (*_, budgets) in CASES.items():
        cells = []
        for value, budget in zip(measure_apart(case), budgets, strict=True):
            if budget is None:
                cells.append(f"{value:7.1f}")
                continue
            ratio = value / budget
            is_broken |= ratio > FACTOR
            cells.append(f"{value:7.1f} of {budget:5g}  ×{ratio:4.2f}{' !' * (ratio > FACTOR)}")
        print(f"{case:18}" + "".join(f"{cell:>26}" for cell in cells))
    return int(is_broken)


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    os._exit(code)
