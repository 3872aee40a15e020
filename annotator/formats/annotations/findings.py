"""What is found while one record is read, and how its values become those of the model."""

from __future__ import annotations

import math
from typing import Any, cast

from annotator.formats.annotations.record_shape import Shape, ShapeCheck
from annotator.formats.annotations.strict_json import refused
from annotator.model.attributes import is_too_large
from annotator.model.document import Scalar
from annotator.model.problem import Place, Problem, Severity
from annotator.model.span import Attributes, AttributeValue

Json = dict[str, Any]


class Findings:
    """Collects the problems of one record at ``place``."""

    def __init__(self, shapes: ShapeCheck, place: Place) -> None:
        self.shapes = shapes
        self.place = place
        self.problems: list[Problem] = []

    def refuse(self, code: str, path: str, value: object = None, **fields: object) -> None:
        """Note something for which the record cannot be taken."""
        self.problems.append(refused(code, self.place, path, value, **fields))

    def is_refused(self) -> bool:
        """Tell whether something keeps the record out."""
        return any(problem.severity is Severity.REFUSED for problem in self.problems)

    def has_shape(
        self, value: object, shape: Shape, path: str = "", number: int | None = None
    ) -> bool:
        """Tell whether a value is an object with the keys and types it should have; note why not.

        ``path`` and ``number`` say where it stands in the record (``spans``, 3).
        """
        problems = self.shapes.find_problems(value, shape, self.place, path, number)
        if problems is None:
            return True
        self.problems += problems
        return all(problem.severity is not Severity.REFUSED for problem in problems)

    def answers(self, raw: Json | None, path: str, number: int | None = None) -> Attributes:
        """Return attributes as the model has them; what is empty is not an answer."""
        answers: dict[str, AttributeValue] = {}
        if not raw:
            return answers
        for name, value in raw.items():
            if type(value) is str:
                if value:
                    answers[name] = value
                continue
            where = path if number is None else f"{path}[{number}].attributes"
            answer = self._answer(value, f"{where}.{name}")
            if answer is not None and answer != ():
                answers[name] = answer
        return answers

    def metadata(self, raw: Json) -> dict[str, Scalar]:
        """Return what a source says of a document: scalars by name, empty ones included."""
        meta: dict[str, Scalar] = {}
        for name, value in raw.items():
            if isinstance(value, list | dict):
                self.refuse("wrong_type", f"metadata.{name}", value, expected="scalar")
            else:
                meta[name] = self._scalar(value, f"metadata.{name}")
        return meta

    def _answer(self, value: object, path: str) -> AttributeValue:
        if isinstance(value, list) and all(type(one) is str for one in value):
            return tuple(value)
        if isinstance(value, list | dict):
            self.refuse("wrong_type", path, value, expected="scalar_or_list")
            return None
        return self._scalar(value, path)

    def _scalar(self, value: object, path: str) -> Scalar:
        scalar = cast(Scalar, value)
        if isinstance(scalar, float) and not math.isfinite(scalar):
            self.refuse("not_finite", path, scalar)
        elif is_too_large(scalar):
            self.refuse("number_too_large", path, scalar)
        return scalar
