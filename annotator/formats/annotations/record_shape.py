"""Which keys the objects of the native JSONL have and which types their values may take."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from annotator.formats.annotations.strict_json import refused
from annotator.model.problem import Place, Problem, Severity

EXPECTED = {str: "text", int: "whole_number", list: "list", dict: "object"}
"""The words by which a problem says what a key should hold."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The keys of one kind of object: the type of each, and which must be there and not null."""

    types: Mapping[str, type]
    required: frozenset[str] = frozenset()


RECORD = Shape(
    {
        **dict.fromkeys(("schema_id", "schema_version", "doc_id", "id", "file"), str),
        **dict.fromkeys(("text_sha256", "offset_unit", "coder", "coder_id", "status"), str),
        **dict.fromkeys(("title", "text", "format"), str),
        **dict.fromkeys(("text_length", "format_version"), int),
        **dict.fromkeys(("spans", "relations", "notes"), list),
        **dict.fromkeys(("document", "metadata"), dict),
    }
)
SPAN = Shape(
    {
        **dict.fromkeys(("id", "label", "text", "prefix", "suffix"), str),
        **dict.fromkeys(("origin", "created", "changed"), str),
        **dict.fromkeys(("start", "end"), int),
        **dict.fromkeys(("fragments", "notes"), list),
        "attributes": dict,
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
        return problems or None

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
