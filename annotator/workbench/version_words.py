"""What a version of a row says, as facts that people can compare."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from annotator.model.attributes import Attribute, Questions
from annotator.model.codebook import Codebook
from annotator.model.identity import Id
from annotator.store import coders, documents
from annotator.store.conflicts import Conflict, Side
from annotator.workbench.context import Context
from annotator.workbench.language import _, language, number, short_date, short_time
from annotator.workbench.wording import label_name, relation_name

LONGEST = 120
"""How many characters of a passage are shown."""

Facts = dict[str, str]
"""By name of a question or part: what stands there, in words."""


@dataclass(frozen=True, slots=True)
class SideWords:
    """One version in words: who made it and when, and the facts in which the versions differ."""

    revision_id: Id
    who: str
    when: str
    facts: tuple[tuple[str, str], ...]
    is_deleted: bool
    is_shown: bool


@dataclass(frozen=True, slots=True)
class ConflictWords:
    """A row in two versions: what it is, in which article, and what each version says."""

    kind: str
    id: Id
    document_id: Id
    title: str
    article: str
    sides: tuple[SideWords, ...]


def conflict_words(context: Context, conflict: Conflict) -> ConflictWords:
    """Return a conflict for people to decide on."""
    codebook = context.codebook
    filled = conflict.shown.value or {}
    identity = Id(str(filled.get("document_id", "")))
    found = documents.find_document(context.project, identity) if identity else None
    text = found.text if found else ""
    facts = [
        facts_of(conflict.kind, side.value, codebook, text) if side.value is not None else {}
        for side in conflict.sides
    ]
    differing = _differing([one for one in facts if one])
    sides = [
        _side_words(context, side, {name: one.get(name, "–") for name in differing}, conflict)
        for one, side in zip(facts, conflict.sides, strict=True)
    ]
    title = _title(conflict.kind, filled, codebook, text)
    article = (found.title or found.name) if found else ""
    return ConflictWords(conflict.kind, conflict.id, identity, title, article, tuple(sides))


def _side_words(context: Context, side: Side, facts: Facts, conflict: Conflict) -> SideWords:
    names = {coder.id: coder.name for coder in coders.list_coders(context.project)}
    is_deleted = side.value is None
    return SideWords(
        revision_id=side.revision_id,
        who=names.get(side.author_id, ""),
        when=f"{short_date(side.time)} {short_time(side.time)}",
        facts=((_("Deleted"), ""),) if is_deleted else tuple(facts.items()),
        is_deleted=is_deleted,
        is_shown=side == conflict.shown,
    )


def _differing(facts: Sequence[Facts]) -> list[str]:
    """Return the names under which the versions do not say the same; all where there is one."""
    names = list(dict.fromkeys(name for one in facts for name in one))
    if len(facts) < 2:
        return names
    return [name for name in names if len({one.get(name) for one in facts}) > 1]


def facts_of(kind: str, value: Mapping[str, Any], codebook: Codebook, text: str = "") -> Facts:
    """Return what a version of a row says; a passage is quoted where ``text`` is given."""
    if kind == "span":
        label = codebook.labels.get(value.get("label", ""))
        questions = label.attributes if label else {}
        return {
            _("Label"): label_name(codebook, str(value.get("label", ""))),
            **_places(value, text),
            **_answers(value.get("attributes", {}), questions, codebook),
        }
    if kind == "relation":
        entry = codebook.relations.get(value.get("label", ""))
        questions = entry.attributes if entry else {}
        return {
            _("Relation"): relation_name(codebook, str(value.get("label", ""))),
            **_answers(value.get("attributes", {}), questions, codebook),
        }
    if kind == "annotation_set":
        return {
            _("Status"): str(value.get("status", "")).replace("_", " "),
            **_answers(value.get("fields", {}), codebook.document, codebook),
        }
    if kind == "comment":
        return {_("Note"): str(value.get("text", ""))}
    names = {"title": _("Title"), "name": _("Name"), "key": _("Id"), "role": _("Role")}
    return {words: str(value[name]) for name, words in names.items() if name in value}


def _places(value: Mapping[str, Any], text: str) -> Facts:
    pairs = value.get("fragments", ())
    quote = " … ".join(text[start:end] for start, end in pairs) if text else ""
    places = ", ".join(f"{number(start)}–{number(end)}" for start, end in pairs)
    words = {_("Words"): _cut(quote)} if quote else {}
    return {**words, _("Place"): places}


def _answers(answers: Mapping[str, Any], questions: Questions, codebook: Codebook) -> Facts:
    found: Facts = {}
    for name, answer in answers.items():
        question = questions.get(name)
        shown = question.name.in_language(language()) if question else ""
        found[shown or name.replace("_", " ")] = answer_words(answer, question, codebook)
    return found


def answer_words(answer: object, question: Attribute | None, codebook: Codebook) -> str:
    """Return how people read an answer: the names of its values, else as it was typed."""
    if isinstance(answer, list | tuple):
        return ", ".join(answer_words(one, question, codebook) for one in answer)
    if isinstance(answer, bool):
        return _("yes") if answer else _("no")
    text = str(answer)
    if question is None:
        return text
    if known := question.values.get(text):
        return known.name.in_language(language()) or text.replace("_", " ")
    entries = codebook.lists.get(question.list_id or "")
    return entries.label_of(text) if entries else text


def _title(kind: str, value: Mapping[str, Any], codebook: Codebook, text: str) -> str:
    if kind == "span":
        quote = _places(value, text).get(_("Words"), "")
        return f"{label_name(codebook, str(value.get('label', '')))} “{quote}”"
    if kind == "relation":
        return relation_name(codebook, str(value.get("label", "")))
    names = {
        "comment": _("Note"),
        "annotation_set": _("About the article"),
        "document": _("Article"),
        "coder": _("Coder"),
        "codebook": _("Codebook"),
    }
    return names.get(kind, kind)


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST else flat[: LONGEST - 1] + "…"
