"""The reading commands on projects in every state: empty, reviewed, coded again, corrected …"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import factories
import pytest
from comparing_scene import Scene, linked_records, record

from annotator.workbench import parcelling
from annotator.workbench.adjudicating.articles import Adjudicating
from annotator.workbench.correcting import apply_correction, find_document
from annotator.workbench.people import find_person
from annotator.workbench.recoding import apply_recoding, plan_recoding
from annotator.workbench.session import Session

READERS = [
    ["info"],
    ["history"],
    ["check"],
    ["verify"],
    ["coder"],
    ["progress"],
    ["progress", "--by", "label"],
    ["progress", "--by", "week"],
    ["agreement", "--draws", "20"],
    ["agreement", "--draws", "20", "--all", "--behind", "--methods"],
    ["agreement", "--draws", "20", "--table", "gold", "--behind", "--methods"],
    ["agreement", "--draws", "20", "--table", "again", "--behind", "--methods"],
    ["backup", "--list"],
]
NO_TWO = "needs_two_coders"


def filled(folder: Path) -> Path:
    Scene(folder, linked_records()).close()
    return folder / "p.annot"


def empty(folder: Path) -> Path:
    factories.make_session(folder).close()
    return folder / "p.annot"


def unmarked(folder: Path) -> Path:
    with factories.make_session(folder) as session:
        factories.add_text(session, folder)
    return folder / "p.annot"


def unfinished(folder: Path) -> Path:
    records = [
        record(1, name, [("person", 3, 9)], status="in_progress") for name in ("Ani", "Budi")
    ]
    Scene(folder, records).close()
    return folder / "p.annot"


def reviewed(folder: Path) -> Path:
    """Two articles are signed off, of one the review has begun."""
    path = filled(folder)
    with Session.open(path) as session:
        adjudicating = Adjudicating(session.context)
        for place, article in enumerate(adjudicating.articles()[:3]):
            desk = adjudicating.desk(article.document_id)
            desk.begin()
            while place < 2 and (case_id := desk.next_open()) is not None:
                desk.take(case_id, "A")
            if place < 2:
                desk.sign_off()
    return path


def again(folder: Path) -> Path:
    path = filled(folder)
    with Session.open(path) as session:
        who = find_person(session.context, "Ani").id
        apply_recoding(session.context, plan_recoding(session.context, who, share=1.0, days=0))
    return path


def corrected(folder: Path) -> Path:
    path = filled(folder)
    with Session.open(path) as session:
        old = find_document(session.context, "doc-2")
        apply_correction(session.context, old.id, (old.text or "").replace("ikut", "turut"))
    return path


def parcel(folder: Path) -> Path:
    path = filled(folder)
    with Session.open(path) as session:
        every = parcelling.all_documents(session.context)
        made = parcelling.make_parcel(session.context, "Ani", document_ids=every)
    return made.path


STATES: dict[str, Callable[[Path], Path]] = {
    one.__name__: one for one in (empty, unmarked, unfinished, reviewed, again, corrected, parcel)
}


@pytest.fixture(scope="module", params=STATES)
def state(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory):
    """The name of a state and a project in it."""
    return request.param, STATES[request.param](tmp_path_factory.mktemp(request.param))


@pytest.mark.parametrize("line", READERS, ids=" ".join)
def test_a_project_in_any_state_can_be_looked_at(run, state, line):
    name, path = state
    asked = [line[0], path, *line[1:]]
    told = run(*asked, "--json")
    shown = {code: run("--language", code, *asked) for code in ("en", "id")}
    found = json.loads(told.stdout)
    if told.exit_code:
        assert (told.exit_code, found["error"]) == (1, NO_TWO)
        assert name in ("empty", "unmarked", "parcel")
    assert [ran.exit_code for ran in shown.values()] == [told.exit_code] * 2
    assert shown["en"].output.strip() != shown["id"].output.strip() != ""


def test_a_project_in_any_state_is_sound_and_says_how_much_it_holds(answer, state):
    _name, path = state
    told, info = answer("verify", path), answer("info", path)
    assert told["is_sound"]
    assert answer("check", path)["is_sound"]
    assert told["documents"] == info["documents"] + info["replaced"]
    assert told["spans"] >= sum(one["spans"] for one in info["coders"])
