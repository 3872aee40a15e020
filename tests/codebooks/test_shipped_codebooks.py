"""The codebooks that ship, and the worked coding that ships with them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from annotator.codebooks.reader import parse_codebook, read_codebook
from annotator.codebooks.rules import check_answers, find_problems
from annotator.model.annotation_set import AnnotationSet
from annotator.model.attributes import is_empty
from annotator.model.codebook import Codebook
from annotator.model.extent import Extent
from annotator.model.identity import Id
from annotator.model.problem import Place
from annotator.model.relation import Relation
from annotator.model.span import Span

ROOT = Path(__file__).parents[2]
CORE = ("speaker", "rule", "sanction", "venue")


def loaded(name: str) -> Codebook:
    return parse_codebook(read_codebook(ROOT / "schemas" / f"{name}.yaml"))[0]


def answers(given: Mapping[str, Any]) -> dict[str, Any]:
    tuples = {k: tuple(v) if isinstance(v, list) else v for k, v in given.items()}
    return {k: v for k, v in tuples.items() if not is_empty(v)}


def as_set(record: dict[str, Any]) -> AnnotationSet:
    ids = (Id(record["doc_id"]), Id("gold"), Id("book"))
    spans = tuple(
        Span(
            *(Id(one["id"]), one["id"], *ids, one["label"]),
            tuple(Extent(*part) for part in one["fragments"]),
            answers(one["attributes"]),
        )
        for one in record["spans"]
    )
    relations = tuple(
        Relation(
            *(Id(one["id"]), one["id"], *ids, one["type"], Id(one["from"]), Id(one["to"])),
            answers(one["attributes"]),
        )
        for one in record["relations"]
    )
    return AnnotationSet(*ids, "gold", answers(record["document"]), spans, relations)


@pytest.fixture(scope="module")
def worked() -> list[AnnotationSet]:
    lines = (ROOT / "seeds" / "worked-coding.jsonl").read_text(encoding="utf-8").splitlines()
    return [as_set(json.loads(line)) for line in lines]


def foreign(codebook: Codebook, coding: AnnotationSet) -> list[object]:
    sets = [(codebook.document, coding.fields)]
    sets += [(codebook.labels[span.label].attributes, span.attributes) for span in coding.spans]
    return [
        problem
        for questions, given in sets
        for problem in check_answers(questions, codebook.lists, given, Place())
    ]


def test_the_worked_coding_keeps_every_rule_of_its_codebook(worked: list[AnnotationSet]) -> None:
    codebook = loaded("asn-neutrality")
    assert sum(len(one.spans) for one in worked) == 300
    assert sum(len(one.relations) for one in worked) == 207
    for coding in worked:
        assert foreign(codebook, coding) == []
        assert find_problems(codebook, coding) == []


def reduced(coding: AnnotationSet, codebook: Codebook) -> AnnotationSet:
    """A coding without the labels, answers and relations that a codebook does not have."""
    spans = tuple(
        replace(
            span,
            attributes={
                k: v
                for k, v in span.attributes.items()
                if k in codebook.labels[span.label].attributes
            },
        )
        for span in coding.spans
        if span.label in codebook.labels
    )
    kept = {span.id for span in spans}
    relations = tuple(
        one
        for one in coding.relations
        if one.label in codebook.relations and {one.source_id, one.target_id} <= kept
    )
    fields = {key: value for key, value in coding.fields.items() if key in codebook.document}
    return replace(coding, spans=spans, relations=relations, fields=fields)


def test_the_worked_coding_reduced_to_the_core_is_complete(worked: list[AnnotationSet]) -> None:
    codebook = loaded("asn-core")
    small = [reduced(one, codebook) for one in worked]
    assert [len(one.spans) for one in small] == [19, 15, 26, 17, 45]
    assert [len(one.relations) for one in small] == [4, 6, 10, 3, 18]
    for coding in small:
        assert foreign(codebook, coding) == []
        assert find_problems(codebook, coding) == []


def test_the_core_has_four_labels_that_are_the_same_in_the_whole_codebook() -> None:
    core, whole = loaded("asn-core"), loaded("asn-neutrality")
    assert tuple(core.labels) == CORE
    for key, label in core.labels.items():
        full = whole.labels[key]
        assert (label.name, label.color, label.shortcut) == (full.name, full.color, full.shortcut)
        assert label.examples == full.examples
        for name, question in label.attributes.items():
            same = replace(question, fill_from=full.attributes[name].fill_from)
            assert same == full.attributes[name]
    for key, relation in core.relations.items():
        full_relation = whole.relations[key]
        assert set(relation.sources) <= set(full_relation.sources)
        assert set(relation.targets) <= set(full_relation.targets)
        assert (relation.name, relation.shortcut) == (full_relation.name, full_relation.shortcut)
        assert (relation.outgoing, relation.incoming) == (
            full_relation.outgoing,
            full_relation.incoming,
        )


def test_a_new_project_asks_nothing_of_an_article_before_it_is_done() -> None:
    core = loaded("asn-core")
    empty = AnnotationSet(Id("d"), Id("c"), Id("b"))
    assert find_problems(core, empty) == []


def test_both_languages_are_complete_in_the_codebooks_of_the_corpus() -> None:
    for name in ("asn-core", "asn-neutrality"):
        codebook = loaded(name)
        for label in codebook.labels.values():
            words = [label.name, label.definition, *label.include, *label.exclude]
            words += [q.name for q in label.attributes.values()]
            for one in words:
                assert set(one.by_language) in ({"en", "id"}, {""}), (name, label.id)


def test_the_colours_of_labels_differ() -> None:
    for name in ("asn-core", "asn-neutrality"):
        colors = [label.color for label in loaded(name).labels.values()]
        assert None not in colors
        assert len(set(colors)) == len(colors)


DOCUMENT = ROOT / "docs" / "codebook-language.md"


def test_the_smallest_codebook_of_the_documentation_loads(tmp_path: Path) -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    block = text.partition("```yaml\n")[2].partition("```")[0]
    path = tmp_path / "smallest.yaml"
    path.write_text(block, encoding="utf-8")
    codebook, warnings = parse_codebook(read_codebook(path))
    assert warnings == ()
    assert len(codebook.offered_labels()) == 4


def test_the_longer_example_of_the_documentation_loads(tmp_path: Path) -> None:
    blocks = DOCUMENT.read_text(encoding="utf-8").split("```yaml\n")[2:]
    path = tmp_path / "longer.yaml"
    path.write_text(blocks[0].partition("```")[0], encoding="utf-8")
    assert parse_codebook(read_codebook(path))[1] == ()
