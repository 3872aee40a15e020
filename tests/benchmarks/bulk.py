"""The budgets of bulk work: 10,000 articles with 100,000 marks in and out.

The measure is a bare load of the same data in the same run: Python reads each line as JSON and puts
articles, sets and marks with all their columns into three plain tables of sqlite3, unchecked.
Every road runs in a process of its own, and what counts is the CPU time of that whole process.
Run it with ``make bench``.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ARTICLES, MARKS = 10_000, 10
ROUNDS = 3
SAID = 0.25
"""How many of the sentences are quotations, with quotation marks as newspapers print them."""
IMPORT_BUDGET, EXPORT_BUDGET, MEMORY_BUDGET = 6.0, 5.0, 200.0

SYLLABLES = re.findall(
    r"\w+",
    "ba be da di ga ha ja ka ke la li ma me na ne nya pa pe ra ri sa se si ta te tu wa ya "
    "kan ber ter men per ang ung an ik at is ur",
)
ANSWERS = (
    ("speaker", {"mention": "named", "role": "agency_head", "level": "province"}),
    ("rule", {"rule_type": "no_campaigning", "modality": "prohibition", "force": "binding"}),
    ("rule", {"rule_type": "public_service", "modality": "obligation", "marker": ["harus"]}),
    ("target", {"group": "asn_all"}),
    ("cue", {"strength": "neutral"}),
)


def make_vocabulary(chance: random.Random) -> list[str]:
    return ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(4000)]


def make_text(chance: random.Random, words: list[str]) -> str:
    """An article of some 3,000 characters, as long as the five of the sample are."""
    paragraphs = []
    for _ in range(chance.randint(7, 11)):
        sentences = []
        for _ in range(chance.randint(2, 4)):
            sentence = " ".join(chance.choices(words, k=chance.randint(8, 20))).capitalize()
            said = chance.random() < SAID
            sentences.append(f"“{sentence},” katanya." if said else f"{sentence}.")
        paragraphs.append(" ".join(sentences))
    return "\n\n".join(paragraphs)


def make_spans(chance: random.Random, text: str) -> Iterator[dict[str, object]]:
    edges = [0, *(i + 1 for i, c in enumerate(text) if c == " "), len(text) + 1]
    for number in range(MARKS):
        first = chance.randrange(len(edges) - 12)
        start, end = edges[first], edges[first + chance.randint(1, 10)] - 1
        label, attributes = ANSWERS[number % len(ANSWERS)]
        yield {
            "id": f"s{number}",
            "label": label,
            "start": start,
            "end": end,
            "text": text[start:end],
            "fragments": [[start, end]],
            "attributes": attributes,
            "prefix": text[max(0, start - 24) : start],
            "suffix": text[end : end + 24],
            "origin": "hand",
            "created": "2024-11-27T08:30:00Z",
            "changed": "2024-11-27T08:30:00Z",
            "notes": [],
        }


def generate(path: Path) -> None:
    """Write the articles with their marks as an export would; the same bytes every time."""
    chance = random.Random(20241127)
    words = make_vocabulary(chance)
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        for number in range(ARTICLES):
            text = f"{number} " + make_text(chance, words)
            record = {
                "schema_id": "asn_neutrality",
                "schema_version": "1.0.0",
                "doc_id": f"bulk-{number}",
                "file": f"{number:05d}.txt",
                "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
                "text_length": len(text),
                "offset_unit": "unicode_code_point",
                "coder": "gold",
                "status": "done",
                "document": {"outlet": "kumalanews", "published": "2024-11-24"},
                "spans": list(make_spans(chance, text)),
                "relations": [],
                "format": "annotator-jsonl",
                "format_version": 1,
                "coder_id": "gold",
                "title": text[:60],
                "metadata": {},
                "notes": [],
                "text": text,
            }
            stream.write(json.dumps(record, ensure_ascii=False) + "\n")


# The roads, each in its own process ---------------------------------------------------------------


BARE_TABLES = """
CREATE TABLE documents(id TEXT PRIMARY KEY, name TEXT, title TEXT, sha256 TEXT, length INTEGER,
  metadata TEXT, text TEXT);
CREATE TABLE sets(document TEXT, coder TEXT, codebook TEXT, status TEXT, fields TEXT);
CREATE TABLE spans(document TEXT, coder TEXT, id TEXT, label TEXT, start INTEGER, "end" INTEGER,
  fragments TEXT, attributes TEXT, origin TEXT, created TEXT, changed TEXT);
"""


def bare_load(source: Path, target: Path) -> None:
    """Load everything that a record holds of articles, sets and marks, and check nothing."""
    import sqlite3

    connection = sqlite3.connect(target)
    connection.executescript(BARE_TABLES)
    documents, sets, spans = [], [], []
    with source.open(encoding="utf-8") as stream:
        for line in stream:
            one = json.loads(line)
            key, coder = one["doc_id"], one["coder"]
            documents.append(
                (key, one["file"], one["title"], one["text_sha256"], one["text_length"],
                 json.dumps(one["metadata"]), one["text"])
            )  # fmt: skip
            sets.append((key, coder, one["schema_id"], one["status"], json.dumps(one["document"])))
            spans += [
                (key, coder, span["id"], span["label"], span["start"], span["end"],
                 json.dumps(span["fragments"]), json.dumps(span["attributes"]), span["origin"],
                 span["created"], span["changed"])
                for span in one["spans"]
            ]  # fmt: skip
    connection.executemany(f"INSERT INTO documents VALUES({_marks(7)})", documents)
    connection.executemany(f"INSERT INTO sets VALUES({_marks(5)})", sets)
    connection.executemany(f"INSERT INTO spans VALUES({_marks(11)})", spans)
    connection.commit()
    connection.close()


def _marks(count: int) -> str:
    return ", ".join("?" * count)


def import_all(source: Path, target: Path) -> None:
    from annotator.workbench.importing import import_files
    from annotator.workbench.session import Session

    with Session.open(target) as session:
        report = import_files(session.context, [source])
    assert report.is_applied, report.problems[:5]
    assert (report.new_documents, report.new_spans) == (ARTICLES, ARTICLES * MARKS)


def make_project(path: Path) -> None:
    from annotator.workbench.session import Session

    path.unlink(missing_ok=True)
    Session.create(path, ROOT / "schemas" / "asn-neutrality.yaml", "gold").close()


def export_all(source: Path, target: Path) -> None:
    from annotator.workbench.exporting import ExportChoice, export_jsonl
    from annotator.workbench.session import Session

    with Session.open(source) as session:
        report = export_jsonl(session.context, target, ExportChoice())
    assert (report.records, report.spans) == (ARTICLES, ARTICLES * MARKS)


ROADS: dict[str, Callable[[Path, Path], None]] = {
    "bare": bare_load,
    "import": import_all,
    "export": export_all,
}


def run_road(name: str, source: Path, target: Path) -> tuple[float, float]:
    """Return the CPU seconds and the largest memory (MiB) of a process that goes one road."""
    if name == "import":
        make_project(target)
    else:
        target.unlink(missing_ok=True)
    command = [sys.executable, __file__, name, str(source), str(target)]
    process = subprocess.Popen(command)
    _pid, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{name} failed")
    scale = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / scale


def measure(folder: Path) -> list[tuple[str, float, float, float]]:
    """Return for each road its name, seconds, ratio to the bare load, and memory; best of some."""
    source, project = folder / "bulk.jsonl", folder / "bulk.annot"
    generate(source)
    best: dict[str, tuple[float, float]] = {}
    roads = (
        ("bare", source, folder / "bare.db"),
        ("import", source, project),
        ("export", project, folder / "out.jsonl"),
    )
    for _round in range(ROUNDS):
        for name, start, end in roads:
            seconds, memory = run_road(name, start, end)
            least = best.get(name, (seconds, memory))
            best[name] = (min(seconds, least[0]), max(memory, least[1]))
    unit = best["bare"][0]
    return [(name, seconds, seconds / unit, memory) for name, (seconds, memory) in best.items()]


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="annotator-bulk-") as folder:
        rows = measure(Path(folder))
    budgets = {"import": IMPORT_BUDGET, "export": EXPORT_BUDGET}
    print(f"{ARTICLES:,} articles with {ARTICLES * MARKS:,} marks, CPU time, best of {ROUNDS}")
    print(f"{'':8}{'seconds':>9}{'ratio':>8}{'budget':>8}{'MiB':>8}{'budget':>8}")
    is_within = True
    for name, seconds, ratio, memory in rows:
        budget = budgets.get(name)
        shown = f"{budget:.1f}" if budget else "–"
        limit = f"{MEMORY_BUDGET:.0f}" if budget else "–"
        print(f"{name:8}{seconds:9.2f}{ratio:8.2f}{shown:>8}{memory:8.0f}{limit:>8}")
        is_within = is_within and (not budget or (ratio <= budget and memory <= MEMORY_BUDGET))
    return 0 if is_within else 1


if __name__ == "__main__":
    if len(sys.argv) > 1:
        ROADS[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        sys.exit(main())
