"""Whatever coders and a reviewer do in any order: nobody's marks but the reviewer's gold move.

Deciding never touches what coders marked; coding never touches gold; every gold mark belongs to
one decision that stands; and undoing everything leads back to the start.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import review_scene
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from review_scene import BALIKPAPAN, DI_BALIKPAPAN, SRI, TEXT, lives_in, person, place, work

from annotator.model.annotation_set import AnnotationSet
from annotator.model.errors import AnnotatorError, RefusedError
from annotator.model.extent import Extent
from annotator.model.review import FINAL
from annotator.store import integrity, reviews, revisions
from annotator.workbench.adjudicating.articles import Adjudicating
from annotator.workbench.adjudicating.ledger import Ledger, load_ledger
from annotator.workbench.adjudicating.row_drafts import Edit
from annotator.workbench.adjudicating.states import SETTLED_STATES
from annotator.workbench.session import Session

CODERS = ("Budi", "Citra", "Dewi")
PLACES = (SRI, (0, 10), BALIKPAPAN, DI_BALIKPAPAN, (59, 68))
START = {
    "Budi": work(person(SRI), place(BALIKPAPAN), place((59, 68)), lives_in(0, 1)),
    "Citra": work(person(SRI), place(DI_BALIKPAPAN), place((59, 68)), lives_in(0, 1)),
    "Dewi": work(person((0, 10), role="staff"), place((59, 68))),
}
FIELDS = {"Budi": {"outlet": "Kompas"}, "Citra": {"outlet": "Tempo"}}

pick = st.integers(0, 1000)
names = st.sampled_from(CODERS)
where = st.sampled_from(PLACES).map(lambda pair: (Extent(*pair),))
labels = st.sampled_from(("person", "place"))
letters = st.sampled_from("ABC")
roles = st.sampled_from(("head", "staff", "town", None))


class Adjudication(RuleBasedStateMachine):
    """Three coders and a reviewer at work on one text."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="annotator-review-"))
        self.scene = review_scene.make_scene(self.folder, FIELDS, **START)
        self.session = self.scene.session
        self.desk = self.scene.desk()
        self.steps = self.steps_of_the_reviewer()

    def steps_of_the_reviewer(self) -> int:
        return len(revisions.undo_stack(self.session.project, self.session.coder.id))

    def teardown(self) -> None:
        assert list(integrity.check(self.session.project)) == []
        self.session.close()
        shutil.rmtree(self.folder)

    # what is there ----------------------------------------------------------------------------

    def coded(self) -> list[AnnotationSet]:
        return [self.scene.set_of(name) for name in CODERS]

    def ledger(self) -> Ledger:
        session = self.session
        return load_ledger(session.project, self.scene.document_id, session.codebook_id)

    def code(self, name: str, act: Callable[[Session], object]) -> None:
        """A coder does something, which may be refused; what is recorded of the review stays."""
        before = self.ledger()
        self.scene.as_coder(name)
        try:
            act(self.session)
        except AnnotatorError:
            pass
        finally:
            self.scene.as_coder("Ani")
        assert self.ledger() == before

    def review(self, act: Callable[[], object]) -> None:
        """The reviewer does something, which may be refused; what coders marked stays."""
        coded, before = self.coded(), self.ledger()
        try:
            act()
        except AnnotatorError:
            assert self.ledger() == before
        assert self.coded() == coded

    def any_case(self, number: int):
        every = [*self.desk.cases, *self.desk.every_case.values()]
        if not every:  # nobody has finished any more, and nothing was decided
            raise RefusedError("case_is_gone")
        return every[number % len(every)].id

    # coders -----------------------------------------------------------------------------------

    def mark(self, name: str, number: int):
        spans = self.scene.set_of(name).spans
        return spans[number % len(spans)].id if spans else None

    @rule(name=names, fragments=where, label=labels)
    def a_coder_marks(self, name, fragments, label):
        document = self.scene.document_id
        self.code(name, lambda s: s.coding.add_span(document, fragments, label))

    @rule(name=names, number=pick, fragments=where)
    def a_coder_moves_ends(self, name, number, fragments):
        if mark := self.mark(name, number):
            self.code(name, lambda s: s.coding.resize_span(mark, fragments))

    @rule(name=names, number=pick, label=labels)
    def a_coder_relabels(self, name, number, label):
        if mark := self.mark(name, number):
            self.code(name, lambda s: s.coding.relabel_span(mark, label))

    @rule(name=names, number=pick, role=roles)
    def a_coder_answers(self, name, number, role):
        if mark := self.mark(name, number):
            self.code(name, lambda s: s.coding.set_attribute(mark, "role", role))

    @rule(name=names, number=pick)
    def a_coder_deletes(self, name, number):
        if mark := self.mark(name, number):
            self.code(name, lambda s: s.coding.delete_span(mark))

    @rule(name=names, first=pick, second=pick)
    def a_coder_relates(self, name, first, second):
        ends = self.mark(name, first), self.mark(name, second)
        if all(ends):
            self.code(name, lambda s: s.coding.add_relation(*ends, "lives_in"))

    @rule(name=names, outlet=st.sampled_from(("Kompas", "Tempo", None)))
    def a_coder_answers_about_the_document(self, name, outlet):
        document = self.scene.document_id
        self.code(name, lambda s: s.coding.set_field(document, "outlet", outlet))

    @rule(name=names, status=st.sampled_from(("done", "in_progress")))
    def a_coder_finishes_or_reopens(self, name, status):
        document = self.scene.document_id
        self.code(name, lambda s: s.coding.set_status(document, status))

    @rule(name=names)
    def a_coder_undoes(self, name):
        self.code(name, lambda s: s.history.undo())

    # the reviewer -----------------------------------------------------------------------------

    @initialize(share=st.sampled_from((0.0, 0.5)))
    def the_review_begins(self, share):
        self.review(lambda: self.desk.begin(share))
        self.begun = self.ledger()

    @rule(number=pick, letter=letters)
    def a_reading_is_taken(self, number, letter):
        self.review(lambda: self.desk.take(self.any_case(number), letter))

    @rule(number=pick, verb=st.sampled_from(("propose", "none", "keep_all", "skip")))
    def a_case_is_decided(self, number, verb):
        self.review(lambda: getattr(self.desk, verb)(self.any_case(number)))

    @rule(number=pick, role=roles, fragments=where)
    def a_case_is_edited(self, number, role, fragments):
        def act() -> None:
            case_id = self.any_case(number)
            kind = self.desk.case(case_id).case.kind
            answers = {"role": role} if kind == "span" else {}
            extent = fragments if kind == "span" else None
            try:
                self.desk.edit(case_id, 0, Edit(fragments=extent, answers=answers))
                self.desk.settle(case_id)
            finally:
                self.desk.discard(case_id)

        self.review(act)

    @rule(number=pick, text=st.sampled_from(("why?", " ")))
    def a_case_is_sent_back_or_noted(self, number, text):
        self.review(lambda: self.desk.send_back(self.any_case(number), text))
        self.review(lambda: self.desk.note(self.any_case(number), text))

    @rule(number=pick, verb=st.sampled_from(("drop", "keep")))
    def an_orphan_is_dropped_or_kept(self, number, verb):
        self.review(lambda: getattr(self.desk, verb)(self.any_case(number)))

    @rule(number=pick)
    def a_decision_is_repeated(self, number):
        self.review(lambda: self.desk.take_pattern(self.any_case(number)))

    # No precondition: what is possible depends on ids, which are others in each run.

    @rule()
    def the_reviewer_undoes(self):
        if self.steps_of_the_reviewer() > self.steps:
            self.review(self.session.history.undo)

    @rule()
    def the_reviewer_does_it_again(self):
        self.review(self.session.history.redo)

    @rule()
    def the_article_is_signed_off(self):
        self.review(self.desk.sign_off)
        if self.desk.review and self.desk.review.status not in FINAL:
            assert self.desk.counts.left > 0

    @rule()
    def the_article_is_reopened(self):
        if not (self.desk.review and self.desk.review.status in FINAL):
            return
        gold = self.desk.gold
        self.review(self.desk.reopen)
        assert self.desk.gold.spans == gold.spans
        assert self.desk.gold.relations == gold.relations

    # what always holds ------------------------------------------------------------------------

    @invariant()
    def every_gold_mark_belongs_to_one_decision_that_stands(self):
        ledger = self.ledger()
        owned = Counter(
            mark
            for decision in ledger.decisions.values()
            for kind, mark in decision.gold
            if kind != "annotation_set"
        )
        marks = [*ledger.spans, *ledger.relations]
        assert set(marks) <= set(owned)
        assert all(count == 1 for count in owned.values())

    @invariant()
    def gold_relations_link_gold_spans_and_no_span_is_there_twice(self):
        gold = self.ledger()
        for relation in gold.relations.values():
            assert {relation.source_id, relation.target_id} <= set(gold.spans)
        said = [(span.label, span.fragments) for span in gold.spans.values()]
        assert len(said) == len(set(said))
        assert all(span.end <= len(TEXT) for span in gold.spans.values())

    @invariant()
    def a_desk_that_was_kept_open_says_what_a_new_one_says(self):
        try:
            new = self.scene.desk()
        except RefusedError:
            return
        seen = [
            [(one.id, one.number, one.state, one.reasons) for one in desk.every_case.values()]
            for desk in (self.desk, new)
        ]
        assert seen[0] == seen[1]
        for one in new.every_case.values():
            assert one.is_settled == (one.state in SETTLED_STATES)
            new.card(one.id)
            if one.state == "stale":
                new.three_way(one.id)

    @invariant()
    def counts_are_those_of_the_queue(self):
        counts = Adjudicating(self.session.context).counts(self.scene.document_id)
        assert counts == self.desk.counts
        assert counts.queue == len(self.desk.cases)


TestAdjudication = Adjudication.TestCase
TestAdjudication.settings = settings(max_examples=15, stateful_step_count=25, deadline=None)


class Undoing(Adjudication):
    """The same, and in the end the reviewer takes everything back and does it again."""

    def teardown(self) -> None:
        reviewer, after = self.session.history, self.ledger()
        coded, steps = self.coded(), 0
        while self.steps_of_the_reviewer() > self.steps:
            reviewer.undo()
            steps += 1
        assert self.ledger() == Ledger(
            after.document_id, after.gold_coder, self.session.codebook_id
        )
        assert reviews.list_decisions(self.session.project) == []
        for _step in range(steps):
            reviewer.redo()
        assert self.ledger() == after
        assert self.coded() == coded
        super().teardown()


TestUndoing = Undoing.TestCase
TestUndoing.settings = settings(max_examples=8, stateful_step_count=15, deadline=None)
