"""What the reading view is told of a label: its letter, its colours, whether it holds others."""

from __future__ import annotations

from dataclasses import replace

import pytest
from panel_scene import CODEBOOK, dress, words

from annotator.gui.theme.look import look
from annotator.gui.theme.naming import naming
from annotator.gui.theme.tokens import THEMES
from annotator.gui.workspace.view_looks import Families, container_labels, make_view_look
from annotator.model.codebook import Codebook, Count, Label, SpanRules

FAMILIES = Families("Reading", "Tags")


@pytest.fixture(autouse=True)
def _dressed(qapp):
    dress()
    yield
    dress()


def codebook(**rules: SpanRules) -> Codebook:
    labels = {name: Label(name, words(name), span=rule) for name, rule in rules.items()}
    return Codebook("x", "1", labels=labels)


def view_look(shown: Codebook = CODEBOOK):
    look().set_codebook(shown, "en")
    return make_view_look(look(), naming(), FAMILIES, "letters")


def test_labels_have_letter_name_and_tones_of_the_theme():
    made = view_look()
    rule, tone = made.labels["rule"], look().tone("rule")
    assert (rule.letter, rule.name) == ("R", "Rule")
    assert (rule.line, rule.tag, rule.text, rule.fill_on) == (
        tone.line,
        tone.tag,
        tone.text,
        tone.fill_on,
    )
    assert made.relations == {"says": "says"}
    assert (made.reading_family, made.tag_family, made.tag_mode) == ("Reading", "Tags", "letters")


def test_names_are_those_of_the_language_read():
    look().set_codebook(CODEBOOK, "id")
    made = make_view_look(look(), naming(), FAMILIES, "names")
    assert made.labels["rule"].name == "Aturan"


@pytest.mark.parametrize("theme", THEMES)
def test_the_colours_are_those_of_the_theme(theme):
    look().set_theme(theme)
    made, expected = view_look(), THEMES[theme]
    assert (made.background, made.ink, made.muted) == (expected.paper, expected.ink, expected.ink3)
    assert made.selection.endswith(expected.focus[1:])
    assert len(made.selection) == 9, "it lets the text through"


def test_a_mark_lets_the_one_around_it_through_and_has_no_ground_in_high_contrast():
    usual = view_look().labels["rule"].fill
    look().set_theme("contrast")
    bare = view_look().labels["rule"].fill
    assert 0 < int(usual[1:3], 16) < 255
    assert int(bare[1:3], 16) == 0


def test_labels_that_others_nest_in_hold_others():
    shown = codebook(
        quotation=SpanRules(),
        speaker=SpanRules(overlap={"quotation": "nest", "same_label": "nest", "other": "nest"}),
        rule=SpanRules(overlap={"quotation": "any", "speaker": "none"}),
    )
    assert container_labels(shown) == {"quotation"}
    assert [one.is_container for one in view_look(shown).labels.values()] == [True, False, False]


def test_labels_of_whole_paragraphs_hold_others():
    assert container_labels(codebook(frame=SpanRules(snap="paragraph"))) == {"frame"}
    assert container_labels(codebook(frame=SpanRules(snap="sentence"))) == frozenset()


@pytest.mark.parametrize(
    ("snap", "most", "is_headline"),
    [
        ("paragraph", 1, True),
        ("paragraph", 3, True),
        ("paragraph", 4, False),
        ("paragraph", None, False),
        ("token", 1, False),
    ],
)
def test_a_whole_paragraph_that_comes_a_few_times_at_most_is_a_headline(snap, most, is_headline):
    rules = SpanRules(snap=snap, per_document=Count(0, most))
    assert view_look(codebook(title=rules)).labels["title"].is_headline == is_headline


def test_what_lies_outside_is_told_apart():
    outside = replace(CODEBOOK.labels["venue"], is_outside=True)
    shown = replace(CODEBOOK, labels={**CODEBOOK.labels, "venue": outside})
    made = view_look(shown)
    assert made.labels["venue"].is_outside
    assert not made.labels["rule"].is_outside


def test_every_label_of_the_codebook_has_a_look_also_those_that_cannot_be_put_on_words():
    assert view_look().labels.keys() == CODEBOOK.labels.keys()
