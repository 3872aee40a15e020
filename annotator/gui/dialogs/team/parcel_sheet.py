"""Making parcels: for whom, what is in them and what is not, and where they go."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from annotator.gui.dialogs.controls import Meter, Option, PathField, Prose, scrolling
from annotator.gui.dialogs.files import choose_folder
from annotator.gui.dialogs.remark import Remark, show_remarks
from annotator.gui.dialogs.work_sheet import WorkSheet
from annotator.gui.theme.controls import Caption
from annotator.gui.theme.layouts import column
from annotator.model.assignment import Purpose
from annotator.workbench.language import _, ngettext, number
from annotator.workbench.parcelling import ParcelReport

WIDTH = 640
_ROW, _MOST = 46, 6
_KIB = 1024


@dataclass(frozen=True, slots=True)
class ParcelOffer:
    """A coder who can get a parcel: how many articles and marks are in it, and its file's name."""

    coder: str
    name: str
    articles: int
    done: int
    marks: int


class ParcelSheet(WorkSheet):
    """Asks for coders and a folder.

    ``make_requested`` carries the names of the coders and the folder; then come ``show_progress``,
    and ``show_report`` or ``show_failure``.  ``folder_requested`` asks to show a folder.
    """

    make_requested = Signal(list, str)
    folder_requested = Signal(str)

    def __init__(self, purpose: Purpose, offers: Sequence[ParcelOffer], folder: str) -> None:
        self.purpose = purpose
        is_feedback = purpose is Purpose.FEEDBACK
        super().__init__(_("Make feedback parcels") if is_feedback else _("Make parcels"), WIDTH)
        self.offers = list(offers)
        self._is_done = False
        self.options = [Option(one.coder, _offer_words(one)) for one in offers]
        for option in self.options:
            option.setChecked(True)
            option.toggled.connect(self._show_readiness)
        self.path = PathField(folder, self._ask_folder, _("Folder"))
        self.path.path_changed.connect(self._show_readiness)
        self.explained = Prose(_feedback_words() if is_feedback else _coding_words())
        self.meter = Meter()
        self.meter.hide()
        self.failure = Prose("", "bad")
        self.failure.hide()
        self.remarks: list[Remark] = []
        self._lay_out()
        self._show_readiness()

    def first_focus(self) -> QWidget:
        """Begin at the button, as everybody is chosen at first, where it can be pressed."""
        can_make = not self._is_busy and self.make_button.isEnabled()
        return self.make_button if can_make else self.cancel_button

    @property
    def chosen(self) -> list[ParcelOffer]:
        """Return for whom parcels are to be made."""
        both = zip(self.offers, self.options, strict=True)
        return [offer for offer, option in both if option.isChecked()]

    def show_progress(self, done: int, total: int, name: str) -> None:
        """Show whose parcel is being made."""
        self._set_busy(True)
        self.meter.show_share(_("Making the parcel of {name}").format(name=name), done, total)

    def show_report(self, reports: Sequence[ParcelReport]) -> None:
        """Say what was made; the button closes now."""
        self._set_busy(False)
        self._is_done = True
        self._choosing.hide()
        self.remarks = show_remarks(self._told, [("check", report_words(one)) for one in reports])
        self.refuse("")
        self.make_button.setText(_("Close"))
        self.cancel_button.hide()
        self.folder_button.show()
        self.settle()
        self.make_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_failure(self, sentence: str) -> None:
        """Say why a parcel was not made."""
        self._set_busy(False)
        self.failure.setText(sentence)
        self.failure.show()
        self.settle()

    def on_make(self) -> None:
        """Ask for the parcels; after that, the same button closes."""
        if self._is_done:
            self.dismiss()
        elif not self._is_busy:
            self.failure.hide()
            self.make_requested.emit([one.coder for one in self.chosen], self.path.full_path)

    def _lay_out(self) -> None:
        self._choosing = QWidget()
        inside = column(self._choosing)
        inside.addWidget(self.explained)
        inside.addSpacing(12)
        inside.addWidget(Caption(_("For whom"), "head"))
        rows = column()
        for option in self.options:
            rows.addWidget(option)
        rows.addStretch()
        inside.addWidget(scrolling(rows, _ROW * min(max(1, len(self.options)), _MOST)))
        inside.addSpacing(12)
        inside.addWidget(Caption(_("Folder"), "head"))
        inside.addSpacing(4)
        inside.addWidget(self.path)
        inside.addSpacing(12)
        self.content.addWidget(self._choosing)
        self._told = column(spacing=6)
        self.content.addLayout(self._told)
        self.content.addWidget(self.failure)
        self.foot.insertWidget(0, self.meter, 1)
        self.folder_button = self.add_button(
            _("Show in folder"), lambda: self.folder_requested.emit(self.path.full_path)
        )
        self.folder_button.hide()
        self.cancel_button = self.add_button(_("Cancel"), self.on_cancel)
        self.make_button = self.add_button("", self.on_make, is_primary=True)

    def _show_readiness(self) -> None:
        if self._is_busy or self._is_done:
            return
        chosen = self.chosen
        words = ngettext("Make {count} parcel", "Make {count} parcels", len(chosen))
        self.make_button.setText(words.format(count=number(len(chosen))))
        folder = Path(self.path.full_path)
        taken = [one.name for one in chosen if os.path.lexists(folder / one.name)]
        if not self.offers:
            self.refuse(_nobody_words(self.purpose))
        elif not chosen:
            self.refuse(_("Nobody is chosen."))
        elif not folder.is_dir():
            self.refuse(_("There is no such folder."))
        elif taken:
            self.refuse(_("{file} is there already.").format(file=taken[0]))
        else:
            self.refuse("")
        told = [("check", one) for one in _blind_words(self.purpose)] if self.offers else []
        self.remarks = show_remarks(self._told, told)

    def _set_busy(self, is_busy: bool) -> None:
        if is_busy == self._is_busy:
            return
        self._is_busy = is_busy
        self.meter.setVisible(is_busy)
        self._choosing.setEnabled(not is_busy)
        self.cancel_button.setText(_("Stop") if is_busy else _("Cancel"))
        self.make_button.setVisible(not is_busy)
        self.refuse("")
        self._show_readiness()  # some of the files may be there now

    def _ask_folder(self, path: str) -> str | None:
        return choose_folder(self, _("Where the parcels go"), path)


def _offer_words(offer: ParcelOffer) -> str:
    articles = ngettext("{count} article", "{count} articles", offer.articles)
    marks = ngettext("{count} mark", "{count} marks", offer.marks)
    told = _("{articles}, {done} of them done, {marks}  ·  {file}")
    return told.format(
        articles=articles.format(count=number(offer.articles)),
        done=number(offer.done),
        marks=marks.format(count=number(offer.marks)),
        file=offer.name,
    )


def _coding_words() -> str:
    return _(
        "A parcel is a small project file for one coder. It is opened and coded like any project, "
        "without a server, and comes back with “Join another copy”."
    )


def _feedback_words() -> str:
    return _(
        "A feedback parcel also brings what was decided about the coder's own marks, with reasons, "
        "notes and questions, for articles that were released."
    )


def _blind_words(purpose: Purpose) -> list[str]:
    told = [
        _("In it: the coder's articles and own marks, the codebook and its lists."),
        _("Not in it: marks, notes, progress and files of any other coder."),
    ]
    if purpose is Purpose.CODING:
        told.append(_("Not in it: gold and decisions."))
    return told


def _nobody_words(purpose: Purpose) -> str:
    if purpose is Purpose.FEEDBACK:
        return _("Nothing is released to anybody yet.")
    return _("No article is assigned to anybody yet.")


def report_words(report: ParcelReport) -> str:
    """Return what was made, in a sentence."""
    articles = ngettext("{count} article", "{count} articles", report.documents)
    told = _("{file} for {coder}: {articles}, {size} KiB")
    return told.format(
        file=report.path.name,
        coder=report.coder,
        articles=articles.format(count=number(report.documents)),
        size=number(max(1, report.size / _KIB)),
    )
