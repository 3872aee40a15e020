"""Any order of verbs, undo, redo and reopening leaves a project that adds up.

The model beside it is simple: the list of states that undo goes back through.  After every step
the project shows exactly the state that the model expects.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import factories
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from annotator.model.annotation_set import AnnotationSet
from annotator.model.errors import AnnotatorError
from annotator.model.extent import Extent, are_in_order
from annotator.model.span import Span
from annotator.store import integrity
from annotator.workbench import coding
from annotator.workbench.session import Session

TEXTS = (
    "Bupati Sri melarang ASN ikut kampanye di Balikpapan.",
    "👨‍👩‍👧 e\u0301 \r\n\u2028 akhir 👍🏽",
)
LABELS = ("person", "person", "place", "place", "thing", "nobody")
ANSWERS = (
    ("role", "head"),
    ("role", "king"),
    ("role", None),
    ("sure", False),
    ("sure", None),
    ("why", "tak jelas"),
    ("age", 40),
    ("age", float("inf")),
    ("born", "2024-10"),
    ("also", ("x", "z")),
    ("also", ()),
    ("rank", 1),
)
SIZE = max(map(len, TEXTS)) + 3
WORDS = ((0, 2), (0, 5), (2, 5), (6, 9), (7, 10))
"""A few places, so that marks meet each other; both texts have them."""

BEGINNING = (("person", (0, 2)), ("person", (0, 5)), ("place", (2, 5)), ("place", (6, 9)))

offsets = st.integers(0, SIZE)
pick = st.integers(0, 1000)
usual = st.sampled_from(WORDS).map(lambda pair: (Extent(*pair),))
unusual = st.lists(
    st.builds(lambda a, b: Extent(min(a, b), max(a, b) + 1), offsets, offsets),
    min_size=1,
    max_size=2,
).map(tuple)
fragments = st.one_of(usual, usual, usual, unusual)
"""Mostly one of those places; else one or two stretches, in order or not, in the text or not."""


State = tuple[AnnotationSet, ...]


class Verbs(RuleBasedStateMachine):
    """One coder at work on two texts."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="annotator-verbs-"))
        self.session = factories.make_session(self.folder)
        self.documents = [
            factories.add_text(self.session, self.folder, text, f"{number}.txt")
            for number, text in enumerate(TEXTS)
        ]
        self.past: list[State] = []
        self.future: list[State] = []
        self.now = self.shown()

    @initialize()
    def some_marks_are_there(self) -> None:
        """Each move of an end is a step of its own here; and a few marks lie about."""
        self.patience = coding.NUDGE_SECONDS
        coding.NUDGE_SECONDS = -1
        for number, (label, pair) in enumerate(BEGINNING):
            document = self.documents[number % 2]
            self.does(lambda c, *a: c.add_span(*a), document, (Extent(*pair),), label)
        ends = [span.id for span in self.now[0].spans]
        self.does(lambda c: c.add_relation(ends[0], ends[1], "lives_in"))
        assert self.now[0].relations

    def teardown(self) -> None:
        self.undo_and_redo_everything()
        self.session.close()
        with Session.open(self.session.path) as again:
            assert integrity.check(again.project) == []
        coding.NUDGE_SECONDS = self.patience
        shutil.rmtree(self.folder)

    def undo_and_redo_everything(self) -> None:
        first = self.past[0] if self.past else self.now
        last = self.future[0] if self.future else self.now
        for _step in range(len(self.past)):
            assert self.session.history.undo() is not None
        assert self.shown() == first
        for _step in range(len(self.past) + len(self.future)):
            assert self.session.history.redo() is not None
        assert self.shown() == last
        assert self.session.history.redo() is None

    def shown(self) -> State:
        """All marks, without their times: those of undo are not those of the verb."""
        return tuple(self.session.finding.annotations(one) for one in self.documents)

    def does(self, verb, *arguments: object) -> None:
        """Run a verb: it makes one step of undo, or it is refused (or nothing) and all stays."""
        words = self.session.history.undo_words()
        try:
            verb(self.session.coding, *arguments)
        except AnnotatorError:
            assert self.shown() == self.now
            assert self.session.history.undo_words() == words
            return
        if (state := self.shown()) != self.now:
            self.past.append(self.now)
            self.future.clear()
            self.now = state

    def span(self, number: int) -> Span | None:
        spans = [span for annotations in self.now for span in annotations.spans]
        return spans[number % len(spans)] if spans else None

    # verbs --------------------------------------------------------------------------------------

    @rule(number=pick, parts=usual, label=st.sampled_from(("person", "place")))
    def add_usual_span(self, number, parts, label) -> None:
        self.does(lambda c: c.add_span(self.documents[number % 2], parts, label))

    @rule(number=pick, parts=fragments, label=st.sampled_from(LABELS))
    def add_span(self, number, parts, label) -> None:
        document = self.documents[number % 2]
        self.does(lambda c: c.add_span(document, parts, label))

    @rule(number=pick, label=st.sampled_from(LABELS))
    def relabel_span(self, number, label) -> None:
        if span := self.span(number):
            self.does(lambda c: c.relabel_span(span.id, label))

    @rule(number=pick, parts=fragments)
    def resize_span(self, number, parts) -> None:
        if span := self.span(number):
            self.does(lambda c: c.resize_span(span.id, parts))

    @rule(number=pick, answer=st.sampled_from(ANSWERS))
    def set_attribute(self, number, answer) -> None:
        if span := self.span(number):
            self.does(lambda c: c.set_attribute(span.id, *answer))

    @rule(number=pick)
    def delete_span(self, number) -> None:
        if span := self.span(number):
            self.does(lambda c: c.delete_span(span.id))

    @rule(first=pick, second=pick)
    def add_relation(self, first, second) -> None:
        source, target = self.span(first), self.span(second)
        if source and target:
            self.does(lambda c: c.add_relation(source.id, target.id, "lives_in"))

    @rule(number=pick, year=st.sampled_from(("2024", "x", None)))
    def set_relation_attribute(self, number, year) -> None:
        relations = [one for annotations in self.now for one in annotations.relations]
        if relations:
            relation = relations[number % len(relations)]
            self.does(lambda c: c.set_relation_attribute(relation.id, "since", year))

    @rule(number=pick)
    def delete_relation(self, number) -> None:
        relations = [one for annotations in self.now for one in annotations.relations]
        if relations:
            self.does(lambda c: c.delete_relation(relations[number % len(relations)].id))

    @rule(number=pick, text=st.sampled_from(("Periksa", "👍", "")))
    def set_comment(self, number, text) -> None:
        if span := self.span(number):
            self.does(lambda c: c.set_comment(span.id, text))

    @rule(number=pick, status=st.sampled_from(("new", "in_progress", "done")))
    def set_status(self, number, status) -> None:
        document = self.documents[number % 2]
        self.does(lambda c: c.set_status(document, status))

    @rule(number=pick, outlet=st.sampled_from(("Kaltim Post", "", 3)))
    def set_field(self, number, outlet) -> None:
        document = self.documents[number % 2]
        self.does(lambda c: c.set_field(document, "outlet", outlet))

    # bringing back ------------------------------------------------------------------------------

    @rule(number=pick, moment=pick)
    def restore_article(self, number, moment) -> None:
        document, coder = self.documents[number % 2], self.session.coder.id
        past = self.session.chronicle.past(document)
        chosen = past.moments[moment % len(past.moments)]
        self.does(lambda _c: self.session.chronicle.restore_article(document, chosen))
        assert self.now[number % 2] == past.as_it_was(chosen, coder)

    @rule(number=pick, moment=pick)
    def restore_all(self, number, moment) -> None:
        pasts = [self.session.chronicle.past(one) for one in self.documents]
        moments = pasts[number % 2].moments
        chosen = moments[moment % len(moments)]
        if chosen < pasts[1].moments[0]:  # the second text is not there yet
            return
        self.does(lambda _c: self.session.chronicle.restore_set(chosen))
        coder = self.session.coder.id
        assert self.now == tuple(past.as_it_was(chosen, coder) for past in pasts)

    @rule(number=pick, moment=pick)
    def restore_span(self, number, moment) -> None:
        coder = self.session.coder.id
        past = self.session.chronicle.past(self.documents[number % 2])
        chosen = past.moments[moment % len(past.moments)]
        there = past.as_it_was(chosen, coder).spans
        if there:
            span = there[number % len(there)]
            self.does(lambda _c: self.session.chronicle.restore_span(span.id, chosen))

    # undo, redo, tomorrow -----------------------------------------------------------------------

    @precondition(lambda self: self.past)
    @rule()
    def undo(self) -> None:
        assert self.session.history.undo() is not None
        self.future.append(self.now)
        self.now = self.past.pop()

    @precondition(lambda self: self.future)
    @rule()
    def redo(self) -> None:
        assert self.session.history.redo() is not None
        self.past.append(self.now)
        self.now = self.future.pop()

    @rule()
    def reopen(self) -> None:
        self.session.close()
        self.session = Session.open(self.session.path)

    # what always holds --------------------------------------------------------------------------

    @invariant()
    def the_project_shows_what_was_done(self) -> None:
        assert self.shown() == self.now

    @invariant()
    def the_last_moment_is_the_present(self) -> None:
        pasts = [self.session.chronicle.past(one) for one in self.documents]
        assert tuple(past.now(self.session.coder.id) for past in pasts) == self.now

    @invariant()
    def offsets_lie_in_the_text(self) -> None:
        for text, marked in zip(TEXTS, self.now, strict=True):
            for span in marked.spans:
                assert are_in_order(span.fragments)
                assert span.end <= len(text)

    @invariant()
    def what_refers_to_a_mark_finds_it(self) -> None:
        for marked in self.now:
            known = marked.span_by_id().keys()
            ends = {e for one in marked.relations for e in (one.source_id, one.target_id)}
            assert ends <= known
            assert {note.target_id for note in marked.comments} <= known

    @invariant()
    def no_mark_is_there_twice(self) -> None:
        for marked in self.now:
            places = [(span.label, span.fragments) for span in marked.spans]
            assert len(set(places)) == len(places)

    @invariant()
    def the_menu_knows_whether_there_is_something_to_redo(self) -> None:
        assert (self.session.history.redo_words() is not None) == bool(self.future)


TestVerbs = Verbs.TestCase
TestVerbs.settings = settings(max_examples=25, stateful_step_count=40, deadline=None)
