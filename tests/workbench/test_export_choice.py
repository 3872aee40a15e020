"""What an export holds: every choice is a part of the whole, and the preview counts it."""

from __future__ import annotations

import hashlib
import itertools
import json

import factories
import pytest
import team_scene
from factories import BALIKPAPAN, BUPATI, extents

from annotator.model.errors import EnvironmentFault, InputError
from annotator.workbench.correcting import apply_correction
from annotator.workbench.exporting import (
    ExportChoice,
    export_jsonl,
    lines,
    preview_export,
    write_text,
)

CHOICES = [
    ExportChoice(coder_name=name, with_text=text, finished_only=finished, with_replaced=replaced)
    for name, text, finished, replaced in itertools.product(
        (None, "Ani", "Budi"), (True, False), (True, False), (True, False)
    )
]


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    """Three coders, finished and unfinished work, an article nobody began and a corrected one."""
    folder = tmp_path_factory.mktemp("export")
    with factories.make_session(folder) as made:
        document = factories.add_text(made, folder)
        articles = team_scene.add_articles(made, folder)
        person = made.coding.add_span(document, extents(BUPATI), "person")
        place = made.coding.add_span(document, extents(BALIKPAPAN), "place")
        made.coding.add_relation(person.id, place.id, "lives_in")
        team_scene.code(made, "Budi", articles[:3])
        team_scene.code(made, "Citra", articles[1:2], is_done=False)
        text = made.finding.document(document).text
        apply_correction(made.context, document, text.replace("Balikpapan", "Balikpapan!"))
        yield made


def records(session, choice: ExportChoice) -> list[dict]:
    return [json.loads(line) for line in lines(session.context, choice)]


def name_of(one: dict) -> tuple[str, str]:
    return one["doc_id"], one["coder"]


@pytest.mark.parametrize("choice", CHOICES, ids=range(len(CHOICES)))
def test_every_choice_is_a_part_of_the_whole_in_its_order(session, choice):
    """Filtered by hand from the export of everything."""
    whole = records(session, ExportChoice(with_replaced=True))
    current = {name_of(one) for one in records(session, ExportChoice())}
    bare = choice.coder_name is None and not choice.finished_only
    wanted = [
        one
        for one in whole
        if choice.coder_name in (None, one["coder"])
        and (one["status"] == "done" or not choice.finished_only)
        and (choice.with_replaced or name_of(one) in current)
        and (bare or one["coder"])
    ]
    found = records(session, choice)
    assert [name_of(one) for one in found] == [name_of(one) for one in wanted]
    if choice.with_text:
        assert found == wanted
    else:
        assert {one.get("text") for one in found} <= {None}
        assert [one["spans"] for one in found] == [one["spans"] for one in wanted]


@pytest.mark.parametrize("choice", CHOICES, ids=range(len(CHOICES)))
def test_the_preview_counts_what_is_in_the_file(session, choice):
    preview, found = preview_export(session.context, choice), records(session, choice)
    assert preview.records == len(found) == preview.finished + preview.unfinished
    assert preview.spans == preview.equal_quotes == sum(len(one["spans"]) for one in found)
    assert preview.relations == sum(len(one["relations"]) for one in found)
    assert preview.finished == sum(one["status"] == "done" for one in found)
    assert preview.replaced == 1
    with_marks = [one for one in found if one["spans"]]
    shown = (with_marks or found or [None])[0]
    assert json.loads(json.dumps(preview.first_record)) == shown


@pytest.mark.parametrize("choice", CHOICES[::5], ids=range(len(CHOICES[::5])))
def test_the_report_says_what_was_written(session, tmp_path, choice):
    report = export_jsonl(session.context, tmp_path / "new" / "out.jsonl", choice)
    data = report.path.read_bytes()
    assert data == b"".join(lines(session.context, choice))
    assert (report.size, report.sha256) == (len(data), hashlib.sha256(data).hexdigest())
    found = [json.loads(line) for line in data.splitlines()]
    assert report.records == len(found)
    assert report.spans == sum(len(one["spans"]) for one in found)
    assert report.relations == sum(len(one["relations"]) for one in found)
    assert list(report.path.parent.iterdir()) == [report.path]


def test_an_article_nobody_began_is_there_once_and_only_in_the_whole(session):
    bare = [one for one in records(session, ExportChoice()) if not one["coder"]]
    assert [one["doc_id"] for one in bare] == ["a3", "a4", "a5", "a6"]
    assert all(one["spans"] == [] for one in bare)
    for choice in (ExportChoice("Ani"), ExportChoice(finished_only=True)):
        assert all(one["coder"] for one in records(session, choice))


def test_rows_have_all_the_same_keys_in_the_same_order(session):
    """Readers of tables drop what comes late."""
    found = records(session, ExportChoice(with_replaced=True))
    assert len({tuple(one) for one in found}) == 1
    for kind in ("spans", "relations"):
        assert len({tuple(mark) for one in found for mark in one[kind]}) <= 1


def test_a_text_is_written_whole_or_not_at_all(session, tmp_path):
    path = tmp_path / "deep" / "guide.html"
    write_text(path, "Pedoman 👩‍🏫\r\n\udc80")
    assert path.read_bytes() == "Pedoman 👩‍🏫\r\n\udc80".encode("utf-8", "surrogatepass")
    with pytest.raises(InputError, match="not_a_file"):
        write_text(tmp_path / "deep", "x")
    with pytest.raises(InputError, match="would_replace_project"):
        write_text(session.path, "x")
    with pytest.raises(EnvironmentFault) as refused:
        write_text(path / "below.html", "x")
    assert refused.value.fields["path"] == str(path / "below.html")
    assert [one.name for one in path.parent.iterdir()] == ["guide.html"]


def test_a_name_that_is_too_long_is_the_names_fault(session, tmp_path):
    with pytest.raises(EnvironmentFault, match="name_too_long"):
        write_text(tmp_path / ("x" * 300), "x")
    with pytest.raises(EnvironmentFault, match="name_too_long"):
        export_jsonl(session.context, tmp_path / ("x" * 300), ExportChoice())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("named", ["Ani", "ani", " ANI ", "key"])
def test_a_coder_is_one_however_the_name_is_written(session, named):
    key = session.coder.key
    asked = key if named == "key" else named
    found = records(session, ExportChoice(asked))
    assert found == records(session, ExportChoice("Ani"))
    assert {one["coder"] for one in found} == {"Ani"}


@pytest.mark.parametrize("named", ["", "Dewi", "An", "Ani, Budi"])
def test_who_is_not_there_is_told_who_is(session, named):
    with pytest.raises(InputError, match="unknown_coder") as refused:
        records(session, ExportChoice(named))
    assert refused.value.fields == {"coder": named, "known": "Ani, Budi, Citra"}
