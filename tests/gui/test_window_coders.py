"""Several people at one computer: each has marks and a place of their own in the same project."""

from __future__ import annotations

import pytest
from window_scene import CONTROL, KEY

from annotator.gui.dialogs.confirm import MessageSheet
from annotator.model.errors import NotSaved

WORDS = "harus tetap netral"


@pytest.fixture
def changed(clean):
    """The window on a project in which somebody has marked, and somebody else goes on."""
    clean.mark(WORDS, "r")
    code_as(clean, "Budi")
    return clean


def code_as(desk, name):
    desk.window.people.coder_chosen.emit(name)
    desk.settle()


def coders_of_marks(desk):
    session = desk.session
    names = {coder.id: coder.name for coder in session.finding.coders()}
    return {names[span.coder_id] for span in desk.stored.spans}


def test_another_person_does_not_see_the_marks_of_the_first(changed):
    assert changed.stored.spans == ()
    assert changed.painted == set()
    assert changed.frame.marks.model.rowCount() == 0
    assert changed.window.status.coder.text() == "Budi"


def test_marks_carry_the_name_of_who_makes_them(changed):
    changed.mark(WORDS, "v")
    assert coders_of_marks(changed) == {"Budi"}
    code_as(changed, "gold")
    assert coders_of_marks(changed) == {"gold"}
    assert [span.label for span in changed.stored.spans] == ["rule"]


def test_the_text_has_the_keyboard_and_all_keys_work_once(changed):
    assert changed.reader.hasFocus()
    changed.mark(WORDS, "v")
    changed.press(KEY.Key_K, CONTROL)
    changed.type("sanction")
    changed.press(KEY.Key_Return)
    assert [span.label for span in changed.stored.spans] == ["sanction"]


def test_a_label_from_the_palette_is_put_on_once_after_people_have_changed(changed):
    code_as(changed, "gold")
    code_as(changed, "Budi")
    changed.select(WORDS)
    changed.press(KEY.Key_K, CONTROL)
    changed.type("venue")
    changed.press(KEY.Key_Return)
    assert [span.label for span in changed.stored.spans] == ["venue"]
    assert changed.sheet is None


def test_what_is_being_written_is_kept_for_who_wrote_it(clean):
    span = clean.mark(WORDS, "r")
    clean.type("n")
    clean.type("masih ragu")
    code_as(clean, "Budi")
    code_as(clean, "gold")
    assert clean.stored.comment_on(span.id).text == "masih ragu"


def test_the_article_stays_open_and_the_window_goes_on(clean):
    clean.go_to(2)
    article, path = clean.scene.document.id, clean.session.path
    code_as(clean, "Budi")
    assert (clean.scene.document.id, clean.session.path) == (article, path)
    assert clean.window.stack.count() <= 3


def test_whoever_coded_last_goes_on_after_a_restart(changed):
    changed.mark(WORDS, "v")
    again = changed.restart()
    assert again.session.coder.name == "Budi"
    assert [span.label for span in again.stored.spans] == ["venue"]


def test_a_name_of_blanks_is_refused_and_the_person_stays(clean):
    clean.mark(WORDS, "r")
    clean.window.people.coder_chosen.emit("  ")
    clean.settle()
    clean.press(KEY.Key_Escape)
    assert clean.session.coder.name == clean.window.status.coder.text() == "gold"
    assert len(clean.stored.spans) == 1
    assert len(clean.painted) == 1


def test_the_problems_counted_are_those_of_who_codes_now(clean):
    clean.mark(WORDS, "r")
    clean.qtbot.waitUntil(clean.window.status.problems.isVisible)
    code_as(clean, "Budi")
    clean.qtbot.waitUntil(lambda: not clean.window.status.problems.isVisible())
    assert clean.workspace.problems.rows == []


def test_a_parcel_is_opened_by_its_coder_whoever_coded_here_last(changed, tmp_path):
    from annotator.workbench.parcelling import all_documents, make_parcel

    context = changed.session.context
    path = make_parcel(context, "gold", tmp_path / "g.annot", document_ids=all_documents(context))
    changed.open(path.path)
    changed.settle()
    assert changed.window.status.coder.text() == "gold"
    assert [span.label for span in changed.stored.spans] == ["rule"]
    code_as(changed, "Eko")
    changed.press(KEY.Key_Escape)
    assert changed.session.coder.name == changed.window.status.coder.text() == "gold"


def test_whoever_cannot_go_on_here_leaves_the_project_as_it_was(clean, monkeypatch):
    clean.mark(WORDS, "r")

    def refuse(_name):
        raise NotSaved("disk_full", path="x", detail="")

    article, coder = clean.scene.document.id, clean.session.coder
    monkeypatch.setattr(clean.session, "code_as", refuse)
    code_as(clean, "Budi")
    assert isinstance(clean.uppermost, MessageSheet)
    clean.press(KEY.Key_Escape)
    assert clean.session.coder == coder
    assert clean.window.status.coder.text() == coder.name
    assert clean.scene.document.id == article
    assert len(clean.stored.spans) == 1
