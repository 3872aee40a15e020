"""What the palette offers, and in which order for what was typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotator.gui.dialogs.matching import AT_WORD, INSIDE, Match, find_match, folded

ALIAS_COST = 100
DEFINITION_SCORE = 50
SEVERAL_COST = 30
RECENT_BONUS = 70
MOST_IN_GROUP = 50


class PaletteKind(StrEnum):
    """What choosing an entry does."""

    LABEL = "label"
    VALUE = "value"
    COMMAND = "command"
    TEXT = "text"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class PaletteEntry:
    """One thing to choose.

    ``keys`` is written with plus signs (``Ctrl+K``, ``R+5``); ``label_id`` gives the cap its hue;
    ``aliases`` are other words it is found by; ``icon`` is for what has no label.  The ``id`` of
    a TEXT entry is what was typed.
    """

    kind: PaletteKind
    id: str
    title: str
    subtitle: str = ""
    keys: str = ""
    label_id: str | None = None
    aliases: tuple[str, ...] = ()
    definition: str = ""
    icon: str = ""

    @property
    def key(self) -> str:
        """Return what it is remembered by: a label may have the id of a command."""
        return f"label:{self.id}" if self.kind is PaletteKind.LABEL else self.id


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that fits what was typed; ``positions`` are the matched code points of its title."""

    entry: PaletteEntry
    score: int = 0
    positions: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Hits of the same sort, the best first."""

    name: str
    hits: tuple[Hit, ...]


GROUP_KINDS = {
    "codebook": (PaletteKind.LABEL, PaletteKind.VALUE),
    "commands": (PaletteKind.COMMAND,),
    "articles": (PaletteKind.ARTICLE,),
}


def find_hit(query: str, entry: PaletteEntry) -> Hit | None:
    """Return an entry as a hit if the query fits its title, aliases, place or definition."""
    if match := find_match(query, entry.title):
        return Hit(entry, match.score, match.positions)
    aliases = [m for alias in entry.aliases if (m := find_match(query, alias))]
    if aliases:
        return Hit(entry, max(m.score for m in aliases) - ALIAS_COST)
    if several := _match_terms(query.split(), entry):
        return Hit(entry, several.score, several.positions)
    return Hit(entry, DEFINITION_SCORE) if _defines(query, entry) else None


def _match_terms(terms: Sequence[str], entry: PaletteEntry) -> Match | None:
    """Several words may stand in any order, some of them in the subtitle or an alias."""
    if len(terms) < 2:
        return None
    scores: list[int] = []
    positions: set[int] = set()
    for term in terms:
        in_title = find_match(term, entry.title)
        if in_title:
            positions.update(in_title.positions)
        others = (find_match(term, text) for text in (entry.subtitle, *entry.aliases))
        fits = [in_title] if in_title else [m for m in others if m]
        if not fits:
            return None
        scores.append(max(m.score for m in fits))
    return Match(min(scores) - SEVERAL_COST, tuple(sorted(positions)))


def _defines(query: str, entry: PaletteEntry) -> bool:
    wanted = folded(query.strip()).letters
    if len(wanted) < 3:
        return False
    return f" {wanted}" in f" {folded(entry.definition).letters}"


def ranked(query: str, entries: Iterable[PaletteEntry], recents: Sequence[str] = ()) -> list[Hit]:
    """Return the entries that fit, the best first; recently chosen ones are lifted."""
    lift = {name: RECENT_BONUS - place for place, name in enumerate(recents[:20])}
    hits = [hit for entry in entries if (hit := find_hit(query, entry))]
    hits.sort(key=lambda hit: -(hit.score + lift.get(hit.entry.key, 0)))
    return hits


def groups_for(
    query: str, entries: Sequence[PaletteEntry], recents: Sequence[str] = ()
) -> list[Group]:
    """Return what to show, in groups.

    With nothing typed: the recently chosen ones, then labels and commands.  Else the groups keep
    their order, but one whose best hit is clearly better comes first: Enter takes the first row.
    """
    if not query.strip():
        return _at_rest(entries, recents)
    hits = ranked(query, entries, recents)
    groups = []
    for name, kinds in GROUP_KINDS.items():
        of_group = tuple(hit for hit in hits if hit.entry.kind in kinds)[:MOST_IN_GROUP]
        if of_group:
            groups.append(Group(name, of_group))
    groups.sort(key=lambda group: -_tier(max(hit.score for hit in group.hits)))
    return groups


def _tier(score: int) -> int:
    return sum(score > floor for floor in (AT_WORD - 40, INSIDE - 40, DEFINITION_SCORE))


def _at_rest(entries: Sequence[PaletteEntry], recents: Sequence[str]) -> list[Group]:
    by_key = {entry.key: entry for entry in entries}
    recent = [by_key[name] for name in recents if name in by_key]
    shown = {entry.key for entry in recent}
    groups = [Group("recent", tuple(Hit(entry) for entry in recent))]
    for name, kind in (("labels", PaletteKind.LABEL), ("commands", PaletteKind.COMMAND)):
        rest = (entry for entry in entries if entry.kind == kind and entry.key not in shown)
        groups.append(Group(name, tuple(Hit(entry) for entry in rest)))
    return [group for group in groups if group.hits]
