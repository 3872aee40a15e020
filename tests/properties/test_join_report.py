"""What joining says it did is what one finds by comparing the project before and after."""

from __future__ import annotations

import shutil

import factories
import pytest
from copies_scene import exported
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.comment import Comment
from annotator.model.errors import AnnotatorError
from annotator.model.relation import Relation
from annotator.model.span import Span
from annotator.store import coders, spans
from annotator.workbench.join_report import KINDS, JoinReport
from annotator.workbench.joining import join_files, preview_files
from annotator.workbench.overview import overview_of
from annotator.workbench.session import Session

WORDS = ((0, 6), (7, 10), (11, 19), (20, 23), (24, 28))
COPIES = ("here", "there")

steps = st.lists(
    st.tuples(
        st.sampled_from(("add", "add", "relabel", "delete", "note", "relate", "undo", "import")),
        st.sampled_from(("Ani", "Budi")),
        st.integers(0, 20),
    ),
    max_size=5,
)

Rows = dict[str, dict[str, object]]


@pytest.fixture(scope="module")
def start(tmp_path_factory):
    """A closed project with one article, two people and a few marks of each."""
    folder = tmp_path_factory.mktemp("start")
    with factories.make_session(folder, "start.annot") as session:
        factories.add_text(session, folder)
        for name in ("Budi", "Ani"):
            session.code_as(name)
            for number in range(3):
                do(session, "add", number)
            do(session, "relate", 0)
    return folder / "start.annot"


def do(session: Session, verb: str, number: int) -> None:
    """One act of whoever codes; what cannot be done is left."""
    document = session.finding.documents()[0]
    marks = session.finding.annotations(document).spans
    coding, mark = session.coding, marks[number % len(marks)] if marks else None
    try:
        if verb == "add":
            label = "person" if number % 2 else "place"
            coding.add_span(document, factories.extents(WORDS[number % len(WORDS)]), label)
        elif verb == "undo":
            session.history.undo()
        elif verb == "import":
            text = f"Berita nomor {number} dari Samarinda."
            factories.add_text(session, session.path.parent, text, f"{number}.txt")
        elif mark is not None:
            other = marks[(number + 1) % len(marks)]
            {
                "relabel": lambda: coding.relabel_span(mark.id, "person"),
                "delete": lambda: coding.delete_span(mark.id),
                "note": lambda: coding.set_comment(mark.id, f"catatan {number}"),
                "relate": lambda: coding.add_relation(mark.id, other.id, "lives_in"),
            }[verb]()
    except AnnotatorError:
        pass


def rows(session: Session) -> Rows:
    """Everything that is there, by kind and id, read article by article."""
    project = session.project
    found: Rows = {kind: {} for kind in ("document", *KINDS)}
    for document in session.finding.documents():
        found["document"][document] = session.finding.document(document)
        for coder in coders.list_coders(project):
            marked = spans.load_set(project, document, coder.id, session.codebook_id)
            for one in (*marked.spans, *marked.relations, *marked.comments):
                kind = {Span: "span", Relation: "relation", Comment: "comment"}[type(one)]
                found[kind][one.id] = one
    return found


def expected(before: Rows, after: Rows) -> tuple[dict[str, int], ...]:
    """What is there now and was not, and what was there and is gone."""
    new = {kind: len(after[kind].keys() - before[kind].keys()) for kind in before}
    gone = {kind: len(before[kind].keys() - after[kind].keys()) for kind in before}
    return new, {kind: count for kind, count in gone.items() if count}


def copies(start, tmp_path_factory, by_copy) -> list[Session]:
    """Two copies of the project in which these steps were done; all but the first are closed."""
    made = []
    for name, some in zip(COPIES, by_copy, strict=True):
        path = tmp_path_factory.mktemp("copy") / f"{name}.annot"
        shutil.copy(start, path)
        session = Session.open(path)
        for verb, who, number in some:
            session.code_as(who)
            do(session, verb, number)
        session.code_as("Ani")
        made.append(session)
    made[1].close()
    return made


def numbers_of(report: JoinReport) -> tuple[object, ...]:
    return (
        dict(report.new),
        dict(report.altered),
        dict(report.gone),
        report.coders,
        report.conflict_count,
        report.revisions,
    )


@given(here=steps, there=steps)
@settings(max_examples=6)
def test_the_report_says_what_is_otherwise_now(start, tmp_path_factory, here, there):
    session, other = copies(start, tmp_path_factory, (here, there))
    with session:
        before, shown = rows(session), exported(session)
        tried = preview_files(session.context, [other.path])
        assert exported(session) == shown
        marks = {one.name: one.spans for one in overview_of(session).coders}
        done = join_files(session.context, [other.path])
        assert numbers_of(tried) == numbers_of(done)
        check(session, before, done)
        now = {one.name: one.spans for one in overview_of(session).coders}
        assert all(now[name] - marks.get(name, 0) == more for name, more in done.coders)
        again = join_files(session.context, [other.path])
        assert (again.revisions, sum(again.new.values()), again.altered) == (0, 0, {})


def check(session: Session, before: Rows, report: JoinReport) -> None:
    """Hold the report against what was there before; a hidden relation counts as there."""
    after = rows(session)
    new, gone = expected(before, after)
    for kind in ("document", "span", "comment"):
        assert report.new[kind] == new[kind]
        assert report.gone.get(kind, 0) == gone.get(kind, 0)
        both = before[kind].keys() & after[kind].keys()
        altered = sum(before[kind][one] != after[kind][one] for one in both)
        assert report.altered.get(kind, 0) >= altered
    assert report.conflict_count == len(report.conflicts) == session.finding.count_undecided()
