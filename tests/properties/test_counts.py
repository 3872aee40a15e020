"""Every number about the work is what one counts by hand in an export of all of it."""

from __future__ import annotations

import contextlib
import json
from collections import Counter
from datetime import date

import factories
import pytest
import team_scene
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.document import Progress
from annotator.model.errors import AnnotatorError
from annotator.workbench.assigning import Assigning
from annotator.workbench.correcting import apply_correction
from annotator.workbench.exporting import ExportChoice, lines
from annotator.workbench.overview import overview_of
from annotator.workbench.people import find_person
from annotator.workbench.progress import (
    done_times,
    progress_by_coder,
    progress_by_label,
    progress_by_week,
)
from annotator.workbench.session import Session
from annotator.workbench.work_counts import count_labels

PEOPLE = ("Ani", "Budi", "Citra")
WORDS = ((0, 6), (7, 11), (12, 19), (20, 23), (24, 28))
LABELS = ("person", "place")

steps = st.lists(
    st.tuples(
        st.sampled_from(PEOPLE),
        st.integers(0, 3),
        st.sampled_from(("add", "add", "add", "delete", "done", "again", "relate", "undo")),
        st.integers(0, 20),
    ),
    max_size=12,
)


class Work:
    """One project with four articles and three people, cleared after each example.

    The articles are Dewi's, who does nothing else, so that no undo takes them away.
    """

    def __init__(self, session: Session, documents: list[str]) -> None:
        self.session, self.documents = session, documents
        self.ids = {name: find_person(session.context, name).id for name in PEOPLE}

    def do(self, who: str, place: int, verb: str, number: int) -> None:
        """One act of one person; what cannot be done is left."""
        self.session.code_as(who)
        coding, document = self.session.coding, self.documents[place]
        marks = self.session.finding.annotations(document).spans
        with contextlib.suppress(AnnotatorError, IndexError, ZeroDivisionError):
            if verb == "add":
                where = factories.extents(WORDS[number % len(WORDS)])
                coding.add_span(document, where, LABELS[number % 2])
            elif verb == "relate":
                coding.add_relation(marks[0].id, marks[1].id, "lives_in")
            elif verb == "delete":
                coding.delete_span(marks[number % len(marks)].id)
            elif verb == "undo":
                self.session.history.undo()
            else:
                coding.set_status(document, {"done": "done", "again": "in_progress"}[verb])

    def clear(self) -> None:
        """Undo everything of everybody, the lead's correction first."""
        for name in PEOPLE:
            self.session.code_as(name)
            while self.session.history.undo() is not None:
                pass
        self.session.code_as("Ani")


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    folder = tmp_path_factory.mktemp("counts")
    with factories.make_session(folder, coder="Dewi") as session:
        documents = team_scene.add_articles(session, folder, team_scene.TEXTS[:4])
        team_scene.add_people(session, *PEOPLE)
        yield Work(session, documents)


@contextlib.contextmanager
def worked(work: Work, some, *, is_corrected: bool = False):
    """Do these steps, and count by hand: records of the export by article and person."""
    try:
        for step in some:
            work.do(*step)
        work.session.code_as("Ani")
        if is_corrected:
            text = work.session.finding.document(work.documents[0]).text
            apply_correction(work.session.context, work.documents[0], f"{text} Ralat.")
        found = [json.loads(line) for line in lines(work.session.context, ExportChoice())]
        yield {(one["doc_id"], one["coder"]): one for one in found}
    finally:
        work.clear()


@given(some=steps, is_corrected=st.booleans())
@settings(max_examples=20)
def test_the_overview_counts_what_an_export_holds(empty, some, is_corrected):
    with worked(empty, some, is_corrected=is_corrected) as records:
        overview = overview_of(empty.session)
        assert overview.documents == len({key for key, _name in records}) == 4
        assert overview.replaced == is_corrected
        for one in overview.coders:
            own = [record for (_key, name), record in records.items() if name == one.name]
            marks = Counter(span["label"] for record in own for span in record["spans"])
            assert dict(one.labels) == marks
            assert one.spans == marks.total()
            assert one.relations == sum(len(record["relations"]) for record in own)
            done = sum(record["status"] == "done" for record in own)
            assert one.progress[Progress.DONE] == done
            begun = sum(record["status"] != "done" for record in own)
            assert one.progress[Progress.IN_PROGRESS] == begun
            assert sum(one.progress.values()) == 4


@given(some=steps, is_corrected=st.booleans())
@settings(max_examples=15)
def test_progress_counts_the_same_by_label_coder_and_week(empty, some, is_corrected):
    with worked(empty, some, is_corrected=is_corrected) as records:
        context = empty.session.context
        names = {identity: name for name, identity in empty.ids.items()}
        by_hand = Counter(
            (name, span["label"])
            for (_key, name), record in records.items()
            for span in record["spans"]
        )
        by_label = {
            (names[who], line.label): count
            for line in progress_by_label(context)
            for who, count in line.by_coder.items()
            if count
        }
        assert by_label == by_hand
        totals = {one.coder.name: one for one in progress_by_coder(context)}
        weeks = progress_by_week(context)
        for name in PEOPLE:
            marks = sum(count for (who, _label), count in by_hand.items() if who == name)
            assert totals[name].spans == marks
            assert sum(one.spans for one in weeks if one.coder.name == name) == marks
            done = sum(r["status"] == "done" for (_k, who), r in records.items() if who == name)
            assert totals[name].finished == done
            assert sum(one.finished for one in weeks if one.coder.name == name) == done
        assert len(done_times(context)) == sum(one.finished for one in totals.values())
        assert all(one.monday == monday_of(one.monday) for one in weeks)


def monday_of(day: date) -> date:
    return day.fromordinal(day.toordinal() - day.weekday())


@given(some=steps, people=st.lists(st.sampled_from(PEOPLE), unique=True))
@settings(max_examples=15)
def test_marks_of_an_article_are_counted_by_label_and_shared_on_the_same_words(empty, some, people):
    with worked(empty, some) as records:
        document = empty.documents[0]
        key = empty.session.finding.document(document).key
        ids = [empty.ids[name] for name in people]
        found = count_labels(empty.session.context, document, ids)
        places = [
            {(s["label"], s["start"], s["end"]) for s in records[key, name]["spans"]}
            if (key, name) in records
            else set()
            for name in people
        ]
        for identity, own in zip(ids, places, strict=True):
            assert dict(found.coders[identity]) == Counter(label for label, *_ in own)
        shared = set.intersection(*places) if len(places) > 1 else set()
        assert dict(found.shared) == Counter(label for label, *_ in shared)
        assert found.labels == {label for own in places for label, *_ in own}


@given(some=steps, given_out=st.sets(st.tuples(st.sampled_from(PEOPLE), st.integers(0, 3))))
@settings(max_examples=15)
def test_the_grid_counts_what_is_assigned_begun_and_done(empty, some, given_out):
    with worked(empty, some) as records:
        Assigning(empty.session.context).assign(
            (empty.documents[place], empty.ids[name]) for name, place in given_out
        )
        grid = Assigning(empty.session.context).grid()
        keys = [empty.session.finding.document(one).key for one in empty.documents]
        for total in grid.totals:
            own = {place for name, place in given_out if name == total.coder.name}
            theirs = [records.get((keys[place], total.coder.name)) for place in own]
            done = sum(one is not None and one["status"] == "done" for one in theirs)
            begun = sum(one is not None and one["status"] != "done" for one in theirs)
            assert (total.assigned, total.done, total.begun) == (len(own), done, begun)
        for line, key in zip(grid.lines, keys, strict=True):
            names = {name for name, place in given_out if keys[place] == key}
            assert line.assigned == len(names)
            done = sum((records.get((key, n)) or {}).get("status") == "done" for n in names)
            assert line.done == done
