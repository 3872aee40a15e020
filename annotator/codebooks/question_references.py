"""Finds what attributes, values and conditions name but the codebook does not have."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from annotator.codebooks.answers import check_answers
from annotator.codebooks.hierarchy import is_circular
from annotator.codebooks.plain import Path
from annotator.codebooks.reference_run import Run, Values
from annotator.codebooks.walker import nearest
from annotator.model.attributes import Attribute, AttributeType, Questions
from annotator.model.problem import Place

MAX_PATTERN = 500

Around = Mapping[str, Questions]
"""The questions that conditions can ask by prefix: ``""``, ``document``, ``from``, ``to``."""


def check_when(run: Run, path: Path, when: Values, around: Around) -> None:
    """Report conditions on unknown attributes, and on values that these can never have."""
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


def _check_compared(run: Run, path: Path, question: Attribute, value: object) -> None:
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


def check_values(run: Run, path: Path, values: object, around: Around | None) -> None:
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
            check_when(run, (*path, key, "when"), one.get("when") or {}, around)


@dataclass(slots=True)
class QuestionReferences:
    """Checks of one attribute."""

    run: Run
    path: Path
    plain: Values
    around: Around

    @property
    def key(self) -> str:
        """Return the id of the attribute."""
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
        check_when(run, (*self.path, "when"), when, self.around)
        check_values(run, (*self.path, "values"), plain.get("values"), self.around)
        run.check_bounds(self.path, plain)
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
