"""Sentences for what a check of a project file finds."""

from __future__ import annotations

from collections.abc import Mapping

from annotator.workbench.language import N_

PROJECT_PROBLEMS: Mapping[str, tuple[str, ...]] = {
    "file_damaged": (N_("The file is damaged ({detail})."),),
    "revision_missing": (N_("Step {count} of the history does not follow the one before it."),),
    "revision_altered": (N_("The step {value} of the history is not as it was written."),),
    "text_altered": (N_("The text of the article {value} is not as it was imported."),),
    "offset_past_end": (
        N_("A mark ends at {value}, beyond its text, which has {length} characters."),
    ),
    "row_differs": (N_("{value} ({kind}) is not as the history says."),),
    "dangling_reference": (
        N_("Something of the kind {value} refers to a {kind} that is missing."),
    ),
}
"""By code."""
