"""What is compared, made in memory: marks of coders on documents, without a project."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from types import SimpleNamespace
from typing import Any

from agreement_scene import unit_lists
from hypothesis import strategies as st

from annotator.agreement.measure import Unit
from annotator.codebooks.reader import parse_codebook
from annotator.model.assignment import Role
from annotator.model.codebook import Codebook, CodebookFile
from annotator.model.coder import Coder
from annotator.model.identity import Id
from annotator.store.units import Article, Head
from annotator.workbench.comparing.corpus import Corpus
from annotator.workbench.comparing.number import Source, source_of
from annotator.workbench.comparing.options import Options

LENGTH = 40
Marks = Mapping[tuple[int, str], Sequence[Unit]]
"""Marks by the number of the document and the coder's name."""


class Bare(Corpus):
    """A corpus whose texts are letters in a row, and whose marks have no answers."""

    def texts(self, documents: Sequence[Id]) -> dict[Id, str]:
        return dict.fromkeys(documents, "abcdefghij" * (LENGTH // 10))

    def answers(self, label: str) -> dict[Id, Any]:
        return {}


def document(number: int) -> Id:
    return Id(f"{number:032x}")


def coder(name: str) -> Id:
    return Id(name.encode().hex().ljust(32, "0"))


def corpus_of(
    marks: Marks,
    status: Mapping[tuple[int, str], str] | None = None,
    days: Mapping[tuple[int, str], str] | None = None,
) -> Bare:
    """Make a corpus; whoever marked something is done with it, unless ``status`` says otherwise."""
    said = dict.fromkeys(marks, "done") | dict(status or {})
    numbers = sorted({number for number, _name in said})
    names = sorted({name for _number, name in said})
    made = Bare(
        SimpleNamespace(project_id=Id("f" * 32)),  # type: ignore[arg-type]
        0,
        {document(n): Article(document(n), f"doc-{n:02d}", f"Title {n}", LENGTH) for n in numbers},
        {coder(name): Coder(coder(name), name, name, Role.CODER) for name in names},
        {
            (document(n), coder(name)): Head(word, Id("e" * 32), "{}")
            for (n, name), word in said.items()
        },
        {
            (document(n), coder(name)): (list(some), ["hand"] * len(some))
            for (n, name), some in marks.items()
            if some
        },
        0,
    )
    made.__dict__["links"] = {}
    made.__dict__["done"] = {
        (document(n), coder(name)): f"{day}T00:00:00Z" for (n, name), day in (days or {}).items()
    }
    made.__dict__["codebook_times"] = []
    return made


def source(corpus: Corpus, **options: Any) -> Source:
    """A question about a corpus; intervals are drawn a few times only."""
    return source_of(corpus, codebook(), Options(**{"draws": 20, **options}))


CODEBOOK = """\
schema_format: 1
schema_id: letters
version: 1.0.0
languages: [en]
labels:
  x: {name: X}
  y: {name: Y}
  z: {name: Z, outside: true}
"""


@cache
def codebook() -> Codebook:
    """A codebook with the labels of ``unit_lists``, the last of them out of scope."""
    found, _warnings = parse_codebook(CodebookFile(Id("e" * 32), CODEBOOK))
    return found


@st.composite
def marked(draw: st.DrawFn, names: Sequence[str] = ("ani", "budi"), most: int = 3) -> Marks:
    """Marks of some coders on some documents; ids are told apart."""
    found: dict[tuple[int, str], list[Unit]] = {}
    for number in range(draw(st.integers(1, most))):
        for name in names:
            units = draw(unit_lists(5))
            found[number, name] = [u._replace(id=f"{name}{number}{u.id}") for u in units]
    return found
