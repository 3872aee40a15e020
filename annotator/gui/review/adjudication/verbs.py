"""What the commands of the adjudication do, by their ids in the table of actions."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from annotator.gui.review.adjudication.sitting import Sitting
from annotator.workbench.language import _

if TYPE_CHECKING:
    from annotator.gui.review.adjudication.page import AdjudicationPage

Verb = Callable[[int], object]
"""Carries a command out; gets the place of its key among those of the command."""


def verb_table(page: AdjudicationPage) -> dict[str, Verb]:
    """Return what carries out each command of the page."""
    sitting, asking = page.sitting, page.asking
    return {
        "case_take": sitting.take,
        "case_propose": lambda _n: _go_on(page),
        "case_none": lambda _n: sitting.none(),
        "case_keep_all": lambda _n: sitting.keep_all(),
        "case_pattern": lambda _n: asking.repeat(),
        "case_row": lambda _n: sitting.step_row(1),
        "case_row_back": lambda _n: sitting.step_row(-1),
        **_moves(sitting),
        "case_label": lambda _n: page.ask_label(),
        "case_discard": lambda _n: page.discard(),
        "case_note": lambda _n: asking.note(),
        "case_gap": lambda _n: asking.gap(),
        "case_send_back": lambda _n: asking.question(),
        "case_next": lambda _n: _next(sitting),
        "case_previous": lambda _n: sitting.step(-1),
        "case_following": lambda _n: sitting.step(1),
        "case_relation": lambda _n: _relation(page),
        "case_filter": lambda _n: page.queue.open_filter(),
        "case_undo": lambda _n: page.desk.trigger("undo"),
        "done": lambda _n: _sign_off(page),
        "next": lambda _n: _next_article(sitting),
        "guideline": lambda _n: asking.guideline(),
        "review_reveal": lambda _n: asking.reveal(),
        "review_release": lambda _n: asking.release(),
        "review_gaps": lambda _n: asking.gaps(),
        "review_unfinished": lambda _n: page.compare_unfinished(),
    }


def _go_on(page: AdjudicationPage) -> None:
    """Enter: begin the review, take what most say, or go on to the next article."""
    sitting = page.sitting
    if not sitting.is_begun and sitting.desk is not None:
        sitting.desk.begin(page.card.begin.share.value / 100, initiator=page)
        sitting.look_at(sitting.desk.next_open())
        page.setFocus()
    elif sitting.case is None:
        if sitting.is_final:
            _next_article(sitting)
    else:
        sitting.propose()


def _next(sitting: Sitting) -> None:
    if sitting.case is not None:
        sitting.pass_over()
    elif sitting.desk is not None and sitting.is_begun and not sitting.is_final:
        sitting.look_at(sitting.desk.next_open())


def _relation(page: AdjudicationPage) -> None:
    if not page.sitting.next_relation():
        page.message.emit(_("No relation is left to decide in this article."))


def _sign_off(page: AdjudicationPage) -> None:
    """Sign the article off and go on to the next one; reopen one that is signed off."""
    sitting = page.sitting
    if sitting.desk is None:
        return
    if sitting.is_final:
        sitting.desk.reopen(initiator=page)
        sitting.look_at(sitting.desk.next_open())
        page.message.emit(_("The review is open again."))
        return
    sitting.desk.sign_off(initiator=page)
    sitting.look_at(None)
    sitting.read_articles()
    title = sitting.desk.document.title or sitting.desk.document.key
    page.message.emit(_("Signed off: “{title}”.").format(title=title))
    _next_article(sitting)


def _next_article(sitting: Sitting) -> None:
    following = sitting.next_article()
    if following is not None:
        sitting.open(following)


def _moves(sitting: Sitting) -> dict[str, Callable[[int], object]]:
    """Return the commands that move an end, by boundary or by word."""

    def move(step: int, *, is_end: bool, by_token: bool) -> Callable[[int], object]:
        return lambda _n: sitting.move_end(step, is_end=is_end, by_token=by_token)

    return {
        "case_start_back": move(-1, is_end=False, by_token=False),
        "case_start_on": move(1, is_end=False, by_token=False),
        "case_end_back": move(-1, is_end=True, by_token=False),
        "case_end_on": move(1, is_end=True, by_token=False),
        "case_start_left": move(-1, is_end=False, by_token=True),
        "case_start_right": move(1, is_end=False, by_token=True),
        "case_end_left": move(-1, is_end=True, by_token=True),
        "case_end_right": move(1, is_end=True, by_token=True),
    }
