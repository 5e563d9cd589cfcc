"""The map of municipalities: a dot for each, from their centre points and their share."""

from collections.abc import Mapping
from typing import Final

from report_service.domain.cuts import NOT_LINKED
from report_service.domain.metrics import Shown
from report_service.domain.observation import UNKNOWN
from report_service.queries import Report
from report_service.web.charts.ink import Said
from report_service.web.charts.map import Dot, Words, dots
from report_service.web.drawing import Drawing, drawn
from report_service.web.figures import figure
from report_service.web.saying import Saying
from report_service.web.texts_codes import UNITS_OF

CLASSES: Final = ((0, 20), (20, 40), (40, 60), (60, 80), (80, 100))


async def map_of(
    metric: str, shown: Mapping[str, Shown], report: Report, period: str, saying: Saying
) -> Drawing | None:
    """None where no municipality has a dot."""
    places = tuple(_dots(metric, shown, report))
    drawn_places = [dot for dot in places if dot.denominator != 0]
    if not drawn_places:
        return None
    words, language = saying.words, saying.language
    high = sum(
        2 * (dot.numerator or 0) >= dot.denominator for dot in drawn_places if dot.denominator
    )
    known = sum(dot.denominator is not None for dot in drawn_places)
    said = Said(
        words["map_finding" if known else "map_finding_none"].format(
            title=saying.title(metric), period=period, high=saying.number(high),
            known=saying.number(known),
        ),
        words["map_text"],
    )  # fmt: skip
    units = UNITS_OF[language].get(saying.definitions.metrics[metric].of, "")
    told = Words(
        said,
        tuple(words["share_class"].format(least=least, most=most) for least, most in CLASSES),
        words["not_shown"],
        words["trend_number"].format(units=units),
    )
    return await drawn(said, lambda width: dots(places, told, width))


def _dots(metric: str, shown: Mapping[str, Shown], report: Report) -> list[Dot]:
    found = []
    for code, cell in shown.items():
        place = None if code in (UNKNOWN, NOT_LINKED) else report.places.on(code, report.map_on)
        if place is None or place.latitude is None or place.longitude is None:
            continue
        one = figure(cell, metric)
        found.append(
            Dot(place.name, place.latitude, place.longitude, one.numerator, one.denominator)
        )
    return found
