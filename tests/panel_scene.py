"""A small codebook, a marked text, and windows with one panel in them."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from shiboken6 import isValid

from annotator.gui.panels.inspector.form import AttributeForm
from annotator.gui.theme.layouts import column
from annotator.gui.theme.look import look
from annotator.model.annotation_set import AnnotationSet
from annotator.model.attributes import (
    Attribute,
    AttributeType,
    Condition,
    Required,
    Term,
    Value,
)
from annotator.model.codebook import Codebook, Label, ReferenceList, RelationLabel
from annotator.model.comment import Comment
from annotator.model.document import DocumentRow
from annotator.model.extent import Extent
from annotator.model.identity import Id
from annotator.model.relation import Relation
from annotator.model.span import Span, text_order
from annotator.model.words import Words

TEXT = "Dia menegaskan, ASN harus netral. Menurut Sri Wartini, kampanye boleh dihadiri.\nTamat."
LEFT = Qt.MouseButton.LeftButton
KEY = Qt.Key


def words(english: str, indonesian: str = "") -> Words:
    return Words({"en": english, "id": indonesian or english})


def values(*ids: str, **more: dict) -> dict[str, Value]:
    return {one: Value(one, words(one.capitalize()), **more.get(one, {})) for one in ids}


def question(identity: str, kind: str, **more) -> Attribute:
    name = words(identity.replace("_", " ").capitalize())
    return Attribute(identity, AttributeType(kind), name, **more)


def questions(*asked: Attribute) -> dict[str, Attribute]:
    return {one.id: one for one in asked}


MUST = Required.YES
DUTY = Condition((Term("modality", allowed=("duty", "ban")),))
RULE = questions(
    question(
        "kind",
        "enum",
        required=MUST,
        values=values("neutral", "sides", "politics", "campaign", "attend", "vote", "goods"),
    ),
    question("modality", "enum", required=MUST, values=values("duty", "ban", "leave", "plan")),
    question("force", "enum", required=MUST, when=DUTY, values=values("binding", "appeal")),
    question("marker", "enum", many=True, open=True, values=values("harus", "wajib", "boleh")),
    question("scopes", "enum", many=True, values=values("city", "province")),
)
SPEAKER = questions(
    question("person", "ref", list_id="people", required=MUST),
    question("role", "text", fill_from="person.role"),
)
VENUE = questions(
    question("place", "text", pattern="[A-Z].*"),
    question("day", "date", precision="any"),
    question("guests", "number", integer=True, minimum=0, maximum=500, unit="people"),
    question("is_open", "bool"),
    question("remarks", "text", multiline=True),
)
CODEBOOK = Codebook(
    "test",
    "1.0.0",
    languages=("en", "id"),
    labels={
        "rule": Label(
            "rule",
            words("Rule", "Aturan"),
            shortcut="r",
            color="#E69F00",
            definition=words("What must be done."),
            attributes=RULE,
        ),
        "speaker": Label(
            "speaker", words("Speaker", "Narasumber"), shortcut="s", attributes=SPEAKER
        ),
        "venue": Label("venue", words("Venue", "Tempat"), attributes=VENUE),
        "role_only": Label("role_only", words("Role"), is_abstract=True),
    },
    relations={"says": RelationLabel("says", words("says"), ("speaker",), ("rule",))},
    document=questions(
        question("outlet", "ref", list_id="outlets"),
        question("form", "enum", required=MUST, values=values("news", "opinion")),
        question("published", "date"),
    ),
    lists={
        "people": ReferenceList(
            "people",
            words("People"),
            open=True,
            fields=questions(question("role", "enum", values=values("head", "mayor"))),
            items={
                "sri_wartini": {"name": "Sri Wartini", "role": "head", "body": "Dispora"},
                "sri_wahyuni": {"name": "Sri Wahyuni", "role": "mayor", "body": "Setda"},
                "herson": {"name": "Herson", "role": "mayor", "body": "Gumas"},
            },
        ),
        "outlets": ReferenceList(
            "outlets",
            words("Outlets"),
            items={"kumala": {"name": "KumalaNews.id"}, "none": {"name": "(not stated)"}},
        ),
    },
)


def span(identity: str, label: str, quote: str, created: str | None = None, **attributes) -> Span:
    start = TEXT.index(quote)
    fragments = (Extent(start, start + len(quote)),)
    key, other = Id(identity), Id("0" * 32)
    return Span(key, key, other, other, other, label, fragments, attributes, "hand", created)


def relation(identity: str, source: str, target: str) -> Relation:
    key, other = Id(identity), Id("0" * 32)
    return Relation(key, key, other, other, other, "says", Id(source), Id(target))


SPEAKER_SPAN = span("a1", "speaker", "Sri Wartini")
RULE_SPAN = span("a2", "rule", "ASN harus netral", modality="duty")
VENUE_SPAN = span("a3", "venue", "kampanye")


def annotations(*spans: Span, relations=(), note: str = "", **fields) -> AnnotationSet:
    other = Id("0" * 32)
    ordered = tuple(sorted(spans, key=text_order))
    comments = (Comment(Id("c"), "c", other, ordered[0].id, other, note),) if note else ()
    return AnnotationSet(other, other, other, "new", fields, ordered, tuple(relations), comments)


def document_row(number: int, status: str = "new", spans: int = 0, **fields) -> DocumentRow:
    key = f"{number:032x}"
    return DocumentRow(
        Id(key), key, f"{number}.txt", f"Title {number}", {}, 100, status, fields, spans
    )


def dress() -> None:
    look().set_theme("light")
    look().set_still(True)
    look().set_codebook(CODEBOOK, "en")


def show(qtbot, widget: QWidget, width: int = 340, height: int = 700) -> QWidget:
    """Show a panel in an active window."""
    widget.resize(width, height)
    qtbot.addWidget(widget)
    with qtbot.waitActive(widget):
        widget.show()
    return widget


def click(widget: QWidget, place: QPoint | None = None) -> None:
    QTest.mouseClick(widget, LEFT, Qt.KeyboardModifier.NoModifier, place or widget.rect().center())


def press(widget: QWidget, *keys, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        if isinstance(key, str):
            QTest.keyClicks(widget, key)
        else:
            QTest.keyClick(widget, key, modifier)


def click_row(rows, row: int) -> None:
    place = rows.visualRect(rows.model().index(row, 0)).center()
    click(rows.viewport(), place)


def said(widget: QWidget) -> Counter[tuple[str, ...]]:
    """Return everything that a widget says to eyes, pointers and screen readers."""
    for one in widget.findChildren(QWidget):
        if isValid(one):  # what has gone with its parent before
            QCoreApplication.sendPostedEvents(one, QEvent.Type.DeferredDelete)
    return Counter(
        (type(one).__name__, name, value)
        for one in (widget, *widget.findChildren(QWidget))
        if one is widget or one.isVisibleTo(widget)
        for name in ("text", "toolTip", "accessibleName", "accessibleDescription",
                     "placeholderText", "toPlainText")
        if callable(ask := getattr(one, name, None)) and isinstance(value := ask(), str) and value
    )  # fmt: skip


class FormDesk:
    """A form whose answers are kept as a session would keep them."""

    def __init__(self, qtbot, asked, **answers):
        dress()
        self.answers = answers
        self.given = []
        self.window = QWidget()
        self.text = QLineEdit()
        self.form = AttributeForm(asked)
        layout = column(self.window)
        layout.addWidget(self.text)
        layout.addWidget(self.form)
        layout.addStretch(1)
        self.form.attribute_changed.connect(self.keep)
        show(qtbot, self.window, 320, 700)
        self.text.setFocus()
        self.form.show_answers(self.answers)

    def keep(self, key: str, value: object) -> None:
        self.given.append((key, value))
        self.answers[key] = value
        if value in (None, ()):
            del self.answers[key]
        self.form.show_answers(self.answers)

    def editor(self, key: str):
        return self.form.rows[key].editor
