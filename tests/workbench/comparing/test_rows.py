"""The rows of the agreement: what is asked, what comes out, and what is left out."""

from __future__ import annotations

from dataclasses import replace

import factories
import pytest
from comparing_scene import ARTICLES, linked_records, record

from annotator.agreement.summary import MEASURES
from annotator.model.errors import InputError
from annotator.model.stopped import Stopped
from annotator.store.clock import stamp_of
from annotator.workbench.comparing.comparing import Comparing
from annotator.workbench.comparing.options import Options, Target, plain_options, read_options
from annotator.workbench.comparing.rows import plain_row
from annotator.workbench.comparing.shares import Reason
from annotator.workbench.parcelling import all_documents, make_parcel

DAY = 86_400.0

KEYS = {
    "measure",
    "label",
    "attribute",
    "coders",
    "value",
    "interval",
    "n_documents",
    "n_units",
    "excluded",
    "definition",
}


def by_place(rows):
    return {(row.measure, row.label, row.attribute): row for row in rows}


def excluded(row):
    return {one.reason: one.count for one in row.excluded}


def test_without_a_measure_marks_relations_and_answers_are_told(scene):
    rows = by_place(Comparing(scene.session.context).rows())
    exact = rows["span_f1_exact", None, None]
    assert (exact.value, exact.n_units, exact.n_documents) == (2 * 14 / 47, 47, ARTICLES)
    assert rows["span_f1_exact", "place", None].value == 0.8
    assert rows["relation_f1_strict", None, None].value == 2 * 4 / 11
    assert rows["percent_agreement", "person", "role"].value == 0.75
    assert rows["percent_agreement", None, "checked"].value == 0.5


def test_a_row_as_json_has_exactly_the_keys_that_are_promised(scene):
    rows = [plain_row(row) for row in Comparing(scene.session.context).rows()]
    assert all(set(row) == KEYS for row in rows)
    assert {row["definition"] for row in rows} <= {one.definition for one in MEASURES.values()}
    assert rows[0]["coders"] == ["Ani", "Budi"]
    assert set(rows[0]["interval"]) == {"low", "high", "draws", "seed"}


def test_a_row_without_a_value_says_why(build):
    scene = build(record(0, "Ani", [("person", 3, 9)]), record(1, "Budi", [("person", 3, 9)]))
    [row] = scene.comparing.rows(Options(measures=("span_f1_exact",), labels_apart=False))
    assert (row.value, row.interval, row.n_documents) == (None, None, 0)
    assert plain_row(row)["lack"] == "no_common_article"
    assert excluded(row) == {Reason.ONE_CODER: 2}


def test_one_answer_only_gives_no_kappa_but_the_percentage(build):
    marks = [("place", 3, 9, {"role": "town"})]
    scene = build(*(record(n, coder, marks) for n in range(5) for coder in ("Ani", "Budi")))
    rows = by_place(scene.comparing.rows(Options(measures=("cohen_kappa",))))
    assert rows["percent_agreement", "place", "role"].value == 1.0
    kappa = rows["cohen_kappa", "place", "role"]
    assert (kappa.value, kappa.lack) == (None, "one_category")


@pytest.mark.parametrize("measure", ["span_f1_exact", "span_f1_overlap", "char_f1"])
def test_one_empty_coder_gives_an_f1_of_zero(build, measure):
    scene = build(
        *(record(n, "Ani", [("person", 3, 9)]) for n in range(5)),
        *(record(n, "Budi", []) for n in range(5)),
    )
    [row] = scene.comparing.rows(Options(measures=(measure,), labels_apart=False))
    assert (row.value, row.n_documents) == (0.0, 5)


def test_fewer_than_five_documents_give_a_value_and_no_interval(build):
    pair = [record(n, coder, [("person", 3, 9)]) for n in range(4) for coder in ("Ani", "Budi")]
    row = build(*pair).comparing.rows(Options(measures=("span_f1_exact",)))[0]
    assert (row.value, row.interval.low, row.interval.lack) == (1.0, None, "few_documents")


def test_kappa_never_comes_without_the_percentage_and_the_marginals(scene):
    options = Options(measures=("cohen_kappa",), attribute="role", labels=("person",))
    percent, kappa = scene.comparing.rows(options)
    assert (percent.measure, kappa.measure) == ("percent_agreement", "cohen_kappa")
    assert kappa.marginals == {"a:head": 9, "a:staff": 3, "b:head": 12}


def test_only_what_all_have_finished_counts_unless_all_is_asked_for(build):
    records = linked_records()
    records[1]["status"] = "in_progress"
    scene = build(*records)
    finished = scene.comparing.rows(Options())[0]
    everything = scene.comparing.rows(Options(finished_only=False))[0]
    assert (finished.n_documents, everything.n_documents) == (ARTICLES - 1, ARTICLES)
    assert (excluded(finished), excluded(everything)) == ({Reason.UNFINISHED: 1}, {})


def test_articles_can_be_chosen_by_key_metadata_and_day(build):
    records = [one | {"metadata": {"city": "x" if n < 4 else "y"}} for n, one in
               enumerate(linked_records())]  # fmt: skip
    scene = build(*records)

    def count(**chosen):
        return scene.comparing.rows(Options(**chosen))[0].n_documents

    assert count(documents=("doc-0", scene.document(3))) == 2
    assert count(meta=(("city", "x"),)) == 2
    day = scene.comparing.corpus().day(scene.document(0), scene.coder("Ani"))
    assert (count(first_day=day), count(last_day="2001-01-01")) == (ARTICLES, 0)
    with pytest.raises(InputError) as caught:
        count(documents=("doc-9",))
    assert (caught.value.code, caught.value.fields["document"]) == ("unknown_document", "doc-9")


def test_handing_out_work_that_is_done_does_not_move_the_day_it_was_done(scene, monkeypatch):
    context = scene.session.context
    before = dict(scene.comparing.corpus().done)
    clock = context.project.log._clock
    monkeypatch.setattr(clock, "last", clock.last + stamp_of(10 * DAY))
    make_parcel(context, "Ani", document_ids=all_documents(context))
    assert scene.comparing.corpus().done == before
    assert len(before) == 2 * ARTICLES


def test_an_article_that_one_coder_still_works_on_is_done_on_no_day(build):
    records = linked_records()
    records[1]["status"] = "in_progress"
    scene = build(*records)
    chosen = Options(finished_only=False, first_day="2001-01-01", labels_apart=False)
    row = scene.comparing.rows(chosen)[0]
    assert (row.n_documents, excluded(row)) == (ARTICLES - 1, {Reason.NOT_CHOSEN: 1})
    assert scene.comparing.rows(replace(chosen, first_day=None))[0].n_documents == ARTICLES


@pytest.mark.parametrize(
    ("origin", "switch", "reason"),
    [
        ("suggested", "with_suggested", Reason.SUGGESTED),
        ("bulk", "with_bulk", Reason.BULK),
    ],
)
def test_marks_made_in_some_ways_can_be_left_out(build, origin, switch, reason):
    records = linked_records()
    records[0]["spans"][3]["origin"] = origin
    records[0]["relations"] = []
    scene = build(*records)
    whole, part = (scene.comparing.rows(Options(**{switch: on}))[0] for on in (True, False))
    assert (whole.n_units, part.n_units) == (47, 46)
    assert (excluded(whole), excluded(part)) == ({}, {reason: 1})


def test_what_the_codebook_ignores_counts_only_where_it_is_asked_for(build, monkeypatch):
    ignoring = factories.CODEBOOK.replace(
        "        name: {en: Role, id: Peran}\n", "        name: {en: Role, id: Peran}\n"
        "        agreement: ignore\n", 1
    )  # fmt: skip
    monkeypatch.setattr(factories, "CODEBOOK", ignoring)
    monkeypatch.setattr(factories.write_codebook, "__defaults__", (ignoring, "small.yaml"))
    scene = build(*linked_records())

    def places(**more):
        return {(row.label, row.attribute) for row in scene.comparing.rows(Options(**more))}

    assert ("person", "role") not in places()
    assert ("place", "role") in places()
    assert ("person", "role") in places(with_ignored=True)
    assert ("person", "role") in places(attribute="role")


def test_a_label_can_be_asked_for_by_itself(scene):
    rows = scene.comparing.rows(Options(labels=("person",)))
    assert {row.label for row in rows} == {"person"}
    rows = scene.comparing.rows(Options(labels=("lives_in",)))
    assert {(row.measure, row.label) for row in rows} == {
        (measure, "lives_in")
        for measure in ("relation_f1_strict", "relation_f1_given_ends", "relation_f1_lenient")
    }


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (Options(measures=("f2",)), "unknown_measure"),
        (Options(coders=("Ani", "Cici")), "unknown_coder"),
        (Options(coders=("Ani",)), "needs_two_coders"),
        (Options(labels=("nobody",)), "unknown_label"),
        (Options(attribute="colour"), "unknown_attribute"),
    ],
)
def test_what_is_not_there_is_refused_with_its_name(scene, options, code):
    with pytest.raises(InputError) as caught:
        scene.comparing.rows(options)
    assert caught.value.code == code


def test_coders_are_known_by_name_key_or_id(scene):
    people = scene.comparing.corpus().people
    ani, budi = scene.pair()
    for names in (("ani", "BUDI"), (people[ani].key, people[budi].key), (ani, budi)):
        assert scene.comparing.rows(Options(coders=names))[0].coders == ("Ani", "Budi")


def test_work_can_be_stopped_and_tells_how_far_it_is(scene):
    told = []
    scene.comparing.rows(Options(), lambda done, total: not told.append((done, total)))
    assert all(0 <= done <= total for done, total in told)
    assert told == sorted(told)
    with pytest.raises(Stopped):
        scene.comparing.rows(Options(seed=5), lambda _done, _total: False)


def test_the_same_question_gives_the_same_numbers_and_another_seed_other_intervals(scene):
    first, again = scene.comparing.rows(Options()), Comparing(scene.session.context).rows()
    assert [plain_row(row) for row in first] == [plain_row(row) for row in again]
    other = scene.comparing.rows(Options(seed=2, draws=50))
    assert (other[0].value, other[0].interval.draws) == (first[0].value, 50)
    assert other[0].interval != first[0].interval


def test_options_are_kept_as_plain_json_and_read_again():
    options = Options(("a", "b"), ("x",), "role", meta=(("city", "y"),), seed=3, draws=9)
    assert read_options(plain_options(options)) == options
    assert read_options({}) == Options()


def test_a_change_of_the_project_is_seen_at_the_next_question(scene):
    before = scene.comparing.rows(Options())[0]
    assert scene.comparing.corpus() is scene.comparing.corpus()
    scene.take(record(7, "Ani", [("person", 3, 9)]), record(7, "Budi", [("person", 3, 9)]))
    after = scene.comparing.rows(Options())[0]
    assert (before.n_documents, after.n_documents) == (ARTICLES, ARTICLES + 1)
    assert after.n_units == before.n_units + 2


def test_an_answer_that_the_coder_could_not_tell_is_none_also_among_several(build, monkeypatch):
    values = "values: {x: {name: X}, y: {name: Y}, unclear: {name: U, missing: true}}"
    unclear = factories.CODEBOOK.replace("values: [x, y, z]", values)
    monkeypatch.setattr(factories.write_codebook, "__defaults__", (unclear, "small.yaml"))
    said = {
        "Ani": [["x"], ["unclear"], ["x", "unclear"]],
        "Budi": [["x"], ["y"], ["x"]],
    }
    scene = build(
        *(
            record(number, coder, [("person", 3, 9, {"role": "head", "also": one})])
            for coder, answers in said.items()
            for number, one in enumerate(answers)
        )
    )
    [row] = scene.comparing.rows(Options(measures=("percent_agreement",), attribute="also"))
    assert (row.value, row.n_units) == (1.0, 2)
    assert excluded(row) == {Reason.MISSING_CODE: 1, Reason.ONE_ANSWER: 1}


def test_one_label_among_others_is_the_same_number_whoever_else_is_told(scene):
    """It needs the marks of the others, also where a question names it alone."""

    def told(*labels):
        return by_place(scene.comparing.rows(Options(measures=("ku_alpha",), labels=labels)))

    every = told()
    for label in ("person", "place"):
        [alone] = told(label).values()
        assert alone.value is not None
        assert (alone, plain_row(alone)) == (
            every["ku_alpha", label, None],
            plain_row(every["ku_alpha", label, None]),
        )
    for more in ("place", "lives_in"):
        both = told("person", more)["ku_alpha", "person", None]
        assert both.value == every["ku_alpha", "person", None].value


def test_both_gammas_are_what_each_is_alone_and_are_drawn_once(scene):
    """Apart they are asked of a project that has not been asked before."""

    def asked(*wanted):
        steps = []
        found = Comparing(scene.session.context).rows(
            Options(measures=wanted, draws=40, labels_apart=False),
            lambda done, total: not steps.append(done / total),
        )
        return found, steps

    together, steps = asked("gamma_cat", "gamma")
    (first, alone), (second, _again) = asked("gamma_cat"), asked("gamma")
    assert together == [*first, *second]
    assert len(steps) == len(alone) > 0
    assert [row.value for row in together].count(None) < len(together)


def test_what_was_drawn_of_one_label_or_pair_does_not_serve_another(build):
    marks = {
        "Ani": [("person", 3, 9), ("place", 20, 30), ("person", 40, 50)],
        "Budi": [("person", 3, 9), ("person", 20, 33), ("place", 41, 50)],
        "Cici": [("place", 3, 12), ("place", 22, 30)],
    }
    scene = build(*(record(0, name, marks[name]) for name in marks))
    both = Options(measures=("gamma", "gamma_cat"), finished_only=False)
    every = [row.target for row in scene.comparing.rows(both) if len(row.coders) == 2]
    for target in every[::-1]:
        alone = Comparing(scene.session.context).row(target, both)
        assert scene.comparing.row(target, both) == alone
    assert len({scene.comparing.row(target, both).value for target in every}) > 3


@pytest.mark.parametrize("measure", ["bennett_s", "gwet_ac1", "percent_agreement", "cohen_kappa"])
def test_where_several_values_may_be_given_the_answers_are_sets_and_nothing_else(build, measure):
    """Of three values four sets were given: chance picks one of four."""
    said = {
        "Ani": [["x"], ["x", "y"], ["z"], ["x"], ["y", "z"], ["x"]],
        "Budi": [["x"], ["y", "x"], ["x"], ["x"], ["y", "z"], ["x", "y"]],
    }
    scene = build(
        *(
            record(number, coder, [("person", 3, 9, {"role": "head", "also": one})])
            for coder, answers in said.items()
            for number, one in enumerate(answers)
        )
    )
    target = Target(measure, scene.pair(), "person", "also")
    items = [tuple(map(frozenset, pair)) for pair in zip(*said.values(), strict=True)]
    found = MEASURES[measure].begin([items])
    assert scene.comparing.row(target).value == pytest.approx(found.value(found.tally(items)).value)
    if measure == "bennett_s":
        assert scene.comparing.row(target).value == pytest.approx((4 / 6 - 1 / 4) / (1 - 1 / 4))
    ordinal = Target("krippendorff_alpha_ordinal", scene.pair(), "person", "also")
    assert scene.comparing.row(ordinal).value is None


def test_values_that_nobody_gave_are_among_those_that_chance_picks(build):
    """The codebook has two roles of a place; both coders know of them, whatever they gave."""
    marks = [("place", 3, 9, {"role": "town"}), ("place", 20, 30, {"role": "head"})]
    other = [("place", 3, 9, {"role": "town"}), ("place", 20, 30, {"role": "town"})]
    scene = build(record(0, "Ani", marks), record(0, "Budi", other))
    row = scene.comparing.row(Target("bennett_s", scene.pair(), "place", "role"))
    assert (row.value, row.counts["values"]) == (0.0, 2.0)
    alone = [("person", 3, 9, {"role": "head", "also": ["x"]})]
    scene.take(record(1, "Ani", alone), record(1, "Budi", alone))
    row = scene.comparing.row(Target("percent_agreement", scene.pair(), "person", "role"))
    assert row.counts["values"] == 2.0
