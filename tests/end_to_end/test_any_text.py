"""Every code point survives: in, marked by a real mouse, out, and in again."""

from __future__ import annotations

import json

import pytest
from window_scene import make_project

from annotator.workbench.exporting import ExportChoice, export_jsonl
from annotator.workbench.importing import import_files
from annotator.workbench.session import Session

pytestmark = pytest.mark.e2e

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
FLAG = "\U0001f1ee\U0001f1e9"
LINES = (
    "Judul dengan emoji \U0001f600 dan keluarga " + FAMILY + " serta bendera " + FLAG + " selesai",
    "Tanda gabung: e\u0301le\u0300ve a\u0308\u0323 n\u0303andu dan kata biasa",
    "Sebelum\ufeffsesudah BOM, lalu spasi\u00a0keras\u202fsempit di sini",
    "Baris\u2028pemisah baris\u2029pemisah paragraf berakhir",
    "\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd \u05e9\u05dc",
    "\u0645\u0631\u062d\u0628\u0627 \u0628\u0627\u0644\u0639\u0627\u0644\u0645 \u0648\u0627",
    "Nol \x00 di tengah, tab\tdan kendali \x07 \x1b juga",
)
LONG = "ASN wajib netral dan tidak memihak siapa pun. "
LAST = "Kata terakhir sebelum akhir baris panjang: SELESAI sudah."
TEXT = "\r\n".join(LINES) + "\r\n" + LONG * (1_000_000 // len(LONG)) + LAST + "\r\n"
MARKS = (
    (FAMILY, "r"),
    ("kata biasa", "v"),
    ("spasi\u00a0keras", "s"),
    ("\u05e2\u05d5\u05dc\u05dd", "r"),
    ("\u0628\u0627\u0644\u0639\u0627\u0644\u0645", "s"),
    ("tengah, tab\tdan", "x"),
    ("SELESAI", "v"),
)
EXACT = frozenset({FAMILY})
"""What is no word is marked with Alt held."""
LABELS = {"r": "rule", "s": "speaker", "v": "venue", "x": "sanction"}


def stored(project):
    with Session.open(project) as session:
        (document_id,) = session.finding.documents("")
        document = session.finding.document(document_id)
        return document.text, session.finding.annotations(document_id).spans


def export(project, path):
    with Session.open(project) as session:
        export_jsonl(session.context, path, ExportChoice())
    return path.read_bytes()


@pytest.fixture
def nasty(tmp_path):
    source = tmp_path / "nasty.jsonl"
    source.write_text(json.dumps({"doc_id": "nasty", "text": TEXT}) + "\n", encoding="utf-8")
    return make_project(tmp_path / "nasty.annot", source)


def test_a_text_of_everything_is_marked_by_mouse_and_comes_back_the_same(start, nasty, tmp_path):
    assert stored(nasty)[0] == TEXT
    hand = start(nasty)
    hand.wait_for(lambda: hand.state["article"])
    hand.picture("any-text-1-top")
    for number, (words, key) in enumerate(MARKS, 1):
        start_cp = TEXT.index(words)
        hand.drag(start_cp, start_cp + len(words), "alt" if words in EXACT else "")
        hand.keys(key)
        hand.wait_state(spans=number)
    hand.picture("any-text-2-end-of-the-long-line")
    hand.keys("ctrl+Home")
    hand.picture("any-text-3-marked")
    hand.close()

    text, spans = stored(nasty)
    assert text == TEXT
    found = sorted((TEXT[s.start : s.end], s.label) for s in spans)
    assert found == sorted((words, LABELS[key]) for words, key in MARKS)

    first = export(nasty, tmp_path / "first.jsonl")
    (line,) = first.decode("utf-8").rstrip("\n").split("\n")
    record = json.loads(line)
    assert record["text"] == TEXT
    for span in record["spans"]:
        assert TEXT[span["start"] : span["end"]] == span["text"]

    again = make_project(tmp_path / "again.annot")
    with Session.open(again) as session:
        report = import_files(session.context, [tmp_path / "first.jsonl"])
    assert not report.is_refused
    text, spans = stored(again)
    assert text == TEXT
    assert sorted((text[s.start : s.end], s.label) for s in spans) == found
    assert export(again, tmp_path / "second.jsonl") == first
