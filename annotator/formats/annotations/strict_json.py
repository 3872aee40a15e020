"""One line of JSON, read strictly: what JSON leaves open is refused, not guessed."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping

from annotator.model.problem import Place, Problem, Severity
from annotator.text.normalise import find_lone_surrogate

SHOWN = 60
"""How many code points of a wrong value are kept for the sentence about it."""

_CONSTANT = re.compile(r'"(?:[^"\\]|\\.)*"|(-?Infinity|NaN)')
_SURROGATE_ESCAPE = re.compile(rb"\\u[dD][89a-fA-F]")


class _NotFiniteError(ValueError):
    pass


class StrictDecoder:
    """Refuses double keys, NaN and Infinity, lone surrogates and other encodings than UTF-8."""

    def __init__(self) -> None:
        self._doubled: list[str] = []
        self._decoder = json.JSONDecoder(
            object_pairs_hook=self._object, parse_constant=self._constant
        )

    def decode(self, raw: bytes, place: Place) -> tuple[object, list[Problem]]:
        """Return the value of a line (None where it has none) and what is wrong with it.

        ``place`` gives file and line.
        """
        self._doubled.clear()
        try:
            line = raw.decode("utf-8")
        except UnicodeDecodeError as error:
            column = len(raw[: error.start].decode("utf-8")) + 1
            found_byte = f"0x{raw[error.start]:02X}"
            return None, [_problem("not_utf8", place, found_byte, column, {"byte": error.start})]
        try:
            value = self._decoder.decode(line)
        except (ValueError, RecursionError) as error:
            return None, [_syntax_problem(error, line, place)]
        problems = [
            refused("duplicate_key", place, name, name) for name in dict.fromkeys(self._doubled)
        ]
        if _SURROGATE_ESCAPE.search(raw):
            problems += _lone_surrogates(value, place)
        return value, problems

    def _object(self, pairs: list[tuple[str, object]]) -> dict[str, object]:
        made = dict(pairs)
        if len(made) != len(pairs):
            self._doubled += [name for name, n in Counter(n for n, _ in pairs).items() if n > 1]
        return made

    def _constant(self, name: str) -> float:
        raise _NotFiniteError(name)


def refused(code: str, place: Place, field: str, value: object = None, **fields: object) -> Problem:
    """Return a problem that keeps a record out; ``value`` is shortened for the sentence."""
    where = Place(place.file, place.line, None, field)
    return Problem(code, Severity.REFUSED, where, found(value), fields)


def found(value: object) -> object:
    """Return a value as a message may show it: short, and without half surrogate pairs."""
    if value is None or isinstance(value, float) or _is_small(value):
        return value
    if isinstance(value, int):
        return "…"
    if isinstance(value, list) and all(map(_is_small, value[:SHOWN])):
        text = str(value[:SHOWN])
    else:
        text = value if isinstance(value, str) else "[…]" if isinstance(value, list) else "{…}"
    text = text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _is_small(value: object) -> bool:
    return isinstance(value, int) and abs(value) < 1 << 64


def _problem(
    code: str, place: Place, value: object, column: int, fields: Mapping[str, object]
) -> Problem:
    where = Place(place.file, place.line, column)
    return Problem(code, Severity.REFUSED, where, found(value), fields)


def _syntax_problem(error: Exception, line: str, place: Place) -> Problem:
    if isinstance(error, json.JSONDecodeError):
        value = line[error.pos : error.pos + 24]
        return _problem("not_json", place, value, error.pos + 1, {"reason": error.msg})
    if isinstance(error, _NotFiniteError):
        at = next((m.start(1) for m in _CONSTANT.finditer(line) if m[1]), 0)
        return _problem("not_finite", place, str(error), at + 1, {})
    if isinstance(error, RecursionError):
        return _problem("too_deep", place, None, 1, {})
    return _problem("number_too_large", place, None, 1, {})


def _lone_surrogates(value: object, place: Place) -> Iterator[Problem]:
    for path, text in _texts(value):
        at = find_lone_surrogate(text)
        if at is not None:
            shown = f"U+{ord(text[at]):04X}"
            yield refused("lone_surrogate", place, path, shown, position=at)


def _texts(value: object) -> Iterator[tuple[str, str]]:
    """Yield every string with its path, keys of objects included, without recursion."""
    waiting: list[tuple[str, object]] = [("", value)]
    while waiting:
        path, one = waiting.pop()
        if isinstance(one, str):
            yield path, one
        elif isinstance(one, list):
            waiting += [(f"{path}[{i}]", item) for i, item in enumerate(one)]
        elif isinstance(one, dict):
            waiting += [(path or "?", name) for name in one]
            waiting += [(f"{path}.{name}" if path else name, item) for name, item in one.items()]
