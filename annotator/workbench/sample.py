"""The sample project: five articles from the news, with the worked coding of an expert.

The worked coding was made with a larger codebook than the sample's; it is reduced to the labels,
attributes and relations that the sample's codebook has.
"""

from __future__ import annotations

import json
import sys
import sysconfig
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from annotator.codebooks.rules import check_answers
from annotator.model.attributes import Questions
from annotator.model.codebook import Codebook
from annotator.model.errors import EnvironmentFault, InputError
from annotator.model.problem import Place
from annotator.workbench.importing import import_files
from annotator.workbench.session import Session

CODEBOOK = "asn-core.yaml"
CODING = "worked-coding.jsonl"
CODER = "gold"

Record = Mapping[str, Any]

_PACKAGE = Path(__file__).resolve().parents[1]


def shipped_folder(name: str) -> Path:
    """Return a folder that comes with the program: ``schemas`` or ``seeds``.

    Raises EnvironmentFault where the program was installed without it.
    """
    places = [
        _PACKAGE.parent / name,
        *(
            Path(root) / "share/annotator" / name
            for root in (sysconfig.get_path("data"), sys.prefix)
        ),
    ]
    for place in places:
        if place.is_dir():
            return place
    raise EnvironmentFault("nothing_shipped", path=str(places[-1]))


def exports_folder() -> Path:
    """Return where the sample is exported to: the project's own folder, else one made here."""
    own = _PACKAGE.parent / "exports"
    return own if (_PACKAGE.parent / "pyproject.toml").is_file() else Path.cwd() / "exports"


def make_sample(path: Path) -> Path:
    """Make the sample project, or leave the one that is there; return its path.

    The file appears complete or not at all.
    """
    if path.exists():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=path.parent, prefix=".sample-") as folder:
        draft = Path(folder) / path.name
        _fill(draft, Path(folder) / CODING)
        draft.replace(path)
    return path


def _fill(project: Path, coding: Path) -> None:
    seeds = shipped_folder("seeds")
    with Session.create(project, shipped_folder("schemas") / CODEBOOK, CODER) as session:
        lines = (seeds / CODING).read_text(encoding="utf-8").splitlines()
        records = [reduce_record(json.loads(line), session.codebook) for line in lines]
        coding.write_text("".join(f"{json.dumps(one)}\n" for one in records), encoding="utf-8")
        report = import_files(session.context, [*sorted(seeds.glob("*.txt")), coding])
        if report.is_refused:
            raise InputError("sample_refused", report.problems)


def reduce_record(record: Record, codebook: Codebook) -> dict[str, Any]:
    """Return a record of native JSONL with only what a codebook knows; the rest is left out."""
    labels = codebook.labels
    spans = [
        {
            **span,
            "attributes": _kept(span["attributes"], labels[span["label"]].attributes, codebook),
        }
        for span in record["spans"]
        if span["label"] in labels and not labels[span["label"]].is_abstract
    ]
    return {
        **record,
        "schema_id": codebook.id,
        "schema_version": codebook.version,
        "coder_id": record.get("coder_id") or record["coder"],
        "document": _kept(record["document"], codebook.document, codebook),
        "spans": spans,
        "relations": list(_kept_relations(record["relations"], spans, codebook)),
    }


def _kept(answers: Record, questions: Questions, codebook: Codebook) -> dict[str, Any]:
    """Return the answers that fit; where only some of several values fit, those."""
    kept: dict[str, Any] = {}
    for name, value in answers.items():
        if isinstance(value, list):
            value = [one for one in value if _fits(name, [one], questions, codebook)]
        if _fits(name, value, questions, codebook):
            kept[name] = value
    return kept


def _fits(name: str, value: object, questions: Questions, codebook: Codebook) -> bool:
    if value is None or value == "" or value == []:
        return False
    return not check_answers(questions, codebook.lists, {name: value}, Place())


def _kept_relations(
    relations: list[Record], spans: list[dict[str, Any]], codebook: Codebook
) -> Iterator[dict[str, Any]]:
    labels = {span["id"]: span["label"] for span in spans}
    for relation in relations:
        entry = codebook.relations.get(relation["type"])
        ends = labels.get(relation["from"]), labels.get(relation["to"])
        if entry and ends[0] and ends[1] and entry.links(ends[0], ends[1]):
            attributes = _kept(relation.get("attributes") or {}, entry.attributes, codebook)
            yield {**relation, "attributes": attributes}
