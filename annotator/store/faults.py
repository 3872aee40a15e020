"""What SQLite and the operating system report, as the errors of this program."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from annotator.model.errors import (
    AnnotatorError,
    EnvironmentFault,
    InputError,
    NotSaved,
    ProjectDamaged,
)
from annotator.store.engine import SqliteError

_FULL, _IOERR, _READONLY, _CORRUPT, _CANTOPEN, _NOTADB = 13, 10, 8, 11, 14, 26
_BUSY, _LOCKED, _NOMEM, _TOOBIG, _CONSTRAINT, _MISMATCH = 5, 6, 7, 18, 19, 20
_SYNC_FAILED = frozenset((_IOERR | 4 << 8, _IOERR | 5 << 8))

_DISK = {_FULL: "disk_full", _IOERR: "disk_error", _READONLY: "read_only"}
_ELSE = {_CANTOPEN: "cannot_open", _NOMEM: "no_memory", _BUSY: "busy", _LOCKED: "busy"}
_REFUSED = frozenset((_TOOBIG, _CONSTRAINT, _MISMATCH))
_SYSTEM = {
    errno.ENOENT: "missing_file",
    errno.EACCES: "no_permission",
    errno.EPERM: "no_permission",
    errno.EROFS: "read_only",
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EFBIG: "disk_full",
    errno.ENAMETOOLONG: "name_too_long",
}


def code_of(error: BaseException) -> int:
    """Return SQLite's extended result code, 0 where there is none."""
    code = getattr(error, "sqlite_errorcode", None)
    return code if isinstance(code, int) else 0


def is_busy(error: BaseException) -> bool:
    """Tell whether another program has the file."""
    return code_of(error) & 0xFF in (_BUSY, _LOCKED)


def is_sync_failure(error: BaseException) -> bool:
    """Tell whether the disk did not confirm a write: what it holds now is not known."""
    return code_of(error) in _SYNC_FAILED


def sqlite_fault(error: BaseException, path: Path, *, writing: bool) -> BaseException:
    """Return what an exception of SQLite means; other exceptions as they are.

    A disk that fails while writing is NotSaved, while reading an EnvironmentFault.
    """
    fields = {"path": str(path), "detail": str(error)}
    if isinstance(error, OverflowError | UnicodeEncodeError):
        return InputError("value_refused", detail=str(error))
    if not isinstance(error, SqliteError):
        return error
    code = code_of(error) & 0xFF
    if code in _DISK:
        kind = NotSaved if writing else EnvironmentFault
        return kind(_DISK[code], **fields)
    if code in _ELSE:
        return EnvironmentFault(_ELSE[code], **fields)
    if code in (_CORRUPT, _NOTADB) or "decode to UTF-8" in str(error):
        return ProjectDamaged("damaged", **fields)
    if code in _REFUSED or "binding parameter" in str(error):
        return InputError("value_refused", detail=str(error))
    return error


def system_fault(error: OSError, path: Path) -> EnvironmentFault:
    """Return what an exception of the operating system means."""
    code = _SYSTEM.get(error.errno or 0, "disk_error")
    return EnvironmentFault(code, path=str(path), detail=error.strerror or str(error))


@contextmanager
def environment(path: Path, *, writing: bool = False) -> Iterator[None]:
    """Turn every failure of the disk and of SQLite inside into this program's errors."""
    try:
        yield
    except AnnotatorError:
        raise
    except OSError as error:
        raise system_fault(error, path) from error
    except (SqliteError, OverflowError, UnicodeEncodeError) as error:
        fault = sqlite_fault(error, path, writing=writing)
        if fault is error:
            raise
        raise fault from error
