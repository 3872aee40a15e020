"""Corrected articles where copies are joined, taken back and restored."""

from __future__ import annotations

import pytest
from copies_scene import Team, exported

from annotator.model.errors import RefusedError
from annotator.store import documents
from annotator.workbench.correcting import apply_correction
from annotator.workbench.joining import join_files


@pytest.fixture
def team(tmp_path):
    made = Team(tmp_path, ("one", "two"))
    yield made
    made.close()


def correct(team: Team, name: str):
    """Correct the article on a copy; what stood in it is moved by seven."""
    session = team[name]
    text = documents.load_document(session.project, team.document).text
    return apply_correction(session.context, team.document, f"Ralat. {text}").document_id


def test_undo_does_not_take_away_a_correction_that_somebody_else_brought_too(team):
    team["two"].code_as("Budi")
    for name in ("one", "two"):
        correct(team, name)
    join_files(team["one"].context, [team.path("two")])
    before = exported(team["one"])
    with pytest.raises(RefusedError) as refused:
        team["one"].history.undo()
    assert (refused.value.code, refused.value.fields["by"]) == ("changed_since", "Budi")
    assert exported(team["one"]) == before
