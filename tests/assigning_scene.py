"""Six articles and three people among whom work is handed out."""

from __future__ import annotations

import pytest

from annotator.model.change import Operation
from annotator.model.errors import AnnotatorError
from annotator.model.identity import Id
from annotator.model.review import Review, ReviewStatus
from annotator.store import review_rows
from annotator.workbench.assigning import Assigning, CellState
from annotator.workbench.people import find_person
from annotator.workbench.session import Session


class Work:
    """A session of Ani with six articles, Budi and Citra, and short ways to ask."""

    def __init__(self, session: Session, documents: list[Id]) -> None:
        self.session, self.documents = session, documents
        self.assigning = Assigning(session.context)
        people = (find_person(session.context, name).id for name in ("Ani", "Budi", "Citra"))
        self.ani, self.budi, self.citra = people

    def cells(self, coder: Id, *numbers: int) -> list[tuple[Id, Id]]:
        return [(self.documents[number], coder) for number in numbers]

    def state(self, coder: Id, number: int) -> CellState:
        return self.assigning.grid().cell(self.documents[number], coder).state

    def order(self, coder: Id) -> list[int]:
        return [self.documents.index(one) for one in self.assigning.assigned(coder)]

    def review(self, number: int, status: ReviewStatus) -> None:
        project = self.session.project
        review = Review(self.documents[number], status, 1, self.ani, project.now())
        operation = Operation("review", review.id, review_rows.review_value(review))
        self.session.context.perform("assign", [operation], {})


def code_of(verb, *arguments, **more) -> str:
    with pytest.raises(AnnotatorError) as caught:
        verb(*arguments, **more)
    return caught.value.code
