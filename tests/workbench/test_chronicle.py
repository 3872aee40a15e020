"""The history in words, articles as they were, and bringing things back."""

from __future__ import annotations

import factories
import pytest
from factories import ASN, BALIKPAPAN, BUPATI, SRI, extents

from annotator.model.errors import RefusedError
from annotator.store.integrity import check
from annotator.workbench import language
from annotator.workbench.chronicle import LAST, Asked, utc_of
from annotator.workbench.differing import differences, summary
from annotator.workbench.history_words import VERB_NAMES, verbs_of
from annotator.workbench.session import Session
from annotator.workbench.wording import TURNS, VERBS


def latest(session):
    return session.chronicle.page(Asked(), limit=1).entries[0]


def told(session, asked=None) -> list[str]:
    return [entry.words for entry in session.chronicle.entries(asked or Asked())]


@pytest.fixture
def person(session, document):
    return session.coding.add_span(document, extents(BUPATI), "person")


def test_an_entry_tells_who_when_what_and_where(session, document, person):
    entry = latest(session)
    assert (entry.coder, entry.coder_id) == ("Ani", session.coder.id)
    assert (entry.words, entry.action) == ("label Person “Bupati”", "add_span")
    assert (entry.document_id, entry.span_id) == (document, person.id)
    assert entry.time == utc_of(entry.moment) == person.created
    day, time = language.short_date(entry.time), language.short_time(entry.time)
    assert entry.local_time == f"{day}, {time}"


@pytest.mark.parametrize(
    ("verb", "changes"),
    [
        (lambda c, d, s: c.relabel_span(s.id, "place"), ("label: Person → Place", "Sure: yes → –")),
        (lambda c, d, s: c.resize_span(s.id, extents((0, 10))), ("end 4 characters later",)),
        (lambda c, d, s: c.resize_span(s.id, extents((0, 5))), ("end 1 character earlier",)),
        (lambda c, d, s: c.resize_span(s.id, extents((1, 6))), ("start 1 character later",)),
        (
            lambda c, d, s: c.resize_span(s.id, extents((0, 6), (7, 10))),
            ("other parts of the text",),
        ),
        (lambda c, d, s: c.set_attribute(s.id, "role", "head"), ("Role: – → Head",)),
        (lambda c, d, s: c.set_attribute(s.id, "also", ("x", "y")), ("Also: – → x, y",)),
        (lambda c, d, s: c.delete_span(s.id), ()),
        (lambda c, d, s: c.set_comment(s.id, "Periksa"), ("note: – → “Periksa”",)),
        (lambda c, d, s: c.set_status(d, "in_progress"), ("status: not begun → in progress",)),
        (lambda c, d, s: c.set_field(d, "outlet", "Kaltim"), ("Outlet: – → Kaltim",)),
        (lambda c, d, s: c.set_field(d, "checked", True), ("Checked: – → yes",)),
    ],
)
def test_an_entry_tells_what_changed(session, document, person, verb, changes):
    verb(session.coding, document, person)
    assert latest(session).changes == changes


def test_a_start_that_moves_back_is_earlier(session, document):
    span = session.coding.add_span(document, extents(SRI), "person")
    session.coding.resize_span(span.id, extents((4, 10)))
    assert latest(session).changes == ("start 3 characters earlier",)


def test_relations_tell_their_answers_and_that_they_went_with_a_mark(session, document, person):
    place = session.coding.add_span(document, extents(BALIKPAPAN), "place")
    relation = session.coding.add_relation(person.id, place.id, "lives_in")
    session.coding.set_relation_attribute(relation.id, "since", "2024")
    assert latest(session).changes == ("Since: – → 2024",)
    session.coding.delete_span(place.id)
    assert latest(session).changes == ("relation lives in went",)


def test_undo_and_redo_are_entries_with_what_they_did(session, document, person):
    session.coding.set_attribute(person.id, "role", "head")
    session.history.undo()
    assert (latest(session).words, latest(session).changes) == (
        "undo: Role of Person “Bupati”",
        ("Role: Head → –",),
    )
    session.history.redo()
    assert latest(session).words == "redo: Role of Person “Bupati”"


def test_moves_of_one_hand_are_one_entry_from_the_first_end_to_the_last(session, person):
    for end in (7, 8, 9, 10):
        session.coding.resize_span(person.id, extents((0, end)))
    entry = latest(session)
    assert (entry.revisions, entry.changes) == (4, ("end 4 characters later",))


def test_an_import_is_one_entry_without_details(session, tmp_path):
    marks = [factories.span_record("s1", "person", *BUPATI)]
    factories.import_records(session, tmp_path, factories.record(marks))
    entry = latest(session)
    assert (entry.words, entry.changes) == ("import of marks.jsonl", ())


def test_the_history_is_told_in_the_language_in_use(session, person):
    session.coding.set_attribute(person.id, "role", "head")
    language.set_language("id")
    assert latest(session).changes == ("Peran: – → Kepala",)
    assert "Peran" in latest(session).words


def test_every_verb_has_words_and_a_kind_to_choose_it_by():
    known = {verb for kind in VERB_NAMES for verb in verbs_of(kind)}
    assert known == {*VERBS, *TURNS} - {"add_coder", "create_project"}
    assert verbs_of("") == ()


def test_the_history_can_be_narrowed(session, document, person, tmp_path):
    session.coding.set_attribute(person.id, "role", "head")
    other = factories.add_text(session, tmp_path, "Teks lain tentang Bupati.", "b.txt")
    session.coding.add_span(other, extents((0, 4)), "place")
    assert told(session, Asked(span_id=person.id)) == [
        "Role of Person “Bupati”",
        "label Person “Bupati”",
    ]
    assert told(session, Asked(document_id=other)) == ["label Place “Teks”", "import of b.txt"]
    assert told(session, Asked(actions=("add_span",), label="place")) == ["label Place “Teks”"]
    ani = session.coder.id
    session.code_as("Budi")
    session.coding.add_span(document, extents(ASN), "person")
    assert told(session, Asked(coder_id=session.coder.id))[0] == "label Person “ASN”"
    assert "label Person “ASN”" not in told(session, Asked(coder_id=ani))


def test_days_are_local_and_only_those_with_acts(session, person):
    (day,) = session.chronicle.days()
    assert language.short_date(utc_of((int(day * 1000) << 16, person.id))) == language.short_date(
        latest(session).time
    )
    assert told(session, Asked(since=day))
    assert told(session, Asked(until=day)) == []


def test_an_article_is_shown_as_it_was(session, document, person):
    before = latest(session).moment
    session.coding.relabel_span(person.id, "place")
    session.coding.add_span(document, extents(ASN), "person")
    past = session.chronicle.past(document)
    then = past.as_it_was(before, session.coder.id)
    assert [(span.id, span.label) for span in then.spans] == [(person.id, "person")]
    assert past.now(session.coder.id) == session.finding.annotations(document)
    assert past.as_it_was(before, "0" * 32).spans == ()
    assert list(past.moments) == past.moments_of(session.coder.id)
    assert past.moments_of("0" * 32) == [past.moments[0]]
    assert session.chronicle.entry_at(before).words == "label Person “Bupati”"


def test_what_is_otherwise_now_is_told_mark_by_mark(session, document, person):
    other = session.coding.add_span(document, extents(ASN), "person")
    before = latest(session).moment
    session.coding.set_attribute(person.id, "role", "head")
    session.coding.delete_span(other.id)
    session.coding.add_span(document, extents(BALIKPAPAN), "place")
    session.coding.set_status(document, "in_progress")
    past = session.chronicle.past(document)
    then, now = past.as_it_was(before, session.coder.id), past.now(session.coder.id)
    found = differences(then, now, factories.TEXT, session.codebook)
    assert [(one.quote, one.words) for one in found] == [
        ("Bupati", "Role: – → Head"),
        ("ASN", "not there any more"),
        ("Balikpapan", "came later"),
        ("", "status: not begun → in progress"),
    ]
    assert summary(found) == "4 differences from now"
    assert summary(differences(now, now, factories.TEXT, session.codebook)) == "The same as now."


def test_notes_and_relations_that_differ_are_told(session, document, person):
    place = session.coding.add_span(document, extents(BALIKPAPAN), "place")
    before = latest(session).moment
    session.coding.add_relation(person.id, place.id, "lives_in")
    session.coding.set_comment(person.id, "Periksa")
    past = session.chronicle.past(document)
    then, now = past.as_it_was(before, session.coder.id), past.now(session.coder.id)
    words = [one.words for one in differences(then, now, factories.TEXT, session.codebook)]
    assert words == ["1 relation came", "other notes"]
    words = [one.words for one in differences(now, then, factories.TEXT, session.codebook)]
    assert words == ["1 relation went", "other notes"]


# bringing back ------------------------------------------------------------------------------------


def test_a_mark_is_brought_back_as_one_act_that_can_be_undone(session, document, person):
    session.coding.set_comment(person.id, "Periksa")
    before, then = latest(session).moment, session.finding.annotations(document)
    session.coding.relabel_span(person.id, "place")
    session.coding.delete_span(person.id)
    after = session.finding.annotations(document)
    heard = []
    session.events.subscribe(heard.append)
    change = session.chronicle.restore_span(person.id, before, initiator=heard)
    assert session.finding.annotations(document) == then
    assert (change.action, change.document_ids, heard) == ("restore_span", {document}, [change])
    words = session.history.undo_words()
    assert words == f"restore Person “Bupati” as of {latest_time(utc_of(before))}"
    language.set_language("id")
    assert session.history.undo_words().startswith("pulihkan Orang “Bupati”")
    session.history.undo()
    assert session.finding.annotations(document) == after
    session.history.redo()
    assert session.finding.annotations(document) == then
    assert check(session.project) == []


def latest_time(utc: str) -> str:
    return f"{language.short_date(utc)}, {language.short_time(utc)}"


def test_an_article_is_brought_back(session, document, person):
    before, then = latest(session).moment, session.finding.annotations(document)
    session.coding.add_span(document, extents(ASN), "person")
    session.coding.delete_span(person.id)
    session.coding.set_status(document, "in_progress")
    session.coding.set_field(document, "outlet", "Kaltim")
    after = session.finding.annotations(document)
    session.chronicle.restore_article(document, before)
    assert session.finding.annotations(document) == then
    assert session.history.undo_words().startswith("restore “Bupati Sri melarang")
    assert "came" in " ".join(latest(session).changes)
    session.history.undo()
    assert session.finding.annotations(document) == after


def test_a_whole_set_is_brought_back_and_only_ones_own(session, document, person, tmp_path):
    other = factories.add_text(session, tmp_path, "Teks lain tentang Bupati.", "b.txt")
    before = latest(session).moment
    first = [session.finding.annotations(one) for one in (document, other)]
    session.coding.delete_span(person.id)
    session.coding.add_span(other, extents((0, 4)), "place")
    ani = session.coder.name
    session.code_as("Budi")
    session.coding.add_span(document, extents(ASN), "person")
    budis = session.finding.annotations(document)
    session.code_as(ani)
    change = session.chronicle.restore_set(before)
    assert [session.finding.annotations(one) for one in (document, other)] == first
    assert change.document_ids == frozenset()
    assert session.history.undo_words().startswith("restore all marks as of")
    session.code_as("Budi")
    assert session.finding.annotations(document) == budis


def test_restoring_a_set_can_be_stopped(session, document, person):
    before = latest(session).moment
    session.coding.delete_span(person.id)
    assert session.chronicle.restore_set(before, lambda _done, _total: False) is None
    assert session.finding.annotations(document).spans == ()
    assert session.history.undo_words() == "delete Person “Bupati”"


def test_what_was_restored_can_be_undone_after_a_restart(session, document, person):
    before = latest(session).moment
    session.coding.delete_span(person.id)
    session.chronicle.restore_article(document, before)
    session.close()
    with Session.open(session.path) as again:
        assert again.history.undo_words().startswith("restore “")
        again.history.undo()
        assert again.finding.annotations(document).spans == ()


def refused(call, *arguments) -> tuple[str, object]:
    with pytest.raises(RefusedError) as error:
        call(*arguments)
    return error.value.code, error.value.fields


def test_only_ones_own_marks_are_brought_back(session, document, person):
    before = latest(session).moment
    session.coding.delete_span(person.id)
    session.code_as("Budi")
    restore = session.chronicle.restore_span
    assert refused(restore, person.id, before)[0] == "mark_of_another_coder"
    assert refused(session.chronicle.restore_article, document, before)[0] == "nothing_to_do"


def test_the_same_mark_is_not_made_twice(session, document, person):
    before = latest(session).moment
    session.coding.delete_span(person.id)
    session.coding.add_span(document, extents(BUPATI), "person")
    assert refused(session.chronicle.restore_span, person.id, before)[0] == "already_marked"


def test_what_cannot_be_brought_back_says_why(session, document, tmp_path):
    before = latest(session).moment
    span = session.coding.add_span(document, extents(BUPATI), "person")
    restore = session.chronicle.restore_span
    assert refused(restore, span.id, before)[0] == "not_there_then"
    assert refused(restore, "0" * 32, before)[0] == "span_is_gone"
    assert refused(restore, span.id, LAST)[0] == "nothing_to_do"
    other = factories.add_text(session, tmp_path, "Teks lain.", "b.txt")
    session.history.undo()
    assert refused(session.chronicle.restore_article, other, before)[0] == "no_document"


def test_another_coders_later_work_is_not_written_over(session, document, person):
    from annotator.model.change import Operation
    from annotator.store import rows, spans

    before, ani = latest(session).moment, session.coder.name
    session.code_as("Budi")
    value = {**rows.span_value(spans.find_span(session.project, person.id)), "label": "place"}
    session.project.commit(
        session.coder.id, "relabel_span", [Operation("span", person.id, value)], {}
    )
    session.code_as(ani)
    code, fields = refused(session.chronicle.restore_article, document, before)
    assert (code, fields["by"]) == ("changed_by_other", "Budi")
    assert session.finding.annotations(document).spans[0].label == "place"
