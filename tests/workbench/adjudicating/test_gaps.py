"""Gaps in the guideline, gathered into a page for the next codebook."""

from __future__ import annotations

import pytest
import yaml
from review_scene import BALIKPAPAN, SRI, lives_in, person, place, work

from annotator.model.errors import EnvironmentFault, InputError
from annotator.workbench import language
from annotator.workbench.adjudicating.gaps import gaps, proposed_change, save_gaps

ENDS = (person(SRI), place(BALIKPAPAN))


def with_gaps(make):
    scene = make(
        {"Budi": {"outlet": "Kompas"}, "Citra": {"outlet": "Tempo"}},
        Budi=work(*ENDS, lives_in(0, 1)),
        Citra=work(*ENDS[:1]),
    )
    desk = scene.begun()
    spot = next(one for one in desk.cases if one.case.labels == ("place",))
    desk.take(spot.id, scene.letter(desk, spot.id, "Budi"))
    desk.note(spot.id, "as in the other articles")
    desk.gap(spot.id, "Towns after  in:\nmark them?")
    document = next(one for one in desk.cases if one.case.kind == "document")
    desk.gap(document.id, "Agencies?")
    desk.gap(
        next(o for o in desk.every_case.values() if o.case.labels == ("person",)).id, "Titles?"
    )
    desk.gap(
        next(o for o in desk.every_case.values() if o.case.labels == ("lives_in",)).id, "Born in?"
    )
    return scene


def test_gaps_are_gathered_by_label_in_the_order_of_the_codebook(make):
    scene = with_gaps(make)
    found = gaps(scene.session.context)
    assert [gap.label for gap in found] == ["person", "place", "", "lives_in"]
    [passage] = found[1].passages
    assert (passage.key, passage.start, passage.quote) == ("doc-1", BALIKPAPAN[0], "Balikpapan")
    assert passage.note == "as in the other articles"
    assert found[3].passages[0].quote.startswith("Sri melarang")


def test_the_page_has_the_passages_and_comments_to_put_into_the_codebook(make):
    scene = with_gaps(make)
    page = proposed_change(scene.session.context, gaps(scene.session.context))
    assert page.startswith("# Proposed changes to small 1.0.0\n")
    assert "## Place (`place`)" in page
    assert "- Towns after in: mark them?" in page
    assert "  - doc-1, 41: “Balikpapan”" in page
    blocks = page.split("```yaml\n")[1:]
    read = [yaml.safe_load(block.partition("```")[0]) for block in blocks]
    assert read == [
        {"labels": {"person": None}},
        {"labels": {"place": None}},
        {"document": None},
        {"relations": {"lives_in": None}},
    ]
    assert "    # Towns after in: mark them? (doc-1, 41)" in blocks[1]


def test_the_page_is_written_whole_and_in_the_language_in_use(make, tmp_path):
    scene = with_gaps(make)
    language.set_language("id")
    assert save_gaps(scene.session.context, tmp_path / "gaps.md") == 4
    page = (tmp_path / "gaps.md").read_text(encoding="utf-8")
    assert page.startswith("# Usulan perubahan untuk small 1.0.0\n")
    assert "Tempat" in page


def test_a_page_that_cannot_be_written_is_told_and_no_project_gives_way_to_it(make, tmp_path):
    scene = with_gaps(make)
    (tmp_path / "file").write_text("older", encoding="utf-8")
    with pytest.raises(EnvironmentFault, match="not_writable"):
        save_gaps(scene.session.context, tmp_path / "file" / "gaps.md")
    with pytest.raises(InputError, match="would_replace_project"):
        save_gaps(scene.session.context, scene.session.path)
    assert len(gaps(scene.session.context)) == 4


def test_without_gaps_the_page_says_so(make):
    scene = make(Budi=work(*ENDS), Citra=work(*ENDS))
    assert gaps(scene.session.context) == []
    assert "No gap in the guideline was noted." in proposed_change(scene.session.context, [])


def rejected(make, *marks):
    """A gap on what Budi alone marked last, which was rejected and then taken away by Budi."""
    scene = make(Budi=work(*ENDS, *marks), Citra=work(*ENDS))
    desk = scene.begun()
    [one] = desk.cases
    desk.none(one.id)
    desk.gap(one.id, "Born in?")
    return scene


def found(scene):
    scene.as_coder("Ani")
    return [(gap.label, one.start, one.quote) for gap in gaps(scene.session.context)
            for one in gap.passages]  # fmt: skip


def test_a_gap_stays_with_its_label_and_words_when_the_mark_is_gone(make):
    scene = rejected(make, person((20, 23)))
    before = found(scene)
    mark = next(one for one in scene.set_of("Budi").spans if one.start == 20)
    scene.as_coder("Budi").coding.delete_span(mark.id)
    assert found(scene) == before == [("person", 20, "ASN")]


def test_a_gap_of_a_relation_stays_with_it_when_the_relation_is_gone(make):
    scene = rejected(make, lives_in(0, 1))
    before = found(scene)
    scene.as_coder("Budi").coding.delete_relation(scene.set_of("Budi").relations[0].id)
    assert found(scene) == before
    assert before[0][:2] == ("lives_in", SRI[0])


def test_a_gap_of_blanks_is_none(make):
    scene = make(Budi=work(*ENDS), Citra=work(*ENDS))
    desk = scene.begun()
    desk.gap(next(iter(desk.every_case)), "  ")
    assert gaps(scene.session.context) == []
