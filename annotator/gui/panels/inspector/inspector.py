"""The inspector: everything about the mark in focus, else about the article, in one column."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from annotator.gui.panels.inspector.article import ArticlePage
from annotator.gui.panels.inspector.form import AttributeForm
from annotator.gui.panels.inspector.head import LabelHead, Quote
from annotator.gui.panels.inspector.note import NoteSection
from annotator.gui.panels.inspector.relation_rows import relation_rows
from annotator.gui.panels.inspector.relations import RelationsSection
from annotator.gui.theme.controls import Hairline, has_focus, order_tabs
from annotator.gui.theme.layouts import column
from annotator.gui.theme.look import look
from annotator.gui.theme.naming import naming
from annotator.model.annotation_set import AnnotationSet
from annotator.model.attributes import Questions
from annotator.model.extent import joined_text
from annotator.model.identity import Id
from annotator.model.span import AttributeValue, Span
from annotator.workbench.language import _

_LEFT, _TOP, _RIGHT, _BOTTOM = 16, 10, 16, 14
_ARTICLE_BOTTOM = 4
_BAR_WIDTH = 10
_NO_QUESTIONS: Questions = {}


class Inspector(QScrollArea):
    """Label, quote, attributes in codebook order, relations, note; else the article's questions.

    What is asked for concerns the mark ``span_id`` (``field_changed``: the article
    ``document_id``), also while another one is about to be shown.  ``left`` gives the keyboard
    back; ``message`` says what was typed and could not be kept.
    """

    attribute_changed = Signal(str, object)
    delete_requested = Signal()
    note_changed = Signal(str)
    relation_activated = Signal(str)
    relation_delete_requested = Signal(str)
    relation_attribute_changed = Signal(str, str, object)
    field_changed = Signal(str, object)
    relate_requested = Signal()
    guideline_requested = Signal(str)
    left = Signal()
    message = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.span_id = self.document_id = Id("")
        self._has_selection = False
        self._span: Span | None = None
        self._annotations: AnnotationSet | None = None
        self._text = ""
        self._codebook = naming().codebook
        self._stops: list[QWidget] = []
        self._forms: dict[str, AttributeForm] = {}
        self.form = AttributeForm(_NO_QUESTIONS)
        self.head, self.quote = LabelHead(), Quote()
        self.relations, self.note = RelationsSection(), NoteSection()
        self.article = ArticlePage()
        self.empty = self.article.hint
        self._build()
        self._connect()
        self.show_nothing()

    def show_span(self, span_id: Id, annotations: AnnotationSet, text: str) -> None:
        """Show a mark of a set on a text.  The same mark again keeps keyboard and scroll place."""
        is_same = span_id == self.span_id
        if not is_same:
            self._leave()
            self.form.close_popups()
        span = annotations.span_by_id()[span_id]
        is_relabelled = self._span is None or span.label != self._span.label
        self._span, self._annotations, self._text = span, annotations, text
        self.span_id = span_id
        self.setUpdatesEnabled(False)
        self._show_form(span)
        self._show_mark(is_same=is_same)
        self._order_tabs()
        if not is_same or is_relabelled:
            self.form.arm_first()
            self._arm_focused(QApplication.focusWidget())
        if not is_same:
            self.verticalScrollBar().setValue(0)
        self._show_page(self._body)
        self.setUpdatesEnabled(True)

    def show_nothing(
        self, annotations: AnnotationSet | None = None, *, has_selection: bool = False
    ) -> None:
        """Show the questions about the article (None: no article is open), and the next step."""
        document_id = annotations.document_id if annotations else Id("")
        is_same = self._span is None and document_id == self.document_id
        if not is_same:
            self._leave()
        self._span, self._annotations = None, annotations
        self.span_id, self.document_id = Id(""), document_id
        self._has_selection = has_selection
        self.article.show_fields(annotations.fields if annotations else None)
        head = _("Words are selected") if has_selection else _("No mark in focus")
        step = _("Press a label's key, or “/” for all labels.")
        start = _("Select words and press a label's key, or click a mark.")
        self.empty.show_words(head, step if has_selection else start)
        self._show_page(self.article)
        if not is_same:
            self.verticalScrollBar().setValue(0)

    def commit(self) -> None:
        """Give what is being typed; what cannot be taken stays in its field, marked."""
        if self._span is None:
            self.article.form.commit()
        else:
            self.form.commit()
            self.relations.commit()
            self.note.commit()

    def show_stored(self) -> None:
        """Show what is stored in place of what was told just now and refused."""
        for form in (self.form, self.article.form, *self.relations.forms):
            form.show_stored()
        self.note.show_stored()

    def arm_next(self, step: int = 1) -> None:
        """Let digits act on the next attribute that takes them, and bring it into view.

        Without a mark the keyboard goes to the next question about the article.
        """
        if self._span is None:
            if self._annotations is not None:
                self._show_row(self.article.form.focus_beside(step))
            return
        armed = self.form.arm_next(step)
        if armed is not None:
            self._show_row(self.form.rows[armed])

    def press_digit(self, digit: int) -> bool:
        """Give the answer of a digit (1 to 9) to the armed attribute; tell whether it has one."""
        return self._span is not None and self.form.press_digit(str(digit))

    def armed(self) -> str | None:
        """Return the id of the attribute that digits act on."""
        return self.form.armed if self._span is not None else None

    def focus_attribute(self, attribute_id: str) -> None:
        """Arm an attribute and put the keyboard on it, as where a problem is to be mended."""
        form = self.article.form if self._span is None else self.form
        self._show_row(form.focus_row(attribute_id))

    def arm(self, attribute_id: str) -> None:
        """Let digits act on an attribute of the mark, if it is asked for and takes them."""
        row = self.form.rows.get(attribute_id)
        if self._span is None or row is None or row.isHidden():
            return
        if row.editor.takes_digits():
            self.form.arm(attribute_id)
            self._show_row(row)

    def focused_field(self) -> str:
        """Return the question about the article that the keyboard is on, or nothing."""
        row = self.article.form.row_of(QApplication.focusWidget())
        return row.attribute.id if row is not None else ""

    def focus_note(self) -> None:
        """Put the keyboard into the note."""
        if self._span is not None:
            self.note.take_focus()
            self.ensureWidgetVisible(self.note, 0, 8)

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        for form in self._forms.values():
            form.read_words()
        for part in (self.head, self.relations, self.note, self.article):
            part.retranslate()
        if self._span is None:
            self.show_nothing(self._annotations, has_selection=self._has_selection)
        else:
            self._show_mark(is_same=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give the keyboard back with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        self._body = QWidget()
        self._layout = column(self._body, (_LEFT, _TOP, _RIGHT, _BOTTOM))
        self._layout.addWidget(self.head)
        self._layout.addSpacing(4)
        self._layout.addWidget(self.quote)
        self._layout.addSpacing(12)
        self._form_place = column()
        self._layout.addLayout(self._form_place)
        for section in (self.relations, self.note):
            self._layout.addSpacing(2)
            self._layout.addWidget(Hairline())
            self._layout.addSpacing(8)
            self._layout.addWidget(section)
            self._layout.addSpacing(8)
        self._layout.addStretch(1)
        both = QWidget()
        pages = column(both)
        pages.addWidget(self.article)
        self.article.set_margins((_LEFT, _TOP, _RIGHT, _ARTICLE_BOTTOM))
        pages.addWidget(self._body)
        self.setWidget(both)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _connect(self) -> None:
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._show_focused)
        self.verticalScrollBar().rangeChanged.connect(self._on_range_changed)
        self.head.guideline_requested.connect(self._on_guideline_requested)
        self.head.note_requested.connect(self.focus_note)
        self.head.delete_requested.connect(self._on_delete_requested)
        self.relations.relation_activated.connect(self.relation_activated)
        self.relations.delete_requested.connect(self.relation_delete_requested)
        self.relations.relate_requested.connect(self.relate_requested)
        self.relations.attribute_changed.connect(self.relation_attribute_changed)
        self.relations.stops_changed.connect(self._order_tabs)
        self.article.field_changed.connect(self.field_changed)
        for part in (self.relations, self.note, self.article):
            part.left.connect(self.left)
        self.note.note_changed.connect(self.note_changed)
        look().changed.connect(self._on_look_changed)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    def _leave(self) -> None:
        """Give what was typed before something else is shown, and say what cannot be kept."""
        self.commit()
        if self._span is None:
            refused = self.article.form.give_up()
        else:
            refused = self.form.give_up() + self.relations.give_up()
        self._tell_refused(refused)

    def _tell_refused(self, refused: list[str]) -> None:
        if refused:
            self.message.emit(" ".join(refused))

    def _show_page(self, page: QWidget) -> None:
        for one in (self.article, self._body):
            if one is not page and has_focus(one):
                self.left.emit()
        for one in (self.article, self._body):
            one.setVisible(one is page)

    def _show_row(self, row: QWidget | None) -> None:
        if row is not None:
            self.ensureWidgetVisible(row, 0, 8)

    def _show_form(self, span: Span) -> None:
        """Bring the form of the label to its place, made at the first mark with it."""
        form = self._forms.get(span.label)
        if form is None:
            label = naming().codebook.labels.get(span.label)
            form = AttributeForm(label.attributes if label else _NO_QUESTIONS)
            form.attribute_changed.connect(self.attribute_changed)
            form.left.connect(self.left)
            self._forms[span.label] = form
            self._form_place.addWidget(form)
        if form is not self.form:
            self._tell_refused(self.form.give_up())
            if has_focus(self.form):
                self.left.emit()
            self.form.hide()
            self.form = form
            form.show()

    def _order_tabs(self) -> None:
        """Let Tab follow the eye: what can be done, the questions, the relations, the note."""
        stops: list[QWidget] = [*self.head.tab_stops(), *self.form.tab_stops()]
        stops += [*self.relations.tab_stops(), self.note.text]
        if stops != self._stops:
            self._stops = stops
            order_tabs(stops)

    def _show_mark(self, *, is_same: bool) -> None:
        span, annotations = self._span, self._annotations
        if span is None or annotations is None:
            return
        self.head.name.show_label(span.label)
        self.quote.show_quote(joined_text(self._text, span.fragments), span.label)
        answers: dict[str, AttributeValue] = {
            f"document.{key}": value for key, value in annotations.fields.items()
        }
        self.form.show_answers(answers | dict(span.attributes))
        rows = relation_rows(annotations, span.id, self._text)
        self.relations.show_relations(rows, is_same_mark=is_same)
        comment = annotations.comment_on(span.id)
        self.note.show_note(comment.text if comment else "", is_same_mark=is_same)

    def _arm_focused(self, widget: QWidget | None) -> None:
        row = self.form.row_of(widget)
        if row is not None:
            self.form.arm(row.attribute.id)

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Arm the attribute that the keyboard came to, and show all of it."""
        if new is None:
            return
        quiet = [self.article.form, *self.relations.forms]
        for form in quiet:
            row = form.row_of(new)
            form.arm(row.attribute.id if row is not None else None)
        self.form.show_digits(all(form.armed is None for form in quiet))
        if self.isAncestorOf(new):
            self._arm_focused(new)
            self._later.start()

    def _show_focused(self) -> None:
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            forms = [self.form, self.article.form, *self.relations.forms]
            rows = (form.row_of(focused) for form in forms)
            self.ensureWidgetVisible(next((row for row in rows if row), focused), 0, 8)

    def _on_range_changed(self, _least: int, most: int) -> None:
        """Let the scroll bar stand in the margin, so that nothing moves when it comes."""
        right = _RIGHT - _BAR_WIDTH if most else _RIGHT
        self._layout.setContentsMargins(_LEFT, _TOP, right, _BOTTOM)
        self.article.set_margins((_LEFT, _TOP, right, _ARTICLE_BOTTOM))

    def _on_guideline_requested(self) -> None:
        if self._span is not None:
            self.guideline_requested.emit(self._span.label)

    def _on_delete_requested(self) -> None:
        self._leave()
        self.delete_requested.emit()

    def _on_look_changed(self) -> None:
        """Make the forms anew for another codebook, or say them in another language."""
        if naming().codebook is not self._codebook:
            self._codebook = naming().codebook
            for form in self._forms.values():
                form.hide()
                form.deleteLater()
            self._forms.clear()
            self.form = AttributeForm(_NO_QUESTIONS)
            self.article.rebuild()
            self.show_nothing()
        self.retranslate()
