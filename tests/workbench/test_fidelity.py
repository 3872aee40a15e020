"""Texts that break programs go in, are marked, come out and go in again, character by character."""

from __future__ import annotations

import codecs
import unicodedata

import factories
import pytest
from factories import extents

from annotator.model.extent import Extent
from annotator.workbench.exporting import ExportChoice, export_jsonl
from annotator.workbench.importing import import_files
from annotator.workbench.verifying import verify_path

NASTY = {
    "emoji": "ASN 👍🏽 netral 🇮🇩 selalu",
    "families": "keluarga 👨‍👩‍👧‍👦 dan 🏳️‍🌈 di sini",
    "combining marks": unicodedata.normalize("NFD", "Éric café naïve") + " e\u0323\u0301\u0323",
    "line ends": "satu\r\ndua\rtiga\nempat\r\n\r\n",
    "separators": "a\u2028b\u2029c\x85d\x0be\x0cf",
    "blanks": "a\u00a0b\u202fc\u200bd\ufefffinal\u3000x",
    "hebrew and arabic": "שלום עולם ושלום \u200fمرحبا بالعالم\u200e abc",
    "nul and controls": "a\0b\x01c\x1bd\x7fe\x9ff",
    "a lone line of a megabyte": "kata demi kata 👍 " * 60_000,
    "beyond the first plane": "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 𠀀𠀁 \U0010ffff",
    "things that look like markup": "\\n \\u2028 <b>&amp;</b> {value} %s \" ' “”",
    "nothing": "",
}


def words(text: str) -> list[Extent]:
    """Some stretches of a text, among them its first and its last character."""
    size = len(text)
    pairs = {(0, 1), (size - 1, size), (0, size), (size // 3, size // 2)}
    return [Extent(a, b) for a, b in sorted(pairs) if 0 <= a < b <= size]


@pytest.fixture(params=NASTY, ids=str)
def text(request) -> str:
    return NASTY[request.param]


def test_a_text_survives_import_marking_export_and_import(session, tmp_path, text):
    document = factories.add_text(session, tmp_path, text)
    assert session.finding.document(document).text == text
    for extent in words(text):
        session.coding.add_span(document, (extent,), "place")
    first = export_jsonl(session.context, tmp_path / "1.jsonl", ExportChoice())
    (record,) = factories.read_records(first.path)
    assert record["text"] == text
    assert [s["text"] for s in record["spans"]] == [
        text[s["start"] : s["end"]] for s in record["spans"]
    ]
    with factories.make_session(tmp_path, "again.annot", "Budi") as again:
        assert import_files(again.context, [first.path]).is_applied
        assert again.finding.document(document).text == text
        second = export_jsonl(again.context, tmp_path / "2.jsonl", ExportChoice())
    assert second.path.read_bytes() == first.path.read_bytes()
    report = verify_path(first.path, tmp_path / "small.yaml")
    assert (report.is_sound, report.equal_quotes) == (True, report.spans)


def test_no_line_of_an_export_can_be_cut_by_a_reader(session, tmp_path):
    for name in ("line ends", "separators", "nul and controls"):
        factories.add_text(session, tmp_path, NASTY[name], f"{name}.txt")
    report = export_jsonl(session.context, tmp_path / "out.jsonl", ExportChoice())
    text = report.path.read_bytes().decode("utf-8")
    assert len(text.splitlines()) == report.records == 3


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_a_signature_says_the_encoding_and_is_no_part_of_the_text(
    session, tmp_path, mark, encoding
):
    path = tmp_path / "a.txt"
    path.write_bytes(mark + NASTY["emoji"].encode(encoding))
    report = import_files(session.context, [path])
    assert [(file.encoding, file.is_guess) for file in report.files] == [(encoding, False)]
    (document,) = session.finding.documents()
    assert session.finding.document(document).text == NASTY["emoji"]


def test_offsets_are_code_points_not_what_people_or_windows_count(session, tmp_path):
    text = NASTY["families"]
    document = factories.add_text(session, tmp_path, text)
    start = text.index("dan")
    session.coding.add_span(document, extents((start, start + 3)), "place")
    export_jsonl(session.context, tmp_path / "o.jsonl", ExportChoice())
    (span,) = factories.read_records(tmp_path / "o.jsonl")[0]["spans"]
    assert (span["start"], span["text"]) == (17, "dan")


def test_the_same_text_with_other_code_points_is_another_document(session, tmp_path):
    composed, decomposed = (unicodedata.normalize(form, "café") for form in ("NFC", "NFD"))
    first = factories.add_text(session, tmp_path, composed, "a.txt")
    second = factories.add_text(session, tmp_path, decomposed, "b.txt")
    assert first != second
    assert session.finding.count() == 2
