"""Joining copies as a verb: preview, choices, report, and who is told."""

from __future__ import annotations

import factories
import pytest
from copies_scene import Team, exported, mark

from annotator.model.errors import AnnotatorError, RefusedError
from annotator.store import first_look
from annotator.store.integrity import check
from annotator.workbench import joining
from annotator.workbench.joining import decide, join_files, undecided


@pytest.fixture
def team(tmp_path):
    made = Team(tmp_path, ("here", "there", "third"))
    yield made
    made.close()


@pytest.fixture
def clash(team):
    """The first mark is a place in one copy and a thing with an answer in the other."""
    team["here"].coding.relabel_span(team.span.id, "place")
    team["there"].coding.set_attribute(team.span.id, "role", "head")
    return team


def label_of(session, team) -> str:
    return session.finding.annotations(team.document).span_by_id()[team.span.id].label


def test_a_preview_says_what_would_come_and_changes_nothing(team):
    mark(team["there"], team.document, factories.SRI)
    team["there"].coding.set_attribute(team.span.id, "role", "head")
    path = team.path("there")
    before = exported(team["here"])
    told = []
    team["here"].events.subscribe(told.append)
    report = join_files(team["here"].context, [path], is_dry_run=True)
    assert not report.is_applied
    assert (report.revisions, report.new["span"], dict(report.altered)) == (2, 1, {"span": 1})
    assert report.coders == (("Ani", 1),)
    assert exported(team["here"]) == before
    assert told == []
    real = join_files(team["here"].context, [path])
    assert (real.new, real.altered, real.gone) == (report.new, report.altered, report.gone)
    assert real.is_applied


def test_what_was_deleted_elsewhere_is_counted_as_gone(team):
    team["there"].coding.delete_span(team.span.id)
    report = join_files(team["here"].context, [team.path("there")])
    assert (report.new["span"], dict(report.gone), dict(report.altered)) == (0, {"span": 1}, {})
    assert team["here"].finding.annotations(team.document).spans == ()


def test_new_articles_and_people_are_counted(team, tmp_path):
    team["there"].code_as("Budi")
    text = factories.add_text(team["there"], tmp_path, "Teks yang lain.", "b.txt")
    mark(team["there"], text, (0, 4))
    report = join_files(team["here"].context, [team.path("there")])
    assert (report.new["document"], report.new["span"]) == (1, 1)
    assert report.coders == (("Budi", 1),)


def test_several_files_come_together_or_not_at_all(team, tmp_path):
    mark(team["there"], team.document, factories.SRI)
    mark(team["third"], team.document, factories.ASN)
    before = exported(team["here"])
    good = [team.path("there"), team.path("third")]
    bad = tmp_path / "bad.annot"
    bad.write_text("x")
    with pytest.raises(AnnotatorError):
        join_files(team["here"].context, [*good, bad])
    assert exported(team["here"]) == before
    report = join_files(team["here"].context, good)
    assert [file.revisions for file in report.files] == [1, 1]
    assert check(team["here"].project) == []


def test_a_refusal_names_the_file(team, tmp_path):
    folder = tmp_path / "other"
    folder.mkdir()
    factories.make_session(folder, "other.annot").close()
    with pytest.raises(RefusedError) as refused:
        join_files(team["here"].context, [folder / "other.annot"])
    assert refused.value.fields["path"] == str(folder / "other.annot")


def test_cancelling_takes_everything_back(team):
    mark(team["there"], team.document, factories.SRI)
    mark(team["third"], team.document, factories.ASN)
    before = exported(team["here"])
    files = [team.path("there"), team.path("third")]
    report = join_files(team["here"].context, files, progress=lambda done, *_: done < 1)
    assert (report.is_cancelled, report.is_applied) == (True, False)
    assert exported(team["here"]) == before


def test_whoever_shows_the_project_is_told_once(team):
    told = []
    team["here"].events.subscribe(told.append)
    mark(team["there"], team.document, factories.SRI)
    path = team.path("there")
    join_files(team["here"].context, [path])
    assert [(change.action, "span" in change.kinds) for change in told] == [("merge", True)]
    join_files(team["here"].context, [path])
    assert len(told) == 1


def test_a_codebook_that_came_is_in_force_at_once(team, tmp_path):
    from annotator.codebooks import reader
    from annotator.model.change import Operation
    from annotator.store import rows

    newer = factories.CODEBOOK.replace("version: 1.0.0", "version: 2.0.0")
    file = reader.read_codebook(factories.write_codebook(tmp_path, newer, "newer.yaml"))
    value = rows.codebook_value(file, "small", "2.0.0")
    there = team["there"]
    there.project.commit(there.coder.id, "import", [Operation("codebook", file.id, value)])
    join_files(team["here"].context, [team.path("there")])
    assert team["here"].codebook.version == "2.0.0"
    assert team["here"].codebook_id == file.id


def test_two_versions_are_told_in_words(clash):
    report = join_files(clash["here"].context, [clash.path("there")])
    (conflict,) = report.conflicts
    assert report.conflict_count == 1
    assert (conflict.kind, conflict.id) == ("span", clash.span.id)
    assert "“Bupati”" in conflict.title
    assert conflict.article
    facts = [dict(side.facts) for side in conflict.sides]
    assert [one["Label"] for one in facts] == ["Place", "Person"]
    assert [one["Role"] for one in facts] == ["–", "Head"]
    assert "Words" not in facts[0]
    assert {side.who for side in conflict.sides} == {"Ani"}
    assert [side.is_shown for side in conflict.sides] == [False, True]


def test_a_deleted_version_is_told_as_deleted(team):
    team["here"].coding.delete_span(team.span.id)
    team["there"].coding.relabel_span(team.span.id, "place")
    report = join_files(team["here"].context, [team.path("there")])
    (conflict,) = report.conflicts
    assert [side.is_deleted for side in conflict.sides] == [True, False]
    assert conflict.sides[0].facts == (("Deleted", ""),)


@pytest.mark.parametrize(("place", "label"), [(0, "place"), (1, "person")])
def test_a_choice_made_in_the_preview_stands_after_joining(clash, place, label):
    path = clash.path("there")
    here = clash["here"]
    (conflict,) = join_files(here.context, [path], is_dry_run=True).conflicts
    chosen = {(conflict.kind, conflict.id): conflict.sides[place].revision_id}
    report = join_files(here.context, [path], choices=chosen)
    assert (report.decided, report.conflict_count) == (1, 0)
    assert label_of(here, clash) == label
    assert undecided(here.context) == []
    assert check(here.project) == []


def test_what_is_not_chosen_waits_and_can_be_decided_later(clash):
    here = clash["here"]
    join_files(here.context, [clash.path("there")])
    (conflict,) = undecided(here.context)
    told = []
    here.events.subscribe(told.append)
    decide(here.context, conflict.kind, conflict.id, conflict.sides[0].revision_id)
    assert [change.action for change in told] == ["decide"]
    assert label_of(here, clash) == "place"
    assert undecided(here.context) == []


def test_a_decision_goes_to_the_others_with_the_next_exchange(clash):
    here = clash["here"]
    there = clash.path("there")
    join_files(here.context, [there])
    (conflict,) = undecided(here.context)
    decide(here.context, conflict.kind, conflict.id, conflict.sides[0].revision_id)
    path = clash.path("here")
    session = clash.reopen("there")
    report = join_files(session.context, [path])
    assert report.conflict_count == 0
    assert label_of(session, clash) == "place"
    assert exported(session) == exported(clash.reopen("here"))


def test_a_decision_can_be_undone(clash):
    here = clash["here"]
    join_files(here.context, [clash.path("there")])
    shown = label_of(here, clash)
    (conflict,) = undecided(here.context)
    decide(here.context, conflict.kind, conflict.id, conflict.sides[0].revision_id)
    assert here.history.undo_words() == "decision between two versions"
    here.history.undo()
    assert label_of(here, clash) == shown
    here.history.redo()
    assert label_of(here, clash) == "place"
    assert check(here.project) == []


def test_deciding_for_a_deletion_deletes(team):
    team["here"].coding.delete_span(team.span.id)
    team["there"].coding.relabel_span(team.span.id, "place")
    here = team["here"]
    join_files(here.context, [team.path("there")])
    (conflict,) = undecided(here.context)
    (gone,) = [side for side in conflict.sides if side.is_deleted]
    decide(here.context, conflict.kind, conflict.id, gone.revision_id)
    assert here.finding.annotations(team.document).spans == ()
    assert check(here.project) == []


def test_what_is_not_in_two_versions_cannot_be_decided(clash):
    here = clash["here"]
    join_files(here.context, [clash.path("there")])
    (conflict,) = undecided(here.context)
    before = exported(here)
    for identity, revision in ((conflict.id, "0" * 32), ("1" * 32, conflict.sides[0].revision_id)):
        with pytest.raises(RefusedError, match="nothing_to_decide"):
            decide(here.context, "span", identity, revision)
    assert exported(here) == before


def test_an_ordinary_edit_of_what_is_shown_decides_too(clash):
    """Whoever changes a mark that is in two versions has seen it and builds on both."""
    here = clash["here"]
    join_files(here.context, [clash.path("there")])
    here.coding.set_attribute(clash.span.id, "role", "staff")
    assert undecided(here.context) == []
    assert check(here.project) == []


def test_a_report_lists_a_thousand_at_most(clash, monkeypatch):
    monkeypatch.setattr(joining, "LISTED", 0)
    report = join_files(clash["here"].context, [clash.path("there")])
    assert (report.conflicts, report.conflict_count) == ((), 1)


# what the window asks for -------------------------------------------------------------------


def test_a_preview_goes_on_without_the_files_that_cannot_be_joined(team, tmp_path):
    mark(team["there"], team.document, factories.SRI)
    bad, gone = tmp_path / "bad.annot", tmp_path / "gone.annot"
    bad.write_text("x")
    folder = tmp_path / "other"
    folder.mkdir()
    factories.make_session(folder, "other.annot").close()
    paths = [bad, team.path("there"), gone, folder / "other.annot", team["here"].path, bad]
    before = exported(team["here"])
    report = joining.preview_files(team["here"].context, paths)
    assert [(file.path, file.revisions) for file in report.files] == [(str(paths[1]), 1)]
    assert {path: error.code for path, error in report.refused} == {
        str(bad): "not_a_project",
        str(gone): "missing_file",
        str(folder / "other.annot"): "other_project",
        str(team["here"].path): "same_file",
    }
    assert exported(team["here"]) == before
    assert check(team["here"].project) == []


def test_a_file_that_is_open_elsewhere_is_named_as_such(team):
    report = joining.preview_files(team["here"].context, [team["there"].path])
    assert report.refused[0][1].code in ("locked", "locked_by_somebody")


def test_a_copy_that_was_altered_is_told_as_forked_and_the_others_are_joined(team, monkeypatch):
    monkeypatch.setattr(first_look, "NEWEST_BYTES", 0)  # too far back to be seen on opening
    mark(team["third"], team.document, factories.ASN)
    good = team.path("third")
    mark(team["there"], team.document, factories.SRI)
    path = team.path("there")
    rewrite(path)
    report = joining.preview_files(team["here"].context, [path, good])
    assert [error.code for _path, error in report.refused] == ["forked_history"]
    assert report.refused[0][0] == str(path)
    assert [file.path for file in report.files] == [str(good)]


def rewrite(path):
    """Let somebody alter what both copies have."""
    import sqlite3

    other = sqlite3.connect(path)
    (sql,) = other.execute("SELECT sql FROM sqlite_master WHERE name = 'revision_no_update'")
    other.execute("DROP TRIGGER revision_no_update")
    other.execute("UPDATE revision SET hash = zeroblob(32) WHERE n = 3")
    other.execute(sql[0])
    other.commit()
    other.close()


def test_joining_can_be_stopped_inside_a_file(team):
    for at in range(4):
        mark(team["there"], team.document, (at, at + 8))
    path, before = team.path("there"), exported(team["here"])
    asked = []
    report = join_files(
        team["here"].context, [path], progress=lambda *told: asked.append(told) or len(asked) < 2
    )
    assert (report.is_cancelled, report.is_applied, report.decided) == (True, False, 0)
    assert exported(team["here"]) == before
    assert [total for _done, total, _name in asked] == [1000, 1000]
    assert check(team["here"].project) == []


def test_progress_only_grows(team):
    for name in ("there", "third"):
        mark(team[name], team.document, factories.SRI)
    asked = []
    paths = [team.path("there"), team.path("third")]
    join_files(team["here"].context, paths, progress=lambda *told: asked.append(told) or True)
    assert [done for done, *_ in asked] == sorted(done for done, *_ in asked)
    assert {total for _done, total, _name in asked} == {2000}


def test_deciding_several_is_one_act(clash):
    here = clash["here"]
    second = mark(here, clash.document, factories.SRI)
    join_files(clash["there"].context, [clash.path("here")])
    here = clash.reopen("here")
    here.coding.relabel_span(second.id, "person")
    clash["there"].coding.resize_span(second.id, factories.extents((7, 19)))
    join_files(here.context, [clash.path("there")])
    rows = undecided(here.context)
    assert len(rows) == 2
    assert here.finding.count_undecided() == 2
    assert here.finding.undecided_spans() == {clash.span.id, second.id}
    told = []
    here.events.subscribe(told.append)
    choices = {(row.kind, row.id): row.sides[0].revision_id for row in rows}
    assert joining.decide_all(here.context, choices) == 2
    assert here.finding.undecided_spans() == frozenset()
    assert [(change.action, change.document_ids) for change in told] == [
        ("decide", {clash.document})
    ]
    assert told[0].ids == {clash.span.id, second.id}
    here.history.undo()
    assert len(here.finding.annotations(clash.document).spans) == 2
    assert check(here.project) == []


def test_a_decision_says_where_it_is(clash):
    here = clash["here"]
    join_files(here.context, [clash.path("there")])
    (row,) = undecided(here.context)
    decide(here.context, row.kind, row.id, row.sides[0].revision_id)
    change = here.history.undo()
    assert change.about["document_id"] == clash.document
    assert change.about["span_id"] == clash.span.id


def test_another_version_can_be_decided_for_afterwards(clash):
    here = clash["here"]
    join_files(here.context, [clash.path("there")])
    (row,) = undecided(here.context)
    decide(here.context, row.kind, row.id, row.sides[0].revision_id)
    told = []
    here.events.subscribe(told.append)
    joining.decide_anew(here.context, row.kind, row.id, row.sides[1].revision_id)
    assert label_of(here, clash) == "person"
    assert [(one.action, one.document_ids) for one in told] == [("decide", {clash.document})]
    here.history.undo()
    assert label_of(here, clash) == "place"
    with pytest.raises(RefusedError, match="nothing_to_decide"):
        joining.decide_anew(here.context, "span", "1" * 32, row.sides[0].revision_id)
    with pytest.raises(RefusedError, match="no_revision"):
        joining.decide_anew(here.context, row.kind, row.id, "1" * 32)
    assert check(here.project) == []


# the rules of docs/joining.md that nothing above shows --------------------------------------


def test_two_decisions_that_differ_wait_once_more(clash):
    join_files(clash["here"].context, [clash.path("there")])
    path = clash.path("here")
    join_files(clash.reopen("there").context, [path])
    for name, place in (("here", 0), ("there", 1)):
        session = clash.reopen(name)
        (row,) = undecided(session.context)
        decide(session.context, row.kind, row.id, row.sides[place].revision_id)
    here = clash.reopen("here")
    report = join_files(here.context, [clash.path("there")])
    assert report.conflict_count == 1
    assert [dict(side.facts)["Label"] for side in report.conflicts[0].sides] == ["Place", "Person"]


def test_two_decisions_for_the_same_are_one(clash):
    join_files(clash["here"].context, [clash.path("there")])
    path = clash.path("here")
    join_files(clash.reopen("there").context, [path])
    for name in ("here", "there"):
        session = clash.reopen(name)
        (row,) = undecided(session.context)
        decide(session.context, row.kind, row.id, row.sides[0].revision_id)
    here = clash.reopen("here")
    assert join_files(here.context, [clash.path("there")]).conflict_count == 0


def test_a_relation_to_a_mark_deleted_elsewhere_is_hidden_and_comes_back_with_it(team):
    place = mark(team["here"], team.document, factories.BALIKPAPAN)
    join_files(team["there"].context, [team.path("here")])
    here = team.reopen("here")
    here.coding.add_relation(team.span.id, place.id, "lives_in")
    team["there"].coding.delete_span(place.id)
    join_files(here.context, [team.path("there")])
    assert here.finding.annotations(team.document).relations == ()
    there = team.reopen("there")
    there.history.undo()
    join_files(here.context, [team.path("there")])
    assert len(here.finding.annotations(team.document).relations) == 1
    assert check(here.project) == []


def test_coders_of_one_name_that_were_added_apart_are_two(team):
    team["here"].code_as("Budi")
    team["there"].code_as("Budi")
    join_files(team["here"].context, [team.path("there")])
    names = [coder.name for coder in team["here"].finding.coders()]
    assert names.count("Budi") == 2


def test_rows_stand_as_in_the_text_and_ones_own_come_first(team):
    here = team["here"]
    own = [mark(here, team.document, place, "person") for place in (factories.ASN, factories.SRI)]
    here.code_as("Budi")
    others = mark(here, team.document, factories.BALIKPAPAN, "person")
    here.code_as("Ani")
    join_files(team["there"].context, [team.path("here")])
    here, there = team.reopen("here"), team["there"]
    for session in (here, there):
        for span in (*own, others):
            session.code_as("Budi" if span is others else "Ani")
            session.coding.set_attribute(span.id, "role", "head" if session is here else "staff")
    here.code_as("Ani")
    rows = join_files(here.context, [team.path("there")]).conflicts
    assert [row.id for row in rows] == [own[1].id, own[0].id, others.id]
    here.code_as("Budi")
    assert next(row.id for row in undecided(here.context)) == others.id


def test_too_little_room_is_no_fault_of_a_file(team, monkeypatch):
    from annotator.model.errors import EnvironmentFault
    from annotator.team import merge

    def refuse(*_what, **_more):
        raise EnvironmentFault("no_room_to_work", path="/tmp")

    monkeypatch.setattr(merge, "opened_copy", refuse)
    with pytest.raises(EnvironmentFault) as fault:
        joining.preview_files(team["here"].context, [team.path("there")])
    assert fault.value.fields == {"path": "/tmp"}


def test_a_backup_is_made_before_and_only_where_something_is_new(team):
    from annotator.workbench.backing_up import keeping_of, list_backups
    from annotator.workbench.settings import Settings

    def backups() -> list[str]:
        found = list_backups(team["here"].project.path, keeping_of(Settings()))
        return [one.reason for one in found]

    mark(team["there"], team.document, factories.SRI)
    path = team.path("there")
    join_files(team["here"].context, [path], is_dry_run=True)
    assert backups() == []
    join_files(team["here"].context, [path])
    assert backups() == ["merge"]
