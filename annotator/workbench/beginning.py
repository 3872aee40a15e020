"""What a new project can begin with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from annotator.codebooks import reader
from annotator.model.errors import AnnotatorError, EnvironmentFault, InputError
from annotator.workbench.language import LANGUAGES, language, ngettext
from annotator.workbench.sample import CODEBOOK, shipped_folder
from annotator.workbench.wording import error_sentence, full_sentence


@dataclass(frozen=True, slots=True)
class ShippedCodebook:
    """A codebook that comes with the program."""

    path: Path
    title: str
    languages: tuple[str, ...]
    label_count: int

    @property
    def summary(self) -> str:
        """Return one line on labels and languages."""
        labels = ngettext("{count} label", "{count} labels", self.label_count)
        spoken = ", ".join(LANGUAGES.get(code, code) for code in self.languages)
        return " · ".join(x for x in (labels.format(count=self.label_count), spoken) if x)


def shipped_codebooks() -> list[ShippedCodebook]:
    """Return the codebooks that come with the program.

    The one of the sample is the first, then those in most languages.
    """
    try:
        paths = sorted(shipped_folder("schemas").glob("*.yaml"))
    except EnvironmentFault:
        return []
    found = []
    for path in paths:
        try:
            codebook, _warnings = reader.parse_codebook(reader.read_codebook(path), path.name)
        except AnnotatorError:
            continue
        title = codebook.title.in_language(language()) or path.stem
        count = len(codebook.offered_labels())
        found.append(ShippedCodebook(path, title, codebook.languages, count))
    return sorted(found, key=lambda one: (one.path.name != CODEBOOK, -len(one.languages)))


def codebook_sentences(path: Path) -> list[str]:
    """Return what is wrong with a codebook file; nothing where it can be used."""
    try:
        reader.parse_codebook(reader.read_codebook(path), path.name)
    except InputError as error:
        return [full_sentence(problem) for problem in error.problems] or [error_sentence(error)]
    except AnnotatorError as error:
        return [error_sentence(error)]
    return []
