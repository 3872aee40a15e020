"""What makes the page of each workspace; a page's module is loaded when it is first shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from annotator.gui.review.page import Desk, Page
from annotator.workbench.session import Session

Make = Callable[[Session, Desk], Page]


def _assignment(session: Session, desk: Desk) -> Page:
    from annotator.gui.review.assignment.page import AssignmentPage

    return AssignmentPage(session, desk)


def _adjudication(session: Session, desk: Desk) -> Page:
    from annotator.gui.review.adjudication.page import AdjudicationPage

    return AdjudicationPage(session, desk)


def _agreement(session: Session, desk: Desk) -> Page:
    from annotator.gui.review.agreement.page import AgreementPage

    return AgreementPage(session, desk)


PAGES: Mapping[str, Make] = {
    "assignment": _assignment,
    "adjudication": _adjudication,
    "agreement": _agreement,
}
"""By the id of the workspace; the coding has none."""
