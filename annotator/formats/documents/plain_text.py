"""Plain text files: one article a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from annotator.model.errors import InputError
from annotator.model.identity import text_hash
from annotator.model.incoming import IncomingDocument, IncomingSet
from annotator.model.problem import Place, Problem, Severity
from annotator.text.normalise import decode, file_name

_OTHER_FORMATS: Sequence[tuple[bytes, str]] = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP, DOCX, XLSX"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "DOC, XLS"),
    (b"{\\rtf", "RTF"),
    (b"SQLite format 3\0", "SQLite"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x1f\x8b", "GZIP"),
)


def other_format(head: bytes) -> str | None:
    """Return the name of the format that the first bytes of a file declare, if it is not text."""
    return next((name for mark, name in _OTHER_FORMATS if head.startswith(mark)), None)


def read_document(data: bytes, name: str) -> IncomingSet:
    """Return the bytes of one file as a bare document, its text as it came.

    The document is called as the file is, without the folders: they are this computer's own.

    Raises InputError (``not_plain_text`` and those of ``decode``) with the file as the place.
    """
    place = Place(file=name)
    if (other := other_format(data)) is not None:
        problem = Problem("not_plain_text", Severity.REFUSED, place, other)
        raise InputError("not_plain_text", [problem], file=name)
    try:
        decoded = decode(data)
    except InputError as error:
        problems = [_located(problem, name) for problem in error.problems]
        raise InputError(error.code, problems, file=name, **error.fields) from error
    document = IncomingDocument(
        name=file_name(name),
        sha256=text_hash(decoded.text),
        text=decoded.text,
        encoding=decoded.encoding,
        is_guess=decoded.is_guess,
    )
    return IncomingSet(place, document)


def read_records(stream: BinaryIO, file: str) -> Iterator[IncomingSet | Problem]:
    """Yield the one document of a file, or what is wrong with it."""
    try:
        yield read_document(stream.read(), file)
    except InputError as error:
        yield from error.problems


def _located(problem: Problem, name: str) -> Problem:
    place = Place(name, problem.place.line, problem.place.column, problem.place.field)
    return Problem(problem.code, problem.severity, place, problem.value, problem.fields)
