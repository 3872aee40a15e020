"""Every verb is one transaction: it fails at any of its statements and the project is as it was.

A disk that is full from the n-th statement on, and one that cannot be written from there on, for
each n until the verb goes through; then what it does is exactly what it does on a sound disk.
"""

from __future__ import annotations

import contextlib
import itertools

import pytest
from every_kind import MARKED, EveryKind, everything, log_of
from failing_disk import FULL, IOERR_WRITE, FailingFrom

from annotator.model.change import Operation
from annotator.model.errors import NotSaved
from annotator.store import documents, founding, project, receiving, restoring, rows
from annotator.store.chronicle import LAST
from annotator.store.integrity import check
from annotator.store.past import ArticlePast
from annotator.store.replay import rebuild
from annotator.store.revisions import redo_stack, revert, stack, undo_stack


@pytest.fixture
def kinds(world):
    made = EveryKind(world)
    made.write_everything(in_turns=False)
    documents.find_documents(world.project, "bupati")
    return made


def commit_one(kinds):
    return lambda: kinds.write("span", 0, 1)


def commit_every_kind(kinds):
    operations = [kinds.operation(kind, 0, 2) for kind in MARKED]
    return lambda: kinds.world.commit(*operations)


def delete(kinds):
    return lambda: kinds.write("decision", 0, None)


def retitle(kinds):
    """A document that is in the text index already."""
    document = kinds.documents[0]
    value = {**rows.document_value(document), "title": "Judul yang lain"}
    return lambda: kinds.world.commit(Operation("document", document.id, value))


def bring_many(kinds):
    world = kinds.world
    made = [world.document(f"Teks {n}.", f"t{n}") for n in range(5)]

    def verb():
        operations = (Operation("document", one.id, rows.document_value(one)) for one in made)
        world.project.commit_many(world.me, "import", operations, group="ab" * 16)

    return verb


def undo(kinds):
    bring_many(kinds)()
    world = kinds.world
    return lambda: revert(world.project, world.me, undo_stack(world.project, world.me)[-1], "undo")


def redo(kinds):
    undo(kinds)()
    world = kinds.world
    return lambda: revert(world.project, world.me, redo_stack(world.project, world.me)[-1], "redo")


def hand_out(kinds):
    world, wanted = kinds.world, [(kind, kinds.row(kind, 0)) for kind in ("span", "comment")]

    def verb():
        founding.found(
            world.project,
            world.me,
            lambda _stream: [founding.standing_operations(world.project, [row]) for row in wanted],
            {},
        )

    return verb


def bring_back(kinds):
    past = ArticlePast(kinds.world.project, kinds.documents[0].id)
    kinds.write("span", 0, 5)
    kinds.write("comment", 0, None)
    now = ArticlePast(kinds.world.project, kinds.documents[0].id)
    plan = restoring.plan_article(now, kinds.world.me, past.moments[-1])
    assert len(plan) == 2
    project_, me = kinds.world.project, kinds.world.me
    return lambda: restoring.apply_plan(project_, me, "restore_article", plan, {}, LAST)


def join(kinds):
    """A copy with changes, deletions, a conflict and a new document."""
    other = kinds.in_copy(kinds.world.copy("other"))
    kinds.write("span", 0, 4)
    for kind, variant in (("span", 5), ("relation", None), ("review", 3)):
        other.write(kind, 0, variant)
    other.world.add_document("Dari tempat lain.", "x")
    coming = list(receiving.revisions_after(other.world.project, {}))
    other.world.project.close()
    return lambda: receiving.receive(kinds.world.project, coming)


def settle(kinds):
    join(kinds)()
    return lambda: kinds.write("span", 0, 4)


def make_tables_again(kinds):
    return lambda: rebuild(kinds.world.project)


VERBS = [
    commit_one,
    commit_every_kind,
    delete,
    retitle,
    bring_many,
    undo,
    redo,
    hand_out,
    bring_back,
    join,
    settle,
    make_tables_again,
]


def seen(kinds) -> tuple[object, ...]:
    """Everything that a verb may change: the tables, the log, the index, what can be undone."""
    opened = kinds.world.project
    index = opened.file.rows("SELECT id FROM document_fts_docsize ORDER BY id")
    steps = [(stack(opened, one).undo, stack(opened, one).redo) for one in kinds.coders]
    return everything(opened), log_of(opened), index, repr(steps)


@pytest.mark.parametrize("code", [FULL, IOERR_WRITE])
@pytest.mark.parametrize("make", VERBS, ids=lambda make: make.__name__)
def test_a_verb_that_fails_at_any_statement_changes_nothing(
    kinds, make, code, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(project, "CHUNK", 2)
    verb = make(kinds)
    file, before = kinds.world.project.file, seen(kinds)
    real = file.connection
    for number in itertools.count():
        file._raw = FailingFrom(real, number, code)
        try:
            verb()
        except NotSaved:
            file._raw = real
            assert not real.in_transaction
            assert seen(kinds) == before
            assert file.row("PRAGMA foreign_keys") == (1,)
        else:
            break
    file._raw = real
    assert number > 2
    assert check(kinds.world.project) == []
    assert make is make_tables_again or seen(kinds)[1] != before[1]


@pytest.mark.parametrize("make", VERBS, ids=lambda make: make.__name__)
def test_a_verb_after_one_that_failed_goes_on_where_the_log_stood(kinds, make) -> None:
    """Numbers and hashes of each stream have no gap, and its stamps grow."""
    verb = make(kinds)
    file = kinds.world.project.file
    real = file.connection
    file._raw = FailingFrom(real, 3, IOERR_WRITE)
    with pytest.raises(NotSaved):
        verb()
    file._raw = real
    verb()
    kinds.write("comment", 1, 8)
    streams: dict[bytes, list[int]] = {}
    for stream, stamp in file.rows("SELECT stream, hlc FROM revision ORDER BY stream, seq"):
        streams.setdefault(stream, []).append(stamp)
    assert all(stamps == sorted(set(stamps)) for stamps in streams.values())
    kinds.world.reopen()
    assert check(kinds.world.project) == []


def test_only_the_inner_part_of_a_transaction_is_taken_back(kinds) -> None:
    """As where one article of many is refused: the others are written, and can be undone."""
    opened = kinds.world.project
    before = undo_stack(opened, kinds.world.me)
    with opened.transaction():
        kinds.write("span", 0, 1)
        with contextlib.suppress(KeyError), opened.transaction():
            kinds.write("span", 1, 1)
            kinds.write("span", 2, 1)
            raise KeyError
        kinds.write("comment", 0, 1)
    assert len(undo_stack(opened, kinds.world.me)) == len(before) + 2
    revert(opened, kinds.world.me, undo_stack(opened, kinds.world.me)[-1], "undo")
    kinds.world.reopen()
    assert check(kinds.world.project) == []
