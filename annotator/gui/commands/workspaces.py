"""The table of workspaces; tabs, menu, palette and keys are made from it."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.workbench.language import N_


@dataclass(frozen=True, slots=True)
class WorkspaceRow:
    """A workspace: its name, the words on its tab and its key.

    ``needs`` is ``managed`` (who codes now may hand out work) or ``shared`` (there is more than one
    person's coding as well).  What makes its page stands in ``gui/flows/pages.py``.
    """

    id: str
    text: str
    keys: str
    needs: str = "managed"

    @property
    def action(self) -> str:
        """Return the id of the command that shows it."""
        return f"workspace_{self.id}"


CODE = "code"

WORKSPACES: tuple[WorkspaceRow, ...] = (
    WorkspaceRow(CODE, N_("Code"), "Ctrl+1"),
    WorkspaceRow("assignment", N_("Assignment"), "Ctrl+2"),
    WorkspaceRow("adjudication", N_("Adjudication"), "Ctrl+3"),
    WorkspaceRow("agreement", N_("Agreement"), "Ctrl+4"),
)

IDS = frozenset(row.id for row in WORKSPACES)
