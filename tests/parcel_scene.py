"""A project with a lead and three coders whose every word can be told, and parcels of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import factories

from annotator.model.assignment import Assignment, Role, gold_id
from annotator.model.change import Operation
from annotator.model.coder import Coder
from annotator.model.comment import Comment
from annotator.model.identity import Id, new_id, own_key
from annotator.model.review import Decision, Feedback, Review, ReviewStatus, Snapshot, Verdict
from annotator.store import coders, review_rows, rows, wire
from annotator.store.engine import connected
from annotator.store.log import cells_of
from annotator.workbench import parcelling
from annotator.workbench.exporting import ExportChoice, lines
from annotator.workbench.session import Session

BUDI, CITRA, DEWI, LEAD = "Budi", "Citra-Qwxz", "Dewi-Vkjp", "Ani"
SECOND = "Gubernur 👩‍🏫 mengingatkan ASN di Samarinda, lalu pulang."
UNASSIGNED = "Sebuah artikel rahasia tentang Penajam yang tidak dibagikan."

LINE = (LEAD, BUDI, CITRA, DEWI)


class Scene:
    """An open project of Ani (lead) with two assigned articles and one that nobody is assigned."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.session = factories.make_session(folder, "lead.annot", LEAD)
        session = self.session
        self.first = factories.add_text(session, folder)
        self.second = factories.add_text(session, folder, SECOND, "b.txt")
        self.third = factories.add_text(session, folder, UNASSIGNED, "c.txt")
        self.people: dict[str, Id] = {LEAD: session.coder.id}
        self.spans: dict[str, list[Id]] = {}
        for name in (BUDI, CITRA, DEWI):
            session.code_as(name)
            self.people[name] = session.coder.id
            self._mark(name)
        session.code_as(LEAD)
        lead = coders.load_coder(session.project, self.people[LEAD])
        self.write(
            "coder", lead.id, rows.coder_value(Coder(lead.id, lead.key, lead.name, Role.LEAD))
        )
        self.assign(BUDI, [self.first, self.second])

    def _mark(self, name: str) -> None:
        """Two marks, a relation and a note of everybody, each with the person's name in it."""
        coding = self.session.coding
        person = coding.add_span(
            self.first, factories.extents(factories.BUPATI), "person", {"role": "head"}
        )
        place = coding.add_span(self.first, factories.extents(factories.BALIKPAPAN), "place")
        relation = coding.add_relation(person.id, place.id, "lives_in")
        coding.set_attribute(person.id, "sure", False)
        coding.set_attribute(person.id, "why", f"why-of-{name}")
        coding.set_comment(person.id, f"note-of-{name}")
        coding.set_field(self.first, "outlet", f"outlet-of-{name}")
        self.spans[name] = [person.id, place.id, relation.id]

    def assign(self, name: str, documents: Sequence[Id]) -> None:
        made = [Assignment(one, self.people[name], n) for n, one in enumerate(documents)]
        for one in made:
            self.write("assignment", one.id, review_rows.assignment_value(one))

    def write(self, kind: str, identity: Id, value: dict[str, object] | None) -> None:
        """Write a row as the lead, as verbs of other parts of the program do."""
        operation = Operation(kind, identity, value)
        self.session.context.perform("assign", [operation], {})

    def review_everything(self) -> None:
        """Decisions, gold, questions and feedback that name everybody."""
        project, lead = self.session.project, self.people[LEAD]
        gold = gold_id(project.project_id)
        self.write("coder", gold, rows.coder_value(Coder(gold, "gold", "gold-Zzyx", Role.GOLD)))
        for name in (BUDI, CITRA, DEWI):
            question = f"question-to-{name}"
            feedback = {"case_id": new_id(), "kind": "span", "note": question}
            document = self.first if name != BUDI else self.second
            for one in {document, self.first}:
                made = Feedback(one, self.people[name], project.now(), (feedback,))
                self.write("feedback", made.id, review_rows.feedback_value(made))
            self.comment(f"asked-{name}", self.spans[name][0])
            decision = Decision(
                case_id=new_id(),
                document_id=self.first,
                kind="span",
                verdict=Verdict.READING,
                reviewer_id=lead,
                codebook_id=self.session.codebook_id,
                created=project.now(),
                taken_from=self.people[name],
                note=f"decided-{name}",
            )
            self.write("decision", decision.id, review_rows.decision_value(decision))
        review = Review(self.first, ReviewStatus.RELEASED, 7, lead, project.now())
        self.write("review", review.id, review_rows.review_value(review))
        snapshot = Snapshot(new_id(), "snapshot-Hqqq", project.now(), {"names": list(self.people)})
        self.write("snapshot", snapshot.id, review_rows.snapshot_value(snapshot))

    def comment(self, text: str, target: Id, name: str = LEAD) -> Id:
        identity, now = new_id(), self.session.project.now()
        key = own_key("n", identity)
        made = Comment(identity, key, self.first, target, self.people[name], text, now, now)
        self.write("comment", identity, rows.comment_value(made))
        return identity

    def parcel(self, name: str = BUDI, path: Path | None = None, **more: object) -> Path:
        """Make a parcel and return its file."""
        target = path or self.folder / f"parcel-{new_id()[-8:]}.annot"
        return parcelling.make_parcel(self.session.context, name, target, **more).path

    def state(self) -> tuple[bytes, list[tuple[object, ...]]]:
        """Everything that is said, and every step in its order."""
        return exported(self.session), self.session.project.file.rows(
            "SELECT n, id, hash FROM revision ORDER BY n"
        )

    def others(self) -> dict[str, list[tuple[object, ...]]]:
        """Every row that is not Budi's to change, with the revision at which it stands."""
        budi = bytes.fromhex(self.people[BUDI])
        found = {}
        for kind in ("document", "coder", "codebook", "parcel", "snapshot", "review", "decision"):
            found[kind] = self.session.project.file.rows(f"SELECT * FROM {kind} ORDER BY id")
        for kind in ("span", "relation", "comment", "annotation_set", "assignment", "feedback"):
            sql = f"SELECT * FROM {kind} WHERE coder_id <> ? ORDER BY id"
            if kind in ("assignment", "feedback"):
                sql = f"SELECT * FROM {kind} WHERE ? IS NOT NULL ORDER BY id"
            found[kind] = self.session.project.file.rows(sql, (budi,))
        return found

    def close(self) -> None:
        self.session.close()


def exported(session: Session) -> bytes:
    return b"".join(lines(session.context, ExportChoice()))


def bodies_of(path: Path) -> Iterable[bytes]:
    """The bytes of every revision of a closed file, unpacked."""
    connection = connected(path)
    found = connection.execute("SELECT z, body FROM revision ORDER BY n").fetchall()
    connection.close()
    return [wire.unpacked(z, body) for z, body in found]


def altered(path: Path, *statements: str) -> None:
    """Change a closed file behind the program's back."""
    connection = connected(path)
    triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    kept = triggers.fetchall()
    for name, _ in kept:
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("PRAGMA foreign_keys=OFF")
    for statement in statements:
        connection.execute(statement)
    for _, text in kept:
        connection.execute(text)
    connection.close()


def forge(path: Path, records: Sequence[wire.Record], author: Id, **header: object) -> wire.Header:
    """Add a revision to a closed file, in a stream of its own and with a hash that fits.

    ``raw`` replaces the bytes; whatever else is given replaces a part of the header.
    """
    raw = header.pop("raw", None)
    made = wire.Header(
        **{
            "id": new_id(),
            "stream": new_id(),
            "seq": 1,
            "hlc": 1 << 50,
            "author": author,
            "action": "add_span",
            **header,
        }
    )
    data = raw(made, records) if callable(raw) else wire.written(made, records)
    add_revision(path, made, data)
    return made


def add_revision(path: Path, header: wire.Header, raw: bytes) -> None:
    cells = cells_of(header, wire.digest(raw), raw)
    connection = connected(path)
    sql = (
        "INSERT INTO revision(id, stream, seq, hlc, author_id, action, undoes, group_id, prev,"
        " hash, z, body) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    )
    connection.execute(sql, cells)
    connection.close()
