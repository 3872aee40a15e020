"""Finds what a codebook's author may want to mend but need not: warnings that refuse nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from annotator.codebooks.answers import check_answers
from annotator.codebooks.grammar import NOT_ACTED_ON
from annotator.codebooks.plain import Path
from annotator.codebooks.walker import nearest
from annotator.codebooks.yaml_source import YamlSource
from annotator.model.codebook import Codebook
from annotator.model.problem import Place, Problem, Severity

Values = Mapping[str, Any]


def find_remarks(
    plain: Values, codebook: Codebook, source: YamlSource, words: Iterable[Path]
) -> list[Problem]:
    """Return the warnings on a codebook in the order of the file.

    ``words`` are the paths of the texts that are given by language.
    """
    found = (
        *_translations(plain, codebook, source, words),
        *_shortcuts(plain, source),
        *_examples(codebook, source),
        *_not_acted_on(plain, source),
    )
    return sorted(found, key=lambda p: (p.place.line or 0, p.place.column or 0))


def _warning(code: str, place: Place, value: object = None, **fields: object) -> Problem:
    return Problem(code, Severity.WARNING, place, value, fields)


def _translations(
    plain: Values, codebook: Codebook, source: YamlSource, words: Iterable[Path]
) -> Iterator[Problem]:
    """Yield texts that lack a declared language or have one that is not declared."""
    declared = codebook.languages
    for path in words if declared else ():
        given: Any = plain
        for step in path:
            given = given[step]
        for language in declared:
            if language not in given:
                yield _warning("missing_translation", source.place(path), language=language)
        for language in given:
            if language not in declared:
                place = source.place((*path, language), of_key=True)
                guess = nearest(language, declared)
                yield _warning("undeclared_language", place, language, nearest=guess)


def _shortcuts(plain: Values, source: YamlSource) -> Iterator[Problem]:
    """Yield keys that are given twice: among labels and relations, or among an enum's values."""
    groups: list[list[tuple[Path, Any]]] = [
        [((room, key), one) for room in ("labels", "relations") for key, one in _of(plain, room)]
    ]
    for path, attributes in _attribute_sets(plain):
        groups += [
            [((*path, key, "values", value), said) for value, said in _of(attribute, "values")]
            for key, attribute in attributes.items()
        ]
    groups += [
        [(("tagsets", key, value), said) for value, said in tagset.items()]
        for key, tagset in _of(plain, "tagsets")
        if isinstance(tagset, dict)
    ]
    for group in groups:
        yield from _twice(group, source)


def _of(plain: Any, key: str) -> list[tuple[str, Any]]:
    value = plain.get(key) if isinstance(plain, Mapping) else None
    return list(value.items()) if isinstance(value, dict) else []


def _attribute_sets(plain: Values) -> Iterator[tuple[Path, dict[str, Any]]]:
    for room in ("labels", "relations"):
        for key, one in _of(plain, room):
            yield (room, key, "attributes"), dict(_of(one, "attributes"))
    yield ("document",), dict(_of(plain, "document"))


def _twice(group: Iterable[tuple[Path, Any]], source: YamlSource) -> Iterator[Problem]:
    taken: dict[frozenset[str], Path] = {}
    for path, one in group:
        shortcut = one.get("shortcut") if isinstance(one, dict) else None
        if shortcut is None:
            continue
        first = taken.setdefault(frozenset(shortcut.lower().split("+")), path)
        if first is not path:
            place = source.place((*path, "shortcut"))
            yield _warning("shortcut_twice", place, shortcut, first=first[-1], second=path[-1])


def _examples(codebook: Codebook, source: YamlSource) -> Iterator[Problem]:
    """Yield examples whose marked words are not in their text or whose answers are unknown."""
    for key, label in codebook.labels.items():
        for index, example in enumerate(label.examples):
            path: Path = ("labels", key, "examples", index)
            for mark in example.marks:
                if mark not in example.text:
                    yield _warning("mark_not_in_text", source.place((*path, "mark")), mark)
            place = source.place((*path, "attributes"))
            answers = {
                k: tuple(v) if isinstance(v, list) else v for k, v in example.attributes.items()
            }
            for problem in check_answers(label.attributes, codebook.lists, answers, place):
                yield _warning(
                    "example_answer",
                    problem.place,
                    problem.value,
                    reason=problem.code,
                    **problem.fields,
                )


def _not_acted_on(plain: Values, source: YamlSource) -> Iterator[Problem]:
    for key in NOT_ACTED_ON:
        if key in plain:
            yield _warning("not_acted_on", source.place((key,), of_key=True), key)
