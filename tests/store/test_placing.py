"""A finished file gets its name whole, and never another one's."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from annotator.model.errors import EnvironmentFault
from annotator.store.placing import flush_folder, is_same_file, keep_on_disk, put_in_place


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    made = tmp_path / "draft"
    made.write_bytes(b"whole")
    return made


@pytest.fixture(params=[True, False], ids=["links", "no links"])
def _with_links(request, monkeypatch: pytest.MonkeyPatch) -> None:
    """File systems that know links and one that does not."""

    def no_links(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    if not request.param:
        monkeypatch.setattr(os, "link", no_links)


@pytest.mark.usefixtures("_with_links")
def test_a_file_gets_its_name_with_all_it_holds(draft: Path) -> None:
    target = draft.with_name("target")
    put_in_place(draft, target)
    assert target.read_bytes() == b"whole"
    draft.unlink(missing_ok=True)
    assert os.listdir(target.parent) == ["target"]


@pytest.mark.usefixtures("_with_links")
@pytest.mark.parametrize("make", [lambda path: path.write_text("mine"), Path.mkdir])
def test_a_name_that_is_taken_stays_with_its_owner(draft: Path, make) -> None:
    target = draft.with_name("target")
    make(target)
    before = target.stat()
    with pytest.raises(EnvironmentFault) as refused:
        put_in_place(draft, target)
    assert (refused.value.code, refused.value.fields["path"]) == ("file_exists", str(target))
    assert (target.stat().st_ino, target.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert draft.read_bytes() == b"whole"


def test_a_draft_that_is_gone_is_an_error_and_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        put_in_place(tmp_path / "none", tmp_path / "target")
    assert os.listdir(tmp_path) == []


def test_two_paths_of_one_file_are_the_same(draft: Path) -> None:
    link = draft.with_name("link")
    link.symlink_to(draft)
    hard = draft.with_name("hard")
    os.link(draft, hard)
    copy = draft.with_name("copy")
    copy.write_bytes(draft.read_bytes())
    for other, is_same in ((draft, True), (link, True), (hard, True), (copy, False)):
        assert is_same_file(draft, other) == is_same_file(other, draft) == is_same
    assert not is_same_file(draft, draft.with_name("none"))
    assert not is_same_file(draft.with_name("none"), draft.with_name("none"))


def test_waiting_for_the_disk_changes_nothing(draft: Path) -> None:
    keep_on_disk(draft)
    flush_folder(draft.parent)
    assert draft.read_bytes() == b"whole"
