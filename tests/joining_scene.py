"""What joining would bring, as the sheets are told it: rows in two versions, files, parcels."""

from __future__ import annotations

from annotator.model.identity import Id
from annotator.workbench.joining import JoinedFile, JoinReport
from annotator.workbench.returned_work import JoinedDocument
from annotator.workbench.version_words import ConflictWords, SideWords


def side(name: str, **more: object) -> SideWords:
    made = {"facts": (("Label", name),), "is_deleted": False, "is_shown": False, **more}
    return SideWords(name, name, "1 Jan 2026 08:00", **made)  # type: ignore[arg-type]


def conflict(name: str, *sides: SideWords) -> ConflictWords:
    return ConflictWords("span", name, "d", f"Rule “{name}”", "Article", sides)


def joined(key: str, **more: object) -> JoinedDocument:
    """Return an article of a parcel; nothing of it is otherwise unless said so."""
    made = {"new": 0, "same": 0, "changed": 0, "deleted": 0, "further": 0, "conflicting": 0}
    made |= {"is_finished": False, "title": f"Title {key}", **more}
    return JoinedDocument(Id(key), key, **made)  # type: ignore[arg-type]


def parcel(coder: str, *documents: JoinedDocument, revisions: int = 10) -> JoinedFile:
    path = f"/in/{coder.lower()}.annot"
    return JoinedFile(path, revisions, coder, Id("9" * 32), "coding", documents)


def report(*files: JoinedFile, conflicts=(), **more: object) -> JoinReport:
    made: dict[str, object] = {
        "is_applied": False,
        "is_cancelled": False,
        "new": {"span": 3},
        "altered": {},
        "gone": {},
        "coders": (("Ani", 3),),
        "conflict_count": len(conflicts),
        **more,
    }
    return JoinReport(files=files, conflicts=tuple(conflicts), **made)  # type: ignore[arg-type]
