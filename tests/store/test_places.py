"""Folders that others share are known by their mounts, drives, names and marks."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.store.places import (
    CLOUD,
    NETWORK,
    SharedPlace,
    mounted_place,
    shared_place,
    windows_place,
)


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("Dropbox", "Dropbox"),
        ("Dropbox (Universitas)", "Dropbox"),
        ("Universitas Dropbox", "Dropbox"),
        ("OneDrive", "OneDrive"),
        ("OneDrive - Universitas", "OneDrive"),
        ("GoogleDrive-ani@example.org", "Google Drive"),
        ("Google Drive/My Drive", "Google Drive"),
        ("iCloud Drive", "iCloud"),
        ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud"),
        ("Library/CloudStorage/Dropbox-Team", ""),
        ("Nextcloud", "Nextcloud"),
        ("ownCloud", "ownCloud"),
        ("Box", "Box"),
    ],
)
def test_a_cloud_folder_is_known_by_its_name(home: Path, folder: str, name: str) -> None:
    (home / folder / "asn").mkdir(parents=True)
    found = shared_place(home / folder / "asn" / "p.annot")
    assert found is not None
    assert (found.kind, found.name) == (CLOUD, name)


@pytest.mark.parametrize(
    ("mark", "name"),
    [
        (".stfolder", "Syncthing"),
        (".dropbox", "Dropbox"),
        ("._sync_0a1b2c3d4e5f.db", "Nextcloud"),
        (".sync_0a1b2c3d4e5f.db", "Nextcloud"),
        (".owncloudsync.log", "ownCloud"),
        (".tmp.driveupload", "Google Drive"),
    ],
)
def test_a_cloud_folder_is_known_by_its_marks(home: Path, mark: str, name: str) -> None:
    (home / "research" / "asn").mkdir(parents=True)
    (home / "research" / mark).write_text("")
    found = shared_place(home / "research" / "asn" / "p.annot")
    assert found == SharedPlace(CLOUD, name, home / "research")


@pytest.mark.parametrize("folder", ["Documents", "work/Box", "Dropboxes", "My OneDriver", "mega"])
def test_an_ordinary_folder_is_not_taken_for_another(home: Path, folder: str) -> None:
    (home / folder).mkdir(parents=True)
    if folder != "mega":
        assert shared_place(home / folder / "p.annot") is None


def test_settings_of_a_cloud_program_do_not_make_the_home_folder_a_cloud_folder(home: Path) -> None:
    (home / ".dropbox").mkdir()
    (home / "Documents").mkdir()
    assert shared_place(home / "Documents" / "p.annot") is None


def test_a_link_leads_to_where_the_file_is(home: Path) -> None:
    (home / "Dropbox").mkdir()
    (home / "desk").symlink_to(home / "Dropbox")
    found = shared_place(home / "desk" / "p.annot")
    assert found is not None
    assert found.root == home / "Dropbox"


def test_the_folder_that_windows_names_counts(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "files").mkdir()
    monkeypatch.setenv("OneDriveCommercial", str(home / "files"))
    assert shared_place(home / "files" / "p.annot") == SharedPlace(
        CLOUD, "OneDrive", home / "files"
    )


MOUNTS = r"""
21 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 21 0:26 / /mnt/team rw,relatime - nfs4 server.example.org:/export/team rw
31 21 0:27 / /mnt/two\040words rw - cifs //office/share rw
32 21 0:28 / /media/stick rw - vfat /dev/sdb1 rw
33 21 0:29 / /run/user/1000/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw
34 21 0:30 / /home/ani/remote rw - fuse.sshfs ani@host:/home rw
35 30 8:3 / /mnt/team/local rw - ext4 /dev/sda3 rw
broken
"""


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/mnt/team/p.annot", "server.example.org"),
        ("/mnt/two words/a/p.annot", "office"),
        ("/run/user/1000/gvfs/smb/p.annot", "gvfsd-fuse"),
        ("/home/ani/remote/p.annot", "ani@host"),
        ("/mnt/team/local/p.annot", None),
        ("/media/stick/p.annot", None),
        ("/home/ani/p.annot", None),
    ],
)
def test_a_network_drive_is_known_by_its_mount(path: str, name: str | None) -> None:
    found = mounted_place(Path(path), MOUNTS.splitlines())
    assert (found and found.name) == name
    assert found is None or found.kind == NETWORK


def test_a_network_drive_of_windows_is_known_by_its_name_or_its_type() -> None:
    kinds = {"Z:\\": 4, "C:\\": 3}
    unc = windows_place("\\\\office\\share", lambda _root: 0)
    assert unc is not None
    assert (unc.kind, unc.name) == (NETWORK, "office")
    mapped = windows_place("Z:", lambda root: kinds[root])
    assert mapped is not None
    assert mapped.name == "Z:"
    assert windows_place("C:", lambda root: kinds[root]) is None
    assert windows_place("\\\\?\\C:", lambda _root: 3) is None
    assert windows_place("", lambda _root: 4) is None


def test_without_any_mounts_nothing_is_said() -> None:
    assert mounted_place(Path("/x"), []) is None
