"""What a team records comes back from the log and from the tables as it was."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.assignment import Assignment, Parcel, Purpose
from annotator.model.errors import InputError, ProjectDamaged
from annotator.model.identity import Id
from annotator.model.review import (
    Decision,
    DecisionSource,
    Feedback,
    Review,
    ReviewStatus,
    Snapshot,
    Verdict,
)
from annotator.store import review_rows
from annotator.store.columns import Names, made_from
from annotator.store.kinds import KINDS, blob
from annotator.store.wire import json_text

IDS = st.binary(min_size=16, max_size=16).map(lambda raw: Id(raw.hex()))
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
COUNTS = st.integers(-(2**63), 2**63 - 1)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), NUMBERS, WORDS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=6,
)
OBJECTS = st.dictionaries(WORDS, JSON, max_size=3)

ASSIGNMENTS = st.builds(Assignment, IDS, IDS, COUNTS, st.booleans(), st.none() | WORDS.filter(bool))
REVIEWS = st.builds(
    Review, IDS, st.sampled_from(ReviewStatus), COUNTS, IDS, WORDS, is_revealed=st.booleans()
)
DECISIONS = st.builds(
    Decision,
    *(IDS, IDS, WORDS, st.sampled_from(Verdict), IDS, IDS, WORDS),
    signature=WORDS,
    taken_from=st.none() | IDS,
    sources=st.lists(st.builds(DecisionSource, WORDS, IDS, IDS, WORDS), max_size=3).map(tuple),
    gold=st.lists(st.tuples(WORDS, IDS), max_size=3).map(tuple),
    pattern=WORDS,
    note=WORDS,
    gap=WORDS,
    question=WORDS,
    seconds=st.none() | NUMBERS,
    is_audit=st.booleans(),
)
FEEDBACK = st.builds(Feedback, IDS, IDS, WORDS, st.lists(OBJECTS, max_size=3).map(tuple))
SNAPSHOTS = st.builds(Snapshot, IDS, WORDS, WORDS, OBJECTS)
PARCELS = st.builds(
    Parcel, IDS, IDS, st.sampled_from(Purpose), WORDS, IDS, st.lists(IDS, max_size=4).map(tuple)
)
KIND_OF = {
    Assignment: "assignment",
    Review: "review",
    Decision: "decision",
    Feedback: "feedback",
    Snapshot: "snapshot",
    Parcel: "parcel",
}


def row_of(one) -> dict[str, object]:
    """The cells of a thing as its table has them, after it has been through the log."""
    kind = KIND_OF[type(one)]
    value = json.loads(json_text(getattr(review_rows, f"{kind}_value")(one)))
    cells = (blob(one.id), *KINDS[kind].cells(value))
    named = zip(("id", *KINDS[kind].columns), cells, strict=True)
    return {name: stored(cell) for name, cell in named}


def stored(cell: object) -> object:
    """A cell as it is read again: ids as bytes, and what stands for nothing as nothing."""
    if isinstance(cell, bytearray):
        return bytes(cell)
    return None if cell != cell else cell


def read(kind: str, row: dict[str, object]):
    columns = getattr(review_rows, kind.upper()).split(", ")
    (made,) = made_from(getattr(review_rows, kind), [tuple(row[name] for name in columns)])
    return made


@given(st.one_of(ASSIGNMENTS, REVIEWS, DECISIONS, FEEDBACK, SNAPSHOTS, PARCELS))
def test_whatever_a_team_records_comes_back_as_it_was(one) -> None:
    kind = KIND_OF[type(one)]
    found = read(kind, row_of(one))
    assert found == one
    assert type(found) is type(one)
    assert found.id == one.id


@given(st.one_of(REVIEWS, DECISIONS, PARCELS))
def test_words_of_a_list_come_back_as_such(one) -> None:
    """Not as mere text that happens to be equal: the rest of the program compares by identity."""
    found = read(KIND_OF[type(one)], row_of(one))
    for name in ("status", "verdict", "purpose"):
        if hasattr(one, name):
            assert type(getattr(found, name)) is type(getattr(one, name))


NAN = float("nan")


@pytest.mark.parametrize(
    "value",
    [
        review_rows.snapshot_value(Snapshot(Id("1" * 32), "s", "t", {"alpha": NAN})),
        review_rows.feedback_value(
            Feedback(Id("1" * 32), Id("2" * 32), "t", ({"a": float("inf")},))
        ),
    ],
)
def test_a_number_that_is_none_is_refused_before_it_is_kept(value) -> None:
    with pytest.raises(InputError, match="not_finite"):
        json_text(value)


GOOD = Decision(Id("1" * 32), Id("2" * 32), "span", Verdict.ALL, Id("3" * 32), Id("4" * 32), "t")

DAMAGED = [
    ("review", Review(Id("1" * 32), ReviewStatus.OPEN, 1, Id("2" * 32), "t"), "status", "lost"),
    ("decision", GOOD, "verdict", "perhaps"),
    ("decision", GOOD, "body", "{"),
    ("decision", GOOD, "body", "[]"),
    (
        "parcel",
        Parcel(Id("1" * 32), Id("2" * 32), Purpose.CODING, "t", Id("3" * 32), ()),
        "purpose",
        "present",
    ),
    ("snapshot", Snapshot(Id("1" * 32), "s", "t"), "body", "no json"),
    ("feedback", Feedback(Id("1" * 32), Id("2" * 32), "t"), "items", "3"),
]


@pytest.mark.parametrize(("kind", "one", "name", "cell"), DAMAGED)
def test_a_row_that_was_never_written_here_is_damage(kind, one, name, cell) -> None:
    with pytest.raises(ProjectDamaged):
        read(kind, {**row_of(one), name: cell})


def test_a_decision_without_what_it_was_about_is_damage() -> None:
    body = json.loads(str(row_of(GOOD)["body"]))
    for name in body:
        less = json.dumps({one: said for one, said in body.items() if one != name})
        with pytest.raises(ProjectDamaged):
            read("decision", {**row_of(GOOD), "body": less})


def test_ids_are_made_once_for_many_rows() -> None:
    names = Names()
    assert names[bytes.fromhex("1" * 32)] is names[bytes.fromhex("1" * 32)]
