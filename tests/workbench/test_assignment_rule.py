"""Plans by rule: single cases; the laws are in tests/properties."""

from __future__ import annotations

import pytest

from annotator.model.errors import InputError
from annotator.workbench.assignment_rule import Given, Order, Plan, Rule, plan_assignment

ANI, BUDI, CITRA = "a", "b", "c"
TEAM = (ANI, BUDI, CITRA)
TEN = tuple(f"d{number}" for number in range(10))


def totals(plan: Plan) -> dict[str, int]:
    return {coder: load.total() for coder, load in plan.loads().items()}


def test_each_document_gets_so_many_coders():
    plan = plan_assignment(Rule(2, TEAM, TEN))
    assert {document: sum(one == document for one, _ in plan.added) for document in TEN} == (
        dict.fromkeys(TEN, 2)
    )
    assert sorted(totals(plan).values()) == [6, 7, 7]
    assert sorted(plan.shared().values()) == [3, 3, 4]
    assert plan.double == TEN


def test_a_share_is_coded_twice():
    plan = plan_assignment(Rule(1, TEAM, TEN, double_share=0.25))
    assert len(plan.double) == 3
    assert len(plan.added) == 13


def test_strata_share_the_double_ones_by_largest_remainder():
    strata = dict(zip(TEN, "aaaaaaabbb", strict=True))
    plan = plan_assignment(Rule(1, TEAM, TEN, double_share=0.4, stratify_by="x"), Given(strata))
    doubled = [strata[one] for one in plan.double]
    assert (doubled.count("a"), doubled.count("b")) == (3, 1)


def test_what_is_kept_counts_for_document_and_coder():
    kept = {one: [ANI] for one in TEN[:5]}
    plan = plan_assignment(Rule(1, (ANI, BUDI), TEN), Given(kept=kept))
    assert totals(plan) == {ANI: 5, BUDI: 5}
    assert plan.new() == {BUDI: 5}
    assert set(plan.kept) == {(one, ANI) for one in TEN[:5]}


def test_somebody_outside_the_rule_counts_for_the_document_only():
    plan = plan_assignment(Rule(2, (ANI, BUDI), TEN), Given(kept={TEN[0]: ["z"]}))
    assert len(plan.added) == 19
    assert "z" not in plan.loads()
    assert plan.shared()[(ANI, "z")] + plan.shared()[(BUDI, "z")] == 1


def test_a_document_with_more_coders_than_asked_for_gets_no_more():
    plan = plan_assignment(Rule(1, TEAM, TEN[:1]), Given(kept={TEN[0]: [ANI, BUDI]}))
    assert plan.added == ()


def test_what_is_coded_twice_already_is_of_the_double_share():
    kept = {one: [ANI, BUDI] for one in TEN[3:5]}
    plan = plan_assignment(Rule(1, TEAM, TEN, double_share=0.2), Given(kept=kept))
    assert plan.double == TEN[3:5]


def test_the_order_is_that_of_the_list_or_drawn_for_each_coder():
    listed = plan_assignment(Rule(1, (ANI,), TEN))
    assert [document for document, _ in listed.added] == list(TEN)
    drawn = plan_assignment(Rule(2, (ANI, BUDI), TEN, order=Order.RANDOM))
    orders = [[d for d, coder in drawn.added if coder == who] for who in (ANI, BUDI)]
    assert sorted(orders[0]) == sorted(orders[1]) == list(TEN)
    assert orders[0] != orders[1] != list(TEN)


def test_another_seed_is_another_lot():
    plans = {plan_assignment(Rule(1, TEAM, TEN, seed=seed)).added for seed in range(5)}
    assert len(plans) > 1


def test_no_documents_is_an_empty_plan():
    plan = plan_assignment(Rule(1, TEAM, ()))
    assert (plan.added, plan.double, totals(plan)) == ((), (), dict.fromkeys(TEAM, 0))


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (Rule(1, (), TEN), "no_coders"),
        (Rule(4, TEAM, TEN), "too_few_coders"),
        (Rule(0, TEAM, TEN), "too_few_coders"),
        (Rule(1, (ANI, ANI), TEN, double_share=0.5), "too_few_coders"),
        (Rule(1, TEAM, TEN, double_share=1.5), "not_a_share"),
        (Rule(1, TEAM, TEN, double_share=float("nan")), "not_a_share"),
    ],
)
def test_what_cannot_be_planned_is_refused(rule, code):
    with pytest.raises(InputError) as caught:
        plan_assignment(rule)
    assert caught.value.code == code
