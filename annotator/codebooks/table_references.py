"""Finds what is wrong with a codebook's lists and their CSV files."""

from __future__ import annotations

from annotator.codebooks.answers import check_answers
from annotator.codebooks.attachments import DEFAULT_KEY, Table, is_inside, read_table
from annotator.codebooks.kinds import FORMS
from annotator.codebooks.plain import Path
from annotator.codebooks.reference_run import Run, Values
from annotator.codebooks.walker import nearest
from annotator.model.attributes import Questions
from annotator.model.problem import Place, Problem, Severity

MAX_TABLE = 5_000_000


def check_list(run: Run, key: str) -> None:
    """Report what is wrong with a list: its file, the types of its entries, its label field."""
    definition = run.mapping("lists", key)
    path: Path = ("lists", key)
    columns: set[str] = set()
    if "file" in definition:
        columns = _check_file(run, path, definition)
    entries = run.codebook.lists[key]
    if entries.fields:
        for item, written in run.mapping("lists", key, "items").items():
            _check_item(run, (*path, "items", item), entries.fields, written)
    fields = {*columns, *entries.fields, *(k for item in entries.items.values() for k in item)}
    label = definition.get("label")
    wanted = label if isinstance(label, dict) else {"": label}
    for language, name in wanted.items():
        if name is not None and fields:
            at = (*path, "label", language) if language else (*path, "label")
            run.known("unknown_list_field", name, fields, at)


def _check_item(run: Run, path: Path, questions: Questions, written: Values) -> None:
    """Report fields of a list entry that the list does not have or that are of the wrong type."""
    answers = {k: tuple(v) if isinstance(v, list) else v for k, v in written.items()}
    for problem in check_answers(questions, run.codebook.lists, answers, Place()):
        name = str(problem.place.field)
        run.forward("bad_entry", (*path, name), problem)


def _check_file(run: Run, path: Path, definition: Values) -> set[str]:
    """Check a list's CSV file and return its columns."""
    name = definition["file"]
    at = (*path, "file")
    text = run.attachments.get(name)
    if not is_inside(name):
        run.report("list_file_outside", at, name)
    elif text is None:
        run.report("list_file_missing", at, name)
    elif len(text) > MAX_TABLE:
        run.report("list_file_too_large", at, name, limit=MAX_TABLE)
    else:
        table = read_table(text)
        if table.error:
            run.report("list_file_unreadable", at, name, detail=table.error)
        elif table.columns:
            _check_rows(run, path, definition, table)
        else:
            run.report("list_file_empty", at, name)
        return set(table.columns)
    return set()


def _check_rows(run: Run, path: Path, definition: Values, table: Table) -> None:
    """Report rows without a key, with a key that is no id, or with one that was there before."""
    key = definition.get("key") or DEFAULT_KEY
    if key not in table.columns:
        at = (*path, "key") if "key" in definition else (*path, "file")
        run.report(
            "unknown_column", at, key, nearest=nearest(key, table.columns), file=definition["file"]
        )
        return
    lines: dict[str, int] = {}
    for line, row in table.rows:
        value = row.get(key)
        place = Place(definition["file"], line, None, key)
        if value is None:
            run.problems.append(
                Problem("row_without_key", Severity.REFUSED, place, None, {"key": key})
            )
        elif not FORMS["value_id"].fullmatch(value):
            fields: dict[str, object] = {"form": "value_id"}
            run.problems.append(Problem("bad_form", Severity.REFUSED, place, value, fields))
        elif value in lines:
            fields = {"first_line": lines[value]}
            run.problems.append(Problem("duplicate_key", Severity.REFUSED, place, value, fields))
        else:
            lines[value] = line
