"""What the crash tests did, counted over all of them and told at the end of a run."""

from __future__ import annotations

from collections import Counter

FIGURES: Counter[str] = Counter()
"""By what was done to the program and what came of it: how often."""
