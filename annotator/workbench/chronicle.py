"""The history to look at, articles as they were, and bringing things back from there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from annotator.model.annotation_set import AnnotationSet
from annotator.model.change import Change, Operation
from annotator.model.coder import Coder
from annotator.model.errors import RefusedError
from annotator.model.identity import Id
from annotator.store import changes, chronicle, coders, documents, related, restoring, spans
from annotator.store.chronicle import LAST, Moment, Wanted
from annotator.store.clock import stamp_text
from annotator.store.past import ArticlePast
from annotator.store.restoring import Tell
from annotator.workbench.change_words import change_words
from annotator.workbench.coding import TITLE
from annotator.workbench.context import Context, change_of, quote_of
from annotator.workbench.wording import moment_words, verb_words

__all__ = ["LAST", "Asked", "Chronicle", "Entry", "Moment", "Page", "Past", "utc_of"]

_RESTORING = {"changed_since": "changed_by_other", "undecided": "undecided_there"}
"""What a refusal is called where it is about bringing back and not about undo."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which part of the history is asked for; what is None or empty does not matter.

    ``since`` and ``until`` are seconds since 1970, ``until`` the first moment left out.
    """

    span_id: Id | None = None
    document_id: Id | None = None
    coder_id: Id | None = None
    actions: tuple[str, ...] = ()
    label: str | None = None
    since: float | None = None
    until: float | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One act of the history: who, when (``time`` is UTC text), which verb, about what.

    ``revisions`` counts what it is made of in the log; ``moment`` is when it was complete.
    """

    id: Id
    moment: Moment
    time: str
    coder_id: Id
    coder: str
    action: str
    about: Mapping[str, object]
    words: str
    changes: tuple[str, ...]
    revisions: int = 1

    @property
    def local_time(self) -> str:
        """Return the time as people write it here."""
        return moment_words(self.time)

    @property
    def document_id(self) -> Id | None:
        """Return which article it was about, if it was about one."""
        found = self.about.get("document_id")
        return Id(str(found)) if found else None

    @property
    def span_id(self) -> Id | None:
        """Return which mark it was about, if it was about one."""
        found = self.about.get("span_id")
        return Id(str(found)) if found else None


@dataclass(frozen=True, slots=True)
class Page:
    """Some entries, newest first; ``after`` is where to go on, None at the end of the history."""

    entries: tuple[Entry, ...]
    after: Moment | None


class Past:
    """One article through time.  Read once; asking for a moment is quick afterwards."""

    def __init__(self, context: Context, document_id: Id) -> None:
        self._context = context
        self.article = ArticlePast(context.project, document_id)

    @property
    def document_id(self) -> Id:
        """Return which article it is."""
        return self.article.document_id

    @property
    def moments(self) -> Sequence[Moment]:
        """Return when something of the article changed, through anybody, oldest first."""
        return self.article.moments

    def moments_of(self, coder_id: Id) -> list[Moment]:
        """Return when the article came and when one coder's work on it changed, oldest first."""
        return self.article.moments_of(coder_id)

    def as_it_was(self, moment: Moment, coder_id: Id) -> AnnotationSet:
        """Return what a coder had on the article at a moment."""
        codebook = self._context.codebook_id
        found = self.article.sets_at(moment, codebook)
        return found.get(coder_id) or AnnotationSet(self.article.document_id, coder_id, codebook)

    def now(self, coder_id: Id) -> AnnotationSet:
        """Return what a coder has on the article at the end of what was read."""
        return self.as_it_was(LAST, coder_id)


def utc_of(moment: Moment) -> str:
    """Return when a moment was, as UTC text."""
    return stamp_text(moment[0])


class Chronicle:
    """Reads the history of a project and brings back what was."""

    def __init__(self, context: Context) -> None:
        self._context = context

    # looking ----------------------------------------------------------------------------------

    def page(self, asked: Asked, before: Moment = LAST, limit: int = 50) -> Page:
        """Return the next entries before a moment, newest first: ``limit`` at most, perhaps none.

        It looks at a bounded part of the log; go on from ``Page.after`` until that is None.
        """
        found = chronicle.load_page(self._context.project, self._wanted(asked), before, limit)
        names = self._names()
        return Page(tuple(self._entry(one, names) for one in found.entries), found.after)

    def entries(self, asked: Asked, limit: int | None = None) -> Iterator[Entry]:
        """Go through all entries that are asked for, newest first, without holding them."""
        names, wanted = self._names(), self._wanted(asked)
        for one in chronicle.iterate_entries(self._context.project, wanted, limit):
            yield self._entry(one, names)

    def entry_at(self, moment: Moment) -> Entry | None:
        """Return the act that was complete at a moment, None where there is none."""
        found = chronicle.find_entry(self._context.project, moment)
        return self._entry(found, self._names()) if found else None

    def days(self) -> list[float]:
        """Return the days with acts, newest first, each by its first second in local time."""
        project = self._context.project
        now = datetime.fromisoformat(project.now())
        newest = chronicle.load_page(project, Wanted(), limit=1).entries
        if newest:  # a clock may have been set back since
            now = max(now, datetime.fromisoformat(stamp_text(newest[0].moment[0])))
        day = now.astimezone().replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
        first = datetime.fromtimestamp(chronicle.first_time(project))
        starts = []
        while day + _DAY > first:
            starts.append(day.timestamp())
            day -= _DAY
        return chronicle.days_with_acts(project, starts)

    def coders(self) -> list[Coder]:
        """Return everybody who is known in the project, by name."""
        return coders.list_coders(self._context.project)

    def past(self, document_id: Id) -> Past:
        """Return an article through time."""
        return Past(self._context, document_id)

    def document_of(self, span_id: Id) -> Id | None:
        """Return the article on which a mark is or was, None where nothing is known of it."""
        return related.document_of(self._context.project, "span", span_id)

    # bringing back ----------------------------------------------------------------------------

    def restore_span(self, span_id: Id, moment: Moment, *, initiator: object = None) -> Change:
        """Give one of the coder's own marks the label, ends, answers and note it had at a moment.

        Its relations to marks that are there now come back; what was added to it since stays.
        Raises RefusedError ``span_is_gone``, ``replaced_text`` (``key``, ``title``) on an article
        that has a correction, ``not_there_then``, ``mark_of_another_coder``, ``already_marked``,
        ``locked_for_review``, ``nothing_to_do``, ``changed_by_other`` (``by``),
        ``undecided_there``.
        """
        project = self._context.project
        document_id = self.document_of(span_id)
        if document_id is None:
            raise RefusedError("span_is_gone")
        self._context.refuse_replaced(document_id)
        past = ArticlePast(project, document_id)
        coder = self._context.coder.id
        plan = restoring.plan_span(project, past, coder, span_id, moment)
        codebook = self._context.codebook_id
        span = past.sets_at(moment, codebook)[coder].span_by_id()[span_id]
        for other in spans.find_spans_at(project, document_id, coder, span.extent):
            is_twin = (other.label, other.fragments) == (span.label, span.fragments)
            if is_twin and other.id != span_id:
                raise RefusedError("already_marked", label=span.label)
        document = documents.load_document(project, document_id)
        about = {"span_id": span_id, "label": span.label, "quote": quote_of(document, span)}
        return self._restore("restore_span", plan, moment, document_id, about, initiator)

    def restore_article(
        self, document_id: Id, moment: Moment, *, initiator: object = None
    ) -> Change:
        """Make everything that the coder has on an article as it was at a moment.

        Raises RefusedError ``no_document``, ``replaced_text`` (``key``, ``title``) where it has a
        correction, ``locked_for_review``, ``nothing_to_do``, ``changed_by_other`` (``by``) or
        ``undecided_there``; then nothing has changed.
        """
        self._context.refuse_replaced(document_id)
        past = ArticlePast(self._context.project, document_id)
        plan = restoring.plan_article(past, self._context.coder.id, moment)
        return self._restore("restore_article", plan, moment, document_id, {}, initiator)

    def restore_set(
        self, moment: Moment, tell: Tell | None = None, *, initiator: object = None
    ) -> Change | None:
        """Make everything that the coder has in the project as it was at a moment.

        Marks on articles that are not in the project any more are left alone; those that a later
        correction carried over wait on it.  ``tell`` hears how far it is; where it returns False
        nothing is changed and the answer is None.  Raises RefusedError ``nothing_to_do``,
        ``changed_by_other`` (``by``), ``undecided_there``, and ``locked_for_review`` while any of
        the coder's work is locked.
        """
        project, coder = self._context.project, self._context.coder.id
        if tell is None:
            plan = restoring.plan_set(project, coder, moment)
        else:
            plan = restoring.plan_set(project, coder, moment, tell)
        if plan is None:
            return None
        return self._restore("restore_set", plan, moment, None, {}, initiator)

    # inside -----------------------------------------------------------------------------------

    def _restore(
        self,
        action: str,
        plan: list[Operation],
        moment: Moment,
        document_id: Id | None,
        about: Mapping[str, object],
        initiator: object,
    ) -> Change:
        context = self._context
        told = {**about, "moment": stamp_text(moment[0])}
        if document_id is None:
            context.refuse_any_locked()
        else:
            context.refuse_locked(document_id)
            title = documents.load_document(context.project, document_id).title
            told |= {"document_id": document_id, "article": title[:TITLE]}
        try:
            restoring.apply_plan(context.project, context.coder.id, action, plan, told, moment)
        except RefusedError as refused:
            code = _RESTORING.get(refused.code, refused.code)
            raise RefusedError(code, **refused.fields) from refused
        change = change_of(action, plan, told, initiator)
        context.events.publish(change)
        return change

    def _wanted(self, asked: Asked) -> Wanted:
        project = self._context.project
        rows = None
        if asked.span_id is not None:
            rows = related.rows_of_span(project, asked.span_id)
        elif asked.document_id is not None:
            rows = related.rows_of_document(project, asked.document_id)
        return Wanted(asked.coder_id, asked.actions, asked.since, asked.until, rows, asked.label)

    def _names(self) -> dict[Id, str]:
        return coders.names_by_id(self._context.project)

    def _entry(self, found: chronicle.Entry, names: Mapping[Id, str]) -> Entry:
        revision, codebook = found.revision, self._context.codebook
        told: tuple[str, ...] = ()
        if revision.about.get("action", revision.action) != "import":
            told = change_words(changes.load_changes(self._context.project, found), codebook)
        return Entry(
            id=revision.id,
            moment=found.moment,
            time=revision.time,
            coder_id=revision.author_id,
            coder=names.get(revision.author_id, ""),
            action=revision.action,
            about=revision.about,
            words=verb_words(revision.action, revision.about, codebook),
            changes=told,
            revisions=found.count,
        )
