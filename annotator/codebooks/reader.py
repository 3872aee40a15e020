"""Reads codebooks: a YAML file with the CSV files it names.

The modules that do it are loaded with the first codebook that is read: a window that opens on one
it knows (``snapshot``) does without them.
"""

from __future__ import annotations

from pathlib import Path

from annotator.model.codebook import Codebook, CodebookFile
from annotator.model.problem import Problem


def read_codebook(path: Path | str) -> CodebookFile:
    """Return a codebook's text with the CSV files it names, which must lie in its folder.

    Line ends become plain line feeds, so that the same codebook has the same id everywhere.
    Raises ``EnvironmentFault`` where a file cannot be read, ``InputError`` where it is not UTF-8,
    not YAML, or names a file that is missing; whether it is a good codebook is for
    ``parse_codebook``.
    """
    from annotator.codebooks import loading

    return loading.read_codebook(Path(path))


def parse_codebook(file: CodebookFile, name: str = "") -> tuple[Codebook, tuple[Problem, ...]]:
    """Return the codebook that a file holds, and the warnings on it.

    ``name`` is what problems call the file.  Raises ``InputError`` (``bad_codebook``) with every
    problem, each with its line, column and field.
    """
    from annotator.codebooks import loading

    return loading.parse_codebook(file, name)
