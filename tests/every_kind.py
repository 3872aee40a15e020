"""Rows of every kind that a project holds, in a few versions each."""

from __future__ import annotations

from annotator.model.assignment import Assignment, Parcel, Purpose
from annotator.model.change import Operation
from annotator.model.coder import Coder
from annotator.model.comment import Comment
from annotator.model.extent import Extent
from annotator.model.identity import Id, derived_id, set_id
from annotator.model.relation import Relation
from annotator.model.review import (
    Decision,
    DecisionSource,
    Feedback,
    Review,
    ReviewStatus,
    Snapshot,
    Verdict,
)
from annotator.model.span import Span
from annotator.store import review_rows, rows
from annotator.store.kinds import KINDS
from annotator.store.project import Project
from annotator.store.wire import read

PLACES = 3
"""How many rows there are of each kind but documents, coders and codebooks."""

MARKED = tuple(kind for kind in KINDS if kind not in ("document", "coder", "codebook"))
"""Kinds of rows that somebody makes again and again."""

WORDS = ("satu", "dua 👩‍🏫", "tiga \u202eabc\u202c", "e\u0301")
STATUSES = ("new", "in_progress", "done", "signed_off")


class EveryKind:
    """A world with two documents and two coders, and what can be written about them.

    The row of a kind at a place is the same in every copy; a variant says something else of it.
    """

    def __init__(self, world) -> None:
        self.world = world
        self.documents = [
            world.add_document(f"Bupati ke-{n} melarang ASN ikut kampanye. 👩‍🏫", f"d{n}")
            for n in range(2)
        ]
        self.coders = [world.me, world.add_coder("Budi").id]

    def row(self, kind: str, place: int) -> Id:
        made = self.made(kind, place, 0)
        return set_id(made.document_id, made.coder_id) if kind == "annotation_set" else made.id

    def operation(self, kind: str, place: int, variant: int) -> Operation:
        return Operation(kind, self.row(kind, place), self.value(kind, place, variant))

    def value(self, kind: str, place: int, variant: int) -> dict[str, object]:
        if kind == "annotation_set":
            document, coder, codebook = self._owner(place)
            return {
                "document_id": document,
                "coder_id": coder,
                "codebook_id": codebook,
                "status": STATUSES[variant % 4],
                "fields": {"outlet": WORDS[variant % 4]} if variant % 3 else {},
            }
        to_value = getattr(rows, f"{kind}_value", None) or getattr(review_rows, f"{kind}_value")
        return to_value(self.made(kind, place, variant))

    def made(self, kind: str, place: int, variant: int):
        return getattr(self, f"_{kind}")(place, variant)

    def _owner(self, place: int) -> tuple[Id, Id, Id]:
        codebook = self.world.codebook_id
        return self.documents[place % 2].id, self.coders[place // 2 % 2], codebook

    def _named(self, kind: str, place: int) -> Id:
        return derived_id("every kind", kind, str(place))

    def _annotation_set(self, place: int, _variant: int) -> Assignment:
        return Assignment(*self._owner(place)[:2])

    def _coder(self, place: int, variant: int) -> Coder:
        identity = self.coders[place % 2]
        return Coder(identity, f"k-{identity}", WORDS[variant % 4], ("coder", "lead")[variant % 2])

    def _span(self, place: int, variant: int) -> Span:
        several = (Extent(0, 2), Extent(3, 5 + variant))
        return Span(
            self._named("span", place),
            f"s{place}",
            *self._owner(place),
            label=("speaker", "rule")[variant % 2],
            fragments=several if variant % 3 == 2 else (Extent(variant, variant + 4),),
            attributes={"why": WORDS[variant % 4], "also": ("x", "y")} if variant % 2 else {},
            created=None if variant % 2 else "2025-12-01T12:00:00Z",
        )

    def _relation(self, place: int, variant: int) -> Relation:
        """Between two marks of the same coder on the same document: the mark and itself."""
        end = self._named("span", place)
        return Relation(
            self._named("relation", place),
            f"r{place}",
            *self._owner(place),
            label=WORDS[variant % 4],
            source_id=end,
            target_id=end,
        )

    def _comment(self, place: int, variant: int) -> Comment:
        document, coder, _ = self._owner(place)
        identity = self._named("comment", place)
        target = self._named("span", place)
        return Comment(identity, f"n{place}", document, target, coder, WORDS[variant % 4])

    def _assignment(self, place: int, variant: int) -> Assignment:
        document, coder, _ = self._owner(place)
        since = "2026-11-22" if variant % 2 else None
        return Assignment(document, coder, variant, variant % 3 == 0, since)

    def _review(self, place: int, variant: int) -> Review:
        status = list(ReviewStatus)[variant % 5]
        document = self.documents[place % 2].id
        return Review(document, status, variant, self.coders[variant % 2], "t", variant % 2 == 0)

    def _decision(self, place: int, variant: int) -> Decision:
        document, coder, codebook = self._owner(place)
        source = DecisionSource("span", self._named("span", place), coder, WORDS[variant % 4])
        return Decision(
            self._named("case", place),
            document,
            "span",
            list(Verdict)[variant % 8],
            self.coders[variant % 2],
            codebook,
            f"2025-12-0{1 + variant % 9}T12:00:00Z",
            sources=(source,) * (variant % 3),
            gold=(("span", source.id),) * (variant % 2),
            note=WORDS[variant % 4],
            seconds=variant / 3 if variant % 2 else None,
        )

    def _feedback(self, place: int, variant: int) -> Feedback:
        document, coder, _ = self._owner(place)
        item = {"case_id": self._named("case", place), "note": WORDS[variant % 4], "own": None}
        return Feedback(document, coder, "2025-12-01T12:00:00Z", (item,) * (variant % 3))

    def _snapshot(self, place: int, variant: int) -> Snapshot:
        body = {"rows": [[1, 0.5, None], WORDS[variant % 4]], "codebook": "1.0"}
        return Snapshot(self._named("snapshot", place), WORDS[variant % 4], str(variant), body)

    def _parcel(self, place: int, variant: int) -> Parcel:
        return Parcel(
            self._named("parcel", place),
            self.coders[place % 2],
            list(Purpose)[variant % 2],
            "2025-12-01T12:00:00Z",
            self._named("stream", place),
            tuple(one.id for one in self.documents[: variant % 3]),
        )

    def write(self, kind: str, place: int, variant: int | None, by: int = 0) -> None:
        """Write a version of a row as one of the coders; None deletes it."""
        operation = (
            Operation(kind, self.row(kind, place), None)
            if variant is None
            else self.operation(kind, place, variant)
        )
        self.world.commit(operation, by=self.coders[by])

    def write_everything(self, variant: int = 0, *, in_turns: bool = True) -> None:
        """Write every row of every kind once, in the order in which they refer to each other.

        The coders take turns, or the first one writes all of it.
        """
        with self.world.project.transaction():
            for kind in MARKED:
                for place in range(PLACES):
                    self.write(kind, place, variant, place % 2 if in_turns else 0)

    def in_copy(self, world) -> EveryKind:
        """What is here, in a copy of the project."""
        other = EveryKind.__new__(EveryKind)
        other.world, other.documents, other.coders = world, self.documents, self.coders
        return other


def everything(project: Project) -> dict[str, list[tuple[object, ...]]]:
    """Every table that follows from the log, but the numbers in which documents came."""
    return {table: _rows(project, table, {"n"}) for table in (*KINDS, "conflict", "pending")}


def living(project: Project) -> dict[str, list[tuple[object, ...]]]:
    """What stands of every kind and is not deleted, without the revisions at which it stands."""
    hidden = {"n", "revision_id"}
    return {kind: _rows(project, kind, hidden, " WHERE deleted = 0") for kind in KINDS}


def _rows(project: Project, table: str, hidden: set[str], where: str = "") -> list[tuple]:
    found = project.file.rows(f"SELECT name FROM pragma_table_info('{table}')")
    names = ", ".join(f'"{name}"' for (name,) in found if name not in hidden)
    return sorted(project.file.rows(f"SELECT {names} FROM {table}{where}"), key=repr)


def log_of(project: Project) -> list[tuple[object, ...]]:
    """Every revision in its order, and which rows it is noted to write."""
    return [
        *project.file.rows("SELECT * FROM revision ORDER BY n"),
        *project.file.rows("SELECT * FROM touch ORDER BY n, entity, kind"),
    ]


def written_rows(raw: bytes) -> set[tuple[str, Id]]:
    """Which rows the bytes of a revision write."""
    return {record.row for record in read(raw).records}
