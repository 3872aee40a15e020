"""A gold reading that is being put together row by row; it is in memory until it is settled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from annotator.agreement.aspects import aspects_of
from annotator.codebooks.answers import applied
from annotator.codebooks.rules import check_answers, in_context
from annotator.model.adjudication import (
    Aspect,
    AspectKind,
    Case,
    CaseKind,
    ReadingValue,
    RowPlace,
)
from annotator.model.attributes import is_empty
from annotator.model.codebook import Codebook
from annotator.model.errors import InputError, RefusedError
from annotator.model.extent import Extent
from annotator.model.identity import Id
from annotator.model.problem import Place
from annotator.model.review import Verdict
from annotator.model.span import Attributes, AttributeValue
from annotator.workbench.adjudicating.following import Following
from annotator.workbench.adjudicating.meanings import questions_of
from annotator.workbench.adjudicating.outcomes import (
    LinkPlan,
    MarkPlan,
    Outcome,
    common,
    common_fields,
)
from annotator.workbench.adjudicating.row_drafts import Edit, RowDraft, next_place, next_token
from annotator.workbench.adjudicating.states import DeskCase, Sets


class Draft:
    """The rows of a case as they are chosen.  What everybody says alike is chosen beforehand."""

    def __init__(
        self, case: Case, aspects: Sequence[Aspect], sets: Sets, codebook: Codebook
    ) -> None:
        self._case, self._aspects = case, aspects
        self._sets, self._codebook = sets, codebook
        self.rows = [RowDraft() for _row in case.rows]
        lacking = {one.row for one in aspects if one.kind is AspectKind.PRESENCE and one.differs}
        for number, row in enumerate(self.rows):
            row.is_there = None if number in lacking else True
        for aspect in aspects:
            if not aspect.differs and aspect.readings and not _is_of_label(aspect):
                self._choose(aspect, aspect.readings[0].value)
        for aspect in aspects:
            if aspect.kind is AspectKind.FRAGMENTS and aspect.differs:
                self.rows[aspect.row].is_open_within = True
        self._take_agreed_answers()

    # choosing ---------------------------------------------------------------------------------

    def take(self, index: int, coder_id: Id) -> None:
        """Choose one coder's reading of one line of the card.

        Raises RefusedError ``no_reading`` where the coder was not asked this, and
        ``attribute_not_asked`` for a question of another label than the one chosen.
        """
        aspect = self._aspects[index]
        reading = next((one for one in aspect.readings if one.coder_id == coder_id), None)
        if reading is None:
            raise RefusedError("no_reading")
        if _is_of_label(aspect) and self.rows[aspect.row].label not in (None, aspect.label):
            raise RefusedError("attribute_not_asked", attribute=aspect.name)
        if aspect.kind is not AspectKind.PRESENCE and self.rows[aspect.row].is_there is None:
            self.rows[aspect.row].is_there = True
        self._choose(aspect, reading.value)
        if aspect.kind is AspectKind.LABEL:
            self._take_agreed_answers()

    def edit(self, number: int, edit: Edit, length: int) -> None:
        """Change a row by hand; ``length`` is that of the text.

        Raises RefusedError ``label_not_offered``, ``offsets_not_in_text``, ``relation_not_legal``
        or ``attribute_not_asked``, InputError ``answer_not_possible``.
        """
        row = self.rows[number]
        if edit.label is not None:
            self._check_label(edit.label)
        row.check_extent(edit, length)
        self._check_answers(edit.label or row.label or "", edit.answers)
        row.is_there = True if edit.is_there is None else edit.is_there
        if edit.label is not None and edit.label != row.label:
            row.answers = self._fitting(edit.label, self._answers_for(number, edit.label))
            row.label = edit.label
            self._take_agreed_answers()
        row.put_extent(edit)
        for name, value in edit.answers.items():
            row.put_answer(name, None if is_empty(value) else value)
        row.source, row.target = edit.source or row.source, edit.target or row.target

    def move(self, number: int, *, step: int, is_end: bool, text: str, by_token: bool) -> None:
        """Move an end to the next candidate boundary, or token, in a direction; it may stay.

        Raises RefusedError ``no_reading`` where the case is not one of spans.
        """
        row = self.rows[number]
        if self._case.kind is not CaseKind.SPAN:
            raise RefusedError("no_reading")
        now = row.last if is_end else row.first
        if by_token and now is not None:
            to = next_token(text, now, step, is_end=is_end)
        else:
            to = next_place(self.boundaries(number, is_end=is_end), now, step)
        if row.can_end_at(to, is_end=is_end):
            self.edit(number, Edit(end=to) if is_end else Edit(start=to), len(text))

    def boundaries(self, number: int, *, is_end: bool) -> list[int]:
        """Return where coders begin, or end, a row of a span case; in text order."""
        spans = [span for span in self._case.rows[number].spans if span is not None]
        return sorted({span.end if is_end else span.start for span in spans})

    # what came of it --------------------------------------------------------------------------

    def value(self, aspect: Aspect) -> tuple[bool, ReadingValue]:
        """Return whether something is chosen for a line of the card, and what."""
        row = self.rows[aspect.row]
        if aspect.kind is AspectKind.PRESENCE:
            return row.is_there is not None, row.is_there
        if row.is_there is False:
            return False, None
        if aspect.kind in (AspectKind.ATTRIBUTE, AspectKind.FIELD):
            is_same = not aspect.label or aspect.label == row.label
            return is_same and aspect.name in row.answers, row.answers.get(aspect.name)
        values: dict[AspectKind, ReadingValue] = {
            AspectKind.START: row.first,
            AspectKind.END: row.last,
            AspectKind.FRAGMENTS: row.extents,
            AspectKind.LABEL: row.label,
            AspectKind.SOURCE: row.source,
            AspectKind.TARGET: row.target,
        }
        value = values[aspect.kind]
        return value is not None, value

    def missing(self) -> list[int]:
        """Return the lines of the card that still have to be chosen."""
        found = []
        for index, aspect in enumerate(self._aspects):
            row = self.rows[aspect.row]
            if row.is_there is False and aspect.kind is not AspectKind.PRESENCE:
                continue
            if _is_of_label(aspect) and row.label is not None and aspect.label != row.label:
                continue
            is_empty_extent = aspect.kind in (AspectKind.START, AspectKind.END) and row.is_empty
            if is_empty_extent or not self.value(aspect)[0]:
                found.append(index)
        return found

    def outcome(self) -> Outcome:
        """Return what was put together; RefusedError ``row_open`` (``count``) while lines lack."""
        lacking = self.missing()
        if lacking:
            raise RefusedError("row_open", count=len(lacking))
        kept = [(n, row) for n, row in enumerate(self.rows) if row.is_there]
        if self._case.kind is CaseKind.DOCUMENT:
            answers = {k: v for _n, row in kept for k, v in row.answers.items()}
            fields = {**common_fields(self._case, self._sets), **answers}
            known = applied(questions_of(self._codebook, ""), _given(fields))
            return Outcome(Verdict.EDITED, fields=known)
        if self._case.kind is CaseKind.RELATION:
            return Outcome(Verdict.EDITED, links=tuple(self._link(n, row) for n, row in kept))
        return Outcome(Verdict.EDITED, tuple(self._mark(n, row) for n, row in kept))

    def _mark(self, number: int, row: RowDraft) -> MarkPlan:
        extents = row.extents
        if extents is None or row.label is None:
            raise RefusedError("row_open", count=1)
        return MarkPlan(number, extents, row.label, self._attributes(number, row))

    def _link(self, number: int, row: RowDraft) -> LinkPlan:
        if row.label is None or row.source is None or row.target is None:
            raise RefusedError("row_open", count=1)
        answers = self._attributes(number, row)
        source, target = row.source, row.target
        if isinstance(source, RowPlace) and isinstance(target, RowPlace):
            return LinkPlan(number, row.label, answers, (source, target))
        return LinkPlan(
            number,
            row.label,
            answers,
            source_id=source if isinstance(source, str) else None,
            target_id=target if isinstance(target, str) else None,
            source=source if isinstance(source, RowPlace) else None,
            target=target if isinstance(target, RowPlace) else None,
        )

    def _attributes(self, number: int, row: RowDraft) -> dict[str, AttributeValue]:
        """Return the answers chosen, and those that do not count where all who can say agree."""
        marks = [m for m in self._case.rows[number].marks if m is not None and m.label == row.label]
        rest = {
            k: v for k, v in common(m.attributes for m in marks).items() if k not in row.answers
        }
        questions = questions_of(self._codebook, row.label or "")
        beyond = in_context({}, document=common(one.fields for one in self._sets.values()))
        kept = applied(questions, {**beyond, **_given({**rest, **row.answers})})
        return {name: value for name, value in kept.items() if "." not in name}

    # inside -----------------------------------------------------------------------------------

    def _choose(self, aspect: Aspect, value: object) -> None:
        row = self.rows[aspect.row]
        if _is_answer(aspect):
            row.put_answer(aspect.name, value, aspect.label)  # type: ignore[arg-type]
        elif aspect.kind is AspectKind.PRESENCE:
            row.is_there = bool(value)
        elif isinstance(value, int):
            row.put_end(value, is_end=aspect.kind is AspectKind.END)
        elif isinstance(value, tuple):
            row.put_fragments(tuple(one for one in value if isinstance(one, Extent)))
        elif isinstance(value, str):
            row.answers = self._fitting(value, row.answers_under(value))
            row.label = value
        elif isinstance(value, RowPlace):
            setattr(row, str(aspect.kind), value)

    def _take_agreed_answers(self) -> None:
        """Choose the answers that all who took the chosen label gave alike."""
        for aspect in self._aspects:
            row = self.rows[aspect.row]
            is_ours = _is_of_label(aspect) and aspect.label == row.label
            if (
                is_ours
                and not aspect.differs
                and aspect.readings
                and aspect.name not in row.answers
            ):
                self._choose(aspect, aspect.readings[0].value)

    def _check_label(self, label: str) -> None:
        if self._case.kind is CaseKind.RELATION:
            if label not in self._codebook.relations:
                raise RefusedError("relation_not_legal", label=label)
            return
        entry = self._codebook.labels.get(label)
        if entry is None or entry.is_abstract:
            raise RefusedError("label_not_offered", label=label)

    def _check_answers(self, label: str, answers: Attributes) -> None:
        questions = questions_of(self._codebook, label)
        for name in answers:
            if name not in questions:
                raise RefusedError("attribute_not_asked", attribute=name)
        given = _given(answers)
        problems = check_answers(questions, self._codebook.lists, given, Place())
        if problems:
            raise InputError("answer_not_possible", problems)

    def _answers_for(self, number: int, label: str) -> dict[str, AttributeValue]:
        """Return the answers that go along to a label given by hand.

        Where somebody took this label, what was read under another one does not answer for it.
        """
        row = self.rows[number]
        answered = {
            one.name
            for one in self._aspects
            if one.row == number and _is_of_label(one) and one.label == label
        }
        ours = row.answers_under(label)
        return {k: v for k, v in row.answers.items() if k in ours or k not in answered}

    def _fitting(
        self, label: str, answers: Mapping[str, AttributeValue]
    ) -> dict[str, AttributeValue]:
        questions, lists = questions_of(self._codebook, label), self._codebook.lists
        return {
            name: value
            for name, value in answers.items()
            if name in questions and not check_answers(questions, lists, {name: value}, Place())
        }


class Drafting:
    """The drafts of one document's cases; one that was begun on other marks is forgotten."""

    def __init__(self, following: Following) -> None:
        self._following = following
        self._drafts: dict[Id, tuple[str, Draft]] = {}

    def find(self, one: DeskCase) -> Draft | None:
        """Return the draft of a case, None where nothing is chosen."""
        signature, draft = self._drafts.get(one.id, ("", None))
        return draft if signature == one.case.signature else None

    def begun(self, one: DeskCase) -> Draft:
        """Return the draft of a case, a new one where there is none.

        Raises RefusedError ``only_drop_or_keep`` for an orphan.
        """
        draft = self.find(one)
        if draft is None:
            if not one.case.rows:
                raise RefusedError("only_drop_or_keep")
            board, codebook = self._following.board, self._following.context.codebook
            draft = Draft(one.case, aspects_of(one.case), board.sets, codebook)
            self._drafts[one.id] = one.case.signature, draft
        return draft

    def forget(self, case_id: Id) -> None:
        """Drop the draft of a case."""
        self._drafts.pop(case_id, None)


def _is_answer(aspect: Aspect) -> bool:
    return aspect.kind in (AspectKind.ATTRIBUTE, AspectKind.FIELD)


def _is_of_label(aspect: Aspect) -> bool:
    return aspect.kind is AspectKind.ATTRIBUTE


def _given(answers: Mapping[str, AttributeValue]) -> dict[str, AttributeValue]:
    return {name: value for name, value in answers.items() if not is_empty(value)}
