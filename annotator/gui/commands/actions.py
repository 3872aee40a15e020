"""Every command of the window, as one table that menus, shortcuts and the palette read."""

from __future__ import annotations

from annotator.gui.commands.action_row import ActionRow
from annotator.gui.commands.review_rows import REVIEW, REVIEW_ROWS
from annotator.gui.commands.workspaces import WORKSPACES
from annotator.workbench.language import N_

MENUS = {
    "file": N_("&File"),
    "edit": N_("&Edit"),
    "code": N_("&Code"),
    "view": N_("&View"),
    "review": N_("&Adjudicate"),
    "team": N_("&Team"),
    "help": N_("&Help"),
}

SHOWN_WITH = {REVIEW: REVIEW}
"""Menus that are only there while a need is met."""

ACTIONS = (
    ActionRow("new_project", "file", N_("New project …"), ("Ctrl+N",)),
    ActionRow("open_project", "file", N_("Open a project …"), ("Ctrl+O",)),
    ActionRow("open_sample", "file", N_("Open the sample")),
    ActionRow("close_project", "file", N_("Close the project"), ("Ctrl+W",), "project"),
    ActionRow("add_articles", "file", N_("Add articles …"), ("Ctrl+I",), "project", 1),
    ActionRow("correct_text", "file", N_("Correct the text of this article …"), (), "article", 1),
    ActionRow("export", "file", N_("Export …"), ("Ctrl+E",), "project", 1),
    ActionRow("back_up", "file", N_("Back up now"), (), "project", 2),
    ActionRow("restore", "file", N_("Go back to a backup …"), (), "project", 2),
    ActionRow("join_copy", "file", N_("Join another copy …"), ("Ctrl+J",), "project", 3),
    ActionRow("shared_folder", "file", N_("Meet in a shared folder …"), (), "project", 3),
    ActionRow("exchange_now", "file", N_("Exchange now"), ("F5",), "folder", 3),
    ActionRow("decide", "file", N_("Decide between versions …"), ("Ctrl+D",), "undecided", 3),
    ActionRow("code_as", "file", N_("Code as …"), (), "project", 4),
    ActionRow("quit", "file", N_("Quit"), ("Ctrl+Q",), "", 5),
    ActionRow("undo", "edit", N_("Undo"), ("Ctrl+Z",), "undo"),
    ActionRow("redo", "edit", N_("Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), "redo"),
    ActionRow("history", "edit", N_("History …"), ("Ctrl+Shift+H",), "project"),
    ActionRow("copy", "edit", N_("Copy"), ("Ctrl+C",), "article", 1, is_plain=True),
    ActionRow("select_all", "edit", N_("Select all"), ("Ctrl+A",), "article", 1, is_plain=True),
    ActionRow("find", "edit", N_("Find in the article"), ("Ctrl+F",), "article", 2),
    ActionRow("find_next", "edit", N_("Next place found"), ("F3",), "article", 2),
    ActionRow("find_previous", "edit", N_("Previous place found"), ("Shift+F3",), "article", 2),
    ActionRow("find_article", "edit", N_("Find an article"), ("Ctrl+L",), "coding", 2),
    ActionRow("palette", "code", N_("Labels, commands, articles …"), ("Ctrl+K",)),
    ActionRow("relabel", "code", N_("Change the label"), ("L",), "span", 1, is_plain=True),
    ActionRow("pick_start", "code", N_("Move the start"), ("[",), "span", 1, is_plain=True),
    ActionRow("pick_end", "code", N_("Move the end"), ("]",), "span", 1, is_plain=True),
    ActionRow(
        "add_words", "code", N_("Add words to the mark"), ("+", "="), "span", 1, is_plain=True
    ),
    ActionRow(
        "take_words", "code", N_("Take words off the mark"), ("-",), "span", 1, is_plain=True
    ),
    ActionRow("relate", "code", N_("Relate to another mark"), ("R",), "span", 1, is_plain=True),
    ActionRow("note", "code", N_("Write a note"), ("N",), "span", 1, is_plain=True),
    ActionRow("delete", "code", N_("Delete the mark"), ("Del",), "span", 1, is_plain=True),
    ActionRow("next_span", "code", N_("Next mark"), (".",), "article", 2, is_plain=True),
    ActionRow("previous_span", "code", N_("Previous mark"), (",",), "article", 2, is_plain=True),
    ActionRow("next_question", "code", N_("Next question"), ("Alt+Down",), "article", 2),
    ActionRow("previous_question", "code", N_("Previous question"), ("Alt+Up",), "article", 2),
    ActionRow("next_problem", "code", N_("Next problem"), ("F8",), "article", 3),
    ActionRow("previous_problem", "code", N_("Previous problem"), ("Shift+F8",), "article", 3),
    ActionRow(
        "check_marks", "code", N_("Check the marks of the earlier version …"), (), "waiting", 3
    ),
    ActionRow(
        "done", "code", N_("Mark as done, or reopen"), ("Ctrl+Enter", "Ctrl+Return"), "article", 4
    ),
    ActionRow("next_article", "code", N_("Next article"), ("Ctrl+PgDown",), "coding", 5),
    ActionRow("previous_article", "code", N_("Previous article"), ("Ctrl+PgUp",), "coding", 5),
    ActionRow("zoom_in", "view", N_("Larger text"), ("Ctrl++", "Ctrl+="), "article"),
    ActionRow("zoom_out", "view", N_("Smaller text"), ("Ctrl+-",), "article"),
    ActionRow("zoom_reset", "view", N_("Usual text size"), ("Ctrl+0",), "article"),
    ActionRow("font", "view", N_("Typeface of the text …"), (), "", 1),
    ActionRow("tag_names", "view", N_("Full names on the marks"), (), "", 1, is_checkable=True),
    ActionRow("theme_system", "view", N_("Theme as the system has it"), (), "", 2, False, True),
    ActionRow("theme_light", "view", N_("Light theme"), (), "", 2, False, True),
    ActionRow("theme_dark", "view", N_("Dark theme"), (), "", 2, False, True),
    ActionRow("theme_contrast", "view", N_("High contrast"), (), "", 2, False, True),
    ActionRow("language_id", "view", "Bahasa Indonesia", (), "", 3, False, True),
    ActionRow("language_en", "view", "English", (), "", 3, False, True),
    ActionRow("fold_left", "view", N_("Fold the left column"), ("F9",), "coding", 4, False, True),
    ActionRow("fold_right", "view", N_("Fold the mark panel"), ("F10",), "coding", 4, False, True),
    ActionRow("problems", "view", N_("Problems"), ("Ctrl+Shift+M",), "coding", 4, False, True),
    *(
        ActionRow(row.action, "view", row.text, (row.keys,), row.needs, 5, False, True)
        for row in WORKSPACES
    ),
    *REVIEW_ROWS,
    ActionRow("people", "team", N_("People …"), (), "managed"),
    ActionRow("assign_by_rule", "team", N_("Assign by rule …"), (), "managed"),
    ActionRow("code_again", "team", N_("Code again after some days …"), (), "managed"),
    ActionRow("progress", "team", N_("Progress …"), (), "managed"),
    ActionRow("make_parcels", "team", N_("Make parcels …"), (), "managed", 1),
    ActionRow("make_feedback", "team", N_("Make feedback parcels …"), (), "managed", 1),
    ActionRow("my_differences", "team", N_("My differences …"), ("Ctrl+Shift+D",), "feedback", 2),
    ActionRow("show_parcel", "team", N_("Show the parcel's file"), (), "parcel", 2),
    ActionRow("keep_view", "team", N_("Keep this view of the agreement …"), (), "agreement", 3),
    ActionRow("kept_views", "team", N_("Kept views of the agreement …"), (), "agreement", 3),
    ActionRow("export_agreement", "team", N_("Export the agreement …"), (), "agreement", 3),
    ActionRow("guideline", "help", N_("Guideline of the label"), ("F1",), "coding"),
    ActionRow("shortcuts", "help", N_("Keys that work here"), ("Shift+F1",)),
    ActionRow("about", "help", N_("About Annotator"), (), "", 1),
)

BY_ID = {row.id: row for row in ACTIONS}

NOT_IN_PARCEL = frozenset(
    {
        "add_articles",
        "correct_text",
        "join_copy",
        "shared_folder",
        "exchange_now",
        "decide",
        "code_as",
        "people",
        "assign_by_rule",
        "code_again",
        "progress",
        "make_parcels",
        "make_feedback",
        "keep_view",
        "kept_views",
        "export_agreement",
        *(row.action for row in WORKSPACES),
        *(row.id for row in REVIEW_ROWS),
    }
)
"""What cannot be done in a parcel, because the project would not take it back."""
