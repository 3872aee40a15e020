"""Numbers, passages and lists as the agreement page shows them, made up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import factories

from annotator.agreement.measure import Unit
from annotator.codebooks.reader import parse_codebook, read_codebook
from annotator.gui.review.agreement.asked import Listing, NumberAsked
from annotator.model.codebook import Codebook
from annotator.model.identity import Id
from annotator.model.measurement import Interval
from annotator.workbench.comparing.options import Options, Target
from annotator.workbench.comparing.passages import Kind, Passage
from annotator.workbench.comparing.rows import AgreementRow

ANI, BUDI, CICI = (Id(letter * 32) for letter in "abc")
PAIR = (ANI, BUDI)
NAMES = {ANI: "Ani", BUDI: "Budi", CICI: "Cici"}
SAMPLE = Interval(0.25, 0.75, 2000, 7)


def codebook(folder: Path, more: str = "", *, instead: str = "") -> Codebook:
    """The small codebook, with a line of its text replaced."""
    text = factories.CODEBOOK.replace(instead, more) if instead else factories.CODEBOOK + more
    made, problems = parse_codebook(read_codebook(factories.write_codebook(folder, text)))
    assert not problems, problems
    return made


def row(value: float | None = 0.5, measure: str = "span_f1_exact", **more: Any) -> AgreementRow:
    """A number of two coders; without a value there is a lack."""
    given: dict[str, Any] = {
        "label": None,
        "attribute": None,
        "coders": ("Ani", "Budi"),
        "interval": SAMPLE if value is not None else None,
        "n_documents": 6,
        "n_units": 47,
        "excluded": (),
        "definition": "",
        "lack": None if value is not None else "no_common_article",
    } | more
    target = Target(measure, more.get("ids", PAIR), given["label"], given["attribute"])
    given.pop("ids", None)
    return AgreementRow(measure=measure, value=value, target=target, **given)


def passage(share: float = 0.5, kind: Kind = Kind.BOUNDARY, **more: Any) -> Passage:
    """A place in an article on which two coders differ."""
    given: dict[str, Any] = {
        "labels": ("person",),
        "marks": ((Unit(0, 6, "person", "a"),), (Unit(0, 9, "person", "b"),)),
        "key": "doc-1",
        "quote": "Bupati Sri",
    } | more
    document, coders = given.pop("document", Id("d" * 32)), given.pop("coders", PAIR)
    return Passage(document, kind, coders, 0, 9, share, **given)


def listing(*passages: Passage, value: float | None = 0.5, **more: Any) -> Listing:
    """The list behind a number of two coders; ``target`` says of what it is."""
    target = Target("span_f1_exact", PAIR, more.get("label"), more.get("attribute"))
    if "measure" in more:
        target = Target(more["measure"], PAIR, target.label, target.attribute)
    total = sum(one.share for one in passages)
    return Listing(NumberAsked(target, Options()), passages, total, value, more.get("row"))
