"""Counts and lists over all marks, each told again from the marks themselves.

A project of several coders with deleted marks, earlier versions of a text, and a coder who is gone:
whatever is counted in SQL is counted here by hand.
"""

from __future__ import annotations

from collections import Counter

import pytest
from every_kind import MARKED, EveryKind

from annotator.model.document import CORRECTS, FINISHED, Progress, progress_of
from annotator.model.extent import Extent
from annotator.model.identity import Id, new_id
from annotator.store import (
    assignments,
    coders,
    counts,
    documents,
    finishing,
    presence,
    reviewing,
    spans,
    units,
)
from annotator.store.lineage import load_lineage

LABELS = ("speaker", "rule", "tempat 👩‍🏫")
STATUSES = ("new", "in_progress", "done", "gold", "unknown word")


@pytest.fixture(scope="module")
def crowd(shared_world):
    """Seven articles, two of them versions of one; three coders; many marks, some of them gone."""
    world = shared_world
    with world.project.transaction():
        world.articles = [world.add_document(f"Teks nomor {n} 👍.", f"d{n}") for n in range(6)]
        first = world.articles[0]
        corrected = {CORRECTS: first.sha256}
        world.articles.append(world.add_document("Ralat nol.", "d0~2", meta=corrected))
        world.people = [world.me, world.add_coder("Budi").id, world.add_coder("Citra").id]
        made = []
        for number in range(60):
            more = {"coder_id": world.people[number % 3], "label": LABELS[number % 4 % 3]}
            if number % 11 == 0:
                more["created"] = None
            made.append(world.add_span(world.articles[number * 5 % 7], number % 9, 9, **more))
        for span in made[::7]:
            world.delete("span", span.id)
        for number, document in enumerate(world.articles[:5]):
            world.set_status(document, STATUSES[number])
        nobody = world.add_document("Tak disentuh.", "z")
        world.articles.append(nobody)
        world.delete("document", world.add_document("Salah impor.", "salah").id)
    return world


def living(world):
    """Every mark that is there, read one annotation set after the other."""
    found = []
    for document in world.articles:
        for coder in world.people:
            one = spans.load_set(world.project, document.id, coder, world.codebook_id)
            found.extend(one.spans)
    return found


def replaced(world) -> set[Id]:
    return set(load_lineage(world.project).current)


def without_nought(counted):
    """Whoever has none of something may be told as having nought of it."""
    return {
        one: {who: n for who, n in by.items() if n}
        for one, by in counted.items()
        if any(by.values())
    }


@pytest.mark.parametrize("is_current_only", [False, True])
def test_labels_are_counted_by_coder(crowd, is_current_only) -> None:
    left_out = replaced(crowd) if is_current_only else set()
    expected: dict[str, Counter[Id]] = {}
    for span in living(crowd):
        if span.document_id not in left_out:
            expected.setdefault(span.label, Counter())[span.coder_id] += 1
    assert without_nought(counts.by_label(crowd.project, left_out)) == expected


@pytest.mark.parametrize("is_current_only", [False, True])
def test_marks_are_counted_by_coder_along_another_index(crowd, is_current_only) -> None:
    left_out = replaced(crowd) if is_current_only else set()
    expected = Counter(one.coder_id for one in living(crowd) if one.document_id not in left_out)
    assert presence.count_marks(crowd.project, "span", left_out) == expected


def test_spans_are_counted_by_place(crowd) -> None:
    expected = Counter((one.document_id, one.coder_id) for one in living(crowd))
    assert assignments.span_counts(crowd.project) == expected


def test_spans_of_all_days_are_all_spans_of_texts_that_count(crowd) -> None:
    expected = Counter(
        one.coder_id for one in living(crowd) if one.document_id not in replaced(crowd)
    )
    by_coder: Counter[Id] = Counter()
    for (coder, _day), count in finishing.spans_by_day(crowd.project).items():
        by_coder[coder] += count
    assert by_coder == expected


def test_units_are_the_marks_of_each_set(crowd) -> None:
    found = units.load_units(crowd.project, lambda *cells: cells)
    expected: dict[tuple[Id, Id], list] = {}
    for one in living(crowd):
        expected.setdefault((one.document_id, one.coder_id), []).append(
            (one.start, one.end, one.label, one.id, ())
        )
    assert {place: sorted(made) for place, (made, _) in found.items()} == {
        place: sorted(made) for place, made in expected.items()
    }
    for made, origins in found.values():
        assert [unit[0] for unit in made] == sorted(unit[0] for unit in made)
        assert len(origins) == len(made)


def test_the_list_and_the_count_of_progress_agree(crowd) -> None:
    project = crowd.project
    listed = documents.find_documents(project)
    for coder in crowd.people:
        rows = documents.load_rows(project, coder, listed)
        shown = [row for row in rows if row.replaced_by is None]
        told = Counter(row.progress for row in shown)
        assert documents.progress_counts(project, coder) == {one: told[one] for one in Progress}


def test_progress_follows_from_status_and_marks(crowd) -> None:
    marks = Counter((one.document_id, one.coder_id) for one in living(crowd))
    words = assignments.status_words(crowd.project)
    for coder in crowd.people:
        ids = [one.id for one in crowd.articles]
        for row in documents.load_rows(crowd.project, coder, ids):
            place = (row.id, coder)
            assert row.span_count == marks[place]
            assert row.progress == progress_of(words.get(place, "new"), marks[place])


def test_work_is_whoever_has_a_status_or_a_mark(crowd) -> None:
    marks = {(one.document_id, one.coder_id) for one in living(crowd)}
    words = assignments.status_words(crowd.project)
    found = {(one.document_id, one.coder_id): one for one in reviewing.list_work(crowd.project)}
    assert set(found) == marks | set(words)
    for place, one in found.items():
        assert one.has_marks == (place in marks)
        assert one.is_finished == (words.get(place) in FINISHED)
    for document in crowd.articles:
        some = reviewing.list_work(crowd.project, document.id)
        assert some == [one for one in found.values() if one.document_id == document.id]


def test_finished_documents_have_a_time_and_no_others(crowd) -> None:
    for coder in crowd.people:
        done = {place[0] for place in finishing.done_times(crowd.project) if place[1] == coder}
        assert assignments.finished_by(crowd.project, coder) == done


def test_headings_articles_and_lists_have_the_same_order(crowd) -> None:
    listed = documents.find_documents(crowd.project)
    assert [one.id for one in reviewing.list_headings(crowd.project)] == listed
    assert list(units.load_articles(crowd.project)) == listed
    current = [one for one in listed if one not in replaced(crowd)]
    assert [one.id for one in assignments.list_documents(crowd.project)] == current
    assert documents.count_documents(crowd.project) == len(listed) == len(crowd.articles)


def test_going_through_all_sets_finds_every_mark_once(crowd) -> None:
    found = [span.id for _, one in spans.iterate_sets(crowd.project) for span in one.spans]
    assert sorted(found) == sorted(one.id for one in living(crowd))
    of_one = [span for _, one in spans.iterate_sets(crowd.project, crowd.me) for span in one.spans]
    assert {span.coder_id for span in of_one} == {crowd.me}


@pytest.mark.parametrize("portion", [1, 3, 500])
def test_the_size_of_a_query_does_not_matter(crowd, monkeypatch, portion) -> None:
    project, ids = crowd.project, [one.id for one in crowd.articles]
    marks = [one.id for one in living(crowd)]
    asked = [*marks, new_id(), *ids]

    def answers():
        return (
            counts.by_label(project, ids[:4]),
            presence.count_marks(project, "span", ids[2:6]),
            presence.find_living(project, "span", asked),
            presence.find_owners(project, "span", asked),
            presence.find_deleted(project, "span", asked),
            documents.load_rows(project, crowd.me, ids),
            units.load_texts(project, [*ids, *ids]),
        )

    expected = answers()
    monkeypatch.setattr(documents, "BATCH", portion)
    monkeypatch.setattr(units, "_AT_ONCE", portion)
    assert answers() == expected
    assert expected[2] == set(marks)


def test_marks_have_answers_or_are_not_there(world) -> None:
    kinds = EveryKind(world)
    kinds.write_everything(1)
    kinds.write("span", 0, 2)
    kinds.write("span", 1, None)
    told = {"why": "dua 👩‍🏫", "also": ("x", "y")}
    expected = {kinds.row("span", 2): told}
    assert units.load_answers(world.project) == expected
    assert units.load_answers(world.project, "rule") == expected
    assert units.load_answers(world.project, "speaker") == {}


def test_rows_of_every_table_are_counted_also_deleted_ones(world) -> None:
    kinds = EveryKind(world)
    before = presence.count_rows(world.project)
    kinds.write_everything()
    kinds.write("span", 0, None)
    found = presence.count_rows(world.project)
    made = {kind: len({kinds.row(kind, place) for place in range(3)}) for kind in MARKED}
    assert {kind: found[kind] - before[kind] for kind in MARKED} == made


def test_only_coders_with_marks_on_words_have_marks(crowd) -> None:
    owners = {one.coder_id for one in living(crowd)}
    for coder in crowd.people:
        assert coders.has_marks(crowd.project, coder) == (coder in owners)
    assert not coders.has_marks(crowd.project, new_id())


def test_spans_at_a_place_are_those_of_that_coder_with_just_those_ends(crowd) -> None:
    marks = living(crowd)
    places = {(one.document_id, one.coder_id) for one in marks}
    for document, coder in places:
        for start in range(9):
            found = spans.find_spans_at(crowd.project, document, coder, Extent(start, 9))
            expected = {
                one.id
                for one in marks
                if (one.document_id, one.coder_id, one.start) == (document, coder, start)
            }
            assert {one.id for one in found} == expected
            assert spans.find_spans_at(crowd.project, document, coder, Extent(start, 10)) == []


def test_a_set_without_marks_is_found_where_it_has_a_status(crowd) -> None:
    words = assignments.status_words(crowd.project)
    for document in crowd.articles:
        for coder in crowd.people:
            found = spans.find_set(crowd.project, document.id, coder)
            word = words.get((document.id, coder))
            assert (found.status if found else None) == word
            assert found is None or (found.coder_id, found.spans) == (coder, ())
