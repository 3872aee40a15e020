"""Whether labels and answers of a parcel fit: by a codebook of it, or by what stood before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import factories
import pytest

from annotator.model.change import Operation
from annotator.model.identity import Id, derived_id, set_id
from annotator.store import rows
from annotator.team.fitting import Fitting
from annotator.workbench.session import Session

NEVER = derived_id("nobody has this")


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    folder = tmp_path_factory.mktemp("fitting")
    with factories.make_session(folder) as made:
        yield made


@pytest.fixture(scope="module")
def mark(session: Session, tmp_path_factory: pytest.TempPathFactory) -> Id:
    """A mark that once had a label and an answer that no codebook knows."""
    document = factories.add_text(session, tmp_path_factory.mktemp("text"))
    span = session.coding.add_span(document, factories.extents(factories.BUPATI), "person")
    old = replace(span, label="official", attributes={"rank": "IV", "role": "head"})
    for one in (old, span):
        operations = [Operation("span", span.id, rows.span_value(one))]
        session.project.commit(session.coder.id, "edit_span", operations, {})
    return span.id


@pytest.fixture
def fitting(session: Session) -> Fitting:
    return Fitting(session.project, [session.codebook_id])


@pytest.mark.parametrize(
    ("kind", "label", "answers", "misfit"),
    [
        ("span", "person", {}, None),
        ("span", "person", {"role": "head", "age": 40, "also": ["x", "z"]}, None),
        ("span", "place", {"role": "town"}, None),
        ("span", "place", {"role": "staff"}, ("role", "staff")),
        ("span", "person", {"rank": "IV"}, ("rank", "rank")),
        ("span", "thing", {}, ("label", "thing")),
        ("span", "lives_in", {}, ("label", "lives_in")),
        ("span", "", {}, ("label", "")),
        ("relation", "lives_in", {"since": "2001"}, None),
        ("relation", "lives_in", {"since": "tomorrow"}, ("since", "tomorrow")),
        ("relation", "person", {}, ("label", "person")),
        ("annotation_set", "", {"outlet": "kaltim", "checked": True}, None),
        ("annotation_set", "", {"checked": "yes"}, ("checked", "yes")),
        ("annotation_set", "", {"role": "head"}, ("role", "role")),
    ],
)
def test_a_row_fits_that_the_codebook_knows(session, fitting, kind, label, answers, misfit):
    for _time in range(2):
        assert fitting.misfit(kind, NEVER, session.codebook_id, label, answers) == misfit


@pytest.mark.parametrize(
    ("label", "answers", "misfit"),
    [
        ("official", {}, None),
        ("official", {"rank": "IV"}, None),
        ("official", {"rank": "IV", "role": "head"}, None),
        ("person", {"rank": "IV"}, None),
        ("person", {"rank": "IV", "role": "staff"}, None),
        ("person", {"rank": "V"}, ("rank", "rank")),
        ("person", {"rank": "IV", "role": "king"}, ("role", "king")),
        ("official", {"rank": "V"}, ("label", "official")),
        ("minister", {"rank": "IV"}, ("label", "minister")),
    ],
)
def test_what_stood_on_the_same_row_before_fits_whatever_the_codebook(
    session, fitting, mark, label, answers, misfit
):
    assert fitting.misfit("span", mark, session.codebook_id, label, answers) == misfit


def test_what_another_row_said_is_no_excuse(session, fitting, mark):
    """What fits one row by its past does not fit the next one, nor a row of another kind."""
    asked = (session.codebook_id, "official", {"rank": "IV"})
    assert fitting.misfit("span", mark, *asked) is None
    assert fitting.misfit("span", NEVER, *asked) == ("label", "official")
    assert fitting.misfit("relation", mark, *asked) == ("label", "official")


def test_a_codebook_that_nobody_handed_out_is_not_known(session, fitting, mark):
    assert fitting.knows(session.codebook_id)
    assert [fitting.knows(one) for one in (NEVER, None, 3, "", ["x"])] == [False] * 5
    # What it would say is asked of the codebooks of the parcel.
    assert fitting.misfit("span", NEVER, NEVER, "person", {"role": "head"}) is None
    assert fitting.misfit("span", NEVER, NEVER, "person", {"role": "x"}) == ("codebook_id", NEVER)
    assert Fitting(session.project, []).misfit("span", NEVER, NEVER, "person", {}) == (
        "codebook_id",
        NEVER,
    )


def test_much_free_text_is_not_all_remembered_and_fits_all_the_same(session, monkeypatch):
    monkeypatch.setattr("annotator.team.fitting.REMEMBERED", 2)
    fitting = Fitting(session.project, [session.codebook_id])
    place = ("annotation_set", set_id(NEVER, NEVER), session.codebook_id, "")
    for number in range(5):
        assert fitting.misfit(*place, {"outlet": f"kaltim {number}"}) is None
    assert fitting.misfit(*place, {"outlet": 5}) == ("outlet", 5)
