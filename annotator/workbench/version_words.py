"""What a version of a row says, as facts that people can compare."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from annotator.model.attributes import Attribute, Questions
from annotator.model.codebook import Codebook
from annotator.model.document import CORRECTS, Document
from annotator.model.extent import joined_text
from annotator.model.identity import Id
from annotator.store import coders, documents, spans
from annotator.store.conflicts import Conflict, Side
from annotator.workbench.context import Context
from annotator.workbench.language import _, language, number, short_date, short_time
from annotator.workbench.people import role_word
from annotator.workbench.review_words import REVIEW_STATUS, VERDICTS
from annotator.workbench.wording import VERBS, label_name, relation_name

LONGEST = 120
"""How many characters of a passage are shown."""

_DECISION = VERBS["decide_case"]

Facts = dict[str, str]
"""By name of a question or part: what stands there, in words."""


@dataclass(frozen=True, slots=True)
class SideWords:
    """One version in words: who made it and when, and the facts in which the versions differ.

    ``is_mine`` tells that the person at work made it; ``is_here`` that this copy had it before the
    files came that are being joined.
    """

    revision_id: Id
    who: str
    when: str
    facts: tuple[tuple[str, str], ...]
    is_deleted: bool
    is_shown: bool
    is_mine: bool = False
    is_here: bool = True


@dataclass(frozen=True, slots=True)
class ConflictWords:
    """A row in two versions: what it is, in which article, and what each version says."""

    kind: str
    id: Id
    document_id: Id
    title: str
    article: str
    sides: tuple[SideWords, ...]


def conflict_words(
    context: Context, conflicts: Iterable[Conflict], came: frozenset[Id] = frozenset()
) -> list[ConflictWords]:
    """Return conflicts for people to decide on; ``came`` names versions that have just come."""
    teller = _Teller(context, came)
    return [teller.told(one) for one in conflicts]


class _Teller:
    """Tells conflicts one after the other; articles and names are looked up once."""

    def __init__(self, context: Context, came: frozenset[Id]) -> None:
        self._context = context
        self._came = came
        self._names = {one.id: one.name for one in coders.list_coders(context.project)}
        self._found: dict[Id, Document | None] = {}

    def told(self, conflict: Conflict) -> ConflictWords:
        filled = conflict.shown.value or {}
        is_article = conflict.kind == "document"
        document_id = conflict.id if is_article else Id(str(filled.get("document_id", "")))
        article = self._article(document_id)
        text = article.text if article else ""
        codebook = self._context.codebook
        facts = [
            facts_of(conflict.kind, side.value, codebook, text) if side.value is not None else {}
            for side in conflict.sides
        ]
        differing = _differing([one for one in facts if one])
        if _("Words") in differing:  # they say where it is
            differing = [name for name in differing if name != _("Place")]
        sides = [
            self._side(side, {name: one.get(name, "–") for name in differing}, conflict)
            for one, side in zip(facts, conflict.sides, strict=True)
        ]
        return ConflictWords(
            conflict.kind,
            conflict.id,
            document_id,
            self._title(conflict.kind, filled, text),
            (article.title or article.name) if article else "",
            tuple(_readable(sides)),
        )

    def _article(self, identity: Id) -> Document | None:
        if identity not in self._found:
            known = documents.find_document(self._context.project, identity) if identity else None
            self._found[identity] = known
        return self._found[identity]

    def _side(self, side: Side, facts: Facts, conflict: Conflict) -> SideWords:
        is_deleted = side.value is None
        return SideWords(
            revision_id=side.revision_id,
            who=self._names.get(side.author_id, ""),
            when=f"{short_date(side.time)} {short_time(side.time)}",
            facts=((_("Deleted"), ""),) if is_deleted else tuple(facts.items()),
            is_deleted=is_deleted,
            is_shown=side == conflict.shown,
            is_mine=side.author_id == self._context.coder.id,
            is_here=side.revision_id not in self._came,
        )

    def _title(self, kind: str, value: Mapping[str, Any], text: str) -> str:
        codebook = self._context.codebook
        if kind == "span":
            quote = _cut(_places(value, text).get(_("Words"), ""))
            return f"{label_name(codebook, str(value.get('label', '')))} “{quote}”"
        if kind == "relation":
            ends = (self._quoted(value.get(end), text) for end in ("source_id", "target_id"))
            name = relation_name(codebook, str(value.get("label", "")))
            return f"{name} {' → '.join(end for end in ends if end)}".rstrip()
        if kind == "comment" and (quote := self._quoted(value.get("target_id"), text)):
            return _("Note on {quote}").format(quote=quote)
        if kind == "assignment":
            coder = self._names.get(Id(str(value.get("coder_id", ""))), "")
            return _("Assignment of {coder}").format(coder=coder)
        names = {
            "comment": _("Note"),
            "annotation_set": _("About the article"),
            "document": _("Article"),
            "coder": _("Coder"),
            "codebook": _("Codebook"),
            "snapshot": _("Kept agreement"),
            "parcel": _("Parcel"),
        }
        if kind == "decision" and (passage := self._decided_on(value, text)):
            told = _(_DECISION).format(quote=passage)
            return told[:1].upper() + told[1:]
        return names.get(kind, _("Review"))

    def _decided_on(self, value: Mapping[str, Any], text: str) -> str:
        """Return the words of the first mark that a decision was about; nothing where none is."""
        sources = value.get("body", {}).get("sources", ())
        marks = (one[1] for one in sources if one[0] == "span")
        found = (spans.find_span(self._context.project, Id(str(one))) for one in marks)
        passages = (joined_text(text, span.fragments) for span in found if span)
        return next((_cut(one) for one in passages if one), "")

    def _quoted(self, identity: object, text: str) -> str:
        """Return the words of a mark in quotation marks; nothing where it is not there."""
        span = spans.find_span(self._context.project, Id(str(identity))) if identity else None
        return f"“{_cut(joined_text(text, span.fragments))}”" if span and text else ""


def _differing(facts: Sequence[Facts]) -> list[str]:
    """Return the names under which the versions do not say the same.

    All of them where there is one version, or where people would see no difference at all.
    """
    names = list(dict.fromkeys(name for one in facts for name in one))
    if len(facts) < 2:
        return names
    return [name for name in names if len({one.get(name) for one in facts}) > 1] or names


def _readable(sides: Sequence[SideWords]) -> list[SideWords]:
    """Cut long facts so that the place where they differ can be seen."""
    told: dict[str, list[str]] = {}
    for side in sides:
        for name, fact in side.facts:
            told.setdefault(name, []).append(" ".join(fact.split()))
    starts = {name: _start_of_difference(facts) for name, facts in told.items()}
    return [
        replace(side, facts=tuple((name, _cut(fact, starts[name])) for name, fact in side.facts))
        for side in sides
    ]


def _start_of_difference(texts: Sequence[str]) -> int:
    """Return from where on long texts are shown: a little before they part.

    That is at the beginning of a word, where none is so long that the difference would not be seen.
    """
    if len(texts) < 2 or max(map(len, texts)) <= LONGEST:
        return 0
    alike = itertools.takewhile(lambda letters: len(set(letters)) == 1, zip(*texts, strict=False))
    shared = sum(1 for _letters in alike)
    before = max(0, shared - LONGEST // 3)
    at_word = texts[0].rfind(" ", 0, before) + 1
    return at_word if before - at_word < LONGEST // 3 else before


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
            _("Status"): _status(str(value.get("status", ""))),
            **_answers(value.get("fields", {}), codebook.document, codebook),
        }
    if kind == "comment":
        return {_("Note"): str(value.get("text", ""))}
    if kind == "assignment":
        return _assigned(value)
    if kind in ("review", "decision"):
        return _reviewed(value)
    return _named(kind, value)


def _reviewed(value: Mapping[str, Any]) -> Facts:
    """Return what a version of a review, or of a decision in it, says; never whose marks won."""
    if "verdict" not in value:
        status = str(value.get("status", ""))
        return {_("Status"): _(REVIEW_STATUS.get(status, status))}
    verdict, body = str(value["verdict"]), value.get("body", {})
    told = {_("Note"): body.get("note"), _("Gap in the guideline"): body.get("gap")}
    return {
        _("Decided"): _(VERDICTS.get(verdict, verdict)),
        **{name: str(words) for name, words in told.items() if words},
    }


def _assigned(value: Mapping[str, Any]) -> Facts:
    return {
        _("Place in the order"): number(value.get("place", 0) + 1),
        _("Locked"): _("yes") if value.get("locked") else _("no"),
        _("Served from"): short_date(str(value["since"])) if value.get("since") else "–",
    }


def _named(kind: str, value: Mapping[str, Any]) -> Facts:
    """Return what a version of an article or a person says."""
    corrects = value.get("meta", {}).get(CORRECTS) if kind == "document" else None
    if corrects:
        value = {**value, "corrects": ", ".join(one[:12] for one in str(corrects).split())}
    if kind == "coder":
        value = {**value, "role": _(role_word(str(value.get("role", ""))))}
    names = {
        "title": _("Title"),
        "name": _("Name"),
        "key": _("Id"),
        "role": _("Role"),
        "corrects": _("Corrects"),
    }
    return {words: str(value[name]) for name, words in names.items() if name in value}


def _status(status: str) -> str:
    """Return how people say how far a coder is with an article."""
    words = {"new": _("Not begun"), "in_progress": _("Being coded"), "done": _("Done")}
    return words.get(status, status.replace("_", " "))


def _places(value: Mapping[str, Any], text: str) -> Facts:
    pairs = value.get("fragments", ())
    quote = " … ".join(text[start:end] for start, end in pairs) if text else ""
    places = ", ".join(f"{number(start)}–{number(end)}" for start, end in pairs)
    words = {_("Words"): quote} if quote else {}
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


def _cut(text: str, start: int = 0) -> str:
    flat = " ".join(text.split())
    begun = f"…{flat[start:]}" if start else flat
    return begun if len(begun) <= LONGEST else begun[: LONGEST - 1] + "…"
