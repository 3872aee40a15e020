"""The budgets of the agreement: 500 articles that four coders marked with 60 spans each.

The matrix (exact F1 of all pairs with intervals) is asked of a project just opened, so it reads all
marks as well; the list behind a cell is asked after it, as a person does.  Beside them stands the
exact F1 of 1,000,000 plain spans.  CPU time counts.  Run it with ``make bench``.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from annotator.agreement.f_measure import span_f1_exact
from annotator.agreement.measure import Text, Unit
from annotator.model.change import Operation
from annotator.model.identity import (
    Id,
    derived_id,
    document_id,
    new_id,
    own_key,
    set_id,
    text_hash,
)
from annotator.store import coders
from annotator.store.project import Project
from annotator.workbench.comparing.comparing import Comparing
from annotator.workbench.comparing.options import Options, Target
from annotator.workbench.session import Session, add_coder

ROOT = Path(__file__).resolve().parents[2]
ARTICLES, CODERS, MARKS, PLAIN = 500, 4, 60, 1_000_000
MATRIX_BUDGET, LIST_BUDGET, PLAIN_BUDGET = 2.0, 0.2, 5.0
CHANGED = 0.1
"""The share of marks that a coder ends elsewhere: two of them share four in five then."""
SENTENCE = "Bupati melarang aparatur sipil negara ikut kampanye di lapangan desa. "
LABELS = ["rule", "speaker", "quotation", "cue", "target", "venue"]


def make_project(path: Path) -> None:
    """A project in which each coder ends a tenth of the marks elsewhere."""
    Session.create(path, ROOT / "schemas" / "asn-neutrality.yaml", "coder 0").close()
    with Project.open(path) as project:
        people = [coders.first_coder(project).id]
        people += [add_coder(project, f"coder {n}").id for n in range(1, CODERS)]
        texts = [f"{n} " + SENTENCE * 45 for n in range(ARTICLES)]
        project.commit_many(people[0], "import", map(article, texts), group=new_id())
        codebook = Id(project.file.row("SELECT id FROM codebook")[0].hex())
        for coder in people:
            made = list(marks(texts, coder, codebook))
            project.commit_many(coder, "import", made, group=new_id())


def article(text: str) -> Operation:
    sha = text_hash(text)
    name = f"{text.split()[0]}.txt"
    value = {"key": name, "name": name, "title": name, "text": text, "sha256": sha, "meta": {}}
    return Operation("document", document_id(sha), value)


def marks(texts: list[str], coder: Id, codebook: Id) -> Iterator[Operation]:
    own = random.Random(coder)
    for number, text in enumerate(texts):
        document = document_id(text_hash(text))
        shared = random.Random(number)
        place = {"document_id": document, "coder_id": coder, "codebook_id": codebook}
        head = {**place, "status": "done", "fields": {}}
        yield Operation("annotation_set", set_id(document, coder), head)
        for mark in range(MARKS):
            start, length = shared.randrange(3000), shared.randint(5, 90)
            label = shared.choice(LABELS)
            if own.random() < CHANGED:
                length += own.randint(1, 20)
            identity = derived_id("mark", document, coder, str(mark))
            value = {
                **place,
                "key": own_key("s", identity),
                "label": label,
                "fragments": [[start, start + length]],
                "attributes": {},
                "origin": "hand",
                "created": "2026-11-22T08:30:00Z",
                "changed": "2026-11-22T08:30:00Z",
            }
            yield Operation("span", identity, value)


def plain_text() -> Text:
    chance = random.Random(1)
    sides = []
    for _coder in range(2):
        made = []
        for number in range(PLAIN // 2):
            start = number * 10 + chance.randrange(3)
            made.append(Unit(start, start + 6, LABELS[number % len(LABELS)], str(number)))
        sides.append(made)
    return Text(PLAIN * 10, tuple(sides))


def timed(work: Callable[[], object]) -> float:
    """CPU seconds of this thread; the threads of numpy spin for a while after their work."""
    begun = time.thread_time()
    work()
    return time.thread_time() - begun


def measure(folder: Path) -> Iterator[tuple[str, float, float]]:
    path = folder / "many.annot"
    make_project(path)
    options = Options()
    with Session.open(path) as session:
        comparing = Comparing(session.context)
        yield "matrix", timed(lambda: comparing.matrix(options)), MATRIX_BUDGET
        pair = next(iter(comparing.matrix(options).cells))
        cell = Target("span_f1_exact", pair)
        yield "list", timed(lambda: comparing.behind(cell, options)), LIST_BUDGET
        behind = comparing.behind(cell, options)
        assert behind.value is not None
        assert abs(behind.total - (1 - behind.value)) < 1e-9
    text = plain_text()
    yield "plain F1", timed(lambda: span_f1_exact([text])), PLAIN_BUDGET


def main() -> int:
    print(f"{ARTICLES} articles, {CODERS} coders, {MARKS} marks each; plain F1 of {PLAIN:,} spans")
    is_within = True
    with tempfile.TemporaryDirectory(prefix="annotator-comparing-") as folder:
        for name, seconds, budget in measure(Path(folder)):
            print(f"{name:10}{seconds:8.3f} s of {budget:.1f}")
            is_within = is_within and seconds <= budget
    return 0 if is_within else 1


if __name__ == "__main__":
    sys.exit(main())
