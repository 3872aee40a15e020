"""Answers side by side: the items that attribute measures count, and where each comes from.

An attribute is compared on marks that stand for one another: those of one label that share any text
(``rows_of``).  The answers do not decide who is matched, or agreement would be too high.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from annotator.agreement.contents import item_answer
from annotator.agreement.matching import OVERLAP
from annotator.agreement.measure import Answer, Items, Unit
from annotator.agreement.rows import rows_of
from annotator.model.attributes import Attribute, AttributeType
from annotator.model.codebook import Codebook
from annotator.model.identity import Id
from annotator.model.span import Attributes, AttributeValue
from annotator.workbench.comparing.corpus import Corpus
from annotator.workbench.comparing.options import Options
from annotator.workbench.comparing.shares import (
    Excluded,
    Reason,
    Share,
    excluded_of,
    marks_of,
)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that every coder could answer: the marks (none for a document field), the answers.

    ``units`` and ``answers`` have one entry a coder, None where there is none.
    """

    document: Id
    units: tuple[Unit | None, ...]
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """The items of one attribute, a list a document of the share, and what was left out."""

    documents: tuple[tuple[Item, ...], ...]
    excluded: tuple[Excluded, ...]

    def plain(self) -> list[Items]:
        """Return the bare answers, as measures want them."""
        return [[item.answers for item in items] for items in self.documents]


def question_of(codebook: Codebook, label: str | None, attribute: str) -> Attribute | None:
    """Return what the codebook says of an attribute; of a document field without a label."""
    if label is None:
        return codebook.document.get(attribute)
    entry = codebook.labels.get(label)
    return entry.attributes.get(attribute) if entry else None


def level_of(question: Attribute | None) -> str:
    """Return how far apart two answers can be: the codebook's word, else what the type suggests.

    Several values at once are compared as sets (``jaccard``).
    """
    if question is None:
        return "nominal"
    if question.many:
        return "jaccard"
    if question.agreement not in (None, "ignore"):
        return str(question.agreement)
    return "interval" if question.type is AttributeType.NUMBER else "nominal"


def order_of(question: Attribute | None) -> tuple[str, ...]:
    """Return the values in the order of the codebook, without those that stand for no answer."""
    if question is None:
        return ()
    return tuple(one.id for one in question.values.values() if not one.is_missing_code)


def is_ignored(question: Attribute | None) -> bool:
    """Tell whether the codebook keeps an attribute out of agreement."""
    return question is not None and question.agreement == "ignore"


class _Reading:
    """Turns stored answers into answers that are compared; counts those that say nothing."""

    def __init__(self, question: Attribute | None, attribute: str) -> None:
        self._attribute = attribute
        values = question.values.values() if question else ()
        self._missing = {one.id for one in values if one.is_missing_code}
        self._is_many = question is not None and question.many
        self.missing_codes = 0

    def answer(self, said: Mapping[str, AttributeValue]) -> Answer:
        answer = item_answer(said.get(self._attribute))
        if answer is None:
            return None
        given = answer if isinstance(answer, frozenset) else frozenset((answer,))
        if given <= self._missing:
            self.missing_codes += 1
            return None
        return given - self._missing if self._is_many else answer


def attribute_items(
    corpus: Corpus,
    options: Options,
    share: Share,
    question: Attribute | None,
    place: tuple[str, str],
) -> Asked:
    """Return the items of an attribute of a label (``place``: label and attribute)."""
    label, attribute = place
    said, reading = corpus.answers(label), _Reading(question, attribute)
    nothing: Mapping[str, AttributeValue] = {}
    found: list[tuple[Item, ...]] = []
    alone = silent = 0
    for article in share.documents:
        sides = [_marked(corpus, options, article.id, one, label) for one in share.coders]
        items = []
        for places in rows_of(sides, OVERLAP):
            row = tuple(
                None if place is None else side[place]
                for side, place in zip(sides, places, strict=True)
            )
            if sum(unit is not None for unit in row) < 2:
                alone += 1
                continue
            answers = tuple(
                reading.answer(said.get(Id(unit.id), nothing)) if unit else None for unit in row
            )
            given = sum(answer is not None for answer in answers)
            if given >= 2:
                items.append(Item(article.id, row, answers))
            elif given:
                silent += 1
        found.append(tuple(items))
    lost = {
        Reason.NO_PARTNER: alone,
        Reason.ONE_ANSWER: silent,
        Reason.MISSING_CODE: reading.missing_codes,
    }
    return Asked(tuple(found), excluded_of(lost))


def field_items(
    corpus: Corpus, options: Options, share: Share, question: Attribute | None, name: str
) -> Asked:
    """Return the items of a document field: one a document."""
    reading = _Reading(question, name)
    found: list[tuple[Item, ...]] = []
    silent = 0
    for article in share.documents:
        answers = tuple(
            reading.answer(_fields(corpus, options, article.id, one)) for one in share.coders
        )
        given = sum(answer is not None for answer in answers)
        silent += given == 1
        nobody = (None,) * len(answers)
        found.append((Item(article.id, nobody, answers),) if given >= 2 else ())
    lost = {Reason.ONE_ANSWER: silent, Reason.MISSING_CODE: reading.missing_codes}
    return Asked(tuple(found), excluded_of(lost))


def _counts(corpus: Corpus, options: Options, document: Id, coder: Id) -> bool:
    """Tell whether a coder takes part: of many coders, some may not have finished a document."""
    return not options.finished_only or corpus.has_finished(document, coder)


def _fields(corpus: Corpus, options: Options, document: Id, coder: Id) -> Attributes:
    return corpus.fields(document, coder) if _counts(corpus, options, document, coder) else {}


def _marked(corpus: Corpus, options: Options, document: Id, coder: Id, label: str) -> list[Unit]:
    if not _counts(corpus, options, document, coder):
        return []
    return [one for one in marks_of(corpus, options, document, coder) if one.label == label]
