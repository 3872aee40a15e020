"""Text in a few lines of a width: from its beginning, or so that its end is seen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

from annotator.gui.theme.faces import text_width
from annotator.gui.theme.paint import elide

CUT = "…"


def first_lines(text: str, used: QFont, width: float, most: int) -> list[str]:
    """Return the first lines of a text, the last one cut with an ellipsis where there is more."""
    layout = QTextLayout(text, used)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    units = text.encode("utf-16-le", "surrogatepass")
    starts: list[int] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid() and len(starts) <= most:
        line.setLineWidth(max(width, 1))
        starts.append(line.textStart())
    layout.endLayout()
    ends = [*starts[1:], len(units) // 2]
    found = [
        units[2 * start : 2 * end].decode("utf-16-le", "replace").strip()
        for start, end in zip(starts, ends, strict=True)
    ]
    if len(found) <= most:
        return found or [""]
    rest = units[2 * starts[most - 1] :].decode("utf-16-le", "replace")
    return [*found[: most - 1], elide(rest, width, used)]


def last_lines(text: str, used: QFont, width: float, most: int) -> list[str]:
    """Return the last lines of a text, with an ellipsis before them where there is more.

    Of a word that is wider than a line the end is seen.
    """
    words = text.split()
    lines: list[str] = []
    present = ""
    while words:
        longer = f"{words[-1]} {present}".strip()
        is_last = len(lines) == most - 1
        if text_width(f"{CUT} {longer}" if is_last else longer, used) > width and present:
            lines.append(present)
            present = ""
            if len(lines) == most:
                break
            continue
        present = longer
        words.pop()
    if present and len(lines) < most:
        lines.append(present)
    lines.reverse()
    if words and lines:
        lines[0] = f"{CUT} {lines[0]}"
    cut = QFontMetricsF(used)
    left = Qt.TextElideMode.ElideLeft
    return [cut.elidedText(one, left, max(width, 0)) for one in lines] or [""]
