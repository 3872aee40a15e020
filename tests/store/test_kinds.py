from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.store.kinds import KINDS, sort_key


def test_every_kind_has_its_table_with_exactly_these_columns(world) -> None:
    database = world.project.database
    for kind in KINDS.values():
        columns = {column.name for column in database.table(kind.name).columns}
        assert columns - {"n", "id", "revision_id", "deleted"} == set(kind.columns)


@given(st.integers(0, 10**30), st.integers(0, 10**30))
def test_numbers_in_keys_sort_as_numbers(a: int, b: int) -> None:
    assert (sort_key(f"doc-{a}.txt") < sort_key(f"doc-{b}.txt")) == (a < b)


def test_case_and_leading_noughts_do_not_matter_in_the_order() -> None:
    assert sort_key("ASN-007") == sort_key("asn-7")
    assert sort_key("") < sort_key("0") < sort_key("1") < sort_key("a")
