"""What the workspace looks at, while a project is changed by its verbs."""

from __future__ import annotations

import factories
import pytest

from annotator.gui.workspace.scene import Scene
from annotator.workbench.settings import Settings


class Heard:
    """Keeps which signals of a scene came, and what the scene was at that moment."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.names: list[str] = []
        self.marks: list[int] = []
        self.focused: list[object] = []
        scene.article_opened.connect(lambda: self.names.append("article_opened"))
        scene.annotations_changed.connect(self.on_annotations_changed)
        scene.project_changed.connect(lambda _change: self.names.append("project_changed"))
        scene.span_focused.connect(self.on_span_focused)

    def on_annotations_changed(self, _change: object) -> None:
        self.names.append("annotations_changed")
        self.marks.append(len(self.scene.annotations.spans))

    def on_span_focused(self, span_id: object) -> None:
        self.names.append("span_focused")
        self.focused.append(span_id)

    def clear(self) -> None:
        self.names, self.marks, self.focused = [], [], []


@pytest.fixture
def session(tmp_path):
    with factories.make_session(tmp_path) as opened:
        yield opened


@pytest.fixture
def articles(session, tmp_path):
    """Two articles."""
    other = factories.TEXT.replace("Sri", "Herson")
    return [
        factories.add_text(session, tmp_path),
        factories.add_text(session, tmp_path, other, "b.txt"),
    ]


@pytest.fixture
def scene(qapp, session, articles):
    made = Scene(session, Settings())
    made.open_article(articles[0])
    yield made
    made.close()


@pytest.fixture
def heard(scene):
    return Heard(scene)


def add(session, document, extent, label="person"):
    return session.coding.add_span(document, factories.extents(extent), label)


def test_at_first_it_looks_at_nothing(qapp, session):
    scene = Scene(session, Settings())
    assert (scene.document, scene.annotations, scene.focused_id) == (None, None, None)
    assert scene.focused_span is None


def test_an_article_is_there_with_its_marks_when_it_is_told(session, articles, scene):
    span = add(session, articles[1], factories.SRI)
    seen = []
    scene.article_opened.connect(lambda: seen.append((scene.document.id, scene.annotations.spans)))
    scene.open_article(articles[1])
    assert seen == [(articles[1], (span,))]


def test_a_mark_is_there_when_its_change_is_told(session, articles, scene, heard):
    add(session, articles[0], factories.SRI)
    add(session, articles[0], factories.BUPATI)
    assert heard.marks == [1, 2]
    assert heard.names == ["annotations_changed", "project_changed"] * 2


def test_a_change_of_another_article_concerns_the_project_alone(session, articles, scene, heard):
    before = scene.annotations
    add(session, articles[1], factories.SRI)
    assert heard.names == ["project_changed"]
    assert scene.annotations is before


def test_the_same_mark_put_into_focus_twice_is_told_once(session, articles, scene, heard):
    span = add(session, articles[0], factories.SRI)
    heard.clear()
    for one in (span.id, span.id, None, None):
        scene.focus_span(one)
    assert heard.focused == [span.id, None]


def test_the_mark_in_focus_is_the_one_of_the_file(session, articles, scene):
    span = add(session, articles[0], factories.SRI)
    scene.focus_span(span.id)
    session.coding.set_attribute(span.id, "role", "head")
    assert scene.focused_span.attributes["role"] == "head"
    session.coding.resize_span(span.id, factories.extents((0, 10)))
    assert scene.focused_span.fragments == factories.extents((0, 10))


def test_a_mark_that_goes_takes_the_focus_along_before_the_change_is_told(
    session, articles, scene, heard
):
    span = add(session, articles[0], factories.SRI)
    scene.focus_span(span.id)
    heard.clear()
    session.coding.delete_span(span.id)
    assert heard.names == ["span_focused", "annotations_changed", "project_changed"]
    assert (heard.focused, heard.marks) == ([None], [0])


def test_another_mark_that_goes_leaves_the_focus_alone(session, articles, scene, heard):
    kept, gone = (add(session, articles[0], at) for at in (factories.SRI, factories.BUPATI))
    scene.focus_span(kept.id)
    heard.clear()
    session.coding.delete_span(gone.id)
    assert scene.focused_id == kept.id
    assert "span_focused" not in heard.names


def test_another_article_begins_without_a_mark_in_focus(session, articles, scene):
    span = add(session, articles[0], factories.SRI)
    scene.focus_span(span.id)
    scene.open_article(articles[1])
    assert (scene.focused_id, scene.focused_span) == (None, None)


def test_a_mark_of_another_article_is_no_mark_in_focus(session, articles, scene):
    span = add(session, articles[1], factories.SRI)
    scene.focus_span(span.id)
    assert scene.focused_span is None


def test_an_article_that_undo_takes_away_is_closed(session, scene, articles, heard):
    scene.open_article(articles[1])
    heard.clear()
    session.history.undo()
    assert scene.document is None
    assert scene.annotations is None
    assert heard.names == ["article_opened", "project_changed"]


def test_an_article_that_comes_back_is_not_opened_by_itself(session, scene, articles, heard):
    scene.open_article(articles[1])
    session.history.undo()
    heard.clear()
    session.history.redo()
    assert scene.document is None
    assert heard.names == ["project_changed"]


def test_without_an_article_changes_of_the_project_are_still_told(session, articles, scene, heard):
    scene.close_article()
    heard.clear()
    add(session, articles[0], factories.SRI)
    assert heard.names == ["project_changed"]
    assert scene.annotations is None


def test_an_answer_about_the_article_is_there_when_its_change_is_told(session, articles, scene):
    session.coding.set_field(articles[0], "outlet", "Kompas")
    assert scene.annotations.fields["outlet"] == "Kompas"


def test_marks_of_another_person_are_not_looked_at(session, articles, scene):
    add(session, articles[0], factories.SRI)
    session.code_as("Budi")
    scene.open_article(articles[0])
    assert scene.annotations.spans == ()


def test_a_closed_scene_hears_no_more(session, articles, scene, heard):
    scene.close()
    add(session, articles[0], factories.SRI)
    assert heard.names == []
    assert scene.annotations.spans == ()
