"""Parcels that were changed with other tools: refused whole, or merged without harm to anybody."""

from __future__ import annotations

import json
import shutil
import zlib

import factories
import pytest
from parcel_scene import (
    BUDI,
    CITRA,
    LEAD,
    SECOND,
    Scene,
    add_revision,
    altered,
    exported,
    forge,
)

from annotator.model.errors import AnnotatorError, InputError, RefusedError
from annotator.model.identity import derived_id, new_id, own_key, set_id
from annotator.store import first_look, wire
from annotator.store.engine import connected
from annotator.store.integrity import check
from annotator.store.log import COLUMNS, cells_of
from annotator.team import inspection
from annotator.workbench.joining import join_files, preview_files
from annotator.workbench.session import Session
from annotator.workbench.wording import error_sentence

OTHER_TEXT = "0" * 32


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A project and a parcel of Budi, in which he made one mark; both closed."""
    folder = tmp_path_factory.mktemp("hostile")
    scene = Scene(folder)
    path = scene.parcel(path=folder / "parcel.annot")
    scene.close()
    with Session.open(path) as session:
        session.coding.add_span(scene.first, factories.extents(factories.SRI), "person")
    return scene


@pytest.fixture
def scene(made, tmp_path):
    """The project, open, and beside it the parcel that a test may spoil."""
    for name in ("lead.annot", "parcel.annot"):
        shutil.copy(made.folder / name, tmp_path / name)
    made.session = Session.open(tmp_path / "lead.annot", LEAD)
    made.path = tmp_path / "parcel.annot"
    yield made
    made.close()


def unseen(monkeypatch):
    """Let the first look at a file pass, as it does where what was spoiled lies far back."""
    monkeypatch.setattr(first_look, "_LAST", first_look._LAST.replace("LIMIT 40", "LIMIT 0"))


def value_of(scene, kind="span", **more):
    """A row as the program writes it for Budi, with parts replaced; None takes a part away."""
    identity, now = new_id(), "2026-11-22T08:30:00Z"
    spans = scene.spans[BUDI]
    values = {
        "document_id": scene.first,
        "coder_id": scene.people[BUDI],
        "key": own_key("x", identity),
        "codebook_id": scene.session.codebook_id,
        "created": now,
        "changed": now,
    }
    if kind == "span":
        values |= {"label": "person", "fragments": [[0, 3]], "attributes": {}, "origin": "hand"}
    if kind == "relation":
        values |= {"label": "lives_in", "source_id": spans[0], "target_id": spans[1]}
        values |= {"attributes": {}, "origin": "hand"}
    if kind == "comment":
        values |= {"target_id": spans[0], "text": "note"}
        del values["codebook_id"]
    if kind == "annotation_set":
        identity = set_id(scene.second, scene.people[BUDI])
        values |= {"document_id": scene.second, "status": "done", "fields": {}}
        for name in ("key", "created", "changed"):
            del values[name]
    values |= more
    return identity, {name: one for name, one in values.items() if one is not ...}


def record_of(scene, kind="span", base=(), **more):
    identity, value = value_of(scene, kind, **more)
    return wire.Record(kind, identity, tuple(base), value)


def refused(scene, *codes):
    """The parcel is refused with one of some codes, in a sentence, and nothing has changed."""
    before = scene.state()
    with pytest.raises(AnnotatorError) as error:
        join_files(scene.session.context, [scene.path])
    assert error.value.code in codes, error.value
    assert scene.state() == before
    assert check(scene.session.project) == []
    sentence = error_sentence(error.value)
    assert "–" not in sentence
    assert sentence != error.value.code.replace("_", " ")
    return error.value


def test_an_honest_forgery_tool_makes_parcels_that_are_joined(scene):
    """What the other tests spoil is fine before they do."""
    for kind in ("span", "relation", "comment", "annotation_set"):
        forge(scene.path, [record_of(scene, kind)], scene.people[BUDI])
    before = scene.others()
    report = join_files(scene.session.context, [scene.path])
    assert (report.revisions, report.new["span"], report.new["relation"]) == (5, 2, 1)
    assert scene.others() == before
    assert check(scene.session.project) == []


ROWS = {
    "another coder": ("parcel_foreign_row", "span", {"coder_id": "CITRA"}),
    "nobody": ("parcel_foreign_row", "span", {"coder_id": OTHER_TEXT}),
    "an article that was not handed out": ("parcel_unfit_row", "span", {"document_id": "THIRD"}),
    "an article that is nowhere": ("parcel_unfit_row", "span", {"document_id": OTHER_TEXT}),
    "beyond the text": ("parcel_unfit_row", "span", {"fragments": [[50, 53]]}),
    "before the text": ("parcel_unfit_row", "span", {"fragments": [[-1, 3]]}),
    "an empty extent": ("parcel_unfit_row", "span", {"fragments": [[3, 3]]}),
    "backwards": ("parcel_unfit_row", "span", {"fragments": [[5, 3]]}),
    "no fragments": ("parcel_unfit_row", "span", {"fragments": []}),
    "fragments out of order": ("parcel_unfit_row", "span", {"fragments": [[8, 9], [1, 2]]}),
    "overlapping fragments": ("parcel_unfit_row", "span", {"fragments": [[1, 5], [4, 9]]}),
    "half a fragment": ("parcel_unfit_row", "span", {"fragments": [[1]]}),
    "offsets that are no whole numbers": ("parcel_unfit_row", "span", {"fragments": [[0.5, 3]]}),
    "offsets that are truths": ("parcel_unfit_row", "span", {"fragments": [[False, True]]}),
    "offsets in words": ("parcel_unfit_row", "span", {"fragments": "0-3"}),
    "an unknown label": ("parcel_unfit_row", "span", {"label": "'); DROP TABLE span;--"}),
    "a label that is for no mark": ("parcel_unfit_row", "span", {"label": "thing"}),
    "a label that is no word": ("parcel_unfit_row", "span", {"label": ["person"]}),
    "an unknown attribute": ("parcel_unfit_row", "span", {"attributes": {"x": "y"}}),
    "an unknown value": ("parcel_unfit_row", "span", {"attributes": {"role": "king"}}),
    "an answer of another type": ("parcel_unfit_row", "span", {"attributes": {"age": "old"}}),
    "an answer too deep": ("parcel_unfit_row", "span", {"attributes": {"role": {"a": {}}}}),
    "answers that are a list": ("parcel_unfit_row", "span", {"attributes": ["role"]}),
    "an unknown codebook": ("parcel_unfit_row", "span", {"codebook_id": OTHER_TEXT}),
    "a codebook that is no id": ("parcel_unfit_row", "span", {"codebook_id": 7}),
    "an unknown origin": ("parcel_unfit_row", "span", {"origin": "machine"}),
    "a time that is none": ("parcel_unfit_row", "span", {"created": "yesterday"}),
    "a name of another mark": ("parcel_unfit_row", "span", {"key": "s" + OTHER_TEXT}),
    "no name": ("parcel_unfit_row", "span", {"key": ""}),
    "something more": ("parcel_unfit_row", "span", {"extra": 1}),
    "something less": ("parcel_unfit_row", "span", {"label": ...}),
    "an unknown relation": ("parcel_unfit_row", "relation", {"label": "owns"}),
    "a relation to nowhere": ("parcel_unfit_row", "relation", {"target_id": OTHER_TEXT}),
    "a relation to another's mark": ("parcel_unfit_row", "relation", {"target_id": "OTHERS"}),
    "a relation to a list": ("parcel_unfit_row", "relation", {"source_id": []}),
    "a note on another's mark": ("parcel_unfit_row", "comment", {"target_id": "OTHERS"}),
    "a note on another article": ("parcel_unfit_row", "comment", {"target_id": "THIRD"}),
    "a note without words": ("parcel_unfit_row", "comment", {"text": ""}),
    "a note that is no text": ("parcel_unfit_row", "comment", {"text": 5}),
    "a status of reviewers": ("parcel_unfit_row", "annotation_set", {"status": "signed_off"}),
    "a status that is none": ("parcel_unfit_row", "annotation_set", {"status": 1}),
    "an unknown question": ("parcel_unfit_row", "annotation_set", {"fields": {"x": 1}}),
    "another's annotation set": ("parcel_unfit_row", "annotation_set", {"document_id": "FIRST"}),
}


@pytest.mark.parametrize("case", list(ROWS))
def test_a_row_that_the_program_would_not_write_refuses_the_file(scene, case):
    code, kind, parts = ROWS[case]
    names = {"CITRA": scene.people[CITRA], "THIRD": scene.third, "FIRST": scene.first}
    names["OTHERS"] = scene.spans[CITRA][0]
    given = {
        name: names.get(one, one) if isinstance(one, str) else one for name, one in parts.items()
    }
    forge(scene.path, [record_of(scene, kind, **given)], scene.people[BUDI])
    error = refused(scene, code)
    assert error.fields["coder"] == BUDI
    assert error.fields["kind"] == kind


def test_what_else_stands_in_the_file_is_refused_with_it(scene):
    """All or nothing: Budi's own good mark does not come either."""
    forge(scene.path, [record_of(scene, fragments=[[0, 999]])], scene.people[BUDI])
    refused(scene, "parcel_unfit_row")
    assert len(scene.session.finding.annotations(scene.first).spans) == 0


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("document", {"title": "mine"}),
        ("coder", {"name": "Boss", "key": "boss", "role": "lead"}),
        ("codebook", {"yaml": ""}),
        ("assignment", None),
        ("review", {"status": "released"}),
        ("decision", None),
        ("feedback", {}),
        ("snapshot", {}),
        ("parcel", {"documents": []}),
        ("something of the future", {"a": 1}),
        ("span; DROP TABLE span", None),
    ],
)
def test_kinds_that_are_not_a_coders_are_refused(scene, kind, value):
    forge(scene.path, [wire.Record(kind, new_id(), (), value)], scene.people[BUDI])
    assert refused(scene, "parcel_foreign_row").fields["kind"] == kind


@pytest.mark.parametrize("which", [0, 1, 2])
def test_another_coders_rows_are_neither_deleted_nor_written(scene, which):
    kind = ("span", "span", "relation")[which]
    row = scene.spans[CITRA][which]
    shutil.copy(scene.path, scene.path.with_name("kept.annot"))
    forge(scene.path, [wire.Record(kind, row, (), None)], scene.people[BUDI])
    refused(scene, "parcel_foreign_row")
    shutil.copy(scene.path.with_name("kept.annot"), scene.path)
    _, value = value_of(scene, kind)
    forge(scene.path, [wire.Record(kind, row, (), value)], scene.people[BUDI])
    assert refused(scene, "parcel_foreign_row").fields["found"] == scene.people[CITRA]


def test_an_id_of_somebody_elses_deleted_mark_is_not_taken_either(scene):
    scene.session.code_as(CITRA)
    scene.session.coding.delete_span(scene.spans[CITRA][1])
    scene.session.code_as(LEAD)
    _, value = value_of(scene)
    forge(scene.path, [wire.Record("span", scene.spans[CITRA][1], (), value)], scene.people[BUDI])
    refused(scene, "parcel_foreign_row")


def test_one_id_for_two_marks_is_refused(scene):
    identity, value = value_of(scene)
    first = wire.Record("span", identity, (), value)
    forge(scene.path, [first], scene.people[BUDI])
    moved = {**value, "document_id": scene.second}
    forge(scene.path, [wire.Record("span", identity, (), moved)], scene.people[BUDI])
    refused(scene, "parcel_unfit_row")


def test_own_marks_do_not_move_to_another_article(scene):
    now = scene.session.project.now()
    _, value = value_of(scene, document_id=scene.second, created=now)
    value["key"] = own_key("s", scene.spans[BUDI][0])
    forge(scene.path, [wire.Record("span", scene.spans[BUDI][0], (), value)], scene.people[BUDI])
    assert refused(scene, "parcel_unfit_row").fields["field"] == "document_id"


def test_own_marks_do_not_change_their_name_in_files(scene):
    _, value = value_of(scene)
    forge(scene.path, [wire.Record("span", scene.spans[BUDI][0], (), value)], scene.people[BUDI])
    assert refused(scene, "parcel_unfit_row").fields["field"] == "key"


def test_deleting_what_was_never_there_is_refused(scene):
    forge(scene.path, [wire.Record("span", new_id(), (), None)], scene.people[BUDI])
    refused(scene, "parcel_foreign_row")


@pytest.mark.parametrize("identity", ["", "x", "A" * 32, "g" * 32, "0" * 31])
def test_ids_that_are_none_are_refused(scene, identity):
    _, value = value_of(scene)
    record = wire.Record("span", identity, (), value)
    header = wire.Header(new_id(), new_id(), 1, 1 << 50, scene.people[BUDI], "add_span")
    raw = wire.written(header, [record])
    add_revision(scene.path, header, raw)
    refused(scene, "parcel_foreign_row", "parcel_unfit_row")


@pytest.mark.parametrize("who", [CITRA, LEAD])
def test_a_step_in_somebody_elses_name_is_refused(scene, who):
    forge(scene.path, [record_of(scene)], scene.people[who])
    assert scene.people[who] in str(refused(scene, "parcel_foreign_step").fields["found"])


@pytest.mark.parametrize(
    "action",
    ["parcel", "create_project", "add_coder", "import", "recover", "DROP TABLE", "a" * 40 + "b"],
)
def test_a_step_that_is_not_a_coders_is_refused(scene, action, monkeypatch):
    header = wire.Header(new_id(), new_id(), 1, 1 << 50, scene.people[BUDI], action)
    stored = wire.Header(header.id, header.stream, 1, 1 << 50, header.author, action[:40])
    unseen(monkeypatch)  # the columns have no room for the longest
    add_revision(scene.path, stored, wire.written(header, [record_of(scene)]))
    refused(scene, "parcel_foreign_step")


def test_the_leads_stream_is_not_carried_on(scene):
    """The hash of its last step stands in the parcel, so anybody could chain to it."""
    connection = connected(scene.path)
    stream, seq, digest = connection.execute(
        "SELECT stream, seq, hash FROM revision WHERE action = 'parcel' ORDER BY seq DESC LIMIT 1"
    ).fetchone()
    connection.close()
    for author in (LEAD, BUDI):
        spoiled = scene.path.with_name(f"{author}.annot")
        shutil.copy(scene.path, spoiled)
        chained = {"stream": stream.hex(), "seq": seq + 1, "prev": digest.hex()}
        forge(spoiled, [record_of(scene)], scene.people[author], **chained)
        scene.path, kept = spoiled, scene.path
        refused(scene, "altered_parcel", "parcel_foreign_step", "forked_history")
        scene.path = kept


def test_bytes_that_say_something_else_than_their_columns_are_refused(scene):
    header = wire.Header(new_id(), new_id(), 1, 1 << 50, scene.people[LEAD], "add_span")
    raw = wire.written(header, [record_of(scene)])
    liar = wire.Header(header.id, header.stream, 1, 1 << 50, scene.people[BUDI], "add_span")
    add_revision(scene.path, liar, raw)
    refused(scene, "parcel_foreign_step", "damaged")


def later_form(header, records):
    return wire.written(header, records).replace(b'{"f":1', b'{"f":2', 1)


def with_more(header, records):
    return wire.written(header, records)[:-1] + b',"secret":"x"}'


def with_a_name_twice(header, records):
    return wire.written(header, records).replace(b'"label":', b'"label":"place","label":', 1)


def with_blanks(header, records):
    return json.dumps(json.loads(wire.written(header, records)), indent=1).encode()


def with_not_a_number(header, records):
    return wire.written(header, records).replace(b'"attributes":{}', b'"attributes":{"age":NaN}')


def with_half_a_character(header, records):
    return wire.written(header, records).replace(b'"hand"', b'"\\ud800"')


@pytest.mark.parametrize(
    "raw",
    [
        later_form,
        with_more,
        with_a_name_twice,
        with_blanks,
        with_not_a_number,
        with_half_a_character,
    ],
)
def test_bytes_that_this_program_does_not_write_are_refused(scene, raw):
    forge(scene.path, [record_of(scene)], scene.people[BUDI], raw=raw)
    refused(scene, "parcel_foreign_step")


@pytest.mark.parametrize(
    "raw", [b"", b"{", b"[]", b"null", b'{"f":1,"h":{},"ops":[]}', b"[" * 100_000, b"\xff\xfe"]
)
def test_bytes_that_are_no_step_are_refused(scene, raw):
    header = wire.Header(new_id(), new_id(), 1, 1 << 50, scene.people[BUDI], "add_span")
    add_revision(scene.path, header, raw)
    refused(scene, "damaged", "parcel_foreign_step")


@pytest.mark.parametrize(
    "part",
    [{"group": "x"}, {"undoes": "'--"}, {"hlc": 0}, {"hlc": 1 << 70}, {"about": []}, {"seq": -1}],
)
def test_a_header_that_says_nonsense_is_refused(scene, part):
    fields = {"hlc": 1 << 50, "seq": 1, **part}
    header = wire.Header(
        id=new_id(), stream=new_id(), author=scene.people[BUDI], action="add_span", **fields
    )
    raw = wire.written(header, [record_of(scene)])
    told = wire.Header(header.id, header.stream, 1, 1 << 50, header.author, "add_span")
    add_revision(scene.path, told, raw)
    refused(scene, "damaged", "parcel_foreign_step", "forked_history")


def test_a_bomb_is_not_unpacked(scene, monkeypatch):
    unseen(monkeypatch)
    bomb = zlib.compress(b" " * (64 << 20), 9)
    header = wire.Header(new_id(), new_id(), 1, 1 << 50, scene.people[BUDI], "add_span")
    add_revision(scene.path, header, b"x" * 600)
    connection = connected(scene.path)
    connection.execute("DROP TRIGGER revision_no_update")
    connection.execute(
        "UPDATE revision SET z = 1, body = ? WHERE id = ?", (bomb, bytes.fromhex(header.id))
    )
    connection.execute(
        "CREATE TRIGGER revision_no_update BEFORE UPDATE ON revision\n"
        "BEGIN SELECT raise(ABORT, 'the log is append-only'); END"
    )
    connection.close()
    refused(scene, "parcel_foreign_step", "damaged")


def test_a_text_that_was_altered_refuses_the_file(scene, monkeypatch):
    unseen(monkeypatch)
    connection = connected(scene.path)
    rows = connection.execute("SELECT n, z, body FROM revision WHERE action = 'parcel'").fetchall()
    connection.close()
    for n, z, body in rows:
        raw = wire.unpacked(z, body)
        if SECOND[:8].encode() in raw:
            changed = raw.replace(b"Samarinda", b"Samarindo")
            assert changed != raw
            digest = wire.digest(changed).hex()
            altered(
                scene.path,
                f"UPDATE revision SET body = x'{changed.hex()}', z = 0 WHERE n = {n}",
            )
            kept = scene.path.with_name("kept.annot")
            shutil.copy(scene.path, kept)
            refused(scene, "altered_parcel", "damaged")
            altered(scene.path, f"UPDATE revision SET hash = x'{digest}' WHERE n = {n}")
            refused(scene, "altered_parcel", "forked_history", "damaged")


def test_text_that_was_altered_in_the_tables_alone_does_not_come(scene):
    """The tables of the other file are not looked at."""
    altered(
        scene.path,
        "UPDATE document SET title = 'forged'",
        "UPDATE coder SET name = 'Forged', role = 'lead'",
        "UPDATE codebook SET version = '9.9.9'",
    )
    before = scene.others()
    assert join_files(scene.session.context, [scene.path]).revisions == 1
    assert scene.others() == before


def test_a_parcel_without_its_beginning_is_refused(scene, monkeypatch):
    unseen(monkeypatch)
    altered(scene.path, "DELETE FROM touch", "DELETE FROM revision WHERE action = 'parcel'")
    refused(scene, "unknown_parcel")


def test_a_parcel_with_half_its_beginning_is_refused(scene, monkeypatch):
    unseen(monkeypatch)
    altered(
        scene.path,
        "DELETE FROM touch",
        "DELETE FROM revision WHERE action = 'parcel' AND seq > 1",
    )
    refused(scene, "altered_parcel")


def test_calling_itself_a_whole_copy_helps_no_parcel(scene):
    altered(scene.path, "DELETE FROM meta WHERE key = 'parcel'")
    shutil.copy(scene.path, scene.path.with_name("kept.annot"))
    assert join_files(scene.session.context, [scene.path], is_dry_run=True).revisions == 1
    forge(scene.path, [record_of(scene)], scene.people[CITRA])
    refused(scene, "parcel_foreign_step")


def test_claiming_the_first_step_of_the_project_by_its_columns_is_not_enough(scene):
    stream, seq, digest, identity = scene.session.project.file.row(
        "SELECT stream, seq, hash, id FROM revision ORDER BY n LIMIT 1"
    )
    header = wire.Header(
        identity.hex(), stream.hex(), seq, 1 << 40, scene.people[LEAD], "create_project"
    )
    forge(scene.path, [record_of(scene)], scene.people[CITRA])
    add_revision(scene.path, header, wire.written(header, []))
    altered(
        scene.path, f"UPDATE revision SET hash = x'{digest.hex()}' WHERE id = x'{identity.hex()}'"
    )
    refused(scene, "parcel_foreign_step", "damaged", "forked_history")


def test_a_parcel_of_another_project_of_the_same_name_is_refused(scene, tmp_path):
    folder = tmp_path / "other"
    folder.mkdir()
    other = Scene(folder)
    scene.path = other.parcel()
    other.close()
    refused(scene, "other_parcel")
    altered(
        scene.path,
        f"UPDATE meta SET value = '{scene.session.project.project_id}' WHERE key = 'project_id'",
    )
    refused(scene, "unknown_parcel")


def test_steps_that_are_missing_between_others_refuse_the_file(scene, monkeypatch):
    unseen(monkeypatch)
    forge(scene.path, [record_of(scene)], scene.people[BUDI], seq=3, prev="0" * 64)
    refused(scene, "parcel_incomplete")


def test_a_file_cut_anywhere_changes_nothing(scene):
    whole = scene.path.read_bytes()
    for size in (0, 10, 100, 4096, 5000, len(whole) // 2, len(whole) - 1):
        scene.path.write_bytes(whole[:size])
        refused(scene, "not_a_project", "cut_off", "damaged", "foreign_contents")


def test_a_file_of_a_later_version_is_refused(scene):
    altered(scene.path, "PRAGMA user_version = 99")
    refused(scene, "newer_project")


def test_a_file_that_brings_its_own_tables_is_refused(scene):
    altered(scene.path, "CREATE VIEW v AS SELECT 1")
    refused(scene, "foreign_contents")


def test_sql_in_words_is_words(scene):
    evil = "x'); DELETE FROM span; --"
    forge(scene.path, [record_of(scene, attributes={"why": evil})], scene.people[BUDI])
    forge(scene.path, [record_of(scene, "comment", text=evil)], scene.people[BUDI])
    before = scene.others()
    report = join_files(scene.session.context, [scene.path])
    assert (report.new["span"], report.new["comment"]) == (2, 1)
    assert scene.others() == before
    assert evil in exported(scene.session).decode()
    assert check(scene.session.project) == []


def test_more_steps_than_anybody_makes_are_refused_before_they_are_read(scene, monkeypatch):
    monkeypatch.setattr(inspection, "MOST", 20)
    for _ in range(21):
        forge(scene.path, [record_of(scene)], scene.people[BUDI])
    assert refused(scene, "parcel_too_large").fields["found"] == "22"


def test_a_number_that_pretends_to_a_million_steps_is_refused_at_once(scene, monkeypatch):
    unseen(monkeypatch)
    forge(scene.path, [record_of(scene)], scene.people[BUDI], seq=10**9, prev="0" * 64)
    refused(scene, "parcel_too_large")


@pytest.mark.slow
def test_a_million_steps_are_joined_or_refused_and_nobody_is_harmed(scene, monkeypatch):
    unseen(monkeypatch)
    stream, connection = new_id(), connected(scene.path)
    connection.execute("BEGIN")
    prev = None
    for seq in range(1, 1_000_002):
        header = wire.Header(
            new_id(), stream, seq, (1 << 50) + seq, scene.people[BUDI], "add_span", prev=prev
        )
        raw = wire.written(header, [record_of(scene)] if seq == 1 else [])
        prev = wire.digest(raw).hex()
        sql = f"INSERT INTO revision({COLUMNS}) VALUES({', '.join('?' * 12)})"
        connection.execute(sql, cells_of(header, wire.digest(raw), raw))
    connection.execute("COMMIT")
    connection.close()
    refused(scene, "parcel_too_large")


def test_clocks_far_ahead_hide_nobody_elses_work(scene):
    forge(scene.path, [record_of(scene)], scene.people[BUDI], hlc=(1 << 62) + 5)
    before = scene.others()
    join_files(scene.session.context, [scene.path])
    assert scene.others() == before
    made = scene.session.coding.add_span(scene.first, factories.extents(factories.ASN), "place")
    assert made.id in scene.session.finding.annotations(scene.first).span_by_id()
    assert check(scene.session.project) == []


@pytest.mark.parametrize("base", ["unknown", "another", "nothing"])
def test_rows_build_only_on_what_was_handed_out_or_done_before(scene, base):
    identity = {"unknown": new_id(), "nothing": "x", "another": ""}[base]
    if base == "another":
        found = scene.session.project.file.row(
            "SELECT revision_id FROM span WHERE coder_id = ?", (bytes.fromhex(scene.people[CITRA]),)
        )
        identity = found[0].hex()
    forge(scene.path, [record_of(scene, base=[identity])], scene.people[BUDI])
    assert refused(scene, "parcel_unfit_row").fields["field"] == "base"


def test_steps_that_build_on_each_other_in_a_circle_are_refused(scene):
    one, other = new_id(), new_id()
    identity, value = value_of(scene)
    for name, base in ((one, other), (other, one)):
        record = wire.Record("span", identity, (base,), value)
        forge(scene.path, [record], scene.people[BUDI], id=name)
    refused(scene, "parcel_unfit_row")


def test_a_carried_over_marks_id_is_one_that_follows_from_its_name(scene):
    key = "s-old"
    identity = derived_id("span", scene.first, scene.people[BUDI], key)
    _, value = value_of(scene, key=key)
    forge(scene.path, [wire.Record("span", identity, (), value)], scene.people[BUDI])
    assert join_files(scene.session.context, [scene.path]).new["span"] == 2


def test_the_preview_names_the_file_that_is_refused_and_joins_nothing_of_it(scene, tmp_path):
    good = tmp_path / "good.annot"
    shutil.copy(scene.path, good)
    forge(scene.path, [record_of(scene, fragments=[[0, 999]])], scene.people[BUDI])
    before = scene.state()
    report = preview_files(scene.session.context, [scene.path, good])
    assert [(path, error.code) for path, error in report.refused] == [
        (str(scene.path), "parcel_unfit_row")
    ]
    assert report.revisions == 1
    assert scene.state() == before


@pytest.mark.parametrize(
    "part", [{"k": ["span"]}, {"k": None}, {"id": []}, {"b": [["x"]]}, {"b": "x"}]
)
def test_a_record_whose_parts_are_of_another_kind_is_refused(scene, part):
    def spoiled(header, records):
        whole = json.loads(wire.written(header, records))
        whole["ops"][0] |= part
        return wire.json_text(whole).encode()

    forge(scene.path, [record_of(scene)], scene.people[BUDI], raw=spoiled)
    refused(scene, "parcel_foreign_row", "parcel_unfit_row", "parcel_foreign_step")


def test_forged_input_raises_only_what_the_program_can_say(scene):
    """A value that is no object reaches no table."""
    record = wire.Record("span", new_id(), (), ["not", "an", "object"])
    forge(scene.path, [record], scene.people[BUDI])
    error = refused(scene, "parcel_unfit_row")
    assert isinstance(error, RefusedError)
    assert not isinstance(error, InputError)
