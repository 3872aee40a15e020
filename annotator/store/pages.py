"""Reading rows out of the pages of a damaged file, without SQLite: what is whole is still found.

A page of rows says itself how many there are and where; so no root, no index and no list of tables
is needed.  The file format: https://www.sqlite.org/fileformat2.html
"""

from __future__ import annotations

import contextlib
import os
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

Cell = int | float | str | bytes | None
Cells = tuple[Cell, ...]

_MAGIC = b"SQLite format 3\0"
_RESERVED = 20
"""Where the header tells how many bytes at the end of each page are not used."""

_USUAL_PAGE = 4096
_CHUNK = 2**20
_WAL_MAGIC = frozenset((0x377F0682, 0x377F0683))
_WAL_HEADER, _FRAME_HEADER = 32, 24
_ROWS, _KEYS = 0x0D, 0x0A
_NUMBERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_BLOB = 12


class _Unreadable(Exception):
    """A page or a row that does not hold together."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What the columns of a table can be: ``i`` a number, ``t`` text, ``b`` bytes, ``n`` nothing.

    A digit after ``b`` is the length in bytes; several letters are several possibilities.
    """

    name: str
    columns: tuple[str, ...]

    def fits(self, serials: Sequence[int]) -> bool:
        """Tell whether a row of these types may be one of the table."""
        return len(serials) == len(self.columns) and all(map(_is_one_of, serials, self.columns))


def _is_one_of(serial: int, kinds: str) -> bool:
    if serial == 0:
        return "n" in kinds
    if serial <= 6 or serial in (8, 9):
        return "i" in kinds
    if serial < _BLOB:
        return False
    length = (serial - _BLOB) // 2
    if serial % 2:
        return "t" in kinds
    wanted = kinds.partition("b")[2]
    return "b" in kinds and (not wanted or length == int(wanted))


class _Disk:
    """A file of which some places may not be readable any more; those are passed over."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb", buffering=0)
        self.length = os.fstat(self._file.fileno()).st_size
        self._first, self._chunk = 0, self._read(0, _CHUNK)

    def part(self, start: int, length: int) -> bytes:
        """Return some bytes, fewer where the file ends or the disk gives no more."""
        if not self._first <= start <= start + length <= self._first + len(self._chunk):
            self._first, self._chunk = start, self._read(start, _CHUNK)
            if len(self._chunk) < length:
                return self._read(start, length)
        return self._chunk[start - self._first : start - self._first + length]

    def _read(self, start: int, length: int) -> bytes:
        parts = []
        with contextlib.suppress(OSError):
            self._file.seek(start)
            while length and (part := self._file.read(length)):
                parts.append(part)
                length -= len(part)
        return b"".join(parts)

    def close(self) -> None:
        """Close the file."""
        self._file.close()


class Pages:
    """The pages of a file as they stand, those in its write-ahead log included.

    Raises OSError where the file cannot be opened; places that the disk does not give are passed
    over.
    """

    def __init__(self, path: Path) -> None:
        self._disk = _Disk(path)
        self._header = self._disk.part(0, 100)
        log = Path(f"{path}-wal")
        frames = log.read_bytes() if log.exists() else b""
        self.size = self._page_size(frames)
        self._usable = self.size - self._reserved()
        self._newer = _committed(frames, self.size)

    def _page_size(self, frames: bytes) -> int:
        told = [int.from_bytes(self._header[16:18], "big"), int.from_bytes(frames[8:12], "big")]
        if not self._header.startswith(_MAGIC):
            told.reverse()
        for size in told:
            size = 65536 if size == 1 else size
            if 512 <= size <= 65536 and not size & (size - 1):
                return size
        return _USUAL_PAGE

    def _reserved(self) -> int:
        is_told = self._header.startswith(_MAGIC) and len(self._header) > _RESERVED
        reserved = self._header[_RESERVED] if is_told else 0
        return reserved if reserved <= self.size - 480 else 0

    @property
    def count(self) -> int:
        """Return how many pages there are."""
        return max(-(-self._disk.length // self.size), max(self._newer, default=0))

    def rows(
        self, shapes: Sequence[Shape], *, are_older_wanted: bool = True
    ) -> Iterator[tuple[Shape, Cells]]:
        """Yield every row of one of the shapes that can be read, in the order of the pages.

        The pages as they stand come first, then those that the write-ahead log replaces.
        """
        for number in range(1, self.count + 1):
            yield from self._rows_of(self._page(number), number, shapes)
        for number in sorted(self._newer) if are_older_wanted else ():
            yield from self._rows_of(self._older(number), number, shapes)

    def _page(self, number: int) -> bytes:
        return self._newer.get(number) or self._older(number)

    def _older(self, number: int) -> bytes:
        return self._disk.part((number - 1) * self.size, self.size)

    def close(self) -> None:
        """Close the file."""
        self._disk.close()

    def __enter__(self) -> Pages:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def _rows_of(
        self, page: bytes, number: int, shapes: Sequence[Shape]
    ) -> Iterator[tuple[Shape, Cells]]:
        start = 100 if number == 1 else 0
        if len(page) < start + 8 or page[start] not in (_ROWS, _KEYS):
            return
        count = int.from_bytes(page[start + 3 : start + 5], "big")
        for place in range(start + 8, min(start + 8 + 2 * count, len(page) - 1), 2):
            offset = int.from_bytes(page[place : place + 2], "big")
            try:
                found = self._row(page, offset, shapes, is_key=page[start] == _KEYS)
            except (_Unreadable, IndexError, struct.error, UnicodeDecodeError, ValueError):
                continue
            if found is not None:
                yield found

    def _row(
        self, page: bytes, offset: int, shapes: Sequence[Shape], *, is_key: bool
    ) -> tuple[Shape, Cells] | None:
        length, place = _varint(page, offset)
        if not is_key:
            _rowid, place = _varint(page, place)
        head, first = _varint(page, place)
        serials = _serials(page, first, place + head)
        shape = next((one for one in shapes if one.fits(serials)), None)
        if shape is None:
            return None
        payload = self._payload(page, place, length, is_key=is_key)
        return shape, _values(payload, head, serials)

    def _payload(self, page: bytes, place: int, length: int, *, is_key: bool) -> bytes:
        """Return the whole of a row, with the part that lies on pages of its own."""
        usable = self._usable
        most = (usable - 12) * 64 // 255 - 23 if is_key else usable - 35
        if length <= most:
            return page[place : place + length]
        least = (usable - 12) * 32 // 255 - 23
        local = least + (length - least) % (usable - 4)
        local = local if local <= most else least
        parts = [page[place : place + local]]
        following = int.from_bytes(page[place + local : place + local + 4], "big")
        missing = length - local
        while missing > 0:
            more = self._page(following) if 0 < following <= self.count else b""
            if len(more) < 4:
                raise _Unreadable
            parts.append(more[4 : 4 + min(missing, usable - 4)])
            missing -= usable - 4
            following = int.from_bytes(more[:4], "big")
        return b"".join(parts)


def _committed(frames: bytes, size: int) -> dict[int, bytes]:
    """Return the newest committed content of every page that a write-ahead log holds."""
    found: dict[int, bytes] = {}
    if len(frames) < _WAL_HEADER or int.from_bytes(frames[:4], "big") not in _WAL_MAGIC:
        return found
    salt = frames[16:24]
    waiting: dict[int, bytes] = {}
    for start in range(_WAL_HEADER, len(frames) - _FRAME_HEADER - size + 1, _FRAME_HEADER + size):
        number, pages = struct.unpack_from(">II", frames, start)
        if frames[start + 8 : start + 16] != salt or not number:
            break
        waiting[number] = frames[start + _FRAME_HEADER : start + _FRAME_HEADER + size]
        if pages:  # the last frame of a transaction
            found.update(waiting)
            waiting.clear()
    return found


def _varint(data: bytes, place: int) -> tuple[int, int]:
    value = 0
    for number in range(9):
        byte = data[place + number]
        if number == 8:
            return value << 8 | byte, place + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, place + number + 1
    raise _Unreadable


def _serials(page: bytes, place: int, end: int) -> list[int]:
    found = []
    while place < end <= len(page):
        serial, place = _varint(page, place)
        found.append(serial)
    return found


def _values(payload: bytes, place: int, serials: Sequence[int]) -> Cells:
    values: list[Cell] = []
    for serial in serials:
        length = _NUMBERS.get(serial, (serial - _BLOB) // 2 if serial >= _BLOB else 0)
        part = payload[place : place + length]
        if len(part) < length:
            raise _Unreadable
        place += length
        values.append(_value(serial, part))
    return tuple(values)


def _value(serial: int, part: bytes) -> Cell:
    if serial in _NUMBERS:
        return int.from_bytes(part, "big", signed=True)
    if serial < _BLOB:
        return {0: None, 8: 0, 9: 1}[serial]
    return part.decode("utf-8") if serial % 2 else part
