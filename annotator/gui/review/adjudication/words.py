"""What the screen says of cases, rows and readings, as words."""

from __future__ import annotations

from collections.abc import Callable

from annotator.gui.theme.naming import naming
from annotator.gui.theme.paint import one_line
from annotator.model.adjudication import AspectKind, CaseKind, ReadingValue, RowPlace
from annotator.model.attributes import Attribute
from annotator.model.review import Verdict
from annotator.model.span import AttributeValue
from annotator.workbench.adjudicating.states import Card, CardRow, Cell, DeskCase
from annotator.workbench.language import N_, _, number
from annotator.workbench.review_words import CASE_TYPES

NOTHING = "–"
EXCERPT = 60
"""How many code points of a reading are looked at for its first or last words."""

ROW_WORDS = {
    AspectKind.PRESENCE: N_("Marked"),
    AspectKind.START: N_("Start"),
    AspectKind.END: N_("End"),
    AspectKind.FRAGMENTS: N_("Fragments"),
    AspectKind.LABEL: N_("Label"),
    AspectKind.SOURCE: N_("From"),
    AspectKind.TARGET: N_("To"),
}
KEYS_OF_ROW = {AspectKind.START: "[ ]", AspectKind.END: "{ }", AspectKind.LABEL: "L"}
"""Keys that change a row by hand."""

TYPE_WORDS = {
    "boundary": N_("boundary"),
    "label": N_("label"),
    "attribute": N_("attribute"),
    "one_sided": N_("one-sided"),
    "split": N_("split"),
    "mixed": N_("mixed"),
    "relation": N_("relation"),
    "document": N_("about the article"),
    "dependent": N_("relation"),
}
"""Types of cases in one or two words; the others are called as everywhere (``CASE_TYPES``)."""
CHOICES = {
    Verdict.PROPOSAL: "=",
    Verdict.EDITED: "✎",
    Verdict.ALL: "∪",
    Verdict.NONE: "0",
    Verdict.AUTO: "=",
}
"""What stands behind the tick of a decided case, where it is not a letter."""

PlaceText = Callable[[RowPlace | str], str]
"""Returns the words of a mark at an end of a relation."""


def type_words(case: DeskCase) -> str:
    """Return in what the coders differ."""
    name = str(case.case.type)
    return _(TYPE_WORDS.get(name) or CASE_TYPES[name])


def choice_words(case: DeskCase, taken_from: str) -> str:
    """Return the sign of what was chosen: a letter, or one for each verdict."""
    if case.decision is None:
        return ""
    return taken_from or CHOICES.get(case.decision.verdict, "")


def question_of(row: CardRow) -> Attribute | None:
    """Return the codebook's question that a row is about."""
    codebook = naming().codebook
    if row.kind is AspectKind.FIELD:
        return codebook.document.get(row.name)
    entry = codebook.labels.get(row.label) or codebook.relations.get(row.label)
    return entry.attributes.get(row.name) if entry else None


def row_words(row: CardRow) -> str:
    """Return what a row is called; rows of a second mark say so."""
    if row.kind in (AspectKind.ATTRIBUTE, AspectKind.FIELD):
        question = question_of(row)
        name = naming().attribute_name(question) if question else row.name.replace("_", " ")
    else:
        name = _(ROW_WORDS[row.kind])
    if row.row == 0:
        return name
    if row.kind is AspectKind.PRESENCE:
        return _("Mark {number}").format(number=number(row.row + 1))
    return _("Mark {number}: {what}").format(number=number(row.row + 1), what=lowered(name))


def lowered(name: str) -> str:
    """Return a name as it stands inside a sentence; one with capitals in it stays."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def kind_words(card: Card, kind: CaseKind) -> str:
    """Return what differs, for the line above the table."""
    names = list(dict.fromkeys(lowered(row_words(row)) for row in card.rows if row.differs))
    if names:
        return _("differs: {what}").format(what=", ".join(names))
    if kind is CaseKind.RELATION:
        return _("a mark that it links was rejected or changed")
    return _("nothing differs; look whether it is right")


def same_words(card: Card) -> str:
    """Return what everybody has alike of the first mark."""
    alike = [row for row in card.rows if not row.differs and row.row == 0]
    names = [lowered(row_words(row)) for row in alike if row.kind is not AspectKind.PRESENCE]
    return ", ".join(dict.fromkeys(names))


def value_words(row: CardRow, value: ReadingValue, text: str, place_text: PlaceText) -> str:
    """Return how people read a value of a row; ``text`` is that of the article."""
    if row.kind is AspectKind.PRESENCE:
        return _("marked") if value else _("not marked")
    if value is None or value == ():
        return NOTHING
    if row.kind is AspectKind.LABEL:
        return mark_name(str(value))
    if row.kind in (AspectKind.SOURCE, AspectKind.TARGET):
        return place_text(value if isinstance(value, RowPlace) else str(value))
    if row.kind in (AspectKind.START, AspectKind.END, AspectKind.FRAGMENTS):
        return _passage(row.kind, value, text)
    return answer_words(question_of(row), value)  # type: ignore[arg-type]


def _passage(kind: AspectKind, value: ReadingValue, text: str) -> str:
    """Return the first words of a start, the last ones of an end, or all of several parts."""
    if isinstance(value, tuple):
        parts = [part for part in value if not isinstance(part, str)]
        return " … ".join(one_line(text[part.start : part.end]) for part in parts)
    at = value if isinstance(value, int) else 0
    words = text[at : at + EXCERPT] if kind is AspectKind.START else text[max(0, at - EXCERPT) : at]
    return one_line(words).strip()


def answer_words(question: Attribute | None, value: AttributeValue) -> str:
    """Return how people read an answer."""
    if value is None or value == ():
        return NOTHING
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if question is not None:
        return naming().value_name(question, value)
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def mark_name(label: str) -> str:
    """Return the name of a label of marks or relations."""
    known = naming().codebook
    return naming().relation_name(label) if label in known.relations else naming().label_name(label)


def cell_words(row: CardRow, cell: Cell, text: str, place_text: PlaceText) -> str:
    """Return what a coder reads in a row."""
    if row.kind is AspectKind.PRESENCE:
        return value_words(row, cell.value, text, place_text)
    if cell.is_there and row.kind in (AspectKind.START, AspectKind.END):
        return _end_words(row, cell, text)
    if not cell.is_there:
        return _("not marked")
    return value_words(row, cell.value, text, place_text) if cell.is_asked else NOTHING


def _end_words(row: CardRow, cell: Cell, text: str) -> str:
    """Return the words by which a reading begins before, or ends after, another one; else its own.

    So that what is hatched in the card is what is hatched in the text.
    """
    known = [one.value for one in row.cells if isinstance(one.value, int)]
    value = cell.value if isinstance(cell.value, int) else 0
    if row.kind is AspectKind.START and value < max(known):
        return f"{one_line(text[value : max(known)]).strip()} …"
    if row.kind is AspectKind.END and value > min(known):
        return f"… {one_line(text[min(known) : value]).strip()}"
    return _passage(row.kind, value, text)


def passage_words(case: DeskCase, text: str) -> str:
    """Return the words that a case is about; of document fields nothing."""
    return one_line(text[case.case.start : case.case.end]).strip()
