"""What bytes become before they are stored: text, and nothing but text.

A byte order mark is a signature and is dropped.  Every other code point stays as it came: line
ends, no-break spaces, line separators and NUL are part of the document.
"""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass

from annotator.model.errors import InputError
from annotator.model.problem import Place, Problem, Severity

_SIGNATURES: Sequence[tuple[bytes, str]] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_TITLE_REACH = 20_000
_LONGEST_TITLE = 200
_TITLES_TRIED = 5
_CAPTION_REACH = 12
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_NOT_WESTERN = re.compile(
    rb"[\x81-\x84\x86-\x90\x98\x9a-\x9f\xa1-\xa6\xa8\xaa\xac\xad\xaf\xb2-\xb6\xb8-\xba\xbc-\xdf\xf7]"
    rb"|(?<![A-Za-z])[\xe0-\xff](?![A-Za-z])"
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with the encoding its bytes were read in; ``is_guess`` where nothing declared it."""

    text: str
    encoding: str
    is_guess: bool = False


def decode(data: bytes) -> Decoded:
    """Return the text of a file's bytes.

    A byte order mark decides, else UTF-8 where the bytes are strictly that, else a guess.  Raises
    InputError (``wrong_encoding``, ``undecodable``) with the place of the first bad byte.
    """
    signed = _decode_signed(data)
    if signed is not None:
        return signed
    if _looks_wide(data):
        return _guess(data, 0)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        return _guess(data, error.start)


def readable_path(path: str) -> str:
    """Return a path for people and files: bytes of it that are not UTF-8 become ``U+FFFD``."""
    return os.fsencode(path).decode("utf-8", "replace")


def file_name(path: str) -> str:
    """Return the last part of a path of this or another computer; the folders are its own."""
    return re.split(r"[/\\]", path.rstrip("/\\"))[-1]


def find_lone_surrogate(text: str) -> int | None:
    """Return the first code point that is half a surrogate pair, which no file can hold."""
    match = None if text.isascii() else _LONE_SURROGATE.search(text)
    return match.start() if match else None


def guess_title(text: str, fallback: str) -> str:
    """Return the line that looks most like the headline of an article, else ``fallback``.

    A line that stands again further down (pages repeat the headline as a caption, often with
    something behind it) is the surest sign, then the first that is not a sentence.
    """
    lines = text[:_TITLE_REACH].splitlines()
    numbered = (
        (at, " ".join(line.split()))
        for at, line in enumerate(lines)
        if len(line) < _LONGEST_TITLE + 50
    )
    candidates = [(at, line) for at, line in numbered if _is_like_title(line)]
    headlines = [(at, line) for at, line in candidates if not line.endswith((".", ",", ";", ":"))]
    for at, line in headlines[:_TITLES_TRIED]:
        later = lines[at + 1 : at + _CAPTION_REACH]
        if any(" ".join(one.split()).startswith(line) for one in later):
            return line
    return next((line for _at, line in headlines or candidates), fallback)


def _is_like_title(line: str) -> bool:
    if not 20 <= len(line) <= _LONGEST_TITLE or any(mark in line for mark in "·|•"):
        return False
    return sum(any(map(str.isalpha, word)) for word in line.split()) >= 3


def _decode_signed(data: bytes) -> Decoded | None:
    """Decode as a byte order mark says; None where there is none.

    The mark of UTF-32 begins with that of UTF-16, so several may fit.  Bytes that break what their
    mark says are refused: any guess about them would be wrong.
    """
    broken: InputError | None = None
    for mark, encoding in _SIGNATURES:
        if data.startswith(mark):
            try:
                return Decoded(data[len(mark) :].decode(encoding), encoding)
            except UnicodeDecodeError as error:
                at = len(mark) + error.start
                broken = broken or _bad_byte("wrong_encoding", data, at, encoding=encoding)
    if broken is not None:
        raise broken
    return None


def _looks_wide(data: bytes) -> bool:
    """Tell whether so many bytes are 0 that two bytes make a character (UTF-16 without a mark)."""
    return len(data) % 2 == 0 and data.count(0) * 4 > len(data)


def _guess(data: bytes, bad_byte: int) -> Decoded:
    """Guess as a last resort.

    Latin text with Windows quotes, dashes and an accent here and there is Windows-1252: statistics
    on so few bytes mislead.  The library for the rest takes 40 ms to load, so it is loaded here.
    """
    if not _looks_wide(data) and not _NOT_WESTERN.search(data):
        return Decoded(data.decode("cp1252"), "cp1252", is_guess=True)
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None:
        raise _bad_byte("undecodable", data, bad_byte, encoding="utf-8")
    return Decoded(str(best).removeprefix("\ufeff"), best.encoding.replace("_", "-"), is_guess=True)


def _bad_byte(code: str, data: bytes, at: int, *, encoding: str) -> InputError:
    line_start = data.rfind(b"\n", 0, at) + 1
    place = Place(line=data.count(b"\n", 0, at) + 1, column=at - line_start + 1)
    value = f"0x{data[at]:02X}" if at < len(data) else None
    fields = {"byte": at, "encoding": encoding}
    return InputError(code, [Problem(code, Severity.REFUSED, place, value, fields)], **fields)
