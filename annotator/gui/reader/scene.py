"""What is chosen, pointed at or looked for in the text at this moment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from annotator.model.extent import Extent, Fragments
from annotator.model.identity import Id
from annotator.model.relation import Relation
from annotator.model.span import Span


@dataclass(slots=True)
class Preview:
    """A span while one of its ends is dragged, with the fragments it would get."""

    span: Span
    fragments: Fragments


@dataclass(slots=True)
class Scene:
    """The state that is painted over the text and its marks.

    ``selection`` is anchor and caret; ``found`` are extents in text order, ``current`` the place in
    it of the one that is shown; ``is_gripped`` says whether the focused span shows its grips.
    """

    selection: tuple[int, int] = (0, 0)
    hovered: Id | None = None
    focused: Id | None = None
    preview: Preview | None = None
    found: tuple[Extent, ...] = ()
    current: int | None = None
    is_gripped: bool = False
    has_keyboard: bool = False
    has_ring: bool = False
    relations: dict[Id, list[Relation]] = field(default_factory=dict)

    @property
    def start(self) -> int:
        """Return the first code point selected."""
        return min(self.selection)

    @property
    def end(self) -> int:
        """Return the code point after the last one selected."""
        return max(self.selection)

    @property
    def caret(self) -> int:
        """Return the end of the selection that keys move."""
        return self.selection[1]

    def is_on(self, span: Span) -> bool:
        """Tell whether a span stands out, being focused or pointed at."""
        if self.preview is not None and self.preview.span.id == span.id:
            return False
        return span.id in (self.focused, self.hovered)

    def set_relations(self, relations: Iterable[Relation]) -> None:
        """Remember the relations by the spans at their ends."""
        self.relations = {}
        for relation in relations:
            self.relations.setdefault(relation.source_id, []).append(relation)
            if relation.target_id != relation.source_id:
                self.relations.setdefault(relation.target_id, []).append(relation)
