"""The agreement as figures in SVG: black on white, so that a journal can print them.

Sizes are pixels.  The axis of coefficients goes from .5 to 1, or from 0 (or lower) where any value
needs it; .667 and .800 are marked without a word.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

from annotator.model.codebook import Codebook
from annotator.model.identity import Id
from annotator.workbench.comparing.matrix import Matrix
from annotator.workbench.comparing.measure_words import lack_words, measure_name
from annotator.workbench.comparing.methods import attribute_in, label_in
from annotator.workbench.comparing.numerals import bounds, coefficient
from annotator.workbench.comparing.rows import AgreementRow
from annotator.workbench.comparing.strips import Strip, StripKind
from annotator.workbench.language import _, language, number

MARKS = (0.667, 0.8)
"""Values that Krippendorff (2004) speaks of; they are drawn, not named."""

_CELL, _HIGH, _SIDE = 170, 64, 120
_LINE, _NAMES, _AXIS, _NUMBERS = 26, 260, 240, 190
_STRIP = 560

_NO_XML = frozenset("\ufffe\uffff")
"""Characters that no XML may have; half a pair of UTF-16 is in no text that was stored."""


def _svg(width: float, height: float, parts: Iterable[str], title: str) -> str:
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}"'
        f' viewBox="0 0 {width:g} {height:g}" font-family="sans-serif" font-size="12">\n'
        f"<title>{escape(_clean(title))}</title>\n"
        f'<rect width="{width:g}" height="{height:g}" fill="white"/>\n{body}\n</svg>\n'
    )


def _clean(text: str) -> str:
    """Leave out what XML cannot hold."""
    return "".join(one for one in text if (one >= " " and one not in _NO_XML) or one in "\t\n")


def _text(x: float, y: float, text: str, *, anchor: str = "start", extra: str = "") -> str:
    words = escape(_clean(text))
    return f'<text x="{x:g}" y="{y:g}" text-anchor={quoteattr(anchor)}{extra}>{words}</text>'


def _across(start: float, end: float, y: float, look: str = 'stroke="black"') -> str:
    return f'<line x1="{start:.2f}" y1="{y:.2f}" x2="{end:.2f}" y2="{y:.2f}" {look}/>'


def _upright(x: float, y: float, half: float, width: float) -> str:
    return (
        f'<line x1="{x:.2f}" y1="{y - half:.2f}" x2="{x:.2f}" y2="{y + half:.2f}"'
        f' stroke="black" stroke-width="{width:g}"/>'
    )


def _box(x: float, y: float, width: float, height: float, fill: str = "none") -> str:
    return (
        f'<rect x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" height="{height:.2f}"'
        f' fill="{fill}" stroke="black"/>'
    )


def floor_of(rows: Sequence[AgreementRow]) -> float:
    """Return where the axis of some values begins: .5, or 0 (or −1) where any needs it."""
    lowest = 1.0
    for row in rows:
        if row.value is not None:
            low = row.interval.low if row.interval else None
            lowest = min(lowest, row.value if low is None else low)
    lowest = round(lowest, 9)  # what is computed to be nothing may be a hair below it
    return 0.5 if lowest >= 0.5 else 0.0 if lowest >= 0 else -1.0


def _axis(row: AgreementRow, x: float, y: float, floor: float) -> list[str]:
    """Draw one value on its axis: the interval is a bar, the value an upright stroke."""

    def at(value: float) -> float:
        return x + _AXIS * (max(value, floor) - floor) / (1 - floor)

    parts = [_across(x, x + _AXIS, y, 'stroke="black" stroke-width="0.5"')]
    parts += [_upright(at(one), y, 4, 0.5) for one in MARKS]
    if row.value is None:
        return parts
    interval = row.interval
    if interval and interval.low is not None and interval.high is not None:
        low, high = at(interval.low), at(interval.high)
        parts.append(
            f'<rect x="{low:.2f}" y="{y - 2.5:.2f}" width="{max(high - low, 1):.2f}" height="5"'
            ' fill="#777777"/>'
        )
    parts.append(_upright(at(row.value), y, 7, 2))
    return parts


def intervals_svg(rows: Sequence[AgreementRow], codebook: Codebook) -> str:
    """Draw one line a row: its name, its value with the interval on an axis, the number and n."""
    floor = floor_of(rows)
    parts: list[str] = []
    for place, row in enumerate(rows):
        y = _LINE * (place + 1)
        parts.append(_text(8, y + 4, row_title(row, codebook)))
        parts += _axis(row, _NAMES, y, floor)
        words = f"{coefficient(row.value)} {bounds(row.interval) or lack_words(row.lack)}"
        parts.append(_text(_NAMES + _AXIS + 12, y + 4, f"{words.strip()}, n = {row.n_units}"))
    width, height = _NAMES + _AXIS + _NUMBERS, _LINE * (len(rows) + 1)
    return _svg(width, height, parts, _("Agreement"))


def row_title(row: AgreementRow, codebook: Codebook) -> str:
    """Return what a row is about, in a few words."""
    spoken = language()
    place = [label_in(codebook, row, spoken)]
    if row.attribute:
        place.append(attribute_in(codebook, row, spoken))
    return ": ".join([*(one for one in place if one), measure_name(row.measure)])


def matrix_svg(matrix: Matrix) -> str:
    """Draw the matrix: value and interval below the diagonal, what is shared above it."""
    size = len(matrix.own)
    parts: list[str] = []
    for i, row in enumerate(matrix.own):
        y = 30 + i * _HIGH
        parts.append(_text(8, y + _HIGH / 2, row.name))
        parts.append(_text(_SIDE + (i + 0.5) * _CELL, 20, row.name, anchor="middle"))
        for j, column in enumerate(matrix.own):
            x = _SIDE + j * _CELL
            parts.append(_box(x, y, _CELL, _HIGH, "#eeeeee" if i == j else "none"))
            if i == j:
                words = [number(row.n_units)]
            else:
                words = _cell_words(matrix, (row.coder, column.coder), is_below=i > j)
            for line, text in enumerate(words):
                parts.append(_text(x + _CELL / 2, y + 22 + 16 * line, text, anchor="middle"))
    title = measure_name(matrix.measure)
    return _svg(_SIDE + size * _CELL + 8, 38 + size * _HIGH, parts, title)


def _cell_words(matrix: Matrix, pair: tuple[Id, Id], *, is_below: bool) -> list[str]:
    cell = matrix.cell(*pair)
    if cell is None:
        return []
    row = cell.row
    if is_below and row.value is None:
        return [coefficient(None), lack_words(row.lack)]
    if is_below:
        return [coefficient(row.value, 3), bounds(row.interval), f"n = {number(row.n_units)}"]
    if cell.shared is None:
        return []
    return [
        _("{count} shared").format(count=number(cell.shared)),
        _("{first} / {second} alone").format(
            first=number(cell.only_first or 0), second=number(cell.only_second or 0)
        ),
    ]


def strips_svg(strips: Sequence[Strip]) -> str:
    """Draw one line an article, as long as its text: differing stretches, one-sided ones, outside.

    A block is a differing stretch, a ring a mark of one coder only, a dotted line text out of
    scope; at the right the article's own number.
    """
    longest = max((strip.length for strip in strips), default=1) or 1
    parts: list[str] = []
    for place, strip in enumerate(strips):
        y = _LINE * (place + 1)
        parts.append(_text(8, y + 4, strip.key))
        parts += _strip(strip, _SIDE, y, _STRIP / longest)
        value = f"{coefficient(strip.value)}, n = {number(strip.n_units)}"
        parts.append(_text(_SIDE + _STRIP + 12, y + 4, value))
    return _svg(_SIDE + _STRIP + 120, _LINE * (len(strips) + 1), parts, _("Articles"))


def _strip(strip: Strip, x: float, y: float, scale: float) -> list[str]:
    parts = [_across(x, x + strip.length * scale, y, 'stroke="#888888"')]
    for one in strip.parts:
        start, end = x + one.start * scale, x + one.end * scale
        if one.kind is StripKind.OUTSIDE:
            parts.append(_across(start, end, y, 'stroke="white" stroke-width="3"'))
            parts.append(_across(start, end, y, 'stroke="black" stroke-dasharray="1 3"'))
        elif one.kind is StripKind.ONE_SIDED:
            middle = (start + end) / 2
            ring = f'<circle cx="{middle:.2f}" cy="{y:g}" r="3.6" fill="white" stroke="black"/>'
            parts.append(ring)
        else:
            parts.append(_box(start, y - 5, max(end - start, 3), 10, "black"))
    return parts
