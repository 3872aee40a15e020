"""What was typed and chosen for a new project, and what is not right about it yet."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from annotator.workbench.language import _, ngettext

ENDING = ".annot"
SHOWN_PROBLEMS = 50
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


@dataclass(frozen=True, slots=True)
class CodebookChoice:
    """A codebook to begin with: its file, title, and a line on languages and labels."""

    path: str
    title: str
    summary: str


@dataclass(frozen=True, slots=True)
class ProjectPlan:
    """A project to be; ``codebook_problems`` are sentences on what is wrong with its codebook."""

    name: str
    folder: str
    codebook: str
    coder: str
    codebook_problems: tuple[str, ...] = ()

    @property
    def path(self) -> Path:
        """Return the file that will be created."""
        return Path(os.path.expanduser(self.folder)) / f"{self.name}{ENDING}"

    def name_sentence(self) -> str:
        """Return what is wrong with the file, or nothing."""
        if not self.name:
            return _("A project needs a name.")
        if _FORBIDDEN.search(self.name) or self.name.startswith("."):
            return _("These cannot be in the name of a file: {characters}").format(
                characters='< > : " / \\ | ? *'
            )
        if not self.folder:
            return _("A project needs a folder.")
        if os.path.exists(self.path):  # also where the computer would refuse such a name
            return _("A file with this name is there already.")
        return ""

    def coder_sentence(self) -> str:
        """Return what is wrong with the name of the coder, or nothing."""
        return "" if self.coder else _("Marks need the name of a coder.")

    def codebook_sentence(self) -> str:
        """Return what is wrong with the codebook, line by line, or nothing."""
        if not self.codebook:
            return _("A project needs a codebook.")
        if not self.codebook_problems:
            return ""
        number = len(self.codebook_problems)
        head = ngettext(
            "This codebook cannot be used yet: {number} problem.",
            "This codebook cannot be used yet: {number} problems.",
            number,
        ).format(number=number)
        return "\n".join([head, *self.codebook_problems[:SHOWN_PROBLEMS]])
