"""The commands of the adjudication, as rows of the table; their keys are those of its page."""

from __future__ import annotations

from annotator.gui.commands.action_row import ActionRow
from annotator.workbench.language import N_

REVIEW = "review"
"""The menu, and the need that its page meets."""
DIGITS = tuple("123456789")


MOVES = N_("Move the ends")


def _move(name: str, text: str, key: str) -> ActionRow:
    return ActionRow(name, REVIEW, text, (key,), REVIEW, 1, is_plain=True, fold=MOVES)


def _row(name: str, text: str, keys: tuple[str, ...], group: int) -> ActionRow:
    return ActionRow(name, REVIEW, text, keys, REVIEW, group, is_plain=True)


REVIEW_ROWS = (
    _row("case_take", N_("Take a coder’s reading"), DIGITS, 0),
    _row("case_propose", N_("Take what most say, or write what is chosen"), ("Enter",), 0),
    _row("case_none", N_("None of them"), ("0",), 0),
    _row("case_keep_all", N_("Keep all marks"), ("U",), 0),
    _row("case_pattern", N_("The same decision for this pattern …"), (".",), 0),
    _row("case_row", N_("Next row that differs"), ("Tab",), 1),
    _row("case_row_back", N_("Previous row that differs"), ("Shift+Tab",), 1),
    _move("case_start_back", N_("Start one boundary back"), "["),
    _move("case_start_on", N_("Start one boundary on"), "]"),
    _move("case_end_back", N_("End one boundary back"), "{"),
    _move("case_end_on", N_("End one boundary on"), "}"),
    _move("case_start_left", N_("Start one word back"), "Left"),
    _move("case_start_right", N_("Start one word on"), "Right"),
    _move("case_end_left", N_("End one word back"), "Shift+Left"),
    _move("case_end_right", N_("End one word on"), "Shift+Right"),
    _row("case_label", N_("Another label …"), ("L",), 1),
    _row("case_discard", N_("Forget what was chosen"), ("Esc",), 1),
    _row("case_note", N_("Note on the case …"), ("N",), 2),
    _row("case_gap", N_("Gap in the guideline …"), ("G",), 2),
    _row("case_send_back", N_("Send back with a question …"), ("Q",), 2),
    _row("case_next", N_("Next open case"), ("Space",), 3),
    _row("case_previous", N_("Previous case"), ("Backspace", "Up"), 3),
    _row("case_following", N_("Following case"), ("Down",), 3),
    _row("case_relation", N_("Next relation"), ("R",), 3),
    _row("case_filter", N_("Filter the queue"), ("F",), 3),
    _row("case_undo", N_("Undo the last act"), ("Z",), 3),
    ActionRow("review_reveal", REVIEW, N_("Show the coders’ names …"), (), REVIEW, 4),
    ActionRow("review_release", REVIEW, N_("Release to the coders …"), (), REVIEW, 4),
    ActionRow("review_gaps", REVIEW, N_("Gaps in the guideline …"), (), REVIEW, 4),
    ActionRow(
        "review_unfinished",
        REVIEW,
        N_("Compare unfinished work too"),
        (),
        REVIEW,
        4,
        is_checkable=True,
    ),
)
