"""The parcel that a file is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.model.errors import ProjectDamaged
from annotator.store.project import Project

if TYPE_CHECKING:
    from annotator.model.assignment import Parcel


def find_own_parcel(project: Project) -> Parcel | None:
    """Return the parcel that a file is, None for a whole project.

    Raises ProjectDamaged where the file says to be a parcel and does not hold it.
    """
    if project.parcel_id is None:
        return None
    from annotator.store.reviews import list_parcels  # no whole project needs it to open

    for parcel in list_parcels(project):
        if parcel.id == project.parcel_id:
            return parcel
    raise ProjectDamaged("damaged", path=str(project.path), detail="no parcel")
