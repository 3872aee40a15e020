"""Text that a codebook gives in several languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.words import Words

BOTH = Words({"en": "Rule", "id": "Aturan"})
texts = st.dictionaries(st.sampled_from(["", "en", "id", "nl"]), st.text(min_size=1))


@pytest.mark.parametrize(
    ("words", "language", "expected"),
    [
        (BOTH, "id", "Aturan"),
        (BOTH, "en", "Rule"),
        (BOTH, "nl", "Rule"),
        (BOTH, "", "Rule"),
        (Words({"id": "Aturan", "en": "Rule"}), "nl", "Aturan"),
        (Words({"": "Rule"}), "id", "Rule"),
        (Words({"id": "Aturan", "": "Rule"}), "nl", "Rule"),
        (Words({"id": "Aturan", "": "Rule"}), "id", "Aturan"),
        (Words({"en": "Rule", "id": ""}), "id", "Rule"),
        (Words(), "en", ""),
    ],
)
def test_words_are_read_in_the_language_else_without_one_else_in_the_first(
    words, language, expected
):
    assert words.in_language(language) == expected


@given(texts, st.sampled_from(["", "en", "id", "nl", "fr"]))
def test_words_that_are_given_are_always_read(by_language, language):
    words = Words(by_language)
    assert bool(words) == bool(by_language)
    assert bool(words.in_language(language)) == bool(by_language)
    if language in by_language:
        assert words.in_language(language) == by_language[language]
