"""Everything that is compared, read once and kept until the log says that there is more."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from annotator.agreement.measure import Link, Unit
from annotator.model.assignment import NOT_COMPARED
from annotator.model.coder import Coder
from annotator.model.collecting import collecting_later
from annotator.model.document import FINISHED, Scalar
from annotator.model.identity import Id
from annotator.model.span import Attributes, Origin
from annotator.store import coders, finishing, units
from annotator.store.columns import Place
from annotator.store.lineage import load_lineage
from annotator.store.project import Project
from annotator.store.reviewing import last_number
from annotator.store.units import Article, Head


@dataclass
class Corpus:
    """The documents, people and marks of a project, as they were at one revision.

    Earlier versions of corrected texts are not among the ``articles``; ``replaced`` counts them.
    Relations, answers and metadata are read when they are first asked for.
    """

    project: Project
    revision: int
    articles: Mapping[Id, Article]
    people: Mapping[Id, Coder]
    heads: Mapping[Place, Head]
    units: Mapping[Place, tuple[list[Unit], list[str]]]
    replaced: int
    _answers: dict[str | None, dict[Id, Attributes]] = field(default_factory=dict)

    @cached_property
    def links(self) -> Mapping[Place, list[Link]]:
        """Return all relations by document and coder."""
        return units.load_links(self.project, Link)

    @cached_property
    def metadata(self) -> Mapping[Id, Mapping[str, Scalar]]:
        """Return what the sources say of the documents."""
        return units.load_metadata(self.project)

    @cached_property
    def labels(self) -> dict[str, int]:
        """Return the labels that marks carry, each with how many have it, the most used first."""
        found: dict[str, int] = {}
        for (document, _), (some, _origins) in self.units.items():
            if document in self.articles:
                for unit in some:
                    found[unit.label] = found.get(unit.label, 0) + 1
        return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))

    @cached_property
    def done(self) -> Mapping[Place, str]:
        """Return since when each finished document of each coder is finished, as UTC text."""
        return finishing.done_times(self.project)

    @cached_property
    def codebook_times(self) -> list[tuple[str, str, Id]]:
        """Return each codebook's version, the UTC time at which it came, and its id."""
        return units.codebook_times(self.project)

    def answers(self, label: str) -> dict[Id, Attributes]:
        """Return the answers on the marks of a label, by mark."""
        if label not in self._answers:
            self._answers[label] = units.load_answers(self.project, label)
        return self._answers[label]

    def fields(self, document: Id, coder: Id) -> Attributes:
        """Return a coder's answers to the document's own questions."""
        head = self.heads.get((document, coder))
        return units.fields_of(head) if head else {}

    def texts(self, documents: Sequence[Id]) -> dict[Id, str]:
        """Return the texts of some documents."""
        return units.load_texts(self.project, documents)

    def has_begun(self, document: Id, coder: Id) -> bool:
        """Tell whether a coder has marked anything there, or at least a status."""
        place = (document, coder)
        head = self.heads.get(place)
        return place in self.units or (head is not None and head.status != "new")

    def has_finished(self, document: Id, coder: Id) -> bool:
        """Tell whether a coder calls the document done."""
        head = self.heads.get((document, coder))
        return head is not None and head.status in FINISHED

    def day(self, document: Id, coder: Id) -> str:
        """Return the UTC day on which a coder finished a document; empty while it is not done."""
        return self.done.get((document, coder), "")[:10]

    def marked(self, document: Id, coder: Id, without: frozenset[str]) -> list[Unit]:
        """Return a coder's marks on a document, but for those made in certain ways."""
        some, origins = self.units.get((document, coder), ([], []))
        if not without or without.isdisjoint(origins):
            return some
        return [unit for unit, origin in zip(some, origins, strict=True) if origin not in without]

    def comparable(self) -> list[Coder]:
        """Return the people who are compared with each other, by name."""
        return [one for one in self.people.values() if one.role not in NOT_COMPARED]


def load_corpus(project: Project) -> Corpus:
    """Read what is compared; everything belongs to one revision."""
    with project.file.lock, collecting_later():
        replaced = load_lineage(project).current
        articles = units.load_articles(project)
        return Corpus(
            project,
            last_number(project),
            {one: article for one, article in articles.items() if one not in replaced},
            {one.id: one for one in coders.list_coders(project)},
            units.load_heads(project),
            units.load_units(project, Unit),
            len(articles.keys() & replaced.keys()),
        )


def left_out_origins(*, with_suggested: bool, with_bulk: bool) -> frozenset[str]:
    """Return the ways of making a mark that do not count."""
    wanted = {Origin.SUGGESTED: with_suggested, Origin.BULK: with_bulk}
    return frozenset(str(origin) for origin, is_in in wanted.items() if not is_in)


def inputs_hash(
    corpus: Corpus, documents: Sequence[Id], people: Sequence[Id], *, with_days: bool = False
) -> str:
    """Return a hash of everything that some numbers were made of.

    It covers texts, status, marks, relations, answers and document fields of these people on these
    documents, in an order of its own, so that it is the same in every copy of the project;
    ``with_days`` the days as well on which they were done with them.
    """
    digest = hashlib.sha256()
    every = units.load_answers(corpus.project)
    for document in sorted(documents):
        for coder in sorted(people):
            day = [corpus.day(document, coder)] if with_days else []
            for line in (*day, *_said(corpus, (document, coder), every)):
                digest.update(line.encode("utf-8", "surrogatepass"))
                digest.update(b"\n")
    return digest.hexdigest()


def _said(corpus: Corpus, place: Place, every: Mapping[Id, Attributes]) -> Iterator[str]:
    """Yield what one coder said of one document, line by line."""
    head = corpus.heads.get(place)
    yield f"{place[0]} {place[1]} {head.status if head else ''} {head.fields if head else ''}"
    some, origins = corpus.units.get(place, ([], []))
    marks = zip(some, origins, strict=True)
    yield from sorted(
        f"{unit.id} {unit.start} {unit.end} {unit.label} {unit.fragments} {origin}"
        f" {sorted(every.get(Id(unit.id), {}).items())}"
        for unit, origin in marks
    )
    yield from sorted(" ".join(link) for link in corpus.links.get(place, ()))
