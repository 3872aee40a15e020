"""Bytes to text."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.errors import InputError
from annotator.text.normalise import decode, find_lone_surrogate, guess_title

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


def test_a_declared_encoding_is_taken_at_its_word():
    assert decode(b"caf\xe9", "latin-1").text == "café"
    assert decode("\ufeffé".encode("utf-16"), "utf-16").text == "\ufeffé"
    assert decode("é".encode("utf-8-sig"), "UTF8").text == "é"
    assert decode("é".encode("utf-16"), "utf_16_le").text == "é"


@pytest.mark.parametrize(
    ("data", "declared", "code", "byte", "line"),
    [
        (b"a\nb\n\xffc", "utf-8", "wrong_encoding", 4, 3),
        (b"caf\xe9", "ascii", "wrong_encoding", 3, 1),
        ("é".encode("utf-16"), "latin-1", "wrong_encoding", 0, 1),
        (codecs.BOM_UTF8 + b"a", "cp1252", "wrong_encoding", 0, 1),
        (b"a", "klingon", "unknown_encoding", None, None),
        (b"a", "rot13", "unknown_encoding", None, None),
        (b"a\0", "hex", "unknown_encoding", None, None),
    ],
)
def test_bytes_that_are_not_what_was_declared_are_refused(data, declared, code, byte, line):
    with pytest.raises(InputError) as raised:
        decode(data, declared)
    [problem] = raised.value.problems
    assert (raised.value.code, problem.code) == (code, code)
    assert (problem.fields.get("byte"), problem.place.line) == (byte, line)
    assert raised.value.fields["encoding"] == declared


def test_an_escape_that_makes_half_a_pair_is_refused():
    with pytest.raises(InputError) as raised:
        decode(b"a\nb\\ud800", "unicode_escape")
    [problem] = raised.value.problems
    assert (problem.code, problem.value) == ("lone_surrogate", "U+D800")
    assert (problem.place.line, problem.place.column) == (2, 2)


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
    ],
)
def test_a_title_looks_like_a_headline(text, title):
    assert guess_title(text, "a.txt") == title
