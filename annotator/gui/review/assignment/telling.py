"""What is said of the chosen cells, and what can be done with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from annotator.gui.commands.workspaces import IDS
from annotator.gui.review.assignment import words
from annotator.gui.review.assignment.detail import Counts, Deed, Told
from annotator.gui.review.assignment.model import GridModel, Index
from annotator.model.document import Progress
from annotator.model.identity import Id
from annotator.workbench.assignment_grid import Cell, CellState, GridLine
from annotator.workbench.context import Context
from annotator.workbench.language import _, ngettext, number, short_date
from annotator.workbench.work_counts import count_labels

REVIEW = "adjudication"
"""The workspace that the review of an article opens in."""
_MOST = 3
"""How many coders stand side by side in the numbers."""
_NAME = 7


def tell_of(model: GridModel, chosen: Sequence[Index], present: Index, context: Context) -> Told:
    """Return what the panel says of the chosen places; the present one leads where it is alone."""
    cells = [cell for one in chosen if (cell := model.cell(one)) is not None]
    if len(cells) > 1:
        return _tell_of_block(cells)
    if not present.isValid():
        return Told(_("Assignment"), CellState.NOT_ASSIGNED, _("nothing chosen"))
    line = model.line(present.row())
    place = number(present.row() + 1)
    cell = model.cell(present)
    if cell is None:
        return _tell_of_review(line, place, model, context)
    name = words.coder_words(model.grid.coders[present.column()])
    told = []
    if cell.since and cell.since > model.today:
        told.append(_("Handed out from {day}.").format(day=short_date(cell.since)))
    if not cell.is_assigned and cell.progress is not Progress.NEW:
        told.append(_("Nobody assigned it; the marks count all the same."))
    return Told(
        f"{name} · {place}",
        cell.state,
        _state_sentence(cell),
        tuple(told),
        _counts(line, model, context, cell.coder_id),
        tuple(_deeds([cell], context, can_review=_can_review(line))),
    )


def _tell_of_review(line: GridLine, place: str, model: GridModel, context: Context) -> Told:
    state, word, below = words.review_state(line)
    deeds = [_open_review()] if _can_review(line) else []
    title = _("Review · {place}").format(place=place)
    return Told(title, state, word, (below,), _counts(line, model, context, None), tuple(deeds))


def _tell_of_block(cells: Sequence[Cell]) -> Told:
    documents, coders = {one.document_id for one in cells}, {one.coder_id for one in cells}
    title = ngettext("{count} cell", "{count} cells", len(cells)).format(count=number(len(cells)))
    articles = ngettext("{count} article", "{count} articles", len(documents))
    people = ngettext("{count} coder", "{count} coders", len(coders))
    size = f"{articles.format(count=number(len(documents)))} × "
    size += people.format(count=number(len(coders)))
    states = Counter(one.state for one in cells)
    told = [f"{words.state_words(state)}: {number(count)}" for state, count in states.most_common()]
    first = states.most_common(1)[0][0]
    return Told(title, first, size, tuple(told), None, tuple(_deeds(cells, None)))


def _state_sentence(cell: Cell) -> str:
    word = words.state_words(cell.state)
    if cell.is_locked and cell.state in (CellState.IN_REVIEW, CellState.SIGNED_OFF):
        return _("{state}, therefore locked").format(state=word)
    if cell.is_locked:
        told = _("locked; {progress}")
        progress = words.state_words(CellState(_PROGRESS[cell.progress]))
        return told.format(progress=progress)
    return word


_PROGRESS = {
    Progress.NEW: CellState.ASSIGNED,
    Progress.IN_PROGRESS: CellState.IN_PROGRESS,
    Progress.DONE: CellState.DONE,
}


def _counts(line: GridLine, model: GridModel, context: Context, coder: Id | None) -> Counts | None:
    """Return the numbers of those who marked the article, the chosen coder in bold among them."""
    marking = [one.coder_id for one in line.cells if one.spans]
    others = [one for one in marking if one != coder]
    if coder in marking:
        others = others[: _MOST - 1]
        shown = [one for one in marking if one == coder or one in others]
    else:
        shown = others[:_MOST]
    if not shown:
        return None
    counts = count_labels(context, line.document.id, shown)
    columns = [counts.coders[one] for one in shown]
    if len(shown) > 1:
        columns.append(counts.shared)
    order = [one for one in context.codebook.labels if one in counts.labels]
    order += sorted(counts.labels - set(order))
    rows = tuple((one, tuple(column.get(one, 0) for column in columns)) for one in order)
    names = {one.id: _short(words.coder_words(one)) for one in model.grid.coders}
    headings = [names[one] for one in shown] + ([_("shared")] if len(shown) > 1 else [])
    return Counts(tuple(headings), shown.index(coder) if coder in shown else -1, rows)


def _short(name: str) -> str:
    return name if len(name) <= _NAME else f"{name[: _NAME - 1]}…"


def _can_review(line: GridLine) -> bool:
    done = sum(one.progress is Progress.DONE for one in line.cells)
    return REVIEW in IDS and (line.review is not None or done >= words.COMPARABLE)


def _open_review() -> Deed:
    return Deed("review", _("Enter"), _("review the article"))


def _deeds(
    cells: Sequence[Cell], context: Context | None, *, can_review: bool = False
) -> list[Deed]:
    """Return what keys do with cells, with how many of them where there are several."""
    found = []
    if can_review:
        found.append(_open_review())
    elif context is not None and cells[0].coder_id == context.coder.id:
        found.append(Deed("open", _("Enter"), _("open the article")))
    free = sum(not one.is_assigned for one in cells)
    if free:
        found.append(Deed("assign", "A", _counted(_("assign"), free, cells)))
    else:
        found.append(Deed("unassign", "A", _counted(_("take back; marks stay"), len(cells), cells)))
    begun = [one for one in cells if one.state is not CellState.NOT_ASSIGNED]
    open_ones = sum(not one.is_locked for one in begun)
    if open_ones:
        found.append(Deed("lock", "K", _counted(_("lock"), open_ones, cells)))
    elif begun:
        found.append(Deed("unlock", "K", _counted(_("unlock"), len(begun), cells)))
    done = [one for one in cells if one.progress is Progress.DONE]
    if done:
        signed = any(one.state is CellState.SIGNED_OFF for one in done)
        word = _("reopen; decisions become stale") if signed else _("reopen")
        found.append(Deed("reopen", "O", _counted(word, len(done), cells)))
    return found


def _counted(word: str, count: int, cells: Sequence[Cell]) -> str:
    if len(cells) == 1:
        return word
    return _("{what} ({count})").format(what=word, count=number(count))


def deed_of(key: str, cells: Sequence[Cell]) -> str:
    """Return what a key does with cells: what is done to all of them already is taken back."""
    if key == "assign" and cells and all(one.is_assigned for one in cells):
        return "unassign"
    begun = [one for one in cells if one.state is not CellState.NOT_ASSIGNED]
    if key == "lock" and begun and all(one.is_locked for one in begun):
        return "unlock"
    return key
