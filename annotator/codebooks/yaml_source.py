"""YAML as codebooks use it: plain values, and where in the file each of them stands.

No anchors, aliases, tags, merges, double keys or second documents; scalars as YAML 1.2 core has
them (``no`` is a word, ``2024-10-30`` is text); size and depth are bounded.  The file is read as a
stream of events, so that nothing is built before it has been looked at.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annotator.codebooks.plain import Path, Plain, Position
from annotator.model.problem import Place, Problem, Severity

if TYPE_CHECKING:
    import yaml

MAX_CHARACTERS = 1_000_000
MAX_DEPTH = 30
MAX_NODES = 100_000


_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_WHOLE = re.compile(r"[-+]?[0-9]{1,18}")
_OTHER_BASE = re.compile(r"0o[0-7]{1,18}|0x[0-9a-fA-F]{1,15}")
_FLOAT = re.compile(r"[-+]?(\.[0-9]{1,30}|[0-9]{1,30}(\.[0-9]{0,30})?)([eE][-+]?[0-9]{1,4})?")
_ENDLESS = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_SURROGATE = re.compile("[\ud800-\udfff]")

# What the parser says, and the code under which people are told.  The first that fits holds.
_SYNTAX = (
    ("character '\\t'", "yaml_tab"),
    ("special characters are not allowed", "yaml_character"),
    ("mapping values are not allowed here", "yaml_colon"),
    ("unexpected end of stream", "yaml_quote"),
    ("expected ',' or", "yaml_bracket"),
    ("could not find expected ':'", "yaml_indentation"),
    ("expected <block end>", "yaml_indentation"),
    ("document separator", "yaml_quote"),
    ("expected <document start>", "yaml_indentation"),
)


class _Dropped:
    """Stands for a key that was refused: what follows it is read and thrown away."""


_DROPPED = _Dropped()


@dataclass(slots=True)
class YamlSource:
    """A file's plain values with the line and column (from 1) of every value and key.

    ``flows`` holds the mappings written in braces.  ``value`` is None where ``problems`` left
    nothing to look at.
    """

    name: str = ""
    value: Plain = None
    values: dict[Path, Position] = field(default_factory=dict)
    keys: dict[Path, Position] = field(default_factory=dict)
    flows: set[Path] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    is_broken: bool = False

    def place(self, path: Path, *, of_key: bool = False) -> Place:
        """Return where a value (or its key) stands; the nearest known place above it if unknown."""
        dotted = ".".join(map(str, path)) or None
        for length in range(len(path), -1, -1):
            known = path[:length]
            found = (of_key and self.keys.get(known)) or self.values.get(known)
            if found:
                return Place(self.name or None, found[0], found[1], dotted)
        return Place(self.name or None, field=dotted)


def read_yaml(text: str, name: str = "") -> YamlSource:
    """Return the values of a file; what is wrong with it stands in ``problems``, never raised."""
    source = YamlSource(name)
    text = text.removeprefix("\ufeff")
    if len(text) > MAX_CHARACTERS:
        _report(source, "yaml_too_large", None, len(text), limit=MAX_CHARACTERS)
        return source
    composer = _Composer(source)
    is_whole = all(composer.take(event) for event in _events(source, text))
    if is_whole and not source.is_broken:
        source.value = composer.result
    if source.value is None and not source.problems:
        _report(source, "codebook_empty", (1, 1))
    return source


def _events(source: YamlSource, text: str) -> Iterator[yaml.Event]:
    """Yield the events of a file; a syntax error ends them and becomes the one problem it is."""
    import yaml  # here, because a window that opens on a known codebook never needs it

    try:
        yield from yaml.parse(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        _report_marked(source, error)
    except yaml.reader.ReaderError as error:
        before = text[: error.position]
        line = before.count("\n") + 1
        _report_syntax(source, error.reason, (line, len(before) - before.rfind("\n")))
    except (ValueError, OverflowError, RecursionError) as error:
        _report_syntax(source, str(error), None)


def _report_marked(source: YamlSource, error: yaml.MarkedYAMLError) -> None:
    """Report where the parser stopped, or where a quote or bracket opened that never closes."""
    detail = str(error.problem or error.context)
    ends = "end of stream" in detail or "<stream end>" in detail
    mark = (ends and error.context_mark) or error.problem_mark or error.context_mark
    position = (mark.line + 1, mark.column + 1) if mark else None
    opened = error.context_mark.line + 1 if error.context_mark else None
    _report_syntax(source, detail, position, opened=opened)


def _report_syntax(
    source: YamlSource, detail: str, position: Position | None, opened: int | None = None
) -> None:
    code = next((code for words, code in _SYNTAX if words in detail), "yaml_syntax")
    source.is_broken = True
    _report(source, code, position, detail=detail, opened_line=opened)


def _report(
    source: YamlSource,
    code: str,
    position: Position | None,
    value: object = None,
    path: Path = (),
    **fields: object,
) -> None:
    line, column = position or (None, None)
    place = Place(source.name or None, line, column, ".".join(map(str, path)) or None)
    source.problems.append(Problem(code, Severity.REFUSED, place, value, fields))


@dataclass(slots=True)
class _Open:
    """A mapping or list that is being filled; ``key`` is the one that waits for its value."""

    value: dict[str, Plain] | list[Plain]
    path: Path
    key: str | _Dropped | None = None
    is_dropped: bool = False

    def step(self) -> str | int | _Dropped | None:
        """Return under which key or number the next value goes."""
        return len(self.value) if isinstance(self.value, list) else self.key


class _Composer:
    """Builds plain values from events and notes what is not allowed in a codebook."""

    def __init__(self, source: YamlSource) -> None:
        self.source = source
        self.result: Plain = None
        self.stack: list[_Open] = []
        self.nodes = 0
        self.documents = 0

    def take(self, event: yaml.Event) -> bool:
        """Take one event; False means that nothing more should be read."""
        kind = type(event).__name__
        if kind == "DocumentStartEvent":
            self.documents += 1
            if self.documents > 1:
                self.report("yaml_documents", event)
            return self.documents == 1
        if kind in ("MappingEndEvent", "SequenceEndEvent"):
            self.stack.pop()
        elif kind in ("ScalarEvent", "MappingStartEvent", "SequenceStartEvent", "AliasEvent"):
            return self.take_node(event, kind)
        return True

    def take_node(self, event: yaml.Event, kind: str) -> bool:
        """Take an event that begins a node, as a key or as a value."""
        self.nodes += 1
        if self.nodes > MAX_NODES or len(self.stack) >= MAX_DEPTH:
            self.report("yaml_too_deep", event, depth=MAX_DEPTH, nodes=MAX_NODES)
            return False
        self.check_node(event, kind)
        parent = self.stack[-1] if self.stack else None
        if parent and isinstance(parent.value, dict) and parent.key is None:
            self.take_key(parent, event, kind)
        else:
            self.take_value(parent, event, kind)
        return True

    def check_node(self, event: yaml.Event, kind: str) -> None:
        """Note anchors, aliases and tags."""
        if kind == "AliasEvent":
            self.report("yaml_alias", event)
        elif getattr(event, "anchor", None):
            self.report("yaml_anchor", event)
        tag = getattr(event, "tag", None)
        if tag not in (None, "!"):
            self.report("yaml_tag", event, tag)

    def take_key(self, parent: _Open, event: yaml.Event, kind: str) -> None:
        """Take a key: it must be text, and new."""
        key: Plain = None
        if kind != "ScalarEvent":
            self.report("key_not_text", event)
            if kind != "AliasEvent":
                self.stack.append(_Open({} if kind[0] == "M" else [], parent.path, None, True))
        else:
            key = self.scalar(event, parent.path)
        parent.key = self.accepted_key(parent, key, event) if kind == "ScalarEvent" else _DROPPED

    def accepted_key(self, parent: _Open, key: Plain, event: yaml.Event) -> str | _Dropped:
        """Return the key, or the mark of a refused one."""
        if not isinstance(key, str):
            self.report("key_not_text", event, key)
            return _DROPPED
        if key == "<<" and getattr(event, "style", None) is None:
            self.report("yaml_merge", event)
            return _DROPPED
        path = (*parent.path, key)
        if isinstance(parent.value, dict) and key in parent.value:
            line = self.source.keys.get(path, (None, None))[0]
            self.report("duplicate_key", event, key, path, first_line=line)
            return _DROPPED
        if not parent.is_dropped:
            self.source.keys[path] = _position(event)
        return key

    def take_value(self, parent: _Open | None, event: yaml.Event, kind: str) -> None:
        """Put a value where it belongs, and open it when it holds others."""
        step = parent.step() if parent else None
        is_dropped = isinstance(step, _Dropped) or (parent is not None and parent.is_dropped)
        path = parent.path if parent else ()
        if isinstance(step, str | int):
            path = (*path, step)
        value: Plain = {} if kind == "MappingStartEvent" else []
        if kind in ("ScalarEvent", "AliasEvent"):
            value = self.scalar(event, path) if kind == "ScalarEvent" else None
        self.keep(parent, value, is_dropped=is_dropped)
        if not is_dropped:
            self.note_place(event, path)
        if isinstance(value, dict | list):
            self.stack.append(_Open(value, path, None, is_dropped))

    def note_place(self, event: yaml.Event, path: Path) -> None:
        """Remember where a value stands, and which mappings are written in braces."""
        self.source.values[path] = _position(event)
        if type(event).__name__ == "MappingStartEvent" and getattr(event, "flow_style", False):
            self.source.flows.add(path)

    def keep(self, parent: _Open | None, value: Plain, *, is_dropped: bool) -> None:
        """Store a value in the mapping or list that waits for it."""
        if parent is None:
            self.result = value
        elif isinstance(parent.value, list):
            parent.value.append(value)
        elif isinstance(parent.key, str) and not is_dropped:
            parent.value[parent.key] = value
        if parent and isinstance(parent.value, dict):
            parent.key = None

    def scalar(self, event: yaml.Event, path: Path) -> Plain:
        """Return what a scalar stands for in YAML 1.2 core."""
        text: str = getattr(event, "value", "")
        if _SURROGATE.search(text):
            self.report("yaml_character", event, path=path, detail="surrogate")
            return _SURROGATE.sub("\ufffd", text)
        if getattr(event, "style", None) is not None or getattr(event, "tag", None) == "!":
            return text
        value = plain_scalar(text)
        if isinstance(value, float) and not math.isfinite(value):
            self.report("not_finite", event, text, path)
            return 0
        return value

    def report(
        self, code: str, event: yaml.Event, value: object = None, path: Path = (), **fields: object
    ) -> None:
        """Note a problem at an event."""
        _report(self.source, code, _position(event), value, path, **fields)


def _position(event: yaml.Event) -> Position:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def plain_scalar(text: str) -> str | int | float | bool | None:
    """Return the value of an unquoted scalar: null, a boolean, a number, else the text itself."""
    if text in _NULLS:
        return None
    if text in _BOOLS:
        return _BOOLS[text]
    if text[0] not in "-+.0123456789":
        return text
    if _WHOLE.fullmatch(text):
        return int(text)
    if _OTHER_BASE.fullmatch(text):
        return int(text, 0)
    if _FLOAT.fullmatch(text) or _ENDLESS.fullmatch(text):
        return float(text.lower().replace(".inf", "inf").replace(".nan", "nan"))
    return text
