"""Laws of handing out by rule."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.workbench.assignment_rule import Given, Order, Plan, Rule, plan_assignment


@st.composite
def rules(draw) -> tuple[Rule, dict[str, str]]:
    coders = tuple(f"c{number}" for number in range(draw(st.integers(1, 7))))
    documents = tuple(f"d{number:03}" for number in range(draw(st.integers(0, 40))))
    share = draw(st.none() | st.floats(0, 1)) if len(coders) > 1 else None
    rule = Rule(
        per_document=draw(st.integers(1, len(coders))),
        coders=tuple(draw(st.permutations(coders))),
        documents=documents,
        seed=draw(st.integers(0, 2**64)),
        stratify_by="x",
        double_share=share,
        order=draw(st.sampled_from(Order)),
    )
    strata = {one: draw(st.sampled_from("abc")) for one in documents}
    return rule, strata


def kept(rule: Rule) -> st.SearchStrategy[dict[str, list[str]]]:
    teams = st.lists(st.sampled_from((*rule.coders, "z")), unique=True, max_size=4)
    if not rule.documents:
        return st.just({})
    return st.dictionaries(st.sampled_from(rule.documents), teams, max_size=20)


def gap(loads: list[int]) -> int:
    return max(loads) - min(loads)


def teams(plan: Plan) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {one: [] for one in plan.rule.documents}
    for document, coder in plan.places:
        found[document].append(coder)
    return found


@given(rules())
def test_loads_are_even_over_all_and_in_every_stratum(case):
    rule, strata = case
    loads = plan_assignment(rule, Given(strata)).loads()
    assert gap([load.total() for load in loads.values()]) <= 1
    for stratum in "abc":
        assert gap([load[stratum] for load in loads.values()]) <= 1


@given(rules(), st.data())
def test_every_document_has_as_many_coders_as_asked_for_and_none_twice(case, data):
    rule, strata = case
    before = data.draw(kept(rule))
    plan = plan_assignment(rule, Given(strata, before))
    for document, team in teams(plan).items():
        assert len(set(team)) == len(team)
        assert set(before.get(document, ())) <= set(team)
        least = most = rule.per_document
        if rule.double_share is not None:
            least, most = 1, max(2, rule.per_document)
        assert least <= len(team) <= max(most, len(before.get(document, ())))


@given(rules())
def test_the_share_that_is_coded_twice_is_exact_and_even_over_the_strata(case):
    rule, strata = case
    if rule.double_share is None:
        return
    plan = plan_assignment(rule, Given(strata))
    assert len(plan.double) == int(rule.double_share * len(rule.documents) + 0.5)
    doubled, sizes = Counter(strata[one] for one in plan.double), Counter(strata.values())
    for stratum, size in sizes.items():
        assert abs(doubled[stratum] - rule.double_share * size) <= 1


@given(rules(), st.data())
@settings(max_examples=50)
def test_the_same_rule_gives_the_same_plan_whatever_the_order_of_coders(case, data):
    rule, strata = case
    before = data.draw(kept(rule))
    other = Rule(**{**_fields(rule), "coders": tuple(data.draw(st.permutations(rule.coders)))})
    one, two = (plan_assignment(each, Given(strata, before)) for each in (rule, other))
    assert one.added == two.added


@given(rules())
@settings(max_examples=50)
def test_planning_again_over_a_plan_adds_nothing(case):
    rule, strata = case
    plan = plan_assignment(rule, Given(strata))
    assert plan_assignment(rule, Given(strata, teams(plan))).added == ()


def _fields(rule: Rule) -> dict[str, object]:
    return {name: getattr(rule, name) for name in Rule.__slots__}
