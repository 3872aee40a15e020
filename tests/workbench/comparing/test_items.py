"""The items of an attribute: which marks stand for one another, what an answer is, what is lost."""

from __future__ import annotations

import factories
import pytest
from comparing_scene import record

from annotator.model.attributes import Attribute, AttributeType
from annotator.model.words import Words
from annotator.workbench.comparing.items import is_ignored, level_of, order_of, question_of
from annotator.workbench.comparing.options import Options, Target
from annotator.workbench.comparing.shares import Reason

VALUES = """values:
          head: {name: Head}
          staff: {name: Staff}
          unclear: {name: Unclear, missing: true}
"""


@pytest.fixture
def unclear(build, monkeypatch):
    """People whose role a coder may not be able to tell; makes a scene of what each coder says."""
    plain = """values:
          head: {name: {en: Head, id: Kepala}}
          staff: {name: {en: Staff, id: Staf}}
"""
    assert plain in factories.CODEBOOK
    text = factories.CODEBOOK.replace(plain, VALUES)
    monkeypatch.setattr(factories.write_codebook, "__defaults__", (text, "small.yaml"))

    def make(**said):
        return build(
            *(
                record(n, name, [("person", 3, 9, {"role": one} if one else {})])
                for name, roles in said.items()
                for n, one in enumerate(roles)
            )
        )

    return make


def asked(scene, measure="percent_agreement", **options):
    target = Target(measure, scene.pair(), "person", "role")
    return scene.comparing.number(target, Options(**options))


def lost(number):
    return {one.reason: one.count for one in number.excluded}


def test_a_coder_who_could_not_tell_gave_no_answer(unclear):
    scene = unclear(
        Ani=["head", "unclear", "unclear", None], Budi=["head", "head", "unclear", None]
    )
    number = asked(scene)
    [only] = [item for items in number.asked.documents for item in items]
    assert only.answers == ("head", "head")
    assert lost(number) == {Reason.ONE_ANSWER: 1, Reason.MISSING_CODE: 3}


def test_the_order_of_the_values_leaves_out_what_is_no_answer(unclear):
    scene = unclear(Ani=["head"], Budi=["head"])
    question = question_of(scene.session.codebook, "person", "role")
    assert order_of(question) == ("head", "staff")
    assert order_of(None) == ()


def test_items_come_from_marks_that_share_text_whatever_they_are_answered(build):
    def people(*marks):
        return [("person", start, end, {"role": role}) for start, end, role in marks]

    ani = people((3, 9, "head"), (20, 30, "staff"), (40, 45, "head"))
    budi = people((5, 12, "staff"), (30, 35, "staff"), (40, 45, "head"))
    scene = build(record(0, "Ani", ani), record(0, "Budi", budi))
    number = asked(scene)
    answers = [item.answers for items in number.asked.documents for item in items]
    assert answers == [("head", "staff"), ("head", "head")]
    assert lost(number) == {Reason.NO_PARTNER: 2}
    places = [[unit.start for unit in item.units] for items in number.asked.documents
              for item in items]  # fmt: skip
    assert places == [[3, 5], [40, 40]]


def test_marks_of_another_label_are_no_items_and_not_said_to_be_without_a_partner(build):
    scene = build(
        record(0, "Ani", [("person", 3, 9, {"role": "head"}), ("place", 20, 30)]),
        record(0, "Budi", [("person", 3, 9, {"role": "head"})]),
    )
    assert (asked(scene).summary.pooled.units, lost(asked(scene))) == (1, {})


def test_only_who_has_finished_is_asked_about_an_article_unless_all_are(build):
    said = [("person", 3, 9, {"role": "head"})]
    records = [record(n, name, said, document={"outlet": "x"})
               for n in range(2) for name in ("Ani", "Budi", "Cici")]  # fmt: skip
    records[5]["status"] = "in_progress"
    scene = build(*records)
    people = tuple(scene.coder(name) for name in ("Ani", "Budi", "Cici"))
    for place in (("person", "role"), (None, "outlet")):
        target = Target("krippendorff_alpha_nominal", people, *place)
        for finished, missing in ((True, 1), (False, 0)):
            number = scene.comparing.number(target, Options(finished_only=finished))
            answers = [item.answers for items in number.asked.documents for item in items]
            assert sum(one.count(None) for one in answers) == missing
            assert len(answers) == 2


@pytest.mark.parametrize(
    ("kind", "said", "level"),
    [
        (AttributeType.ENUM, {}, "nominal"),
        (AttributeType.NUMBER, {}, "interval"),
        (AttributeType.NUMBER, {"agreement": "ratio"}, "ratio"),
        (AttributeType.NUMBER, {"agreement": "ignore"}, "interval"),
        (AttributeType.ENUM, {"agreement": "ordinal"}, "ordinal"),
        (AttributeType.ENUM, {"agreement": "ignore"}, "nominal"),
        (AttributeType.ENUM, {"many": True}, "jaccard"),
        (AttributeType.ENUM, {"many": True, "agreement": "nominal"}, "jaccard"),
        (AttributeType.TEXT, {}, "nominal"),
        (AttributeType.BOOL, {}, "nominal"),
    ],
)
def test_how_far_apart_answers_can_be_follows_from_the_codebook_or_their_type(kind, said, level):
    assert level_of(Attribute("one", kind, Words(), **said)) == level


def test_of_an_attribute_that_the_codebook_does_not_know_nothing_is_assumed(scene):
    codebook = scene.session.codebook
    for place in (("person", "colour"), ("nobody", "role"), (None, "colour")):
        question = question_of(codebook, *place)
        assert (question, level_of(question), is_ignored(question)) == (None, "nominal", False)
