"""Numbers, words and places that the pages name are those of the program."""

from __future__ import annotations

import json
import re
import sqlite3
import sys
import tomllib
import zlib
from collections.abc import Iterator

import factories
import pytest

from annotator.cli import main
from annotator.codebooks import grammar, table_references, yaml_source
from annotator.codebooks.kinds import Choice, Flag, Items, Kind, Number, Record
from annotator.formats.annotations import jsonl, record
from annotator.gui.commands.actions import ACTIONS
from annotator.model.document import Progress
from annotator.model.span import Origin
from annotator.model.version import VERSION
from annotator.workbench import sample
from annotator.workbench.session import Session
from annotator.workbench.settings import Settings, data_folder

ROOT = factories.ROOT


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def rows(text: str) -> Iterator[tuple[str, str]]:
    """The first two columns of every table."""
    yield from re.findall(r"^\| `?([^`|]+?)`? \| (.*?) \|", text, re.MULTILINE)


README, JSONL = page("README.md"), page("docs/jsonl.md")
CODEBOOKS, PROJECT = page("docs/codebook-language.md"), page("docs/project-file.md")
SCRIPTERS = page("docs/guide/scripters.md")

# the formats ------------------------------------------------------------------------------------


def test_the_page_on_jsonl_has_the_numbers_and_words_of_the_program():
    keys = dict(reversed(list(rows(JSONL))))
    assert JSONL.startswith(f"# Annotator JSONL, format version {record.FORMAT_VERSION}\n")
    assert keys["format"] == f"always `{record.FORMAT}`"
    assert keys["format_version"] == f"always {record.FORMAT_VERSION}"
    assert keys["offset_unit"] == f"always `{record.OFFSET_UNIT}`"
    assert f"the {jsonl.CONTEXT} code points" in keys["prefix"]
    assert re.findall(r"`(\w+)`", keys["origin"])[-5:] == [str(one) for one in Origin]
    assert re.findall(r"`(\w+)`", keys["status"]) == [str(one) for one in Progress]


def test_the_page_on_the_project_file_has_its_numbers(tmp_path):
    with factories.make_session(tmp_path):
        pass
    connection = sqlite3.connect(tmp_path / "p.annot")
    read = {
        name: connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("application_id", "user_version")
    }
    [[is_packed, body]] = connection.execute("SELECT z, body FROM revision WHERE n = 1")
    connection.close()
    assert f"`application_id` is `0x{read['application_id']:X}`" in PROJECT
    assert f"`user_version` is the version of these tables, now {read['user_version']}." in PROJECT
    plain = zlib.decompress(body) if is_packed else body
    form = re.search(r"```json\n(.*?)```", PROJECT, re.DOTALL)[1]
    assert shape(json.loads(plain)) == shape(json.loads(form))


def shape(revision: dict[str, object]) -> list[list[str]]:
    """The keys of a revision, of its head and of its first operation, in their order."""
    return [list(revision), list(revision["h"]), list(revision["ops"][0])]


def test_the_pragmas_of_the_page_are_those_of_an_open_project(tmp_path):
    words = {"EXCLUSIVE": "exclusive", "WAL": "wal", "FULL": 2, "ON": 1, "OFF": 0}
    opening = PROJECT.partition("## On opening\n")[2].partition("on macOS")[0]
    promised = re.findall(r"`(\w+)=(\w+)`", opening)
    assert len(promised) == 6
    with factories.make_session(tmp_path) as session:
        connection = session.context.project.database.conn
        for name, value in promised:
            assert connection.execute(f"PRAGMA {name}").fetchone()[0] == words[value], name


# the codebook language --------------------------------------------------------------------------

RECORDS = {
    "The file": grammar.CODEBOOK,
    "Text": grammar.CODEBOOK.keys["text"],
    "Labels": grammar.LABEL,
    "Where marks may lie": grammar.SPAN,
    "Attributes": grammar.ATTRIBUTE,
    "Values": grammar.VALUE,
    "Relations": grammar.RELATION,
    "Roles": grammar.ROLE,
    "Examples": grammar.EXAMPLE,
    "Lists": grammar.LIST,
    "Sets": grammar.CODEBOOK.keys["sets"].of,
    "Deprecated entries": grammar.DEPRECATED,
    "Changes": grammar.CHANGE,
}


def table_of(title: str) -> dict[str, list[str]]:
    """The rows of a section by their key: what it takes, what it says, today."""
    section = CODEBOOKS.partition(f"\n## {title}\n")[2].partition("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("| `")]
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]
    return {row[0].strip(" `"): row[1:] for row in cells}


@pytest.mark.parametrize("title", RECORDS)
def test_a_table_of_the_codebook_language_has_every_key(title):
    assert set(table_of(title)) == set(RECORDS[title].keys)


@pytest.mark.parametrize("title", RECORDS)
def test_a_table_of_the_codebook_language_says_which_keys_must_be_there(title):
    record: Record = RECORDS[title]
    told = {key for key, row in table_of(title).items() if "Must be there." in row[1]}
    assert told == set(record.required)


def is_told(kind: Kind, takes: str) -> bool:
    """Tell whether the words for what a key takes fit the grammar."""
    if isinstance(kind, Choice):
        words = {"true, false" if one is True else f"`{one}`" for one in kind.values}
        words.discard("`False`")
        return takes.startswith("as ") or all(word in takes for word in words)
    if isinstance(kind, Flag):
        return takes == "true, false"
    if isinstance(kind, Number):
        return takes == ("whole number" if kind.whole else "number")
    return not isinstance(kind, Items) or takes.startswith("list")


@pytest.mark.parametrize("title", RECORDS)
def test_a_table_of_the_codebook_language_says_what_each_key_takes(title):
    table = table_of(title)
    kinds = RECORDS[title].keys.items()
    assert [key for key, kind in kinds if not is_told(kind, table[key][0])] == []


def test_the_limits_of_a_codebook_are_those_of_the_page():
    limits = (yaml_source.MAX_CHARACTERS, table_references.MAX_TABLE, yaml_source.MAX_DEPTH)
    sentence = "at most {:,} characters, a CSV file {:,}; nothing is nested deeper than {}."
    assert sentence.format(*limits) in CODEBOOKS
    assert CODEBOOKS.startswith(f"# The codebook language, format {grammar.FORMAT}\n")


def test_the_codebooks_that_ship_are_as_many_as_the_pages_say():
    names = {path.name for path in factories.SCHEMAS.glob("*.yaml")}
    assert len(names) == 7
    assert "Seven codebooks ship" in CODEBOOKS
    assert "Seven examples" in README
    assert {"asn-core.yaml", "asn-neutrality.yaml"} <= names


# the program ------------------------------------------------------------------------------------


def test_the_guide_has_every_exit_code():
    codes = {0, 1, 2, main.BUG, main.INTERRUPTED, main.BROKEN_PIPE}
    told = {int(code) for code, _means in rows(SCRIPTERS) if code.isdigit()}
    assert told == codes


def test_the_version_is_the_same_wherever_it_stands():
    citation = re.search(r"^version: (.+)$", page("CITATION.cff"), re.MULTILINE)
    assert citation[1] == VERSION
    assert re.search(rf"^## .*\b{re.escape(VERSION)}\b", page("CHANGELOG.md"), re.MULTILINE)


def test_the_python_that_is_asked_for_is_the_one_that_is_told():
    least = tomllib.loads(page("pyproject.toml"))["project"]["requires-python"]
    assert f"Python {least.removeprefix('>=')} or newer" in README


def test_the_keys_of_the_readme_are_those_of_the_program():
    told = set(re.findall(r"`((?:Ctrl|Alt|Shift)\+[\w+]+|F\d+|Del|[A-Z\[\]])`", README))
    keys = {key.replace("Return", "Enter") for row in ACTIONS for key in row.keys}
    labels = {"S", "R"}
    assert "Ctrl+Enter" in told
    assert told - keys - labels == set()


def test_the_sample_is_as_the_readme_tells(tmp_path):
    with Session.open(sample.make_sample(tmp_path / "sample.annot")) as session:
        documents = session.finding.documents()
        spans = [session.finding.annotations(one).spans for one in documents]
        labels = session.codebook.labels
        shortcuts = {
            label.shortcut.upper(): label.name.in_language("en") for label in labels.values()
        }
        assert session.coder.name == "gold"
    assert f"reduced to four labels ({sum(map(len, spans))} of its 300 marks" in README
    assert len(labels) == 4
    assert (shortcuts["S"], shortcuts["R"]) == ("Speaker", "Rule")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the row of this system")
def test_data_and_settings_lie_where_the_readme_says(home):
    Settings()["language"] = "id"
    data, settings = re.search(
        r"^\| Linux \| `~/(.*?)` \| `~/(.*?)` \|", README, re.MULTILINE
    ).groups()
    assert home / data == data_folder()
    assert (home / settings / "settings.json").is_file()
