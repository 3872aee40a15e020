"""A coder who does what standard input says: ``act``, ``look``, ``clock SECONDS`` or ``end``.

Run as ``python asked_child.py PROJECT``.  ``act`` adds a mark and prints ``SAVED id`` or ``NOT
code``; ``look`` prints the marks that the program would show, or ``UNREADABLE code``.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from annotator.model.change import Operation
from annotator.model.errors import AnnotatorError
from annotator.model.extent import Extent
from annotator.model.identity import new_id, own_key
from annotator.model.span import Span
from annotator.store import codebooks, coders, documents, rows, spans
from annotator.store.project import Project
from annotator.workbench.error_words import ERRORS


class Child:
    def __init__(self, path: Path) -> None:
        self.shift = 0.0
        self.project = Project.open(path, clock=lambda: time.time() + self.shift)
        self.me = coders.list_coders(self.project)[0].id
        self.codebook_id = codebooks.current_codebook_id(self.project)
        self.document_id = documents.find_documents(self.project)[0]

    def act(self) -> str:
        identity = new_id()
        span = Span(
            identity,
            own_key("s", identity),
            self.document_id,
            self.me,
            self.codebook_id,
            "speaker",
            (Extent(0, 6),),
            {"note": "x" * 300},
        )
        try:
            self.project.commit(
                self.me, "add", [Operation("span", identity, rows.span_value(span))]
            )
        except AnnotatorError as fault:
            check_is_said(fault)
            return f"NOT {fault.code}"
        return f"SAVED {identity}"

    def look(self) -> str:
        try:
            found = spans.load_set(self.project, self.document_id, self.me, self.codebook_id).spans
        except AnnotatorError as fault:
            check_is_said(fault)
            return f"UNREADABLE {fault.code}"
        return " ".join(["MARKS", *(span.id for span in found)])


def check_is_said(fault: AnnotatorError) -> None:
    """Every refusal has a sentence for people."""
    if fault.code not in ERRORS:
        raise fault


def main() -> None:
    child = Child(Path(sys.argv[1]))
    print("READY", flush=True)
    for line in sys.stdin:
        word, _space, rest = line.strip().partition(" ")
        if word == "end":
            break
        if word == "clock":
            child.shift = float(rest)
            print("SET", flush=True)
        else:
            print(child.act() if word == "act" else child.look(), flush=True)
    child.project.close()
    print("CLOSED", flush=True)


if __name__ == "__main__":
    main()
