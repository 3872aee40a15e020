"""A parcel: a small project file with one coder's work and nothing of anybody else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from annotator.model.assignment import Parcel, Purpose
from annotator.model.change import Operation
from annotator.model.coder import Coder
from annotator.model.errors import EnvironmentFault
from annotator.model.identity import Id
from annotator.model.version import VERSION
from annotator.store import codebooks, faults, founding, handing_out, presence
from annotator.store.kinds import RowKey
from annotator.store.lineage import load_lineage
from annotator.store.placing import put_in_place
from annotator.store.project import PARCEL, Project
from annotator.store.receiving import receive
from annotator.store.review_rows import parcel_value


@dataclass(frozen=True, slots=True)
class Contents:
    """What goes into a parcel.  ``portions`` are written one after the other.

    The codebook in force is written after the others, since the newest is in force there as well.
    """

    document_ids: tuple[Id, ...]
    portions: tuple[tuple[RowKey, ...], ...]

    @property
    def rows(self) -> list[RowKey]:
        """Return everything, each row once."""
        return [row for portion in self.portions for row in portion]


@dataclass(frozen=True, slots=True)
class HandedOut:
    """A parcel that was made: what the project knows of it, and how many rows of each kind it has.

    The documents include earlier versions on which the coder has marks.
    """

    parcel: Parcel
    counts: Mapping[str, int] = field(default_factory=dict)


def hand_out(
    project: Project,
    lead_id: Id,
    coder: Coder,
    path: Path,
    *,
    purpose: Purpose,
    document_ids: Sequence[Id],
) -> HandedOut:
    """Make a parcel for a coder, as a file at ``path``, and note it in the project.

    Both are done or neither.  Raises EnvironmentFault ``file_exists``, ``missing_folder`` …,
    RefusedError ``undecided_in_parcel`` (``count``), NotSaved.
    """
    path = Path(path).absolute()
    if path.exists():
        raise EnvironmentFault("file_exists", path=str(path), detail="")
    # The draft gets its name last: a parcel that the project does not know could not come back.
    draft = path.with_name(f".{project.make_id()[-16:]}.parcel")
    try:
        with project.transaction():
            contents = contents_of(project, lead_id, coder.id, purpose, document_ids)
            founding.refuse_undecided(project, contents.rows)
            parcel = _found(project, lead_id, coder, purpose, contents)
            _write(project, parcel, draft)
        with faults.environment(path, writing=True):
            put_in_place(draft, path)
    except EnvironmentFault as fault:
        if fault.fields.get("path") == str(draft):
            fault.fields["path"] = str(path)
        raise
    finally:
        draft.unlink(missing_ok=True)
    return HandedOut(parcel, Counter(kind for kind, _ in contents.rows))


def contents_of(
    project: Project, lead_id: Id, coder_id: Id, purpose: Purpose, document_ids: Sequence[Id]
) -> Contents:
    """Return what a parcel with those documents would hold.

    Of each article the version that counts, and the earlier ones on which the coder has marks that
    may have to be carried over.
    """
    documents = _with_versions(project, coder_id, document_ids)
    own = handing_out.own_rows(project, coder_id, documents)
    comments = handing_out.reviewers_comments(project, coder_id, documents, own)
    people = dict.fromkeys([coder_id, lead_id, *(author for _, author in comments)])
    in_force = codebooks.current_codebook_id(project)
    older = sorted(handing_out.codebooks_of(project, own) - {in_force})
    feedback: list[RowKey] = []
    if purpose is Purpose.FEEDBACK:
        told = handing_out.feedback_rows(project, coder_id)
        feedback = [told[one] for one in documents if one in told]
    return Contents(
        documents,
        (
            (*(("coder", one) for one in people), *(("codebook", one) for one in older)),
            (("codebook", in_force),),
            (
                *(("document", one) for one in documents),
                *handing_out.rows_about(project, coder_id, documents),
                *own,
                *(("comment", one) for one, _ in comments),
                *feedback,
            ),
        ),
    )


def _with_versions(project: Project, coder_id: Id, document_ids: Sequence[Id]) -> tuple[Id, ...]:
    lineage = load_lineage(project)
    living = presence.find_living(project, "document", document_ids)
    known = (lineage.newest(one) for one in document_ids if one in living)
    current = list(dict.fromkeys(known))
    earlier = [old for one in current for old in lineage.earlier.get(one, ())]
    marked = handing_out.documents_with_work(project, coder_id, earlier) if earlier else set()
    return (*(one for one in earlier if one in marked), *current)


def _found(
    project: Project, lead_id: Id, coder: Coder, purpose: Purpose, contents: Contents
) -> Parcel:
    identity, created = project.make_id(), project.now()
    made: list[Parcel] = []

    def portions(stream: Id) -> Iterator[Iterator[Operation]]:
        for rows in contents.portions:
            yield founding.standing_operations(project, rows)
        parcel = Parcel(identity, coder.id, purpose, created, stream, contents.document_ids)
        made.append(parcel)
        yield iter([Operation("parcel", identity, parcel_value(parcel))])

    about = {"coder": coder.name, "count": len(contents.document_ids)}
    founding.found(project, lead_id, portions, about)
    return made[0]


def _write(project: Project, parcel: Parcel, draft: Path) -> None:
    facts = {
        "project_id": project.project_id,
        "created": parcel.created,
        "program": VERSION,
        PARCEL: parcel.id,
    }
    Project.make(
        draft,
        facts,
        lambda new: receive(new, founding.revisions_of(project, parcel.stream)),
        make_id=project.make_id,
    )
