"""Parcels made from a window that is none: offers, files, stopping half-way, the notice."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from assignment_scene import FIRST, LEAD, SECOND, copied, id_of
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from annotator.gui.commands.actions import NOT_IN_PARCEL
from annotator.gui.dialogs.team.parcel_sheet import ParcelSheet
from annotator.gui.flows import parcels as parcel_flow
from annotator.gui.flows.parcels import PARCEL, Parcels
from annotator.gui.panels.notice import NoticeLine
from annotator.model.assignment import Purpose
from annotator.model.extent import Extent
from annotator.workbench import parcelling
from annotator.workbench.assigning import Assigning
from annotator.workbench.language import set_language
from annotator.workbench.people import add_person
from annotator.workbench.session import Session


@pytest.fixture
def flow(window, session, monkeypatch):
    """Parcels of the open project; ``session`` can be changed, ``shown`` are folders."""
    notice = NoticeLine()
    notice.setParent(window)
    made = Parcels(window, lambda: made.session, notice)
    made.session, made.notice, made.said, made.shown = session, notice, [], []
    made.message.connect(made.said.append)
    monkeypatch.setattr(parcel_flow.QDesktopServices, "openUrl", made.shown.append)
    yield made
    made.cancel_all()


@pytest.fixture(scope="module")
def parcel_path(path, tmp_path_factory):
    folder = tmp_path_factory.mktemp("parcel")
    with copied(path, folder) as session:
        return parcelling.make_parcel(session.context, FIRST, folder / "ayu.annot").path


@pytest.fixture
def parcel(parcel_path, tmp_path):
    """A parcel of Ayu: four articles, of which two are done."""
    with copied(parcel_path, tmp_path) as opened:
        yield opened


def ask(flow, window, purpose=Purpose.CODING):
    flow.ask(purpose)
    return window.findChildren(ParcelSheet)[-1]


def made_by(qtbot, flow, sheet):
    sheet.on_make()
    qtbot.waitUntil(lambda: not flow.is_busy)
    return sheet


# offers ---------------------------------------------------------------------------------------


def test_who_is_assigned_something_is_offered_a_parcel_with_what_would_be_in_it(flow, window):
    sheet = ask(flow, window)
    assert [(one.coder, one.articles, one.done, one.marks) for one in sheet.offers] == [
        (FIRST, 4, 2, 3),
        (SECOND, 2, 1, 1),
    ]


def test_work_that_nobody_assigned_does_not_make_an_offer(flow, window, session):
    session.coding.add_span(session.finding.documents()[5], (Extent(0, 6),), "place")
    Assigning(session.context).unassign(
        [(one, id_of(session, SECOND)) for one in session.finding.documents()]
    )
    assert [one.coder for one in ask(flow, window).offers] == [FIRST]


def test_what_is_in_the_file_is_what_was_offered(flow, window, qtbot):
    sheet = ask(flow, window)
    offers = {one.coder: one for one in sheet.offers}
    made_by(qtbot, flow, sheet)
    for name in (FIRST, SECOND):
        with Session.open(flow.session.path.parent / offers[name].name) as opened:
            documents = opened.finding.documents()
            marks = sum(len(opened.finding.annotations(one).spans) for one in documents)
            assert opened.coder.name == name
            assert (len(documents), marks) == (offers[name].articles, offers[name].marks)
    assert flow.said == ["2 parcels made."]
    sheet.folder_requested.emit(sheet.path.path)
    assert [Path(one.toLocalFile()) for one in flow.shown] == [flow.session.path.parent]


def test_coders_whose_names_make_one_file_name_get_a_file_each(flow, window):
    """A slash cannot stand in the name of a file, and some systems do not tell cases apart."""
    context = flow.session.context
    people = [add_person(context, name) for name in ("Dewi/Sri", "Dewi Sri", "DEWI?SRI")]
    document = flow.session.finding.documents()[0]
    Assigning(context).assign([(document, one.id) for one in people])
    files = {one.coder: one.name.casefold() for one in ask(flow, window).offers}
    assert len(set(files.values())) == len(files) == 5
    assert files == {
        name: parcelling.suggested_name(context, parcelling.find_coder(context, name)).casefold()
        for name in files
    }


def test_a_parcel_has_the_same_name_whoever_asks_for_it(session):
    person = next(one for one in session.finding.coders() if one.name == FIRST)
    name = parcelling.suggested_name(session.context, person)
    add_person(session.context, "Zainal")
    assert parcelling.suggested_name(session.context, person) == name == "team-Ayu.annot"
    feedback = parcelling.suggested_name(session.context, person, Purpose.FEEDBACK)
    assert feedback == "team-Ayu-feedback.annot"


# making ---------------------------------------------------------------------------------------


def test_what_cannot_be_made_is_told_and_nothing_is_half_there(flow, window, qtbot, monkeypatch):
    def fill_the_disk(context, name, path, **more):
        if name == SECOND:
            raise parcelling.EnvironmentFault("disk_full", path=str(path))
        return make(context, name, path, **more)

    make = parcelling.make_parcel
    monkeypatch.setattr(parcelling, "make_parcel", fill_the_disk)
    sheet = made_by(qtbot, flow, ask(flow, window))
    folder = flow.session.path.parent
    assert sheet.failure.isVisible()
    assert sheet.reason == "team-Ayu.annot is there already."
    assert sorted(one.name for one in folder.glob("team-*.annot")) == ["team-Ayu.annot"]
    assert flow.said == []


def test_closing_the_sheet_stops_after_the_parcel_that_is_being_made(flow, window, monkeypatch):
    begun, made = threading.Event(), []

    def make_slowly(_context, name, _path, **_more):
        made.append(name)
        begun.set()
        while flow.is_busy:  # until somebody has stopped it
            threading.Event().wait(0.005)
        threading.Event().wait(0.02)

    monkeypatch.setattr(parcelling, "make_parcel", make_slowly)
    sheet = ask(flow, window)
    sheet.on_make()
    assert begun.wait(5)
    sheet.dismiss()
    assert not flow.is_busy
    assert (made, flow.said) == ([FIRST], [])


def test_without_a_project_nothing_is_asked(flow, window):
    flow.session = None
    for command in flow.commands.values():
        command()
    assert window.findChildren(ParcelSheet) == []
    assert (flow.is_open, flow.left_out, flow.needs()) == (False, frozenset(), frozenset())


# in a parcel ----------------------------------------------------------------------------------


def words_of(flow):
    flow.show_notice()
    return flow.notice.words.text()


def test_a_parcel_says_whose_it_is_and_counts_what_is_left(flow, parcel):
    flow.session = parcel
    assert words_of(flow).startswith("ayu.annot is the parcel of Ayu, made on ")
    assert words_of(flow).endswith("2 articles are left, then the file goes back.")
    left = parcel.finding.documents()
    for count, ending in ((3, "1 article is left, then the file goes back."), (4, "can go back.")):
        for document in left[:count]:
            parcel.coding.set_status(document, "done")
        assert words_of(flow).endswith(ending)


def test_the_notice_is_there_in_the_parcel_alone(flow, session, parcel):
    flow.session = parcel
    assert words_of(flow)
    assert flow.needs() == {PARCEL}
    assert flow.left_out == NOT_IN_PARCEL
    flow.session = session
    assert words_of(flow) == ""
    assert flow.left_out == frozenset()


def test_what_another_has_said_on_the_notice_stays(flow, session):
    flow.notice.show_notice("Read only: somebody else has it open.")
    assert words_of(flow) == "Read only: somebody else has it open."
    flow.notice.step_requested.emit()
    assert flow.shown == []


def test_the_step_shows_the_file_and_leaves_its_path_on_the_clipboard(flow, parcel):
    flow.session = parcel
    flow.show_notice()
    QTest.mouseClick(flow.notice.step, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == str(parcel.path)
    assert flow.said == ["ayu.annot: the path is copied."]


def test_the_notice_speaks_the_language_in_use(flow, parcel):
    flow.session = parcel
    english = words_of(flow)
    set_language("id")
    assert words_of(flow) != english
    assert LEAD not in words_of(flow), "a parcel tells of nobody else"
