"""Why a question is asked and where its answer is from, in a few words."""

from __future__ import annotations

from annotator.gui.panels.inspector.options import name_of
from annotator.gui.theme.naming import naming
from annotator.model.attributes import Attribute, Questions, is_empty
from annotator.model.span import Attributes
from annotator.workbench.language import _


def origin_words(attribute: Attribute, questions: Questions, answers: Attributes) -> str:
    """Return what brought a question, else that its answer is filled from a list."""
    return _brought_by(attribute, questions, answers) or _filled_from(attribute, questions, answers)


def _brought_by(attribute: Attribute, questions: Questions, answers: Attributes) -> str:
    """Return the answer on which a question depends, as “↳ Obligation”."""
    for term in attribute.when.terms:
        cause, value = questions.get(term.attribute), answers.get(term.attribute)
        if cause is not None and not is_empty(value):
            return f"↳ {name_of(cause, value)}"
    return ""


def _filled_from(attribute: Attribute, questions: Questions, answers: Attributes) -> str:
    """Say so where the answer is that of the list entry it is filled from."""
    source, _dot, field = (attribute.fill_from or "").partition(".")
    value, reference = answers.get(attribute.id), questions.get(source)
    if is_empty(value) or reference is None:
        return ""
    entries = naming().codebook.lists.get(reference.list_id or "")
    item = entries.items.get(str(answers.get(source))) if entries else None
    return _("from the list") if item is not None and item.get(field) == value else ""
