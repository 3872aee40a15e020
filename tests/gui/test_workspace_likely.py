"""Which labels the bar offers for the words just selected."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from panel_scene import TEXT, annotations, span, words

from annotator.gui.workspace.likely import likely_labels
from annotator.model.codebook import Codebook, Label
from annotator.model.extent import Extent

NAMES = ("rule", "speaker", "venue", "sanction", "outside", "thing")
CODEBOOK = Codebook(
    "many",
    "1",
    labels={
        name: Label(name, words(name), is_outside=name == "outside", is_abstract=name == "thing")
        for name in NAMES
    },
)
QUOTES = ("Dia", "ASN", "harus", "netral", "Sri Wartini", "kampanye boleh dihadiri", "Tamat")
extents = st.tuples(st.integers(0, 60), st.integers(1, 24)).map(
    lambda drawn: Extent(drawn[0], drawn[0] + drawn[1])
)
marks = st.lists(
    st.tuples(st.sampled_from(QUOTES), st.sampled_from((*NAMES, "old_label"))), max_size=8
).map(
    lambda drawn: annotations(
        *[span(f"s{number}", label, quote) for number, (quote, label) in enumerate(drawn)]
    )
)
recents = st.lists(st.sampled_from((*NAMES, "old_label")), unique=True, max_size=7)


def likely(selected, *marked, recent=()):
    made = [span(f"s{number}", label, quote) for number, (quote, label) in enumerate(marked)]
    start = TEXT.index(selected)
    extent = Extent(start, start + len(selected))
    return likely_labels(CODEBOOK, annotations(*made), extent, list(recent))


@given(marks, extents, recents)
def test_three_different_labels_are_offered_that_can_be_put_on_words(marked, extent, recent):
    offered = likely_labels(CODEBOOK, marked, extent, recent)
    assert len(set(offered)) == len(offered) == 3
    assert set(offered) <= {"rule", "speaker", "venue", "sanction"}


@given(marks, extents, recents)
def test_the_same_words_are_always_offered_the_same(marked, extent, recent):
    once = likely_labels(CODEBOOK, marked, extent, recent)
    other_order = replace(marked, spans=tuple(reversed(marked.spans)))
    assert likely_labels(CODEBOOK, other_order, extent, list(recent)) == once


def test_at_first_the_order_is_that_of_the_codebook():
    assert likely("netral") == ["rule", "speaker", "venue"]


def test_a_codebook_with_one_label_offers_that():
    one = replace(CODEBOOK, labels={"rule": CODEBOOK.labels["rule"]})
    assert likely_labels(one, annotations(), Extent(0, 3), []) == ["rule"]


def test_a_codebook_without_labels_offers_none():
    assert likely_labels(replace(CODEBOOK, labels={}), annotations(), Extent(0, 3), []) == []


def test_what_was_used_last_stands_before_what_was_used_earlier():
    assert likely("netral", recent=("sanction", "venue")) == ["sanction", "venue", "rule"]


def test_what_the_article_has_often_is_likely():
    often = [("harus", "venue"), ("Tamat", "venue")]
    assert likely("harus", ("Tamat", "speaker"), *often)[:2] == ["venue", "speaker"]


@pytest.mark.parametrize(
    ("selected", "expected"), [("Dia", "speaker"), ("kampanye boleh dihadiri", "rule")]
)
def test_marks_of_the_usual_length_are_likelier(selected, expected):
    marked = [("ASN", "speaker"), ("ASN harus netral", "rule")]
    assert likely(selected, *marked)[0] == expected
