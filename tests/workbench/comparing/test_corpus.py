"""What is compared is read once, and garbage is looked for as before afterwards."""

from __future__ import annotations

import gc

import pytest

from annotator.workbench.comparing.corpus import collecting_later, inputs_hash, load_corpus


def test_looking_for_garbage_goes_on_afterwards_also_after_an_error():
    seen = []
    with pytest.raises(ZeroDivisionError), collecting_later():
        seen.append(gc.isenabled()) or 1 / 0
    assert seen == [False]
    assert gc.isenabled()


def test_who_had_it_off_finds_it_off():
    gc.disable()
    try:
        with collecting_later():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_the_hash_of_inputs_does_not_depend_on_the_order_of_people_or_documents(scene):
    corpus = load_corpus(scene.session.project)
    documents, people = list(corpus.articles), list(corpus.people)
    first = inputs_hash(corpus, documents, people)
    assert first == inputs_hash(corpus, documents[::-1], people[::-1])
    assert first != inputs_hash(corpus, documents[1:], people)


def test_labels_are_counted_over_all_coders(scene):
    assert load_corpus(scene.session.project).labels == {"person": 27, "place": 20}
