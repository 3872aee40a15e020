"""Coded documents to compare: small ones by hand, the two coders' files, and any that Hypothesis
thinks of."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from annotator.agreement.aspects import aspects_of
from annotator.agreement.contents import Rules, unit_of
from annotator.agreement.measure import Link, Text, Unit
from annotator.model.adjudication import Aspect, Case
from annotator.model.annotation_set import AnnotationSet
from annotator.model.extent import Extent
from annotator.model.identity import Id, derived_id
from annotator.model.relation import Relation
from annotator.model.span import Span

DATA = Path(__file__).parent / "data"
DOCUMENT = derived_id("document", "one")
A, B, C, D = (Id(letter * 32) for letter in "abcd")
BOOK = derived_id("codebook")

SpanRow = tuple[object, ...]
"""``(start, end, label)``, then answers; or ``([(start, end), …], label)``, then answers."""


def extents(row: SpanRow) -> tuple[tuple[Extent, ...], tuple[object, ...]]:
    if isinstance(row[0], list):
        return tuple(Extent(*part) for part in row[0]), row[1:]
    return (Extent(row[0], row[1]),), row[2:]


def coded(
    coder: Id,
    *rows: SpanRow,
    links: Sequence[tuple[str, int, int]] = (),
    fields: Mapping[str, object] | None = None,
    document: Id = DOCUMENT,
) -> AnnotationSet:
    """What a coder marked; links are label and the numbers of two of the spans."""
    ids = [derived_id("span", document, coder, str(i)) for i in range(len(rows))]
    spans = []
    for id, row in zip(ids, rows, strict=True):
        fragments, (label, *answers) = extents(row)
        given = answers[0] if answers else {}
        spans.append(Span(id, f"s{id}", document, coder, BOOK, label, fragments, given))
    relations = tuple(
        Relation(
            derived_id("relation", document, coder, str(i)),
            f"r{i}",
            document,
            coder,
            BOOK,
            label,
            ids[source],
            ids[target],
        )
        for i, (label, source, target) in enumerate(links)
    )
    return AnnotationSet(document, coder, BOOK, "done", dict(fields or {}), tuple(spans), relations)


def units(*rows: SpanRow) -> list[Unit]:
    """Units with their number as the id."""
    made = []
    for i, row in enumerate(rows):
        fragments, (label, *_rest) = extents(row)
        several = tuple((part.start, part.end) for part in fragments) if len(fragments) > 1 else ()
        made.append(Unit(fragments[0].start, fragments[-1].end, label, str(i), several))
    return made


def text(*sides: Sequence[Unit], links: Sequence[Sequence[Link]] = ()) -> Text:
    return Text(1000, tuple(sides), tuple(links))


def text_of(length: int, sets: Iterable[AnnotationSet]) -> Text:
    """One document as measures take it, coders as given."""
    coded_by = list(sets)
    return Text(
        length,
        tuple([unit_of(span) for span in one.spans] for one in coded_by),
        tuple(
            [Link(r.label, r.source_id, r.target_id, r.id) for r in one.relations]
            for one in coded_by
        ),
    )


def differing_aspects(case: Case) -> tuple[Aspect, ...]:
    """The aspects in which the coders of a case differ: the rows of the card."""
    return tuple(aspect for aspect in aspects_of(case) if aspect.differs)


IGNORED = {
    ("rule", "marker"),
    ("speaker", "institution"),
    ("cue", "strength"),
    ("legal_ref", "pinpoint"),
    ("venue", "place_name"),
    *(
        ("", name)
        for name in (
            *("outlet", "url", "published", "published_basis", "byline", "duplicate_of", "notes"),
        )
    ),
}
"""What the codebook of the two coders leaves out of agreement, and what is shared by all coders."""

TWO_CODERS_RULES = Rules(ignored=lambda label, attribute: (label, attribute) in IGNORED)


def _answers(given: Mapping[str, object]) -> dict[str, object]:
    return {name: tuple(v) if isinstance(v, list) else v for name, v in given.items()}


def _read(line: str) -> AnnotationSet:
    record = json.loads(line)
    document, coder = derived_id(record["doc_id"]), derived_id(record["coder"])

    def own(key: str) -> Id:
        return derived_id(document, coder, key)

    return AnnotationSet(
        document,
        coder,
        BOOK,
        "done",
        _answers(record["document"]),
        tuple(
            Span(
                own(one["id"]),
                one["id"],
                document,
                coder,
                BOOK,
                one["label"],
                tuple(Extent(*part) for part in one["fragments"]),
                _answers(one["attributes"]),
            )
            for one in record["spans"]
        ),
        tuple(
            Relation(
                own(one["id"]),
                one["id"],
                document,
                coder,
                BOOK,
                one["type"],
                own(one["from"]),
                own(one["to"]),
                _answers(one["attributes"]),
            )
            for one in record["relations"]
        ),
    )


@cache
def two_coders() -> list[tuple[AnnotationSet, AnnotationSet]]:
    """Five articles as two coders marked them: 300 and 299 spans, 207 and 196 relations."""
    files = [
        (DATA / name).read_text("utf-8").splitlines() for name in ("coder_a.jsonl", "coder_b.jsonl")
    ]
    return [(_read(a), _read(b)) for a, b in zip(*files, strict=True)]


LABELS = ("x", "y", "z")


@st.composite
def unit_lists(draw: st.DrawFn, most: int = 6) -> list[Unit]:
    """Units on a short text, some of them in two fragments."""
    made = []
    for number in range(draw(st.integers(0, most))):
        start = draw(st.integers(0, 20))
        length = draw(st.integers(1, 10))
        fragments: tuple[tuple[int, int], ...] = ()
        if length > 3 and draw(st.booleans()):
            fragments = ((start, start + 1), (start + 3, start + length))
        label = draw(st.sampled_from(LABELS))
        made.append(Unit(start, start + length, label, f"{number}", fragments))
    return made


@st.composite
def annotation_sets(draw: st.DrawFn, coder: Id, most: int = 6) -> AnnotationSet:
    """A coder's set on a short text, with answers, links and a field."""
    rows: list[SpanRow] = []
    for _number in range(draw(st.integers(0, most))):
        start, length = draw(st.integers(0, 20)), draw(st.integers(1, 10))
        label = draw(st.sampled_from(LABELS))
        given = draw(st.sampled_from([{}, {"q": "one"}, {"q": "two"}, {"q": ("a", "b")}]))
        if length > 3 and draw(st.booleans()):
            rows.append(([(start, start + 1), (start + 3, start + length)], label, given))
        else:
            rows.append((start, start + length, label, given))
    places = st.integers(0, len(rows) - 1) if rows else st.nothing()
    one = st.tuples(st.sampled_from(("to", "of")), places, places)
    links = draw(st.lists(one, max_size=4)) if rows else []
    field = draw(st.sampled_from([None, "news", "opinion"]))
    return coded(coder, *rows, links=links, fields={"kind": field})
