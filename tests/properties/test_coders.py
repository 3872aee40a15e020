"""Several coders take turns in one project: nobody's verb disturbs what is another's.

What the project shows is read as its whole export.  Imports bring marks for others and texts that
others then mark, so undo may be refused; then nothing at all has changed.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import factories
from factories import record, span_record
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from annotator.model.change import Change
from annotator.model.errors import AnnotatorError, RefusedError
from annotator.model.extent import Extent
from annotator.model.identity import Id
from annotator.model.span import Span
from annotator.store import coders, integrity, revisions, spans
from annotator.workbench.exporting import ExportChoice, export_jsonl, lines
from annotator.workbench.importing import ImportReport, import_files
from annotator.workbench.session import Session

NAMES = ("Ani", "Budi", "Citra")
TEXTS = (
    "Bupati Sri melarang ASN ikut kampanye di Balikpapan.",
    "👨‍👩‍👧 e\u0301 \r\n\u2028 akhir 👍🏽",
    "שלום dunia, selamat pagi.",
)
WORDS = ((0, 2), (0, 5), (2, 5), (6, 9))
KEYS = ("s-1", "s-2")

pick = st.integers(0, 1000)
who = st.sampled_from(NAMES)
texts = st.integers(0, len(TEXTS) - 1)
words = st.sampled_from(WORDS)
labels = st.sampled_from(("person", "place"))


class Turns(RuleBasedStateMachine):
    """Three coders, three texts; every text may come again, under another name and marked."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="annotator-turns-"))
        self.session = factories.make_session(self.folder)
        self.told: list[Change] = []
        self.session.events.subscribe(self.told.append)

    @initialize()
    def some_marks_are_there(self) -> None:
        """Of two coders; the third comes by opening the project, or with an import."""
        document = factories.add_text(self.session, self.folder, TEXTS[0], "0.txt")
        for number, name in enumerate(NAMES[:2]):
            self.session.code_as(name)
            for label, pair in (("person", WORDS[number]), ("place", WORDS[3])):
                self.session.coding.add_span(document, (Extent(*pair),), label)

    def teardown(self) -> None:
        self.everything_goes_through_a_file()
        self.everybody_undoes_what_they_can()
        path = self.session.path
        self.session.close()
        with Session.open(path) as again:
            assert integrity.check(again.project) == []
        shutil.rmtree(self.folder)

    def everything_goes_through_a_file(self) -> None:
        """The export of a project, taken into a new one, gives the same export."""
        first = export_jsonl(self.session.context, self.folder / "1.jsonl", ExportChoice())
        for name in ("Ani", "Dewi"):
            with factories.make_session(self.folder, f"{name}.annot", name) as other:
                report = import_files(other.context, [first.path])
                assert report.is_applied, report.problems
                second = export_jsonl(other.context, self.folder / "2.jsonl", ExportChoice())
                assert second.path.read_bytes() == first.path.read_bytes()

    def everybody_undoes_what_they_can(self) -> None:
        """In turns, until nobody can: every step is taken back or refused as somebody's."""
        is_going_on = True
        while is_going_on:
            is_going_on = False
            for name in NAMES:
                self.session.code_as(name)
                is_going_on |= self.goes_back_or_is_refused()

    def goes_back_or_is_refused(self) -> bool:
        before = self.shown()
        try:
            return self.session.history.undo() is not None
        except RefusedError:
            assert self.shown() == before
            return False

    # reading ------------------------------------------------------------------------------------

    def shown(self) -> bytes:
        return b"".join(lines(self.session.context, ExportChoice()))

    def steps(self) -> dict[Id, tuple[int, int]]:
        """How many steps everybody but the one at work can undo and redo."""
        project = self.session.project
        return {
            coder.id: (
                len(revisions.undo_stack(project, coder.id)),
                len(revisions.redo_stack(project, coder.id)),
            )
            for coder in coders.list_coders(project)
            if coder.id != self.session.coder.id
        }

    def nobody_else_lost_a_step(self, before: dict[Id, tuple[int, int]]) -> None:
        """An import may bring a coder, and its undo take one away who did nothing yet."""
        now = self.steps()
        for coder in before.keys() | now.keys():
            assert now.get(coder, (0, 0)) == before.get(coder, (0, 0))

    def marks(self, number: int, *, of_others: bool = False) -> Span | None:
        """One of the spans of whoever is at work, or of the others."""
        me = self.session.coder.id
        found = [
            span
            for _document, marked in spans.iterate_sets(self.session.project)
            for span in marked.spans
            if (span.coder_id != me) == of_others
        ]
        return found[number % len(found)] if found else None

    def does(self, verb, *arguments: object) -> None:
        """Run a verb; whether or not it is refused, the others can undo what they could."""
        before, others, told = self.shown(), self.steps(), len(self.told)
        try:
            verb(*arguments)
        except AnnotatorError:
            assert self.shown() == before
            assert len(self.told) == told
        self.nobody_else_lost_a_step(others)
        assert (self.shown() != before) <= (len(self.told) > told), "a change that nobody heard of"

    # verbs --------------------------------------------------------------------------------------

    @rule(name=who, text=texts, pair=words, label=labels)
    def add_span(self, name, text, pair, label) -> None:
        self.session.code_as(name)
        known = self.session.finding.documents()
        if known:
            document = known[text % len(known)]
            self.does(self.session.coding.add_span, document, (Extent(*pair),), label)

    @rule(name=who, number=pick, pair=words)
    def resize_span(self, name, number, pair) -> None:
        self.session.code_as(name)
        if span := self.marks(number):
            self.does(self.session.coding.resize_span, span.id, (Extent(*pair),))

    @rule(name=who, number=pick, label=labels)
    def relabel_span(self, name, number, label) -> None:
        self.session.code_as(name)
        if span := self.marks(number):
            self.does(self.session.coding.relabel_span, span.id, label)

    @rule(name=who, number=pick)
    def delete_span(self, name, number) -> None:
        self.session.code_as(name)
        if span := self.marks(number):
            self.does(self.session.coding.delete_span, span.id)

    @rule(name=who, first=pick, second=pick)
    def add_relation(self, name, first, second) -> None:
        self.session.code_as(name)
        source, target = self.marks(first), self.marks(second)
        if source and target:
            self.does(self.session.coding.add_relation, source.id, target.id, "lives_in")

    @rule(name=who, number=pick, text=st.sampled_from(("Periksa", "👍", "")))
    def set_comment(self, name, number, text) -> None:
        self.session.code_as(name)
        if span := self.marks(number):
            self.does(self.session.coding.set_comment, span.id, text)

    @rule(name=who, text=texts, status=st.sampled_from(("new", "in_progress", "done")))
    def set_status(self, name, text, status) -> None:
        self.session.code_as(name)
        known = self.session.finding.documents()
        if known:
            self.does(self.session.coding.set_status, known[text % len(known)], status)

    @rule(name=who, number=pick, pair=words)
    def touch_a_mark_of_another(self, name, number, pair) -> None:
        """Whatever is tried with it, it stays as it is."""
        self.session.code_as(name)
        span, before = self.marks(number, of_others=True), self.shown()
        if span is None:
            return
        coding = self.session.coding
        for verb in (
            lambda: coding.resize_span(span.id, (Extent(*pair),)),
            lambda: coding.relabel_span(span.id, "person" if span.label == "place" else "place"),
            lambda: coding.set_attribute(span.id, "role", "head"),
            lambda: coding.set_comment(span.id, "Periksa"),
            lambda: coding.add_relation(span.id, span.id, "lives_in"),
            lambda: coding.delete_span(span.id),
        ):
            self.does(verb)
        assert self.shown() == before

    # imports ------------------------------------------------------------------------------------

    @rule(name=who, text=texts, file=st.sampled_from(("a", "b")))
    def import_text(self, name, text, file) -> None:
        self.session.code_as(name)
        path = self.folder / f"{file}.txt"
        path.write_bytes(TEXTS[text].encode("utf-8"))
        self.does(self.imported, path)

    @rule(
        name=who,
        owner=who,
        text=texts,
        pair=words,
        label=labels,
        keys=st.sets(st.sampled_from(KEYS)),
    )
    def import_marks(self, name, owner, text, pair, label, keys) -> None:
        self.session.code_as(name)
        body = TEXTS[text]
        made = [span_record(key, label, *pair, body, origin="hand") for key in sorted(keys)]
        given = record(made, text=body, doc_id=f"doc-{text}", coder=owner, coder_id=f"k-{owner}")
        self.does(self.imported, factories.write_records(self.folder / "m.jsonl", given))

    def imported(self, path: Path) -> ImportReport:
        before = self.shown()
        dry = import_files(self.session.context, [path], is_dry_run=True)
        assert self.shown() == before
        report = import_files(self.session.context, [path])
        assert (dry.new_documents, dry.new_spans) == (report.new_documents, report.new_spans)
        assert report.is_applied or self.shown() == before
        return report

    # undo, redo, tomorrow -----------------------------------------------------------------------

    @rule(name=who)
    def undo(self, name) -> None:
        self.session.code_as(name)
        self.goes_there_and_back(self.session.history.undo, self.session.history.redo)

    @rule(name=who)
    def redo(self, name) -> None:
        self.session.code_as(name)
        self.goes_there_and_back(self.session.history.redo, self.session.history.undo)

    def goes_there_and_back(self, there, back) -> None:
        """A step that can be taken can be taken back at once; then it is taken for good."""
        before, others = self.shown(), self.steps()
        try:
            change = there()
        except RefusedError:
            assert self.shown() == before
            return
        if change is not None:
            after = self.shown()
            assert back() is not None
            assert self.shown() == before
            assert there() is not None
            assert self.shown() == after
            self.nobody_else_lost_a_step(others)

    @rule()
    def reopen(self) -> None:
        before = self.shown()
        path = self.session.path
        self.session.close()
        self.session = Session.open(path)
        self.session.events.subscribe(self.told.append)
        assert self.shown() == before

    # what always holds --------------------------------------------------------------------------

    @invariant()
    def nobody_is_there_twice(self) -> None:
        people = self.session.finding.coders()
        assert len({coder.name for coder in people}) == len(people)
        assert len({coder.key for coder in people}) == len(people)

    @invariant()
    def the_tables_are_what_the_log_says(self) -> None:
        assert integrity.check(self.session.project) == []


TestTurns = Turns.TestCase
TestTurns.settings = settings(max_examples=8, stateful_step_count=25, deadline=None)
