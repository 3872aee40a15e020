"""What the assignment page says, as sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from annotator.model.assignment import Role
from annotator.model.coder import Coder
from annotator.model.review import FINAL, ReviewStatus
from annotator.workbench.assignment_grid import STATE_WORDS, Cell, CellState, CoderTotal, GridLine
from annotator.workbench.language import _, ngettext, number, short_date
from annotator.workbench.people import ROLE_WORDS, role_of

COMPARABLE = 2
"""How many coders have to be done before there is something to compare."""


def state_words(state: CellState) -> str:
    """Return a state in the language in use."""
    return _(STATE_WORDS[state])


def marks_words(count: int) -> str:
    """Return how many marks there are."""
    return ngettext("{count} mark", "{count} marks", count).format(count=number(count))


def cell_words(cell: Cell, today: str) -> str:
    """Return the second line of a cell: what is there of the work; ``today`` is a UTC day."""
    if cell.spans:
        return marks_words(cell.spans)
    if cell.state is CellState.NOT_ASSIGNED:
        return ""
    if cell.since and cell.since > today:
        return _("from {day}").format(day=short_date(cell.since))
    return _("no marks yet")


def coder_words(coder: Coder) -> str:
    """Return a coder's name; a second coding says that it is one."""
    if role_of(coder) is Role.AGAIN:
        return _("{name}, again").format(name=coder.name)
    return coder.name


def done_words(total: CoderTotal) -> str:
    """Return how far a coder is."""
    if total.assigned:
        words = _("{done} of {all} done").format(
            done=number(total.done), all=number(total.assigned)
        )
    elif total.finished:
        count = ngettext("{count} done", "{count} done", total.finished)
        words = count.format(count=number(total.finished))
    else:
        words = _("nothing assigned")
    return words


def role_words(coder: Coder) -> str:
    """Return what somebody does who does not only code; nothing for others."""
    role = role_of(coder)
    return _(ROLE_WORDS[role]) if role in (Role.LEAD, Role.ADJUDICATOR) else ""


def review_state(line: GridLine) -> tuple[CellState, str, str]:
    """Return the sign of a document's review, its word, and what stands below."""
    status = line.review.status if line.review else ReviewStatus.OPEN
    ready = sum(one.progress == "done" for one in line.cells)
    below = ngettext("{count} coder done", "{count} coders done", ready)
    below = below.format(count=number(ready))
    if status in FINAL:
        released = status is ReviewStatus.RELEASED
        return CellState.SIGNED_OFF, _("released") if released else _("signed off"), below
    if status is ReviewStatus.IN_REVIEW:
        return CellState.IN_REVIEW, _("in review"), below
    if status is ReviewStatus.REOPENED:
        return CellState.REOPENED, _("reopened"), below
    if ready >= COMPARABLE:
        return CellState.ASSIGNED, _("to review"), below
    return CellState.NOT_ASSIGNED, _("waits for coders"), below


def cases_words(decided: int, count: int) -> str:
    """Return how many cases of an article are decided."""
    words = ngettext("{done} of {count} case decided", "{done} of {count} cases decided", count)
    return words.format(done=number(decided), count=number(count))


def signed_off(lines: Sequence[GridLine]) -> int:
    """Count the documents whose review is signed off."""
    return sum(one.review is not None and one.review.status in FINAL for one in lines)


def reviewed_words(lines: Sequence[GridLine]) -> tuple[str, float]:
    """Return how many reviews are signed off, as words and as a share."""
    signed = signed_off(lines)
    words = _("{done} of {all} signed off")
    share = signed / len(lines) if lines else 0.0
    return words.format(done=number(signed), all=number(len(lines))), share


def articles_words(lines: Sequence[GridLine]) -> str:
    """Return how much there is to code, in articles and characters."""
    count = ngettext("{count} article", "{count} articles", len(lines))
    characters = sum(one.document.length for one in lines)
    told = ngettext("{count} character", "{count} characters", characters)
    return f"{count.format(count=number(len(lines)))}, {told.format(count=number(characters))}"


def article_words(line: GridLine) -> str:
    """Return what stands below a title: when it was published, and how long it is."""
    told = ngettext("{count} character", "{count} characters", line.document.length)
    told = told.format(count=number(line.document.length))
    published = line.document.meta.get("published") or line.document.meta.get("date")
    return f"{published} · {told}" if published else told


def spread_words(lines: Sequence[GridLine]) -> str:
    """Return how many coders the articles have, most of them first."""
    if not lines:
        return _("No articles yet")
    spread = Counter(line.assigned for line in lines)
    if len(spread) == 1 and 0 not in spread:
        (coders,) = spread
        words = ngettext("Every article by {n} coder.", "Every article by {n} coders.", coders)
        return words.format(n=number(coders))
    if set(spread) == {0}:
        return _("Nothing is handed out yet. A gives the chosen cells to their coders.")
    told = []
    for coders in sorted(spread, reverse=True):
        count = number(spread[coders])
        if coders:
            by = ngettext("{count} by {n} coder", "{count} by {n} coders", coders)
            told.append(by.format(count=count, n=number(coders)))
        else:
            told.append(_("{count} by nobody").format(count=count))
    return _("Articles: {spread}.").format(spread=", ".join(told))


def changed_words(action: str, count: int) -> str:
    """Return what an act has done to how many cells."""
    if not count:
        return _("Nothing to be changed there.")
    words = {
        "assign": ngettext("{count} assigned.", "{count} assigned.", count),
        "unassign": ngettext(
            "{count} taken back; marks stay.", "{count} taken back; marks stay.", count
        ),
        "lock": ngettext("{count} locked.", "{count} locked.", count),
        "unlock": ngettext("{count} unlocked.", "{count} unlocked.", count),
        "reopen": ngettext("{count} reopened.", "{count} reopened.", count),
    }
    return words[action].format(count=number(count))
