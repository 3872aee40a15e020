"""Which keys the objects of the native JSONL have and which types their values may take."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from annotator.formats.annotations.strict_json import refused
from annotator.model.problem import Place, Problem, Severity

EXPECTED = {str: "text", int: "whole_number", list: "list", dict: "object"}
"""The words by which a problem says what a key should hold."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The keys of one kind of object: the type of each, and which must be there and not null."""

    types: Mapping[str, type]
    required: frozenset[str] = frozenset()
    getter: Callable[[Mapping[str, Any]], tuple[Any, ...]] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "getter", itemgetter(*self.types))

    def values(self, value: Mapping[str, Any]) -> tuple[Any, ...]:
        """Return the values of an object in the order of the shape's keys, None where absent."""
        return tuple(map(value.get, self.types))


RECORD = Shape(
    {
        **dict.fromkeys(("schema_id", "schema_version", "doc_id", "id", "file"), str),
        **dict.fromkeys(("text_sha256", "offset_unit", "coder", "coder_id", "status"), str),
        **dict.fromkeys(("title", "text", "format"), str),
        **dict.fromkeys(("text_length", "format_version"), int),
        **dict.fromkeys(("spans", "relations", "notes"), list),
        **dict.fromkeys(("document", "metadata", "provenance"), dict),
    }
)
SPAN = Shape(
    {
        **dict.fromkeys(("id", "label"), str),
        **dict.fromkeys(("start", "end"), int),
        "text": str,
        "fragments": list,
        "attributes": dict,
        **dict.fromkeys(("prefix", "suffix", "origin", "created", "changed"), str),
        "notes": list,
    },
    frozenset(("label", "start", "end")),
)
RELATION = Shape(
    {
        **dict.fromkeys(("id", "type", "from", "to"), str),
        **dict.fromkeys(("origin", "created", "changed"), str),
        "attributes": dict,
    },
    frozenset(("type", "from", "to")),
)
NOTE = Shape(dict.fromkeys(("id", "text", "created", "changed"), str), frozenset(("text",)))


class ShapeCheck:
    """Checks objects of one file against shapes.

    Objects whose keys and types were seen before cost one look-up; an unknown key is told once.
    """

    def __init__(self) -> None:
        self._passed: set[tuple[object, ...]] = set()
        self._complete: set[tuple[object, ...]] = set()
        self._told: set[tuple[int, str]] = set()

    def find_problems(
        self, value: object, shape: Shape, place: Place, path: str = "", number: int | None = None
    ) -> list[Problem] | None:
        """Return what is wrong with an object, None where nothing is; warnings count as wrong.

        ``path`` and ``number`` say where the object stands in its record (``spans``, 3).
        """
        if type(value) is not dict:
            here = _joined(path, number, "")
            return [refused("wrong_type", place, here, value, expected="object")]
        known = (id(shape), *value, *map(type, value.values()))
        if known in self._passed:
            return None
        problems = [
            problem
            for name, one in value.items()
            for problem in self._key_problems(name, one, shape, place, _joined(path, number, name))
        ]
        problems += [
            refused("missing_key", place, _joined(path, number, name))
            for name in sorted(shape.required - value.keys())
        ]
        if all(problem.severity is Severity.WARNING for problem in problems):
            self._passed.add(known)
            if value.keys() == shape.types.keys():
                self._complete.add((shape.getter, *map(type, shape.values(value))))
        return problems or None

    def complete_values(self, value: object, shape: Shape) -> tuple[Any, ...] | None:
        """Return the values of an object that has every key and types that were seen before.

        The quick road for the objects that the program itself writes; None says to take the other.
        """
        if type(value) is not dict or len(value) != len(shape.types):
            return None
        try:
            values: tuple[Any, ...] = shape.getter(value)
        except KeyError:
            return None
        return values if (shape.getter, *map(type, values)) in self._complete else None

    def _key_problems(
        self, name: str, value: object, shape: Shape, place: Place, path: str
    ) -> list[Problem]:
        expected = shape.types.get(name)
        if expected is None:
            if (id(shape), name) in self._told:
                return []
            self._told.add((id(shape), name))
            where = Place(place.file, place.line, None, path)
            return [Problem("unknown_key", Severity.WARNING, where, name)]
        if type(value) is expected or (value is None and name not in shape.required):
            return []
        return [refused("wrong_type", place, path, value, expected=EXPECTED[expected])]


def _joined(path: str, number: int | None, name: str) -> str:
    here = path if number is None else f"{path}[{number}]"
    return f"{here}.{name}" if here and name else here or name
