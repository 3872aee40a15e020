"""The program as a whole: its language, its exit codes, and that nothing falls through."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import click
import factories
import pytest

from annotator import __version__
from annotator.cli import main as cli_main
from annotator.cli.main import program
from annotator.workbench.settings import Settings

ANNOTATOR = [sys.executable, "-m", "annotator"]


def commands(group: click.Group) -> list[list[str]]:
    """Every command with the way to it."""
    found: list[list[str]] = []
    for name, command in group.commands.items():
        found.append([name])
        if isinstance(command, click.Group):
            found += [[name, *rest] for rest in commands(command)]
    return found


def test_the_version_is_told(run):
    assert run("--version").stdout == f"annotator {__version__}\n"


@pytest.mark.parametrize("way", commands(program), ids=" ".join)
@pytest.mark.parametrize("code", ["en", "id"])
def test_every_command_has_help_in_both_languages(run, way, code):
    ran = run("--language", code, *way, "--help")
    assert ran.exit_code == 0
    assert (ran.stdout.startswith("Pemakaian:"), ran.stdout.startswith("Usage:")) == (
        code == "id",
        code == "en",
    )


def test_help_of_every_option_is_translated(run):
    english = run("--language", "en", "import", "--help").stdout
    indonesian = run("--language=id", "import", "--help").stdout
    assert "change nothing" in english
    assert "change nothing" not in indonesian
    assert "Show this message" not in indonesian.replace("Show this message and exit.", "")


def test_the_language_comes_from_the_settings_else_from_the_system(run, monkeypatch):
    assert "Commands" in run("--help").stdout
    monkeypatch.setenv("LANG", "id_ID.UTF-8")
    assert "Perintah" in run("--help").stdout
    Settings()["language"] = "en"
    assert "Commands" in run("--help").stdout
    assert "Perintah" in run("--help", "--language", "id").stdout


def test_errors_come_in_the_language_in_use(run, tmp_path):
    english = run("--language", "en", "info", tmp_path / "x.annot").stderr
    indonesian = run("--language", "id", "info", tmp_path / "x.annot").stderr
    assert english != indonesian


@pytest.mark.parametrize(
    "arguments",
    [
        ["frob"],
        ["--frob"],
        ["--language", "nl", "info", "x"],
        ["new", "p.annot"],
        ["import", "p.annot"],
        ["export", "p.annot"],
        [],
    ],
)
def test_wrong_use_is_exit_code_two(run, arguments):
    ran = run(*arguments)
    assert ran.exit_code == 2
    assert "Traceback" not in ran.output


def test_the_hidden_command_is_hidden(run):
    assert "run-sample" not in run("--help").stdout


# as a process -----------------------------------------------------------------------------------


def test_no_command_but_open_loads_qt(project, marks, tmp_path):
    out, codebook = tmp_path / "out.jsonl", tmp_path / "small.yaml"
    lines = [
        ["new", tmp_path / "q.annot", "--codebook", codebook],
        ["import", project, marks],
        ["export", project, out],
        ["verify", project],
        ["verify", out, "--codebook", codebook],
        ["info", project],
        ["codebook", "check", codebook],
    ]
    code = """
import json, sys
from annotator.cli.main import program
for line in json.loads(sys.argv[1]):
    assert program.main(line, prog_name="annotator", standalone_mode=False) in (0, None), line
print([name for name in sys.modules if name.partition(".")[0] in ("PySide6", "shiboken6")])
"""
    texts = json.dumps([list(map(str, line)) for line in lines])
    ran = subprocess.run(
        [sys.executable, "-c", code, texts], capture_output=True, text=True, check=False
    )
    assert (ran.stderr, ran.stdout.splitlines()[-1]) == ("", "[]")


def process(*arguments: object, **more) -> subprocess.CompletedProcess[bytes]:
    command = [*ANNOTATOR, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, **more)


def test_output_is_utf_8_whatever_the_system_says(tmp_path):
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C"}
    ran = process("--language", "id", "import", "--help", env=environment)
    assert ran.returncode == 0
    assert "PATH…" in ran.stdout.decode("utf-8")


def test_an_unknown_file_is_an_error_without_a_traceback(tmp_path):
    ran = process("info", tmp_path / "x.annot")
    assert (ran.returncode, ran.stdout) == (1, b"")
    assert b"Traceback" not in ran.stderr
    assert len(ran.stderr.splitlines()) == 1


@pytest.mark.skipif(os.name != "posix", reason="pipes end differently there")
def test_a_reader_who_leaves_early_is_no_reason_to_complain(project, tmp_path):
    records = [factories.record(text=f"Teks {n}. " * 400, doc_id=f"d{n}") for n in range(60)]
    path = factories.write_records(tmp_path / "many.jsonl", *records)
    assert process("import", project, path).returncode == 0
    with subprocess.Popen(
        [*ANNOTATOR, "export", str(project), "-"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        running.stdout.read(10)
        running.stdout.close()
        complaint = running.stderr.read()
    assert (complaint, running.returncode) == (b"", 141)


def ended(monkeypatch, *arguments: object) -> object:
    """Run the program as the installed script does; return its exit code."""
    monkeypatch.setattr(sys, "argv", ["annotator", *map(str, arguments)])
    with pytest.raises(SystemExit) as caught:
        cli_main.main()
    return caught.value.code


def test_a_person_who_stops_an_import_finds_the_project_as_it_was(
    monkeypatch, project, marks, run, capsys
):
    def stopped(*_arguments):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("annotator.cli.meter.Meter.__call__", stopped)
        assert ended(patch, "import", project, marks) == 130
    told = capsys.readouterr()
    assert (told.out, told.err.strip()) == ("", "")
    assert json.loads(run("info", project, "--json").stdout)["documents"] == 0


@pytest.mark.parametrize("arguments", [["frob"], ["info"], ["info", "p", "--jsn"], ["--frob"]])
def test_wrong_use_ends_the_program_with_two_and_says_how_it_goes(monkeypatch, capsys, arguments):
    assert ended(monkeypatch, *arguments) == 2
    told = capsys.readouterr()
    assert (told.out, told.err.startswith("Usage: annotator")) == ("", True)


def test_what_goes_well_ends_the_program_with_nought(monkeypatch, capsys, project, tmp_path):
    assert ended(monkeypatch, "info", project) == 0
    assert ended(monkeypatch, "--version") == 0
    assert ended(monkeypatch, "info", tmp_path / "none.annot") == 1
    told = capsys.readouterr()
    assert "Ani" in told.out
    assert "none.annot" in told.err


def test_a_bug_is_said_to_be_one(run, project, monkeypatch, capsys):
    def broken(*_arguments):
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr("annotator.cli.projects.overview_of", broken)
    assert ended(monkeypatch, "info", project) == 70
    told = capsys.readouterr()
    assert told.out == ""
    assert "ZeroDivisionError: division by zero" in told.err
    assert "Traceback" not in told.err
    monkeypatch.setenv("ANNOTATOR_TRACEBACK", "1")
    with pytest.raises(ZeroDivisionError):
        cli_main.main()
