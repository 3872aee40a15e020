"""A file is written whole or not at all."""

from __future__ import annotations

import os
import stat
import sys

import pytest

from annotator.workbench import whole_file

rights = pytest.mark.skipif(sys.platform == "win32", reason="rights are different there")


def write(path, data=b"new", *, is_wanted=True):
    with whole_file.replacing(path) as draft:
        draft.stream.write(data)
        draft.is_wanted = is_wanted


def test_what_is_written_is_there_and_nothing_else(tmp_path):
    write(tmp_path / "a")
    write(tmp_path / "a", b"newer")
    assert (tmp_path / "a").read_bytes() == b"newer"
    assert os.listdir(tmp_path) == ["a"]


@pytest.mark.parametrize("old", [None, b"old"])
def test_a_draft_that_is_not_wanted_leaves_what_was_there(tmp_path, old):
    if old:
        (tmp_path / "a").write_bytes(old)
    write(tmp_path / "a", is_wanted=False)
    with pytest.raises(TypeError), whole_file.replacing(tmp_path / "a") as draft:
        draft.stream.write("no bytes")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == ([old] if old else [])


@rights
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o666])
def test_rights_are_kept(tmp_path, mode):
    (tmp_path / "a").touch()
    (tmp_path / "a").chmod(mode)
    write(tmp_path / "a")
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == mode


@rights
def test_a_link_is_followed(tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to("folder/a")
    write(tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "folder" / "a").read_bytes() == b"new"
