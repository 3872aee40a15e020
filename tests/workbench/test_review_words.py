"""Every verdict, state, type, reason, status and order has a word."""

from __future__ import annotations

import pytest

from annotator.model.adjudication import CaseType
from annotator.model.review import ReviewStatus, Verdict
from annotator.workbench import review_words
from annotator.workbench.adjudicating.states import CaseState, Order, StaleReason


@pytest.mark.parametrize(
    ("words", "values"),
    [
        (review_words.VERDICTS, Verdict),
        (review_words.CASE_STATES, CaseState),
        (review_words.CASE_TYPES, CaseType),
        (review_words.STALE_REASONS, StaleReason),
        (review_words.REVIEW_STATUS, ReviewStatus),
        (review_words.ORDERS, Order),
    ],
)
def test_every_value_has_a_word(words, values):
    assert list(words) == [str(one) for one in values]
    assert all(words.values())
