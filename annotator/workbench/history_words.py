"""The kinds of acts as one chooses them in the history, and the verbs each stands for."""

from __future__ import annotations

from annotator.workbench.language import N_

VERB_NAMES = {
    "label": N_("Labelling"),
    "ends": N_("Moving ends"),
    "answers": N_("Answers"),
    "delete": N_("Deleting"),
    "relations": N_("Relations"),
    "notes": N_("Notes"),
    "status": N_("Status"),
    "import": N_("Imports"),
    "restore": N_("Restoring"),
    "decide": N_("Decisions"),
    "adjudicate": N_("Adjudication"),
    "correct": N_("Corrections"),
    "assign": N_("Assignments"),
    "people": N_("Roles"),
    "parcel": N_("Parcels"),
    "agreement": N_("Kept agreement"),
    "undo": N_("Undo and redo"),
}
"""Kinds of acts, in the order in which they are offered."""

_VERBS = {
    "label": ("add_span", "relabel_span"),
    "ends": ("resize_span",),
    "answers": ("set_attribute", "set_relation_attribute", "set_field"),
    "delete": ("delete_span", "delete_relation"),
    "relations": ("add_relation", "delete_relation", "set_relation_attribute"),
    "notes": ("set_comment",),
    "status": ("set_status",),
    "import": ("import",),
    "restore": ("restore_span", "restore_article", "restore_set", "recover"),
    "decide": ("decide",),
    "adjudicate": (
        "begin_review",
        "decide_case",
        "decide_pattern",
        "skip_case",
        "send_back",
        "note_case",
        "note_gap",
        "drop_decision",
        "keep_decision",
        "sign_off",
        "reopen_review",
        "release",
        "reveal_names",
    ),
    "correct": ("correct_text", "check_marks"),
    "assign": (
        "assign",
        "unassign",
        "lock",
        "unlock",
        "reopen",
        "order_articles",
        "recode",
    ),
    "people": ("set_role",),
    "parcel": ("parcel",),
    "agreement": ("keep_snapshot", "delete_snapshot"),
    "undo": ("undo", "redo"),
}


_REVIEWING = ("adjudicate", "assign", "people")

OF_REVIEWERS = frozenset(verb for kind in _REVIEWING for verb in _VERBS[kind])
"""Verbs of who leads or decides; nobody else may take them back either."""


def verbs_of(kind: str) -> tuple[str, ...]:
    """Return the verbs of a kind of acts; none for all acts."""
    return _VERBS.get(kind, ())
