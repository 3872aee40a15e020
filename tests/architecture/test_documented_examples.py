"""What the pages show is run as it stands there: commands, scripts, queries."""

from __future__ import annotations

import contextlib
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import factories
import pytest
from click.testing import CliRunner

from annotator.cli.main import program
from annotator.model.extent import Extent
from annotator.workbench.verifying import verify_path

ROOT = factories.ROOT
SCRIPTERS = ROOT / "docs/guide/scripters.md"
FAMILY = "👨\u200d👩\u200d👧"


def blocks(path: Path, language: str) -> list[str]:
    """The code of a page in one language."""
    text = path.read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def lines_of_annotator(path: Path) -> list[list[str]]:
    """The commands of a page that need no window, with the stars of a shell expanded."""
    lines = [line for block in blocks(path, "sh") for line in block.splitlines()]
    split = [shlex.split(line)[1:] for line in lines if line.startswith("annotator ")]
    return [list(expanded(words)) for words in split if words[0] != "open"]


def expanded(words: list[str]) -> Iterator[str]:
    for word in words:
        yield from sorted(map(str, Path().glob(word))) if "*" in word else [word]


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Iterator[Path]:
    """A copy of the program's folder in which the lines of the README were typed."""
    made = tmp_path_factory.mktemp("program")
    for name in ("schemas", "seeds"):
        shutil.copytree(ROOT / name, made / name)
    with contextlib.chdir(made):
        for words in lines_of_annotator(ROOT / "README.md"):
            ran = CliRunner().invoke(program, words, prog_name="annotator")
            assert (ran.exit_code, ran.stderr) == (0, ""), words
        yield made


def test_the_lines_of_the_readme_make_and_verify_an_export(folder):
    report = verify_path(folder / "out.jsonl", folder / "schemas/asn-neutrality.yaml")
    assert (report.is_sound, report.documents, report.equal_quotes) == (True, 5, 300)


def test_the_guide_for_scripters_types_the_same_lines_and_looks_at_the_project():
    readme, guide = (lines_of_annotator(page) for page in (ROOT / "README.md", SCRIPTERS))
    assert [words for words in guide if words[0] != "info"] == readme
    assert ["info", "p.annot"] in guide


def test_the_script_for_pandas_gives_a_row_for_each_mark(folder):
    [script] = [block for block in blocks(SCRIPTERS, "python") if "pandas" in block]
    names: dict[str, object] = {}
    exec(script, names)
    spans = names["spans"]
    assert len(spans) == 300
    assert {"span.start", "span.end", "span.label", "doc_id", "coder", "status"} <= set(spans)


def test_the_query_for_duckdb_gives_a_row_for_each_mark(folder):
    [query] = blocks(SCRIPTERS, "sql")
    relation = duckdb.sql(query)
    assert len(relation.fetchall()) == 300
    assert {"doc_id", "coder", "start", "end", "label"} <= set(relation.columns)


def test_the_script_that_marks_leaves_the_project_as_it_was(folder, tmp_path):
    shutil.copy(folder / "p.annot", tmp_path)
    before = verify_path(tmp_path / "p.annot")
    [script] = [block for block in blocks(SCRIPTERS, "python") if "Session.open" in block]
    with contextlib.chdir(tmp_path):
        names: dict[str, object] = {}
        exec(script, names)
    assert names["span"].fragments == (Extent(0, 10),)
    after = verify_path(tmp_path / "p.annot")
    assert (after.is_sound, after.spans) == (True, before.spans)


@pytest.mark.parametrize(("start", "end"), [(0, 5), (6, 9), (10, 12), (13, 17)])
def test_the_slices_of_the_page_on_jsonl_are_the_words_in_every_language(start, end):
    """Python and DuckDB as the page writes them; a family is five code points, é here two."""
    text = f"{FAMILY} ASN e\u0301 سلام"
    page = (ROOT / "docs/jsonl.md").read_text("utf-8")
    python, sql = (re.search(rf"{name}: `([^`]+)`", page)[1] for name in ("Python", "DuckDB"))
    words = eval(python, {"text": text, "start": start, "end": end})
    query = f'select {sql} from (select ? as text, ? as start, ? as "end")'.replace(
        "end - start", '"end" - start'
    )
    assert duckdb.execute(query, [text, start, end]).fetchall() == [(words,)]
    assert Extent(start, end).slice(text) == words
