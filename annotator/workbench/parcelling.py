"""Handing out work: a parcel for one coder, as a file that can be sent."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from annotator.model.assignment import Purpose, is_person
from annotator.model.change import Change
from annotator.model.coder import Coder
from annotator.model.errors import EnvironmentFault, RefusedError
from annotator.model.identity import Id
from annotator.store import coders, documents, handing_out, parcels, presence
from annotator.store.lineage import load_lineage
from annotator.store.reviews import list_assignments
from annotator.store.wire import FOUNDING
from annotator.team import parcel
from annotator.workbench.context import Context
from annotator.workbench.rights import require_reviewer

SUFFIX = ".annot"

_NOT_IN_NAMES = frozenset('<>:"/\\|?*')
_MOST_LETTERS = 60


@dataclass(frozen=True, slots=True)
class ParcelReport:
    """A parcel that was made: where, for whom, and how much is in it.

    ``documents`` counts articles, with the earlier versions on which the coder has marks; ``size``
    is in bytes.
    """

    path: Path
    parcel: Id
    coder: str
    purpose: str
    documents: int
    spans: int
    relations: int
    comments: int
    feedback: int
    size: int


@dataclass(frozen=True, slots=True)
class ParcelInfo:
    """Which parcel a project is: whose, since when (UTC), and of how many articles."""

    id: Id
    coder: str
    purpose: str
    created: str
    documents: int


def suggested_name(context: Context, coder: Coder, purpose: Purpose = Purpose.CODING) -> str:
    """Return the name of a parcel's file: that of the project and of the coder.

    What brings feedback has another name, as it may come to lie beside the first parcel.  Coders
    whose names are alike but for what no file can be called have numbers, in the order of names.
    """
    ending = f"-{purpose.value}" if purpose is Purpose.FEEDBACK else ""
    fit = _fit_for_a_file(coder.name)
    alike = [one.id for one in coders.list_coders(context.project) if _is_called(one, fit)]
    number = f"-{alike.index(coder.id) + 1}" if coder.id in alike[1:] else ""
    return f"{context.project.path.stem}-{fit}{number}{ending}{SUFFIX}"


def _is_called(coder: Coder, name: str) -> bool:
    """Tell whether a person's file would have a name; some systems do not tell cases apart."""
    return is_person(coder) and _fit_for_a_file(coder.name).casefold() == name.casefold()


def _fit_for_a_file(name: str) -> str:
    letters = (" " if one in _NOT_IN_NAMES or not one.isprintable() else one for one in name)
    return "-".join("".join(letters).split())[:_MOST_LETTERS].strip(".-") or "parcel"


def make_parcel(
    context: Context,
    coder: str,
    path: Path | None = None,
    *,
    purpose: Purpose = Purpose.CODING,
    document_ids: Iterable[Id] | None = None,
) -> ParcelReport:
    """Make a parcel for a coder (by name or id): their articles and marks, and nobody else's.

    Without ``document_ids`` it is what the coder is assigned, for feedback also what was released
    to them or asked; without ``path`` it lies beside the project under ``suggested_name``.  Raises
    RefusedError ``only_in_project``, ``reviewers_only``, ``unknown_coder``,
    ``nothing_assigned``, ``nothing_released`` (``coder``), ``undecided_in_parcel`` (``count``);
    EnvironmentFault ``file_exists`` and others.  Then nothing was made.
    """
    require_reviewer(context)
    found = find_coder(context, coder)
    ids = documents_for(context, found, purpose, document_ids)
    target = path or context.project.path.with_name(suggested_name(context, found, purpose))
    made = parcel.hand_out(
        context.project,
        context.coder.id,
        found,
        target,
        purpose=purpose,
        document_ids=ids,
    )
    about = {"coder": found.name, "count": len(made.parcel.document_ids)}
    ids_made = frozenset({made.parcel.id})
    change = Change(frozenset({"parcel"}), ids_made, frozenset(), FOUNDING, about)
    context.events.publish(change)
    return ParcelReport(
        path=target,
        parcel=made.parcel.id,
        coder=found.name,
        purpose=str(purpose),
        documents=len(made.parcel.document_ids),
        spans=made.counts.get("span", 0),
        relations=made.counts.get("relation", 0),
        comments=made.counts.get("comment", 0),
        feedback=made.counts.get("feedback", 0),
        size=target.stat().st_size,
    )


def refuse_taken(paths: Iterable[Path]) -> None:
    """Raise EnvironmentFault ``file_exists`` where one is taken, before any of several is made.

    Two that are called alike, by a disk that knows no capitals, are taken by each other.
    """
    seen: set[str] = set()
    for path in paths:
        if os.path.lexists(path) or (name := str(path).casefold()) in seen:
            raise EnvironmentFault("file_exists", path=str(path), detail="")
        seen.add(name)


def find_coder(context: Context, named: str) -> Coder:
    """Return the person of a name or id; RefusedError ``unknown_coder`` (``coder``, ``known``)."""
    people = [one for one in coders.list_coders(context.project) if is_person(one)]
    by_name = coders.find_coder_by_name(context.project, named)
    for one in people:
        if one.id == named or one.key == named or one == by_name:
            return one
    known = ", ".join(one.name for one in people)
    raise RefusedError("unknown_coder", coder=named, known=known)


def documents_for(
    context: Context, coder: Coder, purpose: Purpose, given: Iterable[Id] | None = None
) -> list[Id]:
    """Return what a parcel holds: what was given, else what the coder is assigned, in its order.

    A parcel for feedback also holds what was released to the coder, or asked.  Raises RefusedError
    ``nothing_assigned`` (``coder``) where nothing of it is there, ``nothing_released``
    (``coder``) where feedback is wanted and there is none.
    """
    project = context.project
    told: list[Id] = []
    if purpose is Purpose.FEEDBACK:
        told = list(handing_out.feedback_rows(project, coder.id))
        if not told:
            raise RefusedError("nothing_released", coder=coder.name)
    if given is None:
        found = [one.document_id for one in list_assignments(project, coder_id=coder.id)]
        found += told
    else:
        found = list(given)
    living = presence.find_living(project, "document", found)
    if not living:
        raise RefusedError("nothing_assigned", coder=coder.name)
    return [one for one in dict.fromkeys(found) if one in living]


def all_documents(context: Context) -> list[Id]:
    """Return every article of the project, each in the version that counts."""
    replaced = load_lineage(context.project).current
    return [one for one in documents.find_documents(context.project) if one not in replaced]


def parcel_info(context: Context) -> ParcelInfo | None:
    """Return which parcel the project is, None where it is a whole project."""
    found = parcels.find_own_parcel(context.project)
    if found is None:
        return None
    return ParcelInfo(
        found.id,
        coders.load_coder(context.project, found.coder_id).name,
        str(found.purpose),
        found.created,
        len(found.document_ids),
    )
