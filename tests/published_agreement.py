"""Data of worked examples from the literature on agreement: items by coders, None for no answer."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence

from annotator.model.measurement import Measurement

Rows = list[list[Hashable]]


def of_table(table: Sequence[Sequence[int]], values: Sequence[Hashable]) -> Rows:
    """The items of a table of two coders: rows are the values of the first one."""
    return [
        [first, second]
        for first, row in zip(values, table, strict=True)
        for second, times in zip(values, row, strict=True)
        for _ in range(times)
    ]


def of_coders(*lines: str, values: Mapping[str, Hashable] | None = None) -> Rows:
    """The items of a matrix with a line a coder, as Krippendorff prints it; a full stop is none."""
    known: Mapping[str, Hashable] = values or {}
    rows = [[None if a == "." else known.get(a, a) for a in line.split()] for line in lines]
    return [list(item) for item in zip(*rows, strict=True)]


def of_distribution(rows: Sequence[Sequence[int]]) -> Rows:
    """The items of a table that says how many coders gave an item each value; who is not known."""
    return [[value for value, times in enumerate(row) for _ in range(times)] for row in rows]


def of_patterns(patterns: Mapping[str, int]) -> Rows:
    """The items of a list of patterns, each a letter a coder, with how often it occurs."""
    return [list(pattern) for pattern, times in patterns.items() for _ in range(times)]


def against_rest(items: Rows, value: Hashable) -> Rows:
    """Whether each answer is one value or another; missing ones stay missing."""
    return [[None if answer is None else answer == value for answer in item] for item in items]


def by_value(measure: Callable[[Rows], Measurement], items: Rows) -> dict[Hashable, Measurement]:
    """A measure of each value against the rest."""
    values = {answer for item in items for answer in item if answer is not None}
    return {value: measure(against_rest(items, value)) for value in sorted(values)}


NUMBERS = {str(number): number for number in range(10)}

# Artstein and Poesio 2008, Inter-Coder Agreement for Computational Linguistics, Computational
# Linguistics 34(4): tables on pages 558 and 568.  Rows are coder A.
DIALOGUE_ACTS = of_table([[20, 20], [10, 50]], ["Stat", "IReq"])
THREE_ACTS = of_table([[46, 6, 0], [0, 32, 0], [0, 6, 10]], ["Stat", "IReq", "Chck"])

# Cohen 1960, A Coefficient of Agreement for Nominal Scales, Educational and Psychological
# Measurement 20(1): page 45, frequencies of 200 judgements.
COHEN = of_table([[88, 14, 18], [10, 40, 10], [2, 6, 12]], [1, 2, 3])

# Brennan and Prediger 1981, Coefficient Kappa: Some Uses, Misuses, and Alternatives, Educational
# and Psychological Measurement 41(3): pages 689 and 691, proportions times 100.
BRENNAN_1 = of_table([[50, 0, 0], [10, 10, 10], [20, 0, 0]], [1, 2, 3])
BRENNAN_2 = of_table([[50, 0, 10], [0, 10, 10], [10, 10, 0]], [1, 2, 3])

# Zwick 1988, Another Look at Interrater Agreement, Psychological Bulletin 103(3): page 376.
ZWICK_1 = of_table([[20, 0, 0, 5], [0, 10, 15, 0], [0, 15, 10, 0], [5, 0, 0, 20]], "ABCD")
ZWICK_2 = of_table([[20, 10, 10, 0], [10, 10, 0, 0], [10, 0, 10, 0], [0, 0, 0, 20]], "ABCD")
ZWICK_3 = of_table([[20, 5, 5, 10], [0, 10, 5, 5], [0, 5, 10, 5], [0, 0, 0, 20]], "ABCD")

# Krippendorff 2004, Content Analysis, second edition: page 246, two tables with the same
# disagreements, evenly and unevenly spread.
EVEN = of_table([[12, 9, 9], [9, 14, 9], [9, 9, 20]], "abc")
UNEVEN = of_table([[12, 18, 18], [0, 14, 18], [0, 0, 20]], "abc")

# Landis and Koch 1977, Biometrics 33(2), pathologists A and B on 118 slides, as in Agresti 1992,
# Modelling Patterns of Agreement and Disagreement, Statistical Methods in Medical Research 1(2):
# page 202.
PATHOLOGISTS = of_table([[22, 2, 2, 0], [5, 7, 14, 0], [0, 2, 36, 0], [0, 1, 17, 10]], [1, 2, 3, 4])

# Boyd et al. 1982, two radiologists on 85 mammograms, as in the Stata manual, [R] kappa, example 1.
MAMMOGRAMS = of_table(
    [[21, 12, 0, 0], [4, 17, 1, 0], [3, 9, 15, 2], [0, 0, 0, 1]],
    ["Normal", "benign", "suspect", "cancer"],
)

# Hout, Duncan and Sobel 1987, 91 couples, as in Agresti 1990 and the help of R's package vcd.
COUPLES = of_table([[7, 7, 2, 3], [2, 8, 3, 7], [1, 5, 4, 9], [2, 8, 9, 14]], [1, 2, 3, 4])

# Gwet 2014, Handbook of Inter-Rater Reliability, fourth edition, as in the overview of the
# author's R package irrCAC: 100 pregnancies by two abstractors; 12 subjects by four raters; the
# first half of Fleiss's patients.
ABSTRACTORS = of_table([[13, 0, 0], [0, 20, 7], [0, 4, 56]], ["Ectopic", "AIU", "NIU"])
FOUR_RATERS = of_coders(
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . .",
    ". 3 3 3 2 3 4 2 2 5 1 3",
    "1 2 3 3 2 4 4 1 2 5 1 .",
    values=NUMBERS,
)

# Fleiss 1971, Measuring Nominal Scale Agreement among Many Raters, Psychological Bulletin 76(5):
# page 379.  Six psychiatrists a patient; depression, personality disorder, schizophrenia,
# neurosis, other.
PSYCHIATRISTS = of_distribution(
    [
        [0, 0, 0, 6, 0],
        [0, 3, 0, 0, 3],
        [0, 1, 4, 0, 1],
        [0, 0, 0, 0, 6],
        [0, 3, 0, 3, 0],
        [2, 0, 4, 0, 0],
        [0, 0, 4, 0, 2],
        [2, 0, 3, 1, 0],
        [2, 0, 0, 4, 0],
        [0, 0, 0, 0, 6],
        [1, 0, 0, 5, 0],
        [1, 1, 0, 4, 0],
        [0, 3, 3, 0, 0],
        [1, 0, 0, 5, 0],
        [0, 2, 0, 3, 1],
        [0, 0, 5, 0, 1],
        [3, 0, 0, 1, 2],
        [5, 1, 0, 0, 0],
        [0, 2, 0, 4, 0],
        [1, 0, 2, 0, 3],
        [0, 0, 0, 0, 6],
        [0, 1, 0, 5, 0],
        [0, 2, 0, 1, 3],
        [2, 0, 0, 4, 0],
        [1, 0, 0, 4, 1],
        [0, 5, 0, 1, 0],
        [4, 0, 0, 0, 2],
        [0, 2, 0, 4, 0],
        [1, 0, 5, 0, 0],
        [0, 0, 0, 0, 6],
    ]
)

# O'Malley et al. 2006, Modern Pathology 19(2), eight pathologists on 30 lesions, as in Warrens
# 2010, Inequalities between Multi-Rater Kappas, Advances in Data Analysis and Classification 4(4):
# page 284.
LESIONS = of_patterns(
    {
        "NNNNNNNN": 14,
        "NNNANNNN": 1,
        "NNNNNNNA": 1,
        "AAAAAAAA": 10,
        "AANAAAAN": 2,
        "AANANAAN": 1,
        "AANANANN": 1,
    }
)

# Warrens 2012, On the Equivalence of Multirater Kappas Based on 2-Agreement and 3-Agreement with
# Binary Scores, ISRN Probability and Statistics 2012, article 656390: page 3.
FOUR_JUDGES = of_patterns({"1111": 10, "1010": 2, "1000": 2, "0001": 1, "0000": 15})

# Krippendorff 2011, Computing Krippendorff's Alpha-Reliability: examples A, B and C.
BINARY = of_coders("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0", values=NUMBERS)
LETTERS = of_coders("a a b b d c c c e d d a", "b a b b b c c c e d d d")
FOUR_OBSERVERS = FOUR_RATERS
"""Example C has the same data as Gwet's, who took them from Krippendorff."""

# Krippendorff 1980, Content Analysis: page 139, three coders.
THREE_CODERS = of_coders(
    "1 1 2 4 1 2 1 3 2", "1 2 2 4 4 2 2 3 2", "1 2 2 4 4 2 3 3 2", values=NUMBERS
)

# Hayes and Krippendorff 2007, Answering the Call for a Standard Reliability Measure for Coding
# Data, Communication Methods and Measures 1(1): page 84, five observers on 40 units.
SIGNATURES = of_coders(
    "1 1 2 . 0 0 1 1 2 2 . 0 1 3 1 1 2 1 1 0 0 0 2 0 1 0 0 1 1 1 1 2 2 3 2 2 2 2 2 1",
    "1 1 3 0 0 0 0 . 2 1 1 0 2 3 1 1 1 2 1 0 0 0 3 0 2 1 0 2 1 1 1 1 2 2 2 2 2 2 2 1",
    "2 0 3 0 0 0 2 2 2 1 0 0 2 2 1 1 2 3 0 0 1 . 3 0 . 1 0 1 2 2 0 2 . 2 2 3 2 . 2 1",
    ". 1 3 . . . . 0 . 1 0 0 2 2 . . . 3 1 . 1 0 3 0 2 1 1 2 2 . . 1 2 2 . . . 1 2 .",
    "2 . . 0 0 0 1 . 2 . . . . 3 1 1 2 . . 0 . 0 . . 2 . 0 . . 2 0 . 2 . 2 2 2 2 . 1",
    values=NUMBERS,
)
