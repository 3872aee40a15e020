"""Sentences for what a check of a project file finds."""

from __future__ import annotations

from collections.abc import Mapping

from annotator.workbench.language import N_

PROJECT_PROBLEMS: Mapping[str, tuple[str, ...]] = {
    "file_damaged": (N_("The file is damaged: {detail}."),),
    "dangling_reference": (
        N_("Something of the kind {value} refers to a {kind} that is missing."),
    ),
}
"""By code."""
