"""What the agreement page says, as sentences."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.gui.review.agreement.asked import Listing, NumberAsked
from annotator.gui.review.agreement.overview import ENOUGH, Overview
from annotator.gui.review.agreement.question import Question
from annotator.gui.theme.naming import naming
from annotator.model.words import Words
from annotator.workbench.comparing.confusion import Confusion
from annotator.workbench.comparing.items import question_of
from annotator.workbench.comparing.measure_words import lack_words, measure_name
from annotator.workbench.comparing.numerals import bounds, coefficient
from annotator.workbench.comparing.passages import Kind, Passage
from annotator.workbench.comparing.rows import AgreementRow
from annotator.workbench.comparing.shares import OF_DOCUMENTS, Reason
from annotator.workbench.language import N_, _, ngettext, number
from annotator.workbench.version_words import answer_words

KINDS = {
    Kind.ONE_SIDED: N_("one-sided"),
    Kind.BOUNDARY: N_("boundary"),
    Kind.LABEL: N_("other label"),
    Kind.SPLIT: N_("split"),
    Kind.MIXED: N_("mixed"),
    Kind.CHARACTERS: N_("marked differently"),
    Kind.RELATION: N_("relation"),
    Kind.ANSWER: N_("other answer"),
    Kind.AGREED: N_("alike"),
    Kind.MARKS: N_("marks that touch"),
}
"""In what the coders differ at a passage."""

_ARTICLES = OF_DOCUMENTS - {Reason.EARLIER_VERSION}

SHORT_NAMES = {
    "span_f1_exact": N_("Exact F1"),
    "span_f1_overlap": N_("overlap"),
    "char_f1": N_("character"),
    "u_alpha_nominal": N_("uα"),
    "gamma": N_("γ"),
}
"""What the switches call the measures that are always seen."""


def label_name(label: str | None) -> str:
    """Return the name of a label of marks or of relations; of None that there is no mark."""
    if label is None:
        return _("not marked")
    known = naming().codebook
    if label not in known.labels and label in known.relations:
        return naming().relation_name(label)
    return naming().label_name(label)


def attribute_name(label: str | None, attribute: str) -> str:
    """Return the name of an attribute, or of a field of the article."""
    known = question_of(naming().codebook, label, attribute)
    return naming().words(known.name if known else Words(), attribute)


def place_words(question: Question) -> str:
    """Return what a question is about besides the measure, if it is narrowed."""
    parts = [label_name(question.label)] if question.label is not None else []
    if question.attribute is not None and question.is_of_answers:
        parts.append(attribute_name(question.label, question.attribute))
    return ", ".join(parts)


def matrix_words(question: Question) -> str:
    """Return what the matrix shows."""
    what = ", ".join(one for one in (measure_name(question.measure), place_words(question)) if one)
    return _("{what}; above: the counts behind it").format(what=what)


def confusion_words(confusion: Confusion) -> str:
    """Return what the confusion finds, and by which criterion."""
    alone = ngettext(
        "{count} mark without a partner", "{count} marks without a partner", confusion.alone
    ).format(count=number(confusion.alone))
    confused = ngettext(
        "{count} pair with other labels", "{count} pairs with other labels", confusion.confused
    ).format(count=number(confusion.confused))
    return _("by overlap: {alone}, {confused}").format(alone=alone, confused=confused)


def articles_words(row: AgreementRow, question: Question) -> str:
    """Return which articles are counted, and of how many that could be."""
    others = sum(one.count for one in row.excluded if one.reason in _ARTICLES)
    template = _("only articles that both have finished: {count} of {all}")
    if not question.finished_only:
        template = _("articles that both have begun: {count} of {all}")
    return template.format(count=number(row.n_documents), all=number(row.n_documents + others))


def can_count_begun(overview: Overview) -> bool:
    """Tell whether there would be numbers if unfinished articles counted."""
    return overview.question.finished_only and overview.begun >= ENOUGH


def nothing_words(overview: Overview) -> tuple[str, str, str]:
    """Return what belongs where there are no numbers, and the one next step."""
    told = ngettext(
        "Here stands how far coders agree, as soon as two of them have finished the same"
        " article. So far {count} coder has finished any.",
        "Here stands how far coders agree, as soon as two of them have finished the same"
        " article. So far {count} coders have finished any.",
        overview.finished,
    ).format(count=number(overview.finished))
    step = _("Count unfinished articles") if can_count_begun(overview) else _("Hand out work")
    return _("Nothing to compare yet"), told, step


def value_words(row: AgreementRow) -> str:
    """Return a number with its interval and count, or why there is none."""
    if row.value is None:
        return f"{coefficient(None)}: {lack_words(row.lack)}"
    interval = bounds(row.interval)
    parts = [coefficient(row.value, 3), interval, f"n {number(row.n_units)}"]
    return " ".join(one for one in parts if one)


def percent_words(value: float | None) -> str:
    """Return a share as a whole percentage, without its sign."""
    return coefficient(None) if value is None else number(round(value * 100))


def share_words(value: float | None) -> str:
    """Return a share as a whole percentage with its sign, or that there is none."""
    return coefficient(None) if value is None else f"{percent_words(value)}%"


def listing_words(listing: Listing) -> tuple[str, str, str]:
    """Return the heads of a list: how much there is, what is in it, and what its numbers are."""
    shown = listing.passages
    if listing.is_count:
        counted = ngettext("{count} passage", "{count} passages", len(shown))
        return counted.format(count=number(len(shown))), _("in the order of the articles"), ""
    differing = [one for one in shown if one.share]
    words = ngettext("{count} case", "{count} cases", len(differing))
    count = words.format(count=number(len(differing)))
    marks = sum(len(some) for one in differing for some in one.marks)
    if marks and not any(one.answers or one.links for one in differing):
        told = ngettext("{count} mark", "{count} marks", marks).format(count=number(marks))
        count = f"{count}, {told}"
    return count, _what_is_listed(listing), _("share")


def _what_is_listed(listing: Listing) -> str:
    asked = listing.asked
    measure = asked.target.measure if isinstance(asked, NumberAsked) else ""
    known = {
        "span_f1_exact": _("without an exact partner, by share"),
        "span_f1_overlap": _("without a partner that overlaps, by share"),
        "char_f1": _("characters without a partner, by share"),
    }
    if measure.startswith("relation"):
        return _("relations without a partner, by share")
    if any(one.answers for one in listing.passages[:1]):
        return _("answers, by share in what differs")
    return known.get(measure, _("by share in what differs"))


def sum_words(listing: Listing) -> str:
    """Return what a list adds up to: ``sum .0484 = 1 − .9516``, or the count."""
    if listing.is_count:
        return _("sum {sum}").format(sum=number(len(listing.passages)))
    if listing.value is None:
        lack = listing.row.lack if listing.row else None
        return f"{coefficient(None)}: {lack_words(lack or 'nothing')}"
    total, value = coefficient(listing.total, 4), coefficient(listing.value, 4)
    if listing.value < 0:
        value = f"({value})"
    return _("sum {sum} = 1 − {value}").format(sum=total, value=value)


def attribute_title(listing: Listing | None) -> str:
    """Return what a list of answers to a field of articles is about."""
    place = _attribute_asked(listing)
    return attribute_name(*place) if place is not None else ""


def _attribute_asked(listing: Listing | None) -> tuple[str | None, str] | None:
    asked = listing.asked if listing is not None else None
    if not isinstance(asked, NumberAsked) or asked.target.attribute is None:
        return None
    return asked.target.label, asked.target.attribute


def answers_words(passage: Passage, names: Sequence[str], listing: Listing | None) -> str:
    """Return what each coder answered to the attribute that a list is about."""
    book, place = naming().codebook, _attribute_asked(listing)
    asked = question_of(book, *place) if place is not None else None
    parts = []
    for name, answer in zip(names, passage.answers, strict=True):
        many = sorted(map(str, answer)) if isinstance(answer, frozenset) else answer
        told = "–" if answer is None else answer_words(many, asked, book)
        parts.append(f"{name}: {told}")
    return "; ".join(parts)


def short_names(names: Sequence[str]) -> list[str]:
    """Return the shortest beginnings that tell names apart."""
    for length in range(1, max((len(one) for one in names), default=1) + 1):
        short = [one[:length] for one in names]
        if len(set(short)) == len(set(names)):
            return short
    return list(names)
