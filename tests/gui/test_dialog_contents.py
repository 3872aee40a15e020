"""What palette, relations, keys and projects of late are filled with, without a window."""

from __future__ import annotations

from dataclasses import replace

import pytest
from panel_scene import (
    CODEBOOK,
    RULE_SPAN,
    SPEAKER_SPAN,
    TEXT,
    VENUE_SPAN,
    annotations,
    document_row,
    relation,
    span,
    words,
)

from annotator.gui.dialogs.candidates import Candidate, find_candidates
from annotator.gui.dialogs.key_hints import by_group, key_hints
from annotator.gui.dialogs.palette.contents import (
    SEPARATOR,
    article_entries,
    command_entries,
    label_entries,
    recents_with,
)
from annotator.gui.dialogs.palette.entries import PaletteEntry, PaletteKind
from annotator.gui.dialogs.recent_projects import recent_projects
from annotator.gui.theme.naming import Naming, naming
from annotator.model.codebook import RelationLabel

SAYS = RelationLabel("says", words("says"), sources=("speaker",), targets=("rule",))
BOOK = replace(CODEBOOK, relations={"says": SAYS})
NAMING = Naming(BOOK)


@pytest.fixture(autouse=True)
def _named():
    naming().set_codebook(BOOK, "en")


def entry(kind: PaletteKind, identity: str) -> PaletteEntry:
    return PaletteEntry(kind, identity, identity.title())


def test_labels_stand_before_the_values_of_their_questions():
    kinds = [one.kind for one in label_entries(NAMING)]
    assert kinds[:3] == [PaletteKind.LABEL] * 3
    assert set(kinds[3:]) == {PaletteKind.VALUE}


def test_a_label_that_cannot_be_given_is_not_offered():
    assert "role_only" not in [one.id for one in label_entries(NAMING)]


def test_a_label_is_found_by_its_names_in_every_language():
    rule = label_entries(NAMING)[0]
    assert (rule.title, rule.keys, rule.definition) == ("Rule", "R", "What must be done.")
    assert {"rule", "Aturan"} <= set(rule.aliases)
    assert label_entries(Naming(BOOK, "id"))[0].title == "Aturan"


def test_the_first_nine_values_of_a_first_question_have_keys():
    values = {one.id: one for one in label_entries(NAMING) if one.kind is PaletteKind.VALUE}
    first = values[SEPARATOR.join(("rule", "kind", "neutral"))]
    assert (first.title, first.subtitle, first.keys) == ("Neutral", "Rule · Kind", "R+1")
    assert values[SEPARATOR.join(("rule", "modality", "duty"))].keys == ""


def test_commands_that_cannot_be_used_now_are_left_out_and_so_is_the_palette():
    assert [one.id for one in command_entries({"undo", "palette"}.__contains__)] == ["undo"]
    (undo,) = command_entries({"undo"}.__contains__)
    assert (undo.title, undo.keys) == ("Undo", "Ctrl+Z")


def test_an_article_without_a_title_goes_by_its_file():
    titled, bare = article_entries([document_row(1, spans=7), replace(document_row(2), title="")])
    assert (titled.title, titled.subtitle) == ("Title 1", "7")
    assert (bare.title, bare.subtitle) == ("2.txt", "")


def test_what_is_chosen_again_comes_first_and_only_so_many_are_kept():
    again = entry(PaletteKind.COMMAND, "b")
    assert recents_with(again, ["a", "b", "c"], 3) == ["b", "a", "c"]
    assert recents_with(again, ["a", "c", "d"], 3) == ["b", "a", "c"]


def test_words_looked_for_are_not_kept():
    assert recents_with(entry(PaletteKind.TEXT, "a"), ["a", "b"], 3) == ["a", "b"]


def ends(found: list[Candidate]) -> list[tuple[str, str]]:
    return [(one.source_id, one.target_id) for one in found]


def test_only_legal_relations_are_offered():
    marks = annotations(SPEAKER_SPAN, RULE_SPAN, VENUE_SPAN)
    assert ends(find_candidates(BOOK, marks, SPEAKER_SPAN, TEXT)) == [("a1", "a2")]
    assert find_candidates(BOOK, marks, VENUE_SPAN, TEXT) == []


def test_a_mark_can_be_the_target_as_well():
    marks = annotations(SPEAKER_SPAN, RULE_SPAN)
    (found,) = find_candidates(BOOK, marks, RULE_SPAN, TEXT)
    assert (found.source_id, found.other_id, found.is_outgoing) == ("a1", "a1", False)
    assert found.words == "says ← Speaker: Sri Wartini"


def test_a_relation_that_is_there_is_not_offered_again():
    marks = annotations(SPEAKER_SPAN, RULE_SPAN, relations=[relation("r", "a1", "a2")])
    assert find_candidates(BOOK, marks, SPEAKER_SPAN, TEXT) == []


def test_a_relation_that_has_gone_out_of_use_is_not_offered():
    old = replace(SAYS, is_deprecated=True)
    codebook = replace(BOOK, relations={"says": old})
    marks = annotations(SPEAKER_SPAN, RULE_SPAN)
    assert find_candidates(codebook, marks, SPEAKER_SPAN, TEXT) == []


def test_the_distance_is_that_of_the_gap_and_none_where_marks_overlap():
    inner = span("a4", "rule", "Wartini")
    marks = annotations(SPEAKER_SPAN, RULE_SPAN, inner)
    found = {one.other_id: one for one in find_candidates(BOOK, marks, SPEAKER_SPAN, TEXT)}
    assert found["a2"].distance == SPEAKER_SPAN.start - RULE_SPAN.end
    assert found["a4"].distance == 0


@pytest.mark.parametrize(
    ("typed", "does_fit"),
    [("", True), ("says", True), ("rul net", True), ("speaker", False), ("says xyz", False)],
)
def test_every_typed_word_must_fit_relation_label_or_the_start_of_a_word(typed, does_fit):
    (found,) = find_candidates(BOOK, annotations(SPEAKER_SPAN, RULE_SPAN), SPEAKER_SPAN, TEXT)
    assert found.fits(typed) is does_fit


def test_keys_of_labels_and_text_are_shown_with_a_project_only():
    groups = [name for name, _hints in by_group(key_hints(NAMING))]
    assert groups[:3] == ["Labels", "Words", "The mark in focus"]
    assert "Labels" not in [name for name, _hints in by_group(key_hints(None))]


def test_a_label_without_a_key_has_no_hint():
    labels = dict(by_group(key_hints(NAMING)))["Labels"]
    assert [(one.text, one.keys) for one in labels] == [("Rule", "R"), ("Speaker", "S")]


def test_a_project_of_late_that_is_gone_says_so(tmp_path):
    here = tmp_path / "Kaltim.annot"
    here.touch()
    present, gone = recent_projects([str(here), str(tmp_path / "Old.annot")])
    assert (present.name, present.folder, present.is_missing) == ("Kaltim", str(tmp_path), False)
    assert (gone.name, gone.when) == ("Old", "not found")


@pytest.mark.parametrize("path", ["x" * 300, "/a\0b/x.annot"])
def test_a_path_that_no_file_can_have_is_that_of_a_project_that_is_gone(path):
    (gone,) = recent_projects([path])
    assert gone.is_missing
