"""What the guideline lacks: gaps that reviewers noted, gathered for the next codebook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotator.model.document import Document
from annotator.model.identity import Id
from annotator.model.relation import Relation
from annotator.model.review import Decision
from annotator.model.span import Span
from annotator.store import documents, reviews, spans
from annotator.workbench.adjudicating.meanings import rules_of
from annotator.workbench.adjudicating.past import Said, marks_then
from annotator.workbench.context import QUOTE, Context
from annotator.workbench.exporting import write_text
from annotator.workbench.language import _
from annotator.workbench.wording import label_name, relation_name


@dataclass(frozen=True, slots=True)
class Passage:
    """A place where the guideline did not say enough: what lacks, and the words in question."""

    document_id: Id
    key: str
    case_id: Id
    start: int
    quote: str
    gap: str
    note: str


@dataclass(frozen=True, slots=True)
class Gap:
    """All passages of one label; ``label`` is ``""`` for document fields."""

    label: str
    passages: tuple[Passage, ...]


def gaps(context: Context) -> list[Gap]:
    """Return the gaps noted in all reviews, by label in the order of the codebook."""
    by_label: dict[str, list[Passage]] = {}
    known: dict[Id, Document] = {}
    for decision in reviews.list_decisions(context.project):
        if not decision.gap.strip():
            continue
        identity = decision.document_id
        if identity not in known:
            known[identity] = documents.load_document(context.project, identity)
        label, passage = _passage(context, known[identity], decision)
        by_label.setdefault(label, []).append(passage)
    order = {name: place for place, name in enumerate(context.codebook.labels)}
    labels = sorted(by_label, key=lambda one: (order.get(one, len(order)), one))
    return [Gap(label, tuple(by_label[label])) for label in labels]


def proposed_change(context: Context, found: Sequence[Gap]) -> str:
    """Return the gaps as a page of Markdown, with YAML comments to put into the codebook.

    Nothing in the codebook is changed by it.
    """
    codebook = context.codebook
    title = _("Proposed changes to {codebook} {version}")
    lines = [f"# {title.format(codebook=codebook.id, version=codebook.version)}", ""]
    if not found:
        lines += [_("No gap in the guideline was noted."), ""]
    for gap in found:
        lines += [f"## {_name(context, gap.label)}", ""]
        for passage in gap.passages:
            lines.append(f"- {_one_line(passage.gap)}")
            lines.append(f"  - {passage.key}, {passage.start}: “{_one_line(passage.quote)}”")
            if passage.note:
                lines.append(f"  - {_one_line(passage.note)}")
        lines += ["", "```yaml", *_comments(context, gap), "```", ""]
    return "\n".join(lines)


def save_gaps(context: Context, path: Path) -> int:
    """Write the page of all gaps to a file, whole or not at all; returns how many gaps it has.

    Raises what ``exporting.write_text`` raises.
    """
    found = gaps(context)
    write_text(path, proposed_change(context, found))
    return sum(len(gap.passages) for gap in found)


def _passage(context: Context, document: Document, decision: Decision) -> tuple[str, Passage]:
    label, found = _matter(context, _marks_now(context, decision))
    if not label:
        rules = rules_of(context.codebook)
        then = [said for _source, said in marks_then(context.project, (decision,), rules)]
        label, found = _matter(context, then)
    start = min((mark.start for mark in found), default=0)
    end = max((mark.end for mark in found), default=0)
    words = " ".join(document.text[start:end].split())[: QUOTE * 2]
    return label, Passage(
        document.id,
        document.key,
        decision.case_id,
        start,
        words,
        decision.gap,
        decision.note,
    )


def _marks_now(context: Context, decision: Decision) -> list[Said | None]:
    ids = [*(one.id for one in decision.sources), *(identity for _kind, identity in decision.gold)]
    return [
        spans.find_span(context.project, one) or spans.find_relation(context.project, one)
        for one in ids
    ]


def _matter(context: Context, marks: Sequence[Said | None]) -> tuple[str, list[Span]]:
    """Return the label in question and the spans it stands on, of a relation its two ends."""
    found = [mark for mark in marks if isinstance(mark, Span)]
    if found:
        return found[0].label, found
    relation = next((mark for mark in marks if isinstance(mark, Relation)), None)
    if relation is None:
        return "", []
    ends = (
        spans.find_span(context.project, one) for one in (relation.source_id, relation.target_id)
    )
    return relation.label, [one for one in ends if one is not None]


def _name(context: Context, label: str) -> str:
    if not label:
        return _("Questions about the article")
    name = relation_name if label in context.codebook.relations else label_name
    return f"{name(context.codebook, label)} (`{label}`)"


def _comments(context: Context, gap: Gap) -> Iterable[str]:
    """Yield the entry of the codebook with a comment for each gap."""
    if not gap.label:
        yield "document:"
    else:
        yield "relations:" if gap.label in context.codebook.relations else "labels:"
        yield f"  {gap.label}:"
    for passage in gap.passages:
        yield f"    # {_one_line(passage.gap)} ({passage.key}, {passage.start})"


def _one_line(text: str) -> str:
    return " ".join(text.split())
