"""What stands around the verdicts: then and now, notes and answers, states, beginning and end."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from panel_scene import question, questions, values, words
from PySide6.QtWidgets import QWidget

from annotator.gui.dialogs.remark import Remark
from annotator.gui.review.adjudication.matter import (
    Said,
    add_notes,
    decided_words,
    state_words,
)
from annotator.gui.review.adjudication.panes import BeginPane, EndPane, counted_words
from annotator.gui.review.adjudication.past import PastTable, mark_words, stale_words
from annotator.gui.theme.layouts import column
from annotator.gui.theme.look import look
from annotator.gui.theme.naming import naming
from annotator.model.adjudication import Case, CaseKind, CaseType
from annotator.model.codebook import Codebook, Label, RelationLabel
from annotator.model.extent import Extent
from annotator.model.identity import Id
from annotator.model.relation import Relation
from annotator.model.review import Decision, ReviewStatus, Verdict
from annotator.model.span import Span
from annotator.workbench.adjudicating.states import (
    Article,
    CaseNote,
    CaseState,
    Counts,
    DeskCase,
    PastMark,
    StaleReason,
    ThreeWay,
)
from annotator.workbench.review_words import STALE_REASONS

TEXT = "Sekda Ani menegaskan\nASN wajib netral dalam pemilu. " + "panjang " * 40
CODEBOOK = Codebook(
    "test",
    "1",
    languages=("en",),
    labels={
        "rule": Label(
            "rule",
            words("Rule"),
            attributes=questions(
                question("modality", "enum", values=values("duty", "leave")),
                question("sure", "bool"),
                question("remark", "text", agreement="ignore"),
            ),
        )
    },
    relations={"says": RelationLabel("says", words("says"))},
    document=questions(question("outlet", "text")),
)


@pytest.fixture(autouse=True)
def _named(qapp):
    before = naming().codebook, naming().language
    look().set_theme("light")
    look().set_codebook(CODEBOOK, "en")
    yield
    look().set_codebook(*before)


def span(*parts, label="rule", **answers):
    extents = tuple(Extent(start, end) for start, end in parts)
    return Span(Id("s"), "k", Id("d"), Id("c"), Id("b"), label, extents, answers)


def relation(**answers):
    return Relation(Id("r"), "k", Id("d"), Id("c"), Id("b"), "says", Id("x"), Id("y"), answers)


def case(state=CaseState.OPEN, *, verdict=None, **more):
    decision = None
    if verdict is not None:
        told = {name: more.pop(name) for name in ("note", "gap", "question") if name in more}
        decision = Decision(
            Id("c"), Id("d"), "span", verdict, Id("r"), Id("b"), "2026-01-01", **told
        )
    made = Case(Id("c"), Id("d"), CaseKind.SPAN, CaseType.LABEL, (), ("rule",), 0, 9, (), (), "")
    return DeskCase(made, 1, state, decision, **more)


# marks in words ------------------------------------------------------------------------------


def test_a_mark_is_its_label_its_words_and_the_answers_that_count():
    said = mark_words(span((21, 37), modality="duty", sure=False, remark="x"), TEXT)
    assert said == "Rule · ASN wajib netral · Modality: Duty · Sure: No"


def test_words_in_several_parts_over_a_line_break_stay_on_one_line():
    said = mark_words(span((6, 9), (15, 24)), TEXT)
    assert "\n" not in said
    assert "Ani" in said
    assert "ASN" in said


def test_of_long_words_both_ends_are_told():
    said = mark_words(span((0, len(TEXT) - 1)), TEXT)
    assert said.startswith("Rule · Sekda Ani")
    assert said.endswith("panjang panjang")
    assert " … " in said
    assert len(said) < 90


def test_relations_fields_and_nothing_have_words_too():
    assert mark_words(relation(), TEXT) == "says"
    assert mark_words({"outlet": "Kompas", "old": "x"}, TEXT) == "Outlet: Kompas · old: x"
    assert mark_words(None, TEXT) == mark_words({}, TEXT) == "nothing"


# then and now --------------------------------------------------------------------------------


@pytest.fixture
def table(qtbot):
    made = PastTable()
    qtbot.addWidget(made)
    return made


def told(table, *marks, gold=(), links=(), reasons=(StaleReason.CHANGED,), **more):
    """Who, then and now, of marks given as pairs."""
    past = [PastMark(letter, "span", Id("s"), then, now) for letter, then, now in marks]
    way = ThreeWay((), tuple(gold), tuple(links), tuple(past))
    table.show_past(case(CaseState.STALE, reasons=reasons, **more), way, TEXT)
    return table.said


def test_of_a_mark_that_changed_only_what_is_other_is_told(table):
    before, after = span((21, 24), modality="duty"), span((21, 37), modality="duty")
    assert told(table, ("A", before, after)) == [("A", "ASN", "ASN wajib netral")]
    other = span((21, 24), modality="leave")
    assert told(table, ("A", before, other)) == [("A", "Modality: Duty", "Modality: Leave")]


def test_what_was_added_or_taken_away_has_a_dash_on_the_other_side(table):
    bare, answered = span((21, 24)), span((21, 24), modality="duty")
    assert told(table, ("A", bare, answered)) == [("A", "–", "Modality: Duty")]
    assert told(table, ("A", answered, bare)) == [("A", "Modality: Duty", "–")]


def test_a_mark_that_came_or_went_is_told_whole(table):
    mark = span((21, 24))
    rows = told(table, ("A", mark, None), ("B", None, mark))
    assert rows == [("A", "Rule · ASN", "nothing"), ("B", "nothing", "Rule · ASN")]


def test_what_stayed_says_so_and_who_is_not_compared_any_more_has_no_letter(table):
    mark = span((21, 24))
    assert told(table, ("", mark, mark)) == [("–", "as it was", "as it was")]


def test_what_does_not_count_is_no_change(table):
    before, after = span((21, 24), remark="x"), span((21, 24), remark="y")
    assert told(table, ("A", before, after)) == [("A", "as it was", "as it was")]


def test_what_was_decided_stands_below_in_the_words_of_the_gold(table):
    told(table, gold=[span((21, 24)), span((6, 9))], links=[relation()])
    assert table.decided == "Rule · ASN; Rule · Ani; says"
    told(table)
    assert table.decided == "nothing"


def test_no_more_marks_are_told_than_leave_room_for_the_verdicts(table):
    mark = span((21, 24))
    assert len(told(table, *[("A", mark, None)] * 30)) == 8


def test_another_case_takes_the_place_of_the_one_before(table, qtbot):
    mark = span((21, 24))
    told(table, *[("A", mark, None)] * 3)
    told(table, ("B", None, mark))
    table.show()
    seen = [one for one in table.findChildren(QWidget) if one.isVisible()]
    texts = {one.text() for one in seen if hasattr(one, "text")}
    assert "B" in texts
    assert "A" not in texts


@pytest.mark.parametrize("reason", list(StaleReason))
def test_every_reason_why_a_decision_no_longer_fits_has_words_of_its_own(reason):
    whys = {stale_words(case(CaseState.STALE, reasons=(one,))) for one in StaleReason}
    assert len(whys) == len(StaleReason)
    both = stale_words(case(CaseState.STALE, reasons=(reason, StaleReason.CODEBOOK)))
    assert STALE_REASONS[str(reason)] in both
    assert STALE_REASONS[str(StaleReason.CODEBOOK)] in both


def test_a_decision_without_marks_asks_to_keep_or_drop_it():
    gone = case(CaseState.STALE, reasons=(StaleReason.GONE,), is_orphan=True)
    assert "keep or drop" in stale_words(gone)


# states and verdicts in words ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "part"),
    [
        (CaseState.SENT_BACK, "Sent back"),
        (CaseState.WAITING, "waits until"),
        (CaseState.SKIPPED, "left for later"),
    ],
)
def test_a_state_that_is_to_be_known_is_said(state, part):
    assert part in state_words(case(state))


@pytest.mark.parametrize("state", [CaseState.OPEN, CaseState.STALE, CaseState.DECIDED])
def test_other_states_say_nothing_unless_an_end_was_lost(state):
    assert state_words(case(state)) == ""
    assert "rejected" in state_words(case(state, has_lost_end=True))


@pytest.mark.parametrize("told_by", ["note", "gap"])
def test_who_wrote_something_has_not_just_left_the_case(told_by):
    assert state_words(case(CaseState.SKIPPED, verdict=Verdict.SKIPPED, **{told_by: "x"})) == ""


def test_each_verdict_but_a_reading_is_said_once_it_is_settled():
    said = {
        verdict: decided_words(case(CaseState.DECIDED, verdict=verdict))
        for verdict in (Verdict.NONE, Verdict.ALL, Verdict.PROPOSAL, Verdict.EDITED)
    }
    assert len(set(said.values())) == 4
    assert all(said.values())
    assert decided_words(case(CaseState.DECIDED, verdict=Verdict.READING)) == ""
    assert decided_words(case(CaseState.STALE, verdict=Verdict.NONE)) == ""
    assert decided_words(case()) == ""


# notes ---------------------------------------------------------------------------------------


def noted(qtbot, one, *notes):
    window = QWidget()
    qtbot.addWidget(window)
    place = column(window)
    add_notes(place, one, notes)
    return [said.accessibleName() for said in window.findChildren(Said)]


def test_question_notes_answers_and_the_reviewers_own_words_come_in_that_order(qtbot):
    one = case(
        CaseState.SENT_BACK,
        verdict=Verdict.SENT_BACK,
        question="Mengapa",
        note="Lihat",
        gap="Subjek",
    )
    first = CaseNote("A", "dulu <i>", Id("m"))
    answer = CaseNote("B", "karena", Id("n"), is_answer=True)
    assert noted(qtbot, one, first, answer) == [
        "↩ Mengapa",
        "A dulu <i>",
        "B karena  (answer)",
        "✎ Lihat",
        "? Gap in the guideline: Subjek",
    ]


def test_a_decision_on_earlier_marks_is_told_where_the_case_has_none_of_its_own(qtbot):
    earlier = case(verdict=Verdict.READING, note="dulu").decision
    assert noted(qtbot, case(earlier=(earlier,))) == ["✎ dulu"]


def test_without_words_there_is_no_line_either(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    place = column(window)
    add_notes(place, case(verdict=Verdict.NONE), ())
    assert place.count() == 0


# beginning and end ---------------------------------------------------------------------------


def sitting_of(
    status=None, counts=None, *, following=None, problems=(), is_revealed=False, unfinished=False
):
    review = SimpleNamespace(status=status, is_revealed=is_revealed) if status else None
    gold = SimpleNamespace(spans=[span((0, 1))] * 2)
    desk = SimpleNamespace(
        review=review, counts=counts or Counts(), problems=list(problems), gold=gold
    )
    return SimpleNamespace(
        desk=desk, next_article=lambda: following, with_unfinished=unfinished, articles=[]
    )


def remarks(pane):
    found = [one for one in pane.findChildren(Remark) if not one.isHidden()]
    return [(one.icon_name, one.words) for one in found]


@pytest.fixture
def end(qtbot):
    made = EndPane()
    qtbot.addWidget(made)
    return made


def offered(end):
    return [name for name, button in end.buttons.items() if not button.isHidden()]


def test_what_costs_nothing_and_what_is_to_decide_are_counted_apart():
    told = counted_words(Counts(open=2, stale=1, decided=4, unanimous=1))
    assert [icon for icon, _words in told] == ["info", "check"]
    assert told[0][1].startswith("7 cases")
    assert told[1][1].startswith("1 unanimous case becomes")


def test_an_article_with_open_cases_cannot_be_signed_off_there(end):
    end.show_sitting(sitting_of(ReviewStatus.IN_REVIEW, Counts(open=3)))
    assert offered(end) == []
    assert end.hints[0].hint.is_off
    assert "3 cases" in end.explained.text()


def test_an_article_whose_cases_are_decided_offers_to_sign_it_off_and_warns_of_problems(end, qtbot):
    end.show_sitting(sitting_of(ReviewStatus.IN_REVIEW, Counts(decided=3), problems="ab"))
    assert offered(end) == ["done"]
    [(icon, words)] = remarks(end)
    assert (icon, "2 problems" in words) == ("warn", True)
    with qtbot.waitSignal(end.pressed) as pressed:
        end.hints[0].click()
    assert pressed.args == ["done"]


def test_a_signed_off_article_offers_what_can_follow_the_likeliest_first(end):
    following = Article(Id("n"), "2", "", ReviewStatus.OPEN, 2)
    end.show_sitting(sitting_of(ReviewStatus.SIGNED_OFF, following=following))
    assert offered(end) == ["next", "done", "review_release", "review_reveal"]
    assert [one.hint.command for one in end.hints] == ["next", "done"]
    primary = [name for name, button in end.buttons.items() if button.property("primary")]
    assert primary == ["next"]
    end.show_sitting(sitting_of(ReviewStatus.RELEASED, is_revealed=True))
    assert offered(end) == ["done", "review_release"]
    assert [one.isHidden() for one in end.hints] == [False, True]


def test_stale_decisions_of_a_signed_off_article_are_warned_of(end):
    end.show_sitting(sitting_of(ReviewStatus.SIGNED_OFF, Counts(stale=1)))
    assert [icon for icon, _words in remarks(end)] == ["check", "warn"]
    end.show_sitting(sitting_of(ReviewStatus.SIGNED_OFF))
    assert [icon for icon, _words in remarks(end)] == ["check"]


def test_each_button_asks_for_its_own_command(end):
    got = []
    end.pressed.connect(got.append)
    for button in end.buttons.values():
        button.click()
    assert got == list(end.buttons)


def test_a_review_is_begun_by_button_and_hint_and_the_switch_tells_its_state(qtbot):
    pane = BeginPane()
    qtbot.addWidget(pane)
    pane.show_sitting(sitting_of(counts=Counts(open=1), unfinished=True))
    begun, wanted = [], []
    pane.begun.connect(lambda: begun.append(1))
    pane.unfinished_wanted.connect(wanted.append)
    pane.button.click()
    pane.hint.click()
    assert len(begun) == 2
    assert pane.unfinished.isChecked()
    pane.unfinished.click()
    assert wanted == [False]


def test_the_share_that_was_typed_is_kept_in_another_language(qtbot):
    pane = BeginPane()
    qtbot.addWidget(pane)
    for share in (0, 35, 100):
        pane.share.set_value(share)
        pane.retranslate()
        assert pane.share.value == share
