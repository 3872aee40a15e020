"""Folders that a project should not live in: cloud folders, and drives of other computers.

A program that synchronises a folder copies an open project in pieces, and locks do not hold across
a network.  What is recognised: the kind of the mount, network names and drives of Windows, and the
names and marks by which the usual cloud programs can be known.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

CLOUD, NETWORK = "cloud", "network"

_NAMES: Mapping[str, str] = {
    r"dropbox( \(.+\))?|.+ dropbox": "Dropbox",
    r"onedrive( ?- ?.+)?": "OneDrive",
    r"google ?drive(-.+)?|my drive|drivefs": "Google Drive",
    r"icloud ?drive|mobile documents|com~apple~clouddocs": "iCloud",
    r"nextcloud\d*": "Nextcloud",
    r"owncloud\d*": "ownCloud",
    r"seafile": "Seafile",
    r"pcloud ?drive|pcloudsync": "pCloud",
    r"mega(sync)?": "MEGA",
    r"box( sync|-box)?": "Box",
    r"yandex\.disk": "Yandex Disk",
    r"proton drive": "Proton Drive",
    r"tresorit|tresors": "Tresorit",
    r"cloudstorage": "",
}
_FOLDERS = tuple((re.compile(f"(?:{name})$", re.IGNORECASE), told) for name, told in _NAMES.items())
_AMBIGUOUS = frozenset(("Box", "MEGA"))
"""Names that a folder may well have otherwise; they count only right in the home folder."""

_MARKS: Mapping[str, str] = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".stfolder": "Syncthing",
    ".stversions": "Syncthing",
    ".tmp.drivedownload": "Google Drive",
    ".tmp.driveupload": "Google Drive",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".sync": "Resilio Sync",
}
_JOURNALS = re.compile(r"\._?sync_[0-9a-f]+\.db$")
"""What Nextcloud and ownCloud keep in the folder that they synchronise."""

_REMOTE = re.compile(
    "nfs4?|cifs|smb[23]|smbfs|ncpfs|afs|afpfs|ceph|glusterfs|lustre|beegfs|9p|davfs2?|webdav"
    "|vboxsf|vmhgfs|prl_fs"
)
_REMOTE_FUSE = re.compile(
    r"fuse\.(sshfs|rclone|davfs2?|gvfsd-fuse|google-drive-ocamlfuse|onedriver|s3fs|gcsfuse|curlftpfs"
    r"|glusterfs|ceph|smbnetfs|vmhgfs-fuse|portal)"
)
_DRIVE_REMOTE = 4


@dataclass(frozen=True, slots=True)
class SharedPlace:
    """A folder that others share: ``cloud`` or ``network``, its name where known, and its root."""

    kind: str
    name: str
    root: Path


def shared_place(path: Path) -> SharedPlace | None:
    """Return what sort of shared place a file lies in; None for an ordinary folder."""
    real = Path(os.path.realpath(path))
    return _cloud(real) or _network(real)


def _cloud(path: Path) -> SharedPlace | None:
    home = Path.home()
    for folder in path.parents:
        for pattern, name in _FOLDERS:
            if pattern.fullmatch(folder.name) and (name not in _AMBIGUOUS or folder.parent == home):
                return SharedPlace(CLOUD, name, folder)
        if name := _marked(folder):
            return SharedPlace(CLOUD, name, folder)
    for variable in ("OneDrive", "OneDriveConsumer", "OneDriveCommercial"):
        root = os.environ.get(variable)
        if root and path.is_relative_to(root):
            return SharedPlace(CLOUD, "OneDrive", Path(root))
    return None


def _marked(folder: Path) -> str:
    """Return the name of the program that has left its mark in a folder, or nothing."""
    try:
        names = os.listdir(folder)
    except OSError:
        return ""
    for name in names:
        # In the home folder some of them are only where a program keeps its settings.
        if name in _MARKS and (folder != Path.home() or name == ".stfolder"):
            return _MARKS[name]
        if _JOURNALS.match(name):
            return "Nextcloud"
    return ""


def _network(path: Path) -> SharedPlace | None:
    if sys.platform == "win32":
        return windows_place(path.drive, _drive_type)
    try:
        with open("/proc/self/mountinfo", encoding="utf-8", errors="surrogateescape") as file:
            return mounted_place(path, file)
    except OSError:
        return None


def windows_place(drive: str, drive_type: Callable[[str], int]) -> SharedPlace | None:
    """Return the network place that a drive of Windows is: a server, or a letter for one."""
    if drive.startswith("\\\\") and not drive.startswith(("\\\\?\\", "\\\\.\\")):
        return SharedPlace(NETWORK, drive.split("\\")[2], Path(drive + "\\"))
    if drive and drive_type(drive + "\\") == _DRIVE_REMOTE:
        return SharedPlace(NETWORK, drive, Path(drive + "\\"))
    return None


def _drive_type(root: str) -> int:
    import ctypes

    windll = getattr(ctypes, "windll", None)
    return int(windll.kernel32.GetDriveTypeW(root)) if windll else 0


def mounted_place(path: Path, lines: Iterable[str]) -> SharedPlace | None:
    """Return the network place that a path lies in, from the lines of Linux' ``mountinfo``."""
    best: tuple[int, str, str, Path] | None = None
    for line in lines:
        left, _dash, right = line.partition(" - ")
        parts, kinds = left.split(), right.split()
        if len(parts) < 5 or len(kinds) < 2:
            continue
        root = Path(re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), parts[4]))
        # Of several mounts at one place the last one is seen.
        if path.is_relative_to(root) and (best is None or len(root.parts) >= best[0]):
            best = (len(root.parts), kinds[0], kinds[1], root)
    if best is None:
        return None
    _length, kind, source, root = best
    if not _REMOTE.fullmatch(kind) and not _REMOTE_FUSE.fullmatch(kind):
        return None
    return SharedPlace(NETWORK, source.strip("/").split(":")[0].split("/")[0], root)
