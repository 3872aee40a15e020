"""Where marks stand in a review: a lane for each coder of the case in question, gold below."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.gui.reader.arrangement import Arrangement, Segment
from annotator.gui.reader.block import Line
from annotator.gui.reader.case_scene import DECIDED_HERE
from annotator.gui.reader.look import ViewLook
from annotator.gui.reader.measures import Measures
from annotator.gui.reader.painted import CoderMark
from annotator.model.identity import Id
from annotator.model.span import Span

GOLD = 1000
"""The place of what is gold, after any number of coders."""
CODER_LANE = 2.5
"""The height of a coder's lane, in lanes of gold."""
FIRST_LANE = 0.7
"""How far below the letters the first coder's lane begins, in lanes of gold."""


class CaseArrangement(Arrangement):
    """Every coder keeps a lane wherever one of them has marked something on the line."""

    def __init__(
        self, measures: Measures, look: ViewLook, letters: Sequence[Id] = (), text: str = ""
    ) -> None:
        super().__init__(measures, look, (), text)
        self._letters = tuple(letters)

    def coder_place(self, span: Span) -> int:
        """Return the place of a coder of the case in question, that of the gold for all others."""
        return self._letters.index(span.coder_id) if span.coder_id in self._letters else GOLD

    def place_lanes(self, line: Line, segments: list[Segment]) -> tuple[list[Segment], float]:
        """Give each coder a lane where one has marked something, and the gold what it needs."""
        used = sorted({s.piece.lane for s in segments if s.piece.lane[0] >= 0})
        present = {coder for coder, _lane in used if coder != GOLD}
        places: dict[tuple[int, int], float] = {}
        place, marks = 0.0, []
        if present:
            place = FIRST_LANE
            for coder in range(len(self._letters)):
                marks.append(CoderMark(coder, place, coder in present))
                own = [lane for lane in used if lane[0] == coder]
                places |= {lane: place + number * CODER_LANE for number, lane in enumerate(own)}
                place += max(1, len(own)) * CODER_LANE
        for lane in used:
            if lane[0] == GOLD:
                places[lane] = place
                place += 1
        line.coders = tuple(marks)
        return [s._replace(lane=places.get(s.piece.lane, -1.0)) for s in segments], place

    def tag_words(self, segments: list[Segment]) -> list[tuple[Segment, str]]:
        """Return letters for the gold, and names with their coders for the case in question."""
        shared: dict[tuple[int, str], list[Segment]] = {}
        named: list[tuple[Segment, str]] = []
        for segment in segments:
            span = segment.piece.span
            if segment.piece.lane[0] != GOLD:
                shared.setdefault((span.start, span.label), []).append(segment)
            elif span.coder_id != DECIDED_HERE:
                named.append((segment, self.look.tag_name(span.label)))
        for (_start, label), group in shared.items():
            coders = dict.fromkeys(sorted(segment.piece.lane[0] for segment in group))
            letters = " ".join(str(self._letters[coder]) for coder in coders)
            named.append((group[0], f"{self.look.label(label).name}  {letters}"))
        return sorted(named, key=lambda one: one[0].runs[0][0])
