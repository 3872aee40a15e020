"""Whom a number is about: two coders, several, the gold, or the same person again."""

from __future__ import annotations

import statistics

import pytest
from comparing_scene import record, usual_records

from annotator.agreement.summary import MEASURES
from annotator.model.assignment import Role, again_id, gold_id
from annotator.model.change import Operation
from annotator.model.coder import Coder
from annotator.model.identity import set_id
from annotator.store.rows import coder_value
from annotator.workbench.comparing.options import Options, Table, Target
from annotator.workbench.comparing.shares import Reason
from annotator.workbench.provenance import GOLD_NAME


def third_coder():
    """Cici codes the first four articles like Ani, but for one mark."""
    ani = [one for one in usual_records() if one["coder"] == "Ani"][:4]
    return [
        record(number, "Cici", [
            (span["label"], span["start"], span["end"], span["attributes"])
            for span in one["spans"][1:]
        ])
        for number, one in enumerate(ani)
    ]  # fmt: skip


@pytest.fixture
def three(build):
    return build(*usual_records(), *third_coder())


def add_coder(scene, identity, name, role):
    coder = Coder(identity, name, name, role)
    lead = scene.session.coder.id
    scene.session.project.commit(
        lead, "add_coder", [Operation("coder", identity, coder_value(coder))], {"coder": name}
    )


def copy_marks(scene, source, target, *, without=0):
    """Give another coder the marks of one, but for the first ones of each article."""
    codebook = scene.session.codebook_id
    operations = []
    for (document, coder), (units, _origins) in scene.comparing.corpus().units.items():
        if coder != source:
            continue
        place = {"document_id": document, "coder_id": target, "codebook_id": codebook}
        head = {**place, "status": "done", "fields": {}}
        operations.append(Operation("annotation_set", set_id(document, target), head))
        for unit in units[without:]:
            identity = scene.session.project.make_id()
            value = {
                **place,
                "key": f"k{identity[:8]}",
                "label": unit.label,
                "fragments": [[unit.start, unit.end]],
                "attributes": {},
                "origin": "hand",
                "created": None,
                "changed": None,
            }
            operations.append(Operation("span", identity, value))
    scene.session.project.commit(scene.session.coder.id, "import", operations)


def test_of_three_coders_the_headline_is_the_mean_over_pairs_and_each_pair_follows(three):
    rows = three.comparing.rows(Options(measures=("span_f1_exact",), labels_apart=False))
    mean, *pairs = rows
    assert mean.coders == ("Ani", "Budi", "Cici")
    assert [row.coders for row in pairs] == [("Ani", "Budi"), ("Ani", "Cici"), ("Budi", "Cici")]
    assert [row.n_documents for row in rows] == [6, 6, 4, 4]
    assert mean.value == pytest.approx(statistics.mean(row.value for row in pairs))
    assert mean.interval.low <= mean.value <= mean.interval.high


@pytest.mark.parametrize("measure", ["span_f1_exact", "span_f1_overlap", "char_f1", "cohen_kappa"])
def test_the_list_behind_a_mean_is_that_of_all_its_pairs(three, measure):
    people = tuple(three.coder(name) for name in ("Ani", "Budi", "Cici"))
    place = ("place", "role") if measure == "cohen_kappa" else (None, None)
    target = Target(measure, people, *place)
    behind = three.comparing.behind(target)
    assert behind.total == pytest.approx(1 - behind.value)
    assert {one.coders for one in behind.passages if one.share} <= {
        (people[i], people[j]) for i, j in ((0, 1), (0, 2), (1, 2))
    }


def test_answers_of_many_coders_are_compared_together_with_gaps(three):
    people = tuple(three.coder(name) for name in ("Ani", "Budi", "Cici"))
    target = Target("krippendorff_alpha_nominal", people, "place", "role")
    number = three.comparing.number(target)
    items = [item.answers for items in number.asked.documents for item in items]
    assert {len(answers) for answers in items} == {3}
    assert any(None in answers for answers in items)
    assert len(number.share.documents) == 6


def test_gold_is_never_among_the_coders_and_has_a_table_of_its_own(build):
    scene = build(*usual_records())
    gold = gold_id(scene.session.project.project_id)
    add_coder(scene, gold, "gold", Role.GOLD)
    copy_marks(scene, scene.coder("Ani"), gold)
    between = scene.comparing.rows(Options(measures=("span_f1_exact",), labels_apart=False))
    assert [row.coders for row in between] == [("Ani", "Budi")]
    options = Options(measures=("span_f1_exact",), labels_apart=False, table=Table.GOLD)
    against = {row.coders: row.value for row in scene.comparing.rows(options)}
    assert against == {("Ani", "gold"): 1.0, ("Budi", "gold"): between[0].value}


def test_coding_again_is_compared_with_the_same_person_only(build):
    scene = build(*usual_records())
    ani = scene.coder("Ani")
    add_coder(scene, again_id(ani), "Ani again", Role.AGAIN)
    copy_marks(scene, ani, again_id(ani), without=1)
    options = Options(measures=("span_f1_exact",), labels_apart=False)
    assert [row.coders for row in scene.comparing.rows(options)] == [("Ani", "Budi")]
    options = Options(measures=("span_f1_exact",), labels_apart=False, table=Table.AGAIN)
    [row] = scene.comparing.rows(options)
    assert (row.coders, row.value) == (("Ani", "Ani again"), 2 * 18 / (24 + 18))


@pytest.mark.parametrize("measure", [one.id for one in MEASURES.values() if one.is_symmetric])
def test_exchanging_coders_changes_no_symmetric_measure(scene, measure):
    first, second = scene.pair()
    is_of_items = MEASURES[measure].level == "items"
    label = "person" if is_of_items or measure == "ku_alpha" else None
    name = None if not is_of_items else "also" if "jaccard" in measure or "masi" in measure else (
        "role")  # fmt: skip
    values = [
        scene.comparing.row(Target(measure, pair, label, name))
        for pair in ((first, second), (second, first))
    ]
    assert values[0].value == pytest.approx(values[1].value)
    assert (values[0].n_units, values[0].lack) == (values[1].n_units, values[1].lack)


def test_articles_that_only_some_pairs_share_are_not_said_to_be_left_out(three):
    rows = three.comparing.rows(Options(measures=("span_f1_exact",), labels_apart=False))
    told = {len(row.coders): row for row in rows}
    assert told[3].n_documents == len({one for one, _coder in three.comparing.corpus().heads})
    assert told[3].excluded == ()
    pair = next(row for row in rows if row.coders == ("Ani", "Cici"))
    assert [(one.reason, one.count) for one in pair.excluded] == [(Reason.ONE_CODER, 2)]


def test_items_that_a_measure_cannot_take_are_said_to_be_left_out(three):
    rows = three.comparing.rows(Options(measures=("fleiss_kappa", "gwet_ac1"), labels=("place",)))
    told = {row.measure: row for row in rows if len(row.coders) == 3 and row.attribute == "role"}
    lost = {
        name: {one.reason: one.count for one in row.excluded}.get(Reason.LACKING_ANSWERS, 0)
        for name, row in told.items()
    }
    assert lost["gwet_ac1"] == 0
    assert lost["fleiss_kappa"] == told["gwet_ac1"].n_units - told["fleiss_kappa"].n_units > 0


def test_gold_has_its_name_before_anything_was_decided(build):
    scene = build(*usual_records())
    row = scene.comparing.rows(Options(table=Table.GOLD, labels_apart=False))[0]
    assert (row.coders, row.lack) == (("Ani", GOLD_NAME), "no_common_article")
