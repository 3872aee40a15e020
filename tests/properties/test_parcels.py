"""Laws of parcels: whatever is handed out, done and joined, in whatever order, nothing is lost.

A lead hands out parcels of one coder again and again; each is worked on, on one computer or two;
meanwhile the project goes on, gets codebooks and takes back what comes.
"""

from __future__ import annotations

import itertools
import shutil
import tempfile
from pathlib import Path

import factories
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule
from parcel_scene import BUDI, CITRA, LEAD, Scene, exported

from annotator.codebooks import reader
from annotator.model.errors import RefusedError
from annotator.model.identity import Id
from annotator.store import presence, rows
from annotator.store.conflicts import count_conflicts, list_conflicts
from annotator.store.integrity import check
from annotator.store.receiving import vector_of
from annotator.workbench import joining
from annotator.workbench.joining import join_files
from annotator.workbench.session import Session

PLACES = st.sampled_from([(0, 6), (7, 10), (11, 19), (20, 23), (24, 28), (41, 51)])
LABELS = st.sampled_from(["person", "place"])
LAPTOPS = 4


class Parcels(RuleBasedStateMachine):
    """Files of one coder, and the project they come from."""

    laptops = Bundle("laptops")

    @initialize()
    def begin(self):
        self._folder = tempfile.TemporaryDirectory(prefix="annotator-laws-")
        self.folder = Path(self._folder.name)
        self.scene = Scene(self.folder)
        self.names = itertools.count()
        self.files: dict[Path, Path] = {}
        self.made: set[Id] = set(self.scene.spans[BUDI][:2])
        self.deleted: set[Id] = set()
        self.known: set[bytes] = set()
        self.others = self.foreign()

    def foreign(self):
        found = self.scene.others()
        for kind in ("parcel", "codebook"):
            found.pop(kind)
        return found

    @property
    def session(self) -> Session:
        return self.scene.session

    # what the lead does -----------------------------------------------------------------------

    @rule(target=laptops)
    def hand_out(self):
        try:
            path = self.scene.parcel()
        except RefusedError as error:
            if error.code != "undecided_in_parcel":
                raise
            for conflict in list_conflicts(self.session.project):
                joining.decide(
                    self.session.context, conflict.kind, conflict.id, conflict.shown.revision_id
                )
            path = self.scene.parcel()
        self.files[path] = path
        return path

    @rule()
    def bring_another_codebook(self):
        number = next(self.names)
        text = factories.CODEBOOK.replace("version: 1.0.0", f"version: 1.{number}.1")
        path = factories.write_codebook(self.folder, text, f"{number}.yaml")
        file = reader.read_codebook(path)
        value = rows.codebook_value(file, "small", f"1.{number}.1")
        self.scene.write("codebook", file.id, value)
        joining.refresh(self.session.context)
        assert self.session.codebook.version == f"1.{number}.1"

    @rule(laptop=laptops, times=st.integers(1, 2))
    def take_back(self, laptop, times):
        before = self.session.codebook_id
        for _ in range(times):
            report = join_files(self.session.context, [laptop])
        if times == 2:
            assert report.revisions == 0
        assert self.session.codebook_id == before
        self.everything_of(laptop)

    @rule(place=PLACES, label=LABELS)
    def code_in_the_project(self, place, label):
        """The coder comes by and works in the project itself."""
        self.session.code_as(BUDI)
        self.code(self.session, place, label)
        self.session.code_as(LEAD)

    # what the coder does ----------------------------------------------------------------------

    @rule(target=laptops, laptop=laptops)
    def copy_to_another_computer(self, laptop):
        path = self.folder / f"copy-{next(self.names)}.annot"
        shutil.copy(laptop, path)
        self.files[path] = self.files[laptop]
        return path

    @rule(laptop=laptops, place=PLACES, label=LABELS)
    def code_offline(self, laptop, place, label):
        with Session.open(laptop) as session:
            assert session.coder.name == BUDI
            self.code(session, place, label)

    @rule(laptop=laptops, which=st.integers(0, 9), why=st.sampled_from(["a", "b", "c"]))
    def answer_offline(self, laptop, which, why):
        with Session.open(laptop) as session:
            spans = session.finding.annotations(self.scene.first).spans
            person = [one for one in spans if one.label == "person"]
            if person:
                one = person[which % len(person)]
                session.coding.set_attribute(one.id, "sure", False)
                session.coding.set_attribute(one.id, "why", why)

    @rule(laptop=laptops, which=st.integers(0, 9))
    def delete_offline(self, laptop, which):
        with Session.open(laptop) as session:
            spans = session.finding.annotations(self.scene.first).spans
            if spans:
                one = spans[which % len(spans)]
                session.coding.delete_span(one.id)
                self.deleted.add(one.id)

    @rule(laptop=laptops)
    def undo_offline(self, laptop):
        with Session.open(laptop) as session:
            session.history.undo()
            self.deleted |= self.gone_in(session)

    @rule(one=laptops, other=laptops)
    def join_computers(self, one, other):
        """Copies of one parcel meet; anything else is refused and changes nothing."""
        with Session.open(one) as session:
            before = exported(session)
            try:
                join_files(session.context, [other])
            except RefusedError as error:
                if error.code not in ("same_file", "not_this_parcel"):
                    raise
                is_same = one != other and self.files[one] == self.files[other]
                assert (is_same, exported(session)) == (False, before)
            else:
                assert self.files[one] == self.files[other]

    # what holds -------------------------------------------------------------------------------

    def code(self, session, place, label):
        try:
            made = session.coding.add_span(self.scene.first, factories.extents(place), label)
            self.made.add(made.id)
        except RefusedError as error:
            if error.code != "already_marked":
                raise

    def gone_in(self, session):
        """Marks that are deleted in a file."""
        sql = "SELECT 1 FROM span WHERE id = ? AND deleted = 1"
        row = session.project.file.row
        return {one for one in self.made if row(sql, (bytes.fromhex(one),))}

    def everything_of(self, laptop):
        """Every step of a laptop is in the project once it was joined."""
        with Session.open(laptop) as session:
            steps = session.project.file.rows("SELECT hash FROM revision")
        ours = set(self.session.project.file.rows("SELECT hash FROM revision"))
        assert set(steps) <= ours
        self.known |= {row[0] for row in steps}

    @invariant()
    def nobody_elses_rows_have_changed(self):
        if hasattr(self, "scene"):
            assert self.foreign() == self.others

    def teardown(self):
        if not hasattr(self, "scene"):
            return
        try:
            self.check_laws()
        finally:
            self.scene.close()
            self._folder.cleanup()

    def check_laws(self):
        """In any order, twice, in pairs first: the same project, sound, with everything in it."""
        self.session.close()
        laptops = list(self.files)
        orders = [laptops, list(reversed(laptops)), [*laptops, *laptops]]
        found = []
        for number, order in enumerate(orders):
            path = self.folder / f"order-{number}.annot"
            shutil.copy(self.folder / "lead.annot", path)
            with Session.open(path, LEAD) as session:
                if number:
                    for one in order:
                        join_files(session.context, [one])
                else:
                    join_files(session.context, order)
                found.append((exported(session), vector_of(session.project)))
                assert check(session.project) == []
                kept = self.made - self.deleted
                assert presence.find_living(session.project, "span", kept) == kept
                hashes = {row[0] for row in session.project.file.rows("SELECT hash FROM revision")}
                assert self.known <= hashes
                assert count_conflicts(session.project) >= 0
        assert found[0] == found[1] == found[2]
        self.check_association(laptops, found[0])

    def check_association(self, laptops, found):
        """Two computers that meet first bring what each of them would have brought."""
        path = self.folder / "pairs.annot"
        shutil.copy(self.folder / "lead.annot", path)
        by_parcel: dict[Path, list[Path]] = {}
        for one in laptops:
            by_parcel.setdefault(self.files[one], []).append(one)
        with Session.open(path, LEAD) as session:
            for first, *others in by_parcel.values():
                if others:
                    with Session.open(first) as meeting:
                        join_files(meeting.context, others)
                join_files(session.context, [first])
            assert (exported(session), vector_of(session.project)) == found


Parcels.TestCase.settings = settings(
    max_examples=12,
    stateful_step_count=14,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestParcels = Parcels.TestCase


def test_the_same_mark_changed_in_two_parcels_waits_for_a_decision(tmp_path):
    """Both were handed out before either came back; both versions are kept."""
    scene = Scene(tmp_path)
    one, other = scene.parcel(), scene.parcel()
    for path, why in ((one, "first"), (other, "second")):
        with Session.open(path) as session:
            session.coding.set_attribute(scene.spans[BUDI][0], "why", why)
    report = join_files(scene.session.context, [one])
    assert report.conflict_count == 0
    report = join_files(scene.session.context, [other])
    assert report.conflict_count == 1
    facts = [dict(side.facts) for side in report.conflicts[0].sides]
    assert [one["Why"] for one in facts] == ["first", "second"]
    assert [file.documents[0].conflicting for file in report.files] == [1]
    scene.close()


def test_work_from_an_older_parcel_is_no_conflict_with_a_newer_one_that_was_not_touched(tmp_path):
    scene = Scene(tmp_path)
    older = scene.parcel()
    with Session.open(older) as session:
        session.coding.delete_span(scene.spans[BUDI][1])
    newer = scene.parcel()
    assert join_files(scene.session.context, [newer, older]).conflict_count == 0
    living = presence.find_living(scene.session.project, "span", scene.spans[BUDI])
    assert living == {scene.spans[BUDI][0]}
    assert presence.find_living(scene.session.project, "span", scene.spans[CITRA][:2])
    assert check(scene.session.project) == []
    scene.close()
