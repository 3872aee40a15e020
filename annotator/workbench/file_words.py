"""Sentences for what is wrong with files that are imported or verified.

Of several sentences for one code, the first is used whose fields the problem has.
"""

from __future__ import annotations

from collections.abc import Mapping

from annotator.workbench.language import N_

FILE_PROBLEMS: Mapping[str, tuple[str, ...]] = {
    # files and bytes
    "missing_file": (N_("There is no such file or folder."),),
    "unreadable_file": (N_("The file cannot be read: {value}."),),
    "unreadable_folder": (N_("The folder cannot be read: {value}."),),
    "passed_over": (
        N_("Files that are neither text (.txt) nor JSONL were passed over: {count} ({value})."),
    ),
    "linked_folder": (
        N_("This is a link to another folder and is left out. Name that folder to import it."),
    ),
    "empty_article": (N_("There is no text in this article."),),
    "unknown_format": (
        N_(
            "The format “{value}” is not known. Articles are read from .txt files, marks from "
            ".jsonl files."
        ),
        N_("This kind of file cannot be read. Articles come as .txt files, marks as .jsonl files."),
    ),
    "newer_format": (
        N_(
            "The file has version {value} of its format, and this program knows {known}. A newer "
            "version of Annotator reads it."
        ),
    ),
    "not_plain_text": (
        N_("This is a {value} file, not plain text. Save it as .txt from the program it is from."),
    ),
    "wrong_encoding": (N_("Byte {byte} ({value}) cannot be part of text in {encoding}."),),
    "undecodable": (
        N_(
            "Byte {byte} ({value}) fits no known encoding. Save the file as UTF-8 and import it "
            "again."
        ),
    ),
    "not_utf8": (N_("Byte {byte} ({value}) is not UTF-8. Save the file as UTF-8."),),
    "lone_surrogate": (
        N_("{value} is half of a character; the other half is missing, so no file can hold it."),
    ),
    # JSON
    "not_json": (N_("This line is not JSON from “{value}” on ({reason})."),),
    "not_finite": (N_("“{value}” is not a number that can be kept."),),
    "number_too_large": (
        N_("The number {value} is too large to be kept."),
        N_("A number is too large to be kept."),
    ),
    "too_deep": (N_("Lists and objects lie too deep inside each other."),),
    # the shape of records
    "wrong_type": (
        N_("“{value}” is no answer to {attribute}; {expected} is expected."),
        N_("“{value}” stands where {expected} is expected."),
        N_("Something else stands where {expected} is expected."),
    ),
    "empty_value": (N_("This must not be empty."),),
    "duplicate_id": (N_("The id “{value}” is there twice. Every mark needs an id of its own."),),
    "unknown_origin": (
        N_("The origin “{value}” is not known: hand, bulk, suggested, imported or adjudicated."),
    ),
    "bad_time": (N_("“{value}” is not a time in UTC such as 2026-11-22T08:30:00Z."),),
    "unknown_offset_unit": (
        N_("Offsets in “{value}” cannot be used; they are counted in Unicode code points."),
    ),
    # marks and their text
    "unknown_span": (
        N_("The relation names the mark “{value}”, which this record does not have."),
    ),
    "not_an_extent": (
        N_("{value} is no stretch of text: the start must not be negative, the end lies after it."),
    ),
    "past_end": (N_("The end {value} lies beyond the text, which has {length} characters."),),
    "fragments_out_of_order": (
        N_("The fragments {value} do not stand in the order of the text without overlapping."),
    ),
    "fragments_disagree": (
        N_("The fragments run from {value}, and start and end say {start} to {end}."),
    ),
    "wrong_quote": (
        N_(
            "The words of the mark are “{value}”, and the text has “{actual}” at this place. The "
            "marks belong to another version of the text."
        ),
    ),
    "wrong_context": (N_("Beside the mark the file has “{value}”, and the text has “{actual}”."),),
    "wrong_hash": (
        N_(
            "The text is not the one that was marked: the record names the text {value}, and this "
            "is {actual}."
        ),
    ),
    "wrong_length": (N_("The text has {actual} characters, and the record says {value}."),),
    "unknown_text": (
        N_(
            "The record has no text, and the project has no article with the hash {value}. Import "
            "the articles first, or marks that carry their text."
        ),
    ),
    "doc_id_taken": (
        N_("The name “{value}” belongs to another article already. Give one of them another name."),
    ),
    "other_text": (
        N_(
            "The project has “{value}” ({own}) with another text. If this is a correction of it, "
            "do not add it: correct the text of that article."
        ),
    ),
    "doc_id_differs": (
        N_(
            "The file calls this article “{value}”, and the project calls it “{own}”. It stays "
            "as it is in the project."
        ),
    ),
    "document_differs": (
        N_(
            "Articles whose title or metadata the project has otherwise: {count}. They stay as "
            "they are in the project."
        ),
    ),
    "set_differs": (
        N_(
            "Articles whose status or answers the project has otherwise: {count}. They stay as "
            "they are in the project."
        ),
    ),
    "mark_differs": (
        N_(
            "Marks that the project has with another place, label or answer: {count}. They stay "
            "as they are in the project."
        ),
    ),
    "set_twice": (
        N_("The marks of “{value}” on this article are there twice; it is not clear which count."),
    ),
    "work_locked": (
        N_("The article is locked for “{value}” while it is reviewed; nothing new can come in."),
    ),
    # against the codebook
    "other_codebook": (
        N_(
            "The marks were made with the codebook {value}; the project has {own}. What both know "
            "is taken over."
        ),
    ),
    "unknown_label": (
        N_("The label “{value}” is not known. Is “{nearest}” meant?"),
        N_("The codebook has no label “{value}”."),
    ),
    "unknown_relation": (
        N_("The codebook has no relation “{value}”."),
        N_("The codebook has no relation “{relation}”."),
    ),
    "unknown_attribute": (
        N_("The codebook has no attribute “{attribute}” here. Is “{nearest}” meant?"),
        N_("The codebook has no attribute “{attribute}” here."),
    ),
    "unknown_value": (
        N_("“{value}” is no value of {attribute}. Is “{nearest}” meant?"),
        N_("“{value}” is no value of {attribute}. There are: {allowed}."),
    ),
    "unknown_entry": (
        N_("“{value}” is not in the list {list} for {attribute}. Is “{nearest}” meant?"),
        N_("“{value}” is not in the list {list} for {attribute}."),
    ),
    "bad_date": (N_("“{value}” is no date for {attribute}; {precision} is expected."),),
}
"""By code.  Some of them, such as ``unknown_label``, are raised for codebooks and marks, too."""

NAMES: Mapping[str, str] = {
    "text": N_("text"),
    "whole_number": N_("a whole number"),
    "number": N_("a number"),
    "list": N_("a list"),
    "object": N_("an object"),
    "mapping": N_("keys with values"),
    "flag": N_("true or false"),
    "bool": N_("true or false"),
    "enum": N_("one of the values"),
    "value": N_("one of the values"),
    "choice": N_("one of a few words"),
    "ref": N_("an entry of the list"),
    "entry": N_("an entry of the list"),
    "date": N_("a date"),
    "hash": N_("a SHA-256 hash of 64 digits"),
    "scalar": N_("a single value"),
    "scalar_or_list": N_("a value or a list of texts"),
    "nothing": N_("nothing"),
    "day": N_("a day such as 2024-10-30"),
    "month": N_("a month such as 2024-10"),
    "year": N_("a year such as 2024"),
    "any": N_("a year, a month or a day"),
    "id": N_("small letters, digits and _, with a letter first"),
    "value_id": N_("letters, digits, blanks and _ . -"),
    "language": N_("a language code such as en or id"),
    "version": N_("a version such as 1.0.0"),
    "color": N_("a colour such as #0072B2"),
    "shortcut": N_("a key such as S or Ctrl+1"),
    "count": N_("a count such as 2, 0..1 or 1..*"),
    "condition": N_("the name of an attribute, perhaps after document., from. or to."),
    "fill_from": N_("an attribute and a field, such as law.title"),
    "in": N_("to it"),
    "out": N_("from it"),
}
"""What fields of problems hold as a word for programs, as words for people."""

NAMED_FIELDS = frozenset({"expected", "found", "precision", "form", "direction"})
"""The fields whose values are looked up in ``NAMES``."""
