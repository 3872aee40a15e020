"""Whether marks fit the text they are said to lie on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.formats.annotations.fidelity import count_equal_quotes, find_unfaithful
from annotator.model.extent import Extent
from annotator.model.identity import text_hash
from annotator.model.incoming import IncomingDocument, IncomingSet, IncomingSpan
from annotator.model.problem import Place

TEXT = "😀 ASN harus netral."
SPAN = IncomingSpan("s1", "rule", (Extent(2, 5),), {}, "ASN", "😀 ", " harus")


def record(span: IncomingSpan, sha256: str | None = None) -> IncomingSet:
    document = IncomingDocument("d.txt", sha256 or text_hash(TEXT), None)
    return IncomingSet(Place("a.jsonl", 2), document, spans=(span,))


def test_a_faithful_record_has_no_problem():
    assert find_unfaithful(record(SPAN), TEXT) == []
    assert find_unfaithful(record(SPAN._replace(quote=None, prefix=None, suffix=None)), TEXT) == []


@pytest.mark.parametrize(
    ("fragments", "quote", "count"),
    [
        ([(2, 5)], "ASN", 1),
        ([(2, 5), (12, 18)], "ASN … netral", 1),
        ([(2, 5)], "asn", 0),
        ([(12, 99)], "netral.", 0),
    ],
)
def test_quotes_of_a_record_are_equal_where_the_text_has_them(fragments, quote, count):
    span = {"end": fragments[-1][1], "text": quote, "fragments": fragments}
    assert count_equal_quotes({"spans": [span]}, TEXT) == count


def test_a_length_that_is_not_that_of_the_text_is_told():
    given = record(SPAN)
    given = replace(given, document=replace(given.document, length=3))
    [problem] = find_unfaithful(given, TEXT)
    assert (problem.code, problem.value, problem.fields["actual"]) == ("wrong_length", 3, len(TEXT))


def test_fragments_are_compared_with_the_ellipsis_between_them():
    span = SPAN._replace(fragments=(Extent(2, 5), Extent(12, 18)), suffix=".", quote="ASN … netral")
    assert find_unfaithful(record(span), TEXT) == []


@pytest.mark.parametrize(
    ("change", "code", "field", "actual"),
    [
        ({"quote": "asn"}, "wrong_quote", "spans[0].text", "ASN"),
        ({"fragments": (Extent(3, 6),)}, "wrong_quote", "spans[0].text", "SN "),
        ({"prefix": "x "}, "wrong_context", "spans[0].prefix", "😀 "),
        ({"prefix": "xxxx😀 "}, "wrong_context", "spans[0].prefix", "😀 "),
        ({"suffix": "harus"}, "wrong_context", "spans[0].suffix", " haru"),
        ({"suffix": " harus netral. Titik"}, "wrong_context", "spans[0].suffix", " harus netral."),
    ],
)
def test_words_that_are_not_those_of_the_text_are_told(change, code, field, actual):
    problems = find_unfaithful(record(SPAN._replace(**change)), TEXT)
    assert (code, field, actual) in [(p.code, p.place.field, p.fields["actual"]) for p in problems]
    assert all((p.place.file, p.place.line) == ("a.jsonl", 2) for p in problems)


def test_an_offset_past_the_end_is_told_with_the_length():
    [problem] = find_unfaithful(record(SPAN._replace(fragments=(Extent(18, 20),))), TEXT)
    assert (problem.code, problem.place.field, problem.value) == ("past_end", "spans[0].end", 20)
    assert problem.fields == {"length": len(TEXT)}


def test_another_text_is_told_by_its_hash():
    [problem] = find_unfaithful(record(SPAN, "0" * 64), TEXT)
    assert (problem.code, problem.place.field) == ("wrong_hash", "text_sha256")
    assert problem.fields == {"actual": text_hash(TEXT)}
    assert find_unfaithful(replace(record(SPAN), spans=()), TEXT) == []
