"""What parcels bring back: each article counted once, and sentences that say what is certain."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joining_scene import joined, parcel, report

from annotator.gui.dialogs import returned_preview as preview
from annotator.gui.dialogs.returned_preview import ReturnedPreview
from annotator.model.document import Progress
from annotator.workbench.language import set_language

COUNTS = ("new", "changed", "deleted", "same", "conflicting")
articles = st.lists(
    st.builds(
        lambda numbers, done: joined(
            "a", is_finished=done, **dict(zip(COUNTS, numbers, strict=True))
        ),
        st.tuples(*[st.integers(0, 50)] * len(COUNTS)),
        st.booleans(),
    ),
    max_size=6,
)


def told(*files, **more) -> dict[str, str]:
    return {words: icon for icon, words in preview.check_words(report(*files, **more))}


@pytest.fixture
def shown(qtbot):
    shown = ReturnedPreview()
    qtbot.addWidget(shown)
    return shown


def test_every_number_stands_under_its_heading():
    one = joined("a", new=1, changed=2, deleted=3, same=4, conflicting=5)
    found = dict(zip(preview.headings(), preview.numbers_of(one), strict=True))
    assert found == {
        "new marks": 1,
        "changed": 2,
        "deleted": 3,
        "already here": 4,
        "two versions": 5,
    }


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, Progress.NEW),
        ({"same": 1}, Progress.IN_PROGRESS),
        ({"conflicting": 1}, Progress.IN_PROGRESS),
        ({"further": 1}, Progress.IN_PROGRESS),
        ({"deleted": 1}, Progress.IN_PROGRESS),
        ({"is_finished": True}, Progress.DONE),
        ({"new": 3, "is_finished": True}, Progress.DONE),
    ],
)
def test_an_article_is_as_far_as_its_coder_says(more, expected):
    assert preview.progress_of(joined("a", **more)) is expected


def test_a_row_names_what_else_there_is_to_know():
    one = joined("a", further=2, codebooks=("core 1.0.0", "core 1.1.0"), new=1)
    words = preview.detail_words(one)
    assert "not done yet" in words
    assert "2 relations, notes or answers" in words
    assert "core 1.0.0, core 1.1.0" in words


@given(st.lists(articles, min_size=1, max_size=3))
def test_the_sums_are_those_of_all_articles_of_all_parcels(qapp, groups):
    shown = ReturnedPreview()
    files = [parcel(f"Coder {at}", *some) for at, some in enumerate(groups)]
    shown.show_report(report(*files))
    rows = [one for some in groups for one in some]
    for heading, name in zip(preview.headings(), COUNTS, strict=True):
        total = sum(getattr(one, name) for one in rows)
        assert f"{heading} {total}" in shown.sums.accessibleName()
    shown.deleteLater()


def test_a_parcel_of_which_no_article_is_left_brings_nothing(shown):
    shown.show_report(report(parcel("Ani")))
    assert "new marks 0" in shown.sums.accessibleName()


def test_a_screen_reader_hears_each_article_with_its_numbers(shown):
    one, two = joined("a", new=3, title="Netralitas"), joined("b", title="")
    shown.show_report(report(parcel("Ani", one, two)))
    (table,) = shown.tables
    heard = table.accessibleName()
    assert heard.startswith("Ani: Netralitas: new marks 3, changed 0")
    assert "; b: new marks 0" in heard


def test_another_report_takes_the_place_of_the_one_before(shown):
    shown.show_report(report(parcel("Ani", joined("a")), parcel("Budi", joined("b"))))
    assert len(shown.tables) == 2
    shown.show_report(report(parcel("Cici", joined("c", new=1))))
    (table,) = shown.tables
    assert table.accessibleName().startswith("Cici")
    assert not any("Budi" in one.words for one in shown.checks)


def test_the_coders_whose_marks_may_change_are_named_once_and_in_order():
    words = told(parcel("Budi", joined("a")), parcel("Ani", joined("b")), parcel("Budi"))
    assert words["Nobody's marks but those of Ani, Budi are touched."] == "check"


def test_what_is_not_as_it_should_be_is_no_tick():
    odd = joined("a", codebooks=("old",), conflicting=2)
    words = told(parcel("Ani", odd, joined("b", is_finished=True)))
    assert words["1 article was marked under another codebook."] == "warn"
    assert words["1 article is not done yet; the parcel can come again."] == "info"
    assert words["2 things are in two versions; both stay until somebody decides."] == "warn"
    assert "Same codebook; no unknown label or value." not in words


def test_a_parcel_that_is_done_has_ticks_only():
    words = told(parcel("Ani", joined("a", new=4, is_finished=True)))
    assert set(words.values()) == {"check"}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((joined("a", new=1),), "Join 1 new mark"),
        ((joined("a", new=1), joined("b", new=2, changed=5)), "Join 3 new marks"),
        ((joined("a", changed=1), joined("b", deleted=1), joined("c", same=9)), "Join 2 articles"),
        ((joined("a", further=1),), "Join 1 article"),
        ((joined("a", same=9),), ""),
    ],
)
def test_the_button_says_what_would_come(rows, expected):
    assert preview.button_words(report(parcel("Ani", *rows))) == expected


def test_it_speaks_the_language_in_use(shown):
    set_language("id")
    shown.show_report(report(parcel("Ani", joined("a", new=2))))
    assert "new marks" not in shown.sums.accessibleName()
    assert not any("marks" in one.words for one in shown.checks)


@pytest.mark.parametrize("width", [500, 1000])
def test_long_titles_and_many_articles_are_painted_and_scrolled(shown, width):
    rows = [joined(str(at), title="Netralitas aparatur " * 20, new=at) for at in range(40)]
    shown.show_report(report(parcel("Ani", *rows), parcel("Budi", joined("x"))))
    shown.resize(width, 500)
    shown.show()
    assert shown.grab().width() == width
    assert shown.tables[0].height() > shown.height()
