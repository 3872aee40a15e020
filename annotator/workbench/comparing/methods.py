"""What stands in a paper: sentences with the numbers filled in, in English or Indonesian."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from annotator.agreement.measure import Level
from annotator.agreement.summary import MEASURES
from annotator.model.codebook import Codebook
from annotator.workbench.comparing.items import question_of
from annotator.workbench.comparing.measure_words import LACKS, NAMES, REASONS
from annotator.workbench.comparing.number import RELATIONS, Source
from annotator.workbench.comparing.numerals import bounds, coefficient, percent
from annotator.workbench.comparing.options import Table
from annotator.workbench.comparing.rows import AgreementRow
from annotator.workbench.comparing.shares import Excluded
from annotator.workbench.language import N_, language, message_in, number

HEADLINE = ("span_f1_exact", "span_f1_overlap", "relation_f1_strict")
"""The measures of the paragraph, besides those that were asked for."""

PHRASES: Mapping[str, str] = {
    "span_f1_exact": N_("F1 of marks with the same start, end, fragments and label"),
    "span_f1_overlap": N_("F1 of marks of the same label that share any text"),
    "span_f1_iou50": N_("F1 of marks of the same label that share more than half of their text"),
    "span_f1_unlabelled": N_("F1 of marks with the same start, end and fragments"),
    "char_f1": N_("F1 of characters under the same label"),
    "char_cohen_kappa": N_("Cohen’s κ (1960) of characters, unmarked ones included"),
    "char_krippendorff_alpha": N_(
        "Krippendorff’s nominal α (2011) of characters, unmarked ones included"
    ),
    "alpha_u": N_("Krippendorff’s α_U (1995) of unitizing"),
    "u_alpha_nominal": N_("Krippendorff’s uα (2016) of unitizing and labels"),
    "bar_u_alpha_binary": N_("Krippendorff’s |uα (2016) of what is marked at all"),
    "cu_alpha_nominal": N_("Krippendorff’s cuα (2016) of labels where both marked"),
    "ku_alpha": N_("Krippendorff’s (k)uα (2016) of this label where both marked"),
    "gamma": N_("γ (Mathet, Widlöcher and Métivier 2015)"),
    "gamma_cat": N_("γ-cat (Mathet 2017)"),
    "cohen_kappa": N_("Cohen’s κ (1960)"),
    "cohen_kappa_weighted": N_("Cohen’s weighted κ (1968)"),
    "scott_pi": N_("Scott’s π (1955)"),
    "fleiss_kappa": N_("Fleiss’ κ (1971)"),
    "davies_fleiss_kappa": N_("Davies and Fleiss’ κ (1982)"),
    "gwet_ac1": N_("Gwet’s AC1 (2008)"),
    "relation_f1_strict": N_("F1 of relations with the same label, direction and exact ends"),
    "relation_f1_given_ends": N_("F1 of relations between exactly agreed marks"),
    "relation_f1_lenient": N_("F1 of relations between matched marks"),
}
"""What a measure is called in a sentence, where its name alone would not do."""

_OPENINGS = {
    Table.CODERS: N_(
        "{coders} coders marked the same {documents} articles ({characters} characters) "
        "independently."
    ),
    Table.GOLD: N_(
        "The marks of {coders} coders on {documents} articles ({characters} characters) were "
        "compared with the adjudicated ones."
    ),
    Table.AGAIN: N_(
        "{documents} articles ({characters} characters) were marked twice by the same person."
    ),
}
_VALUE = N_("{what} was {value} ({interval}; n = {units}).")
_MEAN = N_("{what}, as the mean over {pairs} pairs of coders, was {value} ({interval}).")
_NO_INTERVAL = N_("{what} was {value} ({why}; n = {units}).")
_LACKING = N_("{what} could not be given: {why}.")
_INTERVAL = N_("95% bootstrap interval over articles {bounds}, {draws} draws, seed {seed}")
_PERCENT = N_("The coders agreed in {percent} of {units} cases on {what}.")
_OF_LABEL = N_("{what} of the label “{label}”")
_OF_ATTRIBUTE = N_("{what} of the attribute “{attribute}” of “{label}”, on matched marks,")
_OF_FIELD = N_("{what} of the article field “{attribute}”")
_ATTRIBUTE = N_("the attribute “{attribute}” of “{label}”")
_FIELD = N_("the article field “{attribute}”")
_NOTHING_OUT = N_("Nothing was left out.")
_LEFT_OUT = N_("Left out were: {list}.")
_ONE_OUT = N_("{what} ({count})")
_POOLED = N_("Counts were pooled over articles.")
_FINISHED = N_("Only articles that all coders compared had finished were counted.")
_ALL = N_("Articles were counted whether they were finished or not.")


def methods_paragraph(source: Source, rows: Sequence[AgreementRow], code: str | None = None) -> str:
    """Return the paragraph of a paper for some rows, with every number filled in.

    It takes the headline of all labels and what was asked for by name; ``code`` is ``en`` or
    ``id``, else the language in use.  Empty where there are no rows.
    """
    if not rows:
        return ""
    spoken = code or language()
    first = max(rows, key=lambda row: (len(row.coders), row.n_documents))
    chosen = [row for row in rows if row.coders == first.coders and _is_told(source, row)]
    table = source.options.table
    is_finished = source.options.finished_only
    sentences = [
        _opening(source, first, table, spoken),
        message_in(spoken, _FINISHED if is_finished else _ALL),
        *(methods_sentence(source.codebook, row, spoken) for row in chosen),
        message_in(spoken, _POOLED),
        _left_out(first.excluded, spoken),
    ]
    return " ".join(sentences)


def _is_told(source: Source, row: AgreementRow) -> bool:
    is_whole = row.label is None or len(source.options.labels) == 1
    if source.options.measures or source.options.attribute:
        return is_whole or row.attribute is not None or MEASURES[row.measure].needs_label
    return row.measure in HEADLINE and is_whole


def _opening(source: Source, row: AgreementRow, table: Table, code: str) -> str:
    articles = source.corpus.articles
    share = source.share(row.target.coders, least=2)
    characters = sum(articles[one.id].length for one in share.documents)
    return message_in(code, _OPENINGS[table]).format(
        coders=number(len(row.coders) if table is Table.CODERS else 1, code=code),
        documents=number(row.n_documents, code=code),
        characters=number(characters, code=code),
    )


def methods_sentence(codebook: Codebook, row: AgreementRow, code: str | None = None) -> str:
    """Return one number as a sentence of a paper, with what it is of, interval and count."""
    spoken = code or language()
    what = _what(codebook, row, spoken)
    if row.value is None:
        why = message_in(spoken, LACKS.get(row.lack or "", row.lack or ""))
        return _sentence(spoken, _LACKING, what=what, why=why)
    units = number(row.n_units, code=spoken)
    if row.measure == "percent_agreement":
        return _sentence(spoken, _PERCENT, what=what, percent=percent(row.value, code=spoken),
                         units=units)  # fmt: skip
    value = coefficient(row.value, 3, code=spoken)
    interval = row.interval
    if interval is None or interval.low is None:
        lack = (interval.lack if interval else None) or "few_documents"
        why = message_in(spoken, LACKS.get(lack, lack))
        return _sentence(spoken, _NO_INTERVAL, what=what, value=value, why=why, units=units)
    written = message_in(spoken, _INTERVAL).format(
        bounds=bounds(interval, code=spoken),
        draws=number(interval.draws, code=spoken),
        seed=interval.seed,
    )
    pairs = number(row.counts.get("pairs", 0), code=spoken)
    template = _MEAN if "pairs" in row.counts else _VALUE
    return _sentence(
        spoken, template, what=what, value=value, interval=written, units=units, pairs=pairs
    )


def _sentence(code: str, template: str, **fields: str) -> str:
    made = message_in(code, template).format(**fields)
    # A Greek letter is the name of a measure, and its capital would be another one.
    return made[:1].upper() + made[1:] if made[:1].isascii() else made


def _what(codebook: Codebook, row: AgreementRow, code: str) -> str:
    """Return what a number is and of what, in words."""
    phrase = message_in(code, PHRASES.get(row.measure) or NAMES.get(row.measure, row.measure))
    label = label_in(codebook, row, code)
    if MEASURES[row.measure].level is Level.ITEMS:
        attribute = attribute_in(codebook, row, code)
        is_percent = row.measure == "percent_agreement"
        if row.label is None:
            template = _FIELD if is_percent else _OF_FIELD
        else:
            template = _ATTRIBUTE if is_percent else _OF_ATTRIBUTE
        return message_in(code, template).format(what=phrase, attribute=attribute, label=label)
    if row.label is None:
        return phrase
    return message_in(code, _OF_LABEL).format(what=phrase, label=label)


def label_in(codebook: Codebook, row: AgreementRow, code: str) -> str:
    """Return the name of a row's label (of marks or relations) in a language, or its id."""
    known = codebook.relations if row.measure in RELATIONS else codebook.labels
    entry = known.get(row.label or "")
    return (entry.name.in_language(code) if entry else "") or row.label or ""


def attribute_in(codebook: Codebook, row: AgreementRow, code: str) -> str:
    """Return the name of a row's attribute in a language, or its id."""
    question = question_of(codebook, row.label, row.attribute or "")
    return (question.name.in_language(code) if question else "") or row.attribute or ""


def _left_out(excluded: Iterable[Excluded], code: str) -> str:
    parts = [
        message_in(code, _ONE_OUT).format(
            count=number(one.count, code=code), what=message_in(code, REASONS[one.reason])
        )
        for one in excluded
    ]
    if not parts:
        return message_in(code, _NOTHING_OUT)
    return message_in(code, _LEFT_OUT).format(list="; ".join(parts))
