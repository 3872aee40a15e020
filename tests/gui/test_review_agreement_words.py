"""The sentences of the agreement page: numbers, reasons, answers and sums, in both languages."""

from __future__ import annotations

import itertools

import pytest
from agreement_listing_scene import ANI, BUDI, NAMES, PAIR, codebook, listing, passage, row
from hypothesis import given
from hypothesis import strategies as st

from annotator.gui.review.agreement import words
from annotator.gui.review.agreement.asked import (
    ConfusionAsked,
    Listing,
    NumberAsked,
    OwnAsked,
    Part,
)
from annotator.gui.review.agreement.band import title_words
from annotator.gui.review.agreement.overview import Overview
from annotator.gui.review.agreement.question import Choices, Question
from annotator.gui.review.agreement.rows import PassageModel, shared_beginning
from annotator.gui.theme.naming import naming
from annotator.model.identity import Id
from annotator.model.measurement import Interval
from annotator.workbench.comparing.measure_words import LACKS
from annotator.workbench.comparing.options import Options, Target
from annotator.workbench.comparing.passages import Kind
from annotator.workbench.comparing.shares import Excluded, Reason
from annotator.workbench.language import set_language


@pytest.fixture(autouse=True)
def book(tmp_path):
    """The small codebook, in which a value of one attribute has another name in the next."""
    made = codebook(
        tmp_path,
        "name: {en: Also, id: Juga}, values: {head: {name: {en: Chief, id: Ketua}}, x: {}}}",
        instead="name: {en: Also, id: Juga}, values: [x, y, z]}",
    )
    naming().set_codebook(made, "en")
    yield made
    naming().set_codebook(made, "en")


def in_indonesian():
    set_language("id")
    naming().language = "id"


# names -------------------------------------------------------------------------------------


def test_labels_relations_and_what_is_not_marked_have_names():
    assert words.label_name("person") == "Person"
    assert words.label_name("lives_in") == "lives in"
    assert words.label_name(None) == "not marked"
    assert words.label_name("gone_from_it") == "gone from it"


def test_every_kind_of_passage_has_words():
    assert set(words.KINDS) == set(Kind)
    assert len(set(words.KINDS.values())) == len(Kind)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (Question(), ""),
        (Question(label="person"), "Person"),
        (Question("cohen_kappa", "person", "role"), "Person, Role"),
        (Question("cohen_kappa", None, "outlet"), "Outlet"),
        (Question("cohen_kappa", None, "unknown_one"), "unknown one"),
    ],
)
def test_the_matrix_says_its_measure_and_what_it_is_narrowed_to(question, told):
    assert words.place_words(question) == told
    detail = words.matrix_words(question)
    assert detail.endswith("; above: the counts behind it")
    assert told in detail


@pytest.mark.parametrize("language", ["en", "id"])
def test_names_follow_the_language(language):
    set_language(language)
    naming().language = language
    asked = words.place_words(Question("cohen_kappa", "person", "role"))
    assert asked == {"en": "Person, Role", "id": "Orang, Peran"}[language]


NAME = st.text(alphabet="abÉ👩é ", max_size=5)


@given(st.lists(NAME, max_size=5))
def test_short_names_tell_as_many_people_apart_as_their_names_do(names):
    short = words.short_names(names)
    assert len(short) == len(names)
    assert all(name.startswith(one) for name, one in zip(names, short, strict=True))
    for (a, b), (x, y) in itertools.product(zip(names, short, strict=True), repeat=2):
        assert (a == x) == (b == y)


def test_short_names_are_no_longer_than_they_have_to_be():
    assert words.short_names(["Ani", "Budi", "Cici"]) == ["A", "B", "C"]
    assert words.short_names(["Ani", "Anton"]) == ["Ani", "Ant"]
    assert words.short_names(["Ani"]) == ["A"]
    assert words.short_names(["Ani", "Budi", "Ani"]) == ["A", "B", "A"]


# the beginning that keys share ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        (["doc-1", "doc-2"], ["1", "2"]),
        (["doc-1", "doc-10"], ["1", "10"]),
        (["a/b/1", "a/c/2"], ["b/1", "c/2"]),
        (["kaltim_2024-01", "kaltim_2024-02"], ["01", "02"]),
        (["one", "two"], ["one", "two"]),
        (["only-one"], ["one"]),
        (["plain"], ["plain"]),
        ([], []),
    ],
)
def test_keys_are_shown_without_the_beginning_that_all_share(keys, shown):
    assert [one[shared_beginning(keys) :] for one in keys] == shown


KEYS = st.lists(st.text(alphabet="ab-_/ é👩", min_size=1, max_size=6), min_size=1, max_size=4)


@given(KEYS)
def test_something_of_every_key_is_shown_and_different_keys_stay_different(keys):
    length = shared_beginning(keys)
    assert len({one[:length] for one in keys}) == 1
    shown = [one[length:] for one in keys]
    assert all(shown)
    assert len(set(shown)) == len(set(keys))


# values and counts -----------------------------------------------------------------------------


def test_a_value_stands_with_its_interval_and_count():
    assert words.value_words(row(0.5)) == ".500 [.25, .75] n 47"
    in_indonesian()
    assert words.value_words(row(0.5, n_units=4700)) == "0,500 [0,25; 0,75] n 4.700"


def test_a_value_without_an_interval_stands_with_its_count():
    few = Interval(None, None, 2000, 7, "few_documents")
    assert words.value_words(row(0.5, interval=few)) == ".500 n 47"
    assert words.value_words(row(-0.25, interval=None)) == "−.250 n 47"


@pytest.mark.parametrize("lack", sorted(LACKS))
def test_where_there_is_no_value_the_reason_stands(lack):
    assert words.value_words(row(None, lack=lack)) == f"n/a: {LACKS[lack]}"


@pytest.mark.parametrize(
    ("value", "told"), [(0.0, "0"), (0.5, "50"), (0.994, "99"), (1.0, "100"), (None, "n/a")]
)
def test_a_percentage_is_a_whole_number(value, told):
    assert words.percent_words(value) == told


def test_articles_are_counted_with_those_that_could_be_but_not_earlier_versions():
    excluded = (
        Excluded(Reason.UNFINISHED, 2),
        Excluded(Reason.NOT_CHOSEN, 1),
        Excluded(Reason.EARLIER_VERSION, 50),
        Excluded(Reason.NO_PARTNER, 60),
    )
    told = words.articles_words(row(excluded=excluded), Question())
    assert told == "only articles that both have finished: 6 of 9"
    begun = words.articles_words(row(), Question(finished_only=False))
    assert begun == "articles that both have begun: 6 of 6"


@pytest.mark.parametrize(
    ("finished", "begun", "finished_only", "step"),
    [
        (0, 0, True, "Hand out work"),
        (1, 1, True, "Hand out work"),
        (1, 2, True, "Count unfinished articles"),
        (0, 1, False, "Hand out work"),
    ],
)
def test_without_numbers_there_is_one_step_that_leads_on(finished, begun, finished_only, step):
    question = Question(finished_only=finished_only)
    overview = Overview(question, Choices(), finished, begun, 0, NAMES)
    head, told, found = words.nothing_words(overview)
    assert (head, found) == ("Nothing to compare yet", step)
    assert f"So far {finished} coder{'' if finished == 1 else 's'} ha" in told


# lists -----------------------------------------------------------------------------------------


def test_a_list_counts_cases_that_differ_and_their_marks():
    found = listing(passage(0.3), passage(0.2), passage(0.0))
    assert words.listing_words(found) == (
        "2 cases, 4 marks",
        "without an exact partner, by share",
        "share",
    )
    assert words.listing_words(listing(passage(0.5)))[0] == "1 case, 2 marks"
    assert words.listing_words(listing())[0] == "0 cases"


@pytest.mark.parametrize(
    ("measure", "told"),
    [
        ("span_f1_overlap", "without a partner that overlaps, by share"),
        ("char_f1", "characters without a partner, by share"),
        ("relation_f1_lenient", "relations without a partner, by share"),
        ("gamma", "by share in what differs"),
    ],
)
def test_a_list_says_what_is_in_it(measure, told):
    assert words.listing_words(listing(passage(), measure=measure))[1] == told


def test_a_list_of_answers_says_so_and_counts_no_marks():
    found = listing(passage(kind=Kind.ANSWER, answers=("head", "staff")), measure="cohen_kappa")
    count, what, _head = words.listing_words(found)
    assert (count, what) == ("1 case", "answers, by share in what differs")


def test_a_list_behind_a_count_counts_all_of_it():
    found = Listing(OwnAsked(ANI, None, Options()), (passage(1.0),) * 3, 3.0, 3.0, is_count=True)
    assert words.listing_words(found) == ("3 passages", "in the order of the articles", "")
    assert words.sum_words(found) == "sum 3"


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (0.25, "sum .7500 = 1 − .2500"),
        (1.0, "sum .0000 = 1 − 1.0000"),
        (-0.5, "sum 1.5000 = 1 − (−.5000)"),
    ],
)
def test_the_foot_prints_a_sum_that_is_right(value, told):
    passages = (passage((1 - value) / 2),) * 2 if value < 1 else ()
    assert words.sum_words(listing(*passages, value=value)) == told


def test_the_foot_says_why_there_is_no_sum():
    told = words.sum_words(listing(value=None, row=row(None)))
    assert told == "n/a: no common article"
    assert words.sum_words(listing(value=None)) == "n/a: nothing to compare"


# answers ---------------------------------------------------------------------------------------


def told_answers(answers, label, attribute):
    one = passage(kind=Kind.ANSWER, answers=answers, labels=(label,) if label else ())
    found = listing(one, label=label, attribute=attribute, measure="cohen_kappa")
    return words.answers_words(one, ["Ani", "Budi"], found)


@pytest.mark.parametrize(
    ("answers", "place", "english", "indonesian"),
    [
        (
            ("head", "staff"),
            ("person", "role"),
            "Ani: Head; Budi: Staff",
            "Ani: Kepala; Budi: Staf",
        ),
        ((True, False), (None, "checked"), "Ani: yes; Budi: no", "Ani: ya; Budi: tidak"),
        ((40, None), ("person", "age"), "Ani: 40; Budi: –", "Ani: 40; Budi: –"),
        (("kaltim", ""), (None, "outlet"), "Ani: kaltim; Budi: ", "Ani: kaltim; Budi: "),
        (("town", "odd_one"), ("place", "role"), "Ani: town; Budi: odd_one", None),
        (("some", "thing"), ("gone", "role"), "Ani: some; Budi: thing", None),
    ],
)
def test_answers_read_as_people_know_them(answers, place, english, indonesian):
    assert told_answers(answers, *place) == english
    in_indonesian()
    assert told_answers(answers, *place) == (indonesian or english)


def test_a_value_is_called_as_the_attribute_that_is_asked_for_calls_it():
    assert told_answers(("head", "staff"), "person", "role").startswith("Ani: Head")
    several = (frozenset({"head", "x"}), frozenset())
    assert told_answers(several, "person", "also") == "Ani: Chief, x; Budi: "


def test_a_row_of_answers_without_words_is_titled_by_the_field():
    found = listing(passage(quote=""), attribute="outlet", measure="cohen_kappa")
    assert words.attribute_title(found) == "Outlet"
    assert words.attribute_title(listing(passage())) == ""
    assert words.attribute_title(None) == ""


# rows ------------------------------------------------------------------------------------------


def said(one, **more):
    model = PassageModel()
    model.show_listing(listing(one, **more), NAMES)
    return model.data(model.index(0, 0))


def test_a_row_says_article_words_label_kind_and_share():
    assert said(passage(0.0484)) == "doc-1; Bupati Sri; Person; boundary; .0484"


def test_a_row_of_one_side_says_whose_it_is():
    alone = passage(kind=Kind.ONE_SIDED, marks=((), passage().marks[1]))
    assert said(alone) == "doc-1; Bupati Sri; Person; Budi; one-sided; .5000"


def test_a_row_of_answers_says_them_and_an_unknown_coder_by_id():
    other = Id("f" * 32)
    one = passage(kind=Kind.ANSWER, answers=("head", "staff"), coders=(ANI, other))
    told = said(one, label="person", attribute="role", measure="cohen_kappa")
    assert told == f"doc-1; Bupati Sri; Person; Ani: Head; {other}: Staff; other answer; .5000"


def test_an_empty_list_has_no_rows():
    model = PassageModel()
    assert model.rowCount() == 0
    model.show_listing(listing(passage()), NAMES)
    assert model.rowCount() == 1
    model.show_listing(None, NAMES)
    assert model.rowCount() == 0
    assert model.data(model.index(0, 0)) is None


# titles ----------------------------------------------------------------------------------------


def title(measure="span_f1_exact", label=None, attribute=None, part=None):
    asked = NumberAsked(Target(measure, PAIR, label, attribute), Options(), part)
    return title_words(Listing(asked), NAMES)


def test_a_title_names_the_coders_and_what_the_number_is_of():
    assert title() == "Ani × Budi"
    assert title("char_f1") == "Ani × Budi, character F1"
    assert title(label="person") == "Ani × Budi, Person"
    assert title("cohen_kappa", "person", "role") == "Ani × Budi, Role"


def test_the_title_of_a_part_says_which():
    some = Part(frozenset({Id("d" * 32)}), "14 Nov 2026")
    assert title(part=some) == "Ani × Budi, 14 Nov 2026"
    assert title("cohen_kappa", "person", "role", some) == "Ani × Budi, 14 Nov 2026"


def test_the_title_of_counts_says_whose_and_which():
    own = Listing(OwnAsked(BUDI, "person", Options()))
    assert title_words(own, NAMES) == "Budi, Person"
    assert title_words(Listing(OwnAsked(BUDI, None, Options())), NAMES) == "Budi"
    met = Listing(ConfusionAsked(PAIR, "person", None, Options()))
    assert title_words(met, NAMES) == "Ani: Person × Budi: not marked"
