"""What the things of the codebook are called on the screen, in the language read."""

from __future__ import annotations

from functools import cache

from annotator.gui.theme.legend import label_letters
from annotator.model.attributes import Attribute
from annotator.model.codebook import Codebook
from annotator.model.span import AttributeValue
from annotator.model.words import Words
from annotator.workbench.language import _


class Naming:
    """The codebook whose things are shown, and their names and letters."""

    def __init__(self, codebook: Codebook | None = None, language: str = "en") -> None:
        self.set_codebook(codebook or Codebook("", ""), language)

    def set_codebook(self, codebook: Codebook, language: str) -> None:
        """Take names and letters from a codebook, in a language."""
        self.codebook, self.language = codebook, language
        self._letters = label_letters(codebook, language)

    def words(self, words: Words, fallback: str = "") -> str:
        """Return a text of the codebook in the language read, else the id in plain words."""
        return words.in_language(self.language) or fallback.replace("_", " ")

    def label_name(self, label_id: str) -> str:
        """Return the name of a label."""
        label = self.codebook.labels.get(label_id)
        return self.words(label.name if label else Words(), label_id)

    def label_letter(self, label_id: str) -> str:
        """Return the letter on the label's cap: its shortcut, else the first free letter."""
        return self._letters.get(label_id) or label_id[:1].upper()

    def label_key(self, label_id: str) -> str:
        """Return the key that puts a label on words; nothing where no letter was left for it."""
        letter = self.label_letter(label_id)
        return letter if letter.isalnum() else ""

    def relation_name(self, relation_id: str) -> str:
        """Return the name of a relation label."""
        relation = self.codebook.relations.get(relation_id)
        return self.words(relation.name if relation else Words(), relation_id.rpartition(".")[2])

    def attribute_name(self, attribute: Attribute) -> str:
        """Return the name of a question."""
        return self.words(attribute.name, attribute.id)

    def value_name(self, attribute: Attribute, value: AttributeValue) -> str:
        """Return how people read an answer; an open answer reads as it was typed."""
        if isinstance(value, tuple):
            return ", ".join(self.value_name(attribute, one) for one in value)
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        text = "" if value is None else str(value)
        known = attribute.values.get(text)
        if known:
            return self.words(known.name, text)
        entries = self.codebook.lists.get(attribute.list_id or "")
        return entries.label_of(text) if entries else text


@cache
def naming() -> Naming:
    """Return the naming that all of the window shares."""
    return Naming()
