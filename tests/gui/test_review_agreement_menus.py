"""The menus of the switches: everything that can be asked, and the present answer ticked."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from agreement_listing_scene import codebook
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from annotator.gui.review.agreement import menus, switches
from annotator.gui.review.agreement.question import (
    FIRST,
    QUICK,
    Choices,
    Question,
    with_attribute,
    with_label,
    with_measure,
)
from annotator.gui.review.agreement.switches import Switches
from annotator.gui.theme.naming import naming
from annotator.workbench.comparing.measure_words import measure_name
from annotator.workbench.comparing.measures import measure_groups
from annotator.workbench.language import set_language

CHOICES = Choices(
    ("person", "place"),
    (("person", "role"), ("person", "sure"), ("place", "role"), (None, "outlet")),
    (("desk", ("Kota & desa", "politik")), ("R&D", ("1", "2"))),
)
ALL_MEASURES = [one for group in measure_groups() for one in group]


@pytest.fixture(scope="module", autouse=True)
def _book(tmp_path_factory):
    naming().set_codebook(codebook(tmp_path_factory.mktemp("book")), "en")


class Opened:
    """A menu of a parent that goes with the test; ``asked`` is what its rows asked for."""

    def __init__(self, qtbot):
        self.parent, self.asked = QWidget(), []
        qtbot.addWidget(self.parent)

    def __call__(self, make, question, *more):
        ask = self.asked.append
        self.menu = make(self.parent, question, *more, ask)
        return self

    @property
    def rows(self) -> dict[str, QAction]:
        return dict(self._walk(self.menu, ""))

    def _walk(self, menu: QMenu, before: str):
        for action in menu.actions():
            words = before + action.text()
            if action.menu() is not None:
                yield from self._walk(action.menu(), f"{words} › ")
            elif not action.isSeparator():
                yield words, action

    @property
    def ticked(self):
        return [words for words, action in self.rows.items() if action.isChecked()]

    def take(self, words):
        self.rows[words].trigger()
        return self.asked[-1]


@pytest.fixture
def opened(qtbot):
    return Opened(qtbot)


# measures -----------------------------------------------------------------------------------


@pytest.mark.parametrize("measure", ALL_MEASURES)
def test_every_measure_is_offered_and_the_asked_one_is_ticked(opened, measure):
    opened(menus.measure_menu, Question(measure), CHOICES)
    assert opened.ticked == [measure_name(measure)]
    assert opened.take(measure_name(measure)) == measure


def test_measures_stand_under_what_they_are_of(opened):
    rows = list(opened(menus.measure_menu, Question(), CHOICES).rows)
    heads = [one for one, action in opened.rows.items() if not action.isEnabled()]
    assert heads == ["Of marks", "Of relations", "Of answers to an attribute"]
    assert len(rows) == len(ALL_MEASURES) + len(heads)
    assert rows.index(measure_name("cohen_kappa")) > rows.index(heads[2])
    assert rows.index(heads[0]) < rows.index(measure_name("gamma")) < rows.index(heads[1])


def test_what_there_is_nothing_of_cannot_be_asked(opened):
    of_answers = measure_groups()[2]
    opened(menus.measure_menu, Question(), Choices(("person",)))
    assert not any(opened.rows[measure_name(one)].isEnabled() for one in of_answers)
    assert opened.rows[measure_name("ku_alpha")].isEnabled()
    opened(menus.measure_menu, Question(), Choices())
    assert not opened.rows[measure_name("ku_alpha")].isEnabled()
    assert all(opened.rows[measure_name(one)].isEnabled() for one in QUICK)


# labels -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "ticked"),
    [
        (Question(), ["all"]),
        (Question(label="place"), ["Place"]),
        (Question("cohen_kappa", "person", "role"), ["Person"]),
        (Question("cohen_kappa", None, "outlet"), []),
    ],
)
def test_the_label_that_is_asked_for_is_ticked(opened, question, ticked):
    opened(menus.label_menu, question, CHOICES)
    assert list(opened.rows) == ["all", "Person", "Place"]
    assert opened.ticked == ticked


def test_a_label_from_the_menu_is_asked_for(opened):
    now = Question("cohen_kappa", "person", "role", first_day="2026-11-01")
    opened(menus.label_menu, now, CHOICES)
    assert opened.take("Place") == with_label(now, "place")
    assert opened.take("all") == with_label(now, None)
    assert opened.asked[-1].first_day == "2026-11-01"


# attributes ---------------------------------------------------------------------------------


def test_attributes_stand_under_their_labels_and_fields_by_themselves(opened):
    opened(menus.attribute_menu, Question("cohen_kappa", "place", "role"), CHOICES)
    assert list(opened.rows) == [
        "no attribute",
        "Person › Role",
        "Person › Sure",
        "Place › Role",
        "Fields of the article › Outlet",
    ]
    assert opened.ticked == ["Place › Role"]


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("Person › Sure", ("person", "sure")),
        ("Fields of the article › Outlet", (None, "outlet")),
        ("no attribute", None),
    ],
)
def test_an_attribute_from_the_menu_is_asked_for(opened, words, place):
    now = Question("gwet_ac1", "place", "role")
    opened(menus.attribute_menu, now, CHOICES)
    assert opened.take(words) == with_attribute(now, place)


def test_without_an_attribute_that_is_what_is_ticked(opened):
    assert opened(menus.attribute_menu, Question(), CHOICES).ticked == ["no attribute"]


# articles -----------------------------------------------------------------------------------


FINISHED, BEGUN = "finished by all who are compared", "begun by all who are compared"


def test_articles_are_chosen_by_how_far_they_are_and_by_metadata(opened):
    now = Question(finished_only=False, meta=(("desk", "politik"),))
    opened(menus.documents_menu, now, CHOICES)
    assert list(opened.rows) == [
        FINISHED,
        BEGUN,
        "desk › all",
        "desk › Kota && desa",
        "desk › politik",
        "R&&D › all",
        "R&&D › 1",
        "R&&D › 2",
    ]
    assert opened.ticked == [BEGUN, "desk › politik", "R&&D › all"]
    assert opened.take(FINISHED) == Question(meta=now.meta)


def test_values_of_two_fields_narrow_together_in_one_order(opened):
    one = opened(menus.documents_menu, Question(), CHOICES).take("desk › Kota && desa")
    assert one.meta == (("desk", "Kota & desa"),)
    both = opened(menus.documents_menu, one, CHOICES).take("R&&D › 2")
    assert set(both.meta) == {("desk", "Kota & desa"), ("R&D", "2")}
    first = opened(menus.documents_menu, Question(), CHOICES).take("R&&D › 2")
    assert opened(menus.documents_menu, first, CHOICES).take("desk › Kota && desa") == both


def test_all_and_another_value_take_the_place_of_a_value(opened):
    now = Question(meta=(("R&D", "1"), ("desk", "politik")))
    opened(menus.documents_menu, now, CHOICES)
    assert opened.take("desk › all").meta == (("R&D", "1"),)
    assert opened.take("R&&D › 2").meta == (("R&D", "2"), ("desk", "politik"))


def test_without_metadata_only_how_far_is_offered(opened):
    assert list(opened(menus.documents_menu, Question(), Choices()).rows) == [FINISHED, BEGUN]


# days ---------------------------------------------------------------------------------------


class Today(datetime):
    """A day that does not pass while a test runs."""

    @classmethod
    def now(cls, tz=None):
        assert tz is UTC, "days are counted in UTC"
        return datetime(2026, 3, 2, 23, 30, tzinfo=UTC)


@pytest.fixture
def days(opened, monkeypatch):
    monkeypatch.setattr(menus, "datetime", Today)
    opened.wanted = []

    def make(question):
        wanted = opened.wanted.append
        opened.menu = menus.dates_menu(
            opened.parent, question, opened.asked.append, lambda: wanted(question)
        )
        return opened

    return make


def test_the_last_days_end_today(days):
    assert days(Question()).take("the last 7 days").first_day == "2026-02-24"
    assert days(Question()).take("the last 30 days").first_day == "2026-02-01"


@pytest.mark.parametrize(
    ("first", "last", "ticked"),
    [
        (None, None, "all"),
        ("2026-02-24", None, "the last 7 days"),
        ("2026-02-01", None, "the last 30 days"),
        ("2026-02-24", "2026-03-01", "from … until …"),
        ("2026-01-01", None, "from … until …"),
        (None, "2026-03-01", "from … until …"),
    ],
)
def test_one_answer_about_days_is_ticked_whatever_was_asked(days, first, last, ticked):
    found = days(Question(first_day=first, last_day=last))
    assert found.ticked == [ticked]
    assert found.take("all") == Question()


def test_two_days_are_asked_for_in_a_sheet(days):
    found = days(Question())
    found.rows["from … until …"].trigger()
    assert found.wanted == [Question()]
    assert found.asked == []


# the switches -------------------------------------------------------------------------------


@pytest.fixture
def head(qtbot, monkeypatch):
    """The switches, whose menus are looked at instead of being shown."""
    found = Switches()
    qtbot.addWidget(found)
    found.seen = []
    monkeypatch.setattr(switches, "_open", lambda button, menu: found.seen.append((button, menu)))
    found.given = []
    found.asked.connect(found.given.append)
    return found


def opened_menu(head, button):
    button.click()
    return [one.text() for one in head.seen[-1][1].actions() if not one.isSeparator()]


def test_each_switch_with_a_menu_opens_its_own(head):
    head.show_question(Question(), CHOICES)
    assert opened_menu(head, head.more)[0] == "Of marks"
    assert opened_menu(head, head.label) == ["all", "Person", "Place"]
    assert opened_menu(head, head.attribute)[0] == "no attribute"
    assert opened_menu(head, head.documents)[:2] == [FINISHED, BEGUN]
    assert opened_menu(head, head.dates)[0] == "all"
    assert [one for one, _menu in head.seen] == [
        head.more,
        head.label,
        head.attribute,
        head.documents,
        head.dates,
    ]


def test_a_measure_from_the_menu_comes_with_what_it_needs(head):
    head.show_question(Question(), CHOICES)
    opened_menu(head, head.more)
    row = next(one for one in head.seen[-1][1].actions() if one.text() == "Gwet’s AC1")
    row.trigger()
    assert head.given == [with_measure(Question(), "gwet_ac1", CHOICES)]


@pytest.mark.parametrize("measure", QUICK)
def test_a_measure_that_is_always_seen_is_asked_for_by_its_switch(head, measure):
    start = Question("cohen_kappa", "person", "role")
    head.show_question(start, CHOICES)
    head.measures[measure].click()
    assert head.given == [Question(measure, "person")]
    assert not head.measures[measure].isChecked(), "the question says what is chosen"


def test_the_switches_say_the_question(head):
    asked = Question("gwet_ac1", "person", "role", first_day="2026-11-01", with_suggested=False)
    head.show_question(asked, CHOICES)
    assert (head.more.text(), head.more.is_chosen) == ("Gwet’s AC1", True)
    assert (head.label.text(), head.attribute.text()) == ("Person", "Role")
    assert (head.documents.text(), head.dates.text()) == ("finished", "from 1 Nov 2026")
    assert head.suggested[False].isChecked()
    assert not any(one.isChecked() for one in head.measures.values())


def test_a_field_of_the_article_is_said_where_labels_stand(head):
    head.show_question(Question("cohen_kappa", None, "outlet"), CHOICES)
    assert (head.label.text(), head.attribute.text()) == ("article", "Outlet")


def test_a_measure_that_is_seen_leaves_the_menu_unchosen(head):
    head.show_question(Question(FIRST), CHOICES)
    assert (head.more.text(), head.more.is_chosen) == ("more", False)
    assert [name for name, one in head.measures.items() if one.isChecked()] == [FIRST]


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        (None, None, "all"),
        ("2026-11-01", None, "from 1 Nov 2026"),
        (None, "2026-11-30", "until 30 Nov 2026"),
        ("2026-11-01", "2026-11-30", "1 Nov 2026 – 30 Nov 2026"),
    ],
)
def test_days_are_said_in_a_few_words(first, last, told):
    assert switches.dates_words(Question(first_day=first, last_day=last)) == told


def test_articles_are_said_with_what_their_metadata_must_say():
    asked = Question(finished_only=False, meta=(("city", "x"), ("desk", "Kota & desa")))
    assert switches.documents_words(asked) == "begun, city = x, desk = Kota & desa"


def test_everything_is_said_in_the_language_in_use(head):
    head.show_question(Question(), CHOICES)
    english = [(one.text(), one.accessibleName()) for one in head.buttons]
    set_language("id")
    head.retranslate()
    indonesian = [(one.text(), one.accessibleName()) for one in head.buttons]
    assert all(new[1] != old[1] for new, old in zip(indonesian, english, strict=True))
    assert indonesian[-1][1].endswith(": tanpa")
