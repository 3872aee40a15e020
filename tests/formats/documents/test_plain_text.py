"""Plain text files."""

from __future__ import annotations

import io

import pytest

from annotator.formats.documents.plain_text import other_format, read_document, read_records
from annotator.model.errors import InputError
from annotator.model.identity import text_hash
from annotator.model.problem import Place, Problem

NASTY = "é\r\n\u00a0\u2028\0👨\u200d👩\u200d👧 a\ufeffb\r"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_the_text_is_kept_as_it_came_but_for_the_signature(encoding):
    incoming = read_document(NASTY.encode(encoding), "a.txt")
    assert (incoming.document.text, incoming.document.sha256) == (NASTY, text_hash(NASTY))
    assert (incoming.document.name, incoming.place, incoming.coder_name) == (
        "a.txt",
        Place("a.txt"),
        None,
    )
    assert not incoming.document.is_guess


def test_a_guess_says_that_it_is_one():
    document = read_document("“Boleh,” katanya".encode("cp1252"), "a.txt").document
    assert (document.text, document.encoding, document.is_guess) == (
        "“Boleh,” katanya",
        "cp1252",
        True,
    )


def test_bytes_against_their_byte_order_mark_are_refused_with_their_place():
    with pytest.raises(InputError) as raised:
        read_document(b"\xef\xbb\xbfsatu\ndua \xe9", "a.txt")
    [problem] = raised.value.problems
    assert (problem.code, problem.place) == ("wrong_encoding", Place("a.txt", 2, 5))
    assert (problem.value, problem.fields["byte"]) == ("0xE9", 12)


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04", "ZIP, DOCX, XLSX"),
        (b"{\\rtf1", "RTF"),
        (b"teks", None),
    ],
)
def test_files_that_are_something_else_are_recognised(head, name):
    assert other_format(head) == name
    if name:
        [problem] = read_records(io.BytesIO(head), "a.txt")
        assert (problem.code, problem.value, problem.place.file) == (
            "not_plain_text",
            name,
            "a.txt",
        )


def test_a_stream_gives_one_document_or_its_problems():
    [incoming] = read_records(io.BytesIO(b"ASN"), "a.txt")
    assert incoming.document.text == "ASN"
    [problem] = read_records(io.BytesIO(b"\xff\xfe\x00\xd8a\x00\x81\x00\xff\xdf"), "a.txt")
    assert isinstance(problem, Problem)
