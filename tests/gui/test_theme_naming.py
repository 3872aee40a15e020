from __future__ import annotations

from panel_scene import CODEBOOK, RULE

from annotator.gui.theme.legend import label_colours, label_letters
from annotator.gui.theme.naming import Naming
from annotator.gui.theme.tone import SPARE_COLOURS
from annotator.model.codebook import Codebook, Label
from annotator.model.words import Words


def labels(*given: Label) -> Codebook:
    return Codebook("x", "1", labels={label.id: label for label in given})


NAMING = Naming(CODEBOOK)


def test_letters_are_shortcuts_else_the_first_free_letter():
    assert NAMING.label_letter("rule") == "R"
    assert NAMING.label_letter("venue") == "V"
    assert NAMING.label_letter("role_only") == "O"


def test_no_two_labels_share_a_letter():
    many = [Label(f"l{n}", Words({"": "Anna"})) for n in range(30)]
    letters = label_letters(labels(*many), "en")
    assert len(set(letters.values())) == 30


def test_letters_come_from_the_language_read():
    one = Label("x", Words({"en": "Place", "id": "Tempat"}))
    assert label_letters(labels(one), "id") == {"x": "T"}


def test_labels_without_colour_take_their_parent_s_else_a_spare_one():
    parent = Label("parent", Words(), color="#123456", is_abstract=True)
    child = Label("child", Words(), parent="parent")
    lone = Label("lone", Words())
    used = Label("used", Words(), color=SPARE_COLOURS[0])
    colours = label_colours(labels(parent, child, lone, used))
    assert colours["child"] == "#123456"
    assert colours["lone"] == SPARE_COLOURS[1]


def test_parents_in_a_circle_do_no_harm():
    one, other = Label("a", Words(), parent="b"), Label("b", Words(), parent="a")
    assert len(label_colours(labels(one, other))) == 2


def test_names_are_in_the_language_read():
    assert NAMING.label_name("rule") == "Rule"
    assert Naming(CODEBOOK, "id").label_name("rule") == "Aturan"
    assert NAMING.relation_name("says") == "says"


def test_what_the_codebook_does_not_know_reads_as_its_id():
    assert NAMING.label_name("old_label") == "old label"
    assert NAMING.relation_name("sentence.defendant") == "defendant"


def test_answers_read_as_their_names():
    assert NAMING.value_name(RULE["modality"], "duty") == "Duty"
    assert NAMING.value_name(RULE["marker"], ("harus", "mesti")) == "Harus, mesti"
    person = CODEBOOK.labels["speaker"].attributes["person"]
    assert NAMING.value_name(person, "sri_wartini") == "Sri Wartini"
