"""The sentence for every problem: of files, of codebooks, of marks."""

from __future__ import annotations

from collections.abc import Mapping

from annotator.workbench.codebook_words import CODEBOOK_PROBLEMS
from annotator.workbench.file_words import FILE_PROBLEMS, NAMED_FIELDS, NAMES
from annotator.workbench.finding_words import FINDINGS
from annotator.workbench.project_words import PROJECT_PROBLEMS

__all__ = ["NAMED_FIELDS", "NAMES", "PROBLEMS"]

PROBLEMS: Mapping[str, tuple[str, ...]] = {
    **FILE_PROBLEMS,
    **CODEBOOK_PROBLEMS,
    **FINDINGS,
    **PROJECT_PROBLEMS,
}
"""By code.  Of several sentences, the first is used whose fields the problem has."""
