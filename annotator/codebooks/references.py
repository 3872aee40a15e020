"""Finds what a codebook names but does not have, and what contradicts itself.

Looks at the checked plain values (for their places) and at the codebook built from them (for what
is inherited).  Everything found here is REFUSED.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from annotator.codebooks.answers import check_answers
from annotator.codebooks.attachments import DEFAULT_KEY, Table, is_inside, read_table
from annotator.codebooks.builder import count_of
from annotator.codebooks.hierarchy import is_circular
from annotator.codebooks.kinds import FORMS
from annotator.codebooks.walker import nearest
from annotator.codebooks.yaml_source import Path, YamlSource
from annotator.model.attributes import Attribute, AttributeType, Questions
from annotator.model.codebook import Codebook
from annotator.model.problem import Place, Problem, Severity

MAX_PATTERN = 500
MAX_TABLE = 5_000_000

Values = Mapping[str, Any]
Around = Mapping[str, Questions]
"""The questions that conditions can ask by prefix: ``""``, ``document``, ``from``, ``to``."""


@dataclass(slots=True)
class References:
    """One run over one codebook: its values, what they make, and where they stand."""

    plain: Values
    codebook: Codebook
    source: YamlSource
    attachments: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)

    def report(
        self, code: str, path: Path, value: object = None, *, of_key: bool = False, **fields: object
    ) -> None:
        """Note a problem at a value or its key."""
        place = self.source.place(path, of_key=of_key)
        self.problems.append(Problem(code, Severity.REFUSED, place, value, fields))

    def forward(self, code: str, path: Path, problem: Problem) -> None:
        """Note what is wrong with an answer as a problem of the codebook, with the reason."""
        fields = {**problem.fields, "reason": problem.code}
        place = self.source.place(path)
        self.problems.append(Problem(code, Severity.REFUSED, place, problem.value, fields))

    def mapping(self, *path: str) -> dict[str, Any]:
        """Return a mapping of the file, empty if it is not there."""
        value: Any = self.plain
        for step in path:
            value = (value or {}).get(step)
        return value if isinstance(value, dict) else {}

    def known(self, code: str, name: object, among: Iterable[str], path: Path) -> bool:
        """Report a name that is not among the known ones."""
        names = tuple(among)
        if name in names:
            return True
        self.report(code, path, name, nearest=nearest(str(name), names))
        return False


def find_broken(
    plain: Values, codebook: Codebook, source: YamlSource, attachments: Mapping[str, str]
) -> list[Problem]:
    """Return every reference to something unknown and every contradiction, with its place."""
    run = References(plain, codebook, source, attachments)
    _check_labels(run)
    _check_sets_and_relations(run)
    for key in run.mapping("lists"):
        _check_list(run, key)
    for path, questions, around in _question_sets(run):
        for key in questions:
            _Question(run, (*path, key), questions[key], {"": around[""], **around}).check()
    for key in run.mapping("tagsets"):
        _check_values(run, ("tagsets", key), run.plain["tagsets"][key], None)
    return run.problems


def _check_ids(run: References, path: Path, ids: Iterable[str]) -> None:
    """Report the labels of a list (or the keys of a mapping) that are unknown."""
    for index, label in enumerate(ids):
        run.known("unknown_label", label, run.codebook.labels, (*path, index))


def _check_labels(run: References) -> None:
    labels = {key: one or {} for key, one in run.mapping("labels").items()}
    for key, label in labels.items():
        path: Path = ("labels", key)
        if "parent" in label:
            known = run.known("unknown_label", label["parent"], labels, (*path, "parent"))
            if known and is_circular(labels, key):
                run.report("parent_circle", (*path, "parent"), label["parent"], label=key)
        _check_span(run, (*path, "span"), label.get("span") or {})
        for role, one in (label.get("roles") or {}).items():
            _check_ids(run, (*path, "roles", role, "labels"), one.get("labels") or ())
            _check_count(run, (*path, "roles", role, "count"), one.get("count"))


def _check_span(run: References, path: Path, span: Values) -> None:
    for key in ("within", "not_within"):
        _check_ids(run, (*path, key), span.get(key) or ())
    for other in span.get("overlap") or {}:
        known = (*run.codebook.labels, "same_label", "other")
        run.known("unknown_label", other, known, (*path, "overlap", other))
    _check_bounds(run, (*path, "length"), span.get("length") or {})
    _check_count(run, (*path, "per_document"), span.get("per_document"))


def _check_count(run: References, path: Path, value: str | int | None) -> None:
    count = count_of(value)
    if count.most is not None and count.least > count.most:
        run.report("range_reversed", path, value, least=count.least, most=count.most)


def _check_bounds(run: References, path: Path, plain: Values) -> None:
    least, most = plain.get("min"), plain.get("max")
    if least is not None and most is not None and least > most:
        run.report("range_reversed", (*path, "min"), least, least=least, most=most)


def _check_sets_and_relations(run: References) -> None:
    for key, one in run.mapping("sets").items():
        _check_ids(run, ("sets", key, "labels"), one.get("labels") or ())
    for key, one in run.mapping("relations").items():
        for side in ("from", "to"):
            _check_ids(run, ("relations", key, side), one.get(side) or ())
        for side in ("in", "out"):
            _check_count(run, ("relations", key, side), one.get(side))
        when = one.get("when") or {}
        _check_when(run, ("relations", key, "when"), when, _around_relation(run, key))


def _around_relation(run: References, key: str) -> dict[str, Questions]:
    """Return the questions that conditions on a relation can ask."""
    relation = run.codebook.relations[key]
    ends = {"from": relation.sources, "to": relation.targets}
    around = {
        side: {k: q for label in labels for k, q in run.codebook.labels[label].attributes.items()}
        for side, labels in ends.items()
    }
    return {"": relation.attributes, "document": run.codebook.document, **around}


def _question_sets(run: References) -> Iterator[tuple[Path, Values, Around]]:
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


def _check_when(run: References, path: Path, when: Values, around: Around) -> None:
    for name, test in when.items():
        side, _dot, attribute = name.rpartition(".")
        questions = around.get(side, {})
        if attribute not in questions:
            known = [f"{s}.{q}" if s else q for s, qs in around.items() for q in qs]
            run.report("unknown_condition", (*path, name), name, nearest=nearest(name, known))
            continue
        at = (*path, name)
        if isinstance(test, dict):
            test, at = test.get("not", []), (*at, "not")
        for index, value in enumerate(test if isinstance(test, list) else [test]):
            place = (*at, index) if isinstance(test, list) else at
            _check_compared(run, place, questions[attribute], value)


def _check_compared(run: References, path: Path, question: Attribute, value: object) -> None:
    """Report a value of a condition that the question it asks can never have."""
    if _has_unknown_values(question):
        return
    answer = (value,) if question.many else value
    lists = run.codebook.lists
    for problem in check_answers({question.id: question}, lists, {question.id: answer}, Place()):
        run.forward("condition_never_holds", path, problem)


def _has_unknown_values(question: Attribute) -> bool:
    """Tell whether the values are unknown because their tagset is; that is reported already."""
    return question.type is AttributeType.ENUM and not question.values


def _check_values(run: References, path: Path, values: object, around: Around | None) -> None:
    """Check the parents and conditions of an enum's values (a shared tagset has no conditions)."""
    if not isinstance(values, dict):
        return
    known = {key: one or {} for key, one in values.items()}
    for key, one in known.items():
        if "parent" in one:
            at = (*path, key, "parent")
            if run.known("unknown_value_parent", one["parent"], known, at) and is_circular(
                known, key
            ):
                run.report("parent_circle", at, one["parent"], label=key)
        if around is not None:
            _check_when(run, (*path, key, "when"), one.get("when") or {}, around)


@dataclass(slots=True)
class _Question:
    """Checks of one attribute."""

    run: References
    path: Path
    plain: Values
    around: Around

    @property
    def key(self) -> str:
        return str(self.path[-1])

    def check(self) -> None:
        """Check everything that an attribute refers to."""
        plain, run = self.plain, self.run
        for key, code, known in (
            ("values_from", "unknown_tagset", run.mapping("tagsets")),
            ("list", "unknown_list", run.mapping("lists")),
        ):
            if key in plain:
                run.known(code, plain[key], known, (*self.path, key))
        when = plain.get("when") or {}
        if self.key in when:
            run.report("when_on_itself", (*self.path, "when", self.key), self.key)
        _check_when(run, (*self.path, "when"), when, self.around)
        _check_values(run, (*self.path, "values"), plain.get("values"), self.around)
        _check_bounds(run, self.path, plain)
        self.check_pattern()
        self.check_default()
        self.check_filling()

    def check_pattern(self) -> None:
        """Report a regular expression that is none, or that is too long to be one."""
        pattern = self.plain.get("pattern")
        if pattern is None:
            return
        path = (*self.path, "pattern")
        if len(pattern) > MAX_PATTERN:
            self.run.report("too_long", path, pattern, most=MAX_PATTERN)
            return
        try:
            re.compile(pattern)
        except (re.error, OverflowError, RecursionError) as error:
            self.run.report("bad_pattern", path, pattern, detail=str(error))

    def check_default(self) -> None:
        """Report a default that could not be an answer."""
        question = self.around[""].get(self.key)
        default = self.plain.get("default")
        if question is None or default is None or _has_unknown_values(question):
            return
        one = {self.key: question}
        for problem in check_answers(one, self.run.codebook.lists, {self.key: default}, Place()):
            self.run.forward("bad_default", (*self.path, "default"), problem)

    def check_filling(self) -> None:
        """Report a ``fill_from`` whose attribute or field is not there."""
        fill_from = self.plain.get("fill_from")
        if not fill_from:
            return
        path = (*self.path, "fill_from")
        name, _dot, field_name = fill_from.partition(".")
        references = {k: q for k, q in self.around[""].items() if q.type is AttributeType.REF}
        if not self.run.known("unknown_reference", name, references, path):
            return
        entries = self.run.codebook.lists.get(references[name].list_id or "")
        if entries is None:
            return
        fields = {*entries.fields, *(key for item in entries.items.values() for key in item)}
        if fields:
            self.run.known("unknown_list_field", field_name, fields, path)


def _check_list(run: References, key: str) -> None:
    definition = run.mapping("lists", key)
    path: Path = ("lists", key)
    columns: set[str] = set()
    if "file" in definition:
        columns = _check_file(run, path, definition)
    entries = run.codebook.lists[key]
    if entries.fields:
        for item, written in run.mapping("lists", key, "items").items():
            _check_item(run, (*path, "items", item), entries.fields, written)
    fields = {*columns, *entries.fields, *(k for item in entries.items.values() for k in item)}
    label = definition.get("label")
    wanted = label if isinstance(label, dict) else {"": label}
    for language, name in wanted.items():
        if name is not None and fields:
            at = (*path, "label", language) if language else (*path, "label")
            run.known("unknown_list_field", name, fields, at)


def _check_item(run: References, path: Path, questions: Questions, written: Values) -> None:
    """Report fields of a list entry that the list does not have or that are of the wrong type."""
    answers = {k: tuple(v) if isinstance(v, list) else v for k, v in written.items()}
    for problem in check_answers(questions, run.codebook.lists, answers, Place()):
        name = str(problem.place.field)
        run.forward("bad_entry", (*path, name), problem)


def _check_file(run: References, path: Path, definition: Values) -> set[str]:
    """Check a list's CSV file and return its columns."""
    name = definition["file"]
    at = (*path, "file")
    text = run.attachments.get(name)
    if not is_inside(name):
        run.report("list_file_outside", at, name)
    elif text is None:
        run.report("list_file_missing", at, name)
    elif len(text) > MAX_TABLE:
        run.report("list_file_too_large", at, name, limit=MAX_TABLE)
    else:
        table = read_table(text)
        if table.error:
            run.report("list_file_unreadable", at, name, detail=table.error)
        elif table.columns:
            _check_rows(run, path, definition, table)
        else:
            run.report("list_file_empty", at, name)
        return set(table.columns)
    return set()


def _check_rows(run: References, path: Path, definition: Values, table: Table) -> None:
    """Report rows without a key, with a key that is no id, or with one that was there before."""
    key = definition.get("key") or DEFAULT_KEY
    if key not in table.columns:
        at = (*path, "key") if "key" in definition else (*path, "file")
        run.report(
            "unknown_column", at, key, nearest=nearest(key, table.columns), file=definition["file"]
        )
        return
    lines: dict[str, int] = {}
    for line, row in table.rows:
        value = row.get(key)
        place = Place(definition["file"], line, None, key)
        if value is None:
            run.problems.append(
                Problem("row_without_key", Severity.REFUSED, place, None, {"key": key})
            )
        elif not FORMS["value_id"].fullmatch(value):
            fields: dict[str, object] = {"form": "value_id"}
            run.problems.append(Problem("bad_form", Severity.REFUSED, place, value, fields))
        elif value in lines:
            fields = {"first_line": lines[value]}
            run.problems.append(Problem("duplicate_key", Severity.REFUSED, place, value, fields))
        else:
            lines[value] = line
