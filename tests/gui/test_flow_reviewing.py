"""Going from one workspace to another with pages that do nothing: who is told what, and when."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from assignment_scene import FIRST, LEAD, id_of
from factories import make_session

from annotator.gui.commands.workspaces import CODE, IDS, WORKSPACES
from annotator.gui.flows import pages
from annotator.gui.flows.reviewing import MANAGED, SHARED, Reviewing
from annotator.gui.review.page import Page
from annotator.model.assignment import Role
from annotator.model.change import Change
from annotator.model.errors import RefusedError
from annotator.workbench.people import add_person, set_role
from annotator.workbench.settings import Settings

PAGES = tuple(row.id for row in WORKSPACES if row.id != CODE)


class Plain(Page):
    """A page that writes down what it is told."""

    def __init__(self, name, session, desk):
        super().__init__(session, desk)
        self.name, self.told = name, []

    @property
    def commands(self):
        return {f"{self.name}_command": lambda: self.told.append("command")}

    def start(self):
        self.told.append("start")

    def go_to(self, target):
        self.told.append(("go_to", target))

    def leave(self):
        self.told.append("leave")

    def on_change(self, change):
        self.told.append(("change", change.action))

    def retranslate(self):
        self.told.append("retranslate")

    def set_busy(self, is_busy):
        self.told.append(("busy", is_busy))


@pytest.fixture
def made_pages(monkeypatch):
    """The pages that were made, by name."""
    made = {}

    def maker(name):
        def make(session, desk):
            assert name not in made, "a page is made but once"
            made[name] = Plain(name, session, desk)
            return made[name]

        return make

    monkeypatch.setattr(pages, "PAGES", {name: maker(name) for name in PAGES})
    return made


@pytest.fixture
def flow(window, made_pages, session):
    """The workspaces of the team's project, led by who codes; ``shown`` are those shown."""
    passages = []
    workspace = SimpleNamespace(show_passage=lambda *place: passages.append(place))
    made = Reviewing(window, Settings(), lambda: workspace)
    made.pages, made.passages, made.shown_ones, made.heard = made_pages, passages, [], []
    made.shown.connect(lambda page: made.shown_ones.append(page.name if page else CODE))
    made.state_changed.connect(lambda: made.heard.append("state"))
    made.begin(session)
    yield made
    for page in made_pages.values():
        page.setParent(window)
    made.end()


# going ----------------------------------------------------------------------------------------


def test_every_workspace_beside_the_coding_has_a_page():
    assert set(pages.PAGES) == set(PAGES) == IDS - {CODE}


def test_a_page_is_made_when_it_is_first_shown_and_kept(flow):
    assert flow.pages == {}
    for name in ("assignment", "agreement", "assignment"):
        flow.show(name)
        assert flow.page is flow.pages[name]
    assert set(flow.pages) == {"assignment", "agreement"}
    assert flow.shown_ones == ["assignment", "agreement", "assignment"]


def test_a_page_is_left_when_another_is_shown_and_begins_again_after(flow):
    flow.show("assignment")
    flow.show("agreement")
    flow.show(CODE)
    assert flow.pages["assignment"].told == ["start", "leave"]
    assert flow.pages["agreement"].told == ["start", "leave"]
    assert (flow.page, flow.current) == (None, CODE)


def test_the_page_that_is_shown_is_not_left_when_it_is_asked_for_again(flow):
    flow.show("agreement")
    flow.show("agreement", "a cell")
    assert flow.pages["agreement"].told == ["start", ("go_to", "a cell"), "start"]


def test_a_page_goes_to_its_target_before_it_takes_the_keyboard(flow):
    flow.show("adjudication", "an article")
    assert flow.pages["adjudication"].told == [("go_to", "an article"), "start"]


@pytest.mark.parametrize("name", ["nowhere", "", "workspace_assignment"])
def test_a_workspace_that_there_is_not_changes_nothing(flow, name):
    flow.show("assignment")
    flow.show(name)
    assert flow.current == "assignment"
    assert flow.pages["assignment"].told == ["start"]


def test_a_passage_is_shown_in_the_coding(flow):
    flow.show("agreement")
    flow.show_passage("a document", span_id="a mark", start=7)
    assert flow.passages == [("a document", "a mark", 7)]
    assert flow.current == CODE
    assert flow.pages["agreement"].told[-1] == "leave"


def test_every_row_of_the_table_has_its_command(flow):
    assert set(flow.commands) == {row.action for row in WORKSPACES}
    for row in WORKSPACES:
        flow.commands[row.action]()
        assert flow.current == row.id


# who may ---------------------------------------------------------------------------------------


def test_who_leads_a_team_has_tabs_and_who_codes_in_it_has_none(flow, session):
    assert flow.tabs == WORKSPACES
    assert flow.needs() == {MANAGED, SHARED}
    session.code_as(FIRST)
    flow.begin(session)
    assert (flow.tabs, flow.needs()) == ((), frozenset())
    flow.show("assignment")
    assert flow.pages == {}


def test_somebody_alone_has_tabs_only_beside_the_coding(window, made_pages, tmp_path):
    flow = Reviewing(window, Settings(), lambda: None)
    with make_session(tmp_path) as alone:
        flow.begin(alone)
        assert flow.tabs == ()
        flow.show("assignment")
        assert flow.tabs == WORKSPACES
        flow.show(CODE)
        assert flow.tabs == ()
        add_person(alone.context, "Citra")
        flow.on_change(Change(frozenset({"coder"}), frozenset({"x"}), frozenset(), "add_coder"))
        assert flow.tabs == WORKSPACES
        made_pages["assignment"].setParent(window)
        flow.end()


def test_who_leads_no_longer_is_brought_back_to_the_coding(flow, session):
    flow.show("assignment")
    set_role(session.context, id_of(session, FIRST), Role.LEAD)
    set_role(session.context, id_of(session, LEAD), Role.CODER)
    flow.on_change(Change(frozenset({"coder"}), frozenset({"x"}), frozenset(), "set_role"))
    assert (flow.current, flow.tabs) == (CODE, ())
    assert flow.pages["assignment"].told[1] == "leave"


def test_a_change_that_is_nobody_s_role_asks_for_no_roles(flow, monkeypatch):
    asked = []
    monkeypatch.setattr(flow, "_look", lambda: asked.append(True))
    flow.on_change(Change(frozenset({"span"}), frozenset({"x"}), frozenset(), "add_span"))
    assert asked == []
    flow.on_change(Change(frozenset({"span"}), frozenset(), frozenset(), "join"))
    assert asked == [True], "whatever may have come with a copy"


# what pages are told ---------------------------------------------------------------------------


def test_every_page_follows_changes_work_and_language_also_where_it_is_not_shown(flow):
    flow.show("assignment")
    flow.show("agreement")
    for page in flow.pages.values():
        page.told.clear()
    flow.on_change(Change(frozenset({"span"}), frozenset({"x"}), frozenset(), "add_span"))
    flow.set_busy(True)
    flow.set_busy(False)
    flow.retranslate()
    expected = [("change", "add_span"), ("busy", True), ("busy", False), "retranslate"]
    assert [page.told for page in flow.pages.values()] == [expected] * 2


def test_what_a_page_says_is_given_on(flow):
    flow.show("assignment")
    flow.heard.clear()
    flow.message.connect(flow.heard.append)
    flow.failed.connect(flow.heard.append)
    page, error = flow.pages["assignment"], RefusedError("only_read")
    page.message.emit("done")
    page.failed.emit(error)
    page.state_changed.emit()
    assert flow.heard == ["done", error, "state"]


def test_only_the_page_that_is_shown_offers_its_commands(flow):
    assert flow.offered == frozenset()
    flow.show("assignment")
    assert flow.offered == {"assignment_command"}
    flow.show("agreement")
    assert flow.offered == {"agreement_command"}
    flow.show(CODE)
    assert flow.offered == frozenset()


def test_a_page_asks_the_window_for_a_command(qtbot, flow):
    with qtbot.waitSignal(flow.requested) as asked:
        flow.trigger("people")
    assert asked.args == ["people"]


# the end ---------------------------------------------------------------------------------------


def test_the_end_leaves_the_page_stops_its_work_and_forgets_all(flow):
    flow.show("assignment")
    flow.show("agreement")
    flow.run(lambda tell: [tell(0, 1, "") for _time in range(9)], print, print, print)
    flow.end()
    assert flow.pages["agreement"].told == ["start", "leave"]
    assert flow.pages["assignment"].told == ["start", "leave"], "it had been left already"
    assert (flow.current, flow.page, flow.is_busy) == (CODE, None, False)
    assert (flow.tabs, flow.needs()) == ((), frozenset())
    flow.show("assignment")
    assert flow.page is None
    flow.on_change(Change(frozenset({"coder"}), frozenset(), frozenset(), "add_coder"))
    assert flow.needs() == frozenset()


def test_another_project_has_pages_of_its_own(flow, session):
    flow.show("assignment")
    before = flow.pages.pop("assignment")
    flow.end()
    flow.begin(session)
    flow.show("assignment")
    assert flow.page is not before


def test_without_a_workspace_a_passage_is_shown_nowhere(window, made_pages, session):
    flow = Reviewing(window, Settings(), lambda: None)
    flow.begin(session)
    flow.show_passage("a document")
    assert flow.current == CODE
    flow.end()
