"""Who comes from whom among labels, and what they have from there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Entries = Mapping[str, Mapping[str, Any]]
"""Labels as plain values by id."""


def ancestors(labels: Entries, label: str) -> list[str]:
    """Return a label's parent, its parent and so on; a circle ends where it began."""
    line: list[str] = []
    parent = labels.get(label, {}).get("parent")
    while isinstance(parent, str) and parent in labels and parent not in (label, *line):
        line.append(parent)
        parent = labels[parent].get("parent")
    return line


def is_circular(labels: Entries, label: str) -> bool:
    """Tell whether a label is its own ancestor."""
    top = (ancestors(labels, label) or [label])[-1]
    return labels.get(top, {}).get("parent") == label


def children_of(labels: Entries) -> dict[str, list[str]]:
    """Return each label with all that come from it, itself first, in the order of the file."""
    below: dict[str, list[str]] = {label: [label] for label in labels}
    for label in labels:
        for ancestor in ancestors(labels, label):
            below[ancestor].append(label)
    return below


def inherited(labels: Entries, label: str, key: str) -> dict[str, Any]:
    """Return a mapping of a label over those of its ancestors: what stands nearer wins."""
    merged: dict[str, Any] = {}
    for one in (*reversed(ancestors(labels, label)), label):
        merged |= labels[one].get(key) or {}
    return merged


def inherited_span(labels: Entries, label: str) -> dict[str, Any]:
    """Return a label's span rules over its ancestors'; rules that are mappings merge by key."""
    merged: dict[str, Any] = {}
    for one in (*reversed(ancestors(labels, label)), label):
        for key, value in (labels[one].get("span") or {}).items():
            is_mapping = isinstance(value, dict)
            merged[key] = {**merged.get(key, {}), **value} if is_mapping else value
    return merged


def expanded(below: Mapping[str, list[str]], ids: Iterable[str]) -> tuple[str, ...]:
    """Return the labels named with all that come from them; unknown ones are left out."""
    return tuple(dict.fromkeys(one for label in ids for one in below.get(label, ())))


def expanded_overlap(
    labels: Entries, below: Mapping[str, list[str]], overlap: Mapping[str, str]
) -> dict[str, str]:
    """Return overlap rules with those for a parent given to its children too; nearer ones win."""
    rules = dict(overlap)
    named = sorted((x for x in overlap if x in labels), key=lambda x: -len(ancestors(labels, x)))
    for label in named:
        for child in below[label]:
            rules.setdefault(child, overlap[label])
    return rules
