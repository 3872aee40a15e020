"""Small projects, codebooks and files to try things on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from annotator.model.extent import Extent, Fragments
from annotator.model.identity import Id
from annotator.workbench.importing import ImportReport, import_files
from annotator.workbench.session import Session

ROOT = Path(__file__).resolve().parents[1]
SEEDS, SCHEMAS = ROOT / "seeds", ROOT / "schemas"
WORKED_CODING = SEEDS / "worked-coding.jsonl"

TEXT = "Bupati Sri melarang ASN ikut kampanye di Balikpapan."
BUPATI, SRI, ASN, BALIKPAPAN = (0, 6), (7, 10), (20, 23), (41, 51)

CODEBOOK = """\
schema_format: 1
schema_id: small
version: 1.0.0
languages: [en, id]
title: {en: Small, id: Kecil}
labels:
  thing:
    abstract: true
    name: {en: Thing, id: Benda}
  person:
    name: {en: Person, id: Orang}
    shortcut: p
    span: {overlap: {same_label: none}}
    attributes:
      role:
        name: {en: Role, id: Peran}
        type: enum
        required: true
        values:
          head: {name: {en: Head, id: Kepala}}
          staff: {name: {en: Staff, id: Staf}}
      sure: {type: bool, name: {en: Sure, id: Yakin}, default: true}
      why: {type: text, name: {en: Why, id: Mengapa}, when: {sure: false}}
      age: {type: number, name: {en: Age, id: Usia}, min: 0}
      born: {type: date, name: {en: Born, id: Lahir}, precision: any}
      also: {type: enum, many: true, name: {en: Also, id: Juga}, values: [x, y, z]}
  place:
    name: {en: Place, id: Tempat}
    shortcut: t
    attributes:
      role: {type: enum, name: {en: Role, id: Peran}, values: [head, town]}
relations:
  lives_in:
    name: {en: lives in, id: tinggal di}
    from: [person]
    to: [place]
    attributes:
      since: {type: date, name: {en: Since, id: Sejak}, precision: year}
document:
  outlet: {type: text, name: {en: Outlet, id: Media}}
  checked: {type: bool, name: {en: Checked, id: Diperiksa}}
"""


def write_codebook(folder: Path, text: str = CODEBOOK, name: str = "small.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def make_session(folder: Path, name: str = "p.annot", coder: str = "Ani") -> Session:
    """A new project with the small codebook; close it, or use it as a context."""
    return Session.create(folder / name, write_codebook(folder), coder)


def add_text(session: Session, folder: Path, text: str = TEXT, name: str = "a.txt") -> Id:
    """Import a text and return its id."""
    path = folder / name
    path.write_bytes(text.encode("utf-8"))
    report = import_files(session.context, [path])
    assert report.is_applied, report.problems
    return Id(hashlib.sha256(text.encode("utf-8")).hexdigest()[:32])


def extents(*pairs: tuple[int, int]) -> Fragments:
    return tuple(Extent(start, end) for start, end in pairs)


def span_record(
    key: str, label: str, start: int, end: int, text: str = TEXT, **more: Any
) -> dict[str, Any]:
    """A span as native JSONL has it; what is given as None is left out."""
    made = {"id": key, "label": label, "start": start, "end": end, "text": text[start:end], **more}
    return {name: value for name, value in made.items() if value is not None}


def record(
    spans: Sequence[Mapping[str, Any]] = (),
    relations: Sequence[Mapping[str, Any]] = (),
    *,
    text: str | None = TEXT,
    **more: Any,
) -> dict[str, Any]:
    """A record of native JSONL; ``more`` replaces keys, and None takes a key away."""
    made: dict[str, Any] = {
        "schema_id": "small",
        "schema_version": "1.0.0",
        "doc_id": "doc-1",
        "file": "a.txt",
        "coder": "Ani",
        "status": "in_progress",
        "document": {},
        "spans": list(spans),
        "relations": list(relations),
        "text": text,
    }
    if text is not None:
        made["text_sha256"] = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        made["text_length"] = len(text)
    return {name: value for name, value in {**made, **more}.items() if value is not None}


def write_records(path: Path, *records: Mapping[str, Any]) -> Path:
    path.write_text("".join(f"{json.dumps(one)}\n" for one in records), encoding="utf-8")
    return path


def import_records(session: Session, folder: Path, *records: Mapping[str, Any]) -> ImportReport:
    """Write records to a file and import it."""
    return import_files(session.context, [write_records(folder / "marks.jsonl", *records)])


def read_records(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_bytes().decode("utf-8").split("\n") if line]
