"""The one tree of errors.

::

    AnnotatorError
    ├── InputError         a file, a codebook or an argument cannot be taken as it is
    ├── RefusedError       a verb that the state or the codebook does not allow
    ├── EnvironmentFault   the computer's fault: disk, permission, another program
    │   ├── ProjectLocked  somebody else has the project file open
    │   └── NotSaved       the last verb is not on the disk; everything before it is
    └── ProjectDamaged     the project file is not what it should be

All of them carry a ``code`` and ``fields``; ``workbench.wording`` makes the sentence.  Any other
exception is a bug.
"""

from __future__ import annotations

from collections.abc import Sequence

from annotator.model.problem import Problem


class AnnotatorError(Exception):
    """Everything this program raises on purpose."""

    def __init__(self, code: str, **fields: object) -> None:
        super().__init__(code, fields)
        self.code = code
        self.fields = fields


class InputError(AnnotatorError):
    """Something that was given cannot be taken; ``problems`` lists every reason found."""

    def __init__(self, code: str, problems: Sequence[Problem] = (), **fields: object) -> None:
        super().__init__(code, **fields)
        self.problems = tuple(problems)


class RefusedError(AnnotatorError):
    """A verb that cannot be done here and now; nothing has changed."""


class EnvironmentFault(AnnotatorError):
    """The computer would not do it; the project is as it was before."""


class ProjectLocked(EnvironmentFault):
    """Another window or program has the file; fields ``who``, ``since``, ``host``."""


class NotSaved(EnvironmentFault):
    """The last verb could not be written; all earlier ones are on the disk."""


class ProjectDamaged(AnnotatorError):
    """The file is no project, is newer than this program, or its contents do not add up."""
