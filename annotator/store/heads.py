"""Which version of a row stands, as a pure function of all versions that there are.

Every record names the revisions it builds on.  Versions that nothing builds on are heads: one head
is the usual case, several mean that two people changed the same row without knowing it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from annotator.model.identity import Id
from annotator.store.wire import Record, json_text


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a row: the stamp and id of its revision, and what was written."""

    hlc: int
    id: Id
    record: Record
    is_founding: bool = False
    """It was written for a parcel: it repeats the versions it names and changes nothing."""

    @property
    def rank(self) -> tuple[int, Id]:
        """Return what orders versions in time, the same on every computer."""
        return (self.hlc, self.id)


@dataclass(frozen=True, slots=True)
class Standing:
    """What the tables show of a row; ``heads`` lists all heads where there are several."""

    head: Id
    value: Mapping[str, object]
    is_deleted: bool
    heads: tuple[Id, ...] = ()
    differs: bool = False


def heads_of(versions: Mapping[Id, Version]) -> list[Version]:
    """Return the versions that nothing builds on, oldest first.

    Where each builds on another one, which only a forged history can say, they all are.
    """
    real = _real(versions)
    built_on = {base for version in real.values() for base in version.record.base}
    found = [version for version in real.values() if version.id not in built_on]
    return sorted(found or real.values(), key=lambda version: version.rank)


def _real(versions: Mapping[Id, Version]) -> Mapping[Id, Version]:
    """Return the versions without those that only repeat others.

    What builds on such a repetition builds on what it repeats.  So handing out a mark twice is no
    change of it, and work from both parcels meets where it would have met without them.  In the
    parcel itself, where the repeated versions are not, it is a version like any other.
    """
    repeated = {
        one.id: one.record.base
        for one in versions.values()
        if one.is_founding and one.record.base and all(base in versions for base in one.record.base)
    }
    if not repeated:
        return versions
    real: dict[Id, Version] = {}
    for identity, one in versions.items():
        if identity not in repeated:
            record = one.record._replace(base=_built_on(one.record.base, repeated))
            real[identity] = Version(one.hlc, identity, record, one.is_founding)
    return real or versions


def _built_on(bases: tuple[Id, ...], repeated: Mapping[Id, tuple[Id, ...]]) -> tuple[Id, ...]:
    """Return what stands behind repetitions, and repetitions of repetitions."""
    found: dict[Id, None] = {}
    waiting, seen = list(bases), set[Id]()
    while waiting:
        one = waiting.pop()
        if one in repeated and one not in seen:
            seen.add(one)
            waiting.extend(repeated[one])
        elif one not in repeated:
            found[one] = None
    return tuple(sorted(found))


def standing(versions: Mapping[Id, Version]) -> Standing | None:
    """Return what stands: the newest head that is not a deletion, else the last content, deleted.

    None where no version has any content.
    """
    heads = heads_of(versions)
    living = [head for head in heads if head.record.value is not None]
    shown = (living or heads)[-1]
    filled = [v for v in _real(versions).values() if v.record.value is not None]
    if not filled:
        return None
    source = shown if living else max(filled, key=lambda version: version.rank)
    several = len(heads) > 1
    contents = {json_text(head.record.value) for head in heads} if several else set()
    return Standing(
        head=shown.id,
        value=source.record.value or {},
        is_deleted=not living,
        heads=tuple(head.id for head in heads) if several else (),
        differs=len(contents) > 1,
    )
