"""Bytes to text."""

from __future__ import annotations

import codecs
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.errors import InputError
from annotator.text.normalise import (
    decode,
    file_name,
    find_lone_surrogate,
    guess_title,
    readable_path,
)

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
texts = st.text(st.characters(exclude_categories=["Cs"]))
SIGNED = ["utf-8-sig", "utf-16", "utf-32"]
INDONESIAN = "Kata Herson, “ASN harus netral – bukan memihak…” Jum’at\u00a07 Februari, café.\n" * 3


@given(texts.filter(lambda text: text.encode().count(0) * 4 <= len(text.encode())))
def test_utf_8_is_read_as_it_is(text):
    decoded = decode(text.encode())
    assert decoded.text == text.removeprefix("\ufeff")
    assert (decoded.encoding, decoded.is_guess) == ("utf-8", False)


@given(texts.filter(lambda text: not text.startswith("\0")), st.sampled_from(SIGNED))
def test_a_signature_decides_and_is_dropped(text, encoding):
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.is_guess) == (text, False)


@pytest.mark.parametrize(
    ("mark", "codec"), [(codecs.BOM_UTF16_BE, "utf-16-be"), (codecs.BOM_UTF32_BE, "utf-32-be")]
)
def test_big_endian_signatures_are_known(mark, codec):
    assert decode(mark + "é\ufeff".encode(codec)).text == "é\ufeff"


def test_only_the_first_signature_is_one():
    assert decode(codecs.BOM_UTF8 * 2 + b"a").text == "\ufeffa"


def test_line_ends_and_invisible_characters_stay():
    text = "a\r\nb\rc\u00a0d\u2028e\0f\x85"
    assert decode(text.encode()).text == text


def test_windows_text_is_recognised():
    decoded = decode(INDONESIAN.encode("cp1252"))
    assert (decoded.text, decoded.encoding, decoded.is_guess) == (INDONESIAN, "cp1252", True)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name[:3])
@pytest.mark.parametrize("encoding", ["cp1252", "utf-16-le", "utf-16-be"])
def test_the_seeds_are_read_in_other_encodings_too(path, encoding):
    data = path.read_bytes().decode().encode(encoding, "replace")
    decoded = decode(data)
    assert (decoded.text, decoded.is_guess) == (data.decode(encoding), True)


def test_other_scripts_are_guessed():
    text = "Привет, как дела? Это текст на русском языке, и он довольно длинный."
    assert decode(text.encode("cp1251")).text == text


@pytest.mark.parametrize("encoding", ["cp1251", "utf-16-le", "utf-16-be"])
def test_an_encoding_is_named_as_people_write_it(encoding):
    text = "Привет, как дела? Netralitas ASN di Kalimantan, и он довольно длинный.\n" * 3
    assert decode(text.encode(encoding)).encoding == encoding


@pytest.mark.parametrize(
    ("data", "encoding", "byte", "line"),
    [
        (codecs.BOM_UTF8 + b"a\nb\n\xffc", "utf-8", 7, 3),
        (codecs.BOM_UTF8 + b"caf\xe9", "utf-8", 6, 1),
        ("\ufeffJudul".encode("utf-16-le") + b"\x41", "utf-16-le", 12, 1),
        (codecs.BOM_UTF16_BE + b"\xd8\x00\x00A", "utf-16-be", 2, 1),
        (codecs.BOM_UTF32_BE + b"\x00\x11\x00\x00", "utf-32-be", 4, 1),
    ],
)
def test_bytes_that_break_their_byte_order_mark_are_refused(data, encoding, byte, line):
    with pytest.raises(InputError) as raised:
        decode(data)
    [problem] = raised.value.problems
    assert (raised.value.code, problem.code) == ("wrong_encoding", "wrong_encoding")
    assert (problem.fields["byte"], problem.place.line) == (byte, line)
    assert raised.value.fields["encoding"] == encoding


def test_the_place_of_a_bad_byte_is_counted_in_bytes_from_the_start_of_its_line():
    for data, line, column in ((b"\xffa", 1, 1), (b"a\n\xff", 2, 1), (b"a\n\n\xc3\xa9b\xff", 3, 4)):
        with pytest.raises(InputError) as raised:
            decode(codecs.BOM_UTF8 + data)
        [problem] = raised.value.problems
        shift = len(codecs.BOM_UTF8) if line == 1 else 0
        assert (problem.place.line, problem.place.column) == (line, column + shift)


def test_bytes_that_break_both_encodings_of_their_mark_are_told_as_the_longer_mark_says():
    with pytest.raises(InputError) as raised:
        decode(codecs.BOM_UTF32_LE + b"\x00\xd8\x00\x00")
    assert raised.value.fields == {"encoding": "utf-32-le", "byte": 4}


def test_a_mark_that_two_encodings_share_is_that_of_the_one_that_fits():
    data = codecs.BOM_UTF16_LE + "\0a".encode("utf-16-le")
    assert decode(data).text == "\0a"


def test_a_path_is_readable_whatever_its_bytes():
    assert readable_path(os.fsdecode(b"/a/caf\xe9.txt")) == "/a/caf\ufffd.txt"
    assert readable_path("/a/café 😀.txt") == "/a/café 😀.txt"


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("a.txt", "a.txt"),
        ("/a/b.txt", "b.txt"),
        ("C:\\a\\b.txt", "b.txt"),
        ("", ""),
        ("/", ""),
        ("a/", "a"),
        ("a\\", "a"),
    ],
)
def test_the_name_of_a_file_is_the_last_part_of_its_path(path, name):
    assert file_name(path) == name


@pytest.mark.parametrize("path", ["a/b\\c.txt", "a\\b/c.txt", "/c.txt", "c.txt//"])
def test_both_kinds_of_slashes_part_folders(path):
    assert file_name(path) == "c.txt"


def test_noise_is_refused_with_the_first_byte_that_is_not_utf_8(monkeypatch):
    data = b"a\n" + bytes(range(128, 256)) * 4

    class NoMatches:
        def best(self):
            return None

    monkeypatch.setattr("charset_normalizer.from_bytes", lambda _data: NoMatches())
    with pytest.raises(InputError) as raised:
        decode(data)
    [problem] = raised.value.problems
    assert (problem.code, problem.place.line, problem.value) == ("undecodable", 2, "0x80")


def test_nothing_is_a_text_too():
    assert decode(b"").text == decode(codecs.BOM_UTF8).text == ""


@pytest.mark.parametrize(
    ("text", "at"), [("", None), ("abc", None), ("😀", None), ("a\ud83d", 1), ("\udc00\ud800", 0)]
)
def test_half_a_surrogate_pair_is_found(text, at):
    assert find_lone_surrogate(text) == at


TITLES = [
    "Profesionalisme dan Netralitas ASN di Tengah Kampanye Pemilu",
    "Jelang Pemilu, ASN Kaltim Diminta Tetap Netral",
    "Pesan Sekda ke ASN Jelang Pemilu: Boleh Pilih, tapi Tidak Kampanye Aktif",
    "Jaga Netralitas dan Profesionalisme, ASN Tidak Boleh Terlibat dalam Kegiatan Kampanye Politik",
    "Plh Kadispora Kaltim Tegaskan ASN Harus Netral dalam Pilkada 2024",
]


@pytest.mark.parametrize(("path", "title"), list(zip(SEEDS, TITLES, strict=True)))
def test_the_headlines_of_the_seeds_are_found(path, title):
    assert guess_title(path.read_bytes().decode(), "none") == title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("", "a.txt"),
        ("Menu\nBeranda\n", "a.txt"),
        (
            "Senin, 3 Maret 2025 · Politik dan Hukum\nASN harus netral selalu",
            "ASN harus netral selalu",
        ),
        ("Kalimat pertama ini panjang.\n  ASN  Harus Netral Selalu ", "ASN Harus Netral Selalu"),
        ("Hanya ada satu kalimat di sini.", "Hanya ada satu kalimat di sini."),
        ("12 34 56 78 90 12 34 56 78", "a.txt"),
        (
            "Rubrik daerah dan kota lain\nASN Diminta Netral Lagi\n\nASN Diminta Netral Lagi 1\n",
            "ASN Diminta Netral Lagi",
        ),
        ("kata " * 100, "a.txt"),
        ("satu dua tiga empat", "a.txt"),
        ("satu dua tiga empat5", "satu dua tiga empat5"),
        ("kata " * 40, ("kata " * 40).strip()),
        ("kata " * 40 + "x", "a.txt"),
        ("Beranda | Politik dan Hukum", "a.txt"),
        ("Beranda • Politik dan Hukum", "a.txt"),
        ("COVID-19 G30S KTT-G20 2024", "COVID-19 G30S KTT-G20 2024"),
        ("dua kata\u00a0\u00a02024 2025 2026", "a.txt"),
        (
            "“Boleh hadir,” kata Pj. Bupati itu:\r\nASN Harus Netral Selalu",
            "ASN Harus Netral Selalu",
        ),
        ("الحياد السياسي للموظفين العموميين", "الحياد السياسي للموظفين العموميين"),
    ],
)
def test_a_title_looks_like_a_headline(text, title):
    assert guess_title(text, "a.txt") == title
