"""A team without a server: parcels out and back, ten cases decided by keys, gold, differences."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from end_to_end.team_story import (
    CODERS,
    DIFFERENT,
    LINES,
    coder_id,
    everything,
    make_budget,
    make_team,
    marks_by_coder,
)

from annotator.model.review import ReviewStatus, Verdict
from annotator.store import reviews
from annotator.workbench.adjudicating.articles import Adjudicating
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


def words_of(spans, text):
    return sorted((span.label, text[span.start : span.end]) for span in spans)


def expected(taken):
    """What is gold of the lines in dispute, by what was taken there: a coder, all or nothing."""
    found = []
    for pair, whose in zip(DIFFERENT, taken, strict=True):
        of = {CODERS[0]: pair[:1], CODERS[1]: pair[1:], "all": pair, "none": ()}[whose]
        found += [(mark[1], mark[0]) for mark in of if mark is not None]
    return sorted(found)


def test_ten_cases_cost_twelve_keys_and_the_coder_sees_what_came_of_them(start, tmp_path):
    project = make_budget(tmp_path / "budget.annot")
    lead = start(project)
    lead.ask("resize", width=1366, height=768)
    lead.wait_for(lambda: lead.state["article"])
    lead.keys("ctrl+3")
    lead.wait_for(lambda: lead.read("reviewing.page.sitting.desk"))
    lead.picture("team-5-begin")
    pressed = decide(lead)
    assert pressed in BUDGET
    release(lead)
    lead.close()
