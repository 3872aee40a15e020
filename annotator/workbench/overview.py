"""What a project holds, in numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from annotator.model.document import Progress
from annotator.store import coders, counts, documents, presence
from annotator.store.lineage import load_lineage
from annotator.workbench.parcelling import ParcelInfo, parcel_info
from annotator.workbench.session import Session


@dataclass(frozen=True, slots=True)
class CoderOverview:
    """How far one coder is, and how much is marked; ``labels`` counts the marks of each label."""

    name: str
    key: str
    progress: Mapping[Progress, int]
    spans: int
    relations: int
    labels: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Overview:
    """A project: its codebook (id and version), its documents and its coders.

    ``replaced`` counts the earlier versions of corrected texts, which count nowhere else.  A parcel
    says so in ``parcel``, and only its coder is counted.
    """

    path: Path
    project_id: str
    codebook: str
    documents: int
    replaced: int
    coders: tuple[CoderOverview, ...]
    parcel: ParcelInfo | None = None


def overview_of(session: Session) -> Overview:
    """Count what a project holds."""
    project, codebook = session.project, session.codebook
    replaced = load_lineage(project).current
    marks = presence.count_marks(project, "span", without=replaced)
    relations = presence.count_marks(project, "relation", without=replaced)
    labels = counts.by_label(project, without=replaced)
    people = coders.list_coders(project) if project.parcel_id is None else [session.coder]
    return Overview(
        path=session.path,
        project_id=project.project_id,
        codebook=f"{codebook.id} {codebook.version}",
        documents=documents.count_documents(project) - len(replaced),
        replaced=len(replaced),
        coders=tuple(
            CoderOverview(
                coder.name,
                coder.key,
                documents.progress_counts(project, coder.id),
                marks.get(coder.id, 0),
                relations.get(coder.id, 0),
                {label: by[coder.id] for label, by in labels.items() if by.get(coder.id)},
            )
            for coder in people
        ),
        parcel=parcel_info(session.context),
    )
