"""Documents and how far their coding is."""

from __future__ import annotations

import pytest

from annotator.model.document import FINISHED, Document, DocumentRow, Progress, progress_of
from annotator.model.identity import Id, document_id, text_hash


def make_document(text: str) -> Document:
    sha256 = text_hash(text)
    return Document(document_id(sha256), "d1", "d1.txt", "Judul", text, sha256)


def make_row(status: str, span_count: int) -> DocumentRow:
    return DocumentRow(Id("d"), "d1", "d1.txt", "Judul", {}, 9, status, {}, span_count)


@pytest.mark.parametrize(
    ("text", "length"), [("", 0), ("ASN", 3), ("😀", 1), ("e\u0301", 2), ("a\r\nb", 4), ("سلام", 4)]
)
def test_a_text_is_as_long_as_it_has_code_points(text, length):
    assert make_document(text).length == length


@pytest.mark.parametrize(
    ("status", "marks", "expected"),
    [
        ("new", 0, Progress.NEW),
        ("new", 1, Progress.IN_PROGRESS),
        ("in_progress", 0, Progress.IN_PROGRESS),
        ("in_progress", 7, Progress.IN_PROGRESS),
        ("done", 0, Progress.DONE),
        ("done", 7, Progress.DONE),
        ("second reading", 0, Progress.NEW),
        ("second reading", 1, Progress.IN_PROGRESS),
        ("", 0, Progress.NEW),
        ("Done", 0, Progress.NEW),
    ],
)
def test_the_list_shows_how_far_a_coder_is(status, marks, expected):
    assert progress_of(status, marks) is expected
    assert make_row(status, marks).progress is expected


@pytest.mark.parametrize("status", sorted(FINISHED))
def test_words_of_other_programs_for_finished_work_count_as_done(status):
    assert make_row(status, 0).progress is Progress.DONE


def test_every_progress_is_a_status_that_means_itself():
    assert [progress_of(one.value, 0) for one in Progress] == list(Progress)
