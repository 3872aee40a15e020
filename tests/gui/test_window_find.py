"""Finding words in the article: counted, walked, marked."""

from __future__ import annotations

from window_scene import CONTROL, KEY, SHIFT


def find(desk, words):
    desk.press(KEY.Key_F, CONTROL)
    desk.type(words)


def places(desk, words):
    text, found, at = desk.text.lower(), [], -1
    while (at := text.find(words, at + 1)) >= 0:
        found.append(at)
    return found


def test_all_places_are_found_and_counted(clean):
    find(clean, "asn")
    expected = places(clean, "asn")
    assert [one.start for one in clean.reader.scene.found] == expected
    assert str(len(expected)) in clean.frame.find_bar.count.text()


def test_enter_walks_the_places_and_round(clean):
    find(clean, "netralitas")
    expected = places(clean, "netralitas")
    visited = []
    for _time in range(len(expected) + 1):
        clean.press(KEY.Key_Return)
        visited.append(clean.reader.selection()[0])
    assert visited == [*expected, expected[0]]


def test_a_label_key_marks_the_place_and_enter_goes_on(clean):
    find(clean, "netralitas")
    clean.press(KEY.Key_Return)
    clean.type("r")
    clean.press(KEY.Key_Return)
    clean.type("r")
    assert [one.start for one in clean.stored.spans] == places(clean, "netralitas")[:2]


def test_f3_and_shift_f3_walk_both_ways(clean):
    find(clean, "asn")
    first, second, *_rest = places(clean, "asn")
    clean.press(KEY.Key_F3, times=2)
    assert clean.reader.selection()[0] == second
    clean.press(KEY.Key_F3, SHIFT)
    assert clean.reader.selection()[0] == first


def test_capitals_count_only_when_asked_for(clean):
    find(clean, "PEMILU")
    every = len(clean.reader.scene.found)
    clean.click_on(clean.frame.find_bar.case_chip)
    assert every > len(clean.reader.scene.found)


def test_what_is_not_there_is_said(clean):
    find(clean, "zzzz")
    assert clean.reader.scene.found == ()
    assert clean.frame.find_bar.count.text()
    clean.press(KEY.Key_Return)
    assert clean.reader.selected_extent() is None


def test_selected_words_are_looked_for(clean):
    clean.select("netralitas")
    clean.press(KEY.Key_F, CONTROL)
    assert clean.frame.find_bar.query() == "netralitas"
    assert len(clean.reader.scene.found) == len(places(clean, "netralitas"))


def test_the_next_article_is_searched_as_well(clean):
    find(clean, "asn")
    clean.go_to(1)
    assert [one.start for one in clean.reader.scene.found] == places(clean, "asn")


def test_escape_closes_and_takes_the_grounds_away(clean):
    find(clean, "asn")
    clean.press(KEY.Key_Escape)
    assert not clean.frame.find_bar.isVisible()
    assert clean.reader.scene.found == ()
    assert clean.reader.hasFocus()


def test_the_arrows_of_the_bar_walk_both_ways_and_count(clean):
    find(clean, "asn")
    expected = places(clean, "asn")
    bar = clean.frame.find_bar
    for button, number in (
        (bar.next_button, 1),
        (bar.next_button, 2),
        (bar.previous_button, 1),
        (bar.previous_button, len(expected)),
    ):
        clean.click_on(button)
        assert clean.reader.selection()[0] == expected[number - 1]
        assert str(number) in bar.count.text()
