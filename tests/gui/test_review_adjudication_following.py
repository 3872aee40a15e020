"""What comes after: the same again, the end, a disk that fails, coders at work, any script."""

from __future__ import annotations

import pytest
import review_scene
from failing_disk import FULL, Failing
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from review_scene import ASN, SAMARINDA, SRI, person, place, work

from annotator.gui.review.adjudication.article_band import _day
from annotator.model.document import Progress
from annotator.model.extent import Extent
from annotator.workbench import language
from annotator.workbench.adjudicating.states import CaseState

KEY = Qt.Key
CAMPAIGN = (29, 37)
DECIDED, OPEN, SKIPPED = CaseState.DECIDED, CaseState.OPEN, CaseState.SKIPPED


# the same again in one article ---------------------------------------------------------------


@pytest.fixture
def alike(reviewing):
    """Three marks of one kind that one coder alone has, and one of another kind."""
    marks = (person(SRI), person(ASN), person(CAMPAIGN), place(SAMARINDA))
    return reviewing(Budi=work(*marks), Citra=work())


def test_cases_read_alike_are_decided_together_and_the_next_open_one_is_shown(alike):
    alike.press("0")
    assert "(2)" in alike.hints["case_pattern"].words
    alike.press(".")
    QTest.keyClick(alike.sheet, KEY.Key_Return)
    assert alike.states == [DECIDED, DECIDED, DECIDED, OPEN]
    assert alike.told[-1] == "2 cases decided alike."
    assert alike.number == 4
    assert alike.gold == []


def test_cases_decided_together_are_one_step_of_undo_and_shown_where_it_began(alike):
    alike.press("0", ".")
    QTest.keyClick(alike.sheet, KEY.Key_Return)
    alike.press("z")
    assert alike.states == [DECIDED, OPEN, OPEN, OPEN]
    alike.press("z")
    assert alike.states == [OPEN] * 4


def test_a_reading_is_repeated_as_that_of_whoever_reads_the_others_so(alike):
    there = [letter for letter, (one,) in alike.sitting.card.spans.items() if one is not None]
    alike.press(str("AB".index(there[0]) + 1), ".")
    QTest.keyClick(alike.sheet, KEY.Key_Return)
    assert sorted(words for words, _label in alike.gold) == ["ASN", "Sri", "kampanye"]


def test_a_decision_that_was_changed_is_counted_anew(alike):
    alike.press("0", KEY.Key_Up)
    assert alike.page.asking.repeated() == 2
    alike.press("z")
    assert alike.page.asking.repeated() == 0
    alike.press(KEY.Key_Down, "0")
    assert alike.page.asking.repeated() == 2


def test_cases_that_come_meanwhile_are_counted_too(alike):
    alike.press("0", KEY.Key_Up)
    document, session = alike.sitting.document_id, alike.session

    def mark():
        added = session.coding.add_span(document, (Extent(69, 76),), "person")
        session.coding.set_attribute(added.id, "role", "head")

    alike.as_coder("Budi", mark)
    assert alike.number == 1
    assert alike.page.asking.repeated() == 3


# at the end ----------------------------------------------------------------------------------


def test_space_at_the_end_takes_up_what_was_skipped(alike):
    alike.press(KEY.Key_Space, "0", "0", "0")
    assert alike.number == 1, "the skipped one is left"
    alike.sitting.look_at(None)
    alike.press(KEY.Key_Space)
    assert alike.number == 1
    assert alike.states == [SKIPPED, DECIDED, DECIDED, DECIDED]


def test_enter_and_space_do_nothing_where_all_is_decided(alike):
    alike.press("0", "0", "0", "0")
    assert alike.number is None
    alike.press(KEY.Key_Return, KEY.Key_Space)
    assert alike.number is None
    assert alike.refusals == []
    alike.press(KEY.Key_Backspace)
    assert alike.number == 1


def test_after_reopening_an_article_all_of_it_is_decided_and_can_be_decided_anew(alike):
    alike.sign_off()
    alike.page.run("done")
    assert alike.told[-1] == "The review is open again."
    assert alike.number is None
    alike.press(KEY.Key_Down, "0")
    assert alike.states == [DECIDED] * 4


# a write that is refused ---------------------------------------------------------------------


def test_a_verdict_that_the_disk_refuses_moves_nothing_and_is_given_again(alike):
    file = alike.session.project.file
    real = file.connection
    file._raw = Failing(real, "INSERT INTO revision", FULL)
    alike.press("1")
    assert len(alike.failures) == 1
    assert alike.number == 1
    assert alike.states == [OPEN] * 4
    assert alike.entries[0].choice == ""
    file._raw = real
    alike.press("1")
    assert alike.states[0] is DECIDED
    assert alike.number == 2


def test_rows_that_were_chosen_are_kept_when_the_disk_refuses_them(reviewing):
    made = reviewing(Budi=work(person(SRI)), Citra=work(person((0, 10), role="staff")))
    made.press("[")
    case = made.sitting.case.id
    for row in made.sitting.rows():
        made.sitting.desk.take_row(case, row.index, "A")
    file = made.session.project.file
    real = file.connection
    file._raw = Failing(real, "INSERT INTO revision", FULL)
    made.press(KEY.Key_Return)
    assert len(made.failures) == 1
    assert made.sitting.desk.has_draft(case)
    file._raw = real
    made.press(KEY.Key_Return)
    assert made.states == [DECIDED]


# who works on it meanwhile -------------------------------------------------------------------


def test_work_that_is_taken_up_again_makes_its_decisions_stale_at_once(alike):
    alike.press("0")
    document, session = alike.sitting.document_id, alike.session
    alike.as_coder("Budi", lambda: session.coding.set_status(document, Progress.IN_PROGRESS))
    assert alike.states[0] is CaseState.STALE
    alike.press(KEY.Key_Up)
    assert not alike.card.past.isHidden()
    assert "Decided before" in alike.card.past.why.text()
    alike.as_coder("Budi", lambda: session.coding.set_status(document, Progress.DONE))
    assert alike.states[0] is DECIDED
    assert alike.card.past.isHidden()


def test_a_note_that_a_coder_writes_meanwhile_stands_on_the_card(alike):
    document, session = alike.sitting.document_id, alike.session

    def write():
        [own, *_more] = session.finding.annotations(document).spans
        session.coding.set_comment(own.id, "gelar <i>di luar</i>")

    alike.as_coder("Budi", write)
    assert [one.text for one in alike.sitting.card.notes] == ["gelar <i>di luar</i>"]
    assert alike.states[0] is OPEN, "a note is no disagreement"


# the head of the article ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2024-10-30", ["30 Oct 2024"]),
        ("2024-02-29", ["29 Feb 2024"]),
        ("2023-02-29", ["2023-02-29"]),
        ("kemarin", ["kemarin"]),
        ("", []),
        (None, []),
        (2024, []),
    ],
)
def test_the_day_of_an_article_is_told_as_it_is_written_here_or_as_it_came(value, shown):
    assert _day(value) == shown


def test_the_day_is_told_in_the_language_in_use():
    language.set_language("id")
    assert _day("2024-10-30") == ["30 Okt 2024"]


# articles beside each other ------------------------------------------------------------------


def test_an_article_without_anything_marked_is_begun_and_signed_off(reviewing):
    made = reviewing(Budi=work(), Citra=work())
    assert made.number is None
    assert (made.gold, made.entries) == ([], [])
    made.page.run("done")
    assert made.sitting.is_final
    assert made.refusals == []


def test_right_to_left_text_and_letters_outside_the_basic_plane_are_reviewed_like_any(
    at_review, tmp_path
):
    text = "😀 قال الوزير إن الموظف محايد 😀 di Jakarta"
    scene = review_scene.make_scene(tmp_path, Budi=work(person(SRI)), Citra=work(person(SRI)))
    told = {"Budi": work(person((2, 12))), "Citra": work(person((2, 5)))}
    added = review_scene.add_document(scene, "doc-2", text, **told)
    made = at_review(scene.session)
    made.page.go_to(added)
    made.page.run("case_propose")
    assert [one.passage for one in made.entries] == [text[2:12]]
    shown = made.page.article.view.case
    assert [text[one.start : one.end] for one in shown.stretches] == [text[5:12]]
    made.press("[", "]", KEY.Key_Right, KEY.Key_Left, "u")
    assert sorted(words for words, _label in made.gold) == sorted([text[2:5], text[2:12]])


def test_a_very_long_word_is_told_whole_to_a_screen_reader(at_review, tmp_path):
    word = "menyalahgunakan" * 40
    scene = review_scene.make_scene(tmp_path, Budi=work(person(SRI)), Citra=work(person(SRI)))
    added = review_scene.add_document(
        scene,
        "doc-2",
        f"Dia {word} jabatan.",
        Budi=work(person((4, 4 + len(word)))),
        Citra=work(person((4, 12 + len(word)))),
    )
    made = at_review(scene.session)
    made.page.go_to(added)
    made.page.run("case_propose")
    assert "jabatan" in made.card.table.spoken()
    assert not made.page.grab().isNull()
