"""Every act that people can do is told in whole sentences: no gap, no id, and in Indonesian too."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
import team_scene
from factories import extents
from review_scene import BUPATI_SRI, SRI, lives_in, make_scene, person, place, work

from annotator.model.assignment import Role
from annotator.workbench import language
from annotator.workbench.assigning import Assigning
from annotator.workbench.chronicle import Asked
from annotator.workbench.correcting import Choice, Fate, apply_check, apply_correction, plan_check
from annotator.workbench.people import add_person, find_person, set_role
from annotator.workbench.recoding import apply_recoding, plan_recoding
from annotator.workbench.wording import TURNS, VERBS, shortened, verb_words

BALIKPAPAN = (41, 51)


def codes(session, document) -> None:
    """A coder uses every verb on marks."""
    coding = session.coding
    first = coding.add_span(document, extents((0, 6)), "person")
    second = coding.add_span(document, extents(BALIKPAPAN), "place")
    relation = coding.add_relation(first.id, second.id, "lives_in")
    coding.set_relation_attribute(relation.id, "since", "2024")
    coding.set_attribute(first.id, "role", "head")
    coding.resize_span(first.id, extents((0, 10)))
    coding.set_comment(first.id, "Periksa")
    coding.set_field(document, "outlet", "Kompas")
    coding.set_status(document, "in_progress")
    coding.delete_relation(relation.id)
    coding.relabel_span(second.id, "person")
    coding.delete_span(second.id)
    moments = session.chronicle.past(document).moments_of(session.coder.id)
    session.history.undo()
    session.history.redo()
    session.chronicle.restore_span(second.id, moments[-2])
    session.chronicle.restore_article(document, moments[-4])
    session.chronicle.restore_set(moments[-6])


def leads(session, articles) -> None:
    """A lead hands out, takes back, locks, orders and asks for a second coding."""
    context, assigning = session.context, Assigning(session.context)
    set_role(context, session.coder.id, Role.LEAD)
    add_person(context, "Eko", Role.ADJUDICATOR)
    dewi = find_person(context, "Dewi").id
    cells = [(one, dewi) for one in articles]
    assigning.assign(cells)
    assigning.move(dewi, articles[2:], 0)
    assigning.lock(cells[:2])
    assigning.unlock(cells[:1])
    assigning.reopen(cells[:1])
    assigning.unassign(cells[3:])
    team_scene.code(session, "Dewi", articles[2:3])
    apply_recoding(context, plan_recoding(context, dewi, 1, 7))


def corrects(session, document) -> None:
    text = session.finding.document(document).text
    report = apply_correction(session.context, document, text.replace("Samarinda", "Berau", 1))
    if marks := plan_check(session.context, report.document_id).marks:
        chosen = {mark.span.id: Choice(Fate.LEAVE) for mark in marks}
        apply_check(session.context, report.document_id, chosen)


def reviews(scene) -> None:
    """A reviewer decides, takes it back, signs, releases."""
    desk = scene.begun()
    first, *others = list(desk.every_case)
    desk.skip(first)
    desk.send_back(first, "Mengapa?")
    desk.note(first, "catatan")
    desk.gap(first, "celah")
    for case in (first, *others):
        desk.none(case)
    desk.sign_off()
    desk.reopen()


@pytest.fixture(scope="module")
def history(tmp_path_factory):
    """The codebook and every revision of a project in which all of that was done."""
    folder = tmp_path_factory.mktemp("verbs")
    marks = work(person(BUPATI_SRI), place((59, 68)), lives_in(0, 1))
    scene = make_scene(folder, Budi=marks, Citra=work(person(SRI), place((41, 51))))
    with scene.session as session:
        reviews(scene)
        articles = team_scene.add_articles(session, folder)
        team_scene.add_people(session, "Dewi")
        codes(session, scene.document_id)
        team_scene.code(session, "Dewi", articles[:2])
        leads(session, articles)
        corrects(session, scene.document_id)
        yield session, list(session.chronicle.entries(Asked()))


GAPS = ("{", "}", "  ", "““", "“”", "–", "()", "[]", "None", "set_", "_")


@pytest.mark.parametrize("code", ["en", "id"])
def test_every_act_is_told_without_a_gap(history, code):
    session, entries = history
    language.set_language(code)
    for entry in entries:
        told = verb_words(entry.action, entry.about, session.codebook)
        assert not any(gap in told for gap in GAPS), (entry.action, told)
        assert told == told.strip()


def test_no_act_is_told_in_english_to_who_reads_indonesian(history):
    session, entries = history
    english = [verb_words(one.action, one.about, session.codebook) for one in entries]
    language.set_language("id")
    for entry, words in zip(entries, english, strict=True):
        assert verb_words(entry.action, entry.about, session.codebook) != words


def test_most_verbs_were_done_here_and_all_have_words(history):
    done = {str(entry.about.get("action", entry.action)) for entry in history[1]}
    assert done <= VERBS.keys()
    assert len(done) > 30


@pytest.mark.parametrize("turn", TURNS)
def test_taking_back_says_what_was_done(history, turn):
    session, entries = history
    entry = next(one for one in entries if one.action == "relabel_span")
    about = {**entry.about, "action": "relabel_span"}
    words = verb_words(turn, about, session.codebook)
    assert words == f"{turn}: {verb_words('relabel_span', entry.about, session.codebook)}"
    assert verb_words(turn, entry.about, session.codebook) == turn


@pytest.mark.parametrize("action", VERBS)
def test_a_translation_asks_for_the_same_facts(action):
    fields = re.findall(r"{(\w+)}", VERBS[action])
    language.set_language("id")
    assert sorted(re.findall(r"{(\w+)}", language._(VERBS[action]))) == sorted(fields)


@pytest.mark.parametrize(
    ("label", "old"), [("person", "place"), ("gone", "person"), ("place", "gone")]
)
def test_a_label_the_codebook_lost_is_told_by_its_id(history, label, old):
    codebook = history[0].codebook
    about = {"label": label, "old_label": old, "quote": "Sri"}
    names = {"person": "Person", "place": "Place", "gone": "gone"}
    words = verb_words("relabel_span", about, codebook)
    assert words == f"relabel {names[old]} → {names[label]} “Sri”"


def test_a_name_without_the_language_in_use_falls_back(history):
    codebook = history[0].codebook
    named = codebook.labels["place"]
    bare = replace(named, name=type(named.name)({}))
    lacking = replace(codebook, labels={**codebook.labels, "place": bare})
    assert verb_words("add_span", {"label": "place", "quote": "x"}, lacking) == "label place “x”"


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4, 50])
def test_a_quote_has_three_words_at_most_and_says_that_there_are_more(count):
    words = shortened(" ".join(f"k{at}" for at in range(count)))
    assert words.split()[:3] == [f"k{at}" for at in range(min(count, 3))]
    assert words.endswith("…") == (count > 3)


@pytest.mark.parametrize(
    ("about", "files"),
    [
        ({"files": ["a.txt"], "count": 1}, "a.txt"),
        ({"files": ["a.txt", "b.txt"]}, "a.txt and 1 more"),
        ({"files": ["a.txt"], "count": 8}, "a.txt and 7 more"),
        ({"files": []}, ""),
        ({"files": "a.txt"}, ""),
        ({}, ""),
    ],
)
def test_an_import_says_how_many_files_there_were(history, about, files):
    assert verb_words("import", about, history[0].codebook) == f"import of {files}"
