"""Which changes of a codebook make another thing of a label, and which only look different."""

from __future__ import annotations

import factories
import pytest

from annotator.codebooks import reader
from annotator.model.change import Operation
from annotator.store.rows import codebook_value
from annotator.workbench.adjudicating.meanings import Meanings, questions_of, rules_of

PERSON = "    name: {en: Person, id: Orang}\n"
ROLE = "        name: {en: Role, id: Peran}\n"
LIVES = "    name: {en: lives in, id: tinggal di}\n"


def changed(old, new, text=factories.CODEBOOK):
    assert text.count(old) == 1, old
    return text.replace(old, new)


LOOKS = {
    "name": changed(PERSON, "    name: {en: Human, id: Manusia}\n"),
    "key": changed("shortcut: p", "shortcut: q"),
    "colour": changed(PERSON, f"{PERSON}    color: '#0000ff'\n"),
    "short name": changed(PERSON, f"{PERSON}    short: P\n"),
    "name of a question": changed(ROLE, "        name: {en: Office, id: Jabatan}\n"),
    "name of a value": changed("head: {name: {en: Head, id: Kepala}}", "head: {name: Chief}"),
    "how answers are compared": changed(ROLE, f"{ROLE}        agreement: ignore\n"),
    "another label": changed(
        "name: {en: Place, id: Tempat}", "name: Place\n    definition: Towns."
    ),
    "article field": changed("outlet: {type: text,", "outlet: {type: text, definition: Paper,"),
}
MEANS = {
    "definition": changed(PERSON, f"{PERSON}    definition: With a title.\n"),
    "what belongs to it": changed(PERSON, f"{PERSON}    include: [Titles.]\n"),
    "what does not": changed(PERSON, f"{PERSON}    exclude: [Pronouns.]\n"),
    "rules of marks": changed("span: {overlap: {same_label: none}}", "span: {snap: token}"),
    "another question": changed(
        "age: {type: number,", "size: {type: number}\n      age: {type: number,"
    ),
    "one question less": changed(
        "      age: {type: number, name: {en: Age, id: Usia}, min: 0}\n", ""
    ),
    "when it is asked": changed("when: {sure: false}", "when: {sure: true}"),
    "limits of a number": changed("min: 0", "min: 1"),
    "another value": changed(
        "          head: {", "          mayor: {name: Mayor}\n          head: {"
    ),
    "definition of a value": changed(
        "head: {name: {en: Head, id: Kepala}}", "head: {name: Head, definition: The first.}"
    ),
    "definition of a question": changed(ROLE, f"{ROLE}        definition: In office.\n"),
    "kind of a question": changed(
        "{type: date, name: {en: Born, id: Lahir}, precision: any}", "{type: text, name: Born}"
    ),
}


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A project with the small codebook in force; nothing but earlier codebooks is added to it."""
    with factories.make_session(tmp_path_factory.mktemp("meanings")) as session:
        yield session


def earlier(session, text):
    """Put another codebook into the project, without its being in force; returns its id."""
    folder = session.path.parent
    file = reader.read_codebook(factories.write_codebook(folder, text, "earlier.yaml"))
    operation = Operation("codebook", file.id, codebook_value(file, "small", "0.9.0"))
    session.project.commit(session.coder.id, "import", [operation])
    return file.id


def is_redefined(session, text, *labels):
    return Meanings(session.context).is_redefined(earlier(session, text), labels)


@pytest.mark.parametrize("what", LOOKS)
def test_what_only_looks_different_redefines_nothing(project, what):
    assert not is_redefined(project, LOOKS[what], "person", "lives_in")


@pytest.mark.parametrize("what", MEANS)
def test_what_means_something_else_redefines_its_label_and_no_other(project, what):
    assert is_redefined(project, MEANS[what], "person")
    assert is_redefined(project, MEANS[what], "place", "person")
    assert not is_redefined(project, MEANS[what], "place", "lives_in")


def test_a_relation_is_redefined_by_what_it_may_link_and_not_by_its_name(project):
    ends = changed("    to: [place]\n", "    to: [place, person]\n")
    named = changed(LIVES, "    name: {en: dwells in, id: tinggal di}\n")
    assert is_redefined(project, ends, "lives_in")
    assert not is_redefined(project, named, "lives_in")
    assert not is_redefined(project, ends, "person")


def test_a_label_that_was_not_there_is_another_one_and_what_never_was_is_not(project):
    text = factories.CODEBOOK.replace("  thing:\n", "  matter:\n")
    assert is_redefined(project, text, "thing")
    assert is_redefined(project, text, "matter")
    assert not is_redefined(project, text, "nobody")
    assert not is_redefined(project, text)


def test_the_codebook_in_force_redefines_nothing(project):
    meanings = Meanings(project.context)
    assert not meanings.is_redefined(project.codebook_id, ("person", "place", "nobody"))


def test_questions_are_those_of_a_label_a_relation_or_the_article(project):
    codebook = project.codebook
    assert list(questions_of(codebook, "lives_in")) == ["since"]
    assert list(questions_of(codebook, "")) == ["outlet", "checked"]
    assert questions_of(codebook, "nobody") == {}
    assert "role" in questions_of(codebook, "place")


def test_an_answer_counts_unless_the_codebook_ignores_it_also_one_it_does_not_know(project):
    rules = rules_of(project.codebook)
    assert rules.counts("person", "role")
    assert rules.counts("person", "colour")
    assert rules.counts("", "outlet")
    assert [rules.domain_of(one) for one in ("person", "place", "nobody")] == [
        "person",
        "place",
        "nobody",
    ]
