"""Charts: what is in the drawing, and what is not; never pixels."""

import re
from xml.etree import ElementTree as ET

import pytest

from report_service.web.charts import ink
from report_service.web.charts.bars import Bar, bars
from report_service.web.charts.ink import NARROW, WIDE, Said
from report_service.web.charts.lead_times import Span, lead_times
from report_service.web.charts.lead_times import Words as LeadWords
from report_service.web.charts.map import NAMED, Dot, apart, dots
from report_service.web.charts.map import Words as MapWords
from report_service.web.charts.outcomes import Part, outcomes
from report_service.web.charts.trend import Point, trend
from report_service.web.charts.trend import Words as TrendWords

SAID = Said("24% had a <warm> handover", "A line. And bars.")
CLASSES = ("0-20", "20-40", "40-60", "60-80", "80-100")
TREND = TrendWords(SAID, "Share", "Persons", "COA promised 80%")
POINTS = (
    Point("half 1|2025", 120, 500),
    Point("half 2|2025", None, None),
    Point("half 1|2026", 307, 1000, open=True),
)
PLACES = (
    Dot("Weert", 51.25, 5.71, 3, 12),
    Dot("Utrecht", 52.09, 5.12, 90, 100),
    Dot("Goes", 51.5, 3.89, None, None),
    Dot("Texel", 53.05, 4.8, 0, 0),
)
MAP = MapWords(SAID, CLASSES, "not shown", "Persons who moved")


def texts(svg: str) -> list[str]:
    return ["".join(found.itertext()) for found in ET.fromstring(svg).iter() if is_text(found)]


def is_text(element: ET.Element) -> bool:
    return element.tag.endswith("}text")


def every_chart(width: int) -> dict[str, str]:
    return {
        "trend": trend(POINTS, 80, TREND, width),
        "outcomes": outcomes((Part("Warm", 24, "24%"), Part("Phone", 76, "76%")), SAID, width),
        "bars": bars((Bar("distance", 12, "12 (60%)"),), 12, None, SAID, width),
        "lead": lead_times((Span("azc Weert", 30, 71),), 70, LeadWords(SAID, "days", "key"), width),
        "map": dots(PLACES, MAP, width),
    }


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_each_chart_is_one_image_with_a_name_and_a_description(width: int) -> None:
    for name, svg in every_chart(width).items():
        root = ET.fromstring(svg)
        assert root.get("role") == "img", name
        title, text = (root.get("aria-labelledby") or "").split()
        said = {found.get("id"): found.text for found in root if found.get("id")}
        assert said == {title: SAID.title, text: SAID.text}, name
        assert "aria-label=" not in svg, name
        assert svg.count("role=") == 1, name


def test_no_chart_has_what_a_page_may_not_hold() -> None:
    """No style, script or address: the page's policy allows none, and prints as it is."""
    for name, svg in every_chart(WIDE).items():
        assert not re.search(r"\bstyle=|<style|<script|<image|href=|url\(", svg), name
        assert set(re.findall(r'font-family="([^"]*)"', svg)) <= {ink.FONT}, name


def test_the_same_figures_give_the_same_bytes() -> None:
    first = every_chart(WIDE)
    for drawn in (trend, outcomes, bars, lead_times, dots):
        drawn.cache_clear()  # type: ignore[attr-defined]
    assert every_chart(WIDE) == first


def test_a_period_that_is_not_shown_leaves_a_gap_and_no_number() -> None:
    svg = trend(POINTS, 80, TREND, WIDE)
    assert [text for text in texts(svg) if text.endswith("%")][:1] == ["0%"]
    assert {"24%", "31%", "COA promised 80%", "500", "1.000"} <= set(texts(svg))
    assert "half 22025" in texts(svg)
    assert len([text for text in texts(svg) if re.fullmatch(r"[\d.]+", text)]) == 2


def test_the_open_period_is_hollow() -> None:
    svg = trend(POINTS, None, TREND, WIDE)
    dots_ = re.findall(r'<path [^>]*stroke="#0072B2"[^>]*>', svg)
    fills = [found for found in dots_ if 'stroke-width="2.5"' in found]
    assert sum(f'fill="{ink.PAPER}"' in found for found in fills) == 1
    assert sum(f'fill="{ink.SERIES[0]}"' in found for found in fills) == 1


def test_the_outcomes_are_drawn_to_scale_and_add_up() -> None:
    svg = outcomes((Part("Warm", 24, "24%"), Part("Phone", 76, "76%")), SAID, WIDE)
    assert {"24%", "76%", "Warm: 24%", "Phone: 76%"} <= set(texts(svg))


def test_on_the_map_large_places_lie_beneath_small_ones() -> None:
    svg = dots(PLACES, MAP, WIDE)
    filled = re.findall(r'<path [^>]*fill="(#[0-9A-Fa-f]{6})"[^>]*stroke="#333333"[^>]*>', svg)
    assert filled[:2] == [ink.CLASSES[4], ink.CLASSES[1]]


def named(*names: str, at: float = 52.0) -> list[dict[str, object]]:
    return [{"name": name, "x": 6.8 + n / 100, "y": at} for n, name in enumerate(names)]


def test_on_the_map_two_names_never_touch_and_the_larger_place_keeps_its_own() -> None:
    rows = [*named("Eemsdelta", "Appingedam", "Delfzijl", at=53.3), *named("Venlo", at=51.4)]
    assert [row["name"] for row in apart(rows, 560, NAMED)] == ["Eemsdelta", "Venlo"]


def test_on_the_map_no_more_are_named_than_asked_for() -> None:
    rows = [row for n in range(9) for row in named(f"Plaats {n}", at=50.8 + n / 4)]
    assert len(apart(rows, 560, 4)) == 4


def test_on_the_map_a_share_that_is_not_shown_is_hollow_and_nobody_is_no_dot() -> None:
    svg = dots(PLACES, MAP, WIDE)
    assert svg.count('stroke="#777777"') == 1
    assert "Texel" not in svg
    assert "Goes" not in svg


def test_what_is_not_shown_does_not_change_the_map() -> None:
    """Whatever the number was: the drawing knows none."""
    known = dots(PLACES, MAP, WIDE)
    assert dots((*PLACES[:2], Dot("Sluis", 51.5, 3.89, None, None)), MAP, WIDE) == known


@pytest.mark.parametrize(
    ("numerator", "denominator", "wanted"),
    [(0, 5, 0), (199, 1000, 0), (1, 5, 1), (599, 1000, 2), (3, 5, 3), (4, 5, 4), (5, 5, 4)],
)
def test_a_share_lies_in_one_of_five_fixed_classes(
    numerator: int, denominator: int, wanted: int
) -> None:
    assert ink.share_class(numerator, denominator) == wanted


def test_a_name_with_marks_of_markup_stays_text() -> None:
    svg = bars((Bar('<b onload="x">', 1, "1 & 2"),), 1, None, SAID, WIDE)
    assert "<b" not in svg
    assert "1 & 2" in texts(svg)
