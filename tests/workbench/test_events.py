"""Who is told of changes."""

from __future__ import annotations

from annotator.model.change import Change, Operation
from annotator.model.identity import Id
from annotator.workbench.context import change_of
from annotator.workbench.events import Events

CHANGE = Change(frozenset(), frozenset(), frozenset(), "add_span")
SPAN, DOCUMENT, OTHER = (Id(digit * 32) for digit in "abc")


def test_everybody_who_listens_is_told_until_they_stop():
    events, first, second = Events(), [], []
    stop = events.subscribe(first.append)
    events.subscribe(second.append)
    events.publish(CHANGE)
    stop()
    stop()
    events.publish(CHANGE)
    assert (len(first), len(second)) == (1, 2)


def test_a_listener_may_stop_while_it_is_told():
    events, told = Events(), []

    def once(change: Change) -> None:
        told.append(change)
        stop()

    stop = events.subscribe(once)
    events.subscribe(told.append)
    events.publish(CHANGE)
    events.publish(CHANGE)
    assert len(told) == 3


def test_a_change_names_kinds_ids_and_documents():
    operations = [
        Operation("span", SPAN, {"document_id": DOCUMENT}),
        Operation("document", OTHER, {"key": "x"}),
    ]
    change = change_of("add_span", operations, {}, "me")
    assert (change.kinds, change.ids) == ({"span", "document"}, {SPAN, OTHER})
    assert (change.document_ids, change.initiator) == ({DOCUMENT, OTHER}, "me")


def test_a_deletion_names_the_document_it_was_about():
    change = change_of("delete_span", [Operation("span", SPAN, None)], {"document_id": DOCUMENT})
    assert change.document_ids == {DOCUMENT}
