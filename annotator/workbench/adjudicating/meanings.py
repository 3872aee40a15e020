"""What of a codebook matters to a decision: which answers count, which labels were redefined."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from annotator.agreement.contents import Rules
from annotator.codebooks.placement import exclusive_groups
from annotator.model.attributes import Attribute, Questions
from annotator.model.codebook import Codebook, Label, RelationLabel
from annotator.model.identity import Id
from annotator.model.words import Words
from annotator.store import codebooks
from annotator.workbench.codebook_cache import load_codebook
from annotator.workbench.context import Context

IGNORED = "ignore"
"""What a codebook says of an attribute that does not count when coders are compared."""


def rules_of(codebook: Codebook) -> Rules:
    """Return how coders are compared under a codebook.

    Labels that may share no characters are one domain: of what overlaps under them only one can be
    in the gold.
    """
    domains = {name: group[0] for group in exclusive_groups(codebook) for name in group}

    def is_ignored(label: str, attribute: str) -> bool:
        question = questions_of(codebook, label).get(attribute)
        return question is not None and question.agreement == IGNORED

    return Rules(ignored=is_ignored, domain_of=lambda label: domains.get(label, label))


def questions_of(codebook: Codebook, label: str) -> Questions:
    """Return the attributes of a span or relation label; of ``""`` the document fields."""
    if not label:
        return codebook.document
    entry = codebook.labels.get(label) or codebook.relations.get(label)
    return entry.attributes if entry else {}


class Meanings:
    """Tells whether labels mean something else now than under an earlier codebook.

    A label is redefined when its definition, its rules for what to mark, its examples, its
    attributes or their values are not what they were.  Names, colours and keys may change freely.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._known: dict[tuple[Id, str], bool] = {}
        self._codebooks: dict[Id, Codebook] = {}

    def is_redefined(self, codebook_id: Id, labels: Iterable[str]) -> bool:
        """Tell whether one of some labels is redefined since a codebook."""
        if codebook_id == self._context.codebook_id:
            return False
        return any(self._differs(codebook_id, label) for label in labels)

    def _differs(self, codebook_id: Id, label: str) -> bool:
        key = codebook_id, label
        if key not in self._known:
            old = self._codebooks.get(codebook_id)
            if old is None:
                file = codebooks.load_codebook(self._context.project, codebook_id)
                old = self._codebooks[codebook_id] = load_codebook(file)
            now = self._context.codebook
            self._known[key] = _meaning(old, label) != _meaning(now, label)
        return self._known[key]


def _meaning(codebook: Codebook, label: str) -> object:
    return (
        _bare(codebook.labels.get(label)),
        _bare(codebook.relations.get(label)),
    )


def _bare(entry: Label | RelationLabel | None) -> object:
    """Return an entry without what only concerns how it looks and is reached."""
    if entry is None:
        return None
    attributes = {name: _bare_question(one) for name, one in entry.attributes.items()}
    if isinstance(entry, Label):
        return replace(
            entry, name=Words(), short="", color=None, shortcut=None, attributes=attributes
        )
    return replace(entry, name=Words(), color=None, shortcut=None, attributes=attributes)


def _bare_question(question: Attribute) -> Attribute:
    values = {
        name: replace(value, name=Words(), shortcut=None, color=None, group=None)
        for name, value in question.values.items()
    }
    return replace(
        question,
        name=Words(),
        shortcut=None,
        values=values,
        multiline=False,
        widget="auto",
        remember=False,
        agreement=None,
    )
