"""A coder that never rests: does verbs in a loop and says each one only when it is on the disk.

Run as ``python coding_child.py PROJECT [SEED]``; prints ``SAVED id`` or ``NOT code``.
"""

from __future__ import annotations

import random
import resource
import sys
from collections.abc import Iterator
from pathlib import Path

from annotator.model.change import Operation
from annotator.model.codebook import CodebookFile
from annotator.model.errors import NotSaved
from annotator.model.extent import Extent
from annotator.model.identity import document_id, new_id, own_key, text_hash
from annotator.model.span import Span
from annotator.store import codebooks, coders, documents, rows, spans
from annotator.store.project import Project
from annotator.store.revisions import redo_stack, revert, undo_stack

TEXT = "Bupati melarang aparatur sipil negara ikut kampanye. " * 40


class Child:
    def __init__(self, path: Path, seed: int) -> None:
        self.project = Project.open(path) if path.exists() else make(path)
        self.chance = random.Random(seed)
        self.me = coders.list_coders(self.project)[0].id
        self.codebook_id = codebooks.current_codebook_id(self.project)
        self.document_id = documents.find_documents(self.project)[0]
        self.living = [
            span.id
            for span in spans.load_set(
                self.project, self.document_id, self.me, self.codebook_id
            ).spans
        ]

    def operation(self, identity: str) -> Operation:
        start = self.chance.randrange(1000)
        answers = {"note": "x" * self.chance.randrange(900)}
        span = Span(
            identity,
            own_key("s", identity),
            self.document_id,
            self.me,
            self.codebook_id,
            "speaker",
            (Extent(start, start + 9),),
            answers,
        )
        return Operation("span", identity, rows.span_value(span))

    def one(self) -> str:
        """Do a verb; returns the id by which the log must know it."""
        verb = self.chance.choice(["add", "add", "change", "delete", "undo", "redo", "bulk"])
        if verb == "bulk" and self.chance.random() < 0.7:
            verb = "add"
        if verb in ("undo", "redo"):
            stack = undo_stack if verb == "undo" else redo_stack
            steps = stack(self.project, self.me)
            article = 1 if verb == "undo" else 0  # stays, or there would be nothing to code
            if len(steps) > article and len(steps[-1]) == 1:
                revert(self.project, self.me, steps[-1], verb)
                last = self.project.file.row("SELECT id FROM revision ORDER BY n DESC LIMIT 1")
                return last[0].hex()
            verb = "add"
        if verb == "bulk":
            group = new_id()
            self.project.commit_many(self.me, "import", self.bulk(), group=group)
            return "group-" + group
        identity = self.chance.choice(self.living) if self.living and verb != "add" else new_id()
        operation = self.operation(identity)
        if verb == "delete" and identity in self.living:
            operation = Operation("span", identity, None)
        done = self.project.commit(self.me, verb, [operation])
        self.living = [one for one in self.living if one != identity]
        if operation.value:
            self.living.append(identity)
        return done.id

    def bulk(self) -> Iterator[Operation]:
        for _ in range(1200):
            yield self.operation(new_id())

    def told(self) -> bool:
        """Do a verb and say how it went."""
        try:
            done = self.one()
        except NotSaved as fault:
            print("NOT", fault.code, flush=True)
            return False
        print("SAVED", done, flush=True)
        return True


def make(path: Path) -> Project:
    project = Project.create(path, CodebookFile(new_id(), "labels: {}"), "asn", "1", "Ani")
    me = coders.list_coders(project)[0].id
    sha = text_hash(TEXT)
    value = {"key": "d", "name": "d.txt", "title": "d", "text": TEXT, "sha256": sha, "meta": {}}
    project.commit(me, "import", [Operation("document", document_id(sha), value)])
    return project


def fill_a_small_disk(child: Child) -> None:
    """Code until the disk is full, look around, and go on when there is room again."""
    limit = child.project.path.stat().st_size + 400_000
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    failed = 0
    while failed < 5:
        failed += not child.told()
        documents.load_document(child.project, child.document_id)
        spans.load_set(child.project, child.document_id, child.me, child.codebook_id)
    print("FULL", flush=True)
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    for _ in range(10):
        assert child.told()


def main() -> None:
    path, what = Path(sys.argv[1]), sys.argv[2]
    if what == "create":
        for number in range(10_000):
            make(path / f"{number}.annot").close()
            print("SAVED", number, flush=True)
    child = Child(path, int(sys.argv[3]))
    print("READY", flush=True)
    if what == "fill":
        fill_a_small_disk(child)
    elif what == "some":
        for _ in range(40):
            child.told()
    else:
        while True:
            child.told()
    child.project.close()
    print("CLOSED", flush=True)


if __name__ == "__main__":
    main()
