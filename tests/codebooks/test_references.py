from __future__ import annotations

from collections.abc import Callable

import pytest

from annotator.model.problem import Problem

Faults = Callable[..., list[Problem]]

LABELS = """\
labels:
  a:
    attributes: {x: {type: enum, values: [m, n]}, y: {type: bool}, w: {type: ref, list: people}}
  b: {parent: a}
lists: {people: {items: {p: {name: P, role: q}}}}
document: {date: {type: date}}
"""


def found(problems: list[Problem]) -> list[tuple[str, int | None, object, object]]:
    return [(p.code, p.place.line, p.value, p.fields.get("nearest")) for p in problems]


@pytest.mark.parametrize(
    ("text", "code", "value", "nearest"),
    [
        ("sets: {one: {labels: [a, bb]}}", "unknown_label", "bb", "b"),
        ("sets: {one: {labels: [label]}}", "unknown_label", "label", None),
        ("relations: {r: {from: [a], to: [c]}}", "unknown_label", "c", None),
        ("relations: {r: {from: [z], to: [a]}}", "unknown_label", "z", None),
        ('relations: {r: {from: [a], to: [a], out: "3..1"}}', "range_reversed", "3..1", None),
        (
            "relations: {r: {from: [a], to: [b], when: {from.z: 1}}}",
            "unknown_condition",
            "from.z",
            "from.y",
        ),
        (
            "relations: {r: {from: [a], to: [b], when: {to.x: k}}}",
            "condition_never_holds",
            "k",
            None,
        ),
        (
            "relations: {r: {from: [a], to: [b], attributes: {k: {type: ref, list: peopel}}}}",
            "unknown_list",
            "peopel",
            "people",
        ),
    ],
)
def test_sets_and_relations_name_what_is_there(
    text: str, code: str, value: object, nearest: str | None, faults: Faults
) -> None:
    assert found(faults(LABELS + text)) == [(code, 10, value, nearest)]


@pytest.mark.parametrize(
    ("text", "code", "value", "nearest"),
    [
        ("parent: rul", "unknown_label", "rul", "rule"),
        ("parent: c", "parent_circle", "c", None),
        ("span: {within: [rules]}", "unknown_label", "rules", "rule"),
        ("span: {not_within: [x]}", "unknown_label", "x", None),
        ("span: {overlap: {othr: none}}", "unknown_label", "othr", "other"),
        ("span: {overlap: {same_label: none, other: any, rule: nest}, length: {min: 2, max: 1}}",
         "range_reversed", 2, None),
        ('span: {per_document: "2..0"}', "range_reversed", "2..0", None),
        ("roles: {r: {labels: [rula]}}", "unknown_label", "rula", "rule"),
        ('roles: {r: {labels: [rule], count: "2..1"}}', "range_reversed", "2..1", None),
    ],
)  # fmt: skip
def test_labels_name_what_is_there(
    text: str, code: str, value: object, nearest: str | None, faults: Faults
) -> None:
    problems = faults("labels:\n  rule:\n  c:\n    " + text)
    assert found(problems) == [(code, 7, value, nearest)]


@pytest.mark.parametrize(
    ("text", "code", "value"),
    [
        ("{type: enum, values_from: rol}", "unknown_tagset", "rol"),
        ("{type: ref, list: laws}", "unknown_list", "laws"),
        ("{type: text, when: {k: 1}}", "unknown_condition", "k"),
        ("{type: text, when: {from.y: true}}", "unknown_condition", "from.y"),
        ("{type: text, when: {document.day: true}}", "unknown_condition", "document.day"),
        ("{type: text, when: {x: o}}", "condition_never_holds", "o"),
        ("{type: text, when: {x: [m, 1]}}", "condition_never_holds", 1),
        ("{type: text, when: {x: {not: [q]}}}", "condition_never_holds", "q"),
        ("{type: text, when: {y: maybe}}", "condition_never_holds", "maybe"),
        ("{type: text, when: {w: nobody}}", "condition_never_holds", "nobody"),
        ("{type: text, when: {document.date: someday}}", "condition_never_holds", "someday"),
        ("{type: enum, values: {v: {when: {x: o}}}}", "condition_never_holds", "o"),
        ("{type: enum, values: {v: {when: {k: o}}}}", "unknown_condition", "k"),
        ("{type: enum, values: {v: {parent: u}}}", "unknown_value_parent", "u"),
        ("{type: enum, values: {v: {parent: v}}}", "parent_circle", "v"),
        ("{type: enum, values: [v], default: u}", "bad_default", "u"),
        ("{type: enum, many: true, values: [v], default: v}", "bad_default", "v"),
        ("{type: bool, default: 1}", "bad_default", 1),
        ("{type: number, default: many}", "bad_default", "many"),
        ("{type: date, default: today}", "bad_default", "today"),
        ("{type: ref, list: people, default: nobody}", "bad_default", "nobody"),
        ("{type: text, fill_from: v.name}", "unknown_reference", "v"),
        ("{type: text, fill_from: x.name}", "unknown_reference", "x"),
        ("{type: text, fill_from: w.age}", "unknown_list_field", "age"),
        ("{type: number, min: 2, max: 1}", "range_reversed", 2),
        ('{type: text, pattern: "(a"}', "bad_pattern", "(a"),
        ('{type: text, pattern: "' + "a" * 501 + '"}', "too_long", "a" * 501),
    ],
)
def test_attributes_name_what_is_there(text: str, code: str, value: object, faults: Faults) -> None:
    spoilt = LABELS.replace("y: {type: bool}", "y: {type: bool}, k2: " + text)
    assert [(p.code, p.place.line, p.value) for p in faults(spoilt)] == [(code, 6, value)]


def test_good_references_pass(parse: Callable[[str], object]) -> None:
    extra = (
        "k: {type: enum, values: {u: , v: {parent: u, when: {x: m}}}, default: u, when: {y: true}},"
        " l: {type: text, fill_from: w.role, when: {document.date: {set: true}, w: [p]}},"
        " o: {type: enum, open: true, values: [u], default: whatever, when: {x: {not: [m]}}}"
    )
    parse(LABELS.replace("y: {type: bool}", "y: {type: bool}, " + extra))


def test_a_condition_on_itself_is_refused(faults: Faults) -> None:
    spoilt = LABELS.replace("{type: bool}", "{type: bool, when: {y: true}}")
    assert [(p.code, p.value) for p in faults(spoilt)] == [("when_on_itself", "y")]


def test_conditions_see_inherited_attributes(parse: Callable[[str], object]) -> None:
    parse(LABELS.replace("{parent: a}", "{parent: a, attributes: {z: {type: text, when: {x: m}}}}"))


def test_an_unknown_tagset_is_one_problem_and_not_three(faults: Faults) -> None:
    text = "{type: enum, values_from: rol, default: q}, l: {type: text, when: {k: q}}"
    spoilt = LABELS.replace("y: {type: bool}", "y: {type: bool}, k: " + text)
    assert [p.code for p in faults(spoilt)] == ["unknown_tagset"]


def test_the_reason_stands_beside_a_default_that_is_none(faults: Faults) -> None:
    (problem,) = faults(LABELS.replace("[m, n]", "[m, n], default: mm"))
    assert problem.fields == {
        "attribute": "x",
        "nearest": "m",
        "allowed": ("m", "n"),
        "reason": "unknown_value",
    }
    assert problem.place.field == "labels.a.attributes.x.default"


def test_shared_tagsets_are_looked_at_too(faults: Faults) -> None:
    text = "tagsets: {t: {x: {parent: y}, y: {parent: x}, z: {parent: k}}}\nlabels: {a: }"
    assert [(p.code, p.value) for p in faults(text)] == [
        ("parent_circle", "y"),
        ("parent_circle", "x"),
        ("unknown_value_parent", "k"),
    ]


LIST = "labels: {a: }\nlists:\n  l: "
TYPED = "{fields: {name: {type: text}, role: {type: enum, values: [q]}}, items: "


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{file: x.csv, key: nr}", [("unknown_column", "nr", "tried.yaml", 6)]),
        ("{file: x.csv, label: titel}", [("unknown_list_field", "titel", "tried.yaml", 6)]),
        ("{file: x.csv, label: {en: nam}}", [("unknown_list_field", "nam", "tried.yaml", 6)]),
        ("{file: y.csv}", [("list_file_missing", "y.csv", "tried.yaml", 6)]),
        ("{file: ../x.csv}", [("list_file_outside", "../x.csv", "tried.yaml", 6)]),
        ("{file: /x.csv}", [("list_file_outside", "/x.csv", "tried.yaml", 6)]),
        ("{file: empty.csv}", [("list_file_empty", "empty.csv", "tried.yaml", 6)]),
        ("{file: wide.csv}", [("list_file_unreadable", "wide.csv", "tried.yaml", 6)]),
        (
            "{file: bad.csv}",
            [
                ("row_without_key", None, "bad.csv", 3),
                ("bad_form", "é", "bad.csv", 4),
                ("duplicate_key", "a", "bad.csv", 5),
            ],
        ),
        (TYPED + "{x: {role: r}}}", [("bad_entry", "r", "tried.yaml", 6)]),
        (TYPED + "{x: {rol: q}}}", [("bad_entry", "rol", "tried.yaml", 6)]),
        (TYPED + "{x: {name: 3}}}", [("bad_entry", 3, "tried.yaml", 6)]),
        (
            "{open: true, fields: {f: {type: text, when: {g: 1}}}}",
            [("unknown_condition", "g", "tried.yaml", 6)],
        ),
    ],
)  # fmt: skip
def test_lists_and_their_files_are_what_they_should_be(
    text: str, found: list[tuple[str, object, str, int]], faults: Faults
) -> None:
    files = {
        "x.csv": "id,name\nx,X\n",
        "empty.csv": "",
        "wide.csv": 'id\n"' + "x" * 200_000 + '"\n',
        "bad.csv": "id,name\na,A\n,B\né,C\na,D\n",
    }
    problems = faults(LIST + text, files)
    assert [(p.code, p.value, p.place.file, p.place.line) for p in problems] == found


@pytest.mark.parametrize(
    ("text", "columns", "field", "value", "nearest"),
    [
        ("{file: x.csv, key: nmae}", "id,name", "lists.l.key", "nmae", "name"),
        ("{file: x.csv}", "nr,name", "lists.l.file", "id", None),
        ("{file: x.csv, key: nr, label: nam}", "nr,name", "lists.l.label", "nam", "name"),
        ("{file: x.csv, label: {en: nam}}", "id,name", "lists.l.label.en", "nam", "name"),
    ],
)
def test_what_names_no_column_is_told_where_it_stands_with_the_nearest_one(
    text: str, columns: str, field: str, value: str, nearest: str | None, faults: Faults
) -> None:
    (problem,) = faults(LIST + text, {"x.csv": f"{columns}\nx,X\n"})
    assert (problem.place.field, problem.value) == (field, value)
    assert problem.fields.get("nearest") == nearest


def test_a_file_that_is_too_large_is_not_read(
    faults: Faults, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotator.codebooks.table_references.MAX_TABLE", 10)
    (problem,) = faults(LIST + "{file: x.csv}", {"x.csv": "id,name\nx,X\n"})
    assert (problem.code, problem.fields) == ("list_file_too_large", {"limit": 10})
