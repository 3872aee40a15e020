"""What the docs say is there is there, and what is there is in the docs."""

from __future__ import annotations

import re
import runpy
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from annotator.cli.main import program
from annotator.gui.commands.actions import ACTIONS

ROOT = Path(__file__).parents[2]
LEADS = ROOT / "docs/guide/leads.md"
CODERS = ROOT / "docs/guide/coders.md"
SCRIPTERS = ROOT / "docs/guide/scripters.md"
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("seeds/*.md")])


def commands(group: click.Group, name: str) -> Iterator[tuple[str, click.Command]]:
    for part, command in group.commands.items():
        full = f"{name} {part}"
        if isinstance(command, click.Group):
            yield from commands(command, full)
        elif not command.hidden:
            yield full, command


def options(command: click.Command) -> set[str]:
    return {
        name
        for parameter in command.params
        if isinstance(parameter, click.Option) and not parameter.hidden
        for name in parameter.opts
        if name.startswith("--")
    }


COMMANDS = dict(commands(program, "annotator"))


def sections(path: Path) -> dict[str, str]:
    """The parts of a page by their heading."""
    parts = re.split(r"^#+ (.*)\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_its_part_in_the_guide_with_all_its_options(name):
    part = sections(SCRIPTERS).get(f"`{name}`")
    assert part is not None, f"no heading `{name}` in {SCRIPTERS.name}"
    assert {option for option in options(COMMANDS[name]) if f"`{option}" not in part} == set()


def test_the_guide_describes_no_command_that_is_not_there():
    described = {h.strip("`") for h in sections(SCRIPTERS) if h.startswith("`annotator ")}
    assert described == set(COMMANDS)


def test_the_guide_for_coders_has_every_key_of_every_command():
    """``Return`` is what Qt calls the key that people read as Enter."""
    guide = CODERS.read_text(encoding="utf-8")
    rows = [row for row in ACTIONS if row.menu != "review" and row.id != "workspace_adjudication"]
    keys = {key.replace("Return", "Enter") for row in rows for key in row.keys}
    assert {key for key in keys if f"`{key}`" not in guide} == set()


def test_the_guide_for_leads_has_every_key_of_the_adjudication():
    guide = LEADS.read_text(encoding="utf-8")
    rows = [row for row in ACTIONS if row.menu == "review" or row.id == "workspace_adjudication"]
    keys = {key for row in rows for key in row.keys if key not in "2345678"}
    assert {key for key in keys if f"`{key}`" not in guide} == set()


def make_targets() -> set[str]:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z0-9]+):", makefile, flags=re.MULTILINE))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_make_tasks_that_a_page_names_exist(page):
    text = page.read_text(encoding="utf-8")
    named = set(re.findall(r"(?:^|`)make ([a-z0-9]+)", text, flags=re.MULTILINE))
    assert named - make_targets() == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_files_that_a_page_links_to_exist(page):
    targets = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_every_task_of_make_says_what_it_does():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    described = re.findall(r"^([a-z0-9]+):.* ## ", makefile, flags=re.MULTILINE)
    assert set(described) == make_targets()


def test_generated_pages_are_those_of_the_code():
    pages = runpy.run_path(str(ROOT / ".ci/docs.py"))["pages"]()
    stale = [path for path, text in pages.items() if (ROOT / path).read_text("utf-8") != text]
    assert stale == [], "run `make docs`"
