"""An open project at work without its window: opening, searching, walking, remembering."""

from __future__ import annotations

import shutil

import factories
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.gui.workspace import articles_desk
from annotator.gui.workspace.workspace import Workspace
from annotator.model.errors import NotSaved, RefusedError
from annotator.workbench.language import set_language
from annotator.workbench.session import Session
from annotator.workbench.settings import Settings

OTHER = factories.TEXT.replace("Sri", "Herson 😀")
THIRD = "Polisi menunggu.\nWarga pulang."


@pytest.fixture
def session(tmp_path):
    with factories.make_session(tmp_path) as opened:
        yield opened


@pytest.fixture(scope="module")
def three(tmp_path_factory):
    """A project with three articles; not to be written."""
    folder = tmp_path_factory.mktemp("three")
    with factories.make_session(folder) as made:
        for name, text in (("a.txt", factories.TEXT), ("b.txt", OTHER), ("c.txt", THIRD)):
            factories.add_text(made, folder, text, name)
    return folder / "p.annot"


@pytest.fixture
def full(three, tmp_path):
    """The three articles, to work on."""
    with Session.open(shutil.copy(three, tmp_path / "full.annot")) as opened:
        yield opened


@pytest.fixture
def articles(full):
    """The articles in the order of the list."""
    return full.finding.served("")


@pytest.fixture
def made(qtbot):
    """Make the workspace of a project; not shown, and started."""

    def make(session: Session, settings: Settings | None = None) -> Workspace:
        work = Workspace(session, settings or Settings(), {})
        qtbot.addWidget(work)
        work.resize(1366, 700)
        work.heard = []
        work.failed.connect(lambda error: work.heard.append(error.code))
        work.message.connect(work.heard.append)
        work.start()
        return work

    return make


@pytest.fixture
def work(made, full):
    work = made(full)
    yield work
    work.leave()


def mark(session, article, at=factories.SRI, label="person"):
    return session.coding.add_span(article, factories.extents(at), label)


def again(work: Workspace, made) -> Workspace:
    """Leave the workspace and begin anew, as after a restart or under another name."""
    work.leave()
    return made(work.session, work.settings)


def listed(work: Workspace) -> list[str]:
    return list(work.frame.articles.model.ids())


# where the coder was


def test_it_begins_at_the_first_article(work, articles):
    assert work.scene.document.id == articles[0]
    assert work.frame.header.position.text() == "1 of 3"


def test_a_project_without_articles_shows_none_and_opens_the_first_that_comes(
    made, session, tmp_path
):
    work = made(session)
    assert work.scene.document is None
    assert work.state() == {"project", "coding"}
    added = factories.add_text(session, tmp_path)
    assert work.scene.document.id == added
    work.leave()


def test_article_caret_and_mark_come_back(work, made, articles):
    span = mark(work.session, articles[1])
    work.articles.open(articles[1])
    work.frame.reader.set_selection(5, 5)
    work.scene.focus_span(span.id)
    after = again(work, made)
    assert after.scene.document.id == articles[1]
    assert after.scene.focused_span == span
    assert after.frame.reader.selection() == (5, 5)
    after.leave()


def test_a_mark_that_has_gone_meanwhile_is_not_in_focus(work, made, articles):
    span = mark(work.session, articles[0])
    work.scene.focus_span(span.id)
    work.leave()
    work.session.coding.delete_span(span.id)
    after = made(work.session, work.settings)
    assert after.scene.focused_id is None
    assert "span" not in after.state()
    after.leave()


def test_the_mark_of_somebody_else_is_not_in_focus(work, made, articles):
    span = mark(work.session, articles[0])
    work.scene.focus_span(span.id)
    work.leave()
    work.session.code_as("Budi")
    after = made(work.session, work.settings)
    assert after.scene.document.id == articles[0]
    assert after.scene.focused_id is None
    assert "span" not in after.state()
    after.leave()


@pytest.mark.parametrize(
    "place",
    [
        {},
        {"document": "gone"},
        {"selection": [0]},
        {"selection": [0, "x"]},
        {"selection": [10_000, 20_000]},
        {"offset": "x", "top": None},
        {"offset": 10_000, "top": -5},
        {"span": 7},
    ],
)
def test_a_place_that_is_none_is_no_reason_to_fail(made, full, articles, place):
    settings = Settings()
    key = full.project.project_id
    settings.remember_place(key, {"document": articles[1], **place})
    work = made(full, settings)
    expected = articles[0] if place.get("document") == "gone" else articles[1]
    assert work.scene.document.id == expected
    assert work.scene.focused_id is None
    work.leave()


def test_going_to_the_article_that_is_open_keeps_the_mark_in_focus(work, articles):
    span = mark(work.session, articles[0])
    work.scene.focus_span(span.id)
    work.articles.open(articles[0])
    assert work.scene.focused_id == span.id


# walking and searching


def test_walking_stops_at_both_ends(work, articles):
    seen = [work.scene.document.id]
    for step in (1, 1, 1, -1, -1, -1):
        work.articles.walk(step)
        seen.append(work.scene.document.id)
    one, two, three = articles
    assert seen == [one, two, three, three, two, one, one]


def test_a_search_that_leaves_the_open_article_out_walks_to_what_it_found(work, articles):
    work.frame.articles.search.setText("Warga")
    work.articles.search()
    assert listed(work) == [articles[2]]
    assert work.frame.header.position.text() == ""
    work.articles.walk(-1)
    assert work.scene.document.id == articles[0]
    work.articles.walk(1)
    assert work.scene.document.id == articles[2]


def test_a_search_waits_until_nothing_more_is_typed(work, qtbot, articles):
    with qtbot.waitSignal(work.frame.articles.model.modelReset):
        work.frame.articles.search.setText("Warga")
        assert listed(work) == articles
    assert listed(work) == [articles[2]]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_right_after_the_last_letter_opens_what_was_looked_for(work, articles, key):
    search = work.frame.articles.search
    QTest.keyClicks(search, "Warga")
    QTest.keyClick(search, key)
    assert listed(work) == [articles[2]]
    assert work.scene.document.id == articles[2]


def test_enter_after_a_search_in_vain_opens_nothing(work, articles):
    search = work.frame.articles.search
    QTest.keyClicks(search, "xyzzy")
    QTest.keyClick(search, Qt.Key.Key_Return)
    QTest.keyClick(search, Qt.Key.Key_Down)
    assert listed(work) == []
    assert work.scene.document.id == articles[0]


def test_titles_that_could_not_be_read_beside_long_work_are_shown_after_it(work, qtbot, articles):
    model = work.frame.articles.model
    model.set_ids(articles)
    work.set_busy(True)
    assert {model.index(row).data() for row in range(3)} == {""}
    with qtbot.waitSignal(model.dataChanged):
        work.set_busy(False)
    assert all(model.index(row).data() for row in range(3))
    with qtbot.assertNotEmitted(model.dataChanged):
        work.set_busy(True)
        work.set_busy(False)


@pytest.fixture
def hasty(monkeypatch, made, full):
    """A workspace that searches as soon as nothing else waits."""
    monkeypatch.setattr(articles_desk, "SEARCH_PAUSE_MS", 0)
    work = made(full)
    yield work
    work.leave()


@pytest.mark.parametrize("is_typed_first", [True, False])
def test_a_search_that_meets_long_work_is_done_after_it(hasty, qtbot, articles, is_typed_first):
    search, reset = hasty.frame.articles.search, hasty.frame.articles.model.modelReset
    if is_typed_first:
        search.setText("Warga")
    hasty.set_busy(True)
    if not is_typed_first:
        search.setText("Warga")
    with qtbot.assertNotEmitted(reset, wait=10):
        assert listed(hasty) == articles
    with qtbot.waitSignal(reset):
        hasty.set_busy(False)
    assert listed(hasty) == [articles[2]]


def test_enter_beside_long_work_does_not_open_what_was_listed_before(work, articles):
    search = work.frame.articles.search
    work.scene.open_article(articles[1])
    work.set_busy(True)
    QTest.keyClicks(search, "Warga")
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert work.scene.document.id == articles[1]


def test_long_work_alone_reads_the_list_no_second_time(hasty, qtbot):
    hasty.set_busy(True)
    with qtbot.assertNotEmitted(hasty.frame.articles.model.modelReset, wait=10):
        hasty.set_busy(False)


def test_what_is_added_while_a_search_is_shown_is_found_by_it_or_left_out(work, full, tmp_path):
    work.frame.articles.search.setText("Warga")
    work.articles.search()
    factories.add_text(full, tmp_path, "Warga lain.", "d.txt")
    factories.add_text(full, tmp_path, "Tidak ada.", "e.txt")
    assert len(listed(work)) == 2
    assert work.frame.articles.count.text() == "2 of 5"


def test_taking_an_import_back_closes_the_article_and_shows_the_next(made, session, tmp_path):
    only = factories.add_text(session, tmp_path)
    work = made(session)
    session.history.undo()
    assert work.scene.document is None
    assert listed(work) == []
    session.history.redo()
    assert work.scene.document.id == only
    work.leave()


# done


def test_done_is_refused_with_the_problems_shown_while_something_blocks_it(work, articles):
    mark(work.session, articles[0])
    work.articles.toggle_done()
    assert work.heard == ["problems_block_done"]
    assert work.frame.problems.isVisibleTo(work)
    assert len(work.problems.rows) >= 1


def test_done_and_reopened_are_told_by_header_list_and_foot(work, articles):
    for words, done in (("Reopen", "1 of 3 done"), ("Mark as done", "0 of 3 done")):
        work.articles.toggle_done()
        assert work.frame.header.done_button.text() == words
        assert work.frame.articles.foot.accessibleName() == done
    assert work.heard == []


def test_without_an_article_nothing_is_done_or_reopened(made, session):
    work = made(session)
    work.articles.toggle_done()
    work.articles.set_done(True)
    work.articles.remember()
    assert work.heard == []
    work.leave()


# labels


def label(work: Workspace, extent, label_id: str) -> None:
    work.frame.reader.set_selection(*extent)
    work.marking.choose_label(label_id)


def test_what_was_used_last_comes_first_and_only_once(work):
    for extent, name in ((factories.SRI, "person"), (factories.ASN, "place"),
                         (factories.BUPATI, "person")):  # fmt: skip
        label(work, extent, name)
    assert work.marking.recent_labels == ["person", "place"]


def test_a_label_that_was_refused_was_not_used(work, articles):
    label(work, factories.SRI, "person")
    label(work, factories.SRI, "person")
    assert len(work.heard) == 1
    label(work, factories.SRI, "place")
    assert work.marking.recent_labels == ["place", "person"]
    work.marking.recent_labels.clear()
    work.marking.relabel("person")
    assert len(work.heard) == 2
    assert work.marking.recent_labels == []


@pytest.mark.parametrize("name", ["nothing", "thing"])
def test_a_label_that_cannot_be_given_makes_no_mark(work, name):
    label(work, factories.SRI, name)
    assert work.scene.annotations.spans == ()


def test_without_words_or_mark_a_label_does_nothing(work):
    work.marking.choose_label("person")
    work.marking.relabel("person")
    work.marking.delete()
    work.marking.move_end(1, by_words=False)
    work.marking.pick_end("start")
    assert work.marking.picked is None
    assert work.heard == []
    assert not work.session.history.undo_words() or work.scene.annotations.spans == ()


def test_the_letter_on_each_cap_is_the_key_of_its_label(work):
    assert work.marking.label_of_key("t") == work.marking.label_of_key("T") == "place"
    assert work.marking.label_of_key("1") is None
    assert work.marking.label_of_key("") is None


def test_a_verb_about_a_mark_that_has_gone_is_refused_in_a_sentence(work, articles):
    span = mark(work.session, articles[0])
    work.session.coding.delete_span(span.id)
    work.marking.delete_span(span.id)
    work.marking.set_note(span.id, "x")
    work.marking.set_attribute(span.id, "age", 7)
    assert len(work.heard) == 3


# what the panel shows


def test_the_list_follows_a_few_changed_marks_and_very_many(work, full, articles):
    model = work.frame.marks.model
    text = full.finding.document(articles[0]).text
    places = [(start, start + 1) for start in range(len(text)) if not text[start].isspace()]
    for extent in places[:3]:
        mark(full, articles[0], extent, "place")
    assert model.rowCount() == 3
    with_all = [full.coding.add_span(articles[0], factories.extents(one), "person")
                for one in places]  # fmt: skip
    assert model.rowCount() == 3 + len(with_all)
    assert [model.span_at(row) for row in range(model.rowCount())] == list(
        work.scene.annotations.spans
    )
    assert work.frame.labels.rows["person"].count == len(with_all)


def test_what_somebody_else_answers_is_shown_for_the_mark_in_focus(work, qtbot, articles):
    span = mark(work.session, articles[0])
    work.scene.focus_span(span.id)
    work.marks.show_inspector()
    work.session.coding.set_attribute(span.id, "role", "staff")
    row = work.frame.inspector.form.rows["role"]
    qtbot.waitUntil(lambda: row.editor.value == "staff")
    assert not row.missing.isVisibleTo(row)


@pytest.mark.parametrize(
    ("error", "shown"),
    [
        (RefusedError("only_read"), ""),
        (NotSaved("disk_full", path="x", detail=""), "41"),
    ],
)
def test_the_panel_shows_a_refused_answer_no_more_and_an_unsaved_one_still(
    work, articles, error, shown
):
    span = mark(work.session, articles[0])
    work.scene.focus_span(span.id)
    work.marks.show_inspector()

    def refuse(*_what, **_more):
        raise error

    work.session.project.commit = refuse
    entry = work.frame.inspector.form.rows["age"].editor
    entry.line.setText("41")
    entry.line.setModified(True)
    work.before_command("done")
    del work.session.project.commit
    assert work.heard == [error.code]
    assert entry.line.text() == shown
    work.frame.inspector.commit()
    stored = work.session.finding.annotations(articles[0]).span_by_id()[span.id]
    assert stored.attributes.get("age") == (int(shown) if shown else None)


# values from the palette


def test_a_value_is_given_to_the_selected_words_and_to_the_mark_in_focus(work):
    work.frame.reader.set_selection(*factories.SRI)
    work.choose_value("person", "role", "head")
    assert work.scene.focused_span.attributes["role"] == "head"
    work.choose_value("person", "role", "staff")
    assert work.scene.focused_span.attributes["role"] == "staff"
    assert len(work.scene.annotations.spans) == 1


def test_a_value_of_a_question_for_many_is_added_once(work):
    work.frame.reader.set_selection(*factories.SRI)
    for value in ("y", "x", "y"):
        work.choose_value("person", "also", value)
    assert work.scene.focused_span.attributes["also"] == ("y", "x")


def test_a_value_of_another_label_is_given_with_that_label(work):
    label(work, factories.SRI, "person")
    work.choose_value("place", "role", "town")
    span = work.scene.focused_span
    assert (span.label, span.attributes["role"]) == ("place", "town")


# passages


def test_a_passage_is_its_article_and_its_mark(work, articles):
    span = mark(work.session, articles[1])
    work.show_passage(articles[1], span.id, None)
    assert (work.scene.document.id, work.scene.focused_id) == (articles[1], span.id)


def test_a_passage_whose_mark_has_gone_is_the_place_where_it_was(work, articles):
    span = mark(work.session, articles[1])
    work.session.coding.delete_span(span.id)
    work.show_passage(articles[1], span.id, 7)
    assert (work.scene.document.id, work.scene.focused_id) == (articles[1], None)
    assert work.frame.reader.selection() == (7, 7)


def test_a_passage_of_the_article_as_a_whole_leaves_the_mark(work, articles):
    span = mark(work.session, articles[0])
    work.scene.focus_span(span.id)
    work.show_passage(articles[0], None, None)
    assert work.scene.focused_id is None


def test_undo_leads_to_the_mark_it_brought_back(work, articles):
    span = mark(work.session, articles[1])
    work.session.coding.delete_span(span.id)
    work.show_change(work.session.history.undo())
    assert (work.scene.document.id, work.scene.focused_id) == (articles[1], span.id)


def test_every_command_of_the_workspace_can_be_run_at_any_time(work, articles):
    for command in sorted(work.commands):
        work.before_command(command)
        work.run(command)
    mark(work.session, articles[0])
    for command in sorted(work.commands):
        work.before_command(command)
        work.run(command)
    needed = "Select the words first; the mark stays in focus."
    assert set(work.heard) <= {"problems_block_done", "nothing_left_of_mark", needed}


def test_a_message_about_a_key_is_in_the_language_in_use(work):
    set_language("id")
    work.keys.unknown_pressed.emit("Q")
    work.keys.words_needed.emit()
    assert "Q" in work.heard[0]
    assert not any("key" in one for one in work.heard)
