from __future__ import annotations

import pytest

from annotator.model.change import Operation
from annotator.model.codebook import CodebookFile
from annotator.model.errors import RefusedError
from annotator.model.identity import new_id
from annotator.store import codebooks, rows


def add(world, yaml: str, **attachments: str) -> CodebookFile:
    made = CodebookFile(new_id(), yaml, attachments)
    world.commit(Operation("codebook", made.id, rows.codebook_value(made, "asn", "2")))
    return made


def test_the_newest_codebook_is_the_current_one(world) -> None:
    second = add(world, "labels: {a: {}}", **{"lists/x.csv": "id,name\n1,satu\n"})
    assert codebooks.current_codebook(world.project) == second
    assert codebooks.current_codebook_id(world.project) == second.id


def test_a_codebook_is_kept_when_a_newer_one_comes(world) -> None:
    add(world, "labels: {a: {}}")
    assert codebooks.load_codebook(world.project, world.codebook_id).yaml == "labels: {}"
    with pytest.raises(RefusedError) as refused:
        codebooks.load_codebook(world.project, new_id())
    assert refused.value.code == "no_codebook"
