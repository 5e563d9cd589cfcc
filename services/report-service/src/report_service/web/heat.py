"""Where, and how far? A table by azc and distance, each cell coloured by its share."""

from collections.abc import Mapping
from dataclasses import dataclass

from report_service.domain.cuts import By
from report_service.domain.metrics import Shown
from report_service.domain.observation import BANDS
from report_service.web.areas import group_name, in_order
from report_service.web.figures import figure
from report_service.web.saying import Saying, Share


@dataclass(frozen=True, slots=True)
class HeatRow:
    """`cells`: one per column; None: nobody is in it."""

    name: str
    cells: tuple[Share | None, ...]


@dataclass(frozen=True, slots=True)
class Heat:
    columns: tuple[str, ...]
    rows: tuple[HeatRow, ...]


def heat(
    metric: str, found: Mapping[str, Shown], names: Mapping[str, str], saying: Saying
) -> Heat | None:
    """None where there is nothing in any cell. A column of a band without anybody stays."""
    shares: dict[str, dict[str, Share | None]] = {}
    for code, shown in found.items():
        azc, _, band = code.rpartition(":")
        one = figure(shown, metric)
        if one.denominator != 0:
            shares.setdefault(azc, {})[band] = saying.share(one)
    if not shares:
        return None
    bands = in_order(By.DISTANCE, {*BANDS, *(band for row in shares.values() for band in row)})
    named = {azc: group_name(By.AZC, azc, names, saying.language) for azc in shares}
    rows = tuple(
        HeatRow(named[azc], tuple(shares[azc].get(band) for band in bands))
        for azc in sorted(shares, key=lambda azc: named[azc])
    )
    return Heat(tuple(group_name(By.DISTANCE, band, {}, saying.language) for band in bands), rows)
