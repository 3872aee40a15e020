"""Finds what a codebook names but does not have, and what contradicts itself.

Looks at the checked plain values (for their places) and at the codebook built from them (for what
is inherited).  Everything found here is REFUSED.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from annotator.codebooks.hierarchy import is_circular
from annotator.codebooks.plain import Path
from annotator.codebooks.question_references import (
    Around,
    QuestionReferences,
    check_values,
    check_when,
)
from annotator.codebooks.reference_run import Run, Values
from annotator.codebooks.table_references import check_list
from annotator.codebooks.yaml_source import YamlSource
from annotator.model.attributes import Questions
from annotator.model.codebook import Codebook
from annotator.model.problem import Problem


def find_broken(
    plain: Values, codebook: Codebook, source: YamlSource, attachments: Mapping[str, str]
) -> list[Problem]:
    """Return every reference to something unknown and every contradiction, with its place."""
    run = Run(plain, codebook, source, attachments)
    _check_labels(run)
    _check_sets_and_relations(run)
    for key in run.mapping("lists"):
        check_list(run, key)
    for path, questions, around in _question_sets(run):
        for key in questions:
            QuestionReferences(
                run, (*path, key), questions[key], {"": around[""], **around}
            ).check()
    for key in run.mapping("tagsets"):
        check_values(run, ("tagsets", key), run.plain["tagsets"][key], None)
    return run.problems


def _check_ids(run: Run, path: Path, ids: Iterable[str]) -> None:
    """Report the labels of a list (or the keys of a mapping) that are unknown."""
    for index, label in enumerate(ids):
        run.known("unknown_label", label, run.codebook.labels, (*path, index))


def _check_labels(run: Run) -> None:
    labels = {key: one or {} for key, one in run.mapping("labels").items()}
    for key, label in labels.items():
        path: Path = ("labels", key)
        if "parent" in label:
            known = run.known("unknown_label", label["parent"], labels, (*path, "parent"))
            if known and is_circular(labels, key):
                run.report("parent_circle", (*path, "parent"), label["parent"], label=key)
        _check_span(run, (*path, "span"), label.get("span") or {})
        _check_roles(run, (*path, "roles"), label.get("roles") or {})


def _check_roles(run: Run, path: Path, roles: Values) -> None:
    for role, one in roles.items():
        _check_ids(run, (*path, role, "labels"), one.get("labels") or ())
        run.check_count((*path, role, "count"), one.get("count"))


def _check_span(run: Run, path: Path, span: Values) -> None:
    for key in ("within", "not_within"):
        _check_ids(run, (*path, key), span.get(key) or ())
    for other in span.get("overlap") or {}:
        known = (*run.codebook.labels, "same_label", "other")
        run.known("unknown_label", other, known, (*path, "overlap", other))
    run.check_bounds((*path, "length"), span.get("length") or {})
    run.check_count((*path, "per_document"), span.get("per_document"))


def _check_sets_and_relations(run: Run) -> None:
    for key, one in run.mapping("sets").items():
        _check_ids(run, ("sets", key, "labels"), one.get("labels") or ())
    for key, one in run.mapping("relations").items():
        for side in ("from", "to"):
            _check_ids(run, ("relations", key, side), one.get(side) or ())
        for side in ("in", "out"):
            run.check_count(("relations", key, side), one.get(side))
        when = one.get("when") or {}
        check_when(run, ("relations", key, "when"), when, _around_relation(run, key))


def _around_relation(run: Run, key: str) -> dict[str, Questions]:
    """Return the questions that conditions on a relation can ask."""
    relation = run.codebook.relations[key]
    ends = {"from": relation.sources, "to": relation.targets}
    around = {
        side: {k: q for label in labels for k, q in run.codebook.labels[label].attributes.items()}
        for side, labels in ends.items()
    }
    return {"": relation.attributes, "document": run.codebook.document, **around}


def _question_sets(run: Run) -> Iterator[tuple[Path, Values, Around]]:
    """Yield every set of questions with its path and what its conditions can ask."""
    document = run.codebook.document
    for key, label in run.codebook.labels.items():
        around = {"": label.attributes, "document": document}
        yield ("labels", key, "attributes"), run.mapping("labels", key, "attributes"), around
    for key in run.mapping("relations"):
        path = ("relations", key, "attributes")
        yield path, run.mapping(*path), _around_relation(run, key)
    for key, entries in run.codebook.lists.items():
        yield ("lists", key, "fields"), run.mapping("lists", key, "fields"), {"": entries.fields}
    yield ("document",), run.mapping("document"), {"": document}
