"""What became of the handovers? One bar that adds up: whoever moved is in exactly one part."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from report_service.web.charts import ink
from report_service.web.charts.ink import Said

COLOURS: Final = (ink.CLASSES[4], ink.CLASSES[2], ink.SERIES[1], ink.PALE)
"""Warm, by phone, not held, unknown."""
ON: Final = ("#FFFFFF", "#000000", "#000000", "#000000")


@dataclass(frozen=True, slots=True)
class Part:
    """`share`: as it is written; `number` of persons makes the length."""

    label: str
    number: int
    share: str


@lru_cache(maxsize=64)
def outcomes(parts: tuple[Part, ...], said: Said, width: int) -> str:
    """Of at most as many parts as there are colours; their names stand in the key."""
    import altair as alt

    whole = sum(part.number for part in parts) or 1
    least = 0.14 if ink.narrow(width) else 0.07
    rows: list[dict[str, object]] = []
    names: list[str] = []
    before = 0
    for part, on in zip(parts, ON, strict=False):
        names.append(f"{part.label}: {part.share}")
        rows.append(
            {
                "name": names[-1],
                "from": before, "to": before + part.number, "on": on,
                "middle": before + part.number / 2,
                "text": part.share if part.number / whole >= least else "",
            }
        )  # fmt: skip
        before += part.number
    scale = alt.Scale(domain=[0, whole])
    base = alt.Chart(alt.Data(values=rows))
    bar = base.mark_bar(stroke=ink.LINE, strokeWidth=1).encode(
        alt.X("from:Q", scale=scale, axis=None),
        alt.X2("to:Q"),
        alt.Color(
            "name:N",
            sort=names,
            scale=alt.Scale(domain=names, range=list(COLOURS[: len(names)])),
            legend=alt.Legend(
                title=None, orient="bottom", direction="vertical", symbolType="square",
                symbolStrokeWidth=1, symbolStrokeColor=ink.LINE, symbolSize=160, offset=10,
                columns=1 if ink.narrow(width) else 2, columnPadding=30, rowPadding=6,
                labelLimit=width - 40,
            ),
        ),
    )  # fmt: skip
    text = base.mark_text(fontWeight="bold").encode(
        alt.X("middle:Q", scale=scale),
        alt.Text("text:N"),
        color=alt.Color("on:N", scale=None, legend=None),
    )
    chart = alt.layer(bar, text).resolve_scale(color="independent")
    chart = chart.properties(width=width - 12, height=54)
    return ink.svg(chart.to_dict(validate=False), said, width)
