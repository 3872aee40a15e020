"""The budgets of agreement: alpha for unitizing on very many units, and gamma with its samples.

What counts is CPU time.  Run it with ``make bench``.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from functools import partial

from annotator.agreement.disorder import gamma
from annotator.agreement.measure import Text, Unit
from annotator.agreement.placements import alpha_u

ALPHA_U_BUDGET, GAMMA_BUDGET = 1.0, 30.0
SAMPLES = 30
LABELS = [f"label_{n}" for n in range(20)]


def document(coders: int, units: int, room: int) -> Text:
    """What coders might mark who mostly see the same: ``room`` code points for each unit."""
    chance = random.Random(1)
    seen = [(n * room, chance.randint(5, 40), chance.choice(LABELS)) for n in range(units)]
    return Text(units * room + 100, tuple(one_coder(chance, seen) for _ in range(coders)))


def one_coder(chance: random.Random, seen: list[tuple[int, int, str]]) -> list[Unit]:
    made = []
    for start, length, label in seen:
        begin = start + chance.randint(0, 4)
        end = max(begin + 1, start + length + chance.randint(-4, 4))
        made.append(Unit(begin, end, label if chance.random() < 0.9 else chance.choice(LABELS)))
    return made


def timed(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


class Report:
    """Prints each measure beside its budget."""

    def __init__(self) -> None:
        self.is_within = True

    def hold(self, what: str, seconds: float, most: float) -> None:
        is_within = seconds <= most
        self.is_within = self.is_within and is_within
        over = "" if is_within else "  OVER"
        print(f"{what:58}{seconds:>9.2f} s  <= {most:.0f} s{over}", flush=True)


def unitizing(report: Report) -> None:
    many = document(5, 5000, 40)
    report.hold("alpha_u, 5 coders, 5,000 units", timed(lambda: alpha_u([many])), ALPHA_U_BUDGET)


def matching(report: Report) -> None:
    gamma([document(3, 3, 40)], samples=1)  # scipy is imported when it is first used
    for how, room in (("loose", 80), ("dense", 30), ("one on another", 10)):
        work = partial(gamma, [document(3, 300, room)], samples=SAMPLES)
        what = f"gamma, 3 coders, 300 units, {SAMPLES} samples, {how}"
        report.hold(what, timed(work), GAMMA_BUDGET)


def main() -> int:
    report = Report()
    unitizing(report)
    matching(report)
    return 0 if report.is_within else 1


if __name__ == "__main__":
    sys.exit(main())
