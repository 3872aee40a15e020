"""The window as different people have it: languages, themes, sizes, a project two people want."""

from __future__ import annotations

import json
import shutil

import pytest
from window_scene import ROOT

from annotator.store.lock import read_note
from annotator.workbench.language import set_language, short_time
from annotator.workbench.session import Session

pytestmark = pytest.mark.e2e


def settings(home):
    (path,) = (home / "config").rglob("settings.json")
    return json.loads(path.read_text(encoding="utf-8"))


def marks(project):
    with Session.open(project) as session:
        return [
            span.label
            for document in session.finding.documents("")
            for span in session.finding.annotations(document).spans
        ]


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
def test_in_indonesian_and_dark_at_two_sizes(start, home, articles, size):
    hand = start(articles, size=size, language="id")
    hand.wait_for(lambda: hand.state["article"])
    hand.ask("resize", width=size[0], height=size[1])
    hand.ask("call", action="theme_dark")
    hand.mark("ASN harus tetap netral", "r")
    assert "Aturan" in hand.undo_words()
    hand.picture(f"windows-dark-{size[0]}")
    hand.close()
    assert marks(articles) == ["rule"]
    assert settings(home)["theme"] == "dark"

    hand = start(articles, size=size)
    hand.wait_state(spans=1)
    assert "Aturan" not in hand.undo_words()
    hand.close()


def test_the_second_window_on_a_project_says_who_has_it_and_since_when(start, sample):
    first = start(sample)
    first.wait_for(lambda: first.state["article"])
    holder = read_note(sample)
    second = start(sample)
    message = second.wait_for(lambda: second.state["message"])
    second.picture("windows-second")
    assert holder.who in message
    set_language("en")
    assert short_time(holder.since) in message
    assert second.state["article"] is None
    second.keys("Escape")
    second.wait_state(sheet=None)
    assert second.read("first_run.isVisible")
    second.close()
    first.focus()
    first.mark("Profesionalisme", "r")
    first.close()
    assert len(marks(sample)) > 4


def test_a_bad_file_in_the_import_sheet_changes_nothing(start, articles, tmp_path):
    folder = tmp_path / "mixed"
    folder.mkdir()
    (folder / "good.txt").write_text("Berita baru\n\nASN harus netral.\n", encoding="utf-8")
    record = {"doc_id": "x", "text": "ASN", "spans": [{"label": "rule", "start": 1, "end": 99}]}
    (folder / "bad.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    shutil.copy(ROOT / "seeds" / "README.md", folder)
    hand = start(articles)
    hand.wait_for(lambda: hand.state["article"])
    hand.keys("ctrl+i")
    hand.wait_state(sheet="ImportSheet")
    hand.click_widget("sheet.file_button")
    hand.choose_in_dialog(" ".join(f'"{folder / name}"' for name in ("good.txt", "bad.jsonl")))
    reason = hand.wait_for(lambda: hand.read("sheet.reason"))
    hand.picture("windows-bad-file")
    assert reason
    assert not hand.read("sheet.primary.isEnabled")
    hand.keys("Return", "Escape")
    hand.wait_state(sheet=None)
    hand.close()
    with Session.open(articles) as session:
        assert session.finding.count() == 5


def test_a_full_disk_is_said_and_nothing_is_lost_that_was_shown(start, articles):
    resource = pytest.importorskip("resource")
    if not hasattr(resource, "prlimit"):
        pytest.skip("a process cannot be limited from outside here")
    hand = start(articles)
    hand.wait_for(lambda: hand.state["article"])
    hand.mark("Profesionalisme", "r")
    pid, limit = hand.process.pid, resource.RLIMIT_FSIZE
    _soft, most = resource.prlimit(pid, limit)
    resource.prlimit(pid, limit, (1, most))
    hand.drag_words("ASN harus tetap netral")
    hand.keys("x")
    hand.wait_for(lambda: hand.state["message"])
    resource.prlimit(pid, limit, (most, most))
    hand.picture("windows-full-disk")
    assert hand.state["spans"] == 1
    assert hand.state["message"] in hand.state["saved"]
    hand.keys("Escape")
    hand.wait_state(sheet=None)
    hand.keys("x")
    hand.wait_state(spans=2)
    hand.close()
    assert sorted(marks(articles)) == ["rule", "sanction"]
