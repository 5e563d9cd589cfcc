"""Which municipalities? A dot at the centre of each: its area is how many moved, its colour the
share. A share that is not shown is a hollow dot of one size; where nobody moved there is none."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cos, radians
from typing import Any, Final

from report_service.web.charts import ink
from report_service.web.charts.ink import Said

_STRETCH: Final = cos(radians(52.2))
"""A degree of longitude, in degrees of latitude, in the middle of the country."""
_WEST, _EAST, _SOUTH, _NORTH = 3.3, 7.25, 50.7, 53.55
_RATIO: Final = (_NORTH - _SOUTH) / ((_EAST - _WEST) * _STRETCH)
NAMED: Final = 6
_LETTER: Final = 7.5
_LINE: Final = 16
"""Width of a bold letter and height of a line, in pixels."""
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Dot:
    """WGS84 degrees. `numerator` and `denominator` are None where they are not shown."""

    name: str
    latitude: float
    longitude: float
    numerator: int | None
    denominator: int | None


@dataclass(frozen=True, slots=True)
class Words:
    """`classes`: names of the five; `not_shown`: of the hollow dots; `size`: what the area is."""

    said: Said
    classes: tuple[str, ...]
    not_shown: str
    size: str


@lru_cache(maxsize=32)
def dots(places: tuple[Dot, ...], words: Words, width: int) -> str:
    import altair as alt

    small = ink.narrow(width)
    inner = min(width - 12, 560)
    most = max([dot.denominator or 0 for dot in places] + [1])
    names = [*words.classes, words.not_shown]
    shown = sorted(
        (_row(dot, words) for dot in places if dot.denominator), key=lambda row: -row["of"]
    )
    hollow = [_row(dot, words) for dot in places if dot.denominator is None]
    x = alt.X("x:Q", scale=alt.Scale(domain=[_WEST, _EAST], nice=False, zero=False), axis=None)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[_SOUTH, _NORTH], nice=False, zero=False), axis=None)
    colour = alt.Color(
        "class:N",
        scale=alt.Scale(domain=names, range=[*ink.CLASSES, ink.PAPER]),
        legend=alt.Legend(title=None, orient="bottom", columns=2 if small else 3, symbolSize=140,
                          symbolStrokeWidth=1, symbolStrokeColor=ink.LINE, symbolType="circle",
                          rowPadding=6, columnPadding=18, symbolOpacity=1),
    )  # fmt: skip
    area = alt.Size(
        "of:Q",
        scale=alt.Scale(domain=[0, most], range=[0, 420 if small else 1500]),
        legend=alt.Legend(title=words.size, orient="bottom", tickCount=3, direction="horizontal",
                          symbolFillColor=ink.PAPER, symbolStrokeColor=ink.LINE, format="d",
                          titleLimit=width) if shown else None,
    )  # fmt: skip
    filled = alt.Chart(alt.Data(values=shown)).mark_point(
        filled=True, stroke=ink.LINE, strokeWidth=1, opacity=1
    )
    empty = alt.Chart(alt.Data(values=hollow)).mark_point(
        filled=False,
        stroke="#777777",
        strokeWidth=1,
        size=16 if small else 40,
        opacity=1,
    )
    layers: list[Any] = [empty.encode(x, y), filled.encode(x, y, colour, area)]
    layers += _labels(alt, apart(shown, inner, 3 if small else NAMED), x, y)
    chart = alt.layer(*layers).properties(width=inner, height=round(inner * _RATIO))
    return ink.svg(chart.to_dict(validate=False), words.said, width)


def apart(rows: Sequence[Row], inner: int, most: int) -> list[Row]:
    """The first of these whose names do not touch each other, at most so many."""
    found: list[Row] = []
    boxes: list[tuple[float, float, float]] = []
    scale = inner / (_EAST - _WEST)
    for row in rows:
        x, y = row["x"] * scale, row["y"] * scale / _STRETCH
        half = len(row["name"]) * _LETTER / 2
        if all(abs(x - a) >= half + b or abs(y - c) >= _LINE for a, b, c in boxes):
            boxes.append((x, half, y))
            found.append(row)
        if len(found) == most:
            break
    return found


def _row(dot: Dot, words: Words) -> Row:
    row: Row = {"x": dot.longitude, "y": dot.latitude, "name": dot.name}
    if dot.numerator is not None and dot.denominator:
        row["class"] = words.classes[ink.share_class(dot.numerator, dot.denominator)]
        row["of"] = dot.denominator
    return row


def _labels(alt: Any, rows: list[Row], x: Any, y: Any) -> list[Any]:
    """Names of the largest, to find one's way; with a pale edge, as dots lie beneath."""
    base = alt.Chart(alt.Data(values=rows))
    text = {"align": "center", "dy": -2, "fontWeight": "bold"}
    return [
        base.mark_text(**text, stroke=ink.PAPER, strokeWidth=4, strokeJoin="round", opacity=0.9)
        .encode(x, y, alt.Text("name:N")),
        base.mark_text(**text).encode(x, y, alt.Text("name:N")),
    ]  # fmt: skip
