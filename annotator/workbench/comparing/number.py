"""One number about a project: its documents, its value and interval, and what was left out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from annotator.agreement.measure import Items, Level, Measure, Text
from annotator.agreement.summary import MEASURES, Summary, mean_of_pairs, summarise
from annotator.model.attributes import Attribute
from annotator.model.codebook import Codebook
from annotator.model.errors import InputError
from annotator.model.identity import Id
from annotator.workbench.comparing.corpus import Corpus
from annotator.workbench.comparing.items import (
    Asked,
    attribute_items,
    field_items,
    order_of,
    question_of,
)
from annotator.workbench.comparing.options import Options, Target
from annotator.workbench.comparing.shares import (
    OF_DOCUMENTS,
    Choice,
    Excluded,
    Reason,
    Share,
    chosen_documents,
    excluded_of,
    share_of,
    texts_of,
)

Told = Callable[[int, int], bool]
"""Called with steps done and steps in all; False stops the work."""

RELATIONS = frozenset({"relation_f1_strict", "relation_f1_given_ends", "relation_f1_lenient"})


@dataclass(frozen=True, slots=True)
class Number:
    """A measure of some documents; ``share`` holds them, in the order of ``documents``.

    ``asked`` are the items behind an attribute's number, ``pairs`` the numbers that a mean over
    pairs of coders is made of; else they are None and empty.
    """

    target: Target
    share: Share
    excluded: tuple[Excluded, ...]
    summary: Summary
    documents: Sequence[Text | Items] = ()
    asked: Asked | None = None
    pairs: tuple[Number, ...] = ()

    def value_on(self, documents: Collection[Id]) -> float | None:
        """Return the value that some of the documents have by themselves; None for none."""
        places = [at for at, one in enumerate(self.share.documents) if one.id in documents]
        return replace(self.summary, sums=self.summary.sums[places]).pooled.value


@dataclass
class Source:
    """What numbers are made of: the corpus, a question, and what the question leaves of it."""

    corpus: Corpus
    codebook: Codebook
    options: Options
    choice: Choice
    drawn: dict[Target, Summary] = field(default_factory=dict, repr=False, compare=False)
    """What was drawn for γ or γ-cat, by what the number is of, so that it serves the other too."""

    def share(self, coders: Sequence[Id], *, least: int = 0) -> Share:
        """Return the documents that some coders have in common."""
        return share_of(self.corpus, self.options, self.choice, coders, least=least)

    def is_ready(self, document: Id, coder: Id) -> bool:
        """Tell whether a coder's work on a document counts: finished, or begun where all count."""
        if self.options.finished_only:
            return self.corpus.has_finished(document, coder)
        return self.corpus.has_begun(document, coder)


def source_of(corpus: Corpus, codebook: Codebook, options: Options) -> Source:
    """Return what numbers are made of under some options.

    Raises InputError ``unknown_document`` where an article is chosen that is not there.
    """
    return Source(corpus, codebook, options, chosen_documents(corpus, options))


def number_of(source: Source, target: Target, told: Told | None = None) -> Number:
    """Work out one number.

    Raises InputError ``unknown_measure`` (``measure``), ``measure_needs_attribute``,
    ``measure_needs_label`` (``measure``);
    Stopped where ``told`` returns False.
    """
    measure = MEASURES.get(target.measure)
    if measure is None:
        raise InputError("unknown_measure", measure=target.measure, known=", ".join(MEASURES))
    if measure.level is Level.ITEMS:
        if target.attribute is None:
            raise InputError("measure_needs_attribute", measure=target.measure)
        if len(target.coders) > 2 and measure.coders == 2:
            return _over_pairs(source, target, told)
        return _of_items(source, target)
    if len(target.coders) > 2 and is_mean_of_pairs(target.measure):
        return _over_pairs(source, target, told)
    return _of_texts(source, target, told)


def is_mean_of_pairs(measure: str) -> bool:
    """Tell whether more than two coders are compared two at a time, and the mean is told."""
    known = MEASURES[measure]
    return known.coders == 2 or "_f1" in measure


def _of_texts(source: Source, target: Target, told: Told | None) -> Number:
    share = source.share(target.coders)
    is_among_others = MEASURES[target.measure].needs_label
    if is_among_others and target.label is None:
        raise InputError("measure_needs_label", measure=target.measure)
    texts = texts_of(
        source.corpus,
        source.options,
        share,
        _labels_of(source, target, is_among_others=is_among_others),
        with_links=target.measure in RELATIONS,
    )
    summary = _summary(source, target, texts, told)
    return Number(target, share, share.excluded, summary, texts)


def _summary(source: Source, target: Target, texts: Sequence[Text], told: Told | None) -> Summary:
    measure, options = MEASURES[target.measure], source.options
    place = replace(target, measure="")
    known = source.drawn.get(place)
    served = None if known is None else known.of(measure)
    if served is not None:
        return served
    summary = summarise(
        measure, texts, label=target.label, draws=options.draws, seed=options.seed, told=told
    )
    if summary.counting.others:
        source.drawn[place] = summary
    return summary


def _labels_of(source: Source, target: Target, *, is_among_others: bool) -> tuple[str, ...]:
    """Return the labels whose marks a number is made of, none for all.

    A label that is told from others needs the marks of the others, too: those of the labels that a
    question names, or all where it names none but this one.
    """
    asked = source.options.labels
    if is_among_others:
        others = [one for one in asked if one != target.label and one in source.corpus.labels]
        return asked if others else ()
    return asked if target.label is None else (target.label,)


def _of_items(source: Source, target: Target) -> Number:
    assert target.attribute is not None
    share = source.share(target.coders, least=2)
    question = question_of(source.codebook, target.label, target.attribute)
    if target.label is None:
        asked = field_items(source.corpus, source.options, share, question, target.attribute)
    else:
        place = (target.label, target.attribute)
        asked = attribute_items(source.corpus, source.options, share, question, place)
    items = asked.plain()
    options = source.options
    summary = summarise(
        MEASURES[target.measure],
        items,
        order=_scale_of(MEASURES[target.measure], question),
        draws=options.draws,
        seed=options.seed,
    )
    lost = _without_enough_answers(summary, items)
    return Number(target, share, (*share.excluded, *asked.excluded, *lost), summary, items, asked)


def _scale_of(measure: Measure, question: Attribute | None) -> tuple[str, ...] | None:
    """Return the values that answers can have, in their order, as far as the codebook tells.

    Where several may be given an answer is a set of them, and no single value is an answer.  What
    needs an order is given that of the values all the same: sets have no place in it.
    """
    if question is not None and question.many and not measure.needs_order:
        return None
    return order_of(question) or None


def _without_enough_answers(summary: Summary, documents: Sequence[Items]) -> tuple[Excluded, ...]:
    """Return the items that other measures count and this one leaves out."""
    counted = summary.pooled.units
    lost = sum(map(len, documents)) - counted if counted else 0
    return excluded_of({Reason.LACKING_ANSWERS: lost})


def _over_pairs(source: Source, target: Target, told: Told | None) -> Number:
    """Return the mean over all pairs of coders, each on the documents that it has in common."""
    pairs = tuple(
        number_of(source, replace(target, coders=pair), told)
        for pair in combinations(target.coders, 2)
    )
    counted = {one.id: one for pair in pairs for one in pair.share.documents}
    documents = tuple(one for one in source.choice.articles if one.id in counted)
    place_of = {one.id: place for place, one in enumerate(documents)}
    places = [[place_of[one.id] for one in pair.share.documents] for pair in pairs]
    summary = mean_of_pairs([pair.summary for pair in pairs], places, len(documents))
    every = source.share(target.coders, least=2)
    share = replace(every, documents=documents)
    return Number(target, share, _added(pairs, share), summary, pairs=pairs)


def _added(pairs: Sequence[Number], share: Share) -> tuple[Excluded, ...]:
    """Return what was left out: documents once, marks and answers of all pairs together.

    A document that only some pairs have in common is counted, so no pair lacks it here.
    """
    once = {one.reason: one for one in share.excluded}
    sums: dict[str, Excluded] = {}
    for pair in pairs:
        for one in pair.excluded:
            if one.reason not in once and one.reason not in OF_DOCUMENTS:
                known = sums.get(one.reason)
                count = one.count + (known.count if known else 0)
                sums[one.reason] = Excluded(one.reason, count)
    return (*once.values(), *sums.values())
