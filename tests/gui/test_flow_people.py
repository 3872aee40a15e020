"""Who codes: who is offered, who cannot be, and handing out work from the menu of the team."""

from __future__ import annotations

import pytest
from assignment_scene import FIRST, LEAD, SECOND, id_of

from annotator.gui.dialogs.ask_name import AskName
from annotator.gui.dialogs.scrim import Floating
from annotator.gui.dialogs.team.again_sheet import AgainSheet
from annotator.gui.dialogs.team.people_sheet import PeopleSheet
from annotator.gui.dialogs.team.progress_sheet import ProgressSheet
from annotator.gui.dialogs.team.rule_sheet import RuleSheet
from annotator.gui.flows.handing_out import HandingOut, _fields
from annotator.gui.flows.people import People
from annotator.gui.flows.projects import Projects
from annotator.model.assignment import Role
from annotator.model.errors import RefusedError
from annotator.workbench.adjudicating.beginning import ensure_gold_coder
from annotator.workbench.assigning import Assigning
from annotator.workbench.people import add_person
from annotator.workbench.provenance import GOLD_NAME
from annotator.workbench.recoding import apply_recoding, plan_recoding
from annotator.workbench.settings import Settings

NEWCOMER = "Another person …"


# who codes ------------------------------------------------------------------------------------


@pytest.fixture
def flow(window, chooser):
    made = People(window)
    made.chosen = []
    made.coder_chosen.connect(made.chosen.append)
    return made


def test_everybody_who_marks_is_offered_and_second_selves_too(flow, chooser, session):
    plan = plan_recoding(session.context, id_of(session, FIRST), 0.5, 0)
    apply_recoding(session.context, plan)
    flow.ask(session)
    assert chooser.offered == {
        LEAD: True, FIRST: False, "Ayu · 2": False, SECOND: False, NEWCOMER: False,
    }  # fmt: skip


def test_gold_is_nobody_who_could_mark(flow, chooser, session):
    """What was decided is made by decisions alone, and no hand goes on in its place."""
    ensure_gold_coder(session.context)
    flow.ask(session)
    assert GOLD_NAME not in chooser.offered
    for name in (GOLD_NAME, f" {GOLD_NAME.upper()} "):
        with pytest.raises(RefusedError, match="name_taken"):
            session.code_as(name)
    assert session.coder.name == LEAD


def test_a_computer_that_remembers_gold_as_its_coder_opens_the_project_all_the_same(
    window, session
):
    settings, flow = Settings(), Projects(window, Settings())
    ensure_gold_coder(session.context)
    settings.remember_place(session.project.project_id, {"coder": GOLD_NAME})
    flow = Projects(window, settings)
    session.close()
    assert flow.open(session.path)
    assert flow.session.coder.name == LEAD
    flow.session.close()


@pytest.mark.parametrize("name", [FIRST, SECOND])
def test_another_name_is_given_on_and_ones_own_is_not(flow, chooser, session, name):
    for chooser.words in (LEAD, name, None):
        flow.ask(session)
    assert flow.chosen == [name]


def test_a_newcomer_is_asked_for_a_name(flow, chooser, window, session):
    chooser.words = NEWCOMER
    flow.ask(session)
    (sheet,) = window.findChildren(AskName)
    sheet.name_given.emit("Citra")
    assert flow.chosen == ["Citra"]


def test_a_person_called_as_the_last_row_is_a_person(flow, chooser, window, session):
    add_person(session.context, NEWCOMER)
    chooser.words = NEWCOMER
    flow.ask(session)
    assert flow.chosen == [NEWCOMER]
    assert window.findChildren(AskName) == []


def test_without_a_project_nobody_is_asked(flow, chooser):
    flow.ask(None)
    assert chooser.offered == {}


# handing out ----------------------------------------------------------------------------------


@pytest.fixture
def handing(window, session):
    """The team's menu on the project; ``chosen`` are the cells chosen in the table."""
    made = HandingOut(window, lambda: made.session, lambda: made.chosen)
    made.session, made.chosen, made.said, made.failures = session, [], [], []
    made.message.connect(made.said.append)
    made.failed.connect(made.failures.append)
    return made


def sheet_of(window, kind):
    return window.findChildren(kind)[-1]


def test_without_a_project_no_command_opens_anything(handing, window):
    handing.session = None
    for command in handing.commands.values():
        command()
    assert window.findChildren(Floating) == []


def test_a_person_is_added_and_given_a_role_and_a_refusal_stands_on_the_sheet(handing, window):
    handing.ask_people()
    sheet = sheet_of(window, PeopleSheet)
    sheet.person_added.emit("Citra")
    assert [row.coder.name for row in sheet.rows] == [LEAD, FIRST, SECOND, "Citra"]
    sheet.role_chosen.emit(id_of(handing.session, "Citra"), Role.ADJUDICATOR)
    assert sheet.rows[3].coder.role == Role.ADJUDICATOR
    sheet.person_added.emit("CITRA")
    assert sheet.failure.isVisible()
    assert len(sheet.rows) == 4
    sheet.role_chosen.emit(id_of(handing.session, LEAD), Role.CODER)
    assert "Ani" in sheet.failure.text()
    assert handing.failures == []


def test_gold_has_no_row_among_the_people(handing, window):
    ensure_gold_coder(handing.session.context)
    handing.ask_people()
    assert GOLD_NAME not in [row.coder.name for row in sheet_of(window, PeopleSheet).rows]


def rule_sheet(handing, window):
    handing.ask_rule()
    return sheet_of(window, RuleSheet)


def test_work_is_offered_to_those_who_only_code_at_first(handing, window):
    session = handing.session
    sheet = rule_sheet(handing, window)
    assert sheet.coders.chosen == (id_of(session, FIRST), id_of(session, SECOND))
    assert list(sheet.coders.chips) == [id_of(session, one) for one in (LEAD, FIRST, SECOND)]
    assert list(sheet.field.chips) == [None, "outlet"], "all are of one year"


def test_second_selves_are_dealt_nothing_by_rule(handing, window):
    session = handing.session
    plan = plan_recoding(session.context, id_of(session, FIRST), 1.0, 0)
    apply_recoding(session.context, plan)
    sheet = rule_sheet(handing, window)
    assert plan.again.id not in sheet.coders.chips
    assert sheet.primary.isEnabled(), "what they have is no hindrance"


def test_articles_chosen_in_several_columns_are_offered_once(handing, window):
    documents = handing.session.finding.documents()
    people = [id_of(handing.session, one) for one in (FIRST, SECOND)]
    handing.chosen = [(one, who) for one in documents[1:3] for who in people]
    sheet = rule_sheet(handing, window)
    assert sheet.chosen_articles.text() == "The 2 chosen articles"
    sheet.chosen_articles.setChecked(True)
    assert sheet.rule.documents == tuple(documents[1:3])


def test_a_plan_is_written_as_one_step_and_it_is_said_how_much(handing, window):
    before = Assigning(handing.session.context).grid()
    sheet = rule_sheet(handing, window)
    count = len(sheet.plan.added)
    sheet.on_apply()
    assert handing.said == [f"{count} assigned."]
    assert not sheet.is_open
    after = Assigning(handing.session.context).grid()
    assert sum(one.assigned for one in after.totals) == 6 + count
    handing.session.history.undo()
    assert Assigning(handing.session.context).grid() == before


def test_what_is_taken_back_is_not_said_to_be_assigned(handing, window):
    """One coder an article, and all that nobody began dealt anew: Bima loses the second one."""
    handing.chosen = [
        (one, id_of(handing.session, FIRST)) for one in handing.session.finding.documents()[:2]
    ]
    sheet = rule_sheet(handing, window)
    sheet.chosen_articles.setChecked(True)
    sheet.per_document.set_value(1)
    sheet.keep.setChecked(False)
    assert (len(sheet.plan.added), len(sheet.plan.removed)) == (0, 1)
    sheet.on_apply()
    assert handing.said == ["1 taken back; marks stay."]


def test_a_plan_that_gives_and_takes_says_both(handing, window):
    sheet = rule_sheet(handing, window)
    sheet.keep.setChecked(False)
    sheet.per_document.set_value(1)
    added, removed = len(sheet.plan.added), len(sheet.plan.removed)
    assert added
    assert removed
    assert sheet.primary.text() == f"Make {added} assignments"
    sheet.on_apply()
    assert handing.said == [f"{added} assigned. {removed} taken back; marks stay."]


def test_what_is_refused_leaves_the_sheet_open_and_nothing_written(handing, window):
    sheet = rule_sheet(handing, window)
    handing.session.code_as(FIRST)
    sheet.on_apply()
    assert sheet.is_open
    assert [one.code for one in handing.failures] == ["reviewers_only"]
    assert handing.said == []


def test_only_who_has_finished_something_can_code_it_again(handing, window):
    handing.ask_again()
    sheet = sheet_of(window, AgainSheet)
    assert list(sheet.coders) == [id_of(handing.session, one) for one in (FIRST, SECOND)]
    sheet.share.set_value(100)
    sheet.on_apply()
    assert handing.said == ["2 assigned."]
    handing.ask_again()
    again = sheet_of(window, AgainSheet)
    assert list(again.coders) == list(sheet.coders), "no second self codes a third time"


def test_progress_counts_what_the_grid_counts(handing, window):
    handing.show_progress()
    rows = sheet_of(window, ProgressSheet).table.rows
    found = [[rows.cell(row, column).text for column in (0, 1, 3, 5)] for row in range(3)]
    totals = Assigning(handing.session.context).grid().totals
    wanted = [[t.coder.name, str(t.assigned), str(t.done), str(t.spans)] for t in totals]
    assert found == wanted


# fields ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("metas", "fields"),
    [
        ([], []),
        ([{"outlet": "a"}], []),
        ([{"outlet": "a"}, {"outlet": "a"}], []),
        ([{"outlet": "a"}, {"outlet": "b"}], ["outlet"]),
        ([{"year": 1, "id": at, "outlet": "ab"[at % 2]} for at in range(6)], ["outlet"]),
        ([{"b": at % 2, "a": at % 3} for at in range(6)], ["a", "b"]),
        ([{"page": at % 41} for at in range(90)], []),
        ([{"page": at % 40} for at in range(90)], ["page"]),
        ([{"outlet": None}, {"outlet": "a"}, {}], ["outlet"]),
    ],
)
def test_only_fields_that_part_articles_into_a_few_groups_are_offered(metas, fields):
    assert _fields(metas) == fields
