"""The sentence for every error: what happened, what is safe, what to do."""

from __future__ import annotations

from collections.abc import Mapping

from annotator.workbench.language import N_

ERRORS: Mapping[str, str] = {
    # opening a project
    "missing_file": N_("There is no file {path}."),
    "not_a_project": N_("{path} is not a project of Annotator. Nothing in it was changed."),
    "newer_project": N_(
        "{path} was made by a newer version of Annotator (its format is {version}, this program "
        "knows {newest}). Nothing in it was changed; please update Annotator to open it."
    ),
    "foreign_contents": N_(
        "{path} holds something that Annotator did not make ({type} {name}), so it is not opened. "
        "Nothing in it was changed."
    ),
    "damaged": N_(
        "The project file is damaged ({detail}). Nothing in it was changed. Keep it, and recover "
        "what it holds into a new file, or go on with your last backup."
    ),
    "only_read": N_("The project is open for reading only, so nothing was changed."),
    "vanished": N_(
        "{path} is not there any more: the drive may be unplugged or the folder moved. What was "
        "saved before is as it was; it can be opened again when it is back."
    ),
    "cut_off": N_(
        "{path} is not complete: it has {size} bytes, and it should have {expected}. It may still "
        "be on its way, or the copying was broken off. Nothing in it was changed. Copy it again "
        "from where it came from, or recover what it holds."
    ),
    "nothing_to_recover": N_(
        "In {path} neither a coder nor a codebook can be read any more, so no project can be made "
        "of it. Nothing was changed; keep the file, and go on with a backup."
    ),
    "locked": N_(
        "The project is open already: {who} on {host}, since {since}. Close it there first; "
        "{path} was not changed."
    ),
    "locked_by_somebody": N_(
        "The project is open already, in another window or program. Close it there first; {path} "
        "was not changed."
    ),
    "lock_in_the_way": N_(
        "{path} is in the way of the lock that keeps others out of the project. Move it away and "
        "open the project again; nothing was changed."
    ),
    "file_exists": N_("There is a file {path} already. It was not touched; choose another name."),
    "missing_folder": N_("There is no folder {path}. Make it first, or choose another one."),
    "project_closed": N_("The project is closed. What was done is saved; open it again to go on."),
    "problems_block_done": N_(
        "The article is not marked as done: problems that have to be mended first: {count}. F8 "
        "goes from one to the next."
    ),
    # correcting a text
    "replaced_text": N_(
        "This is an earlier version of the article and is kept as it was. The version that counts "
        "is “{title}” ({key}). Nothing was changed."
    ),
    "same_text": N_("The text is the same as before. Nothing was changed."),
    "empty_text": N_("There is no text in it. Nothing was changed."),
    "earlier_version": N_(
        "This text is an earlier version of the same article ({key}). To go back to it, undo the "
        "correction. Nothing was changed."
    ),
    "marks_share_ids": N_(
        "The project has this text already, and marks of {coder} on both articles have the same "
        "ids, so they could be taken for each other. Nothing was changed."
    ),
    "nothing_to_check": N_("This article has no earlier version, so there is nothing to check."),
    "no_such_key": N_("There is no article with the id {key} in the project."),
    # the computer
    "no_permission": N_("This account may not use {path}. Nothing was changed."),
    "read_only": N_(
        "{path} cannot be written: the file, its folder or its disk is read-only. Copy the project "
        "to a folder of your own to go on. Nothing was lost."
    ),
    "disk_full": N_(
        "The disk is full, so the last step was not saved; everything before it is. Make some room "
        "and do it again."
    ),
    "disk_error": N_(
        "The disk did not take the last step, so it was not saved; everything before it is. Copy "
        "the project {path} to another disk."
    ),
    "cannot_open": N_("{path} cannot be opened ({detail}). Nothing was changed."),
    "name_too_long": N_(
        "The name {path} is too long for this disk. Choose a shorter one; nothing was changed."
    ),
    "no_room_to_work": N_(
        "There is too little room in {path} for this. The project was not changed; make some room "
        "there and do it again."
    ),
    "no_memory": N_("There is not enough memory for this. What was saved before is safe."),
    "busy": N_("Another program is using {path}. Nothing was changed; try again in a moment."),
    "unreadable_file": N_("{path} cannot be read ({detail}). Nothing was changed."),
    "not_writable": N_(
        "{path} cannot be written ({reason}). An older file of that name is as it was."
    ),
    # backups
    "backup_no_room": N_(
        "No backup was made: in {path} there must be room for twice the size of the project. The "
        "project itself is saved. Make some room, or keep backups in another folder."
    ),
    "backup_folder": N_(
        "No backup was made: nothing can be written in {path}. The project itself is saved. Keep "
        "backups in another folder, or make this one writable."
    ),
    "backup_failed": N_(
        "No backup was made: the disk did not take it in {path} ({detail}). The project itself is "
        "saved. Keep backups in another folder."
    ),
    "copy_unsound": N_(
        "The copy of {path} that was made is not sound ({detail}), so it was thrown away. The "
        "project may be damaged: check it with annotator verify, and keep your older backups."
    ),
    "not_closed": N_(
        "{path} was not closed properly: {detail} beside it belongs to it. Open it once with "
        "Annotator and close it again. Nothing was changed."
    ),
    "not_a_backup": N_("{path} is the project itself. Choose a backup of it; nothing was changed."),
    "backup_of_another": N_(
        "{path} is a backup of another project than {project}. Nothing was changed."
    ),
    "unknown_backup": N_("There is no backup “{value}”. Nothing was changed."),
    "several_backups": N_(
        "Backups that fit “{value}”: {count}. Name one of them more exactly; nothing was changed."
    ),
    # marking
    "label_not_offered": N_("The label {label} cannot be put on words. Nothing was changed."),
    "already_marked": N_("The same words carry the label {label} already. Nothing was changed."),
    "fragments_not_allowed": N_(
        "The codebook allows {label} this many fragments at most: {most}. Nothing was changed."
    ),
    "nothing_left_of_mark": N_("Nothing of the mark would be left; Del deletes it."),
    "offsets_not_in_text": N_(
        "The selection does not lie in the text, which has {length} characters. Nothing was "
        "changed."
    ),
    "span_is_gone": N_("This mark is no longer there. Nothing was changed."),
    "relation_is_gone": N_("This relation is no longer there. Nothing was changed."),
    "mark_of_another_coder": N_(
        "This mark is another coder's, and only they can change it. Nothing was changed."
    ),
    "attribute_not_asked": N_("The codebook does not ask for {attribute} here."),
    "answer_not_possible": N_("This cannot be an answer. Nothing was changed."),
    "relation_not_legal": N_(
        "The codebook does not allow the relation {label} between these two marks. Nothing was "
        "changed."
    ),
    "already_related": N_("The relation {label} is there already. Nothing was changed."),
    "changed_since": N_(
        "This cannot be undone: {by} has changed it since. Change it by hand if it has to go."
    ),
    "undecided": N_(
        "This cannot be undone yet: there are two versions of it, and somebody has to decide which "
        "one stands. Nothing was changed."
    ),
    "not_there_then": N_(
        "This mark was not there at that moment, so it cannot be brought back from it. Nothing was "
        "changed."
    ),
    "changed_by_other": N_(
        "This was not restored: {by} has changed or used the same since, and that is not written "
        "over. Nothing was changed."
    ),
    "undecided_there": N_(
        "This was not restored: there are two versions of it, and somebody has to decide first "
        "which one stands. Nothing was changed."
    ),
    "forked_history": N_(
        "The history of this copy goes on otherwise than the one here ({id}): the file was altered "
        "by another program, or two programs wrote the same copy. Nothing was taken in; keep both "
        "files."
    ),
    "unreadable_revision": N_(
        "A step of the other copy cannot be read ({id}: {detail}). Nothing was taken in."
    ),
    # parcels
    "in_a_parcel": N_(
        "This file is a parcel of {coder}, and only {coder}'s marks on its articles come back into "
        "the project. This belongs into the project itself; nothing was changed."
    ),
    "nothing_assigned": N_(
        "No article is assigned to {coder}. Assign some first, or say that the parcel shall hold "
        "all of them (--all). Nothing was made."
    ),
    "nothing_released": N_(
        "Nothing was released to {coder} yet, so there is no feedback to bring back. Sign articles "
        "off and release them first; nothing was made."
    ),
    "undecided_in_parcel": N_(
        "Of what belongs into the parcel, something is in two versions: {count}. Decide first "
        "which of them stands; no parcel was made."
    ),
    "unknown_parcel": N_(
        "{path} is neither a copy of this project nor one of the parcels that are known here. "
        "Join it where the parcel was made, or join the project from there first. Nothing was "
        "taken in."
    ),
    "altered_parcel": N_(
        "What this parcel was handed out with is not in it any more as it was ({found}): another "
        "program has changed the file. Nothing was taken in; ask for the file as Annotator left it."
    ),
    "not_this_parcel": N_(
        "{path} is no copy of this parcel. Only copies of the same parcel can be joined here; "
        "everything else belongs into the project itself. Nothing was taken in."
    ),
    "parcel_too_large": N_(
        "The parcel of {coder} holds more steps than anybody can have made ({found}). Nothing was "
        "taken in."
    ),
    "parcel_foreign_step": N_(
        "The parcel of {coder} holds a step that Annotator does not write there ({found}): another "
        "program has changed the file. Nothing was taken in."
    ),
    "parcel_foreign_row": N_(
        "The parcel of {coder} changes something that is not {coder}'s to change ({kind} {id}: "
        "{found}). Nothing was taken in."
    ),
    "parcel_unfit_row": N_(
        "The parcel of {coder} holds something that Annotator would not write ({kind} {id}, "
        "{field}: {found}). Nothing was taken in."
    ),
    "parcel_incomplete": N_(
        "Steps are missing in the parcel of {coder}, between others that are there ({found}). "
        "Nothing was taken in; ask for the file as Annotator left it."
    ),
    "nothing_to_decide": N_(
        "This is not in two versions any more: somebody has decided, or it has changed since. "
        "Nothing was changed."
    ),
    "other_parcel": N_(
        "{path} is a parcel of another project. Only the project that it was made from takes it "
        "in; here nothing was taken in."
    ),
    "other_project": N_(
        "{path} is another project, not a copy of this one. Export it as JSONL and import that; "
        "nothing was taken in."
    ),
    "same_file": N_("{path} is the project itself, so there is nothing to take in."),
    "unreadable_bundle": N_(
        "The file is no bundle of steps, or was made by another program ({detail}). Nothing was "
        "taken in from it."
    ),
    "folder_gone": N_(
        "The folder {path} is not there: the drive may be unplugged or the cloud program not "
        "running. What was taken in before is kept; do it again when the folder is back."
    ),
    # handing out work
    "reviewers_only": N_(
        "{coder} may not do this: only {known} can. Somebody with the role of a lead can change "
        "who may; nothing was changed."
    ),
    "only_in_project": N_(
        "This file is work handed out to one coder. Handing out, deciding and releasing are done "
        "in the project that it came from; nothing was changed."
    ),
    "locked_for_review": N_(
        "The article is locked while it is reviewed, so it cannot be changed now. Whoever leads "
        "the project can unlock it. Nothing was changed."
    ),
    "not_in_grid": N_(
        "There is no such coder or article, or it is an earlier version of a text. Nothing was "
        "changed."
    ),
    "last_lead": N_(
        "{coder} is the last who leads here. Give somebody else that role first; nothing was "
        "changed."
    ),
    "role_fixed": N_("{coder} keeps this role, or nobody can be given it. Nothing was changed."),
    "name_taken": N_("There is somebody called {name} already. Nothing was changed."),
    "no_coders": N_("Nobody was named to whom articles could be given. Nothing was changed."),
    "too_few_coders": N_(
        "Each article is to have {wanted} coders, and coders to choose from: {count}. Name more "
        "of them, or ask for fewer; nothing was changed."
    ),
    "not_a_share": N_("{value} is no share: it must lie between 0 and 1. Nothing was changed."),
    "not_days": N_("{value} is no number of days. Nothing was changed."),
    "unknown_field": N_(
        "No article has the field {field}. The fields there are: {known}. Nothing was changed."
    ),
    "nothing_finished": N_(
        "{coder} has finished no article that could be coded a second time. Nothing was changed."
    ),
    # deciding between coders
    "too_few_to_compare": N_(
        "An article can be reviewed when at least two coders have finished it. Nothing was changed."
    ),
    "review_begun": N_("The review of this article has begun already."),
    "review_not_begun": N_("The review of this article has not begun. Begin it first."),
    "article_signed_off": N_(
        "The article is signed off. Reopen its review to change a decision; nothing was changed."
    ),
    "not_signed_off": N_("The article is not signed off. Nothing was changed."),
    "cases_not_settled": N_(
        "Cases that are still to be decided: {count}. Decide them first; nothing was changed."
    ),
    "case_is_gone": N_(
        "This case is not there any more: a coder has changed the marks. Nothing was changed."
    ),
    "ends_open": N_("The marks that this relation links are to be decided first."),
    "already_decided": N_("The case is decided already. Nothing was changed."),
    "proposal_tied": N_("The coders are tied here, so there is no proposal."),
    "row_open": N_("Lines of the card that are still to be chosen: {count}."),
    "no_reading": N_("This coder was not asked that: the coder marked nothing here, or otherwise."),
    "no_such_letter": N_("There is no coder {letter} in this case."),
    "names_hidden": N_(
        "The coders’ names are shown after the article is signed off, when they are asked for."
    ),
    "relation_end_rejected": N_(
        "The marks that this relation links are not in the gold. Let it fall, or decide otherwise "
        "about the marks; nothing was changed."
    ),
    "cannot_keep_all": N_(
        "An article has one answer to each question; only one reading can stand."
    ),
    "nothing_to_repeat": N_("This case is not decided, so there is nothing to repeat."),
    "only_drop_or_keep": N_(
        "The marks that this was decided about are gone. The decision can be kept or dropped."
    ),
    "not_an_orphan": N_("This case still has marks of coders: decide it again instead."),
    "question_needs_words": N_("The question needs words."),
    "key_taken": N_("The name {key} is taken by something else now. Nothing was changed."),
    "nothing_to_do": N_("There was nothing to change."),
    "value_refused": N_("This cannot be kept ({detail}). Nothing was changed."),
    "lone_surrogate": N_(
        "The text holds half of a character, which no file can hold. Nothing was changed."
    ),
    "not_finite": N_("This is not a number that can be kept. Nothing was changed."),
    "no_document": N_("This article is not in the project, or not any more."),
    "no_coder": N_("This coder is not in the project."),
    "no_codebook": N_("This version of the codebook is not in the project."),
    "no_revision": N_("This step is not in the history of the project."),
    # files
    "bad_codebook": N_("The codebook {file} cannot be used. Nothing was changed."),
    "unknown_format": N_(
        "{path} is of an unknown kind. Articles come as .txt files, marks as .jsonl files."
    ),
    "wrong_encoding": N_("The file is not text in {encoding} (byte {byte})."),
    "undecodable": N_("Byte {byte} fits no known encoding. Save the file as UTF-8."),
    "not_plain_text": N_("{file} is not plain text. Nothing was changed."),
    "coder_needs_name": N_("The coder needs a name."),
    "unknown_coder": N_("There is no coder “{coder}” in the project. There are: {known}."),
    "unknown_document": N_("There is no article “{document}” in the project."),
    "unknown_span": N_("There is no mark “{span}” in the project."),
    "bad_moment": N_(
        "“{text}” is no day or time. Write it as 2026-11-22 or 2026-11-22T14:30; it is taken as "
        "local time."
    ),
    "not_a_file": N_("{path} is a folder or a device, and cannot become a file."),
    "would_replace_project": N_(
        "{path} is a project, and the export would take its place. Choose another name; nothing "
        "was written."
    ),
    "belongs_to_project": N_(
        "{path} belongs to the project {project}, and the export would destroy it. Choose another "
        "name; nothing was written."
    ),
    # the agreement
    "needs_two_coders": N_(
        "Agreement needs two coders at least, and there are {count} who have begun an article."
    ),
    "unknown_measure": N_("There is no measure “{measure}”. There are: {known}."),
    "measure_needs_attribute": N_(
        "The measure {measure} compares answers, so it needs an attribute."
    ),
    "measure_needs_label": N_("The measure {measure} is about one label among others; name it."),
    "unknown_label": N_("There is no label “{label}” in the project. There are: {known}."),
    "unknown_attribute": N_("Nobody has answered an attribute “{attribute}” under these labels."),
    "snapshot_needs_name": N_("What is kept needs a name."),
    # the program itself
    "nothing_shipped": N_(
        "The codebooks and articles that come with the program are missing ({path}). Install "
        "Annotator again."
    ),
    "sample_refused": N_("The sample project cannot be made; its files were changed."),
    "no_display": N_(
        "There is no display here, so no window can be shown. The other commands work without one."
    ),
    "no_window": N_("The window cannot be loaded ({detail}). The other commands work without it."),
    "not_installed": N_("Annotator is not installed completely. Install it again: make setup."),
}
"""By code; the fields are those that the error carries."""
