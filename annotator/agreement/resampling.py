"""How sure a number is: intervals from documents drawn again, with replacement.

What is drawn are whole documents, since what coders mark in one is not independent of the rest of
it.  A draw says how often each document is in it, so that the sums of all draws are one matrix
product of these numbers and what each document adds (Efron and Tibshirani 1993, percentile).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from annotator.agreement.measure import Counting, Matrix, Vector
from annotator.model.measurement import Interval

DRAWS = 2000
FEWEST_DOCUMENTS = 5
PERCENTILES = (2.5, 97.5)

_CELLS = 1 << 22
"""How many numbers one block of draws may have, so that any number of documents fits."""


class Sample(NamedTuple):
    """Documents as a measure counted them: a row a document, and the functions of the measure."""

    tallies: Matrix
    counting: Counting


def bootstrap(tallies: Matrix, counting: Counting, *, draws: int = DRAWS, seed: int) -> Interval:
    """Return the interval of a measure over documents.

    ``tallies`` has a row a document, what ``counting.tally`` made of it.
    """
    if len(tallies) < FEWEST_DOCUMENTS:
        return Interval(None, None, draws, seed, "few_documents")
    rng = np.random.default_rng(seed)
    return _interval(_resample(Sample(tallies, counting), draws=draws, rng=rng), seed)


def paired_bootstrap(first: Sample, second: Sample, *, draws: int = DRAWS, seed: int) -> Interval:
    """Return the interval of the first value less the second, over the same documents.

    Row by row the two samples are the same documents (two pairs of coders, two measures): each
    draw takes the same ones for both.  Raises ValueError where their numbers differ.
    """
    documents = len(first.tallies)
    if documents != len(second.tallies):
        raise ValueError(f"{documents} and {len(second.tallies)} documents are not pairs")
    if documents < FEWEST_DOCUMENTS:
        return Interval(None, None, draws, seed, "few_documents")
    rng = np.random.default_rng(seed)
    return _interval(_resample(first, second, draws=draws, rng=rng), seed)


def independent_bootstrap(
    first: Sample, second: Sample, *, draws: int = DRAWS, seed: int
) -> Interval:
    """Return the interval of the first value less the second, over two sets of documents.

    The sets have nothing to do with each other (two periods): each is drawn by itself.
    """
    if min(len(first.tallies), len(second.tallies)) < FEWEST_DOCUMENTS:
        return Interval(None, None, draws, seed, "few_documents")
    rng = np.random.default_rng(seed)
    one, other = (_resample(sample, draws=draws, rng=rng) for sample in (first, second))
    return _interval(one - other, seed)


def _resample(*samples: Sample, draws: int, rng: np.random.Generator) -> Vector:
    """Return the value of each draw; of two samples, the first value less the second."""
    documents = len(samples[0].tallies)
    widest = max(documents, *(sample.tallies.shape[1] for sample in samples))
    blocks = []
    for block in _blocks(draws, max(1, _CELLS // widest)):
        drawn = _draw(rng, documents, block)
        values = [_values(sample.counting, drawn @ sample.tallies) for sample in samples]
        blocks.append(values[0] if len(values) == 1 else values[0] - values[1])
    return np.concatenate(blocks)


def _blocks(draws: int, size: int) -> Iterator[int]:
    for start in range(0, draws, size):
        yield min(size, draws - start)


def _draw(rng: np.random.Generator, documents: int, draws: int) -> Matrix:
    """Return how often each document is in each draw: draws x documents."""
    picked = rng.integers(0, documents, (draws, documents))
    places = picked + documents * np.arange(draws)[:, np.newaxis]
    times = np.bincount(places.ravel(), minlength=draws * documents)
    return times.reshape(draws, documents).astype(np.float64)


def _values(counting: Counting, totals: Matrix) -> Vector:
    if counting.values:
        return counting.values(totals)
    values = [counting.value(total).value for total in totals]
    return np.array([np.nan if value is None else value for value in values])


def _interval(values: Vector, seed: int) -> Interval:
    defined = values[~np.isnan(values)]
    undefined = len(values) - len(defined)
    if len(defined) * 2 < len(values):
        return Interval(None, None, len(values), seed, "few_draws", undefined)
    low, high = (float(bound) for bound in np.percentile(defined, PERCENTILES))
    return Interval(low, high, len(values), seed, undefined=undefined)
