"""Handing out and back: a lead assigns with the mouse, a coder codes a parcel, it is joined."""

from __future__ import annotations

import pytest

from annotator.workbench.assigning import Assigning
from annotator.workbench.session import Session

pytestmark = pytest.mark.e2e

ROW = 98
"""How high the rows of the table of assignments are in a window of 1366 × 768, about."""
FIRST = (410, 218)
"""The middle of the first cell."""
RULE = "ASN"


def marks(project):
    """How many marks each coder has, as the project file says."""
    with Session.open(project) as session:
        totals = Assigning(session.context).grid().totals
        return {one.coder.name: (one.assigned, one.spans) for one in totals}


def test_a_lead_hands_out_a_parcel_and_takes_it_back_twice(start, articles):
    hand = start(articles)
    hand.ask("resize", width=1366, height=768)
    hand.ask("call", action="people")
    hand.wait_state(sheet="PeopleSheet")
    hand.type("Ayu")
    hand.keys("Return")
    hand.wait_for(lambda: len(hand.read("sheet.rows")) == 2)
    hand.keys("Escape")
    hand.wait_state(sheet=None)

    hand.click_widget("top.tabs.tabs.1")
    hand.wait_for(lambda: hand.read("reviewing.page.model.rowCount") == 5)
    x, y = FIRST
    hand.drag_between([x, y], [x, y + 2 * ROW])
    hand.wait_for(lambda: hand.read("reviewing.page.detail.title.text") == "3 cells")
    hand.keys("a")
    hand.wait_for(lambda: hand.read("status.message.text") == "3 assigned.")
    hand.picture("handing-out-1-assigned")
    hand.keys("k", "ctrl+z")
    hand.wait_for(lambda: "assign" in hand.undo_words().lower())

    hand.click_widget("reviewing.page.buttons.make_parcels")
    hand.wait_state(sheet="ParcelSheet")
    hand.keys("Return")
    hand.wait_for(lambda: hand.read("sheet.make_button.text") == "Close")
    hand.picture("handing-out-2-parcel")
    hand.keys("Return")
    hand.wait_state(sheet=None)
    hand.keys("ctrl+q")
    hand.process.wait(timeout=20)
    assert marks(articles)["Ayu"] == (3, 0)

    parcel = articles.with_name("articles-Ayu.annot")
    coder = start(parcel)
    coder.ask("resize", width=1366, height=768)
    coder.wait_for(lambda: coder.read("notice.words.text").startswith("articles-Ayu.annot"))
    coder.wait_for(lambda: coder.state["article"])
    coder.mark(RULE, "r")
    coder.picture("handing-out-3-in-the-parcel")
    coder.keys("ctrl+q")
    coder.process.wait(timeout=20)

    back = start(articles)
    back.ask("resize", width=1366, height=768)
    for told in ("Join 1 new mark", "Join"):
        back.wait_state(sheet=None)
        back.keys("ctrl+j")
        back.wait_state(sheet="JoinSheet")
        back.click_widget("sheet.file_button")
        back.choose_in_dialog(str(parcel))
        back.wait_for(lambda words=told: back.read("sheet.join_button.text") == words)
        back.picture(f"handing-out-4-{'once' if ' ' in told else 'again'}")
        if back.read("sheet.join_button.isEnabled"):
            back.keys("Return")
            back.wait_for(lambda: back.read("sheet.join_button.text") == "Close")
        back.keys("Escape")
    back.wait_state(sheet=None)
    back.keys("ctrl+q")
    back.process.wait(timeout=20)
    assert marks(articles)["Ayu"] == (3, 1)
