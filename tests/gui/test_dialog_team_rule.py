"""Handing out by rule: what is asked, what it comes to in words and numbers, what is written."""

from __future__ import annotations

import pytest
from assignment_scene import FIRST, SECOND, copied, id_of, make_team, person
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.gui.dialogs.team.rule_sheet import Offer, RuleSheet, plan_remarks
from annotator.model.errors import InputError
from annotator.model.identity import Id
from annotator.workbench.assigning import Assigning
from annotator.workbench.assignment_rule import Order, Plan, Rule, plan_assignment
from annotator.workbench.language import set_language

KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton
PEOPLE = [person(1, "Ani"), person(2, "Ayu"), person(3, "Bima")]
IDS = [one.id for one in PEOPLE]
DOCUMENTS = [Id(f"{number:032x}") for number in range(100, 110)]
OFFER = Offer(PEOPLE, IDS[1:], DOCUMENTS, DOCUMENTS[2:5], ["outlet"])


@pytest.fixture
def sheet(window):
    """The sheet over ten articles that nobody has; ``asked`` are the rules looked at."""
    return opened(window, OFFER)


def opened(window, offer, look_ahead=plan_assignment):
    asked, applied = [], []

    def look(rule):
        asked.append(rule)
        return look_ahead(rule)

    made = RuleSheet(offer, look)
    made.asked, made.applied = asked, applied
    made.apply_requested.connect(applied.append)
    made.open_over(window)
    return made


def table(sheet):
    rows = sheet.table.rows
    return [
        [rows.cell(row, column).text for column in range(rows.columnCount())]
        for row in range(rows.rowCount())
    ]


def heads(sheet):
    rows = sheet.table.rows
    return [rows.headerData(at, Qt.Orientation.Horizontal) for at in range(rows.columnCount())]


def press(button):
    QTest.mouseClick(button, LEFT)


# the rule -------------------------------------------------------------------------------------


def test_at_first_every_article_goes_to_two_of_the_coders_in_the_order_of_the_list(sheet):
    rule = sheet.rule
    assert (rule.per_document, rule.coders) == (2, tuple(IDS[1:]))
    assert rule.documents == tuple(DOCUMENTS)
    assert (rule.stratify_by, rule.double_share, rule.order) == (None, None, Order.LIST)
    assert rule.keep_existing
    assert rule.seed == sheet.seed.value > 0


def test_every_choice_is_in_the_rule_that_is_looked_at(sheet):
    choices = [
        (lambda: press(sheet.shared), "double_share", 0.2),
        (lambda: sheet.share.set_value(100), "double_share", 1.0),
        (lambda: press(sheet.everyone), "double_share", None),
        (lambda: sheet.per_document.set_value(1), "per_document", 1),
        (lambda: press(sheet.chosen_articles), "documents", tuple(DOCUMENTS[2:5])),
        (lambda: press(sheet.all_articles), "documents", tuple(DOCUMENTS)),
        (lambda: press(sheet.field.chips["outlet"]), "stratify_by", "outlet"),
        (lambda: press(sheet.keep), "keep_existing", False),
        (lambda: press(sheet.at_random), "order", Order.RANDOM),
        (lambda: press(sheet.coders.chips[IDS[0]]), "coders", tuple(IDS)),
        (lambda: sheet.seed.set_value(77), "seed", 77),
    ]
    for choose, name, value in choices:
        before = len(sheet.asked)
        choose()
        assert len(sheet.asked) > before, name
        assert getattr(sheet.asked[-1], name) == value
        assert sheet.plan.rule == sheet.rule


def test_the_share_can_be_changed_only_where_it_counts(sheet):
    assert not sheet.share.isEnabled()
    press(sheet.shared)
    assert sheet.share.isEnabled()
    press(sheet.everyone)
    assert not sheet.share.isEnabled()


def test_another_seed_is_another_lot_and_stays_within_its_limits(sheet):
    seen = set()
    for _time in range(12):
        press(sheet.other_seed)
        seen.add(sheet.rule.seed)
    assert len(seen) > 1
    assert all(0 <= one <= 99_999 for one in seen)


@pytest.mark.parametrize("chosen", [[], DOCUMENTS[:1]])
def test_one_chosen_article_is_no_choice(window, chosen):
    made = opened(window, Offer(PEOPLE, IDS, DOCUMENTS, chosen, []))
    assert not made.chosen_articles.isVisible()
    assert made.rule.documents == tuple(DOCUMENTS)
    assert made.chosen_articles.isHidden()


def test_without_fields_nothing_is_asked_about_them(window):
    assert not opened(window, Offer(PEOPLE, IDS, DOCUMENTS, [], [])).field.isVisible()


# what it comes to -----------------------------------------------------------------------------


def test_the_table_counts_what_each_coder_gets_and_has_in_the_end(sheet):
    sheet.per_document.set_value(1)
    assert table(sheet) == [["Ayu", "5", "5"], ["Bima", "5", "5"]]
    assert heads(sheet) == ["Coder", "new", "in all"]


@pytest.mark.parametrize("per_document", [1, 2])
@pytest.mark.parametrize("seed", [1, 7, 4242])
def test_the_table_the_button_and_the_plan_have_the_same_sums(sheet, per_document, seed):
    sheet.per_document.set_value(per_document)
    sheet.seed.set_value(seed)
    count = per_document * len(DOCUMENTS)
    assert sum(int(row[1]) for row in table(sheet)) == count == len(sheet.plan.added)
    assert sheet.primary.text() == f"Make {count} assignments"


def test_the_values_of_a_field_have_columns_that_add_up(window):
    strata = {one: ("kompas", "tempo", "")[at % 3] for at, one in enumerate(DOCUMENTS)}

    def look(rule):
        plan = plan_assignment(rule)
        return Plan(plan.rule, plan.added, strata=strata if rule.stratify_by else {})

    made = opened(window, OFFER, look)
    assert heads(made) == ["Coder", "new", "in all"]
    press(made.field.chips["outlet"])
    assert heads(made) == ["Coder", "new", "in all", "none", "kompas", "tempo"]
    for row in table(made):
        assert int(row[2]) == sum(map(int, row[3:]))


def test_more_values_than_there_is_room_for_are_in_the_sum_all_the_same(window):
    strata = {one: f"v{at}" for at, one in enumerate(DOCUMENTS)}
    made = opened(
        window, OFFER, lambda rule: Plan(rule, plan_assignment(rule).added, strata=strata)
    )
    press(made.field.chips["outlet"])
    assert heads(made)[3:] == ["v0", "v1", "v2", "v3", "v4"]
    assert [row[2] for row in table(made)] == ["10", "10"]


def test_a_rule_that_cannot_be_is_refused_with_its_reason_and_comes_back(sheet):
    for one in IDS[1:]:
        press(sheet.coders.chips[one])
    assert (sheet.plan, table(sheet)) == (None, [])
    assert sheet.reason == "There is no such plan."
    QTest.keyClick(sheet, KEY.Key_Return)
    sheet.on_apply()
    assert sheet.applied == []
    press(sheet.coders.chips[IDS[1]])
    press(sheet.coders.chips[IDS[2]])
    assert sheet.reason == ""
    assert sheet.primary.isEnabled()


def test_an_error_of_the_plan_is_told_in_a_sentence(window):
    def refuse(_rule):
        raise InputError("too_few_coders", count=1, wanted=2)

    made = opened(window, OFFER, refuse)
    assert made.plan is None
    assert not made.primary.isEnabled()


def test_where_nothing_is_left_the_button_says_so(window):
    made = opened(window, Offer(PEOPLE, IDS, [], [], []))
    assert made.reason == "Nothing is left to be handed out."
    assert made.all_articles.text() == "All 0 articles"
    assert not made.primary.isEnabled()


def test_enter_asks_for_the_plan_that_is_shown(sheet):
    sheet.seed.set_value(5)
    QTest.keyClick(sheet.first_focus(), KEY.Key_Return)
    assert sheet.applied == [sheet.plan]
    assert sheet.plan.rule.seed == 5


# words ----------------------------------------------------------------------------------------

RULE = Rule(2, tuple(IDS[:2]), tuple(DOCUMENTS[:4]), seed=12_345)


def plan(added=(), removed=(), kept=()):
    def places(pairs):
        return tuple((DOCUMENTS[document], IDS[coder]) for document, coder in pairs)

    return Plan(RULE, places(added), places(removed), places(kept))


def said(one):
    return [words for _icon, words in plan_remarks(one)]


def test_a_plan_says_how_many_are_coded_twice_and_what_everybody_has():
    even = plan(added=[(0, 0), (0, 1), (1, 0), (2, 1)])
    assert said(even)[:2] == [
        "1 of 4 articles are coded by more than one.",
        "Everybody has 2.",
    ]
    uneven = plan(added=[(0, 0), (1, 0), (2, 0), (3, 1)])
    assert plan_remarks(uneven)[1] == ("info", "Everybody has between 1 and 3.")
    nearly = plan(added=[(0, 0), (1, 0), (2, 1)])
    assert plan_remarks(nearly)[1] == ("check", "Everybody has between 1 and 2.")


def test_what_stays_and_what_is_taken_back_is_said_in_one_and_in_many():
    assert "1 stays as it is." in said(plan(kept=[(0, 0)]))
    assert "2 stay as they are." in said(plan(kept=[(0, 0), (1, 0)]))
    assert "1 that nobody began is taken back." in said(plan(removed=[(0, 0)]))
    assert "2 that nobody began are taken back." in said(plan(removed=[(0, 0), (1, 1)]))


def test_the_seed_is_said_as_it_is_typed():
    for language in ("en", "id"):
        set_language(language)
        assert said(plan())[-1].rstrip(".").endswith("12345")


# on a project ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    return make_team(tmp_path_factory.mktemp("team"))


def test_a_plan_that_only_takes_back_says_so_on_its_button_and_keeps_what_was_begun(
    window, project, tmp_path
):
    """Ayu has finished the second article, and Bima has it without having begun."""
    with copied(project, tmp_path) as session:
        assigning = Assigning(session.context)
        document = session.finding.documents()[1]
        who = [id_of(session, one) for one in (FIRST, SECOND)]
        made = opened(
            window, Offer(assigning.grid().coders, who, [document], [], []), assigning.plan
        )
        made.per_document.set_value(1)
        assert made.reason == "Nothing is left to be handed out."
        press(made.keep)
        assert made.primary.text() == "Take back 1 assignment"
        QTest.keyClick(made.first_focus(), KEY.Key_Return)
        assert assigning.apply(*made.applied) == 1
        line = assigning.grid().lines[1]
        assert [one.coder_id for one in line.cells if one.is_assigned] == who[:1]
