from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.codebooks import loading, reader
from annotator.codebooks.attachments import codebook_file
from annotator.model.errors import EnvironmentFault, InputError
from annotator.model.problem import Problem, Severity

Write = Callable[[str, str | bytes], Path]
GOOD = "labels:\n  a:\n"
WITH_LIST = (
    "lists: {l: {file: lists/l.csv}}\nlabels: {a: {attributes: {x: {type: ref, list: l}}}}\n"
)


@pytest.fixture
def write(tmp_path: Path, head: str) -> Write:
    def put(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        if isinstance(content, str):
            content = (head + content if name.endswith(".yaml") else content).encode()
        path.write_bytes(content)
        return path

    return put


def problems_of(path: Path) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as caught:
        reader.read_codebook(path)
    assert caught.value.code == "bad_codebook"
    return caught.value.problems


@pytest.mark.parametrize(
    "name",
    [
        "ace-events",
        "asn-core",
        "asn-neutrality",
        "attribution-parc",
        "conll-ner",
        "institutional-grammar",
        "political-claims",
    ],
)
def test_every_codebook_that_ships_loads_without_a_warning(name: str, schemas: Path) -> None:
    path = schemas / f"{name}.yaml"
    codebook, warnings = reader.parse_codebook(reader.read_codebook(path), path.name)
    assert warnings == ()
    assert codebook.offered_labels()
    for relation in codebook.relations.values():
        assert relation.sources
        assert relation.targets


def test_a_codebook_brings_the_files_it_names(write: Write) -> None:
    write("lists/l.csv", "id,name\nx,X\n")
    write("lists/other.csv", "id\n")
    file = reader.read_codebook(write("c.yaml", WITH_LIST))
    assert file.attachments == {"lists/l.csv": "id,name\nx,X\n"}
    codebook, _ = reader.parse_codebook(file)
    assert list(codebook.lists["l"].items) == ["x"]


def test_line_ends_and_byte_order_mark_do_not_change_what_a_codebook_is(
    write: Write, head: str
) -> None:
    plain = reader.read_codebook(write("a.yaml", GOOD))
    text = "\ufeff" + (head + GOOD).replace("\n", "\r\n")
    assert reader.read_codebook(write("b.yaml", text.encode())) == plain
    assert "\r" not in plain.yaml


def test_a_missing_file_is_not_the_codebooks_fault(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault) as caught:
        reader.read_codebook(tmp_path / "none.yaml")
    assert caught.value.code == "missing_file"
    with pytest.raises(EnvironmentFault) as caught:
        reader.read_codebook(tmp_path)
    assert caught.value.code in ("unreadable_file", "no_permission")


def test_a_list_file_that_is_missing_is_found_with_all_other_problems(write: Write) -> None:
    found = problems_of(write("c.yaml", WITH_LIST + "labls: {}\n"))
    assert [(p.code, p.place.file, p.place.line) for p in found] == [
        ("list_file_missing", "c.yaml", 4),
        ("unknown_key", "c.yaml", 6),
    ]


def test_a_list_file_stays_in_the_codebooks_folder(write: Write, tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("id\nx\n")
    path = write("own/c.yaml", "")
    text = path.read_text() + "lists: {l: {file: ../secret.csv}}\nlabels: {a: }\n"
    path.write_text(text)
    assert [p.code for p in problems_of(path)] == ["list_file_outside"]


def test_a_link_out_of_the_folder_is_not_followed(write: Write, tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("id\nx\n")
    path = write("own/c.yaml", b"")
    (tmp_path / "own" / "lists").symlink_to(tmp_path)
    path.write_text(
        "schema_format: 1\nschema_id: x\nversion: 1.0.0\n"
        "lists: {l: {file: lists/secret.csv}}\nlabels: {a: }\n"
    )
    assert [p.code for p in problems_of(path)] == ["list_file_missing"]


def test_bytes_that_are_not_utf_8_are_refused_with_their_line(write: Write) -> None:
    (problem,) = problems_of(write("c.yaml", "labels:\n  ä:\n".encode("latin-1")))
    assert (problem.code, problem.place.line, problem.value) == ("not_utf8", 2, "0xe4")
    assert problem.fields == {"byte": 10}
    write("lists/l.csv", b"id\n\xff\n")
    (problem,) = problems_of(write("d.yaml", WITH_LIST))
    assert (problem.place.file, problem.place.line) == ("lists/l.csv", 2)


def test_broken_yaml_is_refused_when_it_is_read(write: Write) -> None:
    (problem,) = problems_of(write("c.yaml", 'labels: "x'))
    assert (problem.code, problem.place.file, problem.place.line) == ("yaml_quote", "c.yaml", 4)
    assert problem.severity is Severity.REFUSED


def test_a_file_that_is_too_large_is_refused_without_being_read_whole(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "MAX_CHARACTERS", 100)
    monkeypatch.setattr("annotator.codebooks.yaml_source.MAX_CHARACTERS", 100)
    (problem,) = problems_of(write("c.yaml", ("ü" * 500).encode()))
    assert problem.code == "yaml_too_large"


def test_yaml_faults_grammar_faults_and_broken_references_come_together(
    faults: Callable[[str], list[Problem]],
) -> None:
    text = "labels:\n  a: {parent: b, colr: x}\n  a: {}\n  c: &x {}\n"
    assert [(p.code, p.place.line) for p in faults(text)] == [
        ("unknown_label", 5),
        ("unknown_key", 5),
        ("duplicate_key", 6),
        ("yaml_anchor", 7),
    ]


def test_problems_of_attached_files_come_after_those_of_the_codebook(
    faults: Callable[..., list[Problem]],
) -> None:
    text = "lists: {l: {file: l.csv, key: nr}}\nlabels: {a: {short: 1}}\n"
    found = faults(text, {"l.csv": "nr\nx\nx\n"})
    assert [(p.place.file, p.code, p.place.line) for p in found] == [
        ("tried.yaml", "not_text", 5),
        ("l.csv", "duplicate_key", 3),
    ]


def test_a_parsed_file_need_not_have_a_name(head: str) -> None:
    with pytest.raises(InputError) as caught:
        reader.parse_codebook(codebook_file(head + "labels: {a: 1}", {}))
    assert caught.value.problems[0].place.file is None


def test_the_same_text_under_two_names_has_problems_under_each(head: str) -> None:
    for name in ("one.yaml", "two.yaml"):
        with pytest.raises(InputError) as caught:
            reader.parse_codebook(codebook_file(head + "labels: {a: &x }", {}), name)
        assert {p.place.file for p in caught.value.problems} == {name}


def test_reading_the_largest_codebook_is_quick_enough(schemas: Path) -> None:
    loading._read_once.cache_clear()
    began = time.process_time()
    reader.parse_codebook(reader.read_codebook(schemas / "asn-neutrality.yaml"))
    assert time.process_time() - began < 0.6
