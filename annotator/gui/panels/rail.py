"""The left column folded to 44 px: state dots above, label keys below."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from annotator.gui.models.documents import DocumentsModel
from annotator.gui.panels.article_rows import DotDelegate
from annotator.gui.panels.palette_column import LabelArea
from annotator.gui.theme.controls import IconButton, PaintedButton
from annotator.gui.theme.layouts import column
from annotator.gui.theme.look import look
from annotator.gui.theme.naming import naming
from annotator.gui.theme.paint import draw_cap
from annotator.gui.theme.row_list import RowList
from annotator.gui.theme.tips import set_tip
from annotator.gui.theme.tokens import SIZE
from annotator.model.identity import Id
from annotator.workbench.language import _

_CAP, _CAP_ROW = 19, 25


class Rail(QWidget):
    """Everything of the column that can be said in a letter or a dot stays in sight."""

    document_chosen = Signal(str)
    label_chosen = Signal(str)
    unfold_requested = Signal()

    def __init__(self, model: DocumentsModel) -> None:
        super().__init__()
        self.model = model
        self._current = Id("")
        self.setFixedWidth(SIZE["rail"])
        self.unfold_button = IconButton("side_left")
        self.unfold_button.clicked.connect(self.unfold_requested)
        self.list = RowList(SIZE["row"], DotDelegate)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setModel(model)
        self.list.row_chosen.connect(self._on_row_chosen)
        self.caps: dict[str, CapButton] = {}
        self._body = QWidget()
        self._caps = column(self._body)
        self.area = LabelArea(self._body)
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = column(self, (0, 10, 0, 10))
        layout.addWidget(self.unfold_button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(8)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.area)
        model.modelReset.connect(self._on_model_reset)
        look().changed.connect(self._on_look_changed)
        self.retranslate()
        self._on_look_changed()

    def show_current(self, document_id: Id) -> None:
        """Show which document is open."""
        self._current = document_id
        self.list.choose(self.model.find_row(document_id))

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self.unfold_button.set_words(_("Unfold this column"))
        self.list.setAccessibleName(_("Articles"))

    def _on_row_chosen(self, row: int) -> None:
        self.document_chosen.emit(self.model.id_at(row))

    def _on_model_reset(self) -> None:
        self.list.choose(self.model.find_row(self._current))

    def _on_look_changed(self) -> None:
        labels = [label.id for label in naming().codebook.offered_labels()]
        if labels != list(self.caps):
            for cap in self.caps.values():
                cap.hide()
                cap.deleteLater()
            self.caps = {label_id: CapButton(label_id) for label_id in labels}
            for cap in self.caps.values():
                self._caps.addWidget(cap)
                cap.clicked.connect(self._on_cap_clicked)
            self.area.set_content_height(len(labels) * _CAP_ROW)
        for cap in self.caps.values():
            cap.read_words()

    def _on_cap_clicked(self) -> None:
        cap = self.sender()
        if isinstance(cap, CapButton):
            self.label_chosen.emit(cap.label_id)


class CapButton(PaintedButton):
    """The key of a label, large enough to press."""

    def __init__(self, label_id: str) -> None:
        super().__init__()
        self.label_id = label_id
        self.setFixedSize(SIZE["rail"], _CAP_ROW)

    def read_words(self) -> None:
        """Take the name from the codebook in the language read."""
        name = naming().label_name(self.label_id)
        self.setText(name)
        self.setAccessibleName(name)
        set_tip(self, name)

    def sizeHint(self) -> QSize:
        """Return the size of one key's row."""
        return QSize(SIZE["rail"], _CAP_ROW)

    def ring_rect(self) -> QRect:
        """Return the square around the key."""
        return QRect(8, 0, SIZE["rail"] - 16, _CAP_ROW)

    def paint(self, painter: QPainter, rect: QRectF) -> bool:
        """Draw the key cap."""
        letter, tone = naming().label_letter(self.label_id), look().tone(self.label_id)
        x = (rect.width() - _CAP) / 2
        is_strong = self.underMouse()
        draw_cap(painter, x, rect.height() / 2, letter, tone, _CAP, is_strong=is_strong)
        return False
