"""The ids of the marks of one record: those that it gives, and those that are made here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from annotator.formats.annotations.findings import Findings
from annotator.model.identity import derived_id

_DIGITS = 16


class MarkKeys:
    """Hands out the ids of one kind of mark; none twice.

    A mark without an id gets one that is made of what it says, and of how many marks before it say
    the same.  So a later version of a file finds it again, wherever it stands then.
    """

    def __init__(self, letter: str, findings: Findings) -> None:
        self._letter = letter
        self._findings = findings
        self._taken: set[str] = set()
        self._given: set[object] = set()

    def expect(self, marks: Iterable[object]) -> None:
        """Note the ids that marks to come have, so that none of those is made up before."""
        if any(type(one) is dict and one.get("id") is None for one in marks):
            ids = (one.get("id") for one in marks if isinstance(one, dict))
            self._given.update(one for one in ids if isinstance(one, str))

    def take(self, given: str | None, said: Sequence[str], path: str) -> str:
        """Return the id of a mark, which ``given`` stands for at ``path``, or else ``said``."""
        key = self._made(said) if given is None else given
        if not key:
            self._findings.refuse("empty_value", path, key)
        elif key in self._taken:
            self._findings.refuse("duplicate_id", path, key)
        self._taken.add(key)
        return key

    def __contains__(self, key: str) -> bool:
        return key in self._taken

    def _made(self, said: Sequence[str]) -> str:
        number = 1
        while True:
            key = f"{self._letter}-{derived_id(*said, str(number))[:_DIGITS]}"
            if key not in self._taken and key not in self._given:
                return key
            number += 1
