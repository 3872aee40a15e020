"""Write the pages of docs/ that are made from the code's own tables.

`make docs` runs it; a test fails while a page differs from what this makes.
"""

from __future__ import annotations

from pathlib import Path

from annotator.formats.registry import FORMATS, Format

ROOT = Path(__file__).parents[1]
HEAD = """# Formats

*Made from the table in `annotator/formats/registry.py` by `make docs`.*

What goes in and what comes out. A format that cannot hold everything says what it leaves out.

| format | file names | holds | read | written | leaves out |
|---|---|---|---|---|---|
"""
FOOT = """
The native format is described in [jsonl.md](jsonl.md).
"""


def row(entry: Format) -> str:
    """Return one format as a row of the table."""
    names = ", ".join(f"`{ending}`" for ending in entry.extensions)
    kind = {"documents": "texts", "annotations": "texts and marks"}[entry.kind]
    written = "yes" if entry.writes else "–"
    losses = ", ".join(entry.losses) or "nothing"
    return f"| {entry.name} | {names} | {kind} | yes | {written} | {losses} |\n"


def pages() -> dict[str, str]:
    """Return every generated page by its path."""
    return {"docs/formats.md": HEAD + "".join(map(row, FORMATS)) + FOOT}


if __name__ == "__main__":
    for path, text in pages().items():
        (ROOT / path).write_text(text, encoding="utf-8")
        print(path)
