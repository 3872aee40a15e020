"""What the page asks: a measure, of what, on which articles; and what can be asked."""

from __future__ import annotations

from dataclasses import dataclass, replace

from annotator.model.identity import Id
from annotator.workbench.comparing.comparing import Comparing
from annotator.workbench.comparing.measures import is_drawn, is_of_answers, needs_label
from annotator.workbench.comparing.number import RELATIONS
from annotator.workbench.comparing.options import Options, Target
from annotator.workbench.comparing.questions import attributes_of, labels_of

FIRST = "span_f1_exact"
QUICK = (FIRST, "span_f1_overlap", "char_f1", "u_alpha_nominal", "gamma")
"""The measures that are always seen; the others are in a menu."""
KAPPA = "cohen_kappa"
_UNITIZING = frozenset({"alpha_u", "u_alpha_nominal", "bar_u_alpha_binary", "cu_alpha_nominal"})
_MANY = 20_000

Place = tuple[str | None, str]
"""An attribute: its label (None: a field of the article itself), its id."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked.  ``label`` and ``attribute`` are None for all labels and for no attribute."""

    measure: str = FIRST
    label: str | None = None
    attribute: str | None = None
    finished_only: bool = True
    meta: tuple[tuple[str, str], ...] = ()
    first_day: str | None = None
    last_day: str | None = None
    with_suggested: bool = True

    @property
    def options(self) -> Options:
        """Return on what numbers are asked; of what, the targets say."""
        return Options(
            meta=self.meta,
            first_day=self.first_day,
            last_day=self.last_day,
            finished_only=self.finished_only,
            with_suggested=self.with_suggested,
        )

    @property
    def kept(self) -> Options:
        """Return the whole question, as a kept view holds it."""
        labels = (self.label,) if self.label is not None else ()
        return replace(
            self.options, measures=(self.measure,), labels=labels, attribute=self.attribute
        )

    @property
    def is_of_answers(self) -> bool:
        """Tell whether the measure is about the answers to an attribute."""
        return is_of_answers(self.measure)

    @property
    def needs_percent(self) -> bool:
        """Tell whether the measure never stands without the percentage."""
        return self.is_of_answers and self.measure != "percent_agreement"

    def target(self, coders: tuple[Id, ...]) -> Target:
        """Return the number of some coders."""
        attribute = self.attribute if self.is_of_answers else None
        label = None if self.measure in RELATIONS else self.label
        return Target(self.measure, coders, label, attribute)


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be asked of a project: labels, attributes, and what its articles' metadata say."""

    labels: tuple[str, ...] = ()
    attributes: tuple[Place, ...] = ()
    fields: tuple[tuple[str, tuple[str, ...]], ...] = ()


MOST_VALUES = 40
"""A metadata field with more values than this says something else of every article."""


def choices_of(comparing: Comparing) -> Choices:
    """Return what can be asked."""
    source = comparing.source(Options())
    values: dict[str, dict[str, None]] = {}
    for said in source.corpus.metadata.values():
        for name, value in said.items():
            values.setdefault(name, {})[str(value)] = None
    fields = tuple(
        (name, tuple(sorted(found))) for name, found in values.items() if len(found) <= MOST_VALUES
    )
    return Choices(tuple(labels_of(source)), tuple(attributes_of(source)), fields)


def can_ask(measure: str, choices: Choices) -> bool:
    """Tell whether there is what a measure needs: an attribute, or a label."""
    if is_of_answers(measure):
        return bool(choices.attributes)
    return bool(choices.labels) or not needs_label(measure)


def with_measure(question: Question, measure: str, choices: Choices) -> Question:
    """Ask for another measure, and for what it needs: an attribute, or one label."""
    asked = replace(question, measure=measure)
    if measure in RELATIONS:
        asked = replace(asked, label=None)  # relations are told of all labels of marks
    if not asked.is_of_answers:
        asked = replace(asked, attribute=None)
    elif asked.attribute is None and choices.attributes:
        fitting = [one for one in choices.attributes if asked.label in (None, one[0])]
        label, attribute = (fitting or list(choices.attributes))[0]
        asked = replace(asked, label=label, attribute=attribute)
    if needs_label(measure) and asked.label is None and choices.labels:
        asked = replace(asked, label=choices.labels[0])
    return asked


def with_label(question: Question, label: str | None) -> Question:
    """Ask about one label or (None) all; what cannot be told of that gives way to the first."""
    asked = replace(question, label=label, attribute=None)
    is_lost = asked.is_of_answers or asked.measure in RELATIONS
    if is_lost or (label is None and needs_label(asked.measure)):
        asked = replace(asked, measure=FIRST)
    return asked


def with_attribute(question: Question, place: Place | None) -> Question:
    """Ask about the answers to an attribute or (None) about marks again."""
    if place is None:
        measure = FIRST if question.is_of_answers else question.measure
        return replace(question, attribute=None, measure=measure)
    measure = question.measure if question.is_of_answers else KAPPA
    return replace(question, label=place[0], attribute=place[1], measure=measure)


def question_of(options: Options) -> Question:
    """Return what a kept view asks."""
    measure = options.measures[0] if options.measures else FIRST
    return Question(
        measure,
        options.labels[0] if options.labels and measure not in RELATIONS else None,
        options.attribute,
        options.finished_only,
        options.meta,
        options.first_day,
        options.last_day,
        options.with_suggested,
    )


def is_slow(question: Question, marks: int) -> bool:
    """Tell whether the measure may take so long that progress has to be seen."""
    return is_drawn(question.measure) or (question.measure in _UNITIZING and marks > _MANY)
