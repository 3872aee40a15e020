"""Documents and how far their coding is."""

from __future__ import annotations

import pytest

from annotator.model.document import (
    CORRECTS,
    FINISHED,
    Document,
    DocumentRow,
    Progress,
    corrected,
    progress_of,
    with_corrected,
)
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


HASHES = [text_hash(text) for text in ("lama", "lebih lama", "paling lama")]


@pytest.mark.parametrize(
    "said", [None, 7, True, 0.5, "", " ", "no hash", HASHES[0][:63], HASHES[0] + "0", "G" * 64]
)
def test_what_is_no_hash_corrects_nothing(said):
    assert corrected({CORRECTS: said}) == ()
    assert corrected({}) == ()


def test_a_correction_names_every_text_that_it_is_one_of():
    meta = {"page": 3, CORRECTS: f"{HASHES[1]} no-hash {HASHES[0]}"}
    assert corrected(meta) == (document_id(HASHES[1]), document_id(HASHES[0]))


@pytest.mark.parametrize("before", [{}, {CORRECTS: None}, {CORRECTS: 7}, {"page": 3}])
def test_what_is_corrected_is_noted_once_and_keeps_what_was_noted(before):
    once = with_corrected(before, HASHES[:1])
    assert set(corrected(once)) == {document_id(HASHES[0])}
    more = with_corrected(once, [*HASHES, HASHES[1]])
    assert set(corrected(more)) == {document_id(one) for one in HASHES}
    assert with_corrected(more, []) == with_corrected(more, HASHES) == more
    assert {**more, CORRECTS: None} == {**before, CORRECTS: None}
