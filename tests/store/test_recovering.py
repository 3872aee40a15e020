"""What is whole in a damaged file comes over as it was; what is lost is listed."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import sqlite3
from pathlib import Path

import pytest

from annotator.model.errors import EnvironmentFault, RefusedError
from annotator.model.stopped import Stopped
from annotator.store import spans
from annotator.store.integrity import check
from annotator.store.project import Project
from annotator.store.receiving import revisions_after
from annotator.store.recovering import recover

PAGE = 4096


@pytest.fixture
def full(world):
    """A closed project with articles, marks, changes, relations, notes and several openings."""
    chance = random.Random(7)
    documents = [
        world.add_document(f"Bupati {one} melarang ASN ikut kampanye. " * 60, f"d{one}")
        for one in range(6)
    ]
    made = []
    for number in range(160):
        if number % 40 == 0:
            world.reopen()
        world.clock.seconds += 1
        made.append(world.add_span(documents[number % 6], number, number + 5))
        if number % 9 == 0:
            world.change_span(chance.choice(made), label="rule", attributes={"note": "é😀" * 40})
        if number % 31 == 0 and number:
            world.add_relation(made[-1], made[-7])
            world.add_comment(documents[number % 6], made[-1].id, "sure?")
    world.delete("span", made[3].id)
    world.project.close()
    return world


def shown(path: Path) -> dict[str, tuple[object, ...]]:
    with Project.open(path) as project:
        assert check(project) == []
        rows = project.file.rows('SELECT id, label, start, "end", attributes, deleted FROM span')
        return {row[0].hex(): row[1:] for row in rows}


def revisions(path: Path) -> set[bytes]:
    with Project.open(path) as project:
        return set(revisions_after(project, {}))


def damaged(path: Path, *numbers: int, name: str = "damaged.annot") -> Path:
    """Copy a file and overwrite pages of the copy, counted from 0, with noise."""
    data = bytearray(path.read_bytes())
    for number in numbers:
        data[number * PAGE : (number + 1) * PAGE] = os.urandom(PAGE)
    target = path.with_name(name)
    target.write_bytes(data)
    return target


def pages_of(path: Path, table: str) -> list[int]:
    """The pages of rows of a table, counted from 0, as Python's own SQLite tells them."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        found = connection.execute(
            "SELECT pageno - 1 FROM dbstat WHERE name = ? AND pagetype = 'leaf'", (table,)
        ).fetchall()
    except sqlite3.OperationalError:
        pytest.skip("this SQLite does not tell its pages")
    finally:
        connection.close()
    return [row[0] for row in found]


def test_of_a_sound_file_everything_comes_over_as_it_was(full, tmp_path: Path) -> None:
    done = recover(full.path, tmp_path / "new.annot")
    assert done.problems == []
    assert (done.again, done.from_tables) == (0, 0)
    assert revisions(tmp_path / "new.annot") == revisions(full.path)
    assert shown(tmp_path / "new.annot") == shown(full.path)


def test_the_first_page_with_the_list_of_tables_is_not_needed(full, tmp_path: Path) -> None:
    done = recover(damaged(full.path, 0), tmp_path / "new.annot")
    assert shown(tmp_path / "new.annot") == shown(full.path)
    assert {one.code for one in done.problems} <= {"project_id_lost"}


def test_a_damaged_file_is_only_read(full, tmp_path: Path) -> None:
    path = damaged(full.path, 0, 9, 17)
    before = path.read_bytes(), path.stat().st_mtime_ns
    recover(path, tmp_path / "new.annot")
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert sorted(os.listdir(tmp_path)) == ["damaged.annot", "new.annot", "p.annot"]


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_destroyed_the_new_file_is_sound_and_makes_nothing_up(
    full, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    pages = full.path.stat().st_size // PAGE
    path = damaged(full.path, *chance.sample(range(1, pages), 1 + seed * 2))
    ever = ever_shown(full.path)
    done = None
    with contextlib.suppress(RefusedError):
        done = recover(path, tmp_path / "new.annot")
    assert (tmp_path / "new.annot").exists() == (done is not None)
    if done is None:
        return
    kept = shown(tmp_path / "new.annot")
    for identity, row in kept.items():
        assert row[:4] in ever[identity]
    lost = {one.value for one in done.problems if one.code == "row_lost"}
    has_gap = any(one.code == "revisions_lost" for one in done.problems)
    assert has_gap or set(ever) - set(kept) <= lost or not done.problems


def ever_shown(path: Path) -> dict[str, set[tuple[object, ...]]]:
    """Every version that a mark ever had."""
    from annotator.store.log import iterate_bodies
    from annotator.store.wire import json_text, read

    found: dict[str, set[tuple[object, ...]]] = {}
    with Project.open(path) as project:
        for _n, raw in iterate_bodies(project.file):
            for record in read(raw).records:
                if record.kind == "span" and record.value:
                    value = record.value
                    ends = value["fragments"][0]
                    row = (value["label"], *ends, json_text(value["attributes"]))
                    found.setdefault(record.id, set()).add(row)
    return found


def test_what_stands_behind_a_gap_is_kept_and_can_still_be_joined(full, tmp_path: Path) -> None:
    leaves = pages_of(full.path, "revision")
    path = damaged(full.path, leaves[len(leaves) // 2])
    done = recover(path, tmp_path / "new.annot")
    assert done.again
    assert any(one.code == "revisions_lost" for one in done.problems)
    kept, whole = shown(tmp_path / "new.annot"), shown(full.path)
    assert kept.keys() == whole.keys()
    # Later a backup turns up: joining it fills the gap, and nothing is there twice.
    from annotator.store.receiving import receive

    with Project.open(tmp_path / "new.annot") as project:
        receive(project, revisions(full.path))
        assert check(project) == []
    assert {one: row[1:] for one, row in shown(tmp_path / "new.annot").items()} == {
        one: row[1:] for one, row in whole.items()
    }


def test_what_the_log_has_lost_is_taken_from_the_tables_and_listed(full, tmp_path: Path) -> None:
    path = damaged(full.path, pages_of(full.path, "revision")[-1])
    done = recover(path, tmp_path / "new.annot")
    assert done.from_tables
    listed = {one.value for one in done.problems if one.code == "row_without_proof"}
    assert listed
    kept, whole = shown(tmp_path / "new.annot"), shown(full.path)
    assert all(kept[one] == whole[one] for one in listed if one in whole and one in kept)


def test_a_backup_gives_back_what_the_damaged_file_has_lost(full, tmp_path: Path) -> None:
    backup = shutil.copy(full.path, tmp_path / "backup.annot")
    full.reopen()
    late = full.add_span(full.add_document("Berita baru dari desa.", "new"), 0, 6)
    full.project.close()
    leaves = pages_of(full.path, "revision")
    path = damaged(full.path, *leaves[: len(leaves) // 2])
    done = recover(path, tmp_path / "new.annot", [backup])
    assert done.problems == []
    assert shown(tmp_path / "new.annot") == shown(full.path)
    with Project.open(tmp_path / "new.annot") as project:
        assert spans.find_span(project, late.id) == late


def test_a_copy_of_another_project_is_refused(full, world, tmp_path: Path) -> None:
    other = tmp_path / "other.annot"
    type(world)(other, world.clock).project.close()
    with pytest.raises(RefusedError) as refused:
        recover(full.path, tmp_path / "new.annot", [other])
    assert refused.value.code == "other_project"
    assert refused.value.fields == {"path": str(other)}


def test_what_a_crash_left_in_the_log_beside_the_file_counts(world, tmp_path: Path) -> None:
    document = world.add_document()
    span = world.add_span(document)
    for end in ("", "-wal"):
        shutil.copy(f"{world.path}{end}", tmp_path / f"crashed.annot{end}")
    done = recover(tmp_path / "crashed.annot", tmp_path / "new.annot")
    assert done.problems == []
    assert span.id in shown(tmp_path / "new.annot")


def test_a_file_that_was_cut_off_gives_what_it_has(full, tmp_path: Path) -> None:
    data = full.path.read_bytes()
    (tmp_path / "cut.annot").write_bytes(data[: len(data) * 3 // 4])
    done = recover(tmp_path / "cut.annot", tmp_path / "new.annot")
    assert done.revisions
    assert shown(tmp_path / "new.annot").keys() <= shown(full.path).keys()


def test_where_nothing_is_left_no_file_is_made(tmp_path: Path) -> None:
    (tmp_path / "noise.annot").write_bytes(os.urandom(50_000))
    with pytest.raises(RefusedError) as refused:
        recover(tmp_path / "noise.annot", tmp_path / "new.annot")
    assert refused.value.code == "nothing_to_recover"
    assert os.listdir(tmp_path) == ["noise.annot"]


def test_a_file_that_is_there_already_is_not_touched(full, tmp_path: Path) -> None:
    (tmp_path / "new.annot").write_text("mine")
    with pytest.raises(EnvironmentFault) as refused:
        recover(full.path, tmp_path / "new.annot")
    assert refused.value.code == "file_exists"
    assert (tmp_path / "new.annot").read_text() == "mine"


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault) as refused:
        recover(tmp_path / "none.annot", tmp_path / "new.annot")
    assert refused.value.code == "missing_file"


def test_whoever_stops_it_finds_no_file(full, tmp_path: Path) -> None:
    for calls in range(4):
        left = iter([True] * calls)
        with pytest.raises(Stopped):
            recover(full.path, tmp_path / "new.annot", told=lambda *_, left=left: next(left, False))
        assert not (tmp_path / "new.annot").exists()


def test_an_attempt_that_was_taken_back_does_not_count_beside_the_one_that_stands() -> None:
    from annotator.store.salvage import Found, Kept
    from annotator.store.wire import Header

    def kept(name: str, seq: int, digest: bytes, prev: bytes | None) -> Kept:
        named = prev.hex() if prev else None
        return Kept(Header(name, "s", seq, seq + 1, "a", "verb", prev=named), digest, 0, b"")

    first, other, second = (
        kept("1", 1, b"1", None),
        kept("2", 1, b"2", None),
        kept("3", 2, b"3", b"1"),
    )
    found = Found(revisions={one.digest: one for one in (other, first, second)})
    assert found.chains() == ([first, second], [])
