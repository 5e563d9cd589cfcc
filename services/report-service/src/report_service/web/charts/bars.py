"""Bars side by side, longest first as they are given: reasons by number, places by share."""

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from report_service.web.charts import ink
from report_service.web.charts.ink import Said

_LEFT = 250


@dataclass(frozen=True, slots=True)
class Bar:
    """`value` makes the length; `text` says it."""

    label: str
    value: float
    text: str


@lru_cache(maxsize=128)
def bars(rows: tuple[Bar, ...], most: float, mark: int | None, said: Said, width: int) -> str:
    """`most`: the value that fills the width; `mark`: a dashed line there, explained in words."""
    import altair as alt

    small = ink.narrow(width)
    values = [
        {"at": number, "label": row.label, "value": row.value, "text": row.text}
        for number, row in enumerate(rows)
    ]
    inner = width - (6 if small else _LEFT + 10)
    room = (inner - (125 if small else 165)) / inner
    base = alt.Chart(alt.Data(values=values))
    # What is written behind the longest bar lies inside the drawing too.
    scale = alt.Scale(domain=[0, (most or 1) / room], nice=False)
    y = alt.Y("at:O", title=None, axis=None if small else _names(alt, rows))
    x = alt.X("value:Q", scale=scale, axis=None)
    below = 9 if small else 0
    layers: list[Any] = [
        base.mark_bar(height=14 if small else 20, color=ink.SERIES[0], yOffset=below).encode(x, y),
        base.mark_text(align="left", dx=6, dy=below, stroke=ink.PAPER, strokeWidth=5).encode(
            x, y, alt.Text("text:N")
        ),
        base.mark_text(align="left", dx=6, dy=below, color=ink.SOFT).encode(
            x, y, alt.Text("text:N")
        ),
    ]
    if mark is not None:
        at = alt.Chart(alt.Data(values=[{"value": mark}]))
        layers.insert(
            0,
            at.mark_rule(color=ink.SERIES[1], strokeDash=[7, 5], strokeWidth=2).encode(
                alt.X("value:Q", scale=scale, axis=None)
            ),
        )
    if small:
        layers.append(
            base.mark_text(align="left", dy=-8).encode(alt.XValue(0), y, alt.Text("label:N"))
        )
    chart = alt.layer(*layers).properties(width=inner, height=alt.Step(40 if small else 30))
    return ink.svg(chart.to_dict(validate=False), said, width)


def _names(alt: Any, rows: tuple[Bar, ...]) -> Any:
    return alt.Axis(
        labelExpr=f"{json.dumps([row.label for row in rows])}[datum.value]", labelLimit=_LEFT - 10,
        minExtent=_LEFT, maxExtent=_LEFT, ticks=False, domain=True, grid=False,
        labelFontSize=14, labelOverlap=False,
    )  # fmt: skip
