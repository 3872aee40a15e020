"""What was done on a text that somebody else corrected since: undo leaves the old version alone."""

from __future__ import annotations

import factories
import pytest
from factories import ASN, BUPATI, TEXT, extents

from annotator.model.errors import RefusedError
from annotator.store import integrity
from annotator.workbench.correcting import apply_correction
from annotator.workbench.history import History

NEW = f"{TEXT} Ralat."


@pytest.fixture
def marked(session, document):
    """Budi marked and answered, then took one mark back; Ani goes on."""
    session.code_as("Budi")
    span = session.coding.add_span(document, extents(BUPATI), "person")
    session.coding.set_attribute(span.id, "role", "head")
    session.coding.add_span(document, extents(ASN), "person")
    session.history.undo()
    session.code_as("Ani")
    yield session
    assert integrity.check(session.project) == []


def said(session, document, name: str = "Budi"):
    """What somebody has on a document; whoever coded goes on."""
    before = session.coder.name
    session.code_as(name)
    found = session.finding.annotations(document)
    session.code_as(before)
    return found


@pytest.mark.parametrize("turn", ["undo", "redo"])
def test_neither_undo_nor_redo_changes_an_earlier_version(marked, document, turn):
    old = said(marked, document)
    new = apply_correction(marked.context, document, NEW).document_id
    carried = said(marked, new)
    marked.code_as("Budi")
    with pytest.raises(RefusedError, match="replaced_text") as refused:
        getattr(marked.history, turn)()
    assert refused.value.fields["key"] == marked.finding.document(new).key
    assert (said(marked, document), said(marked, new)) == (old, carried)
    assert marked.finding.waiting(new) == 0


def test_what_was_done_elsewhere_can_still_be_undone(marked, document, tmp_path):
    marked.code_as("Budi")
    other = factories.add_text(marked, tmp_path, "Berita lain dari Samarinda.", "b.txt")
    marked.coding.add_span(other, extents((0, 6)), "place")
    later = marked.coding.add_span(document, extents(ASN), "place")
    marked.code_as("Ani")
    apply_correction(marked.context, document, NEW)
    marked.code_as("Budi")
    with pytest.raises(RefusedError, match="replaced_text"):
        marked.history.undo()
    assert marked.history.undo() is not None
    assert marked.finding.annotations(other).spans == ()
    assert later.id in marked.finding.annotations(document).span_by_id()


def test_once_the_correction_is_undone_the_steps_before_it_can_be(marked, document):
    apply_correction(marked.context, document, NEW)
    marked.history.undo()
    marked.code_as("Budi")
    for _step in range(2):
        assert History(marked.context).undo() is not None
    assert marked.finding.annotations(document).spans == ()


def test_an_article_that_somebody_else_corrected_is_not_taken_away(session, tmp_path):
    session.code_as("Budi")
    document = factories.add_text(session, tmp_path)
    session.code_as("Ani")
    new = apply_correction(session.context, document, NEW).document_id
    session.code_as("Budi")
    with pytest.raises(RefusedError, match="changed_since") as refused:
        session.history.undo()
    assert refused.value.fields["by"] == "Ani"
    assert session.finding.document(document).key == session.finding.document(new).key.split("~")[0]
    session.code_as("Ani")
    session.history.undo()
    session.code_as("Budi")
    assert History(session.context).undo() is not None
    assert session.finding.documents() == []
    assert integrity.check(session.project) == []


def test_the_correction_itself_is_undone_and_done_again(marked, document):
    new = apply_correction(marked.context, document, NEW).document_id
    there = said(marked, new)
    for _time in range(2):
        assert marked.history.undo() is not None
        assert marked.finding.documents() == [document]
        assert marked.history.redo() is not None
        assert said(marked, new) == there
