from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import assume, given, settings

from annotator.model.anchor import Anchor, Standing
from annotator.model.extent import Extent, are_in_order
from annotator.text.reanchor import CONTEXT, Reanchoring
from annotator.text.tokens import snapped

OLD = (
    "Bupati Sri melarang ASN ikut kampanye di Balikpapan. ASN harus netral, kata Sri. "
    "Warga setuju dengan larangan itu."
)
SAME, MOVED, CHANGED, LOST = Standing.SAME, Standing.MOVED, Standing.CHANGED, Standing.LOST


def where(text: str, quote: str, number: int = 0) -> Extent:
    """The numbered place of some words."""
    place = text.find(quote)
    for _ in range(number):
        place = text.find(quote, place + 1)
    assert place >= 0
    return Extent(place, place + len(quote))


def reanchored(old: str, new: str, extents: list[tuple[Extent, ...]]) -> list[Anchor]:
    """Where each of some extents of the old text is in the new one."""
    reanchoring = Reanchoring(old, new)
    return [reanchoring.find(fragments) for fragments in extents]


def found(new: str, quote: str, number: int = 0, old: str = OLD) -> Anchor:
    return reanchored(old, new, [(where(old, quote, number),)])[0]


def words(anchor: Anchor, new: str) -> list[str]:
    return [part.slice(new) for part in anchor.fragments]


@pytest.mark.parametrize(
    ("new", "quote", "standing", "expected"),
    [
        ("Ralat. " + OLD, "Bupati Sri", SAME, "Bupati Sri"),
        ("Ralat. " + OLD, "itu", SAME, "itu"),
        (OLD.replace("ikut", "turut"), "ASN", SAME, "ASN"),
        (OLD.replace("ikut", "turut"), "kampanye di Balikpapan", SAME, "kampanye di Balikpapan"),
        (OLD.replace("ikut", "turut"), "ASN ikut kampanye", CHANGED, "ASN turut kampanye"),
        (OLD.replace("kampanye", "kampanja"), "kampanye", CHANGED, "kampanja"),
        (OLD.replace("netral", "netralitas"), "netral", CHANGED, "netralitas"),
        (OLD.replace("ASN ikut ", ""), "ASN", LOST, None),
        (OLD.replace(" Warga setuju dengan larangan itu.", ""), "Warga", LOST, None),
        ("", "Warga", LOST, None),
        ("Berita lain sama sekali tentang cuaca besok.", "netral", LOST, None),
    ],
)
def test_words_are_found_again(new, quote, standing, expected):
    anchor = found(new, quote)
    assert anchor.standing is standing
    assert words(anchor, new) == ([expected] if expected else [])


def test_a_repeated_word_keeps_its_own_place():
    new = OLD.replace("Bupati Sri melarang", "Bupati Sri Rahayu melarang")
    for number in range(2):
        anchor = found(new, "ASN", number)
        assert anchor.standing is SAME
        assert anchor.fragments == (where(new, "ASN", number),)


def test_the_words_of_another_place_are_not_taken():
    new = OLD.replace("ASN harus netral, kata Sri. ", "")
    assert found(new, "ASN", 1).standing is LOST
    assert found(new, "ASN", 0).fragments == (where(new, "ASN"),)
    assert found(new, "Sri", 1).standing is LOST


def test_a_sentence_that_moved_is_found_where_it_is():
    sentence = "ASN harus netral, kata Sri. "
    new = sentence + OLD.replace(sentence, "")
    anchor = found(new, "ASN harus netral")
    assert anchor.standing is MOVED
    assert anchor.fragments == (Extent(0, 16),)
    assert 0.7 <= anchor.confidence < 1


def test_the_same_word_in_other_surroundings_is_asked_about():
    old = "Menurut Budi, hujan turun kemarin. Cuaca cerah hari ini."
    new = "Menurut warga, hujan turun kemarin. Cuaca cerah hari ini, ujar Budi lagi."
    anchor = found(new, "Budi", old=old)
    assert anchor.standing is CHANGED
    assert words(anchor, new) == ["Budi"]
    assert anchor.confidence < 0.7


def test_a_moved_and_mended_sentence_is_offered():
    sentence = "ASN harus netral, kata Sri. "
    new = "ASN wajib netral, kata Sri. " + OLD.replace(sentence, "")
    anchor = found(new, "ASN harus netral, kata Sri")
    assert anchor.standing is CHANGED
    assert words(anchor, new) == ["ASN wajib netral, kata Sri"]


def test_blanks_and_line_ends_beside_a_mark_do_not_matter():
    new = OLD.replace(". ", ".\n\n")
    for quote in ("Bupati Sri", "netral", "Warga", "itu"):
        assert found(new, quote).standing is SAME


def test_a_quote_beyond_any_search_follows_its_ends():
    body = " ".join(f"kata{number}" for number in range(2000))
    old, new = f"Awal. {body} Akhir.", f"Awal. {body.replace('kata900', 'lain')} Akhir."
    anchor = found(new, body, old=old)
    assert anchor.standing is CHANGED
    assert words(anchor, new) == [body.replace("kata900", "lain")]
    assert found("Awal. Akhir.", body, old=old).standing is LOST


@pytest.mark.parametrize(
    ("size", "standing"), [(3000, CHANGED), (2999, LOST), (7000, CHANGED), (7001, LOST), (0, LOST)]
)
def test_such_a_quote_may_grow_or_shrink_by_two_fifths(size, standing):
    """Nothing of its words is left; only what stood around it says where it was."""
    old, new = f"Awal. {'x' * 5000} Akhir.", f"Awal. {'y' * size} Akhir."
    anchor = found(new, "x" * 5000, old=old)
    assert anchor.standing is standing
    assert words(anchor, new) == (["y" * size] if standing is CHANGED else [])


@pytest.mark.parametrize(
    ("new", "number"),
    [
        ("Kata depan. dddd ASN eeee. ffff ASN gggg.", 0),
        ("zzzz ASN cccc. Kata depan. dddd ASN eeee.", 1),
        ("zzzz ASN cccc. Kata depan. dddd ASN eeee. ffff ASN gggg.", 1),
    ],
)
def test_of_places_that_are_as_much_alike_the_one_near_where_it_stood_is_offered(new, number):
    anchor = found(new, "ASN", old="Kata depan. aaaa ASN bbbb.")
    assert (anchor.standing, anchor.fragments) == (CHANGED, (where(new, "ASN", number),))
    assert anchor.confidence < 0.5


# fragments ------------------------------------------------------------------------------------


def test_fragments_are_as_their_worst_one():
    parts = (where(OLD, "Bupati"), where(OLD, "netral"))
    assert reanchored(OLD, "Ralat. " + OLD, [parts])[0].standing is SAME
    new = OLD.replace("netral", "netralitas")
    anchor = reanchored(OLD, new, [parts])[0]
    assert anchor.standing is CHANGED
    assert words(anchor, new) == ["Bupati", "netralitas"]


def test_a_lost_fragment_leaves_the_others():
    parts = (where(OLD, "Bupati"), where(OLD, "Warga"))
    new = OLD.replace(" Warga setuju dengan larangan itu.", "")
    anchor = reanchored(OLD, new, [parts])[0]
    assert anchor.standing is CHANGED
    assert words(anchor, new) == ["Bupati"]


def test_fragments_that_are_all_lost_are_lost():
    parts = (where(OLD, "Bupati"), where(OLD, "Warga"))
    assert reanchored(OLD, "", [parts])[0].standing is LOST


def test_fragments_that_changed_their_order_are_asked_about():
    old = "Pertama bagian satu yang panjang. Kedua bagian lain yang panjang juga."
    new = "Kedua bagian lain yang panjang juga. Pertama bagian satu yang panjang."
    parts = (where(old, "Pertama bagian satu"), where(old, "Kedua bagian lain"))
    anchor = reanchored(old, new, [parts])[0]
    assert anchor.standing is CHANGED
    assert are_in_order(anchor.fragments)


# characters -----------------------------------------------------------------------------------


def test_offsets_are_code_points():
    old = "😀 ASN harus netral 👍🏽 selalu netral"
    new = "👩‍👩‍👧 " + old
    anchor = found(new, "netral 👍🏽", old=old)
    assert words(anchor, new) == ["netral 👍🏽"]
    assert anchor.fragments[0].start == old.find("netral") + len("👩‍👩‍👧 ")


def test_what_people_see_as_one_character_is_not_cut():
    old, new = "kata cafe itu enak sekali", "kata cafe\u0301 itu enak sekali"
    anchor = found(new, "cafe", old=old)
    assert anchor.standing is CHANGED
    assert words(anchor, new) == ["cafe\u0301"]


# laws -----------------------------------------------------------------------------------------

LETTERS = st.text("abcdefghijklmnop", min_size=3, max_size=9)
"""Words of a text; texts of different words have no repeated surroundings."""
ARTICLES = st.lists(LETTERS, min_size=6, max_size=40, unique=True)
ANY = st.text(st.sampled_from("ab .\n\té\u0301😀👍🏽漢"), min_size=1, max_size=80)
PAIRS = st.tuples(st.integers(0, 79), st.integers(1, 40))


def extents_of(text: str, pairs: list[tuple[int, int]]) -> list[Extent]:
    """Extents of whole characters in a text."""
    made = [Extent(at, min(at + size, len(text))) for at, size in pairs if at < len(text)]
    return [snapped(text, one, "char") for one in made]


@given(ANY, st.lists(PAIRS, max_size=6))
def test_in_the_same_text_everything_is_the_same(text, pairs):
    for extent in extents_of(text, pairs):
        anchor = Reanchoring(text, text).find((extent,))
        assert anchor == Anchor(SAME, (extent,), 1.0)


@given(ANY, ANY, st.lists(PAIRS, max_size=6))
def test_nothing_is_ever_out_of_the_text_or_cuts_a_character(old, new, pairs):
    for extent in extents_of(old, pairs):
        anchor = Reanchoring(old, new).find((extent,))
        assert (anchor.standing is LOST) == (anchor.fragments == ())
        assert 0 <= anchor.confidence <= 1
        for part in anchor.fragments:
            assert 0 <= part.start < part.end <= len(new)
            assert snapped(new, part, "char") == part


@given(ANY, ANY, st.lists(PAIRS, max_size=6))
def test_what_is_taken_silently_has_the_same_words(old, new, pairs):
    for extent in extents_of(old, pairs):
        anchor = Reanchoring(old, new).find((extent,))
        if anchor.standing.is_sure:
            assert words(anchor, new) == [extent.slice(old)]


@given(ANY, ANY, st.lists(PAIRS, max_size=6))
def test_the_same_question_has_the_same_answer(old, new, pairs):
    asked = [(extent,) for extent in extents_of(old, pairs)]
    assert reanchored(old, new, asked) == reanchored(old, new, asked[::-1])[::-1]


@given(ARTICLES, ARTICLES, st.data())
def test_what_is_put_in_before_moves_words_by_its_length(article, others, data):
    assume(not set(article) & set(others))
    old = " ".join(article)
    at = data.draw(st.integers(0, len(article) - 1))
    before = " ".join(article[:at])
    put_in = " ".join(others)
    new = " ".join(part for part in (before, put_in, " ".join(article[at:])) if part)
    for number in range(at, len(article)):
        quote = " ".join(article[number : number + 3])
        start = len(" ".join([*article[:number], ""]))
        extent = Extent(start, start + len(quote))
        anchor = Reanchoring(old, new).find((extent,))
        if number > at or len(quote) >= CONTEXT:
            shift = len(put_in) + 1
            moved = Extent(extent.start + shift, extent.end + shift)
            assert anchor.fragments == (moved,)
            assert new[moved.start : moved.end] == quote


@given(ARTICLES, st.data())
def test_what_was_deleted_is_lost_or_asked_about(article, data):
    first = data.draw(st.integers(0, len(article) - 1))
    last = data.draw(st.integers(first + 1, len(article)))
    old = " ".join(article)
    new = " ".join(article[:first] + article[last:])
    quote = " ".join(article[first:last])
    assume(old.count(quote) == 1 and quote not in new)
    anchor = Reanchoring(old, new).find((where(old, quote),))
    assert anchor.standing in (LOST, CHANGED)


@settings(max_examples=200)
@given(ANY, st.integers(0, 79), st.integers(1, 20))
def test_a_silent_answer_after_a_deletion_has_the_same_surroundings(old, at, size):
    assume(at < len(old))
    extent = snapped(old, Extent(at, min(at + size, len(old))), "char")
    quote, new = extent.slice(old), old[: extent.start] + old[extent.end :]
    anchor = Reanchoring(old, new).find((extent,))
    if anchor.standing.is_sure:
        part = anchor.fragments[0]
        before = new[max(0, part.start - CONTEXT) : part.start]
        after = new[part.end : part.end + CONTEXT]
        assert part.slice(new) == quote
        alike = sum(
            (
                _alike(before[::-1], old[max(0, extent.start - CONTEXT) : extent.start][::-1]),
                _alike(after, old[extent.end : extent.end + CONTEXT]),
            )
        )
        is_at_edge = part.start == extent.start == 0 or part.end == len(new)
        assert alike >= 8 or is_at_edge or len(quote) >= CONTEXT


def _alike(first: str, second: str) -> int:
    pairs = zip(first, second, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(first), len(second)))


@given(ARTICLES, st.data())
def test_words_that_are_there_once_are_found_wherever_they_went(article, data):
    first = data.draw(st.integers(0, len(article) - 2))
    last = data.draw(st.integers(first + 1, len(article)))
    rest = article[:first] + article[last:]
    to = data.draw(st.integers(0, len(rest)))
    old, new = " ".join(article), " ".join(rest[:to] + article[first:last] + rest[to:])
    quote = " ".join(article[first:last])
    assume(old.count(quote) == 1 and new.count(quote) == 1)
    anchor = Reanchoring(old, new).find((where(old, quote),))
    assert anchor.standing is not LOST
    assert anchor.fragments == (where(new, quote),)


@given(ARTICLES, ARTICLES, st.data())
def test_what_stayed_goes_there_and_back(article, others, data):
    at = data.draw(st.integers(0, len(article)))
    old, new = " ".join(article), " ".join(article[:at] + others + article[at:])
    for number in range(len(article)):
        extent = where(old, " ".join(article[number : number + 4]))
        there = Reanchoring(old, new).find((extent,))
        if there.standing is SAME:
            back = Reanchoring(new, old).find(there.fragments)
            if back.standing is SAME:
                assert back.fragments == (extent,)
            assert words(back, old) == words(there, new)
