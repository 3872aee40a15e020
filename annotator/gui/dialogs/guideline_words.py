"""What the guideline of a label says of its questions and examples."""

from __future__ import annotations

from collections.abc import Mapping

from annotator.gui.panels.inspector.options import name_of
from annotator.gui.theme.naming import naming
from annotator.model.attributes import Attribute, AttributeType, Required
from annotator.model.codebook import Example, Label
from annotator.workbench.language import N_, _

_KINDS = {
    AttributeType.ENUM: N_("one value"),
    AttributeType.BOOL: N_("yes or no"),
    AttributeType.TEXT: N_("text"),
    AttributeType.NUMBER: N_("number"),
    AttributeType.DATE: N_("date"),
    AttributeType.REF: N_("from a list"),
}


def question_words(question: Attribute) -> str:
    """Return what kind of answer a question takes, and whether it must be given."""
    kind = _("several values") if question.many else _(_KINDS[question.type])
    parts = [kind]
    if question.required is Required.YES:
        parts.append(_("required"))
    if question.open:
        parts.append(_("others may be added"))
    if question.unit:
        parts.append(question.unit)
    return " · ".join(parts)


def example_words(label: Label, example: Example) -> str:
    """Return the answers and the source of an example, in the language read."""
    parts = [
        f"{naming().attribute_name(question)}: {_answer(question, example.attributes)}"
        for name in example.attributes
        if (question := label.attributes.get(name)) is not None
    ]
    if example.source:
        parts.append(_("source: {source}").format(source=example.source))
    return " · ".join(parts)


def _answer(question: Attribute, answers: Mapping[str, object]) -> str:
    value = answers[question.id]
    several = value if isinstance(value, list | tuple) else [value]
    return ", ".join(
        name_of(question, one if isinstance(one, bool) else str(one)) for one in several
    )
