from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from annotator.store.heads import Version, heads_of, standing
from annotator.store.wire import Record


def version(name: str, hlc: int, base: str = "", value: dict | None = None) -> Version:
    return Version(hlc, name, Record("span", "s", tuple(base), value))


def stood(*versions: Version):
    return standing({one.id: one for one in versions})


def test_the_last_of_a_chain_stands() -> None:
    found = stood(version("a", 1, "", {"x": 1}), version("b", 2, "a", {"x": 2}))
    assert (found.head, found.value, found.is_deleted, found.heads) == ("b", {"x": 2}, False, ())


def test_a_clock_that_was_wrong_does_not_matter_in_a_chain() -> None:
    found = stood(version("a", 9, "", {"x": 1}), version("b", 2, "a", {"x": 2}))
    assert found.head == "b"


def test_two_people_who_changed_the_same_leave_two_heads() -> None:
    first = version("a", 1, "", {"x": 0})
    found = stood(first, version("b", 2, "a", {"x": 1}), version("c", 3, "a", {"x": 2}))
    assert (found.head, found.heads, found.differs) == ("c", ("b", "c"), True)
    same = stood(first, version("b", 2, "a", {"x": 1}), version("c", 3, "a", {"x": 1}))
    assert (same.heads, same.differs) == (("b", "c"), False)


def test_a_change_wins_over_a_deletion_that_did_not_know_it() -> None:
    first = version("a", 1, "", {"x": 0})
    found = stood(first, version("b", 2, "a", {"x": 1}), version("c", 3, "a", None))
    assert (found.head, found.is_deleted, found.differs) == ("b", False, True)


def test_a_deleted_row_keeps_its_last_content() -> None:
    found = stood(
        version("a", 1, "", {"x": 0}), version("b", 2, "a", {"x": 1}), version("c", 3, "b", None)
    )
    assert (found.head, found.value, found.is_deleted) == ("c", {"x": 1}, True)


def test_a_change_that_builds_on_all_heads_settles_them() -> None:
    found = stood(
        version("a", 1, "", {"x": 0}),
        version("b", 2, "a", {"x": 1}),
        version("c", 3, "a", {"x": 2}),
        version("d", 4, "bc", {"x": 3}),
    )
    assert (found.head, found.heads) == ("d", ())


def test_a_row_that_never_had_content_does_not_stand() -> None:
    assert stood(version("a", 1, "", None)) is None


@given(
    st.lists(
        st.tuples(st.integers(0, 5), st.lists(st.integers(0, 9)), st.sampled_from([None, 1, 2])),
        min_size=1,
        max_size=5,
    )
)
def test_the_order_of_arrival_does_not_matter(drawn) -> None:
    made = [
        version(
            str(n),
            hlc,
            "".join(str(b) for b in sorted(set(base)) if b < n),
            None if x is None else {"x": x},
        )
        for n, (hlc, base, x) in enumerate(drawn)
    ]
    results = {repr(stood(*order)) for order in itertools.permutations(made)}
    assert len(results) == 1
    assert heads_of({one.id: one for one in made})
