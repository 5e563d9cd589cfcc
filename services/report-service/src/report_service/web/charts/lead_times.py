"""How long does it take? A dot for the median and a tick for the ninth decile; no means."""

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from report_service.web.charts import ink
from report_service.web.charts.ink import Said

_LEFT = 250


@dataclass(frozen=True, slots=True)
class Span:
    """Days. Rows that are not shown are left out by who calls."""

    label: str
    median: int
    p90: int


@dataclass(frozen=True, slots=True)
class Words:
    """`key`: what dot and tick mean; `days`: the name of the axis; `term` names its line."""

    said: Said
    days: str
    key: str
    term: str | None = None


@lru_cache(maxsize=64)
def lead_times(rows: tuple[Span, ...], term: int | None, words: Words, width: int) -> str:
    """`term`: days, where there is one: a dashed line."""
    import altair as alt

    small = ink.narrow(width)
    values = [
        {"at": number, "label": row.label, "median": row.median, "p90": row.p90}
        for number, row in enumerate(rows)
    ]
    most = max([row.p90 for row in rows] + ([term] if term else []) + [1])
    scale = alt.Scale(domain=[0, most * 1.06], nice=False)
    inner = width - (24 if small else _LEFT + 40)
    y = alt.Y("at:O", title=None, axis=None if small else _names(alt, rows))
    axis = alt.Axis(title=words.days, tickCount=5, grid=True, titleAnchor="start", titlePadding=10)
    x = alt.X("median:Q", scale=scale, axis=axis)
    below = 8 if small else 0
    base = alt.Chart(alt.Data(values=values))
    layers: list[Any] = [
        base.mark_rule(color=ink.LINE, strokeWidth=1.5, yOffset=below).encode(
            x, y, alt.X2("p90:Q")
        ),
        base.mark_tick(color=ink.SERIES[1], thickness=4, size=18, yOffset=below).encode(
            alt.X("p90:Q", scale=scale, axis=axis), y
        ),
        base.mark_circle(color=ink.SERIES[0], size=130, opacity=1, yOffset=below).encode(x, y),
    ]
    if small:
        layers.append(
            base.mark_text(align="left", dy=-9).encode(alt.XValue(0), y, alt.Text("label:N"))
        )
    if term is not None:
        at = alt.Chart(alt.Data(values=[{"median": term, "text": words.term or ""}]))
        line = at.mark_rule(color=ink.LINE, strokeDash=[7, 5], strokeWidth=1.5)
        layers.append(line.encode(alt.X("median:Q", scale=scale, axis=axis)))
        name = at.mark_text(align="right", baseline="bottom", dx=-4, dy=-4, color=ink.SOFT)
        layers.append(name.encode(alt.X("median:Q", scale=scale, axis=axis), alt.YValue(0),
                                  alt.Text("text:N")))  # fmt: skip
    title = alt.TitleParams(words.key, anchor="start", fontSize=13, fontWeight="normal",
                            color=ink.SOFT, offset=22 if term else 10)  # fmt: skip
    chart = alt.layer(*layers).properties(
        width=inner, height=alt.Step(42 if small else 30), title=title
    )
    return ink.svg(chart.to_dict(validate=False), words.said, width)


def _names(alt: Any, rows: tuple[Span, ...]) -> Any:
    return alt.Axis(
        labelExpr=f"{json.dumps([row.label for row in rows])}[datum.value]", labelLimit=_LEFT - 10,
        minExtent=_LEFT, maxExtent=_LEFT, ticks=False, domain=False, grid=False,
        labelFontSize=14, labelOverlap=False,
    )  # fmt: skip
