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
    question,
    relation,
    span,
    values,
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
from annotator.gui.panels.inspector.options import options_of
from annotator.gui.theme.naming import Naming, naming
from annotator.model.attributes import Attribute, Condition, Term
from annotator.model.codebook import Codebook, Label, RelationLabel

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
    found = {one.id: one for one in label_entries(NAMING) if one.kind is PaletteKind.VALUE}
    first = found[SEPARATOR.join(("rule", "kind", "neutral"))]
    assert (first.title, first.subtitle, first.keys) == ("Neutral", "Rule · Kind", "R+1")
    assert found[SEPARATOR.join(("rule", "modality", "duty"))].keys == ""


def named(**asked: Attribute) -> Naming:
    rule = Label("rule", words("Rule"), shortcut="r", attributes=asked)
    return Naming(Codebook("t", "1", labels={"rule": rule}))


def keys_of(naming: Naming) -> dict[str, str]:
    values = (one for one in label_entries(naming) if one.kind is PaletteKind.VALUE)
    return {one.id.rpartition(SEPARATOR)[2]: one.keys for one in values}


def test_a_value_shows_the_digit_that_the_panel_has_for_it():
    """The digits of a codebook's own come first, and retired values have none."""
    given = values("duty", "ban", "leave", ban={"is_deprecated": True}, leave={"shortcut": "1"})
    asked = question("modality", "enum", values=given)
    shown = {one.value: f"R+{one.digit}" for one in options_of(asked, {})}
    assert keys_of(named(modality=asked)) == shown == {"duty": "R+2", "leave": "R+1"}


def test_what_is_retired_is_not_offered():
    old = question("old", "enum", values=values("a"), is_deprecated=True)
    assert keys_of(named(old=old)) == {}


def test_only_the_question_that_digits_act_on_at_once_shows_digits():
    person = question("person", "ref", list_id="people")
    when = Condition((Term("kind", allowed=("a",)),))
    force = question("force", "enum", when=when, values=values("b"))
    kind = question("kind", "enum", values=values("a"))
    assert keys_of(named(person=person, force=force, kind=kind)) == {"b": "", "a": "R+1"}


def test_values_that_come_and_go_with_other_answers_show_no_digit():
    when = Condition((Term("kind", allowed=("a",)),))
    assert keys_of(
        named(kind=question("kind", "enum", values=values("a", "b", b={"when": when})))
    ) == {
        "a": "",
        "b": "",
    }


def test_a_label_without_a_shortcut_shows_the_letter_that_was_left_for_it():
    entries = {one.id: one for one in label_entries(NAMING)}
    assert entries["venue"].keys == "V"
    many = {f"l{at}": Label(f"l{at}", words("Rule")) for at in range(40)}
    keys = [one.keys for one in label_entries(Naming(Codebook("t", "1", labels=many)))]
    assert len(set(filter(None, keys))) == 36
    assert keys.count("") == 4
    assert len(key_hints(Naming(Codebook("t", "1", labels=many)))) < 36 + len(key_hints(NAMING))


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


def test_every_label_has_the_hint_of_the_letter_on_its_cap():
    labels = dict(by_group(key_hints(NAMING)))["Labels"]
    found = [(one.text, one.keys) for one in labels]
    assert found == [("Rule", "R"), ("Speaker", "S"), ("Venue", "V")]
    assert all(one.keys == NAMING.label_letter(one.label_id) for one in labels)


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
