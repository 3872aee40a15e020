"""A project over its years: killed, undone, looked back at, joined, met in a folder, gone back."""

from __future__ import annotations

import shutil

import pytest

from annotator.model.extent import Extent
from annotator.store.integrity import check
from annotator.workbench.session import Session

pytestmark = pytest.mark.e2e

RULE, SPEAKER, VENUE = "ASN harus tetap netral", "Sri Wartini", "kampanye"


def stored(project, coder=None):
    """The labels that a coder has on the first article, once nobody has the project open."""
    with Session.open(project, coder) as session:
        assert check(session.project) == []
        first = session.finding.documents()[0]
        return sorted(span.label for span in session.finding.annotations(first).spans)


def colleague(project, path):
    """A copy on another computer: one mark more, and another label on one that both have."""
    shutil.copy(project, path)
    with Session.open(path) as session:
        first = session.finding.documents()[0]
        text = session.finding.document(first).text
        rule = next(s for s in session.finding.annotations(first).spans if s.label == "rule")
        session.coding.relabel_span(rule.id, "sanction")
        start = text.index("Kaltim")
        session.coding.add_span(first, (Extent(start, start + 6),), "venue")
    return path


def first_day(start, project):
    """Two marks; the window is closed, and nothing was saved by hand."""
    hand = start(project)
    hand.wait_for(lambda: hand.state["article"])
    hand.mark(RULE, "r")
    hand.mark(SPEAKER, "s")
    hand.close()


def test_killed_and_undone_the_next_day(start, articles):
    first_day(start, articles)
    hand = start(articles)
    hand.wait_state(spans=2)
    hand.mark(VENUE, "v")
    hand.kill()

    hand = start(articles)
    hand.wait_state(spans=3)
    for left in (2, 1):
        hand.press("ctrl+z", lambda state, left=left: state["spans"] == left)
    hand.picture("years-1-undone")
    hand.close()
    assert stored(articles) == ["rule"]


def test_one_mark_is_brought_back_from_the_past(start, articles):
    first_day(start, articles)
    hand = start(articles)
    hand.wait_state(spans=2)
    hand.press("ctrl+z", lambda state: state["spans"] == 1)
    hand.keys("ctrl+shift+h")
    hand.wait_state(sheet="HistorySheet")
    hand.click_widget("sheet.past.timeline")
    hand.keys("End", "Left")
    hand.wait_for(lambda: hand.read("sheet.restore_span.isEnabled"))
    hand.picture("years-2-past")
    hand.click_widget("sheet.restore_span")
    hand.wait_for(lambda: hand.state["spans"] == 2)
    hand.keys("Escape")
    hand.wait_state(sheet=None)
    assert "restore" in hand.undo_words()
    hand.close()
    assert stored(articles) == ["rule", "speaker"]


def join(hand, path):
    hand.keys("ctrl+j")
    hand.wait_state(sheet="JoinSheet")
    hand.click_widget("sheet.file_button")
    hand.choose_in_dialog(str(path))
    hand.wait_for(lambda: not hand.read("sheet.is_busy"))


def test_a_colleagues_file_is_joined_twice(start, articles, tmp_path):
    first_day(start, articles)
    other = colleague(articles, tmp_path / "colleague.annot")
    before = other.read_bytes()
    with Session.open(articles) as session:
        first = session.finding.documents()[0]
        rule = next(s for s in session.finding.annotations(first).spans if s.label == "rule")
        session.coding.set_attribute(rule.id, "modality", "obligation")
    hand = start(articles)
    hand.wait_state(spans=2)
    join(hand, other)
    hand.picture("years-3-versions")
    hand.click_widget("sheet.newest_button")
    hand.click_widget("sheet.join_button")
    hand.wait_for(lambda: hand.state["spans"] == 3)
    hand.picture("years-4-joined")
    hand.keys("Escape")
    hand.wait_state(sheet=None)
    join(hand, other)
    assert hand.read("sheet.files.0.words")
    hand.picture("years-5-nothing-new")
    hand.keys("Escape")
    hand.close()
    assert len(stored(articles)) == 3
    assert other.read_bytes() == before


def test_a_folder_that_goes_away_and_comes_back(start, articles, tmp_path):
    first_day(start, articles)
    other = colleague(articles, tmp_path / "colleague.annot")
    shared, away = tmp_path / "shared", tmp_path / "away"
    shared.mkdir()
    hand = start(articles)
    hand.wait_state(spans=2)
    hand.ask("call", action="shared_folder")
    hand.wait_state(sheet="FolderSheet")
    hand.click_widget("sheet.choose_button")
    hand.choose_in_dialog(str(shared))
    hand.wait_for(lambda: hand.ask("widget", name="sheet.exchange_button"))
    hand.click_widget("sheet.exchange_button")
    hand.wait_for(lambda: list(shared.iterdir()))
    hand.picture("years-6-folder")
    hand.keys("Escape")
    hand.wait_state(sheet=None)

    shared.rename(away)
    hand.keys("F5")
    hand.wait_for(lambda: "not there" in hand.read("status.folder.text"))
    hand.picture("years-7-folder-gone")
    if hand.state["sheet"]:
        hand.keys("Escape")
        hand.wait_state(sheet=None)
    hand.mark(VENUE, "v")

    from annotator.workbench.syncing import sync_folder

    with Session.open(other) as session:
        sync_folder(session.context, away)
    away.rename(shared)
    hand.keys("F5")
    hand.wait_for(lambda: hand.state["spans"] == 4)
    hand.picture("years-8-folder-back")
    hand.keys("Escape")
    hand.close()
    with Session.open(other) as session:
        sync_folder(session.context, shared)
    assert stored(other) == stored(articles)
    assert len(stored(articles)) == 4


def test_back_to_a_backup_and_what_came_after_is_set_aside(start, articles):
    first_day(start, articles)
    hand = start(articles)
    hand.wait_state(spans=2)
    hand.ask("call", action="back_up")
    hand.wait_for(lambda: list((articles.parent / "home").rglob("*.annot")) or True)
    hand.mark(VENUE, "v")
    hand.ask("call", action="restore")
    hand.wait_state(sheet="RestoreSheet")
    hand.wait_for(lambda: hand.read("sheet.primary.isEnabled"))
    hand.picture("years-9-backups")
    hand.click_widget("sheet.primary")
    hand.wait_for(lambda: hand.state["spans"] == 2 and not hand.state["sheet"])
    hand.picture("years-10-back")
    hand.close()
    assert stored(articles) == ["rule", "speaker"]
    (aside,) = articles.parent.glob("articles-before-*.annot")
    assert stored(aside) == ["rule", "speaker", "venue"]
