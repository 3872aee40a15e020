"""Agreement as it is asked for: rows, matrix, confusion, strips, time, and what is behind."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Callable, Hashable
from typing import TypeVar, cast

from annotator.model.identity import Id
from annotator.store.reviewing import last_number
from annotator.workbench.comparing.attributes import AttributeLine, attribute_lines
from annotator.workbench.comparing.behind import behind_of
from annotator.workbench.comparing.confusion import Confusion, confusion_of
from annotator.workbench.comparing.corpus import Corpus, load_corpus
from annotator.workbench.comparing.matrix import Matrix, matrix_of
from annotator.workbench.comparing.number import Number, Source, Told, number_of, source_of
from annotator.workbench.comparing.options import Options, Target
from annotator.workbench.comparing.passages import Behind
from annotator.workbench.comparing.periods import OverTime, Step, over_time
from annotator.workbench.comparing.rows import AgreementRow, agreement_rows_of, row_of
from annotator.workbench.comparing.strips import Strip, strips_of
from annotator.workbench.context import Context

Made = TypeVar("Made")

_KEPT = 1024

EVERYTHING = Options()
"""The question that nobody has narrowed."""


class Comparing:
    """The agreement of a project.

    What was read and worked out is kept until the log has something new; so the list behind a cell
    does not wait for the matrix a second time.  Everything may be asked from any thread; a change
    of the project meanwhile is seen at the next question.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._corpus: Corpus | None = None
        self._known: OrderedDict[Hashable, object] = OrderedDict()

    def corpus(self) -> Corpus:
        """Return everything that is compared, as the project is now."""
        project = self._context.project
        corpus = self._corpus
        if corpus is None or corpus.revision != last_number(project):
            corpus = load_corpus(project)
            self._corpus, self._known = corpus, OrderedDict()
        return corpus

    def has_finished_together(self) -> bool:
        """Tell whether any article was finished by two people who can be compared."""
        corpus = self.corpus()
        people = {one.id for one in corpus.comparable()}
        finished = Counter(
            document
            for document, coder in corpus.heads
            if coder in people and corpus.has_finished(document, coder)
        )
        return any(count > 1 for count in finished.values())

    def source(self, options: Options) -> Source:
        """Return what numbers are made of under some options; InputError ``unknown_document``."""
        corpus = self.corpus()
        key = (self._context.codebook_id, options)
        return self._kept(
            (key, "source"), lambda: source_of(corpus, self._context.codebook, options)
        )

    def rows(self, options: Options = EVERYTHING, told: Told | None = None) -> list[AgreementRow]:
        """Return every number that a question asks for, with all that has to stand beside it.

        ``told`` is called with steps done and in all; where it returns False, Stopped is raised.
        Raises InputError ``unknown_measure``, ``unknown_coder``, ``needs_two_coders``,
        ``unknown_label``, ``unknown_attribute``, ``unknown_document``.
        """
        return agreement_rows_of(
            self.source(options), lambda one, inner: self.number(one, options, inner), told
        )

    def number(
        self, target: Target, options: Options = EVERYTHING, told: Told | None = None
    ) -> Number:
        """Return one number; InputError as ``rows``, and ``measure_needs_attribute``.

        ``told`` is called with steps done and in all; where it returns False, Stopped is raised.
        """
        source = self.source(options)
        key = (self._context.codebook_id, options, target)
        return self._kept((key, "number"), lambda: number_of(source, target, told))

    def row(self, target: Target, options: Options = EVERYTHING) -> AgreementRow:
        """Return one number with all that has to stand beside it."""
        return row_of(self.source(options), self.number(target, options))

    def behind(self, target: Target, options: Options = EVERYTHING) -> Behind:
        """Return the passages that a number is made of, the largest shares first."""
        source, number = self.source(options), self.number(target, options)
        key = (self._context.codebook_id, options, target)
        return self._kept((key, "behind"), lambda: behind_of(source, number))

    def matrix(
        self,
        options: Options = EVERYTHING,
        measure: str = "span_f1_exact",
        *,
        label: str | None = None,
        attribute: str | None = None,
        told: Told | None = None,
    ) -> Matrix:
        """Return the numbers of all pairs of coders, with what they share.

        ``told`` hears of each pair from its beginning (see ``number``).
        """
        source = self.source(options)
        target = Target(measure, (), label, attribute)
        return matrix_of(source, target, lambda one: self.number(one, options, told))

    def attributes(
        self, coders: tuple[Id, ...], options: Options = EVERYTHING
    ) -> tuple[AttributeLine, ...]:
        """Return the table of attributes: n, the percentage and κ of each."""
        return attribute_lines(self.source(options), coders, lambda one: self.number(one, options))

    def confusion(self, first: Id, second: Id, options: Options = EVERYTHING) -> Confusion:
        """Return the labels of two coders against each other, with the pairs behind each cell."""
        return confusion_of(self.source(options), (first, second))

    def strips(self, target: Target, options: Options = EVERYTHING) -> tuple[Strip, ...]:
        """Return one strip an article: its own value, and where in it the coders differ."""
        return strips_of(self.source(options), self.number(target, options))

    def over_time(
        self, target: Target, options: Options = EVERYTHING, step: Step | None = None
    ) -> OverTime:
        """Return a number by the day on which its articles were done."""
        return over_time(self.source(options), self.number(target, options), step)

    def _kept(self, key: Hashable, make: Callable[[], Made]) -> Made:
        known = self._known
        if key in known:
            return cast(Made, known[key])
        made = known[key] = make()
        if len(known) > _KEPT:
            known.pop(next(iter(known)), None)
        return made
