"""Is a project what its log says."""

from __future__ import annotations

import contextlib

import pytest
from factories import BUPATI, extents

from annotator.model.errors import EnvironmentFault
from annotator.store import first_look
from annotator.store.engine import connected
from annotator.workbench.checking import check_path


@pytest.fixture
def closed(session, document):
    span = session.coding.add_span(document, extents(BUPATI), "person")
    session.coding.delete_span(span.id)
    session.close()
    return session.path


def test_a_sound_project_is_what_its_log_says(closed):
    report = check_path(closed)
    assert report.is_sound
    assert (report.revisions, report.authors, report.streams) == (4, 1, 2)
    assert report.rows["span"] == 1
    assert report.rows["document"] == 1
    assert report.first <= report.last
    assert report.path == closed


@pytest.mark.parametrize(
    ("sql", "code"),
    [
        ("UPDATE span SET label = 'place'", "row_differs"),
        ("UPDATE span SET deleted = 0", "row_differs"),
        ("DELETE FROM annotation_set", None),
        ("UPDATE coder SET name = 'Budi'", "row_differs"),
    ],
)
def test_what_is_not_what_the_log_says_is_found(closed, sql, code):
    with contextlib.closing(connected(closed)) as connection:
        connection.execute(sql)
        connection.commit()
    report = check_path(closed)
    assert [problem.code for problem in report.problems] == ([code] if code else [])
    assert report.is_sound == (code is None)


def test_a_log_that_was_altered_is_found(closed, monkeypatch):
    monkeypatch.setattr(first_look, "NEWEST_BYTES", 0)  # too far back to be seen on opening
    with contextlib.closing(connected(closed)) as connection:
        trigger = "revision_no_update"
        (sql,) = connection.execute(
            "SELECT sql FROM sqlite_master WHERE name = ?", (trigger,)
        ).fetchone()
        connection.execute(f"DROP TRIGGER {trigger}")
        connection.execute("UPDATE revision SET hash = zeroblob(32) WHERE n = 2")
        connection.execute(sql)
        connection.commit()
    codes = {problem.code for problem in check_path(closed).problems}
    assert "revision_altered" in codes


def test_a_project_that_is_not_there_is_said(tmp_path):
    with pytest.raises(EnvironmentFault) as fault:
        check_path(tmp_path / "none.annot")
    assert fault.value.code == "missing_file"


def test_checking_writes_nothing_of_its_own(closed):
    assert check_path(closed) == check_path(closed)
