"""Gather the sentences people read from the code, update the translations and compile them.

`make words` runs it; it names every sentence that has no translation yet.  The tests fail while
there is one.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
LOCALES = ROOT / "annotator/workbench/locale"
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
CHANCE_LINES = re.compile(
    rb'^"(POT-Creation-Date|PO-Revision-Date|Report-Msgid|Last-Tr|Generated).*\n', re.MULTILINE
)
"""Header lines that would differ at each run, or say nothing."""


def gather() -> Catalog:
    """Return every sentence that the code marks for translation, with the files it stands in."""
    catalog = Catalog(project="annotator", charset="utf-8")
    found = extract_from_dir(
        ROOT / "annotator", [("**.py", "python")], comment_tags=["for translators:"]
    )
    for file, _line, message, comments, context in found:
        catalog.add(
            message, None, [(f"annotator/{file}", 0)], auto_comments=comments, context=context
        )
    return catalog


def untranslated(catalog: Catalog) -> Iterator[Message]:
    """Yield the sentences that have no translation, or one that was guessed."""
    for message in catalog:
        forms = message.string if isinstance(message.string, tuple | list) else [message.string]
        if message.id and (message.fuzzy or not all(forms)):
            yield message


def update(language: str, template: Catalog) -> Catalog:
    """Bring one language's file in step with the code and compile it; return what it holds now."""
    path = LOCALES / language / "LC_MESSAGES/annotator.po"
    catalog = read_po(path.open("rb"), locale=language, domain="annotator")
    catalog.update(template, no_fuzzy_matching=True, update_header_comment=False)
    catalog.creation_date = catalog.revision_date = LONG_AGO
    catalog.obsolete.clear()
    written = io.BytesIO()
    write_po(written, catalog, width=100, sort_output=True, include_lineno=False)
    path.write_bytes(CHANCE_LINES.sub(b"", written.getvalue()))
    with path.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalog)
    return catalog


def main() -> int:
    """Update every language; 1 where a sentence is without translation."""
    template = gather()
    status = 0
    for folder in sorted(LOCALES.iterdir()):
        catalog = update(folder.name, template)
        missing = list(untranslated(catalog))
        print(f"{folder.name}: {len(catalog)} sentences, {len(missing)} without translation")
        for message in missing:
            status = 1
            print(f"  {message.locations[0][0] if message.locations else '?'}: {message.id!r}")
    return status


if __name__ == "__main__":
    sys.exit(main())
