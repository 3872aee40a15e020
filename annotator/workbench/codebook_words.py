"""Sentences for what is wrong with codebook files.

Of several sentences for one code, the first is used whose fields the problem has.
"""

from __future__ import annotations

from collections.abc import Mapping

from annotator.workbench.language import N_

CODEBOOK_PROBLEMS: Mapping[str, tuple[str, ...]] = {
    # YAML
    "codebook_empty": (N_("The file is empty."),),
    "yaml_too_large": (N_("The file is too large: a codebook has at most {limit} characters."),),
    "yaml_too_deep": (
        N_("Too many entries ({nodes} at most), or too deep inside each other ({depth} at most)."),
    ),
    "yaml_tab": (N_("There is a tab. YAML is indented with blanks."),),
    "yaml_character": (N_("There is a character that YAML does not allow."),),
    "yaml_colon": (
        N_("There is a second colon. Put text that holds a colon between quotation marks."),
    ),
    "yaml_quote": (
        N_("The quotation mark opened in line {opened_line} is never closed."),
        N_("A quotation mark or bracket is never closed."),
    ),
    "yaml_bracket": (
        N_("A comma or closing bracket is missing; the bracket opens in line {opened_line}."),
        N_("A comma or closing bracket is missing."),
    ),
    "yaml_indentation": (
        N_("The indentation or a colon is wrong in this line or the one before it."),
    ),
    "yaml_syntax": (N_("This is not YAML here ({detail})."),),
    "yaml_documents": (N_("A second document begins here (---). A codebook is one document."),),
    "yaml_alias": (N_("References with * are not allowed in a codebook; write the value out."),),
    "yaml_anchor": (N_("Marks with & are not allowed in a codebook; write the value out."),),
    "yaml_tag": (N_("Tags such as {value} are not allowed in a codebook."),),
    "yaml_merge": (N_("The key << is not allowed in a codebook; write the entries out."),),
    "key_not_text": (
        N_("The key {value} is not text. Put it between quotation marks."),
        N_("This key is not text. Put it between quotation marks."),
    ),
    "duplicate_key": (
        N_("“{value}” is there twice; it stands in line {first_line} already."),
        N_("“{value}” is there twice."),
    ),
    # the shape
    "unknown_key": (
        N_("The key “{value}” is not known here. Is “{nearest}” meant?"),
        N_("The key “{value}” is not known here. There are: {allowed}."),
        N_("The key “{value}” is not known; what stands there is not kept."),
    ),
    "missing_key": (N_("This key is missing: {keys}."), N_("This key is missing.")),
    "key_not_for_type": (N_("“{key}” does not go with the type {type}; it belongs to: {types}."),),
    "keys_exclude": (N_("Of these keys only one can be given: {keys}."),),
    "comma_in_braces": (
        N_(
            "After “{previous}” a comma cuts the text, and “{key}” reads as a key of its own. Put "
            "the text between quotation marks."
        ),
    ),
    "no_value": (N_("There is no value; {expected} is expected."),),
    "wrong_kind": (N_("There is {found}; {expected} is expected."),),
    "not_text": (N_("{value} is not text here. Put it between quotation marks."),),
    "flag_word": (N_("“{value}” is only a word in YAML; write {meant}."),),
    "empty_text": (N_("The text is empty."),),
    "too_long": (N_("The text is too long; {most} characters are the most."),),
    "too_small": (N_("{value} is too small; {least} is the least."),),
    "too_few": (N_("There must be at least {least}."),),
    "bad_form": (N_("“{value}” has not the form it needs here: {form}."),),
    "not_allowed": (
        N_("“{value}” is not one of: {allowed}. Is “{nearest}” meant?"),
        N_("“{value}” is not one of: {allowed}."),
    ),
    "listed_twice": (N_("“{value}” is in the list twice."),),
    "range_reversed": (N_("The least ({least}) is more than the most ({most})."),),
    # references
    "parent_circle": (N_("“{label}” comes from itself through its parent “{value}”."),),
    "unknown_condition": (
        N_("The condition asks for “{value}”, which is not there. Is “{nearest}” meant?"),
        N_("The condition asks for “{value}”, which is not there."),
    ),
    "condition_never_holds": (
        N_("The condition never holds: “{value}” cannot be an answer to {attribute}."),
    ),
    "when_on_itself": (N_("The condition of “{value}” asks for “{value}” itself."),),
    "unknown_value_parent": (
        N_("The parent “{value}” is no value here. Is “{nearest}” meant?"),
        N_("The parent “{value}” is no value here."),
    ),
    "unknown_tagset": (
        N_("There is no tagset “{value}”. Is “{nearest}” meant?"),
        N_("There is no tagset “{value}”."),
    ),
    "unknown_list": (
        N_("There is no list “{value}”. Is “{nearest}” meant?"),
        N_("There is no list “{value}”."),
    ),
    "unknown_reference": (
        N_("There is no attribute “{value}” that refers to a list. Is “{nearest}” meant?"),
        N_("There is no attribute “{value}” that refers to a list."),
    ),
    "unknown_list_field": (
        N_("The list has no field “{value}”. Is “{nearest}” meant?"),
        N_("The list has no field “{value}”."),
    ),
    "bad_pattern": (N_("“{value}” is no regular expression ({detail})."),),
    "bad_default": (N_("The default “{value}” cannot be an answer to {attribute}."),),
    "bad_entry": (N_("“{value}” does not fit the field {attribute} of the list."),),
    "list_file_outside": (N_("“{value}” does not lie in the folder of the codebook."),),
    "list_file_missing": (N_("There is no file “{value}” in the folder of the codebook."),),
    "list_file_too_large": (N_("“{value}” is too large; {limit} characters are the most."),),
    "list_file_unreadable": (N_("“{value}” cannot be read as CSV ({detail})."),),
    "list_file_empty": (N_("“{value}” is empty; its first row must name the columns."),),
    "unknown_column": (
        N_("{file} has no column “{value}”. Is “{nearest}” meant?"),
        N_("The list's file has no column “{value}”."),
    ),
    "row_without_key": (N_("This row has nothing in its column “{key}”."),),
    # remarks
    "missing_translation": (N_("The text is missing in the language “{language}”."),),
    "undeclared_language": (
        N_("The language “{value}” is not among those declared. Is “{nearest}” meant?"),
        N_("The language “{value}” is not among those declared."),
    ),
    "shortcut_twice": (N_("The key “{value}” is given to {first} and to {second}."),),
    "mark_not_in_text": (N_("The marked words “{value}” are not in the example."),),
    "example_answer": (N_("In the example, “{value}” cannot be an answer to {attribute}."),),
    "not_acted_on": (N_("“{value}” is kept, and this version does not act on it yet."),),
}
"""By code."""
