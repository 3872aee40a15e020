from __future__ import annotations

import random
import time

import hypothesis.strategies as st
from hypothesis import given

from annotator.text.alignment import aligned, common_prefix, common_suffix

TEXTS = st.text("ab c.\né😀", max_size=60)


@given(TEXTS, TEXTS)
def test_blocks_are_the_same_in_both_texts_and_rise_in_both(old, new):
    done_old = done_new = 0
    for block in aligned(old, new).blocks:
        assert block.length > 0
        assert block.old >= done_old
        assert block.new >= done_new
        assert old[block.old : block.old_end] == new[block.new : block.new_end]
        done_old, done_new = block.old_end, block.new_end
    assert done_old <= len(old)
    assert done_new <= len(new)


@given(TEXTS)
def test_a_text_is_one_block_of_itself(text):
    alignment = aligned(text, text)
    assert [tuple(block) for block in alignment.blocks] == ([(0, 0, len(text))] if text else [])
    assert list(alignment.gaps()) == []


@given(TEXTS, TEXTS)
def test_blocks_and_gaps_together_are_the_whole_of_both_texts(old, new):
    alignment = aligned(old, new)
    kept = sum(block.length for block in alignment.blocks)
    gaps = list(alignment.gaps())
    assert kept + sum(last - first for first, last, _, _ in gaps) == len(old)
    assert kept + sum(end - begin for _, _, begin, end in gaps) == len(new)


@given(TEXTS, TEXTS)
def test_the_same_texts_are_aligned_the_same_way(old, new):
    assert aligned(old, new).blocks == aligned(old, new).blocks


@given(TEXTS, TEXTS, st.integers(0, 59))
def test_every_place_is_in_a_block_or_in_a_gap(old, new, place):
    if place >= len(old):
        return
    alignment = aligned(old, new)
    block = alignment.block_at(place)
    if block is None:
        first, last, _begin, _end = alignment.gap_at(place)
        assert first <= place < last
    else:
        assert block.old <= place < block.old_end


@given(TEXTS, TEXTS, st.integers(0, 30), st.integers(0, 30))
def test_a_common_prefix_is_as_long_as_it_can_be(old, new, first, begin):
    first, begin = min(first, len(old)), min(begin, len(new))
    length = common_prefix(old, new, first, begin)
    assert old[first : first + length] == new[begin : begin + length]
    rest = old[first + length : first + length + 1], new[begin + length : begin + length + 1]
    assert not all(rest) or rest[0] != rest[1]


@given(TEXTS, TEXTS, st.integers(0, 60))
def test_a_common_suffix_is_as_long_as_it_can_be(old, new, most):
    length = common_suffix(old, new, len(old), len(new), most)
    assert length <= most
    assert old[len(old) - length :] == new[len(new) - length :]
    is_more = length < min(len(old), len(new), most)
    assert not is_more or old[len(old) - length - 1] != new[len(new) - length - 1]


def test_what_was_put_in_is_the_only_gap():
    alignment = aligned("Satu dua tiga empat.", "Satu dua lagi tiga empat.")
    gaps = list(alignment.gaps())
    assert len(gaps) == 1
    first, last, begin, end = gaps[0]
    assert first == last
    assert "Satu dua lagi tiga empat."[begin:end].strip() == "lagi"


def test_a_word_is_not_cut_where_another_only_ends_alike():
    alignment = aligned("ia berjalan terus", "ia berlari terus")
    assert alignment.block_at(3) is None  # ber-
    assert alignment.block_at(10) is None  # -an


def test_long_writing_without_blanks_is_aligned_by_its_characters():
    old = "记者" * 40 + "昨天" + "报道" * 40
    alignment = aligned(old, old.replace("昨天", "今天"))
    assert [block.length for block in alignment.blocks] == [80, 81]


def test_the_origin_of_new_text_is_known_only_where_it_is_whole():
    alignment = aligned("alpha beta gamma", "alpha beta gamma delta")
    assert alignment.origin_of(6, 4) == 6
    assert alignment.origin_of(17, 5) is None
    assert aligned("", "new").origin_of(0, 3) is None


def test_paragraphs_that_changed_places_keep_the_longer_row():
    first, second, third = "Satu satu satu. ", "Dua dua kata lain. ", "Tiga tiga tiga akhir."
    alignment = aligned(first + second + third, second + first + third)
    kept = sum(block.length for block in alignment.blocks)
    assert kept >= len(third) + len(second)


def test_a_megabyte_that_is_all_other_takes_no_quadratic_time():
    draw = random.Random(3)
    words = ["".join(draw.choices("abcdefgh", k=6)) for _ in range(4000)]

    def seconds(size: int) -> float:
        old, new = (" ".join(draw.choices(words, k=size // 7)) for _ in range(2))
        begun = time.perf_counter()
        aligned(old, new)
        return time.perf_counter() - begun

    seconds(20_000)
    small = min(seconds(40_000) for _ in range(3))
    large = min(seconds(400_000) for _ in range(2))
    assert large < small * 40  # ten times the text; quadratic would be a hundred times
