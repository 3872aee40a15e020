"""Whether marks fit the text they are said to lie on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from annotator.formats.annotations.strict_json import found, refused
from annotator.model.extent import ELLIPSIS, joined_text
from annotator.model.identity import text_hash
from annotator.model.incoming import IncomingSet, IncomingSpan
from annotator.model.problem import Place, Problem


def find_unfaithful(incoming: IncomingSet, text: str) -> list[Problem]:
    """Return everything in a record that disagrees with a text.

    Codes: ``wrong_hash``, ``wrong_length``, ``past_end``, ``wrong_quote``, ``wrong_context``.  An
    empty list means that every offset can be trusted.
    """
    problems = []
    actual = text_hash(text)
    if incoming.document.sha256 != actual:
        given = incoming.document.sha256
        problems.append(refused("wrong_hash", incoming.place, "text_sha256", given, actual=actual))
    length = incoming.document.length
    if length is not None and length != len(text):
        place = incoming.place
        problems.append(refused("wrong_length", place, "text_length", length, actual=len(text)))
    return problems + find_misplaced(enumerate(incoming.spans), text, incoming.place)


def count_equal_quotes(record: Mapping[str, Any], text: str) -> int:
    """Return how many spans of a record that is to be written have the words of the text.

    A span that ends beyond the text has none.
    """
    return sum(
        span["end"] <= len(text)
        and span["text"] == ELLIPSIS.join(text[start:end] for start, end in span["fragments"])
        for span in record["spans"]
    )


def find_misplaced(
    spans: Iterable[tuple[int, IncomingSpan]], text: str, place: Place
) -> list[Problem]:
    """Return the numbered spans whose offsets, quote or neighbouring text do not fit the text."""
    problems: list[Problem] = []
    length = len(text)
    for number, span in spans:
        _key, _label, fragments, _attributes, quote, prefix, suffix = span[:7]
        start, end = fragments[0].start, fragments[-1].end
        if end > length:
            where = f"spans[{number}].end"
            problems.append(refused("past_end", place, where, end, length=length))
            continue
        slices = text[start:end] if len(fragments) == 1 else joined_text(text, fragments)
        if quote is not None and quote != slices:
            where = f"spans[{number}].text"
            problems.append(refused("wrong_quote", place, where, quote, actual=found(slices)))
        if prefix and not text.endswith(prefix, 0, start):
            near = text[max(0, start - len(prefix)) : start]
            where = f"spans[{number}].prefix"
            problems.append(refused("wrong_context", place, where, prefix, actual=found(near)))
        if suffix and not text.startswith(suffix, end):
            near = text[end : end + len(suffix)]
            where = f"spans[{number}].suffix"
            problems.append(refused("wrong_context", place, where, suffix, actual=found(near)))
    return problems
