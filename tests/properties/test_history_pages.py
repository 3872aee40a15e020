"""The history read in pages, whole or narrowed, is what one finds by reading all of it oneself."""

from __future__ import annotations

from datetime import datetime

import factories
import pytest
import team_scene
from factories import ASN, BALIKPAPAN, BUPATI, SRI, extents
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.assignment import Role
from annotator.workbench.assigning import Assigning
from annotator.workbench.chronicle import LAST, Asked, Entry
from annotator.workbench.history_words import VERB_NAMES, verbs_of
from annotator.workbench.people import find_person, set_role
from annotator.workbench.session import Session


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    """A project in which three people did a little of everything."""
    folder = tmp_path_factory.mktemp("history")
    with factories.make_session(folder) as made:
        document = factories.add_text(made, folder)
        articles = team_scene.add_articles(made, folder)
        code(made, document)
        team_scene.code(made, "Budi", articles[:2])
        team_scene.code(made, "Citra", articles[1:3], is_done=False)
        lead(made, articles)
        yield made


def code(session: Session, document: str) -> None:
    coding = session.coding
    person = coding.add_span(document, extents(BUPATI), "person")
    place = coding.add_span(document, extents(BALIKPAPAN), "place")
    relation = coding.add_relation(person.id, place.id, "lives_in")
    coding.set_attribute(person.id, "role", "head")
    for end in (7, 8, 9):
        coding.resize_span(person.id, extents((0, end)))
    coding.set_comment(person.id, "catatan")
    coding.relabel_span(place.id, "person")
    session.history.undo()
    coding.delete_relation(relation.id)
    coding.set_field(document, "outlet", "Kompas")
    coding.set_status(document, "done")
    gone = coding.add_span(document, extents(ASN), "person")
    coding.delete_span(gone.id)
    coding.add_span(document, extents(SRI), "place")


def lead(session: Session, articles: list[str]) -> None:
    set_role(session.context, session.coder.id, Role.LEAD)
    budi = find_person(session.context, "Budi").id
    assigning = Assigning(session.context)
    assigning.assign([(one, budi) for one in articles])
    assigning.lock([(articles[0], budi)])
    session.history.undo()
    moment = session.chronicle.past(articles[0]).moments[0]
    session.code_as("Budi")
    session.chronicle.restore_article(articles[0], moment)
    session.code_as("Ani")


def paged(session: Session, asked: Asked, limit: int) -> list[Entry]:
    """Every entry, page after page; no page has more than was asked for."""
    found: list[Entry] = []
    before = LAST
    while True:
        page = session.chronicle.page(asked, before, limit)
        assert len(page.entries) <= limit
        found += page.entries
        if page.after is None:
            return found
        assert page.after < before
        before = page.after


def everything(session: Session) -> list[Entry]:
    return list(session.chronicle.entries(Asked()))


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 1000])
def test_pages_of_any_size_are_the_whole_history_newest_first(session, limit):
    entries = everything(session)
    assert paged(session, Asked(), limit) == entries
    moments = [entry.moment for entry in entries]
    assert moments == sorted(moments, reverse=True)
    assert len(set(moments)) == len(moments)


@pytest.mark.parametrize("limit", [0, 1, 5])
def test_the_first_few_are_the_newest(session, limit):
    found = list(session.chronicle.entries(Asked(), limit))
    assert found == everything(session)[:limit]


def test_every_revision_is_in_one_entry(session):
    count = session.project.file.rows("SELECT count(*) FROM revision")[0][0]
    assert sum(entry.revisions for entry in everything(session)) == count


def test_each_entry_is_found_at_its_moment(session):
    for entry in everything(session):
        assert session.chronicle.entry_at(entry.moment) == entry


people = st.sampled_from((None, "Ani", "Budi", "Citra"))
kinds = st.sampled_from(("", *VERB_NAMES))


@given(who=people, kind=kinds, limit=st.integers(1, 9))
@settings(max_examples=40)
def test_who_and_what_narrow_it_to_what_fits(session, who, kind, limit):
    coder = who and find_person(session.context, who).id
    asked = Asked(coder_id=coder, actions=verbs_of(kind))
    wanted = [
        entry
        for entry in everything(session)
        if who in (None, entry.coder) and (not kind or entry.action in verbs_of(kind))
    ]
    assert paged(session, asked, limit) == wanted


@given(number=st.integers(0, 100), length=st.integers(0, 5), limit=st.integers(1, 9))
@settings(max_examples=20)
def test_since_and_until_narrow_it_to_what_was_done_between(session, number, length, limit):
    """``until`` is the first moment left out, ``since`` the first that is in."""
    entries = everything(session)
    times = sorted({datetime.fromisoformat(entry.time).timestamp() for entry in entries})
    since = times[number % len(times)]
    until = since + length
    wanted = [
        entry
        for entry in entries
        if since <= datetime.fromisoformat(entry.time).timestamp() < until
    ]
    assert paged(session, Asked(since=since, until=until), limit) == wanted


def test_an_article_has_what_was_done_about_it_and_nothing_of_another(session):
    entries = everything(session)
    for document in session.finding.documents():
        found = paged(session, Asked(document_id=document), 3)
        assert {e.document_id for e in found} <= {document, None}
        named = [e for e in entries if e.document_id == document]
        assert [e for e in found if e.document_id == document] == named


def test_a_mark_has_all_that_was_done_to_it(session):
    entries = everything(session)
    marks = {entry.span_id for entry in entries if entry.span_id and entry.action == "add_span"}
    assert marks
    for mark in marks:
        found = paged(session, Asked(span_id=mark), 2)
        assert [e for e in entries if e.span_id == mark] == [e for e in found if e.span_id == mark]
        assert found[-1].action == "add_span"


def test_a_label_has_the_acts_on_marks_that_carry_it(session):
    for label in ("person", "place"):
        found = paged(session, Asked(label=label), 4)
        named = [e for e in everything(session) if e.about.get("label") == label]
        assert {e.id for e in named} <= {e.id for e in found}


def test_days_are_those_on_which_something_was_done(session):
    days = session.chronicle.days()
    dates = {datetime.fromtimestamp(day).date() for day in days}
    done = {datetime.fromisoformat(e.time).astimezone().date() for e in everything(session)}
    assert dates == done
    assert days == sorted(days, reverse=True)
