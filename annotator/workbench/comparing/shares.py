"""Which documents a number is about, what each coder has on them, and what is left out and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotator.agreement.measure import Link, Text, Unit
from annotator.model.errors import InputError
from annotator.model.identity import Id
from annotator.store.units import Article
from annotator.workbench.comparing.corpus import Corpus, left_out_origins
from annotator.workbench.comparing.options import Options


class Reason(StrEnum):
    """Why something does not count."""

    EARLIER_VERSION = "earlier_version"
    """Documents that a correction has replaced."""
    NOT_CHOSEN = "not_chosen"
    """Documents outside the choice of keys, metadata or days."""
    ONE_CODER = "one_coder"
    """Documents that only one of these coders has begun."""
    UNFINISHED = "unfinished"
    """Documents that these coders have begun but not all finished."""
    SUGGESTED = "suggested"
    """Marks that a suggestion made."""
    BULK = "bulk"
    """Marks that were made many at a time."""
    NO_PARTNER = "no_partner"
    """Marks without a partner, so that nothing can be compared on them."""
    ONE_ANSWER = "one_answer"
    """Pairs of which fewer than two coders answered."""
    MISSING_CODE = "missing_code"
    """Answers that say that the coder could not tell."""
    LACKING_ANSWERS = "lacking_answers"
    """Items that two coders answered, but not as many, or not with the values, as it takes."""


OF_DOCUMENTS = frozenset(
    {Reason.EARLIER_VERSION, Reason.NOT_CHOSEN, Reason.ONE_CODER, Reason.UNFINISHED}
)
"""The reasons that are about whole documents."""


@dataclass(frozen=True, slots=True)
class Excluded:
    """How many things of a kind do not count."""

    reason: Reason
    count: int


@dataclass(frozen=True, slots=True)
class Share:
    """What some coders have in common: the documents that count, and what was left out."""

    coders: tuple[Id, ...]
    documents: tuple[Article, ...]
    excluded: tuple[Excluded, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """The documents that were chosen, and how many were not."""

    articles: tuple[Article, ...]
    not_chosen: int


def chosen_documents(corpus: Corpus, options: Options) -> Choice:
    """Return the documents that the keys and metadata of a question leave.

    Raises InputError ``unknown_document`` (``document``) for a key that nothing has.
    """
    every = tuple(corpus.articles.values())
    found: Iterable[Article] = every
    if options.documents:
        known = {name for one in every for name in (one.id, one.key)}
        for name in options.documents:
            if name not in known:
                raise InputError("unknown_document", document=name)
        wanted = set(options.documents)
        found = [one for one in found if one.id in wanted or one.key in wanted]
    for name, value in options.meta:
        said = corpus.metadata
        found = [one for one in found if str(said.get(one.id, {}).get(name, "")) == value]
    articles = tuple(found)
    return Choice(articles, len(every) - len(articles))


def share_of(
    corpus: Corpus, options: Options, choice: Choice, coders: Sequence[Id], *, least: int = 0
) -> Share:
    """Return what some coders have in common.

    A document counts where all of them have finished it (``least``: that many of them), or, where
    unfinished ones are wanted, have begun it.
    """
    needed = least or len(coders)
    counted: list[Article] = []
    alone = unfinished = outside = 0
    for article in choice.articles:
        begun = [one for one in coders if corpus.has_begun(article.id, one)]
        ready = begun
        if options.finished_only:
            ready = [one for one in begun if corpus.has_finished(article.id, one)]
        if len(ready) >= needed:
            if _is_on_day(corpus, options, article.id, ready):
                counted.append(article)
            else:
                outside += 1
        elif len(begun) >= needed:
            unfinished += 1
        elif begun:
            alone += 1
    lost = {
        Reason.EARLIER_VERSION: corpus.replaced,
        Reason.NOT_CHOSEN: choice.not_chosen + outside,
        Reason.ONE_CODER: alone,
        Reason.UNFINISHED: unfinished,
        **_marks_left_out(corpus, options, counted, coders),
    }
    return Share(tuple(coders), tuple(counted), excluded_of(lost))


def excluded_of(lost: dict[Reason, int]) -> tuple[Excluded, ...]:
    """Return what was left out, without the reasons that left nothing out."""
    return tuple(Excluded(reason, count) for reason, count in lost.items() if count)


def _is_on_day(corpus: Corpus, options: Options, document: Id, coders: Sequence[Id]) -> bool:
    if not (options.first_day or options.last_day):
        return True
    day = done_day(corpus, document, coders)
    return bool(day) and (options.first_day or "") <= day <= (options.last_day or "9")


def done_day(corpus: Corpus, document: Id, coders: Sequence[Id]) -> str:
    """Return the UTC day on which the last of some coders was done with a document.

    It is empty while one of them is not.
    """
    days = [corpus.day(document, one) for one in coders]
    return max(days, default="") if all(days) else ""


def _marks_left_out(
    corpus: Corpus, options: Options, articles: Sequence[Article], coders: Sequence[Id]
) -> dict[Reason, int]:
    found = {}
    for reason, is_in in (
        (Reason.SUGGESTED, options.with_suggested),
        (Reason.BULK, options.with_bulk),
    ):
        if not is_in:
            found[reason] = sum(
                corpus.units[article.id, one][1].count(str(reason))
                for article in articles
                for one in coders
                if (article.id, one) in corpus.units
            )
    return found


def marks_of(corpus: Corpus, options: Options, document: Id, coder: Id) -> list[Unit]:
    """Return the marks of one coder that count, whatever their label."""
    if options.with_suggested and options.with_bulk:
        return corpus.marked(document, coder, frozenset())
    without = left_out_origins(with_suggested=options.with_suggested, with_bulk=options.with_bulk)
    return corpus.marked(document, coder, without)


def texts_of(
    corpus: Corpus, options: Options, share: Share, labels: Sequence[str], *, with_links: bool
) -> list[Text]:
    """Return the documents of a share with the marks of some labels (none given: all).

    Relations come with all marks, of which they need both ends; then ``labels`` are those of
    relations.
    """
    made = []
    wanted = frozenset(labels)
    for article in share.documents:
        marked = [marks_of(corpus, options, article.id, one) for one in share.coders]
        links: tuple[list[Link], ...] = ()
        if with_links:
            links = tuple(
                _links(corpus, (article.id, one), some, wanted)
                for one, some in zip(share.coders, marked, strict=True)
            )
        elif wanted:
            marked = [[unit for unit in some if unit.label in wanted] for some in marked]
        made.append(Text(article.length, tuple(marked), links))
    return made


def _links(
    corpus: Corpus, place: tuple[Id, Id], marked: Sequence[Unit], wanted: frozenset[str]
) -> list[Link]:
    there = {unit.id for unit in marked}
    return [
        link
        for link in corpus.links.get(place, ())
        if link.source in there and link.target in there and (not wanted or link.label in wanted)
    ]
