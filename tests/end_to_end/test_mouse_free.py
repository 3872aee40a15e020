"""A whole coding day without a mouse."""

from __future__ import annotations

import pytest

from annotator.workbench.session import Session

pytestmark = pytest.mark.e2e

WORDS = "ASN harus tetap netral"


def stored(project):
    """What the project file has on its first article."""
    with Session.open(project) as session:
        document = session.finding.document(session.finding.documents("")[0])
        return document.text, session.finding.annotations(document.id)


def find(hand, words):
    """Look words up and select the first place."""
    hand.keys("slash")
    hand.wait_state(focus="QLineEdit")
    hand.type(words)
    hand.wait_for(lambda: hand.read("workspace.places._found"))
    hand.keys("Return")
    return hand.wait_for(lambda: hand.state["selection"][0] != hand.state["selection"][1])


def test_a_mark_is_made_answered_moved_and_related_by_keys_alone(start, articles):
    hand = start(articles)
    hand.wait_for(lambda: hand.state["article"])

    # The caret, Shift and arrows by characters, with Ctrl by words.
    find(hand, "Sri Wartini")
    hand.keys(
        "Left", "shift+Right", "shift+Right", "shift+Right", "ctrl+shift+Right", "ctrl+shift+Right"
    )
    hand.wait_for(lambda: hand.state["selection"][1] > hand.state["selection"][0] + 4)
    hand.keys("s")
    hand.wait_state(spans=1)
    hand.keys("1")
    hand.wait_for(lambda: hand.read("workspace.scene.focused_span.attributes.mention"))

    # Find, mark, answer.
    hand.keys("Escape")
    find(hand, WORDS)
    hand.picture("mouse-free-1-found")
    hand.keys("r", "1", "alt+Down", "1")
    hand.wait_for(lambda: hand.read("workspace.scene.focused_span.attributes.modality"))

    # Relate it to the nearest mark.
    hand.keys("r")
    hand.wait_state(sheet="RelatePopup")
    hand.picture("mouse-free-2-relate")
    hand.keys("Return")
    hand.wait_state(sheet=None)

    # Move both ends by words and by characters; write a note; say done.
    hand.keys("bracketleft", "ctrl+Right", "Return", "bracketright", "ctrl+Left", "Right", "Return")
    hand.keys("n")
    hand.wait_state(focus="GrowingText")
    hand.type("kurang jelas")
    hand.keys("Return", "Escape")
    hand.picture("mouse-free-3-done")
    hand.close()

    text, annotations = stored(articles)
    speaker, rule = sorted(annotations.spans, key=lambda span: span.label, reverse=True)
    assert (speaker.label, text[speaker.start : speaker.end]) == ("speaker", "Sri Wartini")
    assert speaker.attributes["mention"] == "named"
    assert rule.label == "rule"
    assert text[rule.start : rule.end] in ("harus tetap ", "harus tetap n")
    assert (rule.attributes["rule_type"], rule.attributes["modality"]) == (
        "general_neutrality",
        "obligation",
    )
    (relation,) = annotations.relations
    assert {relation.source_id, relation.target_id} == {speaker.id, rule.id}
    assert annotations.comment_on(rule.id).text == "kurang jelas"


def test_relabel_delete_undo_and_redo_by_keys_with_the_verb_named(start, articles):
    hand = start(articles)
    hand.wait_for(lambda: hand.state["article"])
    find(hand, WORDS)
    hand.keys("r")
    hand.wait_state(spans=1)
    marked = hand.undo_words()
    hand.keys("l", "x")
    hand.wait_for(lambda: hand.undo_words() != marked)
    relabelled = hand.undo_words()
    hand.keys("Delete")
    hand.wait_state(spans=0)
    deleted = hand.undo_words()
    assert len({marked, relabelled, deleted}) == 3
    assert "Rule" in marked
    assert "Sanction" in relabelled
    hand.keys("ctrl+z")
    hand.wait_state(spans=1)
    assert hand.undo_words() == relabelled
    hand.keys("ctrl+z")
    hand.wait_for(lambda: hand.undo_words() == marked)
    hand.keys("ctrl+shift+z")
    hand.wait_for(lambda: hand.undo_words() == relabelled)
    hand.close()
    text, annotations = stored(articles)
    assert [(s.label, text[s.start : s.end]) for s in annotations.spans] == [("sanction", WORDS)]


def test_the_palette_labels_opens_articles_and_runs_commands(start, articles):
    hand = start(articles)
    first = hand.wait_for(lambda: hand.state["article"])
    find(hand, WORDS)
    hand.keys("slash")
    hand.wait_state(sheet="Palette")
    hand.type("venue")
    hand.picture("mouse-free-4-palette")
    hand.keys("Return")
    hand.wait_state(sheet=None, spans=1)
    hand.keys("ctrl+k")
    hand.wait_state(sheet="Palette")
    hand.type("next article")
    hand.keys("Return")
    hand.wait_for(lambda: hand.state["article"] != first)
    hand.close()
    _text, annotations = stored(articles)
    assert [span.label for span in annotations.spans] == ["venue"]
