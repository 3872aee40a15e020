from __future__ import annotations

import errno
import os
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.change import Operation
from annotator.model.codebook import CodebookFile
from annotator.model.errors import EnvironmentFault, InputError, ProjectDamaged, RefusedError
from annotator.model.identity import new_id
from annotator.store import codebooks, coders, documents, placing, rows, spans
from annotator.store import project as project_module
from annotator.store.integrity import check
from annotator.store.project import Project
from annotator.store.revisions import iterate_revisions, undo_stack


def count(project: Project, table: str) -> int:
    return project.file.rows(f"SELECT count(*) FROM {table}")[0][0]


def test_a_new_project_has_its_codebook_and_its_first_coder(world) -> None:
    assert codebooks.current_codebook(world.project).yaml == "labels: {}"
    assert [coder.name for coder in coders.list_coders(world.project)] == ["Ani"]
    assert world.coder.key == "c" + world.me
    assert len(world.project.project_id) == 32


def test_a_new_project_has_nothing_to_undo(world) -> None:
    assert list(undo_stack(world.project, world.me)) == []


def test_the_id_of_a_project_stays_the_same(world) -> None:
    before = world.project.project_id
    assert world.reopen().project_id == before


def test_a_project_knows_since_when_it_is_open(world) -> None:
    world.clock.seconds += 3600
    opened = world.reopen().opened
    world.clock.seconds += 60
    assert (opened.isoformat(), world.project.now()) == (
        "2025-12-01T13:00:00+00:00",
        "2025-12-01T13:01:00Z",
    )
    assert world.project.opened == opened


def test_a_closed_project_is_one_file(world) -> None:
    world.add_span(world.add_document())
    world.project.close()
    assert os.listdir(world.path.parent) == ["p.annot"]
    assert world.path.read_bytes()[18:20] == b"\x01\x01", "no write-ahead log is needed to read it"


def test_a_project_closes_twice_and_then_refuses_verbs(world) -> None:
    world.project.close()
    world.project.close()
    with pytest.raises(RefusedError) as refused:
        documents.count_documents(world.project)
    assert refused.value.code == "project_closed"


def test_creating_never_touches_a_file_that_is_there(tmp_path: Path) -> None:
    path = tmp_path / "p.annot"
    path.write_text("precious")
    with pytest.raises(EnvironmentFault) as fault:
        Project.create(path, CodebookFile(new_id(), "x"), "s", "1", "Ani")
    assert fault.value.code == "file_exists"
    assert path.read_text() == "precious"


def test_creating_in_a_missing_folder_says_so(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault) as fault:
        Project.create(tmp_path / "no" / "p.annot", CodebookFile(new_id(), "x"), "s", "1", "Ani")
    assert fault.value.code == "missing_folder"


def test_a_project_that_cannot_be_made_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        Project.create(tmp_path / "p.annot", CodebookFile(new_id(), "\ud800"), "s", "1", "Ani")
    assert os.listdir(tmp_path) == []


def test_a_committed_revision_says_who_when_and_what(world) -> None:
    document = world.add_document()
    span = world.span(document)
    about = {"label": "speaker", "quote": "Bupati"}
    operation = Operation("span", span.id, rows.span_value(span))
    revision = world.commit(operation, action="add_span", about=about)
    assert (revision.author_id, revision.action) == (world.me, "add_span")
    assert (revision.about, revision.time) == (about, "2025-12-01T12:00:00Z")
    assert next(iterate_revisions(world.project)) == revision


def test_a_commit_with_nothing_in_it_is_refused(world) -> None:
    with pytest.raises(RefusedError) as refused:
        world.commit(Operation("span", new_id(), None))
    assert refused.value.code == "nothing_to_do"


def test_of_two_operations_on_one_row_the_last_counts(world) -> None:
    document = world.add_document()
    span = world.span(document)
    first, second = (rows.span_value(span) | {"label": label} for label in ("rule", "venue"))
    world.commit(Operation("span", span.id, first), Operation("span", span.id, second))
    found = spans.find_span(world.project, span.id)
    assert found is not None
    assert found.label == "venue"
    assert check(world.project) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"attributes": {"note": "\ud800"}}, "lone_surrogate"),
        ({"attributes": {"n": float("nan")}}, "not_finite"),
        ({"attributes": {"n": float("inf")}}, "not_finite"),
        ({"label": ""}, "value_refused"),
        ({"fragments": [[-1, 3]]}, "value_refused"),
        ({"fragments": [[3, 3]]}, "value_refused"),
        ({"fragments": [[0, 2**70]]}, "value_refused"),
        ({"document_id": "0" * 32}, "value_refused"),
        ({"coder_id": "0" * 32}, "value_refused"),
        ({"label": None}, "value_refused"),
        ({"label": ["a"]}, "value_refused"),
    ],
)
def test_a_value_that_cannot_be_kept_leaves_nothing_behind(world, change, code) -> None:
    span = world.span(world.add_document())
    before = count(world.project, "revision")
    with pytest.raises(InputError) as error:
        world.commit(Operation("span", span.id, rows.span_value(span) | change))
    assert error.value.code == code
    assert count(world.project, "revision") == before
    world.commit(Operation("span", span.id, rows.span_value(span)))
    assert check(world.project) == []


def test_a_lone_surrogate_names_the_row(world) -> None:
    good, bad = world.document(key="a"), world.document(key="b\udfff", text="lain")
    operations = [Operation("document", d.id, rows.document_value(d)) for d in (good, bad)]
    with pytest.raises(InputError) as error:
        world.commit(*operations)
    assert error.value.fields == {"kind": "document", "id": bad.id}


def test_a_document_whose_id_is_not_its_content_is_refused(world) -> None:
    document = world.document()
    with pytest.raises(InputError):
        world.commit(Operation("document", new_id(), rows.document_value(document)))


def test_the_text_of_a_document_cannot_be_changed(world) -> None:
    document = world.add_document()
    other = rows.document_value(document) | {"text": "something else"}
    with pytest.raises(InputError):
        world.commit(Operation("document", document.id, other))
    assert documents.load_document(world.project, document.id) == document


def test_all_commits_of_a_transaction_are_taken_back_together(world) -> None:
    document = world.add_document()
    before = world.state()

    def fail_late() -> None:
        with world.project.transaction():
            world.add_span(document)
            world.set_status(document, "done")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_late()
    assert world.state() == before
    world.add_span(document)
    assert check(world.project) == []


def test_a_failure_inside_a_transaction_takes_back_only_its_own_part(world) -> None:
    document = world.add_document()
    with world.project.transaction():
        kept = world.add_span(document)
        with pytest.raises(InputError):
            world.add_span(document, label="")
        other = world.add_span(document, 7, 15)
    found = spans.load_set(world.project, document.id, world.me, world.codebook_id)
    assert [span.id for span in found.spans] == [kept.id, other.id]
    assert check(world.project) == []


def test_an_import_streams_its_operations_in_one_group(world) -> None:
    made = (world.document(text=f"teks {n}", key=f"d{n}") for n in range(1200))
    operations = (Operation("document", d.id, rows.document_value(d)) for d in made)
    group = world.project.make_id()
    about = {"count": 1200}
    assert world.project.commit_many(world.me, "import", operations, about, group=group) == 1200
    (step,) = undo_stack(world.project, world.me)
    assert [revision.group for revision in step] == [group] * 3
    assert documents.count_documents(world.project) == 1200


def test_long_texts_are_cut_into_more_revisions(world) -> None:
    made = (world.document(text=f"{n}" + "x" * 600_000, key=f"d{n}") for n in range(4))
    operations = (Operation("document", d.id, rows.document_value(d)) for d in made)
    world.project.commit_many(world.me, "import", operations, group=world.project.make_id())
    assert len(undo_stack(world.project, world.me)[0]) == 2


def test_an_import_that_fails_in_the_middle_leaves_nothing(world) -> None:
    def operations():
        for n in range(700):
            document = world.document(text=f"teks {n}", key=f"d{n}")
            yield Operation("document", document.id, rows.document_value(document))
        raise InputError("wrong_hash")

    before = world.state()
    with pytest.raises(InputError):
        world.project.commit_many(world.me, "import", operations(), group=None)
    assert world.state() == before
    assert check(world.project) == []


def test_an_empty_import_writes_nothing(world) -> None:
    assert world.project.commit_many(world.me, "import", [], group=None) == 0
    assert list(undo_stack(world.project, world.me)) == []


def test_another_thread_waits_for_the_end_of_a_transaction(world) -> None:
    document = world.add_document()
    begun, seen = threading.Event(), []

    def look() -> None:
        begun.wait()
        seen.append(len(spans.load_set(world.project, document.id, world.me, "").spans))

    watcher = threading.Thread(target=look)
    watcher.start()
    with world.project.transaction():
        world.add_span(document)
        begun.set()
        watcher.join(0.05)
        world.add_span(document)
        assert seen == []
    watcher.join()
    assert seen == [2]


def test_texts_of_every_sort_come_back_as_they_were(world) -> None:
    texts = (
        "a\0b",
        "baris\u2028dan\u2029lagi\u0085",
        "keluarga 👨\u200d👩\u200d👧 dan e\u0301",
        "tak\u00a0putus",
        "\r\n\r",
        "שלום مرحبا",
        "\ufeffBOM",
        "",
        "x" * 5_000_000,
    )
    made = [world.add_document(text=text, key=f"d{n}") for n, text in enumerate(texts)]
    world.reopen()
    for text, document in zip(texts, made, strict=True):
        found = documents.load_document(world.project, document.id)
        assert found.text == text
        assert found == document
    assert check(world.project) == []


def test_a_clock_that_is_set_back_does_not_disturb_the_order(world) -> None:
    document = world.add_document()
    world.clock.seconds -= 86_400
    world.reopen()
    span = world.add_span(document)
    newest = next(iterate_revisions(world.project))
    assert newest.action == "add_span"
    assert [group[0].action for group in undo_stack(world.project, world.me)] == [
        "import",
        "add_span",
    ]
    assert span.created == "2025-11-30T12:00:00Z"


def test_a_name_that_is_taken_meanwhile_is_left_to_its_owner(tmp_path: Path, monkeypatch) -> None:
    path = tmp_path / "p.annot"
    real = os.fsync

    def take_the_name(number: int) -> None:
        real(number)
        path.write_text("mine")

    monkeypatch.setattr(placing.os, "fsync", take_the_name)
    with pytest.raises(EnvironmentFault) as fault:
        Project.create(path, CodebookFile(new_id(), "x"), "s", "1", "Ani")
    assert fault.value.code == "file_exists"
    assert path.read_text() == "mine"
    assert os.listdir(tmp_path) == ["p.annot"]


@pytest.mark.parametrize("is_taken", [False, True])
def test_a_file_system_without_links_has_projects_too(
    tmp_path: Path, monkeypatch, is_taken: bool
) -> None:
    path = tmp_path / "p.annot"

    def no_links(*_: object) -> None:
        if is_taken:
            path.write_text("mine")
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(placing.os, "link", no_links)
    if is_taken:
        with pytest.raises(EnvironmentFault):
            Project.create(path, CodebookFile(new_id(), "x"), "s", "1", "Ani")
        assert path.read_text() == "mine"
        return
    with Project.create(path, CodebookFile(new_id(), "x"), "s", "1", "Ani") as project:
        assert check(project) == []
    assert os.listdir(tmp_path) == ["p.annot"]


def test_many_threads_write_one_after_the_other(world) -> None:
    document = world.add_document()
    threads = [
        threading.Thread(target=lambda n=n: [world.add_span(document, n, n + 2) for _ in range(15)])
        for n in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = spans.load_set(world.project, document.id, world.me, world.codebook_id)
    assert len(found.spans) == 90
    assert len(undo_stack(world.project, world.me)) == 91
    assert check(world.project) == []


def test_a_project_needs_a_codebook_to_work_with(world) -> None:
    world.delete("codebook", world.codebook_id)
    for read in (codebooks.current_codebook, codebooks.current_codebook_id):
        with pytest.raises(ProjectDamaged):
            read(world.project)


@pytest.mark.parametrize("stamp", [2**62, 2**63 - 2])
def test_a_stamp_at_the_end_of_time_does_not_stop_the_project(world, stamp) -> None:
    document = world.add_document()
    world.project.log._clock.last = stamp
    first = world.add_span(document)
    world.reopen()
    second = world.add_span(document, 7, 9)
    world.reopen()
    found = spans.load_set(world.project, document.id, world.me, "").spans
    assert {span.id for span in found} == {first.id, second.id}
    assert check(world.project) == []


@pytest.mark.parametrize("length", [300, 250])
def test_a_name_that_is_too_long_is_said_to_be(tmp_path: Path, length: int) -> None:
    path = tmp_path / ("x" * (length - 6) + ".annot")
    with pytest.raises(EnvironmentFault) as fault:
        Project.create(path, CodebookFile(new_id(), "a: 1", {}), "asn", "1.0", "Ani")
    assert fault.value.code == "name_too_long"
    with pytest.raises(EnvironmentFault, match=r"name_too_long|missing_file"):
        Project.open(path)
    assert os.listdir(tmp_path) == []


def test_a_name_may_be_as_long_as_sqlite_allows(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 241 + ".annot")
    Project.create(path, CodebookFile(new_id(), "a: 1", {}), "asn", "1.0", "Ani").close()
    Project.open(path).close()
    assert os.listdir(tmp_path) == [path.name]


def fake_operations(lengths) -> list[Operation]:
    """Documents of some lengths, and marks where no length is given."""
    return [
        Operation("span" if one is None else "document", f"{n}", {"text": "x" * (one or 0)})
        for n, one in enumerate(lengths)
    ]


@given(st.lists(st.one_of(st.none(), st.integers(0, 12)), max_size=40))
def test_many_operations_are_cut_into_full_revisions_and_none_is_lost(lengths) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(project_module, "CHUNK", 4)
        patch.setattr(project_module, "CHUNK_CHARACTERS", 20)
        given_ = fake_operations(lengths)
        made = list(project_module.chunks(iter(given_)))
    assert [one for chunk in made for one in chunk] == given_
    for number, chunk in enumerate(made, 1):
        sizes = [len(one.value["text"]) for one in chunk]
        assert 1 <= len(chunk) <= 4
        assert sum(sizes[:-1]) < 20
        assert number == len(made) or len(chunk) == 4 or sum(sizes) >= 20
