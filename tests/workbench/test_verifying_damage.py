"""Whatever is changed in a project behind the program's back, the check of the whole file tells."""

from __future__ import annotations

import shutil

import pytest
from parcel_scene import BUDI, Scene, altered, bodies_of, exported

from annotator.model.errors import ProjectDamaged
from annotator.store.engine import connected
from annotator.workbench import language
from annotator.workbench.checking import check_path
from annotator.workbench.full_check import DAMAGE
from annotator.workbench.overview import overview_of
from annotator.workbench.session import Session
from annotator.workbench.verifying import VerifyReport, verify_path
from annotator.workbench.wording import full_sentence


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A closed project with rows of every kind."""
    scene = Scene(tmp_path_factory.mktemp("whole"))
    scene.review_everything()
    scene.session.close()
    return scene.session.path


@pytest.fixture
def damaged(project, tmp_path):
    """A copy of it, changed by SQL."""

    def change(*statements: str):
        path = tmp_path / "damaged.annot"
        shutil.copy(project, path)
        altered(path, *statements)
        return path

    return change


def codes(report: VerifyReport) -> set[str]:
    return {problem.code for problem in report.problems}


def last(table: str, what: str) -> str:
    return f"UPDATE {table} SET {what} WHERE rowid = (SELECT max(rowid) FROM {table})"


CELLS = [
    ("document", "title = title || '!'"),
    ("document", "text = text || '!'"),
    ("document", "length = length + 1"),
    ("coder", "role = 'boss'"),
    ("codebook", "version = '9'"),
    ("annotation_set", "status = 'done'"),
    ("span", "label = 'person'"),
    ("span", "start = start + 1"),
    ("span", '"end" = "end" + 1'),
    ("span", "attributes = '{}', origin = 'hands'"),
    ("span", "deleted = 1"),
    ("relation", "label = 'x'"),
    ("comment", "text = text || '.'"),
    ("assignment", "place = place + 1"),
    ("review", "seed = seed + 1"),
    ("decision", "verdict = 'all'"),
    ("feedback", "items = '[]'"),
    ("snapshot", "name = 'x'"),
]


def test_no_cell_of_any_table_is_changed_unseen(damaged):
    """All at once, so that the file is read once: each table is told with a row of its own."""
    report = check_path(damaged(*(last(table, what) for table, what in CELLS)))
    told = {one.fields["kind"] for one in report.problems if one.code == "row_differs"}
    assert told == {table for table, _what in CELLS}
    assert {one.code for one in report.problems} <= DAMAGE


@pytest.mark.parametrize(
    ("table", "what"),
    [("coder", "role = 'boss'"), ("span", "deleted = 1"), ("review", "seed = seed + 1")],
)
def test_one_changed_cell_is_enough(damaged, table, what):
    report = verify_path(damaged(last(table, what)))
    assert not report.is_sound
    assert codes(report) & DAMAGE


@pytest.mark.parametrize("column", ["author_id", "prev", "hash", "body"])
def test_no_cell_of_the_log_is_changed_unseen(damaged, column):
    path = damaged(last("revision", f"{column} = zeroblob(length({column}))"))
    with pytest.raises(ProjectDamaged):
        verify_path(path)


def test_no_row_is_taken_away_unseen(damaged):
    tables = ("comment", "decision", "assignment")
    path = damaged(
        *(f"DELETE FROM {one} WHERE rowid = (SELECT max(rowid) FROM {one})" for one in tables)
    )
    told = [one.fields["kind"] for one in check_path(path).problems if one.code == "row_differs"]
    assert sorted(told) == sorted(tables)


def test_a_text_and_a_mark_are_named_by_their_article(damaged):
    path = damaged(
        "UPDATE document SET text = replace(text, 'Bupati', 'Bupeti')",
        'UPDATE span SET "end" = 999 WHERE rowid = (SELECT max(rowid) FROM span)',
    )
    report = verify_path(path)
    told = {one.code: one for one in report.problems if one.code in ("wrong_hash", "past_end")}
    assert told["wrong_hash"].place.file == "a"
    assert told["past_end"].place.file == "a"
    assert told["past_end"].value == 999
    assert not codes(report) & {"text_altered", "offset_past_end"}


def test_fragments_out_of_order_and_ids_that_are_there_twice_are_named(damaged):
    path = damaged(
        "UPDATE span SET fragments = '[[4, 6], [0, 2]]', start = 0, \"end\" = 6"
        " WHERE rowid = (SELECT min(rowid) FROM span)",
        "DROP INDEX IF EXISTS span_key",
        "UPDATE span SET key = (SELECT min(key) FROM span)",
    )
    assert {"fragments_out_of_order", "duplicate_id"} <= codes(verify_path(path))


def test_a_relation_whose_end_is_gone_is_not_shown_but_told(damaged):
    path = damaged("DELETE FROM span WHERE label = 'place'")
    report = verify_path(path)
    assert report.relations == 0
    assert "dangling_reference" in codes(report)


@pytest.mark.parametrize("code", ["en", "id"])
def test_what_is_found_is_told_in_whole_sentences(damaged, code):
    report = verify_path(damaged(*(last(*one) for one in CELLS if one[0] != "codebook")))
    language.set_language(code)
    told = [full_sentence(one) for one in report.problems]
    assert len(told) > len(CELLS) / 2
    for sentence in told:
        assert "{" not in sentence
        assert sentence.endswith(".")


def test_looking_changes_nothing_and_finds_nothing_in_a_whole_project(project):
    before = bodies_of(project)
    report = verify_path(project)
    assert (report.is_sound, report.problems) == (True, ())
    assert report.equal_quotes == report.spans > 0
    assert check_path(project).is_sound
    assert bodies_of(project) == before


def test_the_check_counts_what_the_log_holds(project):
    """Counted by SQL, beside the program."""
    report = check_path(project)
    connection = connected(project)
    (revisions, streams, authors) = connection.execute(
        "SELECT count(*), count(DISTINCT stream), count(DISTINCT author_id) FROM revision"
    ).fetchone()
    rows = {
        table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for table in report.rows
    }
    connection.close()
    assert (report.revisions, report.streams, report.authors) == (revisions, streams, authors)
    assert dict(report.rows) == rows
    assert report.first <= report.last


def test_verification_and_overview_count_alike(project, tmp_path):
    path = tmp_path / "copy.annot"
    shutil.copy(project, path)
    report = verify_path(path)
    with Session.open(path) as session:
        overview = overview_of(session)
        written = exported(session)
    assert report.documents == overview.documents
    assert report.spans == sum(one.spans for one in overview.coders)
    assert report.relations == sum(one.relations for one in overview.coders)
    for one in overview.coders:
        assert sum(one.labels.values()) == one.spans
        assert sum(one.progress.values()) == overview.documents
    assert report.records == written.count(b"\n")
    assert BUDI in {one.name for one in overview.coders}
