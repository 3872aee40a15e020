"""Which numbers a question about the agreement asks for: whose, which measures, of what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from annotator.agreement.measure import Level
from annotator.agreement.summary import MEASURES
from annotator.model.assignment import again_id, gold_id
from annotator.model.coder import Coder, folded_name
from annotator.model.errors import InputError
from annotator.model.identity import Id
from annotator.workbench.comparing.items import is_ignored, level_of, question_of
from annotator.workbench.comparing.number import RELATIONS, Source
from annotator.workbench.comparing.options import Table, Target

HEADLINE = ("span_f1_exact", "span_f1_overlap", "span_f1_unlabelled", "char_f1")
PER_LABEL = ("span_f1_exact", "span_f1_overlap")
RELATION_SET = ("relation_f1_strict", "relation_f1_given_ends", "relation_f1_lenient")
PERCENT = "percent_agreement"

Group = tuple[Id, ...]
"""Coders that one number is about."""


def targets_of(source: Source) -> list[Target]:
    """Return every number that a question asks for, in the order in which they are told.

    Without measures these are the F1 of marks, of all and by label, of relations, and for each
    attribute the percentage, κ and α.  Whatever corrects for chance comes with the percentage.

    Raises InputError ``unknown_measure``, ``unknown_coder``, ``needs_two_coders``,
    ``unknown_label``, ``unknown_attribute``.
    """
    options = source.options
    _check(source)
    groups = groups_of(source)
    found: list[Target] = []
    for place, group in enumerate(groups):
        is_part = place > 0 and options.table is Table.CODERS
        if options.measures:
            found += _asked(source, group)
        elif options.attribute is not None:
            found += _attributes(source, group, ())
        elif is_part:  # of more than two coders: the pairs by their headline only
            found += [Target(one, group) for one in HEADLINE]
        else:
            found += _sensible(source, group)
    return list(dict.fromkeys(found))


def groups_of(source: Source) -> list[Group]:
    """Return whom numbers are about: all coders together first, then each two of them."""
    people = people_of(source)
    ids = [one.id for one in people]
    corpus, table = source.corpus, source.options.table
    if table is Table.CODERS:
        if len(ids) < 2:
            raise InputError("needs_two_coders", count=len(ids))
        pairs: list[Group] = list(combinations(ids, 2))
        return pairs if len(ids) == 2 else [tuple(ids), *pairs]
    if table is Table.GOLD:
        gold = gold_id(corpus.project.project_id)
        return [(one, gold) for one in ids]
    again = [(one, again_id(one)) for one in ids]
    return [pair for pair in again if pair[1] in corpus.people]


def people_of(source: Source) -> list[Coder]:
    """Return the coders that a question names; without names, all who have begun something.

    Raises InputError ``unknown_coder`` (``coder``, ``known``).
    """
    corpus = source.corpus
    people = corpus.comparable()
    if not source.options.coders:
        begun = {coder for _document, coder in (*corpus.units, *corpus.heads)}
        return [one for one in people if one.id in begun]
    found = []
    for name in source.options.coders:
        fitting = [one for one in people if name in (one.id, one.key)]
        fitting = fitting or [one for one in people if folded_name(name) == folded_name(one.name)]
        if not fitting:
            known = ", ".join(one.name for one in people)
            raise InputError("unknown_coder", coder=name, known=known)
        found.append(fitting[0])
    return list(dict.fromkeys(found))


def _check(source: Source) -> None:
    options = source.options
    for measure in options.measures:
        if measure not in MEASURES:
            raise InputError("unknown_measure", measure=measure, known=", ".join(MEASURES))
    links = {link.label for some in source.corpus.links.values() for link in some}
    known = {*source.codebook.labels, *source.codebook.relations, *source.corpus.labels, *links}
    for label in options.labels:
        if label not in known:
            raise InputError("unknown_label", label=label, known=", ".join(sorted(known)))
    if options.attribute is not None and not list(attributes_of(source)):
        raise InputError("unknown_attribute", attribute=options.attribute)


def labels_of(source: Source) -> list[str]:
    """Return the labels of marks that are counted apart, in the order of the codebook."""
    used = source.corpus.labels
    ordered = [one for one in source.codebook.labels if one in used]
    every = [*ordered, *(one for one in used if one not in source.codebook.labels)]
    return [one for one in every if not source.options.labels or one in source.options.labels]


def attributes_of(source: Source) -> Iterator[tuple[str | None, str]]:
    """Yield the attributes that are compared, by label, then the document fields (label None).

    They are those that anybody answered; what the codebook keeps out of agreement is left out
    unless it is asked for by name or wanted.
    """
    options, corpus = source.options, source.corpus
    places: list[tuple[str | None, str]] = []
    for label in labels_of(source):
        said = dict.fromkeys(name for one in corpus.answers(label).values() for name in one)
        entry = source.codebook.labels.get(label)
        known = list(entry.attributes) if entry else []
        places += [(label, name) for name in (*known, *said) if name in said]
    if not options.labels:
        fields = {name for place in corpus.heads for name in corpus.fields(*place)}
        places += [(None, name) for name in source.codebook.document if name in fields]
        places += [(None, name) for name in sorted(fields) if name not in source.codebook.document]
    for place in dict.fromkeys(places):
        is_in = options.with_ignored or not is_ignored(question_of(source.codebook, *place))
        if place[1] == options.attribute or (options.attribute is None and is_in):
            yield place


def _sensible(source: Source, group: Group) -> Iterator[Target]:
    options = source.options
    alone = options.labels[0] if len(options.labels) == 1 else None
    is_of_spans = not options.labels or bool(labels_of(source))
    if is_of_spans:
        yield from (Target(one, group, alone) for one in HEADLINE)
        if options.labels_apart:
            for label in labels_of(source):
                yield from (Target(one, group, label) for one in PER_LABEL)
    yield from _relations(source, group, RELATION_SET)
    yield from _attributes(source, group, ())


def _relations(source: Source, group: Group, measures: Sequence[str]) -> Iterator[Target]:
    """Yield the measures of relations: of all, and of each relation label that is asked for."""
    used = {link.label for some in source.corpus.links.values() for link in some}
    asked = [one for one in source.options.labels if one in used]
    if used and not source.options.labels:
        yield from (Target(one, group) for one in measures)
    for label in asked:
        yield from (Target(one, group, label) for one in measures)


def _attributes(source: Source, group: Group, measures: Sequence[str]) -> Iterator[Target]:
    for label, name in attributes_of(source):
        chosen = measures
        if not chosen:
            level = level_of(question_of(source.codebook, label, name))
            kappa = "cohen_kappa" if len(group) == 2 else "fleiss_kappa"
            chosen = (PERCENT, kappa, f"krippendorff_alpha_{level}")
        for measure in chosen:
            yield Target(measure, group, label, name)


def _asked(source: Source, group: Group) -> Iterator[Target]:
    options = source.options
    alone = options.labels[0] if len(options.labels) == 1 else None
    of_items = [one for one in options.measures if MEASURES[one].level is Level.ITEMS]
    for measure in options.measures:
        if measure in RELATIONS:
            yield from _relations(source, group, (measure,))
        elif MEASURES[measure].level is Level.TEXTS and options.attribute is None:
            is_of_one = MEASURES[measure].needs_label
            if not is_of_one:
                yield Target(measure, group, alone)
            if options.labels_apart or is_of_one:
                yield from (Target(measure, group, label) for label in labels_of(source))
    if of_items:
        with_percent = of_items if PERCENT in of_items else [PERCENT, *of_items]
        yield from _attributes(source, group, with_percent)
