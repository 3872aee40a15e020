"""Help and complaints in the language in use, those of click among them."""

from __future__ import annotations

from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from annotator.cli.main import program
from annotator.cli.translated import Command, Group, option, speak
from annotator.workbench import language
from annotator.workbench.language import N_, _

COMPLAINTS = [
    (["frob"], "Tidak ada perintah 'frob'."),
    (["codebook", "frob"], "Tidak ada perintah 'frob'."),
    (["--frob"], "Tidak ada opsi"),
    (["info", "p.annot", "--jsn"], "(Mungkin maksudnya: '--json')"),
    (["info"], "Argumen belum diberikan 'PROJECT'."),
    (["info", "p.annot", "q.annot"], "Argumen berlebih (q.annot)"),
    (["new", "p.annot"], "Opsi belum diberikan '--codebook'."),
    (["new", "p.annot", "--codebook"], "Opsi '--codebook' memerlukan 1 argumen."),
    (["info", "p.annot", "--json=1"], "Opsi '--json' tidak memakai nilai."),
    (["--language", "nl", "info", "p"], "'nl' bukan salah satu dari 'en', 'id'."),
    ([], "Perintah belum diberikan."),
]
ENGLISH = ("No such", "Missing", "Option ", "requires", "unexpected", "is not", "Did you", "Error")


@pytest.mark.parametrize(("arguments", "said"), COMPLAINTS)
def test_what_click_complains_of_is_said_in_the_language_in_use(run, arguments, said):
    told = run("--language", "id", *arguments).stderr
    assert told.splitlines()[-1].startswith("Galat: ")
    assert said in told
    assert [word for word in ENGLISH if word in told] == []


@pytest.mark.parametrize(("arguments", "said"), COMPLAINTS)
def test_in_english_click_says_it_in_its_own_words(run, arguments, said):
    told = run("--language", "en", *arguments)
    assert (told.exit_code, said in told.stderr) == (2, False)
    assert told.stderr.splitlines()[-1].startswith("Error: ")


def test_a_value_that_an_option_needs_is_said_to_be_needed(run):
    assert "[wajib]" in run("--language", "id", "new", "--help").stdout
    assert "[required]" in run("--language", "en", "new", "--help").stdout


def tree(command: click.Command, *way: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """A command and all below it, each with the way to it."""
    yield way, command
    for name, part in getattr(command, "commands", {}).items():
        yield from tree(part, *way, name)


COMMANDS = dict(tree(program))


@pytest.mark.parametrize("way", COMMANDS, ids=" ".join)
def test_every_command_and_option_says_what_it_does_in_the_language_in_use(run, way):
    command = COMMANDS[way]
    page = " ".join(run("--language", "id", *way, "--help").stdout.split())
    said = [command, *(one for one in command.params if isinstance(one, click.Option))]
    texts = [one.help for one in said if not getattr(one, "hidden", False) or one is command]
    assert all(texts)
    assert [text for text in texts if _(text) == text or _(text) not in page] == []


@pytest.fixture
def tool(run) -> click.Group:
    """A program of a group, a command and an option, with sentences that have a translation."""

    @click.group(cls=Group, help=N_("Commands on codebooks."))
    def made() -> None: ...

    @made.command("new", help=N_("Make a project file with a codebook and a first coder."))
    @option("--json", is_flag=True, help=N_("Print one JSON object, for other programs."))
    @option("--bare", is_flag=True)
    def new(json: bool, bare: bool) -> None: ...

    return made


def help_of(tool: click.Group, *arguments: str) -> str:
    return " ".join(CliRunner().invoke(tool, [*arguments, "--help"]).stdout.split())


def test_help_follows_the_language_each_time_it_is_shown(tool):
    shown = {}
    for code in ("en", "id", "en"):
        speak(code)
        now = help_of(tool) + help_of(tool, "new")
        assert shown.setdefault(code, now) == now
    assert "Perintah untuk pedoman kode." in shown["id"]
    assert "Commands on codebooks." in shown["en"]
    assert "Mencetak satu objek JSON" in shown["id"]
    assert "Mencetak" not in shown["en"]


def test_the_list_of_commands_says_what_each_does_in_full(tool):
    speak("id")
    assert _("Make a project file with a codebook and a first coder.") in help_of(tool)


def test_a_command_and_an_option_without_help_have_none(tool):
    speak("id")
    tool.add_command(Command("still", callback=lambda: None))
    assert tool.commands["still"].get_short_help_str() == ""
    assert help_of(tool, "new").partition("--bare")[2].startswith(" --help")


def test_the_groups_of_a_group_have_translated_help_too(tool):
    inner = tool.group("inner", help=N_("Commands on codebooks."))(lambda: None)
    assert isinstance(inner, Group)
    assert isinstance(tool.commands["new"], Command)


@pytest.mark.parametrize(("code", "spoken"), [("id", "id"), ("en", "en"), ("nl", "en"), ("", "en")])
def test_a_language_that_is_not_spoken_becomes_english(run, code, spoken):
    speak(code)
    assert language.language() == spoken
