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
    "revisions_lost": (
        N_(
            "Steps that cannot be read: {value} (of {who}, before {before}). Marks that were "
            "changed in them may stand as they were before."
        ),
    ),
    "row_without_proof": (
        N_(
            "{value} ({kind} {label}) stands as the tables show it; the step that wrote it is lost."
        ),
        N_("{value} ({kind}) stands as the tables show it; the step that wrote it is lost."),
    ),
    "row_lost": (
        N_("{value} ({kind} {label}) refers to something that is lost, and cannot be shown."),
        N_("{value} ({kind}) refers to something that is lost, and cannot be shown."),
    ),
    "row_unclear": (
        N_("{value} ({kind}) is there in several versions, and it is not clear which one counts."),
    ),
    "project_id_lost": (
        N_("The name of the project is lost: other copies of it can no longer be joined with it."),
    ),
    "dangling_reference": (
        N_("Something of the kind {value} refers to a {kind} that is missing."),
    ),
}
"""By code."""
