"""Two coders have finished; a third decides between them, with real keys on a real screen."""

from __future__ import annotations

import pytest
from adjudication_scene import TEXT, make_review_project

from annotator.model.review import ReviewStatus, Verdict
from annotator.store import reviews, spans
from annotator.workbench.session import Session

pytestmark = pytest.mark.e2e


def test_an_article_is_decided_signed_off_and_the_next_one_begun_by_keys_alone(start, tmp_path):
    project = make_review_project(tmp_path / "review.annot")
    hand = start(project)
    hand.wait_for(lambda: hand.state["article"])
    page = "reviewing.page.sitting"

    def at(number):
        hand.wait_for(lambda: hand.read(f"{page}.case.number") == number)

    hand.keys("ctrl+3")
    hand.wait_for(lambda: hand.read("reviewing.current") == "adjudication")
    hand.keys("Return")
    at(1)
    hand.picture("adjudicating-1-boundary")
    # The start is moved to the next boundary and written, an answer taken for its row only.
    hand.keys("bracketright", "Return")
    at(2)
    hand.keys("Tab", "1")
    at(3)
    # None of them, undone, and all kept instead.
    hand.keys("0")
    at(4)
    hand.keys("z")
    at(3)
    hand.keys("u")
    at(4)
    hand.keys("n")
    hand.wait_state(sheet="WordsSheet")
    hand.type("tempat itu perlu")
    hand.keys("Return")
    hand.wait_state(sheet=None)
    hand.keys("2")
    hand.wait_for(lambda: hand.read(f"{page}.case_id") is None)
    hand.picture("adjudicating-2-decided")
    hand.keys("ctrl+Return")
    hand.wait_for(lambda: not hand.read(f"{page}.is_begun"))
    hand.keys("Return")
    at(1)
    hand.picture("adjudicating-3-next")
    hand.close()

    with Session.open(project) as session:
        first, second = session.finding.documents()
        status = {one: reviews.find_review(session.project, one).status for one in (first, second)}
        assert status == {first: ReviewStatus.SIGNED_OFF, second: ReviewStatus.IN_REVIEW}
        decided = reviews.list_decisions(session.project, first)
        own = [one for one in decided if one.verdict is not Verdict.AUTO]
        assert sorted(one.verdict for one in own) == ["all", "edited", "edited", "reading"]
        assert [one.note for one in own if one.note] == ["tempat itu perlu"]
        [gold] = [one for one in session.finding.coders() if one.role == "gold"]
        marked = spans.load_set(session.project, first, gold.id, session.context.codebook_id)
        words = {TEXT[one.start : one.end] for one in marked.spans if one.label == "rule"}
        assert "dilarang ikut kampanye" in words
