"""Sentences for people: what a problem is, what went wrong, what a verb did.

Core rooms give a code and fields; the tables here (``problem_words`` and ``error_words``) hold the
sentence for each, and this module puts the two together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from string import Formatter

from annotator.model.codebook import Codebook
from annotator.model.errors import AnnotatorError, InputError
from annotator.model.problem import Place, Problem
from annotator.workbench.error_words import ERRORS
from annotator.workbench.language import N_, _, language, short_date, short_time
from annotator.workbench.problem_words import NAMED_FIELDS, NAMES, PROBLEMS

SHOWN = 80
"""How many characters of a value found in a file are shown."""

QUOTED = 3
"""How many words of a mark stand in the wording of undo."""

VERBS = {
    "add_span": N_("label {label} “{quote}”"),
    "relabel_span": N_("relabel {old_label} → {label} “{quote}”"),
    "resize_span": N_("move an end of {label} “{quote}”"),
    "set_attribute": N_("{attribute} of {label} “{quote}”"),
    "delete_span": N_("delete {label} “{quote}”"),
    "add_relation": N_("relate {relation} from “{quote}”"),
    "delete_relation": N_("delete relation {relation} of “{quote}”"),
    "set_relation_attribute": N_("{attribute} of relation {relation}"),
    "set_comment": N_("note on {label} “{quote}”"),
    "set_status": N_("status of “{article}”"),
    "set_field": N_("{attribute} of “{article}”"),
    "correct_text": N_("correction of the text of “{article}”"),
    "check_marks": N_("marks checked after the correction of “{article}”"),
    "import": N_("import of {files}"),
    "add_coder": N_("new coder {coder}"),
    "create_project": N_("new project"),
    "restore_span": N_("restore {label} “{quote}” as of {moment}"),
    "restore_article": N_("restore “{article}” as of {moment}"),
    "restore_set": N_("restore all marks as of {moment}"),
    "decide": N_("decision between two versions"),
    "begin_review": N_("begin the review of “{article}”"),
    "decide_case": N_("decision on “{quote}”"),
    "decide_pattern": N_("the same decision as on “{quote}”, {count} times"),
    "skip_case": N_("skip “{quote}”"),
    "send_back": N_("question to the coders about “{quote}”"),
    "note_case": N_("note on the case “{quote}”"),
    "note_gap": N_("gap in the guideline at “{quote}”"),
    "drop_decision": N_("drop the decision on “{quote}”"),
    "keep_decision": N_("keep the decision on “{quote}”"),
    "sign_off": N_("sign off “{article}”"),
    "reopen_review": N_("reopen the review of “{article}”"),
    "release": N_("articles released to the coders: {count}"),
    "reveal_names": N_("coders’ names shown in “{article}”"),
    "set_role": N_("role of {coder}"),
    "assign": N_("articles assigned ({coder}): {count}"),
    "unassign": N_("articles taken back ({coder}): {count}"),
    "lock": N_("articles locked for review ({coder}): {count}"),
    "unlock": N_("articles unlocked ({coder}): {count}"),
    "reopen": N_("articles reopened ({coder}): {count}"),
    "order_articles": N_("order of the articles of {coder}"),
    "recode": N_("articles for a second coding ({coder}): {count}"),
    "recover": N_("recovery from a damaged file"),
    "parcel": N_("parcel for {coder}, articles: {count}"),
    "keep_snapshot": N_("agreement kept as “{name}”"),
    "delete_snapshot": N_("delete the kept agreement “{name}”"),
}
"""What undo, redo and the history call each verb."""

TURNS = {"undo": N_("undo: {what}"), "redo": N_("redo: {what}")}
"""What the history calls undoing a verb, and doing it again."""


LABEL_FIELDS = ("label", "old_label", "other_label", "source_label", "target_label", "within")
"""Fields of problems and verbs that hold ids of labels, one or several."""


ABOUT_RELATIONS = frozenset({"relation_not_legal", "already_related"})
"""Errors whose ``label`` is that of a relation."""


def sentence(problem: Problem, codebook: Codebook | None = None) -> str:
    """Return what a problem is, without where it is.

    With a codebook its names are said, for people who code; without, the ids that a file holds.
    """
    templates = PROBLEMS.get(problem.code)
    if templates is None:
        return problem.code.replace("_", " ")
    if codebook is not None:
        problem = replace(problem, fields=_with_names(problem.fields, codebook))
    fields = {**_place_fields(problem.place), **_shown_fields(problem)}
    return _filled(_(_fitting(templates, fields)), fields)


def _with_names(fields: Mapping[str, object], codebook: Codebook) -> dict[str, object]:
    """Return fields with the names of labels, relations and attributes in place of their ids."""
    named = dict(fields)
    for name in LABEL_FIELDS:
        value = fields.get(name)
        if isinstance(value, str):
            named[name] = label_name(codebook, value)
        elif isinstance(value, tuple | list):
            named[name] = tuple(label_name(codebook, str(one)) for one in value)
    if fields.get("relation"):
        named["relation"] = relation_name(codebook, str(fields["relation"]))
    if fields.get("attribute"):
        named["attribute"] = _attribute_name(codebook, fields)
    return named


def _fitting(templates: Sequence[str], fields: Mapping[str, object]) -> str:
    """Return the first sentence whose fields are all known, else the last."""
    for template in templates:
        asked = [name for _text, name, _form, _sign in Formatter().parse(template) if name]
        if all(fields.get(name) is not None for name in asked):
            return template
    return templates[-1]


def place_words(place: Place) -> str:
    """Return where a problem is: file, line, column and field, as far as they are known."""
    parts = [place.file or ""]
    if place.line is not None:
        parts.append(_("line {line}").format(line=place.line))
    if place.column is not None:
        parts.append(_("column {column}").format(column=place.column))
    parts.append(place.field or "")
    return ", ".join(part for part in parts if part)


def full_sentence(problem: Problem) -> str:
    """Return where a problem is and what it is."""
    where = place_words(problem.place)
    return f"{where}: {sentence(problem)}" if where else sentence(problem)


def error_sentence(error: AnnotatorError, codebook: Codebook | None = None) -> str:
    """Return what went wrong, what is safe and what to do, as one paragraph.

    Labels have their names where the ``codebook`` is known, else their ids.
    """
    fields = dict(error.fields)
    if codebook is not None and "label" in fields:
        named = relation_name if error.code in ABOUT_RELATIONS else label_name
        fields["label"] = named(codebook, str(fields["label"]))
    template = ERRORS.get(error.code)
    text = filled(_(template), fields) if template else error.code.replace("_", " ")
    if isinstance(error, InputError) and error.problems:
        listed = "\n".join(full_sentence(problem) for problem in error.problems[:50])
        return f"{text}\n{listed}"
    return text


def verb_words(action: str, about: Mapping[str, object], codebook: Codebook) -> str:
    """Return what a verb did, in the language in use, with the codebook's names."""
    if action in TURNS and about.get("action"):
        inner = {name: value for name, value in about.items() if name != "action"}
        what = verb_words(str(about["action"]), inner, codebook)
        return _(TURNS[action]).format(what=what)
    template = VERBS.get(action)
    if template is None:
        return action.replace("_", " ")
    fields = _with_names(about, codebook)
    if about.get("moment"):
        fields["moment"] = moment_words(str(about["moment"]))
    fields["quote"] = shortened(str(about.get("quote", "")))
    fields["files"] = _files(about)
    return _filled(_(template), fields)


def moment_words(time: str) -> str:
    """Return a UTC time as people write it, in local time; what is no time stays as it is."""
    try:
        moment = datetime.fromisoformat(time)
        return f"{short_date(moment)}, {short_time(moment)}"
    except (ValueError, OverflowError):  # files bring what they like
        return time


def label_name(codebook: Codebook, label: str) -> str:
    """Return what people read for a label, or its id where the codebook has no such label."""
    entry = codebook.labels.get(label)
    return entry.name.in_language(language()) or label if entry else label


def relation_name(codebook: Codebook, relation: str) -> str:
    """Return what people read for a relation label, or its id."""
    entry = codebook.relations.get(relation)
    return entry.name.in_language(language()) or relation if entry else relation


def shortened(quote: str) -> str:
    """Return the first words of a quote."""
    words = quote.split()
    return " ".join(words[:QUOTED]) + (" …" if len(words) > QUOTED else "")


def _attribute_name(codebook: Codebook, about: Mapping[str, object]) -> str:
    name = str(about["attribute"])
    label = codebook.labels.get(str(about.get("label")))
    relation = codebook.relations.get(str(about.get("relation")))
    questions = label.attributes if label else codebook.document
    if relation and about.get("relation"):
        questions = relation.attributes
    question = questions.get(name)
    return question.name.in_language(language()) or name if question else name


def _files(about: Mapping[str, object]) -> str:
    files = about.get("files")
    if not isinstance(files, list) or not files:
        return ""
    count = about.get("count")
    more = count - 1 if isinstance(count, int) else len(files) - 1
    if more > 0:
        return _("{file} and {count} more").format(file=files[0], count=more)
    return str(files[0])


def _place_fields(place: Place) -> dict[str, object]:
    return {"file": place.file, "line": place.line, "column": place.column, "field": place.field}


def _shown_fields(problem: Problem) -> dict[str, object]:
    shown: dict[str, object] = {}
    for name, value in {"value": problem.value, **problem.fields}.items():
        if value is not None:
            shown[name] = _named(value) if name in NAMED_FIELDS else _shown(value)
    return shown


def _named(value: object) -> str:
    """Return the words for what a field says in a word for programs."""
    if isinstance(value, list | tuple):
        return _(" or ").join(_named(one) for one in value)
    return _(NAMES[value]) if isinstance(value, str) and value in NAMES else _shown(value)


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(_shown(one) for one in value)
    text = str(value)
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


class _Gaps(dict[str, object]):
    """A field that a template asks for and a problem does not have reads as a dash."""

    def __missing__(self, key: str) -> str:
        return "–"


def _told(fields: Mapping[str, object]) -> Mapping[str, object]:
    """Return an error's fields with a moment as people write it, in local time."""
    if "since" not in fields:
        return fields
    return {**fields, "since": moment_words(str(fields["since"]))}


def _filled(template: str, fields: Mapping[str, object]) -> str:
    return template.format_map(_Gaps(fields))


def filled(template: str, fields: Mapping[str, object]) -> str:
    """Return a sentence about an error with its fields, moments as people write them."""
    return _filled(template, _told(fields))
