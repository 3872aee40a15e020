"""A team without a server: parcels out and back, ten cases decided by keys, gold, differences."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from end_to_end import team_story
from end_to_end.team_story import (
    ALIKE,
    CODERS,
    DIFFERENT,
    IN_DISPUTE,
    everything,
    expected,
    make_budget,
    make_team,
    marks_by_coder,
    marks_of,
    placed,
    pressed_for,
)

from annotator.workbench.adjudicating.differences import my_differences
from annotator.workbench.session import Session

pytestmark = pytest.mark.e2e

RULE = "ASN harus tetap netral"
BUDGET = range(11, 17)
"""How many keys an article of forty marks and ten disagreements may cost, sign-off included."""


def annotator(*words):
    """Run the program's command line; return what it printed."""
    ran = subprocess.run(
        [sys.executable, "-m", "annotator", *map(str, words)],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def hand_out(hand):
    """Assign all articles to the three coders, by dragging over the cells."""
    hand.keys("ctrl+2")
    hand.wait_for(lambda: hand.read("reviewing.page.model.rowCount") == 5)
    names = hand.read("reviewing.page.model.grid.coders")
    first, last = (
        next(at for at, one in enumerate(names) if f"'{name}'" in one)
        for name in (CODERS[0], CODERS[-1])
    )
    view = "reviewing.page.view"
    begin = hand.ask("cell", path=view, row=0, column=first)
    hand.drag_between(begin, hand.ask("cell", path=view, row=4, column=last))
    hand.wait_for(lambda: hand.read("reviewing.page.detail.title.text") == "15 cells")
    hand.keys("a")
    hand.wait_for(lambda: hand.read("status.message.text") == "15 assigned.")


def make_parcels(hand):
    hand.ask("call", action="make_parcels")
    hand.wait_state(sheet="ParcelSheet")
    hand.picture("team-1-parcels")
    hand.keys("Return")
    hand.wait_for(lambda: hand.read("sheet.make_button.text") == "Close")
    hand.keys("Return")
    hand.wait_state(sheet=None)


def code(start, parcel, marks):
    """Code the first article of a parcel by mouse and keys, and call it done."""
    hand = start(parcel)
    hand.ask("resize", width=1366, height=768)
    hand.wait_for(lambda: hand.state["article"])
    for words, answers in marks:
        hand.mark(words, "r")
        hand.keys(answers[0], "alt+Down", answers[1], "alt+Down", answers[2])
    hand.keys("Escape", "ctrl+Return")
    hand.wait_for(lambda: hand.read("scene.annotations.status") == "done")
    hand.picture(f"team-2-{parcel.stem}")
    hand.close()


def join(hand, parcels):
    """Show the files to the project, and wait for what they would bring."""
    hand.keys("ctrl+j")
    hand.wait_state(sheet="JoinSheet")
    hand.click_widget("sheet.file_button")
    hand.choose_in_dialog(" ".join(f'"{one.name}"' for one in parcels))
    hand.wait_for(lambda: hand.read("sheet.pages.currentIndex") == 2)


def test_three_parcels_go_out_are_coded_and_come_back_twice(start, articles):
    make_team(articles)
    lead = start(articles)
    lead.ask("resize", width=1366, height=768)
    hand_out(lead)
    make_parcels(lead)
    lead.close()
    parcels = [articles.with_name(f"articles-{name}.annot") for name in CODERS]
    assert all(one.is_file() for one in parcels)

    code(start, parcels[0], [(RULE, "111"), ("diminta", "323")])
    code(start, parcels[1], [(RULE, "211")])

    lead = start(articles)
    lead.ask("resize", width=1366, height=768)
    join(lead, parcels)
    lead.picture("team-3-preview")
    lead.keys("Return")
    lead.wait_for(lambda: lead.read("sheet.join_button.text") == "Close")
    lead.keys("Return")
    lead.wait_state(sheet=None)
    lead.close()
    told = marks_by_coder(articles)
    assert [told[name] for name in CODERS] == [(5, 1, 2), (5, 1, 1), (5, 0, 0)]
    once = everything(articles)

    lead = start(articles)
    lead.ask("resize", width=1366, height=768)
    join(lead, parcels)
    lead.picture("team-4-preview-again")
    lead.keys("Return")
    lead.picture("team-4-again")
    lead.keys("Escape")
    lead.wait_state(sheet=None)
    lead.close()
    assert everything(articles) == once


KEYS = ("1", "2", "1", "u", "0", "2", "1", "u", "2", "1")
"""What the lead presses, case by case."""


def decide(hand):
    """Decide the ten cases of the article by keys alone; return how many were pressed."""
    pressed = []

    def press(key, until):
        hand.keys(key)
        pressed.append(key)
        hand.wait_for(until)

    place = "reviewing.page.sitting.case.number"
    press("Return", lambda: hand.read(place) == 1)
    hand.picture("team-5-first-case")
    for number, key in enumerate(KEYS, 1):
        if number < len(KEYS):
            press(key, lambda number=number: hand.read(place) == number + 1)
        else:
            press(key, lambda: hand.read("reviewing.page.sitting.case_id") is None)
    hand.picture("team-6-decided")
    press("ctrl+Return", lambda: hand.read("reviewing.page.sitting.is_final"))
    return len(pressed)


def release(hand):
    """Release the article, and make the parcel that tells the coders, without the mouse."""
    hand.picture("team-7-signed-off")
    hand.ask("call", action="review_release")
    hand.wait_state(sheet="ReleaseSheet")
    hand.keys("Return")
    hand.wait_state(sheet="Question")
    hand.picture("team-8-released")
    hand.keys("Return")
    hand.wait_state(sheet="ParcelSheet")
    hand.picture("team-9-feedback")
    hand.keys("Return")
    hand.wait_for(lambda: hand.read("sheet.make_button.text") == "Close")
    hand.keys("Return")
    hand.wait_state(sheet=None)


def test_ten_cases_cost_twelve_keys_and_the_coder_sees_what_came_of_them(start, tmp_path):
    project = make_budget(tmp_path / "budget.annot")
    before = [marks_of(project, name) for name in CODERS[:2]]
    assert [len(one) for one in before] == [40, 40]
    lead = start(project)
    lead.ask("resize", width=1366, height=768)
    lead.wait_for(lambda: lead.state["article"])
    lead.keys("ctrl+3")
    lead.wait_for(lambda: lead.read("reviewing.page.sitting.desk"))
    assert decide(lead) in BUDGET
    release(lead)
    lead.close()
    assert [marks_of(project, name) for name in CODERS[:2]] == before
    taken = pressed_for(project, KEYS)
    gold = marks_of(project, "gold")
    assert gold[ALIKE:] == expected(taken)
    assert all(mark[0] < IN_DISPUTE for mark in gold[:ALIKE])

    parcel = project.with_name(f"budget-{CODERS[0]}-feedback.annot")
    coder = start(parcel)
    coder.ask("resize", width=1366, height=768)
    coder.wait_for(lambda: coder.state["article"])
    coder.keys("ctrl+shift+d")
    coder.wait_state(sheet="DifferencesSheet")
    coder.picture("team-10-differences")
    coder.keys("Escape")
    coder.wait_state(sheet=None)
    coder.close()
    assert differences(parcel) == came_otherwise(taken)

    out = tmp_path / "gold.jsonl"
    annotator("export", project, out, "--gold")
    told = annotator("verify", out, "--codebook", tmp_path / "budget" / "review.yaml")
    assert ["Problems", "0"] in [line.split() for line in told.splitlines()]
    (record,) = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    written = [(one["start"], one["label"], one["text"]) for one in record["spans"]]
    assert sorted(written) == [mark[:3] for mark in gold]


def differences(parcel):
    """Where the coder of a parcel is told of a difference, and what became of the mark."""
    with Session.open(parcel) as session:
        assert session.coder.name == CODERS[0]
        told = my_differences(session.context)
        return {one.start: one.gold and (one.gold["label"], one.gold["text"]) for one in told}


def came_otherwise(taken):
    """What the first coder has to be told: a mark that is gold otherwise, is not, or is missing."""
    found = {}
    for line, ((own, other), whose) in enumerate(zip(DIFFERENT, taken, strict=True), ALIKE):
        stands = {CODERS[0]: own, CODERS[1]: other, "none": None, "all": own or other}[whose]
        if stands != own:
            gold = placed(line, stands) if stands else None
            found[placed(line, own or other)[0]] = gold and gold[1:3]
    return found


def test_the_agreement_of_joined_parcels_equals_the_lists_behind_it(home, tmp_path):
    lead = make_budget(tmp_path / "budget.annot", is_coded=False)
    annotator("parcel", lead, "--coder", CODERS[0], "--coder", CODERS[1])
    parcels = [lead.with_name(f"budget-{name}.annot") for name in CODERS[:2]]
    for parcel, name in zip(parcels, CODERS, strict=False):
        team_story.code(parcel, name)
    annotator("merge", lead, *parcels)
    once = everything(lead)
    annotator("merge", lead, *parcels)
    assert everything(lead) == once

    asked = ("agreement", lead, "--json", "--behind", "--measure")
    for measure in ("span_f1_exact", "char_f1", "cohen_kappa"):
        told = json.loads(annotator(*asked, measure))
        behind, rows = told["behind"], told["rows"]
        value = next(row["value"] for row in rows if row["measure"] == measure)
        assert (behind["measure"], behind["coders"]) == (measure, list(CODERS[:2]))
        assert 0 < value < 1
        assert sum(one["share"] for one in behind["passages"]) == pytest.approx(1 - value)
    (exact, *_labels) = json.loads(annotator(*asked, "span_f1_exact"))["rows"]
    same = [pair for pair in DIFFERENT if None not in pair and pair[0][:2] == pair[1][:2]]
    assert exact["value"] == pytest.approx((ALIKE + len(same)) / 40)
    assert (exact["n_documents"], exact["n_units"]) == (1, 80)
