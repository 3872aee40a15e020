"""A project that two or three coders have finished, small enough to know every case of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from annotator.model.document import Progress
from annotator.model.extent import Extent
from annotator.model.identity import Id
from annotator.workbench.importing import import_files
from annotator.workbench.session import Session

CODEBOOK = """
schema_format: 1
schema_id: review
version: 1.0.0
languages: [en]
labels:
  speaker:
    name: Speaker
    shortcut: s
  rule:
    name: Rule
    shortcut: r
    definition: What somebody must, must not or may do.
    include: [Mark the smallest clause., "A subject such as 'Pegawai' stays outside."]
    exclude: [General praise of neutrality.]
    span: {overlap: {same_label: any}}
    attributes:
      modality:
        name: Modality
        type: enum
        values:
          obligation: {name: Obligation, definition: Somebody must.}
          prohibition: {name: Prohibition}
          permission: {name: Permission, definition: Somebody may.}
  sanction: {name: Sanction, shortcut: x}
  venue: {name: Venue, shortcut: v}
"""
TEXT = (
    "Sekda Ani menegaskan ASN wajib netral dalam pemilu.\n"
    "Pegawai dilarang ikut kampanye di lapangan.\n"
    "ASN boleh hadir di kampanye bila tidak memihak.\n"
    "Budi berkata pejabat harus menjaga sikap di kantor.\n"
)
SECOND = "Camat Rina meminta ASN menjaga netralitas.\nLurah Joko mengingatkan warga.\n"

Mark = tuple[str, str, Mapping[str, object]]
"""The words marked, the label, the answers."""
ALIKE: tuple[Mark, ...] = (
    ("Sekda Ani", "speaker", {}),
    ("ASN wajib netral dalam pemilu", "rule", {"modality": "obligation"}),
    ("lapangan", "venue", {}),
)
DIFFERENT: tuple[tuple[Mark | None, Mark | None], ...] = (
    (
        ("Pegawai dilarang ikut kampanye", "rule", {"modality": "prohibition"}),
        ("dilarang ikut kampanye", "rule", {"modality": "prohibition"}),
    ),
    (
        ("ASN boleh hadir di kampanye", "rule", {"modality": "permission"}),
        ("ASN boleh hadir di kampanye", "rule", {"modality": "obligation"}),
    ),
    (("Budi", "speaker", {}), None),
    (None, ("kantor", "venue", {})),
)
"""What the first coder has and what the second; None where one has nothing."""


def make_review_project(path: Path, coders: Sequence[str] = ("Rani", "Budi")) -> Path:
    """Make a project of two articles that coders have finished; Sari leads nobody yet."""
    folder = path.parent / f"{path.stem}-texts"
    folder.mkdir(exist_ok=True)
    texts = {"001_satu.txt": TEXT, "002_dua.txt": SECOND}
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    codebook = folder / "review.yaml"
    codebook.write_text(CODEBOOK, encoding="utf-8")
    with Session.create(path, codebook, coders[0]) as session:
        report = import_files(session.context, sorted(folder.glob("*.txt")))
        assert not report.is_refused, report.problems
        for place, name in enumerate(coders):
            session.code_as(name)
            _code(session, min(place, 1))
        session.code_as("Sari")
    return path


def _code(session: Session, which: int) -> None:
    for document_id in session.finding.documents():
        text = session.finding.document(document_id).text
        marks = [*ALIKE, *(pair[which] for pair in DIFFERENT)]
        for mark in marks:
            if mark is not None and mark[0] in text:
                mark_words(session, document_id, mark)
        if text == SECOND:
            mark_words(session, document_id, ("Camat Rina", "speaker", {}))
            if which == 0:
                mark_words(session, document_id, ("Lurah Joko", "speaker", {}))
        session.coding.set_status(document_id, Progress.DONE)


def mark_words(session: Session, document_id: Id, mark: Mark) -> Id:
    """Mark words as the coder who codes now."""
    words, label, answers = mark
    start = session.finding.document(document_id).text.index(words)
    extent = Extent(start, start + len(words))
    span = session.coding.add_span(document_id, (extent,), label)
    for name, value in answers.items():
        session.coding.set_attribute(span.id, name, value)
    return span.id
