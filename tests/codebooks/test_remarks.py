from __future__ import annotations

from collections.abc import Callable

from annotator.model.problem import Problem, Severity

Warnings = Callable[[str], list[Problem]]


def found(problems: list[Problem]) -> list[tuple[str, int | None, object]]:
    assert all(problem.severity is Severity.WARNING for problem in problems)
    return [(p.code, p.place.line, p.value) for p in problems]


def test_a_text_that_lacks_a_declared_language_is_noted(warnings: Warnings) -> None:
    problems = warnings("""\
languages: [id, en]
title: {en: Title}
labels:
  a: {name: {id: A, en: A}, include: [{id: satu}, plain]}
""")
    assert found(problems) == [("missing_translation", 5, None), ("missing_translation", 7, None)]
    assert [dict(p.fields) for p in problems] == [{"language": "id"}, {"language": "en"}]
    assert problems[1].place.field == "labels.a.include.0"


def test_a_text_in_a_language_that_is_not_declared_is_noted(warnings: Warnings) -> None:
    problems = warnings("languages: [id]\nlabels: {a: {name: {id: A, idn: B}}}")
    assert found(problems) == [("undeclared_language", 5, "idn")]
    assert problems[0].fields == {"nearest": "id"}


def test_without_declared_languages_nothing_is_missing(warnings: Warnings) -> None:
    assert warnings("labels: {a: {name: {en: A}}}") == []


def test_one_shortcut_for_two_labels_or_relations_is_noted(warnings: Warnings) -> None:
    problems = warnings(
        """\
labels:
  a: {shortcut: r}
  b: {shortcut: R}
  c: {shortcut: Shift+R}
relations:
  d: {from: [a], to: [b], shortcut: shift+r}
""".replace("shift+r", "Shift+r")
    )
    assert found(problems) == [("shortcut_twice", 6, "R"), ("shortcut_twice", 9, "Shift+r")]
    assert problems[0].fields == {"first": "a", "second": "b"}


def test_a_shortcut_is_the_same_in_whatever_order_its_keys_are_written(
    warnings: Warnings,
) -> None:
    problems = warnings(
        """\
labels:
  a: {shortcut: Ctrl+Shift+R}
  b: {shortcut: shift+ctrl+r}
  c: {shortcut: Ctrl+R}
""".replace("shift+ctrl+r", "Shift+Ctrl+r")
    )
    assert found(problems) == [("shortcut_twice", 6, "Shift+Ctrl+r")]


def test_a_label_and_a_relation_of_one_name_do_not_share_a_shortcut_unnoticed(
    warnings: Warnings,
) -> None:
    problems = warnings("""\
labels: {says: {shortcut: s}}
relations: {says: {from: [says], to: [says], shortcut: s}}
""")
    assert found(problems) == [("shortcut_twice", 5, "s")]


def test_one_shortcut_for_two_values_of_a_question_is_noted(warnings: Warnings) -> None:
    problems = warnings("""\
tagsets: {t: {x: {shortcut: "1"}, y: {shortcut: "1"}}}
labels:
  a:
    shortcut: "1"
    attributes:
      e: {type: enum, values: {v: {shortcut: "1"}, w: {shortcut: "1"}}}
      f: {type: enum, values: {v: {shortcut: "1"}}}
document: {g: {type: enum, values: {v: {shortcut: "2"}, w: {shortcut: "2"}}}}
""")
    assert [line for _, line, _ in found(problems)] == [4, 9, 11]


def test_examples_are_held_against_the_label(warnings: Warnings) -> None:
    problems = warnings("""\
labels:
  a:
    attributes: {e: {type: enum, values: [x]}, m: {type: enum, many: true, values: [x]}}
    examples:
      - {text: abc def, mark: [abc, deg]}
      - {text: abc, mark: abc, attributes: {e: y, f: z, m: [x]}}
""")
    assert found(problems) == [
        ("mark_not_in_text", 8, "deg"),
        ("example_answer", 9, "y"),
        ("example_answer", 9, "f"),
    ]
    assert problems[1].fields["reason"] == "unknown_value"


def test_what_is_only_kept_is_said_where_it_changes_the_meaning(warnings: Warnings) -> None:
    problems = warnings("extends: base.yaml\nlabels: {a: }\nchecks: [{whatever: 1}]")
    assert found(problems) == [("not_acted_on", 4, "extends"), ("not_acted_on", 6, "checks")]
