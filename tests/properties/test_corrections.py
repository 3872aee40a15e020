"""Whatever is marked and however the text is mended: nothing is lost, and undo is exact."""

from __future__ import annotations

import tempfile
from pathlib import Path

import factories
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.errors import RefusedError
from annotator.model.extent import joined_text
from annotator.workbench.correcting import Choice, Fate, apply_check, apply_correction, plan_check
from annotator.workbench.exporting import ExportChoice, lines
from annotator.workbench.importing import import_files
from annotator.workbench.session import Session

ALL = ExportChoice(with_replaced=True)
WORDS = st.sampled_from(
    ["ASN", "harus", "netral", "👍🏽", "kata", "Sri", "é", "ikut", "\r\n", "kampanye", "di", "sini"]
)
TEXTS = st.lists(WORDS, min_size=3, max_size=14)
PLACES = st.lists(st.tuples(st.integers(0, 13), st.integers(1, 4)), max_size=5)
EDITS = st.lists(
    st.tuples(st.integers(0, 13), st.sampled_from(("delete", "put", "swap")), WORDS), max_size=4
)


def edited(words: list[str], edits: list[tuple[int, str, str]]) -> list[str]:
    made = list(words)
    for at, what, word in edits:
        at = min(at, len(made) - 1)
        if what == "put":
            made.insert(at, word)
        elif what == "delete" and len(made) > 1:
            del made[at]
        else:
            made[at], made[0] = made[0], made[at]
    return made


def everything(session: Session) -> bytes:
    return b"".join(lines(session.context, ALL))


def mark_some(session: Session, document, words: list[str], places) -> None:
    """Mark runs of words, as two people in turn."""
    ends = [len(" ".join(words[:n])) + (n > 0) for n in range(len(words))]
    for number, (at, size) in enumerate(places):
        session.code_as(("Ani", "Budi")[number % 2])
        start = ends[min(at, len(words) - 1)]
        end = start + len(" ".join(words[min(at, len(words) - 1) :][:size]))
        try:
            session.coding.add_span(document, factories.extents((start, end)), "place")
        except RefusedError as error:
            assert error.code == "already_marked"  # noqa: PT017 - the other reasons are mistakes
    session.code_as("Ani")


@settings(max_examples=40, deadline=None)
@given(TEXTS, PLACES, EDITS)
def test_every_mark_is_carried_or_waits_and_undo_is_exact(words, places, edits):
    old, new = " ".join(words), " ".join(edited(words, edits))
    with tempfile.TemporaryDirectory() as name, factories.make_session(Path(name)) as session:
        document = factories.add_text(session, Path(name), old)
        mark_some(session, document, words, places)
        before = everything(session)
        try:
            report = apply_correction(session.context, document, new)
        except RefusedError as error:
            assert error.code in ("same_text", "empty_text")  # noqa: PT017
            assert everything(session) == before
            return
        total = 0
        for coder in ("Ani", "Budi"):
            session.code_as(coder)
            marked = session.finding.annotations(document).spans
            carried = {s.key: s for s in session.finding.annotations(report.document_id).spans}
            for span in marked:
                if span.key in carried:
                    words_now = joined_text(new, carried[span.key].fragments)
                    assert words_now == joined_text(old, span.fragments)
            waiting = session.finding.waiting(report.document_id)
            assert len(carried) + waiting == len(marked)
            total += len(marked)
        session.code_as("Ani")
        assert report.carried + report.waiting == total
        after = everything(session)
        session.history.undo()
        assert everything(session) == before
        session.history.redo()
        assert everything(session) == after
        check_the_rest(session, report.document_id)
        read_again(session, Path(name))


def check_the_rest(session: Session, document) -> None:
    """Leave behind whatever waits: then nothing does."""
    waiting = plan_check(session.context, document).marks
    if waiting:
        apply_check(
            session.context, document, {mark.span.id: Choice(Fate.LEAVE) for mark in waiting}
        )
    assert session.finding.waiting(document) == 0


def read_again(session: Session, folder: Path) -> None:
    """An export of all versions that is read in elsewhere is written with the same bytes."""
    data = everything(session)
    file = folder / "all.jsonl"
    file.write_bytes(data)
    other = folder / "other"
    other.mkdir()
    with factories.make_session(other, coder="Cici") as fresh:
        report = import_files(fresh.context, [file])
        assert report.is_applied, report.problems
        assert everything(fresh) == data
