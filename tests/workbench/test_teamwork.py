"""Whether a project is the work of several, what each is served, how marks spread over labels."""

from __future__ import annotations

import factories
import pytest
from window_team import coder_id

from annotator.model.assignment import Assignment, Role
from annotator.model.change import Operation
from annotator.model.extent import Extent
from annotator.store.review_rows import assignment_value
from annotator.workbench.assigning import Assigning
from annotator.workbench.people import add_person, set_role
from annotator.workbench.serving import in_serving_order
from annotator.workbench.teamwork import is_shared, may_be_told
from annotator.workbench.work_counts import count_labels


@pytest.fixture
def texts(session, tmp_path):
    """Four articles, in the order of the list."""
    for number in range(4):
        factories.add_text(session, tmp_path, f"Berita {number} tentang ASN.", f"{number}.txt")
    return session.finding.documents()


def test_one_person_alone_shares_nothing(session, document):
    session.coding.add_span(document, [Extent(0, 4)], session.codebook.offered_labels()[0].id)
    assert not is_shared(session.context)


def test_a_second_person_a_role_or_an_assignment_makes_a_team(session, document):
    set_role(session.context, session.coder.id, Role.LEAD)
    assert is_shared(session.context)
    session.history.undo()
    assert not is_shared(session.context)
    Assigning(session.context).assign([(document, session.coder.id)])
    assert is_shared(session.context)
    session.history.undo()
    assert not is_shared(session.context)
    add_person(session.context, "Budi")
    assert is_shared(session.context)


def test_nothing_is_released_before_anything_was_decided(session, document):
    assert not may_be_told(session.context, session.coder.id)


def test_without_assignments_the_list_keeps_its_order(session, texts):
    assert in_serving_order(session.context, texts) == texts
    assert session.finding.served() == texts


def test_what_is_assigned_comes_first_in_its_own_order(session, texts):
    assigning, who = Assigning(session.context), session.coder.id
    assigning.assign([(texts[1], who), (texts[3], who)])
    assigning.move(who, [texts[3]], 0)
    assert session.finding.served() == [texts[3], texts[1], texts[0], texts[2]]
    assert session.finding.served("1") == [texts[1]]


def test_what_is_served_on_a_later_day_comes_last(session, texts):
    later = Assignment(texts[0], session.coder.id, 0, since="2999-01-01")
    operation = Operation("assignment", later.id, assignment_value(later))
    session.context.perform("assign", [operation], {})
    assert session.finding.served() == [*texts[1:], texts[0]]


def test_anothers_assignments_do_not_change_the_order(session, texts):
    other = add_person(session.context, "Budi")
    Assigning(session.context).assign([(texts[2], other.id)])
    assert session.finding.served() == texts


def test_marks_are_counted_by_label_and_shared_only_on_the_very_same_words(session, document):
    first, second = list(session.codebook.offered_labels())[:2]
    session.coding.add_span(document, [Extent(0, 4)], first.id)
    session.coding.add_span(document, [Extent(5, 9)], first.id)
    session.coding.add_span(document, [Extent(5, 9)], second.id)
    mine = session.coder.id
    session.code_as("Budi")
    session.coding.add_span(document, [Extent(0, 4)], first.id)
    session.coding.add_span(document, [Extent(5, 8)], first.id)
    his = coder_id(session, "Budi")
    found = count_labels(session.context, document, [mine, his])
    assert found.coders == {mine: {first.id: 2, second.id: 1}, his: {first.id: 2}}
    assert found.shared == {first.id: 1}
    assert found.labels == {first.id, second.id}
    assert count_labels(session.context, document, [mine]).shared == {}
