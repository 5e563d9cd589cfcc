"""Nearing the promise? A line of the share; below it, in bars of their own, how many it is of."""

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from report_service.web.charts import ink
from report_service.web.charts.ink import Said


@dataclass(frozen=True, slots=True)
class Point:
    """Of one period. `label`: lines, with a `|` between. `numerator` and `denominator` are None
    where they are not shown: the line has a gap. `open`: the period has not ended."""

    label: str
    numerator: int | None
    denominator: int | None
    open: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """`promise` names the dashed line, `share` and `persons` the axes."""

    said: Said
    share: str
    persons: str
    promise: str | None = None
    comma: str = "."


@lru_cache(maxsize=64)
def trend(points: tuple[Point, ...], promise: int | None, words: Words, width: int) -> str:
    import altair as alt

    rows = [_row(number, point, words) for number, point in enumerate(points)]
    every = max(1, -(-len(rows) // (4 if ink.narrow(width) else 9)))
    for row in rows[::-1][::every]:
        row["named"] = True
    inner = width - 56
    x = alt.X(
        "at:O",
        title=None,
        scale=alt.Scale(domain=list(range(len(rows)))),
        axis=alt.Axis(labels=False, ticks=False, grid=False, domain=True),
    )
    line = _share(alt, rows, promise, words, inner, x)
    bars = _persons(alt, rows, words, inner, ink.size(width))
    both = alt.vconcat(line, bars, spacing=14)
    return ink.svg(both.to_dict(validate=False), words.said, width)


def _row(number: int, point: Point, words: Words) -> dict[str, Any]:
    row: dict[str, Any] = {"at": number, "label": point.label, "open": point.open, "named": False}
    if point.denominator is not None:
        row["of"], row["of_text"] = point.denominator, _thousands(point.denominator, words.comma)
    if point.numerator is not None and point.denominator:
        row["share"] = 100 * point.numerator / point.denominator
        row["text"] = f"{row['share']:.0f}%"
    return row


def _thousands(number: int, comma: str) -> str:
    return f"{number:,}".replace(",", comma)


def _share(
    alt: Any, rows: list[dict[str, Any]], promise: int | None, words: Words, inner: int, x: Any
) -> Any:
    axis = alt.Axis(values=[0, 20, 40, 60, 80, 100], labelExpr="datum.label + '%'",
                    minExtent=40, maxExtent=40, domain=False, ticks=False)  # fmt: skip
    scale = alt.Scale(domain=[0, 100])
    y = alt.Y("share:Q", scale=scale, axis=axis, title=None)
    base = alt.Chart(alt.Data(values=rows))
    title = alt.TitleParams(words.share, anchor="start", fontSize=13, fontWeight="normal",
                            color=ink.SOFT, offset=10)  # fmt: skip
    layers = [
        base.mark_line(color=ink.SERIES[0], strokeWidth=3).encode(x, y),
        *(
            base.transform_filter(f"datum.open === {'true' if hollow else 'false'}")
            .transform_filter("isValid(datum.share)")
            .mark_point(size=90, filled=True, strokeWidth=2.5, opacity=1,
                        fill=ink.PAPER if hollow else ink.SERIES[0], stroke=ink.SERIES[0])
            .encode(x, y)
            for hollow in (False, True)
        ),
        base.transform_filter("datum.named && isValid(datum.share)")
        .mark_text(dy=-15, fontWeight="bold", stroke=ink.PAPER, strokeWidth=4, strokeJoin="round")
        .encode(x, y, alt.Text("text:N")),
        base.transform_filter("datum.named && isValid(datum.share)")
        .mark_text(dy=-15, fontWeight="bold")
        .encode(x, y, alt.Text("text:N")),
    ]  # fmt: skip
    if promise is not None:
        at = alt.Chart(alt.Data(values=[{"share": promise, "text": words.promise or ""}]))
        layers = [
            at.mark_rule(color=ink.SERIES[1], strokeDash=[7, 5], strokeWidth=2).encode(
                alt.Y("share:Q", scale=scale)
            ),
            at.mark_text(align="left", baseline="bottom", dy=-4, color="#9a4400")
            .encode(alt.XValue(4), alt.Y("share:Q", scale=scale), alt.Text("text:N")),
            *layers,
        ]  # fmt: skip
    return alt.layer(*layers).properties(width=inner, height=230, title=title)


def _persons(alt: Any, rows: list[dict[str, Any]], words: Words, inner: int, size: int) -> Any:
    labels = [str(row["label"]) if row["named"] else "" for row in rows]
    axis = alt.Axis(
        labelExpr=f"split({json.dumps(labels)}[datum.value], '|')", labelAngle=0, ticks=False,
        labelPadding=6, grid=False, labelLineHeight=size + 3, labelOverlap=False,
    )  # fmt: skip
    x = alt.X("at:O", title=None, axis=axis, scale=alt.Scale(domain=list(range(len(rows)))))
    y = alt.Y("of:Q", title=None, axis=alt.Axis(
        tickCount=2, minExtent=40, maxExtent=40, domain=False, ticks=False, grid=False,
        labels=False))  # fmt: skip
    title = alt.TitleParams(words.persons, anchor="start", fontSize=13, fontWeight="normal",
                            color=ink.SOFT, offset=16)  # fmt: skip
    base = alt.Chart(alt.Data(values=rows)).transform_filter("isValid(datum.of)")
    bars = [
        base.transform_filter(f"datum.open === {'true' if hollow else 'false'}")
        .mark_bar(fill=ink.PAPER if hollow else ink.PALE, stroke=ink.LINE, strokeWidth=1)
        .encode(x, y)
        for hollow in (False, True)
    ]
    text = (
        base.transform_filter("datum.named")
        .mark_text(dy=-8, fontSize=size - 1, color=ink.SOFT)
        .encode(x, y, alt.Text("of_text:N"))
    )
    return alt.layer(*bars, text).properties(width=inner, height=70, title=title)
