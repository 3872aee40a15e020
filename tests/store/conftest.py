"""A small project to try things on."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from annotator.model.annotation_set import AnnotationSet
from annotator.model.change import Operation
from annotator.model.codebook import CodebookFile
from annotator.model.coder import Coder
from annotator.model.comment import Comment
from annotator.model.document import Document
from annotator.model.extent import Extent
from annotator.model.identity import derived_id, document_id, new_id, own_key, set_id, text_hash
from annotator.model.relation import Relation
from annotator.model.span import Span
from annotator.store import codebooks, coders, rows
from annotator.store.project import Project

CODEBOOK = CodebookFile(derived_id("codebook", "labels: {}", "{}"), "labels: {}", {})
NOON = 1_764_590_400.0
NOON_TEXT = "2025-12-01T12:00:00Z"


class FakeClock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.seconds = NOON

    def __call__(self) -> float:
        return self.seconds


class World:
    """A project with its first coder, and short ways to write into it."""

    def __init__(self, path: Path, clock: FakeClock) -> None:
        self.path, self.clock = path, clock
        if path.exists():
            self.project = Project.open(path, clock=clock)
        else:
            self.project = Project.create(path, CODEBOOK, "asn", "1.0", "Ani", clock=clock)
        self.coder = coders.list_coders(self.project)[0]
        self.me = self.coder.id
        self.codebook_id = codebooks.current_codebook_id(self.project)

    def copy(self, name: str, clock: FakeClock | None = None) -> World:
        """Copy the closed file, as people do, and open the copy on another computer."""
        self.project.close()
        path = shutil.copy(self.path, self.path.with_name(f"{name}.annot"))
        self.reopen()
        return World(path, clock or FakeClock())

    def reopen(self) -> Project:
        self.project.close()
        self.project = Project.open(self.path, clock=self.clock)
        return self.project

    def commit(self, *operations: Operation, action: str = "verb", by: str | None = None, **more):
        return self.project.commit(by or self.me, action, operations, **more)

    def document(self, text: str = "Bupati melarang ASN ikut kampanye.", key: str = "d1", **more):
        sha = text_hash(text)
        value = {"name": f"{key}.txt", "title": text[:30], "meta": {}, **more}
        return Document(document_id(sha), key=key, text=text, sha256=sha, **value)

    def add_document(
        self, text: str = "Bupati melarang ASN ikut kampanye.", key: str = "d1", **more
    ):
        document = self.document(text, key, **more)
        self.commit(document_operation(document), action="import")
        return document

    def add_coder(self, name: str) -> Coder:
        identity = new_id()
        coder = Coder(identity, own_key("c", identity), name)
        self.commit(Operation("coder", identity, rows.coder_value(coder)), action="import")
        return coder

    def span(self, document: Document, start: int = 0, end: int = 6, **more) -> Span:
        identity = more.pop("id", None) or new_id()
        found = {
            "key": own_key("s", identity),
            "coder_id": self.me,
            "codebook_id": self.codebook_id,
            "label": "speaker",
            "fragments": (Extent(start, end),),
            "created": self.project.now(),
            "changed": self.project.now(),
            **more,
        }
        return Span(identity, document_id=document.id, **found)

    def add_span(self, document: Document, start: int = 0, end: int = 6, **more) -> Span:
        span = self.span(document, start, end, **more)
        self.commit(span_operation(span), action="add_span", by=span.coder_id)
        return span

    def change_span(self, span: Span, by: str | None = None, **more) -> Span:
        changed = dataclasses.replace(span, **more)
        self.commit(span_operation(changed), action="change_span", by=by)
        return changed

    def delete(self, kind: str, identity: str, by: str | None = None) -> None:
        self.commit(Operation(kind, identity, None), action="delete", by=by)

    def add_relation(self, source: Span, target: Span, **more) -> Relation:
        identity = new_id()
        found = {"label": "targets", "created": None, "changed": None, **more}
        relation = Relation(
            identity,
            own_key("r", identity),
            source.document_id,
            source.coder_id,
            source.codebook_id,
            source_id=source.id,
            target_id=target.id,
            **found,
        )
        value = rows.relation_value(relation)
        self.commit(Operation("relation", identity, value), action="add_relation")
        return relation

    def add_comment(self, document: Document, target_id: str, text: str) -> Comment:
        identity = new_id()
        now = self.project.now()
        key = own_key("n", identity)
        comment = Comment(identity, key, document.id, target_id, self.me, text, now, now)
        self.commit(Operation("comment", identity, rows.comment_value(comment)), action="comment")
        return comment

    def set_status(self, document: Document, status: str, **fields: object) -> AnnotationSet:
        found = AnnotationSet(document.id, self.me, self.codebook_id, status, fields)
        identity = set_id(document.id, self.me)
        value = rows.set_value(found)
        self.commit(Operation("annotation_set", identity, value), action="set_status")
        return found

    def state(self) -> Mapping[str, list[tuple[object, ...]]]:
        """Everything that is there and not deleted, without the numbers of revisions."""
        database = self.project.database
        found = {}
        for table in ("document", "coder", "codebook", "annotation_set", "span", "relation"):
            names = [f'"{c.name}"' for c in database.table(table).columns]
            shown = ", ".join(n for n in names if n.strip('"') not in ("n", "revision_id"))
            sql = f"SELECT {shown} FROM {table} WHERE deleted = 0 ORDER BY id"
            found[table] = self.project.file.rows(sql)
        return found


def document_operation(document: Document) -> Operation:
    return Operation("document", document.id, rows.document_value(document))


def span_operation(span: Span) -> Operation:
    return Operation("span", span.id, rows.span_value(span))


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def world(tmp_path: Path, clock: FakeClock) -> Iterator[World]:
    made = World(tmp_path / "p.annot", clock)
    yield made
    made.project.close()


@pytest.fixture(scope="module")
def shared_world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A world for all tests of a file that only read it, once it was filled."""
    made = World(tmp_path_factory.mktemp("shared") / "p.annot", FakeClock())
    yield made
    made.project.close()


@pytest.fixture
def make_world(tmp_path: Path) -> Iterator[Callable[[], World]]:
    """Make a new world each time it is called; the one before is closed and thrown away."""
    made: list[World] = []

    def make() -> World:
        if made:
            made[-1].project.close()
            made[-1].path.unlink()
        made.append(World(tmp_path / f"{len(made)}.annot", FakeClock()))
        # Laws make many worlds and pull no plug, so nobody waits for the disk.
        made[-1].project.file.connection.execute("PRAGMA synchronous=OFF")
        return made[-1]

    yield make
    if made:
        made[-1].project.close()
