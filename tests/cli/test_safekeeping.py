"""The commands backup and restore."""

from __future__ import annotations

from pathlib import Path

from annotator.workbench.session import Session
from annotator.workbench.settings import Settings


def test_a_backup_is_made_and_listed(run, project, answer) -> None:
    ran = run("backup", project)
    assert (ran.exit_code, ran.stderr) == (0, "")
    (one,) = answer("backup", project, "--list")["backups"]
    assert one["path"] in ran.stdout
    assert (one["reason"], one["documents"], one["fault"]) == ("hand", 0, "")
    listed = run("restore", project)
    assert listed.exit_code == 0
    assert "made by hand" in listed.stdout
    assert listed.stdout == run("restore", project, "--list").stdout


def test_a_project_without_backups_says_so(run, project, answer) -> None:
    assert "no backup" in run("restore", project).stdout
    assert answer("backup", project, "--list") == {"backups": []}


def test_a_backup_goes_where_the_settings_say(project, answer, tmp_path: Path) -> None:
    Settings()["backup_folder"] = str(tmp_path / "usb")
    told = answer("backup", project)
    assert Path(told["path"]).parent.parent == tmp_path / "usb"
    assert told["size"] == Path(told["path"]).stat().st_size


def test_a_copy_can_be_written_elsewhere(run, project, answer, tmp_path: Path) -> None:
    target = tmp_path / "copy.annot"
    assert answer("backup", project, "--to", target)["path"] == str(target)
    with Session.open(target) as copy:
        assert copy.coder.name == "Ani"
    again = run("backup", project, "--to", target)
    assert again.exit_code == 1
    assert str(target) in again.stderr
    assert answer("backup", project, "--list") == {"backups": []}


def test_a_project_that_is_open_is_not_backed_up(run, project) -> None:
    with Session.open(project):
        ran = run("backup", project)
    assert ran.exit_code == 1
    assert "open already" in ran.stderr


def test_going_back_sets_the_project_aside(run, project, marks, answer) -> None:
    answer("backup", project)
    run("import", project, marks)
    (one,) = answer("restore", project)["backups"]
    told = answer("restore", project, one["time"])
    assert told["backup"] == one["path"]
    assert answer("info", project)["documents"] == 0
    assert answer("info", told["set_aside"])["documents"] == 1
    assert len(answer("restore", project)["backups"]) == 2


def test_going_back_says_where_the_project_is_now(run, project, answer) -> None:
    path = answer("backup", project)["path"]
    ran = run("restore", project, path)
    assert (ran.exit_code, ran.stderr) == (0, "")
    (aside,) = project.parent.glob("p-before-*.annot")
    assert aside.name in ran.stdout


def test_a_backup_that_is_not_there_is_told(run, project) -> None:
    before = project.read_bytes()
    ran = run("restore", project, "2027")
    assert (ran.exit_code, ran.stdout) == (1, "")
    assert "2027" in ran.stderr
    assert project.read_bytes() == before


def test_a_damaged_backup_is_refused_and_listed_as_such(run, project, answer) -> None:
    path = Path(answer("backup", project)["path"])
    path.write_bytes(b"broken")
    assert "cannot be read" in run("restore", project).stdout
    ran = run("restore", project, path)
    assert ran.exit_code == 1
    assert "not a project" in ran.stderr


def test_older_backups_that_went_are_counted(run, project, answer) -> None:
    path = Path(answer("backup", project)["path"])
    for day in ("01", "02", "03"):
        path.with_name(f"2024-01-01T{day}-00-00Z-time.annot").write_bytes(path.read_bytes())
    assert "everything: 2" in run("backup", project).stdout


def test_wrong_use_is_told(run, project) -> None:
    assert run("backup").exit_code == 2
    assert run("restore", project, "a", "b").exit_code == 2
