"""What the adjudication asks with a sheet: words, a preview, a consent."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from shiboken6 import isValid

from annotator.gui.dialogs.confirm import Answer, Question
from annotator.gui.review.adjudication.words import passage_words
from annotator.model.errors import AnnotatorError, RefusedError
from annotator.model.identity import Id
from annotator.model.review import FINAL, Verdict
from annotator.workbench.adjudicating.articles import Adjudicating
from annotator.workbench.adjudicating.gaps import gaps, save_gaps
from annotator.workbench.adjudicating.states import DeskCase, PatternPreview
from annotator.workbench.language import _, ngettext, number
from annotator.workbench.review_words import VERDICTS

if TYPE_CHECKING:
    from annotator.gui.review.adjudication.page import AdjudicationPage
    from annotator.gui.review.adjudication.sheets import PatternSheet

UNDECIDED = (Verdict.SKIPPED, Verdict.SENT_BACK)


class Asking:
    """Opens the sheets of a page and does what they ask for."""

    def __init__(self, page: AdjudicationPage) -> None:
        self._page = page
        self._counted: tuple[object, object, int] | None = None

    # words about a case -------------------------------------------------------------------------

    def note(self) -> None:
        """Write why, for the coders and the record."""
        case = self._case()
        known = case.decision.note if case.decision else ""
        purpose = _("Why it was decided so; the coders read it after the release.")
        self._ask(_("Note on the case"), purpose, known, is_needed=False, verb="note")

    def gap(self) -> None:
        """Write what the guideline lacks."""
        case = self._case()
        known = case.decision.gap if case.decision else ""
        purpose = _("What the guideline should say here; it is gathered for its next version.")
        self._ask(_("Gap in the guideline"), purpose, known, is_needed=False, verb="gap")

    def question(self) -> None:
        """Send a case back to its coders with a question."""
        self._case()
        purpose = _(
            "The coders who marked something here read the question and answer it in a note on "
            "their mark. The case waits."
        )
        self._ask(_("Send back with a question"), purpose, "", is_needed=True, verb="question")

    def _ask(self, title: str, purpose: str, words: str, *, is_needed: bool, verb: str) -> None:
        from annotator.gui.review.adjudication.sheets import WordsSheet

        sheet = WordsSheet(title, purpose, words, is_needed=is_needed)
        page, sitting = self._page, self._page.sitting

        def write(said: str) -> None:
            case, desk = sitting.case, sitting.desk
            if case is None or desk is None:
                return
            if verb == "question":
                page.attempt(lambda: sitting.send_back(said))
            else:
                act = desk.note if verb == "note" else desk.gap
                page.attempt(lambda: act(case.id, said, initiator=page))

        sheet.words_given.connect(write)
        sheet.open_over(page.window())

    def _case(self) -> DeskCase:
        """Return the case that words can be written about; refused like a verdict."""
        return self._page.sitting.to_decide()[1]

    # the same again -----------------------------------------------------------------------------

    def precedent(self) -> DeskCase | None:
        """Return the decided case that can be repeated: the one in question, else the last one."""
        sitting = self._page.sitting
        if sitting.desk is None or sitting.is_final:
            return None
        for one in (sitting.case, self._last()):
            decision = one.decision if one is not None else None
            if (
                one is not None
                and one.is_settled
                and decision
                and decision.verdict not in UNDECIDED
            ):
                return one
        return None

    def _last(self) -> DeskCase | None:
        sitting = self._page.sitting
        if sitting.desk is None or sitting.decided_last is None:
            return None
        return sitting.desk.every_case.get(sitting.decided_last)

    def repeated(self) -> int:
        """Return how many cases of this article ``.`` would decide now."""
        model, desk = self.precedent(), self._page.sitting.desk
        if model is None or desk is None or not model.case.rows:
            return 0
        # The same object as long as nothing changed: a key that only moves counts nothing anew.
        standing, known = desk.every_case, self._counted
        if known is not None and known[0] is standing and known[1] == model.id:
            return known[2]
        try:
            count = desk.pattern(model.id).count
        except RefusedError:
            count = 0
        self._counted = standing, model.id, count
        return count

    def repeat(self) -> None:
        """Show what the same decision would decide, and decide it with Enter."""
        from annotator.gui.review.adjudication.sheets import PatternSheet

        page, desk, model = self._page, self._page.sitting.desk, self.precedent()
        if desk is None or model is None or model.decision is None:
            raise RefusedError("nothing_to_repeat")
        preview = desk.pattern(model.id)
        text = desk.document.text
        passages = [passage_words(desk.case(one), text) for _document, one in preview.cases]
        decided = _(VERDICTS[str(model.decision.verdict)])
        sheet = PatternSheet(preview, decided, [one for one in passages if one])
        sheet.everywhere_wanted.connect(lambda: self._look_everywhere(sheet, model.id))
        sheet.applied.connect(lambda is_all: self._apply_pattern(model.id, is_everywhere=is_all))
        sheet.open_over(page.window())

    def _look_everywhere(self, sheet: PatternSheet, case_id: Id) -> None:
        page, desk = self._page, self._page.sitting.desk
        if desk is None:
            return

        def work(_tell: object) -> PatternPreview:
            return desk.pattern(case_id, everywhere=True)

        def show(preview: PatternPreview) -> None:
            if isValid(sheet):  # nobody waits for the end of it
                sheet.show_everywhere(preview)

        page.desk.run(work, show, page.message.emit, _quiet)

    def _apply_pattern(self, case_id: Id, *, is_everywhere: bool) -> None:
        page, sitting = self._page, self._page.sitting
        desk = sitting.desk
        if desk is None:
            return
        if is_everywhere:
            page.desk.run(
                lambda _tell: desk.take_pattern(case_id, everywhere=True, initiator=page),
                self._on_applied,
                page.message.emit,
                _quiet,
            )
            return

        def act() -> None:
            count = desk.take_pattern(case_id, initiator=page)
            self._on_applied(count)

        page.attempt(act)

    def _on_applied(self, count: int) -> None:
        page, sitting = self._page, self._page.sitting
        words = ngettext("{count} case decided alike.", "{count} cases decided alike.", count)
        page.message.emit(words.format(count=number(count)))
        desk = sitting.desk
        if desk is not None and (sitting.case is None or sitting.case.is_settled):
            page.attempt(lambda: sitting.look_at(desk.next_open(sitting.case_id)))

    # the review as a whole ----------------------------------------------------------------------

    def reveal(self) -> None:
        """Ask before the coders' names are shown: it is logged, and cannot be taken back."""
        page, desk = self._page, self._page.sitting.desk
        if desk is None or not page.sitting.is_final:
            raise RefusedError("not_signed_off")
        answers = (Answer("no", _("Cancel")), Answer("yes", _("Show the names")))
        told = _(
            "The columns of this article will say whose reading was whose. That it was looked at "
            "stays in the history, and it cannot be taken back."
        )
        question = Question(_("Show the coders’ names"), told, answers)
        question.answered.connect(
            lambda answer: (
                page.attempt(lambda: desk.reveal(initiator=page)) if answer == "yes" else None
            )
        )
        question.open_over(page.window())

    def release(self) -> None:
        """Ask which articles go back to their coders, then do it."""
        from annotator.gui.review.adjudication.sheets import ReleaseSheet

        page, sitting = self._page, self._page.sitting
        done = [one for one in sitting.articles if one.status in FINAL]
        sheet = ReleaseSheet(done, sitting.document_id)
        sheet.released.connect(self._release)
        sheet.open_over(page.window())

    def _release(self, document_ids: list[Id]) -> None:
        page, sitting = self._page, self._page.sitting
        adjudicating: Adjudicating = sitting.adjudicating
        page.desk.run(
            lambda _tell: adjudicating.release(document_ids, initiator=page),
            self._on_released,
            page.message.emit,
            _quiet,
        )

    def _on_released(self, coders: int) -> None:
        page = self._page
        words = ngettext(
            "{count} coder can read now what became of the marks. Coders who work on a parcel "
            "get it with a feedback parcel.",
            "{count} coders can read now what became of their marks. Coders who work on a parcel "
            "get it with a feedback parcel.",
            coders,
        )
        answers = (Answer("no", _("Close")), Answer("yes", _("Make feedback parcels …")))
        question = Question(_("Released"), words.format(count=number(coders)), answers)
        question.answered.connect(
            lambda answer: page.desk.trigger("make_feedback") if answer == "yes" else None
        )
        question.open_over(page.window())

    def gaps(self) -> None:
        """List what the guideline lacks."""
        from annotator.gui.review.adjudication.sheets import GapsSheet

        page = self._page
        sheet = GapsSheet(gaps(page.session.context))
        sheet.save_requested.connect(self._save_gaps)

        def show(document: str, case: str) -> None:
            sheet.dismiss()
            page.go_to((Id(document), Id(case)))

        sheet.passage_requested.connect(show)
        sheet.open_over(page.window())

    def _save_gaps(self) -> None:
        from annotator.gui.dialogs.files import choose_new_file

        page, context = self._page, self._page.session.context
        name = _("proposed changes {version}.md").format(version=context.codebook.version)
        folder = str(page.session.path.parent / name)
        title = _("Save proposed change")
        chosen = choose_new_file(page.window(), title, folder, _("Markdown"), ".md")
        if chosen is None:
            return
        path = Path(chosen)
        if not path.exists():
            self._write_gaps(path)
            return
        told = _("{name} is there already. What it holds would be gone.").format(name=path.name)
        answers = (Answer("no", _("Cancel")), Answer("yes", _("Write over it")))
        question = Question(title, told, answers)
        question.answered.connect(
            lambda answer: self._write_gaps(path) if answer == "yes" else None
        )
        question.open_over(page.window())

    def _write_gaps(self, path: Path) -> None:
        page = self._page
        try:
            count = save_gaps(page.session.context, path)
        except AnnotatorError as error:
            page.failed.emit(error)
            return
        words = ngettext("{count} gap saved.", "{count} gaps saved.", count)
        page.message.emit(words.format(count=number(count)))

    def guideline(self) -> None:
        """Show all that the codebook says of the label in question."""
        from annotator.gui.dialogs.guideline_sheet import GuidelineSheet

        page, case = self._page, self._page.sitting.case
        labels = page.session.codebook.labels
        known = [one for one in (case.case.labels if case is not None else ()) if one in labels]
        if known:
            GuidelineSheet(labels[known[0]]).open_over(page.window())
        else:
            page.desk.trigger("shortcuts")


def _quiet(_done: int, _total: int, _what: str) -> None:
    """Show no progress: the work is short, and the window is still meanwhile."""
