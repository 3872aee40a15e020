"""The lists behind numbers: what they hold, and that they add up to what they stand behind."""

from __future__ import annotations

from dataclasses import replace

import pytest
from comparing_scene import Scene, linked_records, record

from annotator.agreement.summary import MEASURES
from annotator.gui.review.agreement.asked import (
    ConfusionAsked,
    NumberAsked,
    OwnAsked,
    Part,
    coders_of,
    listing_of,
)
from annotator.gui.review.agreement.periods import periods_sheet
from annotator.gui.review.agreement.question import Question, choices_of, with_measure
from annotator.gui.review.agreement.strips import strips_sheet
from annotator.gui.theme.naming import naming
from annotator.workbench.comparing.options import Options, Target
from annotator.workbench.comparing.passages import Kind
from annotator.workbench.comparing.questions import attributes_of
from annotator.workbench.comparing.shares import done_day

QUICK = sorted(one for one in MEASURES if not MEASURES[one].is_drawn)


@pytest.fixture(scope="module")
def scene(tmp_path_factory):
    """Ani and Budi on six articles, and one with nothing in it."""
    records = linked_records()
    records += [record(9, one, [], document={"outlet": "kaltim"}) for one in ("Ani", "Budi")]
    found = Scene(tmp_path_factory.mktemp("lists"), records)
    naming().set_codebook(found.session.codebook, "en")
    yield found
    found.close()


@pytest.fixture
def comparing(scene):
    return scene.comparing


def question_about(comparing, measure):
    return with_measure(Question(), measure, choices_of(comparing))


def number_asked(scene, measure):
    question = question_about(scene.comparing, measure)
    return NumberAsked(question.target(scene.pair()), question.options)


def adds_up(listing):
    assert listing.total == pytest.approx(sum(one.share for one in listing.passages))
    if listing.value is not None and listing.passages:
        assert listing.total == pytest.approx(1 - listing.value, abs=1e-9)
    shares = [one.share for one in listing.passages]
    assert shares == sorted(shares, reverse=True)
    return True


@pytest.mark.parametrize("measure", QUICK)
def test_a_list_adds_up_to_its_number_the_largest_share_first(scene, measure):
    asked = number_asked(scene, measure)
    listing = listing_of(scene.comparing, asked)
    assert listing.value == scene.comparing.row(asked.target).value
    assert not listing.is_count
    assert adds_up(listing)


@pytest.mark.parametrize("measure", QUICK)
def test_each_article_has_its_own_list_that_adds_up_to_its_own_number(scene, measure):
    asked, comparing = number_asked(scene, measure), scene.comparing
    whole = listing_of(comparing, asked)
    sheet = strips_sheet(comparing.strips(asked.target), asked)
    listed = 0
    for strip, behind in ((cells[0].shown, cells[0].asked) for cells in sheet.cells):
        if behind is None:
            continue
        listing = listing_of(comparing, behind)
        assert listing.value == pytest.approx(strip.value)
        assert {one.document for one in listing.passages} <= {strip.document}
        assert adds_up(listing)
        listed += len(listing.passages)
    lost = {strip.document for strip in comparing.strips(asked.target) if strip.value is None}
    assert listed == sum(one.document not in lost for one in whole.passages)


OF_MARKS = ["span_f1_exact", "span_f1_overlap", "char_f1", "char_cohen_kappa", "alpha_u"]


@pytest.mark.parametrize("measure", [*OF_MARKS, "relation_f1_strict", "percent_agreement"])
def test_a_part_has_the_number_of_asking_about_its_articles_alone(scene, measure):
    asked, comparing = number_asked(scene, measure), scene.comparing
    chosen = [scene.document(number) for number in (0, 3, 4)]
    alone = replace(asked.options, documents=tuple(chosen))
    expected = comparing.row(asked.target, alone)
    listing = listing_of(comparing, replace(asked, part=Part(frozenset(chosen), "some")))
    assert listing.value == pytest.approx(expected.value)
    behind = comparing.behind(asked.target, alone).passages
    assert {(one.document, one.start) for one in listing.passages} == {
        (one.document, one.start) for one in behind
    }
    assert adds_up(listing)


@pytest.mark.parametrize("measure", ["span_f1_exact", "cohen_kappa"])
def test_a_part_without_articles_has_no_number_and_no_list(scene, measure):
    asked = number_asked(scene, measure)
    listing = listing_of(scene.comparing, replace(asked, part=Part(frozenset(), "none")))
    assert (listing.value, listing.passages, listing.total) == (None, (), 0)


def test_the_part_of_all_articles_is_the_whole(scene):
    asked = number_asked(scene, "span_f1_exact")
    every = Part(frozenset(scene.comparing.corpus().articles), "all")
    whole = listing_of(scene.comparing, asked)
    part = listing_of(scene.comparing, replace(asked, part=every))
    assert part.value == pytest.approx(whole.value)
    for one, other in zip(part.passages, whole.passages, strict=True):
        assert one._replace(share=0) == other._replace(share=0)
        assert one.share == pytest.approx(other.share)


def test_the_days_together_list_everything_once(scene):
    asked, comparing = number_asked(scene, "char_f1"), scene.comparing
    corpus = comparing.corpus()
    share = comparing.number(asked.target).share.documents
    days = {one.id: done_day(corpus, one.id, scene.pair()) for one in share}
    sheet = periods_sheet(comparing.over_time(asked.target), days, asked)
    lists = [listing_of(comparing, cell.asked) for cell in sheet.cells[0] if cell.asked]
    assert sum(len(one.passages) for one in lists) == len(listing_of(comparing, asked).passages)
    for cell, listing in zip(sheet.cells[0], lists, strict=True):
        assert listing.value == pytest.approx(cell.shown.period.value)


# counts -------------------------------------------------------------------------------------


def test_the_cells_of_the_confusion_hold_every_pair_once(scene):
    comparing, pair = scene.comparing, scene.pair()
    confusion = comparing.confusion(*pair)
    marks = []
    for first, second in confusion.cells:
        listing = listing_of(comparing, ConfusionAsked(pair, first, second, Options()))
        assert listing.is_count
        assert listing.total == listing.value == len(listing.passages)
        assert {one.share for one in listing.passages} == {1.0}
        for one in listing.passages:
            labels = [some[0].label if some else None for some in one.marks]
            assert labels == [first, second]
        marks += [unit.id for one in listing.passages for some in one.marks for unit in some]
    assert len(marks) == len(set(marks)) == 24 + 23


def test_a_cell_of_the_confusion_without_pairs_has_an_empty_list(scene):
    asked = ConfusionAsked(scene.pair(), "place", "unknown", Options())
    listing = listing_of(scene.comparing, asked)
    assert (listing.passages, listing.total, listing.value) == ((), 0.0, 0.0)


@pytest.mark.parametrize(("label", "count"), [(None, 24), ("person", 12), ("place", 12)])
def test_one_s_own_list_has_each_mark_in_the_order_of_the_articles(scene, label, count):
    listing = listing_of(scene.comparing, OwnAsked(scene.coder("Ani"), label, Options()))
    assert listing.total == len(listing.passages) == count
    places = [(one.key, one.start) for one in listing.passages]
    assert places == sorted(places)
    assert {one.kind for one in listing.passages} == {Kind.AGREED}


def test_whom_a_list_is_about(scene):
    ani, budi = scene.pair()
    assert coders_of(NumberAsked(Target("gamma", (ani, budi)), Options())) == (ani, budi)
    assert coders_of(ConfusionAsked((budi, ani), None, "person", Options())) == (budi, ani)
    assert coders_of(OwnAsked(ani, None, Options())) == (ani,)


def test_every_attribute_that_is_offered_has_a_list(scene):
    source = scene.comparing.source(Options())
    for label, attribute in attributes_of(source):
        asked = NumberAsked(Target("percent_agreement", scene.pair(), label, attribute), Options())
        listing = listing_of(scene.comparing, asked)
        assert listing.value is not None, (label, attribute)
        assert adds_up(listing)
        assert all(len(one.answers) == 2 for one in listing.passages)
