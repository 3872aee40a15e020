"""What an import noted of itself is found again by what it brought."""

from __future__ import annotations

from annotator.model.change import Operation
from annotator.model.identity import Id
from annotator.store import rows
from annotator.store.arrivals import Arrivals


def written(document):
    return Operation("document", document.id, rows.document_value(document))


def test_the_last_import_of_a_thing_says_what_it_noted(world):
    one, other = world.document("Satu.", "a"), world.document("Dua.", "b")
    both = [written(one), written(other)]
    world.commit(*both, action="import", about={"keys": "derived"})
    renamed = written(world.document("Satu.", "c"))
    world.commit(renamed, action="import", about={"count": 1})
    arrivals = Arrivals(world.project)
    assert arrivals.about("document", other.id) == {"keys": "derived"}
    assert arrivals.about("document", one.id) == {"count": 1}


def test_what_no_import_brought_has_nothing_noted(world):
    one = world.document("Satu.")
    world.commit(written(one), action="verb", about={"keys": "derived"})
    arrivals = Arrivals(world.project)
    assert arrivals.about("document", one.id) == {}
    assert arrivals.about("document", Id("0" * 32)) == {}
