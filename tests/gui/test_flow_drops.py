"""Files dropped on a window that is bare: projects, other files, and what is not taken."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from annotator.gui.dialogs.scrim import Scrim
from annotator.gui.dialogs.sheet import Sheet
from annotator.gui.flows.drops import Drops

COPY, LEFT = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def drops(window):
    """The window takes files; ``heard`` are the kinds and paths that it told of."""
    made = Drops(window)
    made.window_of, made.heard = window, []
    made.projects_dropped.connect(lambda paths: made.heard.append(("projects", paths)))
    made.files_dropped.connect(lambda paths: made.heard.append(("files", paths)))
    return made


def held(*addresses, text=""):
    data = QMimeData()
    data.setUrls([QUrl(one) if "://" in one else QUrl.fromLocalFile(one) for one in addresses])
    if text:
        data.setText(text)
    return data


def enter(drops, data):
    """Hold something over the window; tell whether it would be taken."""
    place = drops.window_of.rect().center()
    event = QDragEnterEvent(place, COPY, data, LEFT, NONE)
    event.ignore()
    QApplication.sendEvent(drops.window_of, event)
    return event.isAccepted()


def drop(drops, data):
    place = QPointF(drops.window_of.rect().center())
    QApplication.sendEvent(drops.window_of, QDropEvent(place, COPY, data, LEFT, NONE))
    return drops.heard


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["/a/asn.annot"], ("projects", ["/a/asn.annot"])),
        (["/a/ASN.ANNOT"], ("projects", ["/a/ASN.ANNOT"])),
        (["/a/one.annot", "/b/two.annot"], ("projects", ["/a/one.annot", "/b/two.annot"])),
        (["/a/1.txt", "/a/asn.annot"], ("projects", ["/a/asn.annot"])),
        (["/a/1.txt", "/a/berita 😀.jsonl"], ("files", ["/a/1.txt", "/a/berita 😀.jsonl"])),
        (["/a/annot"], ("files", ["/a/annot"])),
        (["/a/1.txt", "https://kompas.com/2.txt"], ("files", ["/a/1.txt"])),
        (["/a/dengan spasi & tanda%20.txt"], ("files", ["/a/dengan spasi & tanda%20.txt"])),
    ],
)
def test_projects_go_before_other_files_whatever_case_their_names_have(drops, paths, expected):
    data = held(*paths)
    assert enter(drops, data)
    assert drop(drops, data) == [expected]


@pytest.mark.parametrize(
    "data",
    [held(), held(text="words"), held("https://kompas.com/berita.annot")],
    ids=["nothing", "words", "an address of the web"],
)
def test_what_is_no_file_of_this_computer_is_not_taken(drops, data):
    assert not enter(drops, data)
    assert drop(drops, data) == []


def test_a_sheet_over_the_window_has_to_be_answered_first(qtbot, drops):
    sheet = Sheet("A question")
    sheet.open_over(drops.window_of)
    data = held("/a/asn.annot")
    assert not enter(drops, data)
    assert drop(drops, data) == []
    sheet.dismiss()
    scrims = drops.window_of.findChildren(Scrim)
    qtbot.waitUntil(lambda: not any(isValid(one) and one.isVisible() for one in scrims))
    assert enter(drops, data), "Qt gives what is dropped to who would take it"
    assert drop(drops, data) == [("projects", ["/a/asn.annot"])]


def test_other_events_of_the_window_are_left_alone(drops):
    size = drops.window_of.size()
    drops.window_of.resize(size.width() + 10, size.height())
    assert drops.window_of.size() != size
    assert drops.heard == []
