"""The measures of marked texts that count pairs, as one table: spans, characters, relations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annotator.agreement.f_measure import (
    CHARACTER_COUNT,
    EXACT_COUNT,
    IOU50_COUNT,
    OVERLAP_COUNT,
    UNLABELLED_COUNT,
    Count,
)
from annotator.agreement.measure import Level, Measure
from annotator.agreement.relation_measures import GIVEN_ENDS_COUNT, LENIENT_COUNT, STRICT_COUNT

_SOURCE = (
    "counts are pooled over documents, of more than two coders it is the mean over their pairs "
    "(positive specific agreement, Hripcsak & Rothschild 2005)."
)

_TABLE: tuple[tuple[str, Count[Any], str], ...] = (
    (
        "span_f1_exact",
        EXACT_COUNT,
        "Twice the spans that both coders marked with the same start, end, fragments and label, "
        "over all spans of both;",
    ),
    (
        "span_f1_overlap",
        OVERLAP_COUNT,
        "Twice the pairs of spans of the same label that share any text, matched one to one by "
        "best intersection over union, over all spans of both coders;",
    ),
    (
        "span_f1_iou50",
        IOU50_COUNT,
        "Twice the pairs of spans of the same label whose intersection is more than half of their "
        "union, matched one to one, over all spans of both coders;",
    ),
    (
        "span_f1_unlabelled",
        UNLABELLED_COUNT,
        "Twice the spans that both coders marked with the same start, end and fragments, whatever "
        "the label, over all spans of both;",
    ),
    (
        "char_f1",
        CHARACTER_COUNT,
        "Twice the characters that both coders put under the same label, over the characters that "
        "each put under any, a character under two labels counting for each;",
    ),
    (
        "relation_f1_strict",
        STRICT_COUNT,
        "Twice the relations that both coders drew with the same label, direction and exactly the "
        "same two spans and their labels, over all relations of both;",
    ),
    (
        "relation_f1_given_ends",
        GIVEN_ENDS_COUNT,
        "The strict F1 of only those relations whose two spans both coders marked exactly alike, "
        "so that linking is told apart from finding;",
    ),
    (
        "relation_f1_lenient",
        LENIENT_COUNT,
        "Twice the relations that both coders drew with the same label and direction between spans "
        "that stand for one another in the best matching, over all relations of both;",
    ),
)

TEXT_MEASURES: tuple[Measure, ...] = tuple(
    Measure(id, Level.TEXTS, f"{meaning} {_SOURCE}", count.begin) for id, count, meaning in _TABLE
)
"""Undefined (``Lack.NOTHING``) where nobody has anything that is counted; 0 where one coder has
and the other has not."""

COUNTS: Mapping[str, Count[Any]] = {id: count for id, count, _meaning in _TABLE}
"""What each of them counts, by its id."""
