"""Findings on where spans lie: overlaps, containers, fragments, lengths, numbers per document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from annotator.model.codebook import Codebook, Label
from annotator.model.extent import Fragments
from annotator.model.problem import Problem, Severity
from annotator.model.span import Span

ANY = frozenset({"nest", "cross"})
ALLOWED: Mapping[str, frozenset[str]] = {
    "none": frozenset(),
    "nest": frozenset({"nest"}),
    "cross": frozenset({"cross"}),
    "any": ANY,
}
"""In which ways two spans may share characters under each rule."""


def find_placement(codebook: Codebook, spans: Sequence[Span]) -> Iterator[Problem]:
    """Yield what is wrong with the places of spans, which come in text order."""
    neighbours = _neighbours(spans)
    yield from _overlaps(codebook, spans, neighbours)
    for index, span in enumerate(spans):
        label = codebook.labels.get(span.label)
        if label:
            near = [spans[other] for other in neighbours[index]]
            yield from _containers(label, span, near)
            yield from _sizes(label, span)
    yield from _numbers(codebook, spans)


def holds(outer: Fragments, inner: Fragments) -> bool:
    """Tell whether each fragment lies within one of the outer fragments (equal counts)."""
    return all(any(big.contains(small) for big in outer) for small in inner)


def _neighbours(spans: Sequence[Span]) -> list[list[int]]:
    """Return for each span the others that share characters with it, by number."""
    stretches = sorted(
        (part.start, part.end, index) for index, span in enumerate(spans) for part in span.fragments
    )
    near: list[set[int]] = [set() for _ in spans]
    active: list[tuple[int, int]] = []
    for start, end, index in stretches:
        active = [one for one in active if one[0] > start]
        for _end, other in active:
            if other != index:
                near[index].add(other)
                near[other].add(index)
        active.append((end, index))
    return [sorted(others) for others in near]


def _problem(
    code: str, severity: Severity, span: Span, value: object = None, **fields: object
) -> Problem:
    fields = {"label": span.label, **fields}
    return Problem(
        code, severity, value=value, fields=fields, document_id=span.document_id, span_id=span.id
    )


def _overlaps(
    codebook: Codebook, spans: Sequence[Span], neighbours: Sequence[Sequence[int]]
) -> Iterator[Problem]:
    """Yield each pair of spans that share characters in a way that their labels do not allow."""
    rules: dict[tuple[str, str], tuple[str, frozenset[str]]] = {}
    for index, span in enumerate(spans):
        for other in neighbours[index]:
            if other > index:
                break
            first = spans[other]
            pair = (first.label, span.label)
            if pair not in rules:
                rules[pair] = _rule(codebook, *pair)
            name, allowed = rules[pair]
            if allowed is not ANY and _sharing(first, span) not in allowed:
                fields = {"other": first.id, "other_label": first.label, "rule": name}
                yield _problem("overlap", Severity.BLOCKING, span, **fields)


def _sharing(first: Span, second: Span) -> str:
    nests = holds(first.fragments, second.fragments) or holds(second.fragments, first.fragments)
    return "nest" if nests else "cross"


def _rule(codebook: Codebook, first: str, second: str) -> tuple[str, frozenset[str]]:
    """Return how spans of two labels may share characters.

    A rule that names the other label (or ``same_label``) goes before ``other``; of two rules of
    equal rank both must allow it.
    """
    names: list[str] = []
    named = [_own_rule(codebook.labels.get(a), b) for a, b in ((first, second), (second, first))]
    highest = max((rank for rank, _name in named), default=0)
    names = [name for rank, name in named if rank == highest]
    allowed = ALLOWED[names[0]] & ALLOWED[names[1]] if len(names) > 1 else ALLOWED[names[0]]
    strictest = min(names, key=lambda name: len(ALLOWED[name]))
    return (strictest, ANY) if allowed == ANY else (strictest, allowed)


def exclusive_groups(codebook: Codebook) -> list[list[str]]:
    """Return the labels that can be put on words, in groups that exclude each other.

    No two labels of a group may share any characters.  A label joins the first group, in the order
    of the codebook, in which that is true of every label; most often it is alone.
    """
    groups: list[list[str]] = []
    for name, label in codebook.labels.items():
        if label.is_abstract:
            continue
        for group in groups:
            if all(not _rule(codebook, one, name)[1] for one in group):
                group.append(name)
                break
        else:
            groups.append([name])
    return groups


def _own_rule(label: Label | None, other: str) -> tuple[int, str]:
    """Return the rank (2 named, 1 others, 0 none) and name of a label's rule on another one."""
    overlap = label.span.overlap if label else {}
    if other in overlap:
        return 2, overlap[other]
    if label and other == label.id:
        return (2, overlap["same_label"]) if "same_label" in overlap else (0, "any")
    return (1, overlap["other"]) if "other" in overlap else (0, "any")


def _containers(label: Label, span: Span, near: Sequence[Span]) -> Iterator[Problem]:
    """Yield a container that is missing, and one in which the span must not lie."""
    within = label.span.within
    if within and not any(
        one.label in within and holds(one.fragments, span.fragments) for one in near
    ):
        yield _problem("not_within", Severity.BLOCKING, span, within=within)
    for one in near:
        if one.label in label.span.not_within:
            fields = {"other": one.id, "other_label": one.label}
            yield _problem("within_forbidden", Severity.BLOCKING, span, **fields)


def _sizes(label: Label, span: Span) -> Iterator[Problem]:
    """Yield too many fragments, and a length out of bounds."""
    rules = label.span
    if len(span.fragments) > rules.fragments:
        count = len(span.fragments)
        yield _problem("too_many_fragments", Severity.BLOCKING, span, count, most=rules.fragments)
    length = sum(part.length for part in span.fragments)
    if rules.max_length is not None and length > rules.max_length:
        yield _problem("too_long_span", Severity.WARNING, span, length, most=rules.max_length)
    if length < rules.min_length:
        yield _problem("too_short_span", Severity.WARNING, span, length, least=rules.min_length)


def _numbers(codebook: Codebook, spans: Sequence[Span]) -> Iterator[Problem]:
    """Yield labels of which a document has too few or too many spans."""
    counts = Counter(span.label for span in spans)
    for key, label in codebook.labels.items():
        allowed, number = label.span.per_document, counts[key]
        if label.is_abstract or allowed.allows(number):
            continue
        fields = {
            "label": key,
            "allowed": str(allowed),
            "least": allowed.least,
            "most": allowed.most,
        }
        if allowed.most is not None and number > allowed.most:
            first = [span for span in spans if span.label == key][allowed.most]
            yield _problem("too_many_marks", Severity.BLOCKING, first, number, **fields)
        else:
            yield Problem("too_few_marks", Severity.BLOCKING, value=number, fields=fields)
