"""The budget of a backup: nobody who marks has to wait for it for more than 50 ms.

A large project is backed up, once in the ordinary temporary folder and, where there is one, once in
a folder that lies in memory, while a second thread does one act after the other.  What counts is
how long an act waits for the project, which is the backup's doing; how long the whole act takes is
told beside it, with and without a backup, because it hangs on the disk.
Run it with ``make bench``, or with a size in MB: ``python tests/benchmarks/safekeeping.py 1000``.
"""

from __future__ import annotations

import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from annotator.model.change import Operation
from annotator.model.codebook import CodebookFile
from annotator.model.extent import Extent
from annotator.model.identity import Id, document_id, new_id, own_key, text_hash
from annotator.model.span import Span
from annotator.store import codebooks, coders, rows
from annotator.store.backup import write_backup
from annotator.store.project import Project

USUAL_MB = 300
WAIT_BUDGET_MS = 50.0
MEMORY = Path("/dev/shm")
TEXT = 60_000
QUIET_SECONDS = 3.0
PAUSE_SECONDS = 0.005


def make_documents(size_mb: int) -> Iterator[Operation]:
    """Texts that cannot be compressed well, so that the log is as large as they are."""
    for number in range(size_mb * 1_000_000 // int(TEXT * 1.6)):
        text = f"{number} " + os.urandom(TEXT // 2).hex()
        sha = text_hash(text)
        value = {
            "key": f"d{number}",
            "name": f"{number}.txt",
            "title": str(number),
            "text": text,
            "sha256": sha,
            "meta": {},
        }
        yield Operation("document", document_id(sha), value)


class Hand:
    """Marks as fast as it can, and keeps how long each act waited and took (milliseconds)."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._me = coders.list_coders(project)[0].id
        self._codebook = codebooks.current_codebook_id(project)
        found = project.file.row("SELECT id FROM document LIMIT 1")
        self._document = Id(found[0].hex())
        self._is_wanted = True
        self._thread = threading.Thread(target=self._work)
        self.waits: list[float] = []
        self.acts: list[float] = []

    def __enter__(self) -> Hand:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_wanted = False
        self._thread.join()

    def _work(self) -> None:
        while self._is_wanted:
            operation = self._operation()
            start = time.perf_counter()
            with self._project.file.lock:
                waited = time.perf_counter() - start
                self._project.commit(self._me, "add_span", [operation])
            self.acts.append((time.perf_counter() - start) * 1000)
            self.waits.append(waited * 1000)
            time.sleep(PAUSE_SECONDS)

    def _operation(self) -> Operation:
        identity = new_id()
        key = own_key("s", identity)
        where = (Extent(10, 20),)
        span = Span(identity, key, self._document, self._me, self._codebook, "speaker", where, {})
        return Operation("span", identity, rows.span_value(span))


def measure(folder: Path, size_mb: int) -> tuple[float, list[float]]:
    """Return the longest wait, and what is printed of one folder."""
    path = folder / "p.annot"
    project = Project.create(path, CodebookFile(new_id(), "labels: {}"), "asn", "1", "Ani")
    me = coders.list_coders(project)[0].id
    project.commit_many(me, "import", make_documents(size_mb), group=new_id())
    project.file.empty_log()
    with Hand(project) as quiet:
        time.sleep(QUIET_SECONDS)
    with Hand(project) as hand:
        start = time.perf_counter()
        made = write_backup(project, folder / "backups", "time", datetime.now(UTC))
        seconds = time.perf_counter() - start
    project.close()
    acts, waits = sorted(hand.acts), sorted(hand.waits)
    size = made.stat().st_size / 1e6
    middle = acts[len(acts) // 2]
    row = [size, seconds, len(acts), waits[-1], middle, acts[-1], max(quiet.acts)]
    return waits[-1], row


def main() -> int:
    size = int(sys.argv[1]) if len(sys.argv) > 1 else USUAL_MB
    places = [("disk", None)]
    if MEMORY.is_dir() and os.statvfs(MEMORY).f_bavail * os.statvfs(MEMORY).f_frsize > size * 5e6:
        places.append(("memory", str(MEMORY)))
    names = ("MB", "seconds", "acts", "wait max", "act p50", "act max", "quiet max")
    print(f"a backup while somebody marks; milliseconds; an act may wait {WAIT_BUDGET_MS:.0f}")
    print(f"{'':8}" + "".join(f"{name:>11}" for name in names))
    is_within = True
    for name, place in places:
        with tempfile.TemporaryDirectory(prefix="annotator-backup-", dir=place) as folder:
            longest, row = measure(Path(folder), size)
        print(f"{name:8}" + "".join(f"{one:11,.1f}" for one in row), flush=True)
        is_within = is_within and longest <= WAIT_BUDGET_MS
    return 0 if is_within else 1


if __name__ == "__main__":
    sys.exit(main())
