"""Joining files."""

from __future__ import annotations

import shutil

import factories
import pytest
from copies_scene import exported, mark

from annotator.model.errors import EnvironmentFault, ProjectDamaged, ProjectLocked, RefusedError
from annotator.store.integrity import check
from annotator.store.receiving import vector_of
from annotator.team.merge import merge


def test_everything_of_the_other_file_comes(team):
    made = mark(team["there"], team.document, factories.SRI)
    received = merge(team["here"].project, team.path("there"))
    assert received.revisions == 1
    spans = team["here"].finding.annotations(team.document).spans
    assert [span.id for span in spans] == [team.span.id, made.id]
    assert check(team["here"].project) == []


def test_the_other_file_stays_as_it_was_byte_for_byte(team):
    mark(team["there"], team.document, factories.SRI)
    path = team.path("there")
    before = path.read_bytes()
    merge(team["here"].project, path)
    assert path.read_bytes() == before
    assert not list(team.folder.glob("there.annot-*"))
    assert not list(team.folder.glob("there.annot.*"))


def test_joining_twice_brings_nothing_new(team):
    mark(team["there"], team.document, factories.SRI)
    path = team.path("there")
    merge(team["here"].project, path)
    before = exported(team["here"]), vector_of(team["here"].project)
    assert merge(team["here"].project, path).revisions == 0
    assert (exported(team["here"]), vector_of(team["here"].project)) == before


def test_each_taking_in_the_other_gives_the_same_export(team):
    mark(team["there"], team.document, factories.SRI)
    mark(team["here"], team.document, factories.ASN)
    merge(team["here"].project, team.path("there"))
    here = exported(team["here"])
    team.path("here")
    there = team.reopen("there")
    merge(there.project, team["here"].path)
    assert exported(there) == here


def test_another_project_is_refused(team, tmp_path):
    folder = tmp_path / "other"
    folder.mkdir()
    factories.make_session(folder, "other.annot").close()
    with pytest.raises(RefusedError) as refused:
        merge(team["here"].project, folder / "other.annot")
    assert refused.value.code == "other_project"
    assert refused.value.fields["path"] == str(folder / "other.annot")


def test_a_project_is_not_joined_with_itself(team):
    path = team["here"].path
    link = path.with_name("link.annot")
    link.symlink_to(path)
    for name in (path, link):
        with pytest.raises(RefusedError, match="same_file"):
            merge(team["here"].project, name)


def test_a_file_that_somebody_has_open_is_refused(team):
    with pytest.raises(ProjectLocked):
        merge(team["here"].project, team["there"].path)


def test_what_is_no_project_is_refused_and_nothing_changes(team, tmp_path):
    before = exported(team["here"])
    text = tmp_path / "text.annot"
    text.write_text("not a project")
    cut = tmp_path / "cut.annot"
    cut.write_bytes(team.path("there").read_bytes()[:8000])
    with pytest.raises(EnvironmentFault, match="missing_file"):
        merge(team["here"].project, tmp_path / "gone.annot")
    for path in (text, cut):
        with pytest.raises(ProjectDamaged):
            merge(team["here"].project, path)
    assert exported(team["here"]) == before


def altered_log(path, sql: str) -> None:
    from annotator.store.engine import connected

    connection = connected(path)
    triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    kept = triggers.fetchall()
    for name, _ in kept:
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(sql)
    for _, text in kept:
        connection.execute(text)
    connection.close()


def test_a_file_whose_log_was_altered_is_refused(team):
    mark(team["there"], team.document, factories.SRI)
    path = team.path("there")
    altered_log(path, "UPDATE revision SET body = x'7b7d', z = 0 WHERE n = 4")
    before = exported(team["here"])
    with pytest.raises(ProjectDamaged):
        merge(team["here"].project, path)
    assert exported(team["here"]) == before


def test_a_common_past_that_was_altered_is_a_fork(team):
    """Somebody rewrote what both had: neither is right by itself, so nothing is taken in."""
    mark(team["there"], team.document, factories.SRI)
    path = team.path("there")
    altered_log(path, "UPDATE revision SET hash = zeroblob(32) WHERE n = 3")
    with pytest.raises(RefusedError, match="forked_history"):
        merge(team["here"].project, path)


def test_a_copy_that_was_made_after_a_crash_brings_its_last_steps_too(team):
    """What lies in the write-ahead log beside a file belongs to it."""
    made = mark(team["there"], team.document, factories.SRI)
    there = team["there"].path
    crashed = there.with_name("crashed.annot")
    for end in ("", "-wal"):
        shutil.copy(f"{there}{end}", f"{crashed}{end}")
    merge(team["here"].project, crashed)
    found = team["here"].finding.annotations(team.document).span_by_id()
    assert made.id in found


def test_new_articles_and_coders_come_with_their_marks(team, tmp_path):
    there = team["there"]
    there.code_as("Budi")
    text = factories.add_text(there, tmp_path, "Gubernur 👩‍🏫 mengingatkan ASN.", "b.txt")
    mark(there, text, (0, 8))
    merge(team["here"].project, team.path("there"))
    here = team["here"]
    assert [coder.name for coder in here.finding.coders()] == ["Ani", "Budi"]
    assert here.finding.count() == 2
    here.code_as("Budi")
    assert len(here.finding.annotations(text).spans) == 1


def test_a_file_of_a_colleague_that_may_not_be_written_can_be_joined(team):
    made = mark(team["there"], team.document, factories.SRI)
    path = team.path("there")
    path.chmod(0o444)
    merge(team["here"].project, path)
    assert made.id in team["here"].finding.annotations(team.document).span_by_id()


def test_joining_is_part_of_a_transaction_around_it(team):
    mark(team["there"], team.document, factories.SRI)
    path = team.path("there")
    before = exported(team["here"])
    project = team["here"].project

    def join_and_fail():
        with project.transaction():
            assert merge(project, path).revisions == 1
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        join_and_fail()
    assert exported(team["here"]) == before
    assert merge(project, path).revisions == 1
