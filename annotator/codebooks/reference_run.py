"""What every look at a codebook's references needs: its values, their places, the problems."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from annotator.codebooks.builder import count_of
from annotator.codebooks.plain import Path
from annotator.codebooks.walker import nearest
from annotator.codebooks.yaml_source import YamlSource
from annotator.model.codebook import Codebook
from annotator.model.problem import Problem, Severity

Values = Mapping[str, Any]


@dataclass(slots=True)
class Run:
    """One run over one codebook: its values, what they make, and where they stand."""

    plain: Values
    codebook: Codebook
    source: YamlSource
    attachments: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)

    def report(
        self, code: str, path: Path, value: object = None, *, of_key: bool = False, **fields: object
    ) -> None:
        """Note a problem at a value or its key."""
        place = self.source.place(path, of_key=of_key)
        self.problems.append(Problem(code, Severity.REFUSED, place, value, fields))

    def forward(self, code: str, path: Path, problem: Problem) -> None:
        """Note what is wrong with an answer as a problem of the codebook, with the reason."""
        fields = {**problem.fields, "reason": problem.code}
        place = self.source.place(path)
        self.problems.append(Problem(code, Severity.REFUSED, place, problem.value, fields))

    def mapping(self, *path: str) -> dict[str, Any]:
        """Return a mapping of the file, empty if it is not there."""
        value: Any = self.plain
        for step in path:
            value = (value or {}).get(step)
        return value if isinstance(value, dict) else {}

    def known(self, code: str, name: object, among: Iterable[str], path: Path) -> bool:
        """Report a name that is not among the known ones."""
        names = tuple(among)
        if name in names:
            return True
        self.report(code, path, name, nearest=nearest(str(name), names))
        return False

    def check_count(self, path: Path, value: str | int | None) -> None:
        """Report a count whose least is more than its most."""
        count = count_of(value)
        if count.most is not None and count.least > count.most:
            self.report("range_reversed", path, value, least=count.least, most=count.most)

    def check_bounds(self, path: Path, plain: Values) -> None:
        """Report a ``min`` that is more than the ``max`` beside it."""
        least, most = plain.get("min"), plain.get("max")
        if least is not None and most is not None and least > most:
            self.report("range_reversed", (*path, "min"), least, least=least, most=most)
