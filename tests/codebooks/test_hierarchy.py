from __future__ import annotations

from annotator.codebooks import hierarchy

LABELS = {
    "event": {"abstract": True, "attributes": {"tense": 1, "mood": 1}, "span": {"fragments": 1}},
    "conflict": {"parent": "event", "span": {"overlap": {"other": "none", "attack": "any"}}},
    "attack": {
        "parent": "conflict",
        "attributes": {"tense": 2, "weapon": 2},
        "span": {"overlap": {"other": "nest"}, "fragments": 2},
    },
    "alone": {},
}


def test_ancestors_are_nearest_first() -> None:
    assert hierarchy.ancestors(LABELS, "attack") == ["conflict", "event"]
    assert hierarchy.ancestors(LABELS, "alone") == []
    assert hierarchy.ancestors({"a": {"parent": "gone"}}, "a") == []


def test_a_circle_of_parents_ends() -> None:
    labels = {
        "a": {"parent": "b"},
        "b": {"parent": "c"},
        "c": {"parent": "a"},
        "d": {"parent": "a"},
    }
    assert hierarchy.ancestors(labels, "a") == ["b", "c"]
    assert [hierarchy.is_circular(labels, label) for label in "abcd"] == [True, True, True, False]
    assert hierarchy.is_circular({"a": {"parent": "a"}}, "a")
    assert not hierarchy.is_circular(LABELS, "attack")


def test_naming_a_label_names_those_that_come_from_it() -> None:
    below = hierarchy.children_of(LABELS)
    assert below["event"] == ["event", "conflict", "attack"]
    assert hierarchy.expanded(below, ["conflict", "event", "gone"]) == (
        "conflict",
        "attack",
        "event",
    )


def test_attributes_are_inherited_in_order_and_overridden_in_place() -> None:
    merged = hierarchy.inherited(LABELS, "attack", "attributes")
    assert list(merged.items()) == [("tense", 2), ("mood", 1), ("weapon", 2)]


def test_span_rules_are_inherited_key_by_key() -> None:
    assert hierarchy.inherited_span(LABELS, "attack") == {
        "fragments": 2,
        "overlap": {"other": "nest", "attack": "any"},
    }


def test_an_overlap_rule_for_a_parent_holds_for_its_children_unless_they_are_named() -> None:
    below = hierarchy.children_of(LABELS)
    rules = {"event": "none", "conflict": "nest", "same_label": "any"}
    expanded = hierarchy.expanded_overlap(LABELS, below, rules)
    assert expanded == {**rules, "attack": "nest"}


def test_of_several_ancestors_the_nearest_wins_and_the_label_itself_before_them() -> None:
    labels = {
        "a": {"attributes": {"x": 1, "y": 1, "z": 1}, "span": {"snap": "char", "fragments": 1}},
        "b": {"parent": "a", "attributes": {"y": 2, "z": 2}, "span": {"snap": "token"}},
        "c": {"parent": "b", "attributes": {"z": 3}},
        "d": {"parent": "c"},
    }
    for label in "cd":
        assert hierarchy.inherited(labels, label, "attributes") == {"x": 1, "y": 2, "z": 3}
        assert hierarchy.inherited_span(labels, label) == {"snap": "token", "fragments": 1}
    assert hierarchy.inherited(labels, "b", "attributes") == {"x": 1, "y": 2, "z": 2}
    assert hierarchy.inherited(labels, "d", "examples") == {}
