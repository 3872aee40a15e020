from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from annotator.gui.dialogs.project_plan import SHOWN_PROBLEMS, ProjectPlan


@pytest.fixture
def plan(tmp_path):
    return ProjectPlan("Netralitas ASN", str(tmp_path), "/shipped/core.yaml", "Siti")


def sentences(plan: ProjectPlan) -> list[str]:
    return [plan.name_sentence(), plan.coder_sentence(), plan.codebook_sentence()]


def test_nothing_is_wrong_with_a_whole_plan(plan, tmp_path):
    assert sentences(plan) == ["", "", ""]
    assert plan.path == tmp_path / "Netralitas ASN.annot"


def test_the_folder_may_begin_at_home(plan):
    assert replace(plan, folder="~/coding").path == Path.home() / "coding/Netralitas ASN.annot"


def test_an_empty_plan_misses_everything(plan):
    assert sentences(ProjectPlan("", "", "", "")) == [
        "A project needs a name.",
        "Marks need the name of a coder.",
        "A project needs a codebook.",
    ]
    assert replace(plan, folder="").name_sentence() == "A project needs a folder."


@pytest.mark.parametrize("name", ["a/b", "a:b", "what?", ".hidden", "a\\b", "a\nb"])
def test_names_that_no_file_can_have_are_not_taken(plan, name):
    said = replace(plan, name=name).name_sentence()
    assert said.startswith("These cannot be in the name of a file")


def test_a_file_that_is_there_is_not_written_over(plan):
    plan.path.touch()
    assert plan.name_sentence() == "A file with this name is there already."


def test_a_codebook_says_how_many_problems_it_has_and_the_first_of_them(plan):
    bad = replace(plan, codebook_problems=tuple(f"line {n}" for n in range(80)))
    lines = bad.codebook_sentence().splitlines()
    assert lines[0] == "This codebook cannot be used yet: 80 problems."
    assert lines[1:] == [f"line {n}" for n in range(SHOWN_PROBLEMS)]


def test_a_name_longer_than_any_file_has_is_left_to_the_computer_to_refuse(plan):
    assert replace(plan, name="x" * 300).name_sentence() == ""


@pytest.mark.parametrize("folder", ["~nobody-of-this-name", "~nobody-of-this-name/coding"])
def test_the_home_of_nobody_is_a_folder_like_any_other(plan, folder):
    """So it looks for a moment while the name of somebody's folder is typed."""
    assert replace(plan, folder=folder).path == Path(folder) / "Netralitas ASN.annot"
    assert replace(plan, folder=folder).name_sentence() == ""


@pytest.mark.parametrize(
    "name", ["Pilkada 2024", "naskah.v2", "Nétralitas", "中立", "😀", "a" * 200]
)
def test_names_that_a_file_can_have_are_taken(plan, name):
    assert sentences(replace(plan, name=name)) == ["", "", ""]
    assert replace(plan, name=name).path.name == f"{name}.annot"


@pytest.mark.parametrize("character", [*'<>:"/\\|?*', "\t", "\x00", "\x1f"])
def test_each_forbidden_character_is_refused_wherever_it_stands(plan, character):
    for name in (f"{character}a", f"a{character}b", f"a{character}"):
        assert "cannot be in the name" in replace(plan, name=name).name_sentence()


def test_a_folder_with_the_name_is_not_written_over_either(plan):
    plan.path.mkdir()
    assert plan.name_sentence() == "A file with this name is there already."


@pytest.mark.parametrize(("count", "words"), [(1, "1 problem."), (2, "2 problems.")])
def test_one_problem_of_a_codebook_is_one(plan, count, words):
    said = replace(plan, codebook_problems=("line 1",) * count).codebook_sentence()
    assert said.splitlines()[0].endswith(words)
