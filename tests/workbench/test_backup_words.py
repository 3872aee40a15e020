"""What people read about backups, in both languages."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from annotator.model.codebook import Codebook
from annotator.model.identity import Id
from annotator.store.backup_list import Backup, CoderCount, Contents
from annotator.workbench import backup_words as words
from annotator.workbench.backing_up import Preview
from annotator.workbench.language import set_language

TODAY = date(2026, 11, 22)
CODEBOOK = Codebook("small", "1")


@pytest.mark.parametrize(
    ("moment", "told", "indonesian"),
    [
        ("2026-11-22T00:30:00Z", "today, 08:30", "hari ini, 08.30"),
        ("2026-11-21T17:30:00Z", "today, 01:30", "hari ini, 01.30"),
        ("2026-11-20T16:30:00Z", "yesterday, 00:30", "kemarin, 00.30"),
        ("2026-10-30T00:30:00Z", "30 Oct 2026, 08:30", "30 Okt 2026, 08.30"),
    ],
)
def test_a_moment_is_told_in_local_time(moment: str, told: str, indonesian: str) -> None:
    assert words.moment_words(moment, TODAY) == told
    assert words.moment_words(datetime.fromisoformat(moment), TODAY) == told
    set_language("id")
    assert words.moment_words(moment, TODAY) == indonesian


@pytest.mark.parametrize(
    ("size", "told"),
    [(12, "1 kB"), (240_900, "240 kB"), (1_250_000, "1.2 MB"), (1_082_000_000, "1,082 MB")],
)
def test_a_size_is_told_as_people_write_it(size: int, told: str) -> None:
    assert words.size_words(size) == told


def test_a_reason_is_told_in_words_and_an_unknown_one_as_it_is() -> None:
    assert words.reason_words("close") == "on closing"
    assert words.reason_words("else") == "else"


def test_counts_have_their_plural() -> None:
    assert words.count_words(1, 1200) == "1 article · 1,200 marks"
    assert words.coder_words(1, 0) == "1 mark"
    assert words.coder_words(3, 1) == "3 marks · 1 relation"


def previewed(newer: int | None, only_there: int | None, action: str = "import") -> Preview:
    one = Backup(Path("x"), "2026-11-22T00:30:00Z", "hand", 1)
    coders = (CoderCount("Ani", 1, 0),)
    about = {"files": ["a.txt"]}
    contents = Contents(
        Id("0" * 32), 1, 1, coders, "2026-10-30T00:30:00Z", action, about, "Ani", {}
    )
    return Preview(one, contents, newer, only_there)


@pytest.mark.parametrize(
    ("newer", "only_there", "told"),
    [
        (0, 0, "Nothing was done in the project since then."),
        (1, 0, "Since then 1 step was done in the project."),
        (
            2,
            3,
            "Since then 2 steps were done in the project. 3 steps are in this backup and not in "
            "the project.",
        ),
        (None, None, ""),
    ],
)
def test_the_difference_is_told(newer, only_there, told: str) -> None:
    assert words.difference_words(previewed(newer, only_there)) == told


def test_the_last_act_is_told_with_its_words_where_there_are_any() -> None:
    told = words.last_act_words(previewed(0, 0), CODEBOOK)
    assert told == "30 Oct 2026, 08:30 · Ani · import of a.txt"
    told = words.last_act_words(previewed(0, 0, "create_project"), CODEBOOK)
    assert told == "30 Oct 2026, 08:30 · Ani · new project"


def test_what_was_done_is_told_with_the_name_of_the_file_set_aside() -> None:
    assert "p-before-x.annot" in words.restored_words(Path("/a/p-before-x.annot"))
    assert words.restored_words(None) == "The backup is the project now."
    assert "“p-before-…”" in words.consequence_words("p")
    assert "shared folder" not in words.consequence_words("p")
    assert "shared folder" in words.consequence_words("p", meets_in_folder=True)
