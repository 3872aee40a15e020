"""Sheets of the adjudication: words about a case, the same decision again, releasing, gaps."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from annotator.gui.dialogs.controls import Option, Prose, scrolling
from annotator.gui.dialogs.remark import show_remarks
from annotator.gui.dialogs.sheet import Sheet
from annotator.gui.review.adjudication.matter import serif
from annotator.gui.review.adjudication.words import mark_name
from annotator.gui.theme.controls import Caption, PlainButton
from annotator.gui.theme.layouts import column
from annotator.model.identity import Id
from annotator.model.review import ReviewStatus
from annotator.workbench.adjudicating.gaps import Gap
from annotator.workbench.adjudicating.states import Article, PatternPreview
from annotator.workbench.language import _, ngettext, number

_NARROW, _WIDE, _TALL = 520, 640, 560
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class WordsField(QPlainTextEdit):
    """Takes words over several lines: Enter gives them, Shift+Enter begins a new line."""

    given = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give the words with Enter; let Esc close the sheet."""
        is_plain = not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() in _ENTER and is_plain:
            self.given.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


class WordsSheet(Sheet):
    """Asks for words about a case; ``words_given`` carries them."""

    words_given = Signal(str)

    def __init__(self, title: str, purpose: str, words: str = "", *, is_needed: bool) -> None:
        super().__init__(title, _NARROW)
        self._is_needed = is_needed
        self.field = WordsField()
        self.field.setPlainText(words)
        self.field.setTabChangesFocus(True)
        self.field.setFixedHeight(96)
        self.field.setAccessibleName(title)
        self.content.addWidget(Prose(purpose))
        self.content.addSpacing(8)
        self.content.addWidget(self.field)
        self.add_button(_("Cancel"), self.dismiss)
        self.add_button(_("Write"), self.on_given, is_primary=True)
        self.field.given.connect(self.on_given)
        self.field.textChanged.connect(self._look)
        self.field.selectAll()
        self._look()

    def first_focus(self) -> QWidget:
        """Begin in the field."""
        return self.field

    def on_given(self) -> None:
        """Give the words, unless they lack and are needed."""
        words = self.field.toPlainText().strip()
        if words or not self._is_needed:
            self.dismiss()
            self.words_given.emit(words)

    def _look(self) -> None:
        is_lacking = self._is_needed and not self.field.toPlainText().strip()
        self.refuse(_("It needs words.") if is_lacking else "")


class PatternSheet(Sheet):
    """Says how many cases would be decided alike; ``applied`` carries whether in all articles.

    ``everywhere_wanted`` asks for the preview of all articles, which can take a while.
    """

    applied = Signal(bool)
    everywhere_wanted = Signal()

    def __init__(self, preview: PatternPreview, decided: str, passages: Sequence[str]) -> None:
        super().__init__(_("The same decision for this pattern"), _NARROW)
        self._here = preview
        self._everywhere: PatternPreview | None = None
        told = _(
            "Cases that the coders read in the same way, with the same labels and answers, are "
            "decided as this one was: {decided}. It is one step of undo."
        )
        self.content.addWidget(Prose(told.format(decided=decided)))
        self.content.addSpacing(10)
        for passage in passages[:5]:
            self.content.addWidget(serif(passage))
        if len(passages) > 5:
            self.content.addWidget(Prose(_("and {count} more").format(
                count=number(len(passages) - 5))))  # fmt: skip
        self.content.addSpacing(10)
        self.everywhere = Option(
            _("In all articles under review"), _("Otherwise in this article only.")
        )
        self.content.addWidget(self.everywhere)
        self.add_button(_("Cancel"), self.dismiss)
        self.button = self.add_button("", self.on_apply, is_primary=True)
        self.everywhere.clicked.connect(self._look)
        self._look()

    def first_focus(self) -> QWidget:
        """Begin at the button, so that Enter decides."""
        return self.button

    def show_everywhere(self, preview: PatternPreview) -> None:
        """Show what all articles come to."""
        self._everywhere = preview
        self._look()

    def on_apply(self) -> None:
        """Ask for the cases to be decided."""
        self.dismiss()
        self.applied.emit(self.everywhere.isChecked())

    def _look(self) -> None:
        preview: PatternPreview | None = self._here
        if self.everywhere.isChecked():
            preview = self._everywhere
            if preview is None:
                self.refuse(_("Looking through the articles …"))
                self.everywhere_wanted.emit()
                return
        count = preview.count if preview is not None else 0
        words = ngettext("Decide {count} case alike", "Decide {count} cases alike", count)
        self.button.setText(words.format(count=number(count)))
        self.refuse("" if count else _("There is no other open case of this pattern."))


class ReleaseSheet(Sheet):
    """Asks which signed-off articles go back to their coders; ``released`` carries their ids."""

    released = Signal(object)

    def __init__(self, articles: Sequence[Article], chosen: Id | None) -> None:
        super().__init__(_("Release to the coders"), _NARROW)
        told = _(
            "Each coder will see, of their own marks only, what became otherwise in the gold, "
            "with the reasons and notes written here. Nobody sees what another coder did."
        )
        self.content.addWidget(Prose(told))
        self.content.addSpacing(10)
        self.options: dict[Id, Option] = {}
        inside = column(margins=(0, 0, 12, 0))
        for article in articles:
            is_out = article.status is ReviewStatus.RELEASED
            detail = _("released before; what is new goes out again") if is_out else ""
            option = Option(f"{article.key}  {article.title}".strip(), detail)
            option.setChecked(not is_out or article.document_id == chosen)
            option.clicked.connect(self._look)
            self.options[article.document_id] = option
            inside.addWidget(option)
        if len(articles) > 8:
            inside.addStretch()
            self.content.addWidget(scrolling(inside))
        else:
            self.content.addLayout(inside)
        self.add_button(_("Cancel"), self.dismiss)
        self.button = self.add_button("", self.on_release, is_primary=True)
        self._look()

    @property
    def chosen(self) -> list[Id]:
        """Return the articles that are chosen."""
        return [one for one, option in self.options.items() if option.isChecked()]

    def first_focus(self) -> QWidget:
        """Begin at the button."""
        return self.button

    def on_release(self) -> None:
        """Ask for the articles to be released."""
        chosen = self.chosen
        self.dismiss()
        self.released.emit(chosen)

    def _look(self) -> None:
        count = len(self.chosen)
        words = ngettext("Release {count} article", "Release {count} articles", count)
        self.button.setText(words.format(count=number(count)))
        if not self.options:
            self.refuse(_("No article is signed off yet."))
        else:
            self.refuse("" if count else _("No article is chosen."))


class GapsSheet(Sheet):
    """Lists what the guideline lacks; ``save_requested`` asks for the page of changes.

    ``passage_requested`` carries a document and a case.
    """

    save_requested = Signal()
    passage_requested = Signal(str, str)

    def __init__(self, gaps: Sequence[Gap]) -> None:
        super().__init__(_("Gaps in the guideline"), _WIDE, _TALL if gaps else None)
        self.said: list[str] = []
        inside = column(margins=(0, 0, 12, 0), spacing=4)
        for gap in gaps:
            name = mark_name(gap.label) if gap.label else _("Questions about the article")
            inside.addWidget(Caption(name, "head"))
            for passage in gap.passages:
                inside.addWidget(Prose(passage.gap, "ink", "body"))
                inside.addWidget(serif(f"{passage.key}: “{passage.quote}”", "ink2"))
                button = PlainButton(_("Show the case"), "flat")
                ids = str(passage.document_id), str(passage.case_id)
                button.clicked.connect(lambda _on=False, ids=ids: self.passage_requested.emit(*ids))
                inside.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
                self.said.append(passage.gap)
            inside.addSpacing(10)
        if gaps:
            inside.addStretch()
            self.content.addWidget(scrolling(inside))
        else:
            remarks = column()
            self.content.addLayout(remarks)
            told = _("No gap was noted yet. G on a case notes what the guideline does not say.")
            show_remarks(remarks, [("info", told)])
        self.add_button(_("Close"), self.dismiss, is_primary=not gaps)
        if gaps:
            self.add_button(_("Save proposed change …"), self._on_save, is_primary=True)

    def _on_save(self) -> None:
        self.dismiss()
        self.save_requested.emit()
