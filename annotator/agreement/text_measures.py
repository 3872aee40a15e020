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
from annotator.agreement.measure import N_, Level, Measure
from annotator.agreement.relation_measures import GIVEN_ENDS_COUNT, LENIENT_COUNT, STRICT_COUNT

_TABLE: tuple[tuple[str, Count[Any], str], ...] = (
    (
        "span_f1_exact",
        EXACT_COUNT,
        N_(
            "Twice the marks that both coders made with the same start, end, fragments and "
            "label, over all marks of both, counts pooled over articles (positive specific "
            "agreement, Hripcsak & Rothschild 2005); of more than two coders the mean over "
            "pairs."
        ),
    ),
    (
        "span_f1_overlap",
        OVERLAP_COUNT,
        N_(
            "Twice the pairs of marks of the same label that share any text, matched one to one "
            "by best intersection over union, over all marks of both coders, counts pooled over "
            "articles (Hripcsak & Rothschild 2005); of more than two coders the mean over "
            "pairs."
        ),
    ),
    (
        "span_f1_iou50",
        IOU50_COUNT,
        N_(
            "Twice the pairs of marks of the same label whose intersection is more than half of "
            "their union, matched one to one, over all marks of both coders, counts pooled over "
            "articles (Hripcsak & Rothschild 2005); of more than two coders the mean over "
            "pairs."
        ),
    ),
    (
        "span_f1_unlabelled",
        UNLABELLED_COUNT,
        N_(
            "Twice the marks that both coders made with the same start, end and fragments, "
            "whatever the label, over all marks of both, counts pooled over articles (Hripcsak "
            "& Rothschild 2005); of more than two coders the mean over pairs."
        ),
    ),
    (
        "char_f1",
        CHARACTER_COUNT,
        N_(
            "Twice the characters that both coders put under the same label, over the "
            "characters that each put under any, one under two labels counting for each, pooled "
            "over articles (Hripcsak & Rothschild 2005); of more than two coders the mean over "
            "pairs."
        ),
    ),
    (
        "relation_f1_strict",
        STRICT_COUNT,
        N_(
            "Twice the relations that both coders drew with the same label and direction "
            "between exactly the same two marks, over all relations of both, counts pooled over "
            "articles (Hripcsak & Rothschild 2005); of more than two coders the mean over "
            "pairs."
        ),
    ),
    (
        "relation_f1_given_ends",
        GIVEN_ENDS_COUNT,
        N_(
            "The strict F1 of only those relations whose two marks both coders made exactly "
            "alike, so that linking is told apart from finding (Hripcsak & Rothschild 2005); of "
            "more than two coders the mean over pairs."
        ),
    ),
    (
        "relation_f1_lenient",
        LENIENT_COUNT,
        N_(
            "Twice the relations that both coders drew with the same label and direction "
            "between marks that stand for one another in the best matching, over all relations "
            "of both, counts pooled over articles (Hripcsak & Rothschild 2005); of more than "
            "two coders the mean over pairs."
        ),
    ),
)

TEXT_MEASURES: tuple[Measure, ...] = tuple(
    Measure(id, Level.TEXTS, meaning, count.begin) for id, count, meaning in _TABLE
)
"""Undefined (``Lack.NOTHING``) where nobody has anything that is counted; 0 where one coder has
and the other has not."""

COUNTS: Mapping[str, Count[Any]] = {id: count for id, count, _meaning in _TABLE}
"""What each of them counts, by its id."""
