from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.gui.dialogs.matching import find_match, word_positions
from annotator.gui.dialogs.palette.contents import recents_with
from annotator.gui.dialogs.palette.entries import (
    PaletteEntry,
    PaletteKind,
    find_hit,
    groups_for,
    ranked,
)

LABEL, VALUE = PaletteKind.LABEL, PaletteKind.VALUE
COMMAND, ARTICLE = PaletteKind.COMMAND, PaletteKind.ARTICLE


def entry(title, kind=VALUE, **more):
    return PaletteEntry(kind, more.pop("id", title), title, **more)


def titles(query, names, recents=()):
    return [hit.entry.title for hit in ranked(query, [entry(n) for n in names], recents)]


def matched(query, text):
    found = find_match(query, text)
    return None if found is None else "".join(text[i] for i in found.positions)


def test_a_whole_title_comes_before_its_beginning_a_word_and_the_middle_of_a_word():
    names = ["Larangan berkampanye", "Masa kampanye", "Kampanye terbuka", "Kampanye"]
    assert titles("kampanye", names) == list(reversed(names))


def test_letters_with_gaps_come_last():
    assert titles("kam", ["Kantor acara media", "Masa kampanye"]) == [
        "Masa kampanye",
        "Kantor acara media",
    ]


@pytest.mark.parametrize(
    ("query", "text", "letters"),
    [
        ("nu", "Netralitas umum", "Nu"),
        ("lpp", "Larangan politik praktis", "Lpp"),
        ("kmp", "Kampanye", "Kmp"),
        ("larprak", "Larangan politik praktis", "Larprak"),
        ("mengkam", "Menghadiri kampanye", "Mengkam"),
        ("politik praktis", "Larangan politik praktis", "politik praktis"),
    ],
)
def test_gaps_are_allowed_where_each_word_is_met_at_its_first_letter(query, text, letters):
    assert matched(query, text) == letters


@pytest.mark.parametrize(
    ("query", "text"), [("umum", "Aturan itu"), ("enu", "Netralitas umum"), ("xyz", "Aturan")]
)
def test_letters_in_the_middle_of_words_are_not_picked_together(query, text):
    assert find_match(query, text) is None


def test_accents_and_case_do_not_matter_and_the_matched_letters_are_those_of_the_text():
    assert matched("CAFE", "Grand Café") == "Café"
    assert matched("e", "e\u0301tude") == "e"
    assert matched("café", "cafe") == "cafe"
    assert matched("strasse", "Alte Straße") == "Straße"


def test_letters_beyond_the_basic_plane_are_counted_as_one():
    assert find_match("kam", "😀 kampanye").positions == (2, 3, 4)


@given(st.text(max_size=12), st.text(max_size=30))
@settings(max_examples=80, deadline=None)
def test_matched_positions_lie_in_the_text_in_order_without_repetition(query, text):
    found = find_match(query, text)
    if found is not None:
        assert list(found.positions) == sorted(set(found.positions))
        assert all(0 <= place < len(text) for place in found.positions)


@given(st.text(alphabet="abc de", min_size=1, max_size=20))
@settings(max_examples=80, deadline=None)
def test_every_text_fits_itself(text):
    assert find_match(text, text) is not None


def test_words_of_a_long_title_are_shown_where_they_begin_as_typed():
    title = "Netral di Tengah Kampanye: netralitas ASN"
    found = "".join(title[i] for i in word_positions("netral kam zz", title))
    assert found == "NetralKamnetral"


def test_an_alias_finds_its_entry_after_the_titles():
    civil = entry("Pegawai negeri", aliases=("ASN", "civil servant"))
    hits = ranked("asn", [civil, entry("ASN satu instansi")])
    assert [hit.entry.title for hit in hits] == ["ASN satu instansi", "Pegawai negeri"]
    assert hits[1].positions == ()


def test_a_definition_finds_its_entry_last_and_only_at_the_start_of_a_word():
    attend = entry("Menghadiri kampanye", definition="Boleh atau tidaknya hadir di acara")
    assert find_hit("hadir di", attend) is not None
    assert find_hit("dak", attend) is None


def test_words_may_stand_in_another_order_and_in_the_subtitle():
    value = entry("Larangan berkampanye", subtitle="Aturan · Jenis aturan")
    assert find_hit("kampanye larang", value).positions[:7] == (0, 1, 2, 3, 4, 5, 12)
    assert find_hit("jenis kampanye", value) is not None
    assert find_hit("sanksi kampanye", value) is None


def test_what_was_chosen_recently_is_lifted_over_hits_of_the_same_sort():
    names = ["Kampanye", "Masa kampanye", "Larangan berkampanye"]
    assert titles("kamp", names, ["Masa kampanye"])[0] == "Masa kampanye"


def test_a_recent_choice_that_fits_badly_stays_behind_a_good_one():
    names = ["Ekspor", "Enam klausa sanksi pokok"]
    assert titles("ekspor", names, ["Enam klausa sanksi pokok"])[0] == "Ekspor"


def test_groups_keep_their_order_when_they_fit_alike():
    entries = [entry("Kampanye", ARTICLE), entry("Kampanye baru", COMMAND), entry("Kampanye x")]
    assert [g.name for g in groups_for("kamp", entries)] == ["codebook", "commands", "articles"]


def test_a_group_that_fits_clearly_better_comes_first():
    entries = [entry("Aturan", definition="diekspor juga"), entry("Ekspor …", COMMAND)]
    entries[0] = entry("Aturan", definition="juga ekspor")
    assert [g.name for g in groups_for("ekspor", entries)] == ["commands", "codebook"]


def test_with_nothing_typed_recent_ones_come_first_and_values_are_left_out():
    entries = [
        entry("Aturan", LABEL),
        entry("Sanksi", LABEL),
        entry("Wajib"),
        entry("Buka", COMMAND),
    ]
    groups = groups_for("  ", entries, [entries[1].key, "gone"])
    shown = {g.name: [hit.entry.title for hit in g.hits] for g in groups}
    assert shown == {"recent": ["Sanksi"], "labels": ["Aturan"], "commands": ["Buka"]}


@pytest.mark.parametrize("kind", [LABEL, COMMAND])
def test_a_label_with_the_name_of_a_command_is_another_thing(kind):
    """Ids of labels are the codebook's own: one may be called “note” or “find”."""
    label, command = entry("Catatan", LABEL, id="note"), entry("Tulis", COMMAND, id="note")
    chosen = label if kind is LABEL else command
    groups = groups_for("", [label, command], recents_with(chosen, [], 5))
    assert [[hit.entry for hit in group.hits] for group in groups] == [
        [chosen],
        [command if kind is LABEL else label],
    ]
    assert ranked("at", [entry("xx at", COMMAND, id="b"), label], [label.key])[0].entry is label


def test_nothing_fits_nothing():
    assert groups_for("zzzz", [entry("Aturan")]) == []


def test_a_thousand_entries_are_ranked_in_the_time_of_a_keystroke():
    entries = [
        entry(f"Larangan memihak atau mendukung calon nomor {n}", subtitle="Aturan · Jenis")
        for n in range(1000)
    ]
    groups_for("l", entries)
    start = time.process_time()
    for query in ("m", "mem", "lmc", "calon 99", "mendukung"):
        groups_for(query, entries)
    assert (time.process_time() - start) / 5 < 0.1
