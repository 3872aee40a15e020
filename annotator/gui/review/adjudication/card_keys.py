"""Which verdicts and keys the card prints for a case, and why some cannot be used now."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.gui.review.adjudication.key_line import KeyHint
from annotator.gui.review.adjudication.sitting import Sitting
from annotator.gui.review.adjudication.verdicts import Verdict
from annotator.gui.review.adjudication.words import mark_name
from annotator.gui.theme.naming import naming
from annotator.model.adjudication import AspectKind, CaseKind
from annotator.workbench.adjudicating.states import Card, CaseState, DeskCase
from annotator.workbench.language import _, number

DIGITS = 9


def verdicts_of(sitting: Sitting, case: DeskCase, card: Card) -> list[Verdict]:
    """Return the verdicts: none, every coder's reading, all."""
    reason = ""
    if sitting.is_final:
        reason = _("The article is signed off.")
    elif case.state is CaseState.WAITING:
        reason = _("This relation waits until the marks that it links are decided.")
    if case.is_orphan:
        drop, keep = Verdict("0", _("drop"), reason=reason), _("keep")
        return [drop, Verdict("Enter", keep, is_strong=True, reason=reason)]
    found = [Verdict("0", _("reject"), reason=reason)]
    take = _("take {letter}") if sitting.row is None else _("row: {letter}")
    for place, letter in enumerate(card.letters):
        key = str(place + 1) if place < DIGITS else "·"
        words = take.format(letter=letter)
        found.append(Verdict(key, words, is_strong=True, reason=reason, short=letter, place=place))
    is_document = case.case.kind is CaseKind.DOCUMENT
    no_all = _("An article has one answer to each question.") if is_document else reason
    return [*found, Verdict("U", _("keep all"), reason=no_all)]


def hints_of(
    sitting: Sitting, case: DeskCase, card: Card, repeated: int, waiting: Sequence[str] = ()
) -> list[KeyHint]:
    """Return the keys beside the verdicts; while a label is asked for, the labels' own keys."""
    if waiting:
        return _label_hints(waiting)
    desk = sitting.desk
    left = desk.counts.left if desk is not None else 0
    has_rows = bool(sitting.rows())
    pattern = _("this pattern ({count})")
    return [
        _enter(sitting, case, card),
        KeyHint("case_row", "Tab", _("next row"), is_off=not has_rows),
        KeyHint("case_label", "L", _("label"), is_off=case.case.kind is CaseKind.DOCUMENT),
        KeyHint("case_relation", "R", _("relation")),
        KeyHint("case_note", "N", _("note")),
        KeyHint("case_gap", "G", _("guideline gap")),
        KeyHint("case_send_back", "Q", _("send back")),
        KeyHint("case_pattern", ".", pattern.format(count=number(repeated)), is_off=not repeated),
        KeyHint("case_next", "Space", _("next open")),
        KeyHint("case_previous", "Backspace", _("back")),
        KeyHint("case_undo", "Z", _("undo")),
        KeyHint("done", "Ctrl+Enter", _("sign off"), is_off=bool(left)),
    ]


def _enter(sitting: Sitting, case: DeskCase, card: Card) -> KeyHint:
    desk = sitting.desk
    if desk is not None and desk.has_draft(case.id):
        missing = open_rows(card)
        if missing:
            words = _("write: rows open {count}").format(count=number(missing))
            return KeyHint("case_propose", "Enter", words, is_off=True)
        return KeyHint("case_propose", "Enter", _("write what is chosen"))
    proposal = card.proposal
    if proposal is None:
        return KeyHint("case_propose", "Enter", _("proposal: none"), is_off=True)
    if not proposal.is_complete:
        return KeyHint("case_propose", "Enter", _("proposal: tie, none"), is_off=True)
    return KeyHint("case_propose", "Enter", _("take what most say"))


def open_rows(card: Card) -> int:
    """Return how many lines of a card that is put together are still to be chosen.

    A mark that is not to be there asks nothing more, a label nothing of another label's answers.
    """
    present = {one.row: one.gold for one in card.rows if one.kind is AspectKind.PRESENCE}
    labels = {one.row: one.gold for one in card.rows if one.kind is AspectKind.LABEL}
    return sum(
        not one.has_gold
        for one in card.rows
        if (one.kind is AspectKind.PRESENCE or present.get(one.row) is not False)
        and (one.kind is not AspectKind.ATTRIBUTE or labels.get(one.row) in (None, one.label))
    )


def offered_labels(case: DeskCase) -> list[tuple[str, str]]:
    """Return the labels that a case can be given, with their keys."""
    if case.case.kind is CaseKind.RELATION:
        relations = naming().codebook.relations.values()
        return [(one.id, str(place)) for place, one in enumerate(relations, 1) if place <= DIGITS]
    if case.case.kind is CaseKind.DOCUMENT:
        return []
    labels = naming().codebook.offered_labels()
    return [(one.id, naming().label_letter(one.id)) for one in labels]


def _label_hints(waiting: Sequence[str]) -> list[KeyHint]:
    hints = []
    for label in waiting:
        name, _sep, key = label.partition("\t")
        hints.append(KeyHint(f"label:{name}", key, mark_name(name)))
    return [*hints, KeyHint("case_discard", "Esc", _("no other label"))]
