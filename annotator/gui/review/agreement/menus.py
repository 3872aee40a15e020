"""The menus of the switches: everything that can be asked, the present answer ticked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from annotator.gui.review.agreement import words
from annotator.gui.review.agreement.question import (
    Choices,
    Question,
    can_ask,
    with_attribute,
    with_label,
)
from annotator.workbench.comparing.measure_words import measure_name
from annotator.workbench.comparing.measures import measure_groups
from annotator.workbench.language import _

Ask = Callable[[Question], object]
RECENT = (7, 30)
"""How many days back the menu of dates offers."""


def measure_menu(
    parent: QWidget, question: Question, choices: Choices, ask: Callable[[str], object]
) -> QMenu:
    """Return all measures: of marks, of relations, of answers; off where there is nothing of it."""
    menu = QMenu(parent)
    heads = (_("Of marks"), _("Of relations"), _("Of answers to an attribute"))
    for head, group in zip(heads, measure_groups(), strict=True):
        menu.addAction(head).setEnabled(False)
        for measure in group:
            is_chosen = measure == question.measure
            action = _add(menu, measure_name(measure), is_chosen, partial(ask, measure))
            action.setEnabled(can_ask(measure, choices))
    return menu


def label_menu(parent: QWidget, question: Question, choices: Choices, ask: Ask) -> QMenu:
    """Return all labels that are used, after the answer that it is about all of them."""
    menu = QMenu(parent)
    is_all = question.label is None and question.attribute is None
    _add(menu, _("all"), is_all, lambda: ask(with_label(question, None)))
    menu.addSeparator()
    for label in choices.labels:
        _add(
            menu,
            words.label_name(label),
            question.label == label,
            partial(ask, with_label(question, label)),
        )
    return menu


def attribute_menu(parent: QWidget, question: Question, choices: Choices, ask: Ask) -> QMenu:
    """Return the attributes by label, and the fields of articles."""
    menu = QMenu(parent)
    _add(
        menu,
        _("no attribute"),
        question.attribute is None,
        lambda: ask(with_attribute(question, None)),
    )
    menu.addSeparator()
    inside: dict[str | None, QMenu] = {}
    for place in choices.attributes:
        label, attribute = place
        if label not in inside:
            name = _("Fields of the article") if label is None else words.label_name(label)
            inside[label] = menu.addMenu(name.replace("&", "&&"))
        is_chosen = place == (question.label, question.attribute)
        _add(
            inside[label],
            words.attribute_name(label, attribute),
            is_chosen,
            partial(ask, with_attribute(question, place)),
        )
    return menu


def documents_menu(parent: QWidget, question: Question, choices: Choices, ask: Ask) -> QMenu:
    """Return which articles can be counted: by how far they are, by what their metadata say."""
    menu = QMenu(parent)
    for is_finished, text in (
        (True, _("finished by all who are compared")),
        (False, _("begun by all who are compared")),
    ):
        _add(
            menu,
            text,
            question.finished_only is is_finished,
            partial(ask, replace(question, finished_only=is_finished)),
        )
    if choices.fields:
        menu.addSeparator()
    chosen = dict(question.meta)
    for name, values in choices.fields:
        inside = menu.addMenu(name.replace("&", "&&"))
        rest = {one: value for one, value in chosen.items() if one != name}
        _add(inside, _("all"), name not in chosen, partial(ask, _where(question, rest)))
        inside.addSeparator()
        for value in values:
            _add(
                inside,
                value,
                chosen.get(name) == value,
                partial(ask, _where(question, {**rest, name: value})),
            )
    return menu


def dates_menu(
    parent: QWidget, question: Question, ask: Ask, ask_days: Callable[[], object]
) -> QMenu:
    """Return the days that can be counted."""
    menu = QMenu(parent)
    asked = (question.first_day, question.last_day)
    begins = [(datetime.now(UTC) - timedelta(days=one - 1)).date().isoformat() for one in RECENT]
    offered: list[tuple[str | None, str]] = [(None, _("all"))]
    offered += [
        (begin, _("the last {count} days").format(count=days))
        for begin, days in zip(begins, RECENT, strict=True)
    ]
    for begin, text in offered:
        is_chosen = asked == (begin, None)
        _add(menu, text, is_chosen, partial(ask, replace(question, first_day=begin, last_day=None)))
    menu.addSeparator()
    is_other = asked not in [(begin, None) for begin, _text in offered]
    _add(menu, _("from … until …"), is_other, ask_days)
    return menu


def _where(question: Question, chosen: dict[str, str]) -> Question:
    return replace(question, meta=tuple(sorted(chosen.items())))


def _add(menu: QMenu, text: str, is_chosen: bool, do: Callable[[], object]) -> QAction:
    action = menu.addAction(text.replace("&", "&&"))
    action.setCheckable(True)
    action.setChecked(is_chosen)
    action.triggered.connect(lambda _on=False: do())
    return action
