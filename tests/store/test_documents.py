from __future__ import annotations

import pytest

from annotator.model.change import Operation
from annotator.model.document import Progress
from annotator.model.errors import RefusedError
from annotator.model.identity import new_id
from annotator.store import documents, rows
from annotator.store.integrity import check


def keys(world, query: str = "") -> list[str]:
    found = documents.find_documents(world.project, query)
    return [documents.load_document(world.project, one).key for one in found]


def test_documents_are_listed_as_people_sort(world) -> None:
    for key in ("doc 10", "Doc 2", "doc 1b", "doc 1", "abc", "Ä"):
        world.add_document(text=key, key=key)
    assert keys(world) == ["abc", "doc 1", "doc 1b", "Doc 2", "doc 10", "Ä"]


def test_searching_looks_at_titles_and_texts_and_the_beginning_of_words(world) -> None:
    world.add_document("Bupati melarang kampanye", "a", title="Larangan")
    world.add_document("Kementerian mengingatkan", "b", title="Netralitas ASN")
    assert keys(world, "kampan") == ["a"]
    assert keys(world, "NETRAL") == ["b"]
    assert keys(world, "larangan bupati") == ["a"]
    assert keys(world, "bupati netralitas") == []
    assert keys(world, "arangan") == []


def test_accents_and_marks_do_not_matter_in_a_search(world) -> None:
    world.add_document("Café résumé", "a")
    assert keys(world, "cafe") == ["a"]
    assert keys(world, "RÉSUME") == ["a"]


@pytest.mark.parametrize("query", ['"', "'", "*", "a*", "(", ")", "NEAR(", "OR", "AND x", "^a"])
@pytest.mark.parametrize("more", ["", " bupati", ' "', "\0", "\ud800"])
def test_no_character_in_a_search_means_anything(world, query, more) -> None:
    world.add_document("Bupati a x or and near", "a")
    assert keys(world, query + more) in (["a"], [])


def test_a_hyphenated_word_is_looked_for_as_it_stands(world) -> None:
    world.add_document("undang-undang nomor lima", "a")
    world.add_document("undang nomor", "b")
    assert keys(world, "undang-und") == ["a"]


def test_a_search_without_letters_shows_everything(world) -> None:
    world.add_document("satu", "a")
    assert keys(world, ' "  *') == ["a"]


def test_documents_are_indexed_in_steps_when_somebody_asks(world) -> None:
    for n in range(5):
        world.add_document(f"teks kata{n}", f"d{n}")
    assert documents.refresh_index(world.project, limit=2) == 3
    assert documents.refresh_index(world.project, limit=2) == 1
    assert keys(world, "kata4") == ["d4"]
    assert documents.refresh_index(world.project) == 0
    world.add_document("kata9", "d9")
    assert keys(world, "kata9") == ["d9"]


def test_very_long_texts_are_indexed_one_at_a_time(world) -> None:
    for n in range(2):
        world.add_document(f"{n} " + "kata " * 900_000, f"d{n}")
    assert documents.refresh_index(world.project) == 1
    assert documents.refresh_index(world.project) == 0


def test_a_new_title_is_found_and_the_old_one_is_not(world) -> None:
    document = world.add_document("isi", "a", title="Lama")
    other = world.add_document("isi lain", "b", title="Lama juga")
    assert keys(world, "lama") == ["a", "b"]
    value = rows.document_value(document) | {"title": "Baru"}
    world.commit(Operation("document", document.id, value))
    assert keys(world, "lama") == ["b"]
    assert keys(world, "baru isi") == ["a"]
    assert documents.load_document(world.project, other.id).title == "Lama juga"
    assert check(world.project) == []


@pytest.mark.parametrize("number", [0, 2])
def test_the_first_and_the_last_document_can_be_called_otherwise(world, number) -> None:
    made = [world.add_document(f"isi {n}", f"d{n}", title="Lama") for n in range(3)]
    assert len(keys(world, "lama")) == 3
    for title in ("Baru", "Lebih baru"):
        value = rows.document_value(made[number]) | {"title": title}
        world.commit(Operation("document", made[number].id, value))
        assert keys(world, "baru") == [f"d{number}"]
    assert len(keys(world, "lama")) == 2


def test_words_after_a_nul_are_found(world) -> None:
    world.add_document("awal\0akhir lagi", "a")
    assert keys(world, "lagi") == ["a"]


def test_deleted_documents_are_not_found_but_come_back(world) -> None:
    document = world.add_document("Bupati", "a")
    assert keys(world, "bupati") == ["a"]
    world.delete("document", document.id)
    assert keys(world) == keys(world, "bupati") == []
    assert documents.count_documents(world.project) == 0
    assert documents.find_document(world.project, document.id) is None
    assert documents.find_document_by_key(world.project, "a") is None
    world.add_document("Bupati", "a")
    assert keys(world, "bupati") == ["a"]


def test_a_document_is_found_by_its_key(world) -> None:
    document = world.add_document(key="asn-000")
    assert documents.find_document_by_key(world.project, "asn-000") == document.id
    assert documents.find_document_by_key(world.project, "asn-001") is None


def test_loading_what_is_not_there_is_refused(world) -> None:
    with pytest.raises(RefusedError) as refused:
        documents.load_document(world.project, new_id())
    assert refused.value.code == "no_document"


def test_the_list_shows_status_fields_and_the_marks_of_one_coder(world) -> None:
    first = world.add_document("Bupati melarang", "a", meta={"outlet": "x", "year": 2024})
    second = world.add_document("lain", "b")
    other = world.add_coder("Budi")
    world.add_span(first)
    world.add_span(first, 2, 5)
    world.add_span(first, 3, 5, coder_id=other.id)
    world.set_status(first, "done", outlet="x", tags=("p", "q"))
    ids = [second.id, new_id(), first.id]
    lower, upper = documents.load_rows(world.project, world.me, ids)
    assert (lower.key, lower.status, lower.span_count, lower.progress) == ("b", "new", 0, "new")
    assert (upper.key, upper.status, upper.span_count) == ("a", "done", 2)
    assert upper.fields == {"outlet": "x", "tags": ("p", "q")}
    assert upper.meta == {"outlet": "x", "year": 2024}
    assert upper.length == len("Bupati melarang")
    assert documents.load_rows(world.project, other.id, [first.id])[0].span_count == 1


def test_the_list_can_be_longer_than_one_query(world) -> None:
    made = [world.document(f"t{n}", f"d{n}") for n in range(1100)]
    operations = (Operation("document", d.id, rows.document_value(d)) for d in made)
    world.project.commit_many(world.me, "import", operations, group=None)
    ids = documents.find_documents(world.project)
    assert [row.id for row in documents.load_rows(world.project, world.me, ids)] == ids


def test_progress_counts_what_is_new_begun_and_done(world) -> None:
    made = [world.add_document(f"teks {n}", f"d{n}") for n in range(6)]
    world.add_span(made[0])
    world.set_status(made[1], "in_progress")
    world.set_status(made[2], "done")
    world.add_span(made[3])
    world.set_status(made[3], "gold")
    world.set_status(made[4], "something of theirs")
    assert documents.progress_counts(world.project, world.me) == {
        Progress.NEW: 2,
        Progress.IN_PROGRESS: 2,
        Progress.DONE: 2,
    }
    assert documents.progress_counts(world.project, new_id())[Progress.NEW] == 6


def test_what_is_deleted_or_unknown_is_left_out_of_the_list(world) -> None:
    first, gone = world.add_document("satu", "a"), world.add_document("dua", "b")
    world.delete("document", gone.id)
    asked = [gone.id, first.id, "0" * 32]
    rows = documents.load_rows(world.project, world.me, asked)
    assert [row.id for row in rows] == [first.id]
