"""Two adjudicators at work in two copies: what people read of reviews and decisions that differ."""

from __future__ import annotations

import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st
from review_scene import BUPATI_SRI, SRI, Scene, make_scene, person, work

from annotator.workbench import version_words
from annotator.workbench.joining import join_files, undecided
from annotator.workbench.language import set_language
from annotator.workbench.review_words import REVIEW_STATUS, VERDICTS
from annotator.workbench.session import Session
from annotator.workbench.version_words import LONGEST, ConflictWords


@pytest.fixture(scope="module")
def start(tmp_path_factory):
    """A closed project in which two coders marked the same words otherwise."""
    folder = tmp_path_factory.mktemp("start")
    scene = make_scene(folder, Budi=work(person(BUPATI_SRI)), Citra=work(person(SRI)))
    scene.session.close()
    return scene.session.path, scene.document_id


@pytest.fixture
def copies(start, tmp_path):
    """Two copies of it; each is opened by who is asked for."""
    path, document = start
    opened = []

    def copy(name: str) -> Scene:
        shutil.copy(path, tmp_path / f"{name}.annot")
        session = Session.open(tmp_path / f"{name}.annot")
        opened.append(session)
        return Scene(session, tmp_path, document)

    yield copy
    for session in opened:
        session.close()


def decided(scene: Scene, how: str, **more: str) -> None:
    """Begin the review and decide its only case."""
    desk = scene.begun()
    [case] = desk.every_case
    getattr(desk, how)(case)
    if more:
        desk.note(case, more["note"])


def joined(here: Scene, there: Scene) -> dict[str, ConflictWords]:
    """What waits in the one copy after the other came in, by kind."""
    there.session.close()
    report = join_files(here.session.context, [there.session.path])
    return {one.kind: one for one in report.conflicts}


def facts(conflict: ConflictWords) -> list[dict[str, str]]:
    return [dict(side.facts) for side in conflict.sides]


def test_two_decisions_on_a_case_are_told_by_its_words_and_what_was_decided(copies):
    here, there = copies("here"), copies("there")
    decided(here, "none", note="tidak ada")
    decided(there, "keep_all")
    conflict = joined(here, there)["decision"]
    assert conflict.title in ("Decision on “Sri”", "Decision on “Bupati Sri”")
    assert {one["Decided"] for one in facts(conflict)} == {"none of them", "all kept"}
    assert {one["Note"] for one in facts(conflict)} == {"tidak ada", "–"}


def test_two_states_of_a_review_are_told_in_words(copies):
    here, there = copies("here"), copies("there")
    decided(here, "none")
    here.desk().sign_off()
    decided(there, "keep_all")
    conflict = joined(here, there)["review"]
    assert conflict.title == "Review"
    assert {one["Status"] for one in facts(conflict)} == {"signed off", "in review"}


def test_what_two_reviews_say_is_in_indonesian_too(copies):
    here, there = copies("here"), copies("there")
    decided(here, "none")
    here.desk().sign_off()
    decided(there, "keep_all")
    joined(here, there)
    set_language("id")
    told = {one.kind: one for one in undecided(here.session.context)}
    assert told["decision"].title.startswith("Keputusan tentang “")
    assert told["review"].title == "Peninjauan"
    assert {one["Status"] for one in facts(told["review"])} == {"disahkan", "ditinjau"}


def test_no_decision_tells_whose_reading_was_taken(copies):
    here, there = copies("here"), copies("there")
    for scene, name in ((here, "Budi"), (there, "Citra")):
        desk = scene.begun()
        [case] = desk.every_case
        desk.take(case, scene.letter(desk, case, name))
    conflict = joined(here, there)["decision"]
    assert all(one == {"Decided": "one coder’s reading"} for one in facts(conflict))
    assert not any(name in str(conflict) for name in ("Budi", "Citra"))


@pytest.mark.parametrize("word", [*REVIEW_STATUS, "a_word_of_tomorrow"])
def test_every_status_of_a_review_is_told(word):
    told = version_words.facts_of("review", {"status": word}, None)
    assert told == {"Status": REVIEW_STATUS.get(word, word)}


@pytest.mark.parametrize("word", [*VERDICTS, "a_word_of_tomorrow"])
def test_every_verdict_of_a_decision_is_told(word):
    told = version_words.facts_of("decision", {"verdict": word, "body": {"gap": "celah"}}, None)
    assert told == {"Decided": VERDICTS.get(word, word), "Gap in the guideline": "celah"}


words = st.text(st.sampled_from("ab \u0301😀—"), max_size=60)


@given(before=st.integers(0, 400), blanks=st.sampled_from((0, 7, 39, 41, 150)), after=words)
def test_two_long_facts_are_never_shown_alike(before, blanks, after):
    """However long the words are: the first letter that is another one is on the screen."""
    shared = "".join(" " if blanks and at % blanks == blanks - 1 else "k" for at in range(before))
    sides = [
        version_words.SideWords(str(at), "", "", (("Note", f"{shared}{one}{after}"),), False, False)
        for at, one in enumerate("XY")
    ]
    first, second = (dict(side.facts)["Note"] for side in version_words._readable(sides))
    assert "X" in first
    assert "Y" in second
    assert max(len(first), len(second)) <= LONGEST
