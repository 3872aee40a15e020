"""The CSV files that a codebook names for its lists."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import NamedTuple

from annotator.codebooks.plain import Plain
from annotator.model.codebook import CodebookFile
from annotator.model.identity import derived_id

DEFAULT_KEY = "id"


class Table(NamedTuple):
    """A CSV file: its columns and its rows with the line on which each of them ends."""

    columns: tuple[str, ...]
    rows: tuple[tuple[int, dict[str, str]], ...]
    error: str | None = None


def codebook_file(yaml: str, attachments: Mapping[str, str]) -> CodebookFile:
    """Return the file under the id that its content has everywhere."""
    kept = dict(sorted(attachments.items()))
    return CodebookFile(
        derived_id("codebook", yaml, json.dumps(kept, ensure_ascii=False)), yaml, kept
    )


def is_inside(name: str) -> bool:
    """Tell whether a file name stays in the codebook's folder on every computer."""
    path = PurePosixPath(name)
    odd = "\\" in name or ":" in name or "\0" in name
    return bool(path.parts) and not odd and not path.is_absolute() and ".." not in path.parts


def attached_names(plain: Plain) -> tuple[str, ...]:
    """Return the names of the files that a codebook's lists come from, as written."""
    lists = plain.get("lists") if isinstance(plain, dict) else None
    definitions = lists.values() if isinstance(lists, dict) else ()
    names = (one.get("file") for one in definitions if isinstance(one, dict))
    return tuple(dict.fromkeys(name for name in names if isinstance(name, str)))


def read_table(text: str) -> Table:
    """Read a CSV file; a semicolon parts the columns where the head has no comma."""
    head = text.partition("\n")[0]
    delimiter = ";" if ";" in head and "," not in head else ","
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[tuple[int, dict[str, str]]] = []
    try:
        columns = tuple(reader.fieldnames or ())
        for row in reader:
            # A row that is too long or too short has a None among its keys or values.
            rows.append((reader.line_num, {k: v for k, v in row.items() if k and v}))
    except csv.Error as error:
        return Table((), tuple(rows), str(error))
    return Table(columns, tuple(rows))


def list_items(
    definition: Mapping[str, Plain], attachments: Mapping[str, str]
) -> dict[str, dict[str, object]]:
    """Return a list's entries with their fields: those of its file, then those written there."""
    items: dict[str, dict[str, object]] = {}
    key = str(definition.get("key") or DEFAULT_KEY)
    text = attachments.get(str(definition.get("file")))
    if text is not None:
        for _line, row in read_table(text).rows:
            if key in row:
                items.setdefault(row[key], {k: v for k, v in row.items() if k != key})
    written = definition.get("items")
    if isinstance(written, dict):
        items |= {name: dict(one) for name, one in written.items() if isinstance(one, dict)}
    return items
