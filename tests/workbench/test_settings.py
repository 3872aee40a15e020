"""What is remembered between two runs, and that nothing of it can stop the program."""

from __future__ import annotations

import getpass
import json
import os
import sys
from pathlib import Path

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.workbench import settings
from annotator.workbench.settings import DEFAULTS, Settings, data_folder, default_coder_name


@pytest.fixture
def path(tmp_path):
    return tmp_path / "config" / "settings.json"


def test_without_a_file_the_defaults_hold(path):
    stored = Settings(path)
    assert {name: stored[name] for name in DEFAULTS} == DEFAULTS
    assert not path.exists()


def test_what_is_set_is_there_the_next_time(path):
    Settings(path)["theme"] = "dark"
    assert Settings(path)["theme"] == "dark"


def test_setting_what_is_set_writes_nothing(path):
    Settings(path)["theme"] = DEFAULTS["theme"]
    assert not path.exists()


def test_a_name_that_is_no_setting_is_a_bug(path):
    with pytest.raises(KeyError):
        Settings(path)["colour"] = "red"
    with pytest.raises(KeyError):
        Settings(path)["colour"]


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"x"', "\0", "[" * 100_000], ids=range(7))
def test_a_damaged_file_is_the_same_as_none(path, text):
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    assert Settings(path)["theme"] == "system"


def test_values_of_the_wrong_type_and_unknown_names_are_left_out(path):
    path.parent.mkdir()
    values = {"theme": 3, "zoom": 2, "window": [], "future": True, "tag_names": True}
    path.write_text(json.dumps(values), encoding="utf-8")
    stored = Settings(path)
    assert (stored["theme"], stored["zoom"], stored["window"]) == ("system", 2, {})
    assert stored["tag_names"] is True


@pytest.mark.parametrize("value", [True, "1.5", None, [1], float("nan"), float("inf"), 10**400])
def test_only_a_number_is_taken_for_a_number(path, value):
    path.parent.mkdir()
    path.write_text(json.dumps({"zoom": value}), encoding="utf-8")
    assert Settings(path)["zoom"] == 1.0


def test_a_folder_that_cannot_be_written_stops_nothing(tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    stored = Settings(tmp_path / "file" / "settings.json")
    stored["theme"] = "dark"
    assert stored["theme"] == "dark"


def test_the_last_projects_stand_first_and_once(path, tmp_path):
    stored = Settings(path)
    for number in [*range(10), 5]:
        stored.remember_project(tmp_path / f"{number}.annot")
    recent = Settings(path)["recent_projects"]
    assert [one.rsplit("/" if "/" in one else "\\", 1)[1] for one in recent][:3] == [
        "5.annot",
        "9.annot",
        "8.annot",
    ]
    assert len(recent) == settings.RECENT == len(set(recent))


def test_the_place_in_a_project_is_kept_and_old_ones_are_forgotten(path, monkeypatch):
    monkeypatch.setattr(settings, "PLACES", 2)
    stored = Settings(path)
    for name in "abac":
        stored.remember_place(name, {"document": name})
    assert [stored.place_in(name) for name in "abc"] == [{"document": "a"}, {}, {"document": "c"}]


def test_files_lie_in_the_persons_own_folders(home):
    assert home in data_folder().parents or sys.platform != "linux"
    Settings()["theme"] = "light"
    assert list(home.rglob("settings.json")) or sys.platform != "linux"


def test_the_coder_is_called_as_before_else_as_the_computer_knows_them(path, monkeypatch):
    monkeypatch.setattr(getpass, "getuser", lambda: "ani")
    stored = Settings(path)
    assert default_coder_name(stored) == "ani"
    stored["coder_name"] = " Ani Wijaya "
    assert default_coder_name(stored) == "Ani Wijaya"


@pytest.mark.parametrize("error", [OSError, KeyError, ImportError])
def test_a_computer_without_names_still_has_a_coder(path, monkeypatch, error):
    def nobody():
        raise error

    monkeypatch.setattr(getpass, "getuser", nobody)
    assert default_coder_name(Settings(path)) == "coder"


@pytest.mark.skipif(sys.platform != "linux", reason="names of any bytes are Linux's")
def test_a_project_is_remembered_whatever_the_bytes_of_its_name(tmp_path):
    project = Path(os.fsdecode(b"/tmp/caf\xe9.annot"))
    Settings(tmp_path / "s.json").remember_project(project)
    (remembered,) = Settings(tmp_path / "s.json")["recent_projects"]
    assert os.fsencode(remembered) == os.fsencode(project.resolve())
    assert [path.name for path in tmp_path.iterdir()] == ["s.json"]


def test_settings_that_cannot_be_written_leave_no_draft(tmp_path, monkeypatch):
    def failing(*_arguments):
        raise OSError("no space")

    monkeypatch.setattr(os, "replace", failing)
    Settings(tmp_path / "s.json")["zoom"] = 1.5
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", [name for name, value in DEFAULTS.items() if value == []])
def test_in_a_list_of_names_only_names_are_kept(path, name):
    path.parent.mkdir()
    path.write_text(json.dumps({name: ["a", 1, None, ["b"], {}, "c"]}), encoding="utf-8")
    assert Settings(path)[name] == ["a", "c"]


odd = [None, True, 3, -1.5, "x", "", [], ["a"], [1], {}, {"a": 1}, {"a": {}}, {"a": "f"}]


@given(st.dictionaries(st.sampled_from([*DEFAULTS, "future"]), st.sampled_from(odd)))
@hypothesis.settings(max_examples=30)
def test_whatever_stands_in_the_file_every_setting_is_of_its_kind(tmp_path_factory, values):
    path = tmp_path_factory.getbasetemp() / "any-settings.json"
    path.write_text(json.dumps(values), encoding="utf-8")
    stored = Settings(path)
    for name, default in DEFAULTS.items():
        kind = (int, float) if isinstance(default, float) else type(default)
        assert isinstance(stored[name], kind)
    assert default_coder_name(stored)
    for project in ("a", "", *values):
        assert isinstance(stored.place_in(project), dict)
        assert isinstance(stored.exchange_of(project), dict)
        assert isinstance(stored.folder_of(project), Path | None)
    stored.remember_place("p", {"document": "x"})
    assert Settings(path).place_in("p") == {"document": "x"}
