"""The page on agreement: every measure stands there, and its examples are run."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

from annotator.agreement.summary import MEASURES

PAGE = Path(__file__).parents[2] / "docs/agreement.md"


def sections() -> dict[str, str]:
    parts = re.split(r"^### `(\w+)`\n", PAGE.read_text("utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_every_measure_has_its_section_and_no_other():
    assert set(sections()) == set(MEASURES)


def test_every_section_names_source_units_and_undefined_cases_and_has_an_example():
    for measure, text in sections().items():
        assert all(word in text for word in ("*Source:*", "*Counts:*", "*No value:*")), measure
        assert f">>> round({measure}(" in text


def test_the_examples_give_what_they_show():
    failed, tried = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert (failed, tried > len(MEASURES)) == (0, True)
