"""What the window does with errors: say them, never swallow them, never die of them."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Callable
from types import TracebackType

from annotator.model.errors import AnnotatorError
from annotator.workbench.language import _
from annotator.workbench.wording import error_sentence

log = logging.getLogger("annotator")

Show = Callable[[str, str, str], None]
"""Shows a title, a sentence and details."""


def error_texts(error: BaseException) -> tuple[str, str, str]:
    """Return title, sentence and copyable details of an error."""
    if isinstance(error, AnnotatorError):
        return _("This could not be done"), error_sentence(error), ""
    details = "".join(traceback.format_exception(error))
    text = _(
        "Something unexpected happened in the program. Everything you have marked up to here is "
        "saved in the project file. The details below help to mend it."
    )
    return _("Unexpected error"), text, details


class ErrorHook:
    """Shows errors that nobody caught, in place of a traceback that nobody sees."""

    def __init__(self, show: Show) -> None:
        self._show = show
        self._is_showing = False

    def install(self) -> None:
        """Become the last resort of this process."""
        sys.excepthook = self._on_error

    def _on_error(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt) or self._is_showing:
            sys.__excepthook__(kind, error, trace)
            return
        if not isinstance(error, AnnotatorError):
            log.error("unexpected error", exc_info=(kind, error, trace))
        self._is_showing = True
        try:
            self._show(*error_texts(error))
        finally:
            self._is_showing = False
