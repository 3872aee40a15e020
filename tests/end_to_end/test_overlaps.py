"""Marks over marks: made, chosen by clicks, resized by their ends, undone and done again."""

from __future__ import annotations

import time

import pytest

from annotator.workbench.session import Session

pytestmark = pytest.mark.e2e

WORDS = "ASN harus tetap netral"


def stored(project):
    """Id, label, words and answers of the marks on the first article."""
    with Session.open(project) as session:
        document = session.finding.document(session.finding.documents("")[0])
        spans = session.finding.annotations(document.id).spans
        return sorted(
            (s.id, s.label, document.text[s.start : s.end], tuple(s.attributes.items()))
            for s in spans
        )


def make_marks(hand):
    """A rule, a venue nested in it, a sanction over the end of both, and the rule's words again."""
    hand.mark(WORDS, "r")
    rule = hand.state["focused"]
    hand.keys("1")
    hand.wait_for(lambda: hand.read("workspace.scene.focused_span.attributes.rule_type"))
    hand.mark("tetap", "v", within=WORDS)
    venue = hand.state["focused"]
    hand.mark("netral. Meski", "x", within="netral. Meski diperbolehkan")
    hand.mark(WORDS, "s")
    return rule, venue


def test_nested_and_overlapping_marks_live_through_undo_of_all_and_redo_of_all(start, articles):
    before = stored(articles)
    hand = start(articles)
    hand.wait_for(lambda: hand.state["article"])
    rule, venue = make_marks(hand)
    hand.picture("overlaps-1-marked")

    # Clicks on one place go through the marks there, the innermost first.
    hand.keys("Escape")
    inside = hand.state["text"].index(WORDS) + len("ASN harus te")
    chosen = []
    for _click in range(4):
        time.sleep(0.5)  # or the second click would be a double click, which selects the word
        hand.click_character(inside)
        hand.wait_for(lambda: hand.state["focused"] not in chosen[-1:])
        chosen.append(hand.state["focused"])
    assert chosen[0] == chosen[3] == venue
    assert len(set(chosen)) == 3

    # The end of the rule is taken by the mouse and drawn to another word.
    hand.ask("focus", span=rule)
    end = hand.state["text"].index("diperbolehkan", inside)
    target = hand.ask("point", cp=end + len("diperbolehkan"))
    hand.click_character(hand.state["text"].index(WORDS) + 1)
    hand.wait_for(lambda: hand.state["focused"])
    hand.ask("focus", span=rule)
    hand.drag_between(hand.ask("grip", is_end=True), target)
    hand.wait_for(lambda: any(s["id"] == rule and s["end"] >= end + 5 for s in hand.ask("spans")))
    hand.picture("overlaps-2-resized")
    hand.close()
    marked = stored(articles)
    assert [words for _id, label, words, _answers in marked if label == "rule"] == [
        "ASN harus tetap netral. Meski diperbolehkan"
    ]
    (answers,) = (dict(answers) for _id, label, _words, answers in marked if label == "rule")
    assert answers["rule_type"] == "general_neutrality"
    assert sorted(words for _id, label, words, _answers in marked if label != "rule") == sorted(
        ["tetap", "netral. Meski", WORDS]
    )

    hand = start(articles)
    hand.wait_for(lambda: hand.state["article"])
    steps = 0
    while hand.state["spans"]:
        words = hand.undo_words()
        hand.keys("ctrl+z")
        hand.wait_for(lambda words=words: hand.undo_words() != words)
        steps += 1
    hand.close()
    assert stored(articles) == before == []

    hand = start(articles)
    hand.wait_for(lambda: hand.state["article"])
    for _step in range(steps):
        words = hand.undo_words()
        hand.keys("ctrl+shift+z")
        hand.wait_for(lambda words=words: hand.undo_words() != words)
    hand.close()
    assert stored(articles) == marked
