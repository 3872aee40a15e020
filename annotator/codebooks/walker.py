"""Holds a codebook's values against the grammar and finds every departure, deepest place first.

Each check returns the value without its faulty parts, so that what refers to it can still be
looked at in the same run; ``MISSING`` stands for a value of which nothing is left.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from typing import Any

from annotator.codebooks.grammar import CODEBOOK
from annotator.codebooks.kinds import (
    FORMS,
    Amount,
    Anything,
    Choice,
    Entries,
    Flag,
    Items,
    Kind,
    Number,
    Record,
    Shapes,
    String,
    Tagged,
    Text,
)
from annotator.codebooks.plain import Path, Plain
from annotator.codebooks.yaml_source import YamlSource
from annotator.model.problem import Problem, Severity


class _Missing:
    """Nothing that could be kept."""


MISSING = _Missing()
Kept = Plain | _Missing


def check_grammar(source: YamlSource) -> tuple[dict[str, Plain], list[Problem], list[Path]]:
    """Return what can be kept of a codebook, its problems, and where words by language stand."""
    walk = Walk(source)
    kept = walk.check(CODEBOOK, source.value, ())
    problems = sorted(walk.problems, key=lambda p: (p.place.line or 0, p.place.column or 0))
    return (kept if isinstance(kept, dict) else {}), problems, walk.words


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that was probably meant."""
    return next(iter(difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)), None)


def kind_found(value: Plain) -> str:
    """Return the name of what stands somewhere: nothing, flag, number, text, list or mapping."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "flag"
    if isinstance(value, int | float):
        return "number"
    return {str: "text", list: "list"}.get(type(value), "mapping")


class Walk:
    """One run over one file."""

    def __init__(self, source: YamlSource) -> None:
        self.source = source
        self.problems: list[Problem] = []
        self.words: list[Path] = []

    def check(self, kind: Kind, value: Plain, path: Path) -> Kept:
        """Check a value of any kind."""
        return _CHECKS[type(kind)](self, kind, value, path)

    def report(
        self, code: str, path: Path, value: object = None, *, of_key: bool = False, **fields: object
    ) -> _Missing:
        """Note a problem at a value or its key."""
        place = self.source.place(path, of_key=of_key)
        shown = None if isinstance(value, dict | list) else value
        self.problems.append(Problem(code, Severity.REFUSED, place, shown, fields))
        return MISSING

    def wrong(self, value: Plain, path: Path, *expected: str) -> _Missing:
        """Report that something else stands where a kind is expected."""
        if value is None:
            before = self.key_before(path)
            if before is not None and not self.has_colon(path):
                return self.report(
                    "comma_in_braces", path, path[-1], of_key=True, key=path[-1], previous=before
                )
            return self.report("no_value", path, of_key=True, expected=expected)
        found = kind_found(value)
        if "text" in expected and found in ("number", "flag"):
            return self.report("not_text", path, value, found=found)
        return self.report("wrong_kind", path, value, expected=expected, found=found)

    def key_before(self, path: Path) -> str | None:
        """Return the key before this one if both stand in the same braces."""
        if path[:-1] not in self.source.flows or not isinstance(path[-1], str):
            return None
        before = [
            key
            for key, at in self.source.keys.items()
            if key[:-1] == path[:-1] and at < self.source.keys.get(path, (0, 0))
        ]
        return str(before[-1][-1]) if before else None

    def has_colon(self, path: Path) -> bool:
        """Tell whether an empty value stands behind a colon and not right behind its key."""
        line, column = self.source.keys.get(path, (0, 0))
        return self.source.values.get(path) != (line, column + len(str(path[-1])))

    def unknown_key(self, path: Path, value: Plain, allowed: Iterable[str]) -> str | None:
        """Report a key that is not known here and return the one that was probably meant."""
        key = str(path[-1])
        allowed = tuple(allowed)
        before = self.key_before(path) if value is None else None
        guess = nearest(key, allowed)
        if before is not None and not guess:
            self.report("comma_in_braces", path, key, of_key=True, key=key, previous=before)
        else:
            fields = {"key": key, "nearest": guess, "allowed": allowed}
            self.report("unknown_key", path, key, of_key=True, **fields)
        return guess

    def text(self, _kind: Text, value: Plain, path: Path) -> Kept:
        """Check words for people."""
        if isinstance(value, dict):
            self.words.append(path)
            kept = self.check(_BY_LANGUAGE, value, path)
            return kept or MISSING
        if value == "":
            return self.report("empty_text", path)
        return value if isinstance(value, str) else self.wrong(value, path, "text", "mapping")

    def string(self, kind: String, value: Plain, path: Path) -> Kept:
        """Check a text for programs."""
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if is_number and kind.form and not FORMS[kind.form].fullmatch(str(value)):
            return self.report("bad_form", path, value, form=kind.form)
        if not isinstance(value, str):
            return self.wrong(value, path, "text")
        if kind.form and not FORMS[kind.form].fullmatch(value):
            return self.report("bad_form", path, value, form=kind.form)
        if len(value) < kind.least:
            return self.report("empty_text", path)
        if kind.most is not None and len(value) > kind.most:
            return self.report("too_long", path, value, most=kind.most)
        return value

    def flag(self, _kind: Flag, value: Plain, path: Path) -> Kept:
        """Check a true or false."""
        if isinstance(value, str) and value.lower() in _FLAG_WORDS:
            return self.report("flag_word", path, value, meant=_FLAG_WORDS[value.lower()])
        return value if isinstance(value, bool) else self.wrong(value, path, "flag")

    def number(self, kind: Number, value: Plain, path: Path) -> Kept:
        """Check a number."""
        expected = "whole_number" if kind.whole else "number"
        is_whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
        if not isinstance(value, int | float) or isinstance(value, bool):
            return self.wrong(value, path, expected)
        if kind.whole and not is_whole:
            return self.report("wrong_kind", path, value, expected=(expected,), found="number")
        if kind.least is not None and value < kind.least:
            return self.report("too_small", path, value, least=kind.least)
        return int(value) if kind.whole else value

    def amount(self, _kind: Amount, value: Plain, path: Path) -> Kept:
        """Check a count such as ``0..1``."""
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            matches = isinstance(value, str) and FORMS["count"].fullmatch(value)
            return value if matches else self.report("bad_form", path, value, form="count")
        return self.wrong(value, path, "text")

    def choice(self, kind: Choice, value: Plain, path: Path) -> Kept:
        """Check one of a few words."""
        if value is None or isinstance(value, list | dict):
            return self.wrong(value, path, "choice")
        if any(value == one and type(value) is type(one) for one in kind.values):
            return value
        if isinstance(value, str) and _FLAG_WORDS.get(value.lower()) in kind.values:
            return self.report("flag_word", path, value, meant=_FLAG_WORDS[value.lower()])
        guess = nearest(str(value), [one for one in kind.values if isinstance(one, str)])
        return self.report("not_allowed", path, value, allowed=kind.values, nearest=guess)

    def anything(self, _kind: Anything, value: Plain, _path: Path) -> Kept:
        """Keep whatever is there."""
        return value

    def items(self, kind: Items, value: Plain, path: Path) -> Kept:
        """Check a list."""
        if not isinstance(value, list):
            return self.wrong(value, path, "list")
        if len(value) < kind.least:
            self.report("too_few", path, len(value), least=kind.least)
        kept: list[Plain] = []
        for index, item in enumerate(value):
            checked = self.check(kind.of, item, (*path, index))
            if kind.unique and checked in kept:
                self.report("listed_twice", (*path, index), item)
            elif not isinstance(checked, _Missing):
                kept.append(checked)
        return kept

    def entries(self, kind: Entries, value: Plain, path: Path) -> Kept:
        """Check a mapping by ids."""
        if not isinstance(value, dict):
            return self.wrong(value, path, "mapping")
        if len(value) < kind.least:
            self.report("too_few", path, len(value), least=kind.least)
        kept: dict[str, Plain] = {}
        for key, item in value.items():
            at = (*path, key)
            if kind.form and not FORMS[kind.form].fullmatch(key):
                self.bad_key(kind.form, at, item)
                continue
            checked = self.check(kind.of, item, at)
            if not isinstance(checked, _Missing):
                kept[key] = checked
            elif isinstance(kind.of, Record | Shapes):
                kept[key] = {}
        return kept

    def bad_key(self, form: str, path: Path, value: Plain) -> None:
        """Report a key that has not the form of an id here."""
        key = path[-1]
        before = self.key_before(path) if value is None else None
        if before is not None:
            self.report("comma_in_braces", path, key, of_key=True, key=key, previous=before)
        else:
            self.report("bad_form", path, key, of_key=True, form=form)

    def record(self, kind: Record, value: Plain, path: Path) -> Kept:
        """Check a mapping with known keys."""
        if not isinstance(value, dict):
            return self.wrong(value, path, "mapping")
        kept: dict[str, Plain] = {}
        guesses: set[str | None] = set()
        for key, item in value.items():
            if key not in kind.keys:
                guesses.add(self.unknown_key((*path, key), item, kind.keys))
                continue
            checked = self.check(kind.keys[key], item, (*path, key))
            if not isinstance(checked, _Missing):
                kept[key] = checked
        self.required_keys(kind, value, path, guesses)
        self.keys_by_type(kind, value, kept, path)
        return kept

    def required_keys(
        self, kind: Record, value: dict[str, Plain], path: Path, guesses: set[str | None]
    ) -> None:
        """Report the keys that must be there, unless a misspelt one was reported already."""
        groups: list[tuple[str, ...]] = [(key,) for key in kind.required]
        by = value.get(kind.by) if kind.by else None
        for group in (kind.any_of, kind.needs.get(by, ()) if isinstance(by, str) else ()):
            groups += [group] if group else []
        for group in groups:
            if not any(key in value or key in guesses for key in group):
                self.report("missing_key", path, of_key=True, keys=group)

    def keys_by_type(
        self, kind: Record, value: dict[str, Plain], kept: dict[str, Plain], path: Path
    ) -> None:
        """Report keys that are known, but not together with the type that stands there."""
        by = kept.get(kind.by) if kind.by else None
        if not isinstance(by, str):
            return
        for key in value:
            if key in kind.keys and key not in kind.only[by]:
                types = tuple(name for name, keys in kind.only.items() if key in keys)
                fields = {"key": key, "type": by, "types": types}
                self.report("key_not_for_type", (*path, key), key, of_key=True, **fields)
                kept.pop(key, None)
        both = [key for key in kind.needs.get(by, ()) if key in value]
        if len(both) > 1:
            self.report("keys_exclude", (*path, both[1]), of_key=True, keys=tuple(both))
            kept.pop(both[1], None)

    def shapes(self, kind: Shapes, value: Plain, path: Path) -> Kept:
        """Check a place that takes values of several shapes."""
        if value is None and kind.empty:
            return None
        shape = kind.scalar
        if isinstance(value, list | dict):
            shape = kind.items if isinstance(value, list) else kind.mapping
        if shape is None or value is None:
            names = ("text", "list", "mapping")
            offered = zip(names, (kind.scalar, kind.items, kind.mapping), strict=True)
            return self.wrong(value, path, *(name for name, one in offered if one))
        return self.check(shape, value, path)

    def tagged(self, kind: Tagged, value: Plain, path: Path) -> Kept:
        """Check a record that is known by its first key."""
        if not isinstance(value, dict):
            return self.wrong(value, path, "mapping")
        record = next((kind.records[key] for key in value if key in kind.records), None)
        if record is not None:
            return self.check(record, value, path)
        for key, item in value.items():
            self.unknown_key((*path, key), item, kind.records)
        if not value:
            self.report("missing_key", path, keys=tuple(kind.records))
        return MISSING


_FLAG_WORDS = {"yes": True, "on": True, "no": False, "off": False}
_BY_LANGUAGE = Entries(String(least=1), form="language", least=1)

_CHECKS: dict[type, Callable[[Walk, Any, Plain, Path], Kept]] = {
    Text: Walk.text,
    String: Walk.string,
    Flag: Walk.flag,
    Number: Walk.number,
    Amount: Walk.amount,
    Choice: Walk.choice,
    Anything: Walk.anything,
    Items: Walk.items,
    Entries: Walk.entries,
    Record: Walk.record,
    Shapes: Walk.shapes,
    Tagged: Walk.tagged,
}
