"""Loads codebooks from YAML with every check; ``reader`` is the door to it."""

from __future__ import annotations

import functools
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from annotator.codebooks.attachments import attached_names, codebook_file, is_inside
from annotator.codebooks.builder import build
from annotator.codebooks.plain import Plain
from annotator.codebooks.references import find_broken
from annotator.codebooks.remarks import find_remarks
from annotator.codebooks.table_references import MAX_TABLE
from annotator.codebooks.walker import check_grammar
from annotator.codebooks.yaml_source import MAX_CHARACTERS, YamlSource, read_yaml
from annotator.model.codebook import Codebook, CodebookFile
from annotator.model.errors import EnvironmentFault, InputError
from annotator.model.problem import Place, Problem, Severity


class Checked(NamedTuple):
    """A codebook without faults, as plain values for ``builder.build``, and the warnings on it."""

    plain: dict[str, Plain]
    warnings: tuple[Problem, ...]


def read_codebook(path: Path) -> CodebookFile:
    """Return a codebook's text with the CSV files it names; see ``reader.read_codebook``."""
    text = _read_text(path, MAX_CHARACTERS)
    source = _source(text, path.name)
    attachments: dict[str, str] = {}
    for name in attached_names(source.value):
        found = _inside(path.parent, name)
        if found:
            attachments[name] = _read_text(found, MAX_TABLE, name)
    file = codebook_file(text, attachments)
    if source.problems or len(attachments) < len(attached_names(source.value)):
        checked(file, path.name)
    return file


def parse_codebook(file: CodebookFile, name: str) -> tuple[Codebook, tuple[Problem, ...]]:
    """Return the codebook of a file, and the warnings on it; see ``reader.parse_codebook``."""
    plain, warnings = checked(file, name)
    return build(plain, file.attachments), warnings


def checked(file: CodebookFile, name: str) -> Checked:
    """Return the plain values of a codebook after every check; raises as ``parse_codebook``."""
    source = _source(file.yaml, name)
    if source.value is None:
        raise InputError("bad_codebook", source.problems, file=name)
    plain, faults, words = check_grammar(source)
    codebook = build(plain, file.attachments)
    problems = [*source.problems, *faults, *find_broken(plain, codebook, source, file.attachments)]
    if problems:
        own = {name or None: 0}
        problems.sort(
            key=lambda p: (own.get(p.place.file, 1), p.place.line or 0, p.place.column or 0)
        )
        raise InputError("bad_codebook", problems, file=name)
    return Checked(plain, tuple(find_remarks(plain, codebook, source, words)))


@functools.lru_cache(maxsize=2)
def _read_once(text: str) -> YamlSource:
    """Read YAML once for reading and checking; nobody changes the result."""
    return read_yaml(text)


def _source(text: str, name: str) -> YamlSource:
    """Return what a YAML text holds, with the file's name at every problem."""
    source = _read_once(text)
    named = [replace(p, place=replace(p.place, file=name or None)) for p in source.problems]
    return replace(source, name=name, problems=named)


def _inside(folder: Path, name: str) -> Path | None:
    """Return the file of that name if it lies in the folder, links followed."""
    if not is_inside(name):
        return None
    found = (folder / name).resolve()
    is_below = found.is_relative_to(folder.resolve())
    return found if is_below and found.is_file() else None


def _read_text(path: Path, limit: int, name: str = "") -> str:
    """Return a text file's content with plain line ends and without byte order mark."""
    try:
        with path.open("rb") as stream:
            content = stream.read(limit * 4 + 1)
    except FileNotFoundError:
        raise EnvironmentFault("missing_file", path=str(path)) from None
    except PermissionError:
        raise EnvironmentFault("no_permission", path=str(path)) from None
    except OSError as error:
        raise EnvironmentFault("unreadable_file", path=str(path), detail=str(error)) from error
    try:
        # What is longer than allowed is refused later, whatever was cut in two here.
        text = content.decode("utf-8-sig", "ignore" if len(content) > limit * 4 else "strict")
    except UnicodeDecodeError as error:
        shown = name or path.name
        line = content.count(b"\n", 0, error.start) + 1
        fields: dict[str, object] = {"byte": error.start}
        value = f"0x{content[error.start]:02x}"
        problem = Problem("not_utf8", Severity.REFUSED, Place(shown, line), value, fields)
        raise InputError("bad_codebook", [problem], file=shown) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")
