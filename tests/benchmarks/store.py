"""The budgets of the project file, with 1,000,000 marks on 2,000 articles of ten coders.

CPU time is what counts; where a disk is waited for, the wall-clock time stands beside it.
Run it with ``make bench``; ``python tests/benchmarks/store.py 100000`` is a smaller one.
"""

from __future__ import annotations

import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from annotator.model.change import Operation
from annotator.model.identity import Id, derived_id, document_id, new_id, own_key, text_hash
from annotator.store import coders, counts, documents, presence, spans
from annotator.store.copying import copy_pages
from annotator.store.following import Following
from annotator.store.project import Project
from annotator.store.recovering import Recovered, recover
from annotator.team.merge import merge
from annotator.workbench.session import Session, add_coder

ROOT = Path(__file__).resolve().parents[2]
MARKS, ARTICLES, CODERS = 1_000_000, 2_000, 10
NEW_MARKS = 100_000
ACTS = 400
LABELS = [f"label_{n}" for n in range(20)]
SENTENCE = "Bupati melarang aparatur sipil negara ikut kampanye di lapangan desa. "

OPEN_BUDGET, ARTICLE_BUDGET, COUNT_BUDGET, MERGE_BUDGET = 0.5, 0.010, 0.3, 20.0


def make_project(path: Path) -> None:
    """A project of ten people with twenty short articles for a hundred that are real."""
    Session.create(path, ROOT / "schemas" / "asn-neutrality.yaml", "coder 0").close()
    with Project.open(path) as project:
        people = [coders.first_coder(project).id]
        people += [add_coder(project, f"coder {n}").id for n in range(1, CODERS)]
        texts = [f"{n} " + SENTENCE * 40 for n in range(ARTICLES)]
        project.commit_many(people[0], "import", map(article, texts), group=new_id())


def article(text: str) -> Operation:
    sha = text_hash(text)
    name = f"{text.split()[0]}.txt"
    value = {"key": name, "name": name, "title": name, "text": text, "sha256": sha, "meta": {}}
    return Operation("document", document_id(sha), value)


def marks(project: Project, count: int, seed: int) -> Iterator[tuple[Id, list[Operation]]]:
    """Marks of each coder, spread over articles and labels, with an answer or two."""
    chance = random.Random(seed)
    places = documents.find_documents(project)
    codebook = project.file.row("SELECT id FROM codebook")[0].hex()
    for number, coder in enumerate(coders.list_coders(project)):
        made = []
        for mark in range(count // CODERS):
            start = chance.randrange(2500)
            identity = derived_id("mark", str(seed), str(number), str(mark))
            value = {
                "key": own_key("s", identity),
                "document_id": places[mark % len(places)],
                "coder_id": coder.id,
                "codebook_id": codebook,
                "label": chance.choice(LABELS),
                "fragments": [[start, start + chance.randint(3, 60)]],
                "attributes": {"force": "binding", "note": "tegas"},
                "origin": "hand",
                "created": "2026-11-22T08:30:00Z",
                "changed": "2026-11-22T08:30:00Z",
            }
            made.append(Operation("span", identity, value))
        yield coder.id, made


def fill(path: Path, count: int, seed: int) -> None:
    with Project.open(path) as project:
        for coder, made in marks(project, count, seed):
            project.commit_many(coder, "import", made, group=new_id())


def fill_by_hand(path: Path, count: int, seed: int) -> None:
    """Each mark a revision of its own, as a person makes them; one transaction, to be quick."""
    with Project.open(path) as project, project.transaction():
        for coder, made in marks(project, count, seed):
            for operation in made:
                project.commit(coder, "add_span", [operation], {"label": "x"})


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Return CPU and wall-clock seconds."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return time.process_time() - cpu, time.perf_counter() - wall


OPENING = """
import sys, time
from pathlib import Path
from annotator.workbench.session import Session
before = time.process_time()
session = Session.open(Path(sys.argv[1]))
session.finding.count()
print(time.process_time() - before)
session.close()
"""


def opening(path: Path) -> float:
    command = [sys.executable, "-c", OPENING, str(path)]
    found = [subprocess.run(command, capture_output=True, text=True, check=True) for _ in range(3)]
    return min(float(one.stdout) for one in found)


def acts(project: Project) -> list[tuple[float, float]]:
    """One mark at a time, each on the disk."""
    coder, made = next(marks(project, ACTS * CODERS, 99))
    return [
        timed(lambda operation=one: project.commit(coder, "add_span", [operation], {"label": "x"}))
        for one in made[:ACTS]
    ]


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.2f} ms"


def percentiles(values: list[float]) -> str:
    ordered = sorted(values)
    p99 = ordered[int(len(ordered) * 0.99)]
    return f"p50 {milliseconds(statistics.median(ordered))}, p99 {milliseconds(p99)}"


class Report:
    """Prints each measure beside its budget."""

    def __init__(self) -> None:
        self.is_within = True

    def say(self, what: str, found: str, budget: str = "", *, is_within: bool = True) -> None:
        self.is_within = self.is_within and is_within
        print(f"{what:44}{found:>34}  {budget}{'' if is_within else '  OVER'}", flush=True)

    def hold(self, what: str, seconds: float, most: float) -> None:
        self.say(what, milliseconds(seconds), f"<= {milliseconds(most)}", is_within=seconds <= most)


def reading(report: Report, path: Path, count: int) -> None:
    report.hold("open (CPU)", opening(path), OPEN_BUDGET)
    with Project.open(path) as project:
        places = documents.find_documents(project)[:50]
        coder = coders.list_coders(project)[3].id
        codebook = Id(project.file.row("SELECT id FROM codebook")[0].hex())
        load = [
            timed(lambda one=one: spans.load_set(project, one, coder, codebook))[0]
            for one in places
        ]
        report.hold("an article of one coder (CPU)", statistics.median(load), ARTICLE_BUDGET)
        by_label = timed(lambda: counts.by_label(project))[0]
        report.hold("counts by label (CPU)", by_label, COUNT_BUDGET)
        by_coder = timed(lambda: presence.count_marks(project, "span"))[0]
        report.hold("counts by coder (CPU)", by_coder, COUNT_BUDGET)
        found = acts(project)
        report.say("an act, CPU", percentiles([cpu for cpu, _ in found]))
        report.say("an act, wall clock with fsync", percentiles([wall for _, wall in found]))
        cpu, wall = timed(lambda: project.file.rows("PRAGMA quick_check"))
        report.say("quick_check", f"CPU {cpu:.1f} s, wall {wall:.1f} s")
    report.say("file size a mark", f"{path.stat().st_size / count:.0f} bytes")


def beside(report: Report, path: Path) -> None:
    """What goes on beside the work: a copy for the full check, a window that only looks."""
    copy = path.with_name("aside.annot")
    with Project.open(path) as project:
        work = threading.Thread(target=copy_pages, args=(project.file, copy))
        work.start()
        found = [wall for _cpu, wall in acts(project)]
        work.join()
        report.say("an act while the project is copied", percentiles(found))
    copy.unlink()
    following = Following(path)
    begun = time.perf_counter()
    with following.open():
        report.say("a first look at it", f"wall {time.perf_counter() - begun:.2f} s")
    following.close()


def recovering(report: Report, path: Path) -> None:
    damaged, new = path.with_name("damaged.annot"), path.with_name("new.annot")
    shutil.copy(path, damaged)
    pages = path.stat().st_size // 4096
    chance = random.Random(1)
    with damaged.open("r+b") as file:
        for page in (0, *(chance.randrange(1, pages) for _ in range(5))):
            file.seek(page * 4096)
            file.write(chance.randbytes(4096))
    found: list[Recovered] = []
    cpu, wall = timed(lambda: found.append(recover(damaged, new)))
    told = f"CPU {cpu:.0f} s, wall {wall:.0f} s"
    report.say(f"recover, 6 of {pages:,} pages destroyed", told)
    report.say("what is lost or without proof", f"{len(found[0].problems)}")
    damaged.unlink()
    new.unlink()


def joining(report: Report, folder: Path) -> None:
    for name, work in (("imported", fill), ("marked one by one", fill_by_hand)):
        here, there = folder / "here.annot", folder / "there.annot"
        start = folder / "start.annot"
        start.unlink(missing_ok=True)
        make_project(start)
        for seed, path in enumerate((here, there), 10):
            shutil.copy(start, path)
            work(path, NEW_MARKS, seed)
        with Project.open(here) as project:
            join = partial(merge, project, there)
            cpu, wall = timed(join)
            total = sum(presence.count_marks(project, "span").values())
            assert total == 2 * NEW_MARKS, total
            again = timed(join)[0]
        is_within = cpu <= MERGE_BUDGET
        told = f"CPU {cpu:.1f} s, wall {wall:.1f} s"
        what = f"merge, 100,000 new marks each, {name}"
        report.say(what, told, f"<= {MERGE_BUDGET:.0f} s", is_within=is_within)
        report.say("the same again", f"CPU {again:.2f} s")


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else MARKS
    report = Report()
    with tempfile.TemporaryDirectory(prefix="annotator-store-") as name:
        path = Path(name) / "bench.annot"
        make_project(path)
        cpu, _wall = timed(lambda: fill(path, count, 1))
        print(f"{count:,} marks, {ARTICLES:,} articles, {CODERS} coders, written in {cpu:.0f} s")
        reading(report, path, count)
        beside(report, path)
        recovering(report, path)
        path.unlink()
        joining(report, Path(name))
    return 0 if report.is_within else 1


if __name__ == "__main__":
    sys.exit(main())
