"""What every chart is drawn with: colours, sizes, and how a drawing becomes SVG for a page.

Altair and the program that draws are imported when first something is drawn: they take a third of
a second and 70 MB, which whoever never looks at a page has no use for.
"""

import re
from collections.abc import Mapping
from html import escape
from typing import Any, Final, NamedTuple
from uuid import NAMESPACE_URL, uuid5

CLASSES: Final = ("#EFF3FF", "#BDD7E7", "#6BAED6", "#3182BD", "#08519C")
"""Of shares: five fixed classes of 20 points, pale to dark."""
ON_CLASSES: Final = ("#000000", "#000000", "#000000", "#000000", "#FFFFFF")
"""Of the text on them: white on the darkest only."""
SERIES: Final = ("#0072B2", "#D55E00")
LINE, INK, SOFT, GRID, PAPER = "#333333", "#1b1b1b", "#505050", "#dddddd", "#ffffff"
PALE: Final = "#d9d9d9"
FONT: Final = "sans-serif"
"""There always is one; the style of a page says which."""
WIDE, NARROW = 680, 288
"""Pixels: of a window, and of a phone of 320 with its margins. Each gets a drawing of its own, as
one that is made smaller could not be read."""

_HEAD: Final = re.compile(r'<svg [^>]*?width="([\d.]+)" height="([\d.]+)"[^>]*>')
_UNUSED: Final = re.compile(r' (?:class|pointer-events|aria-[a-z]+|role)="[^"<>]*"')
_EMPTY: Final = re.compile(r'<path d=""[^>]*/>|<path d="M0,0h0v0h0Z"/>')


class Said(NamedTuple):
    """What a chart says to who does not see it: its finding, and two sentences."""

    title: str
    text: str


def share_class(numerator: int, denominator: int) -> int:
    """0 to 4: [0,20) [20,40) [40,60) [60,80) [80,100]; the denominator is never 0."""
    return min(4, 5 * numerator // denominator)


def narrow(width: int) -> bool:
    return width < 500


def size(width: int) -> int:
    """Of text, in pixels."""
    return 12 if narrow(width) else 14


def config(width: int) -> dict[str, Any]:
    """Without aria: the drawing is one image, and says what it is itself."""
    text = {"labelFont": FONT, "titleFont": FONT, "labelFontSize": size(width) - 1,
            "titleFontSize": size(width) - 1, "labelColor": INK, "titleColor": INK}  # fmt: skip
    return {
        "aria": False,
        "font": FONT,
        "background": PAPER,
        "view": {"stroke": None},
        "axis": {**text, "aria": False, "titleFontWeight": "normal", "gridColor": GRID,
                 "domainColor": LINE, "tickColor": LINE},
        "legend": {**text, "aria": False, "titleFontWeight": "normal", "labelLimit": 400,
                   "layout": {"bottom": {"direction": "vertical", "anchor": "start"}}},
        "text": {"font": FONT, "fontSize": size(width), "color": INK},
    }  # fmt: skip


def svg(spec: Mapping[str, Any], said: Said, width: int) -> str:
    """The drawing, ready to stand in a page: one image with a name and a description."""
    import vl_convert

    drawn = vl_convert.vegalite_to_svg({**spec, "config": config(width)})
    head = _HEAD.search(drawn)
    if head is None:
        raise ValueError("the drawing has no size")
    inside = _EMPTY.sub("", _UNUSED.sub("", drawn[head.end() :]))
    # The name is of what is drawn: the same figures give the same bytes.
    name = "chart-" + uuid5(NAMESPACE_URL, said.title + said.text + inside).hex[:8]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="drawing" '
        f'viewBox="0 0 {head[1]} {head[2]}" '
        f'width="{head[1]}" height="{head[2]}" role="img" '
        f'aria-labelledby="{name}-title {name}-text">'
        f'<title id="{name}-title">{escape(said.title)}</title>'
        f'<desc id="{name}-text">{escape(said.text)}</desc>{inside}'
    )
