"""One word a thing; and every sentence people read is there in both languages."""

from __future__ import annotations

import ast
import io
import re
import runpy
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
PO = ROOT / "annotator/workbench/locale/id/LC_MESSAGES/annotator.po"

VAGUE = {
    "utils",
    "util",
    "helpers",
    "helper",
    "misc",
    "common",
    "manager",
    "handler",
    "base",
}
AVOIDED = {
    "clash",
    "curation",
    "highlight",
    "iaa",
    "manager",
    "misc",
    "ontology",
    "quotation",
    "rater",
    "reconciliation",
    "util",
    "utils",
}
"""Words of the glossary's avoid lines that no name needs for anything else."""

TRANSLATORS = {"_", "N_", "ngettext", "pgettext"}


def sources() -> list[Path]:
    return sorted((ROOT / "annotator").rglob("*.py"))


def named(path: Path) -> Iterator[tuple[int, str]]:
    """Every function, class, parameter and variable that a file names."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.lineno, node.name
        elif isinstance(node, ast.arg):
            yield node.lineno, node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.id


def parts(name: str) -> set[str]:
    return set(re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower().split("_"))


def test_no_module_has_a_name_that_says_nothing():
    names = {path.stem for path in sources()} | {path.parent.name for path in sources()}
    assert names & VAGUE == set()


def test_avoided_words_name_nothing():
    found = [
        f"{path.relative_to(ROOT)}:{line}: {name}"
        for path in sources()
        for line, name in named(path)
        if parts(name) & AVOIDED
    ]
    assert found == []


def test_names_are_in_snake_case_except_where_qt_calls_us():
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}: {node.name}"
        for path in sources()
        if path.relative_to(ROOT / "annotator").parts[0] != "gui"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and re.search("[a-z][A-Z]", node.name)
    ]
    assert found == []


def test_every_entry_of_the_glossary_says_what_to_avoid():
    text = (ROOT / "docs/glossary.md").read_text(encoding="utf-8")
    entries = re.split(r"^## ", text, flags=re.MULTILINE)[1:]
    assert len(entries) >= 20
    assert [e.splitlines()[0] for e in entries if "\n*Avoid:* " not in e] == []


# Translations ----------------------------------------------------------------------------------


@cache
def template() -> Catalog:
    return runpy.run_path(str(ROOT / ".ci/words.py"))["gather"]()


@cache
def indonesian() -> Catalog:
    return read_po(io.BytesIO(PO.read_bytes()), locale="id")


def key(message: Message) -> tuple[object, str | None]:
    return tuple(forms(message.id)), message.context


def messages(catalog: Catalog) -> dict[tuple[object, str | None], Message]:
    return {key(message): message for message in catalog if message.id}


def forms(text: str | tuple[str, ...] | list[str]) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


def placeholders(text: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field is not None}


def test_every_sentence_has_an_indonesian_one():
    known = messages(indonesian())
    missing = [
        identity
        for identity in messages(template())
        if identity not in known or known[identity].fuzzy or not all(forms(known[identity].string))
    ]
    assert missing == [], "run `make words`, then translate these"


def test_no_translation_is_left_over():
    assert messages(indonesian()).keys() - messages(template()).keys() == set()
    assert indonesian().obsolete == {}


def test_the_compiled_translations_are_those_of_the_source():
    compiled = read_mo(io.BytesIO(PO.with_suffix(".mo").read_bytes()))
    assert {identity: forms(m.string) for identity, m in messages(compiled).items()} == {
        identity: forms(m.string) for identity, m in messages(indonesian()).items()
    }


def faults(source: str, form: str) -> Iterator[str]:
    """What a translation lost or gained on the way."""
    if placeholders(form) != placeholders(source):
        yield "other placeholders"
    if any((mark in form) != (mark in source) for mark in "&\n\t"):
        yield "other marks for keys, lines or columns"
    if any(form.endswith(mark) != source.endswith(mark) for mark in "…:?. "):
        yield "ends in another way"
    if form.startswith(" ") != source.startswith(" "):
        yield "another blank at the start"
    if re.search(r"\bAnda\b", form):
        yield "addresses the reader"


def test_translations_say_the_same():
    found = [
        (form, fault)
        for message in messages(indonesian()).values()
        for form in forms(message.string)
        if form
        for fault in faults(forms(message.id)[-1], form)
    ]
    assert found == []


def calls(path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", None) in TRANSLATORS:
            yield node


def test_no_sentence_is_put_together_before_it_is_translated():
    """An f-string or a sum inside ``_()`` would never be found in the catalogue."""
    made = ast.JoinedStr | ast.BinOp
    found = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in sources()
        for call in calls(path)
        if any(isinstance(argument, made) for argument in call.args[: 2 - (call.func.id == "_")])
    ]
    assert found == []
