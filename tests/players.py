"""Coders who do verbs at random, on marks of their own and sometimes of each other."""

from __future__ import annotations

import contextlib

from annotator.model.change import Operation
from annotator.model.errors import RefusedError
from annotator.model.extent import Extent
from annotator.store import rows, spans
from annotator.store.revisions import redo_stack, revert, undo_stack

VERBS = ["add", "add", "change", "delete", "relate", "status", "group", "document"]


def living(world) -> list:
    found = []
    for _, one_set in spans.iterate_sets(world.project):
        found.extend(one_set.spans)
    return sorted(found, key=lambda span: span.id)


class Player:
    """Does verbs as two coders, each on spans of their own and sometimes of the other."""

    def __init__(self, world) -> None:
        self.world = world
        self.coders = [world.me, world.add_coder("Budi").id]
        self.documents = [world.add_document("Bupati melarang ASN", "d0")]

    def do(self, verb: str, number: int, who: int) -> None:
        coder, there = self.coders[who], living(self.world)
        document = self.documents[number % len(self.documents)]
        chosen = there[number % len(there)] if there else None
        if verb == "add":
            self.world.add_span(document, number, number + 3, coder_id=coder)
        elif verb == "document":
            self.documents.append(
                self.world.add_document(f"teks nomor {len(self.documents)} yang panjang", "dn")
            )
        elif verb == "status":
            self.world.set_status(document, ["new", "done"][number % 2], n=number)
        elif verb == "group":
            self._group(document, coder)
        elif chosen is None:
            return
        elif verb == "change":
            extent = Extent(number, number + 5)
            self.world.change_span(chosen, coder, label=f"l{number}", fragments=(extent,))
        elif verb == "delete":
            self.world.delete("span", chosen.id, coder)
        elif verb == "relate":
            self.world.add_relation(chosen, there[0], label=f"r{number}")

    def _group(self, document, coder: str) -> None:
        made = [self.world.span(document, n, n + 2, coder_id=coder) for n in range(3)]
        operations = [Operation("span", span.id, rows.span_value(span)) for span in made]
        group = self.world.project.make_id()
        for operation in operations:
            self.world.commit(operation, action="bulk", by=coder, group=group)

    def move(self, move: str, who: int) -> None:
        coder = self.coders[who]
        if move == "reopen":
            self.world.reopen()
        elif move == "back":
            self.world.clock.seconds -= 1000
        else:
            stack = undo_stack if move == "undo" else redo_stack
            steps = stack(self.world.project, coder)
            if steps:
                with contextlib.suppress(RefusedError):
                    revert(self.world.project, coder, steps[-1], move)
