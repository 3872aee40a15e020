"""Opening and making projects."""

from __future__ import annotations

import factories
import pytest

from annotator.model.errors import EnvironmentFault, InputError, ProjectDamaged, ProjectLocked
from annotator.store import codebooks
from annotator.workbench.session import Session


def test_a_new_project_has_its_codebook_and_coder(session, tmp_path):
    assert (session.name, session.path) == ("p", tmp_path / "p.annot")
    assert (session.codebook.id, session.codebook.version) == ("small", "1.0.0")
    assert (session.coder.name, session.coder.key) == ("Ani", f"c{session.coder.id}")


def test_a_project_opens_as_it_was_closed(session, document):
    session.coding.add_span(document, factories.extents((0, 6)), "person")
    before = session.finding.annotations(document), session.codebook, session.codebook_id
    session.close()
    with Session.open(session.path) as again:
        after = again.finding.annotations(document), again.codebook, again.codebook_id
        assert (after, again.coder) == (before, session.coder)


def test_a_mark_says_under_which_codebook_it_was_made(session, document):
    span = session.coding.add_span(document, factories.extents((0, 6)), "person")
    assert span.codebook_id == session.codebook_id
    assert session.finding.annotations(document).codebook_id == session.codebook_id
    stored = codebooks.current_codebook(session.project)
    assert (stored.id, stored.yaml) == (session.codebook_id, factories.CODEBOOK)


def test_a_second_opening_is_refused_with_who_has_it(session):
    with pytest.raises(ProjectLocked) as caught:
        Session.open(session.path)
    assert {"who", "since", "host"} <= caught.value.fields.keys()
    session.close()
    Session.open(session.path).close()


def test_a_file_that_is_there_is_never_overwritten(tmp_path):
    path = tmp_path / "p.annot"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(EnvironmentFault, match="file_exists"):
        factories.make_session(tmp_path)
    assert path.read_text(encoding="utf-8") == "mine"


def test_a_bad_codebook_makes_no_project(tmp_path):
    codebook = factories.write_codebook(tmp_path, "labels: [")
    with pytest.raises(InputError, match="bad_codebook") as caught:
        Session.create(tmp_path / "p.annot", codebook, "Ani")
    assert caught.value.problems
    assert not (tmp_path / "p.annot").exists()


@pytest.mark.parametrize("name", ["", "  "])
def test_a_coder_needs_a_name(tmp_path, name):
    with pytest.raises(InputError, match="coder_needs_name"):
        factories.make_session(tmp_path, coder=name)


def test_what_is_no_project_is_not_opened(tmp_path):
    path = tmp_path / "p.annot"
    path.write_text("text", encoding="utf-8")
    with pytest.raises(ProjectDamaged, match="not_a_project"):
        Session.open(path)
    with pytest.raises(EnvironmentFault, match="missing_file"):
        Session.open(tmp_path / "q.annot")


def test_a_named_coder_is_found_or_made(session):
    path = session.path
    session.close()
    with Session.open(path, "Budi") as budi:
        assert budi.coder.name == "Budi"
    with Session.open(path, " budi ") as again:
        assert again.coder == budi.coder
        assert len(again.finding.coders()) == 2
    with Session.open(path) as first:
        assert first.coder.name == "Ani", "who made the project, not who comes first by name"


def test_a_coder_is_one_however_the_name_is_written(session):
    """A keyboard writes an accent as one code point, the name of a file often as two."""
    session.code_as("André")
    first = session.coder
    for name in ("Andre\u0301", " ANDRÉ\n"):
        session.code_as(name)
        assert session.coder == first


def test_blanks_around_a_name_are_no_part_of_it(session):
    path = session.path
    session.close()
    with Session.open(path, "  Budi ") as budi:
        assert budi.coder.name == "Budi"
        budi.code_as("\tCitra\n")
        assert budi.coder.name == "Citra"


@pytest.mark.parametrize("name", ["", " \n"])
def test_a_project_is_not_opened_or_gone_on_with_by_nobody(session, name):
    with pytest.raises(InputError, match="coder_needs_name"):
        session.code_as(name)
    assert session.coder.name == "Ani"
    path = session.path
    session.close()
    with pytest.raises(InputError, match="coder_needs_name"):
        Session.open(path, name)
    with Session.open(path) as again:
        assert [coder.name for coder in again.finding.coders()] == ["Ani"]


def test_whoever_goes_on_can_undo_their_own_and_the_next_theirs(session, document):
    """Of one open project the coders take turns; each finds their own last step."""
    session.coding.add_span(document, factories.extents((0, 6)), "person")
    session.code_as("Budi")
    assert session.history.undo_words() is None
    session.coding.add_span(document, factories.extents((20, 23)), "person")
    session.code_as("ani")
    assert session.history.undo_words() == "label Person “Bupati”"
    session.history.undo()
    session.code_as("Budi")
    assert len(session.finding.annotations(document).spans) == 1
    assert session.history.undo_words() == "label Person “ASN”"


def test_leaving_the_block_closes_the_file(tmp_path):
    with factories.make_session(tmp_path) as session:
        path = session.path
    Session.open(path).close()
