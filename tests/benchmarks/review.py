"""The budget of joining parcels: five coders' parcels come back within ten seconds.

500 articles were handed out to each of five coders, who made 60 marks on each.  It is measured for
marks that were made one by one (a step for every mark) and for such that came in bulk (500 a step):
the whole of joining the five files, with the backup before it, every step inspected and the report
article by article.  What counts is the time of the processor; how long it took by the clock, and a
second joining that finds nothing new, are told beside it.
Run it with ``make bench``, or with another number of articles: ``review.py 50``.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import factories

from annotator.model.change import Operation
from annotator.model.extent import Extent
from annotator.model.identity import Id, document_id, new_id, own_key, text_hash
from annotator.model.span import Span
from annotator.store import rows
from annotator.workbench import joining, parcelling
from annotator.workbench.session import Session

ARTICLES, MARKS, CODERS = 500, 60, 5
LENGTH = 500
"""Words of an article."""
BUDGET_SECONDS = 10.0
FACTOR = 1.5
"""How far over the budget is still within it, since machines differ."""

WORDS = ("bupati", "kampanye", "melarang", "Balikpapan", "ASN", "gubernur", "mengingatkan")


def documents(count: int) -> Iterator[Operation]:
    for number in range(count):
        words = (WORDS[(number + place * 3) % len(WORDS)] for place in range(LENGTH))
        text = f"{number} " + " ".join(words)
        sha = text_hash(text)
        value = {
            "key": f"d{number}",
            "name": f"{number}.txt",
            "title": f"Article {number}",
            "text": text,
            "sha256": sha,
            "meta": {},
        }
        yield Operation("document", document_id(sha), value)


def marks(session: Session, ids: list[Id]) -> Iterator[Operation]:
    now = session.project.now()
    for document in ids:
        for number in range(MARKS):
            identity = new_id()
            span = Span(
                identity,
                own_key("s", identity),
                document,
                session.coder.id,
                session.codebook_id,
                "person" if number % 2 else "place",
                (Extent(number * 40, number * 40 + 12),),
                {"role": "head"},
                created=now,
                changed=now,
            )
            yield Operation("span", identity, rows.span_value(span))


def code(path: Path, ids: list[Id], *, is_bulk: bool) -> None:
    """Make all marks of one coder; without waiting for the disk at each, which is no part of it."""
    with Session.open(path) as session, session.project.transaction():
        project, author = session.project, session.coder.id
        if is_bulk:
            project.commit_many(
                author, "restore_set", marks(session, ids), {}, group=project.make_id()
            )
            return
        for operation in marks(session, ids):
            about = {
                "label": "person",
                "quote": "bupati",
                "document_id": operation.value["document_id"],
            }
            project.commit(author, "add_span", [operation], about)


def measure(folder: Path, count: int, *, is_bulk: bool) -> tuple[float, float, float, float]:
    """Return the seconds of handing out one, of joining all (also by the clock), and again."""
    session = factories.make_session(folder, "bulk.annot" if is_bulk else "single.annot")
    with session:
        project = session.project
        project.commit_many(session.coder.id, "import", documents(count), group=new_id())
        names = [f"Coder {number}" for number in range(CODERS)]
        for name in names:
            session.code_as(name)
        session.code_as("Ani")
        ids = parcelling.all_documents(session.context)
        start = time.perf_counter()
        paths = [
            parcelling.make_parcel(session.context, name, document_ids=ids).path for name in names
        ]
        handed = (time.perf_counter() - start) / CODERS
        for path in paths:
            code(path, ids, is_bulk=is_bulk)
        start, began = time.perf_counter(), time.process_time()
        report = joining.join_files(session.context, paths)
        joined, clock = time.process_time() - began, time.perf_counter() - start
        assert report.new["span"] == count * MARKS * CODERS
        began = time.process_time()
        assert joining.join_files(session.context, paths).revisions == 0
        return handed, joined, clock, time.process_time() - began


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES
    print(f"{CODERS} parcels of {count} articles with {MARKS} marks each, seconds")
    print(f"{'':12}{'hand out':>10}{'join':>8}{'budget':>8}{'clock':>8}{'again':>8}")
    is_within = True
    for is_bulk in (False, True):
        with tempfile.TemporaryDirectory(prefix="annotator-review-") as folder:
            os.environ["XDG_DATA_HOME"] = os.environ["XDG_CONFIG_HOME"] = folder
            handed, joined, clock, again = measure(Path(folder), count, is_bulk=is_bulk)
        name = "in bulk" if is_bulk else "one by one"
        shown = f"{handed:10.2f}{joined:8.2f}{BUDGET_SECONDS:8.1f}{clock:8.2f}{again:8.2f}"
        print(f"{name:12}{shown}")
        is_within = is_within and joined <= BUDGET_SECONDS * FACTOR
    return 0 if is_within else 1


if __name__ == "__main__":
    sys.exit(main())
