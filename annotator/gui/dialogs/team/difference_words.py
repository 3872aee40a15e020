"""What a coder is told of a difference: rows of own against gold, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from annotator.gui.theme.naming import naming
from annotator.model.attributes import Attribute
from annotator.workbench.adjudicating.differences import Difference
from annotator.workbench.language import _

Said = Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that both say: its name, and what each has; an empty text for nothing.

    ``is_passage`` are the words of the article themselves.
    """

    name: str
    own: str
    gold: str
    is_passage: bool = False

    @property
    def differs(self) -> bool:
        """Tell whether the two are not alike."""
        return self.own != self.gold


def rows_of(one: Difference) -> list[Row]:
    """Return what one's own mark and the gold say, row by row; what differs comes first."""
    made = [
        Row(_("Label"), _label(one.own), _label(one.gold)),
        Row(_("Words"), _words(one.own), _words(one.gold), is_passage=True),
    ]
    if one.kind == "document":
        made = []
    elif _is_relation(one):
        made = [Row(_("Relation"), _label(one.own), _label(one.gold))]
        ends = (("from", _("From")), ("to", _("To")))
        made += [
            Row(name, _end(one.own, at), _end(one.gold, at), is_passage=True) for at, name in ends
        ]
    own, gold = _answers(one.own), _answers(one.gold)
    for name in dict.fromkeys([*own, *gold]):
        asked = [_question(one.kind, said, name) for said in (one.own, one.gold)]
        mine, theirs = (
            asked[0] or asked[1],
            asked[1] or asked[0],
        )  # labels differ in their questions
        title = naming().attribute_name(mine) if mine else name.replace("_", " ")
        made.append(Row(title, _value(mine, own.get(name)), _value(theirs, gold.get(name))))
    if one.is_question:  # there is no gold yet to be compared with
        made = [replace(row, gold=row.own) for row in made]
    return sorted(made, key=lambda row: not row.differs)


def title_of(one: Difference) -> str:
    """Return what a difference is, in a few words."""
    if one.is_question:
        return _("A question")
    if one.own is None:
        return _("Missing here")
    if one.gold is None:
        return _("Not in the gold")
    changed = [row.name for row in rows_of(one) if row.differs]
    return (
        _("Differs: {what}").format(what=", ".join(changed))
        if changed
        else _("The same, with a note")
    )


def passage_of(one: Difference) -> str:
    """Return the words that a difference is about."""
    said = one.own or one.gold
    if one.kind == "document":
        return _("About the article")
    if said is None:
        return ""
    return _end(said, "from") if _is_relation(one) else _words(said)


def label_of(one: Difference) -> str:
    """Return the label whose letter stands for a difference; empty where there is none."""
    said = one.own or one.gold or {}
    return str(said.get("label") or (said.get("from") or {}).get("label") or "")


def _is_relation(one: Difference) -> bool:
    return any(said is not None and "relation" in said for said in (one.own, one.gold))


def _label(said: Said) -> str:
    if said is None:
        return ""
    if "relation" in said:
        return naming().relation_name(str(said["relation"]))
    return naming().label_name(str(said.get("label", "")))


def _words(said: Said) -> str:
    return str(said.get("text", "")) if said is not None else ""


def _end(said: Said, name: str) -> str:
    return _words(said.get(name)) if said is not None else ""


def _answers(said: Said) -> Mapping[str, Any]:
    if said is None:
        return {}
    return said.get("fields") or said.get("attributes") or {}


def _question(kind: str, said: Said, name: str) -> Attribute | None:
    """Return the question as what was said has it, by its own label."""
    codebook = naming().codebook
    if kind == "document":
        return codebook.document.get(name)
    if said is None:
        return None
    if relation := codebook.relations.get(str(said.get("relation", ""))):
        return relation.attributes.get(name)
    label = codebook.labels.get(str(said.get("label", "")))
    return label.attributes.get(name) if label is not None else None


def _value(question: Attribute | None, value: Any) -> str:
    if value in (None, "", [], ()):
        return ""
    plain = tuple(str(one) for one in value) if isinstance(value, list) else value
    if question is None:
        return ", ".join(plain) if isinstance(plain, tuple) else str(plain)
    return naming().value_name(question, plain)
