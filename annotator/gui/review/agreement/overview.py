"""Everything that the page shows of a question, worked out beside the window."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from annotator.gui.review.agreement.question import FIRST, Choices, Question, choices_of, is_slow
from annotator.model.identity import Id
from annotator.workbench.comparing.attributes import AttributeLine
from annotator.workbench.comparing.comparing import Comparing
from annotator.workbench.comparing.confusion import Confusion
from annotator.workbench.comparing.matrix import Matrix
from annotator.workbench.comparing.methods import methods_paragraph
from annotator.workbench.comparing.number import Told
from annotator.workbench.comparing.options import Options, Table, Target
from annotator.workbench.comparing.periods import OverTime
from annotator.workbench.comparing.questions import PERCENT, groups_of
from annotator.workbench.comparing.rows import AgreementRow
from annotator.workbench.comparing.shares import done_day
from annotator.workbench.comparing.strips import Strip
from annotator.workbench.language import LANGUAGES

Pair = tuple[Id, Id]
CONCERNED = frozenset({"coder", "document", "annotation_set", "span", "relation", "codebook"})
"""The kinds of rows of which a change can make other numbers."""
ENOUGH = 2
"""How many coders it takes."""
_HEADLINE = (FIRST, "span_f1_overlap", "relation_f1_strict")


@dataclass(frozen=True, slots=True)
class Overview:
    """The numbers of all pairs, and what can be asked.

    ``finished`` and ``begun`` count the coders who have finished or begun an article that is
    chosen, ``marks`` all marks there are; ``names`` are the coders' by id.  ``percents`` are there
    where the measure never stands without the percentage, ``percents_besides`` those of the gold
    and of second codings, by whom they are of.  The matrix is None where there are fewer than two
    coders.
    """

    question: Question
    choices: Choices
    finished: int
    begun: int
    marks: int
    names: Mapping[Id, str]
    matrix: Matrix | None = None
    percents: Matrix | None = None
    gold: tuple[AgreementRow, ...] = ()
    again: tuple[AgreementRow, ...] = ()
    percents_besides: Mapping[tuple[Id, ...], AgreementRow] = field(default_factory=dict)

    @property
    def pairs(self) -> list[Pair]:
        """Return all pairs of coders, those with a number first."""
        if self.matrix is None:
            return []
        cells = self.matrix.cells
        return sorted(
            cells, key=lambda one: (cells[one].row.value is None, not _shares(cells[one]))
        )

    @property
    def people(self) -> frozenset[Id]:
        """Return everybody of whom there are numbers here, the gold included."""
        own = [one.coder for one in self.matrix.own] if self.matrix is not None else []
        besides = (one for row in (*self.gold, *self.again) for one in row.target.coders)
        return frozenset((*own, *besides))


def _shares(cell: object) -> bool:
    return bool(getattr(getattr(cell, "row", None), "n_documents", 0))


@dataclass(frozen=True, slots=True)
class PairView:
    """What is shown of two coders; ``days`` are the articles by the UTC day both were done."""

    pair: Pair
    row: AgreementRow
    confusion: Confusion
    strips: tuple[Strip, ...]
    attributes: tuple[AttributeLine, ...]
    over_time: OverTime
    days: dict[Id, str]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The paragraph of a paper by the code of its language, and the rows it tells."""

    texts: dict[str, str]
    rows: tuple[AgreementRow, ...]


def overview_of(comparing: Comparing, question: Question, told: Told | None = None) -> Overview:
    """Return the numbers of all pairs; Stopped where ``told`` returns False."""
    corpus, options = comparing.corpus(), question.options
    source = comparing.source(options)
    chosen = source.choice.articles
    people = corpus.comparable()
    finished = sum(any(corpus.has_finished(a.id, one.id) for a in chosen) for one in people)
    begun = sum(any(corpus.has_begun(a.id, one.id) for a in chosen) for one in people)
    counted = finished if question.finished_only else begun
    names = {one.id: one.name for one in corpus.people.values()}
    marks = marks_in(comparing)
    plain = Overview(question, choices_of(comparing), finished, begun, marks, names)
    if counted < ENOUGH:
        return plain
    target = question.target(())
    label, attribute = target.label, target.attribute
    matrix = comparing.matrix(options, target.measure, label=label, attribute=attribute, told=told)
    gold = _compared(comparing, question, Table.GOLD)
    again = _compared(comparing, question, Table.AGAIN)
    found = replace(plain, matrix=matrix, gold=gold, again=again)
    if not question.needs_percent:
        return found
    asked = replace(question, measure=PERCENT)
    besides = [_compared(comparing, asked, one) for one in (Table.GOLD, Table.AGAIN)]
    return replace(
        found,
        percents=comparing.matrix(options, PERCENT, label=label, attribute=attribute),
        percents_besides={row.target.coders: row for rows in besides for row in rows},
    )


def marks_in(comparing: Comparing) -> int:
    """Return how many marks there are in all."""
    return sum(len(some) for some, _origins in comparing.corpus().units.values())


def _compared(comparing: Comparing, question: Question, table: Table) -> tuple[AgreementRow, ...]:
    """Return each coder against the gold, or against a second coding, where there is any."""
    options = replace(question.options, table=table)
    source = comparing.source(options)
    groups = [one for one in groups_of(source) if source.share(one, least=len(one)).documents]
    return tuple(comparing.row(question.target(one), options) for one in groups)


def pair_view(comparing: Comparing, question: Question, pair: Pair) -> PairView:
    """Return what is shown of two coders."""
    options = question.options
    target = question.target(pair)
    labels = (question.label,) if question.label is not None else ()
    source = comparing.source(options)
    documents = comparing.number(target, options).share.documents
    return PairView(
        pair,
        comparing.row(target, options),
        comparing.confusion(*pair, options),
        comparing.strips(target, options),
        comparing.attributes(pair, replace(options, labels=labels)),
        comparing.over_time(target, options),
        {one.id: done_day(source.corpus, one.id, pair) for one in documents},
    )


def paragraph_of(comparing: Comparing, question: Question, pair: Pair) -> Paragraph:
    """Return the paragraph: of all coders together, of measures that take long of two only."""
    options = question.options
    source = comparing.source(options)
    group: tuple[Id, ...] = pair
    if not is_slow(question, marks_in(comparing)):
        group = tuple(dict.fromkeys((*pair, *_everybody(comparing, options))))
    own = question.target(group)
    targets = [own]
    if question.needs_percent:
        targets.insert(0, replace(own, measure=PERCENT))
    if own.label is None and own.attribute is None:
        targets += [Target(one, group) for one in _told_besides(comparing, question)]
    rows = tuple(comparing.row(one, options) for one in dict.fromkeys(targets))
    kept = comparing.source(question.kept) if question.measure not in _HEADLINE else source
    texts = {code: methods_paragraph(kept, rows, code) for code in LANGUAGES}
    return Paragraph(texts, rows)


def _told_besides(comparing: Comparing, question: Question) -> tuple[str, ...]:
    has_links = any(comparing.corpus().links.values())
    return _HEADLINE if has_links else _HEADLINE[:2]


def _everybody(comparing: Comparing, options: Options) -> tuple[Id, ...]:
    """Return the coders who have anything that counts."""
    source = comparing.source(options)
    return tuple(
        one.id
        for one in source.corpus.comparable()
        if any(source.is_ready(article.id, one.id) for article in source.choice.articles)
    )
