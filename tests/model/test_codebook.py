"""Labels, relations and lists of a codebook, as the rest of the program asks about them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.codebook import (
    ANY_NUMBER,
    Codebook,
    Count,
    Label,
    ReferenceList,
    RelationLabel,
    SpanRules,
)
from annotator.model.words import Words

counts = st.builds(Count, st.integers(0, 5), st.none() | st.integers(0, 9))
LABELS = {
    "actor": Label("actor", Words(), is_abstract=True),
    "speaker": Label("speaker", Words()),
    "source": Label("source", Words(), is_deprecated=True),
    "rule": Label("rule", Words()),
}


def relation(key: str, sources: str, targets: str, **more: object) -> RelationLabel:
    ends = (tuple(sources.split()), tuple(targets.split()))
    return RelationLabel(key, Words(), Words(), *ends, **more)


SAYS = relation("says", "speaker", "rule")
SAME = relation("same", "speaker rule", "rule speaker", is_same_label=True)
LINKS = relation("links", "speaker rule", "speaker rule place")
CODEBOOK = Codebook(
    "asn", "1.0.0", labels=LABELS, relations={one.id: one for one in (SAYS, SAME, LINKS)}
)


# counts -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "allowed", "text"),
    [
        (ANY_NUMBER, [0, 1, 2, 1000], "0–∞"),
        (Count(2, 2), [2], "2"),
        (Count(0, 1), [0, 1], "0–1"),
        (Count(1), [1, 2, 1000], "1–∞"),
        (Count(0, 0), [0], "0"),
    ],
)
def test_a_count_allows_what_lies_within_its_bounds(count, allowed, text):
    assert [number for number in (0, 1, 2, 1000) if count.allows(number)] == allowed
    assert str(count) == text


@given(counts, st.integers(0, 12))
def test_both_bounds_of_a_count_are_allowed_and_nothing_beyond_them(count, number):
    most = float("inf") if count.most is None else count.most
    assert count.allows(number) == (count.least <= number <= most)


# labels and relations ---------------------------------------------------------------------------


def test_labels_that_are_abstract_or_out_of_use_are_not_offered():
    assert [label.id for label in CODEBOOK.offered_labels()] == ["speaker", "rule"]
    assert Codebook("empty", "1").offered_labels() == ()


def test_a_relation_links_in_one_direction_only():
    assert SAYS.links("speaker", "rule")
    assert not SAYS.links("rule", "speaker")
    assert not SAYS.links("speaker", "place")
    assert not SAYS.links("place", "rule")


def test_a_relation_of_equal_labels_links_no_others():
    assert SAME.links("speaker", "speaker")
    assert SAME.links("rule", "rule")
    assert not SAME.links("speaker", "rule")
    assert not SAME.links("place", "place")


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("speaker", "rule", ["says", "links"]),
        ("rule", "rule", ["same", "links"]),
        ("rule", "place", ["links"]),
        ("place", "rule", []),
        ("gone", "gone", []),
    ],
)
def test_legal_relations_stand_in_the_order_of_the_codebook(source, target, expected):
    assert [one.id for one in CODEBOOK.legal_relations(source, target)] == expected


def test_marks_may_lie_anywhere_unless_a_rule_says_otherwise():
    rules = SpanRules()
    assert (rules.snap, rules.overlap, rules.within, rules.not_within) == ("token", {}, (), ())
    assert (rules.fragments, rules.min_length, rules.max_length) == (1, 0, None)
    assert rules.per_document.allows(0)
    assert rules.per_document.allows(10_000)


# lists ------------------------------------------------------------------------------------------

PLACES = {
    "bpp": {"name": "Balikpapan", "city": Words({"en": "Oil City", "id": "Kota Minyak"})},
    "smd": {"name": "Samarinda", "city": ""},
    "nul": {"name": None},
}


def test_an_entry_is_read_by_the_field_of_its_list():
    places = ReferenceList("places", Words(), items=PLACES)
    assert places.label_of("bpp") == places.label_of("bpp", "id") == "Balikpapan"


def test_an_entry_is_read_in_the_language_of_the_person():
    places = ReferenceList("places", Words(), label_field="city", items=PLACES)
    assert places.label_of("bpp", "id") == "Kota Minyak"
    assert places.label_of("bpp", "en") == "Oil City"


def test_each_language_may_have_a_field_of_its_own():
    fields = Words({"en": "name", "id": "city"})
    places = ReferenceList("places", Words(), label_fields=fields, items=PLACES)
    assert places.label_of("bpp", "en") == "Balikpapan"
    assert places.label_of("bpp", "id") == "Kota Minyak"


@pytest.mark.parametrize(
    ("field", "item"), [("name", "Kutai"), ("city", "smd"), ("name", "nul"), ("else", "bpp")]
)
def test_an_entry_about_which_the_list_says_nothing_is_read_by_its_id(field, item):
    places = ReferenceList("places", Words(), label_field=field, items=PLACES)
    assert places.label_of(item, "id") == item


def test_a_number_is_read_as_it_is_written():
    years = ReferenceList("years", Words(), items={"a": {"name": 1945}})
    assert years.label_of("a") == "1945"
