"""A reading view with a document in it, and the hands of somebody who uses it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from annotator.gui.reader.look import LabelLook, ViewLook
from annotator.gui.reader.view import ReadingView
from annotator.model.annotation_set import AnnotationSet
from annotator.model.extent import Extent
from annotator.model.identity import Id
from annotator.model.relation import Relation
from annotator.model.span import Span, text_order

ARTICLE = (Path(__file__).parents[1] / "seeds/004_7d1cd029b9781b1d.txt").read_text(encoding="utf-8")
DOCUMENT, CODER, CODEBOOK = Id("d"), Id("c"), Id("b")
COLOURS = {"rule": "#8F5A00", "speaker": "#0072B2", "quotation": "#2A8ACB", "headline": "#AA4499"}


def label_look(name: str, **traits: bool) -> LabelLook:
    colour = COLOURS.get(name, "#555555")
    return LabelLook(
        letter=name[0].upper(),
        name=name.capitalize(),
        line=colour,
        fill=f"#40{colour[1:]}",
        fill_on=f"#90{colour[1:]}",
        tag="#EEEEEE",
        text=colour,
        on="#FFFFFF",
        line_on=colour,
        **traits,
    )


def view_look(**changes: object) -> ViewLook:
    labels = {
        "rule": label_look("rule"),
        "speaker": label_look("speaker"),
        "quotation": label_look("quotation", is_container=True),
        "headline": label_look("headline", is_container=True, is_headline=True),
        "outside": label_look("outside", is_outside=True),
    }
    return ViewLook(**{"labels": labels, "relations": {"says": "says"}, **changes})


def span(name: str, *parts: tuple[int, int], label: str = "rule", coder: Id = CODER) -> Span:
    fragments = tuple(Extent(*part) for part in parts)
    return Span(Id(name), name, DOCUMENT, coder, CODEBOOK, label, fragments)


def span_on(name: str, words: str, label: str = "rule", text: str = ARTICLE) -> Span:
    start = text.index(words)
    return span(name, (start, start + len(words)), label=label)


def relation(name: str, source: Span, target: Span) -> Relation:
    return Relation(Id(name), name, DOCUMENT, CODER, CODEBOOK, "says", source.id, target.id)


def marks(*spans: Span, relations: tuple[Relation, ...] = ()) -> AnnotationSet:
    ordered = tuple(sorted(spans, key=text_order))
    return AnnotationSet(DOCUMENT, CODER, CODEBOOK, spans=ordered, relations=relations)


def point(view: ReadingView, offset: int) -> QPoint:
    """Return where somebody would press to begin at a character."""
    return view.point_of(offset).toPoint()


def click(view: ReadingView, offset: int, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    place = point(view, offset)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifier, place)


def drag(view: ReadingView, start: QPoint, end: QPoint, *, is_released: bool = True) -> None:
    surface, left = view.viewport(), Qt.MouseButton.LeftButton
    QTest.mousePress(surface, left, Qt.KeyboardModifier.NoModifier, start)
    for step in range(1, 7):
        QTest.mouseMove(surface, start + (end - start) * step / 6)
    if is_released:
        QTest.mouseRelease(surface, left, Qt.KeyboardModifier.NoModifier, end)


def drag_over(view: ReadingView, start: int, end: int) -> None:
    drag(view, point(view, start), point(view, end))


def press(view: ReadingView, *keys: Qt.Key, shift: bool = False, control: bool = False) -> None:
    modifier = Qt.KeyboardModifier.NoModifier
    if shift:
        modifier |= Qt.KeyboardModifier.ShiftModifier
    if control:
        modifier |= Qt.KeyboardModifier.ControlModifier
    for key in keys:
        QTest.keyClick(view, key, modifier)


def colour_at(view: ReadingView, x: float, y: float) -> str:
    """Return the colour of a pixel of the view."""
    return view.viewport().grab().toImage().pixelColor(round(x), round(y)).name()


def show_view(qtbot, text: str = ARTICLE, annotations: AnnotationSet | None = None) -> ReadingView:
    """Return a view of usual size on the screen, with the keyboard's focus."""
    view = ReadingView()
    qtbot.addWidget(view)
    view.set_look(view_look())
    view.resize(900, 700)
    view.show_document(text, annotations or marks())
    with qtbot.waitExposed(view):
        view.show()
    view.activateWindow()
    view.setFocus()
    return view
