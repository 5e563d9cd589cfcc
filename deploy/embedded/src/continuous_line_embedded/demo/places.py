"""Where the demo's persons live and go: the reference places of directory-service."""

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from continuous_line_embedded.demo.cast import MUNICIPALITIES


@dataclass(frozen=True, slots=True)
class Places:
    """`municipalities`: where people of 2019 and 2020 went, with some that merged since.

    So few that each has enough people to be shown: spread over the whole country hardly any cell
    of two half years would be, and what is hidden in all of them is hidden in their sum.
    """

    centres: tuple[str, ...]
    municipalities: tuple[str, ...]
    of_today: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    units: tuple[str, ...] = ()


RECEIVING: Final = 12


def from_reference(folder: Path, merged: int = 3) -> Places:
    """The example centres, and municipalities with some of those that merged after 2019."""
    with (folder / "reception-centres.csv").open(encoding="utf-8") as rows:
        centres = list(csv.DictReader(rows))
    with (folder / "municipalities-2026.csv").open(encoding="utf-8") as rows:
        today = list(csv.DictReader(rows))
    with (folder / "municipality-mergers.csv").open(encoding="utf-8") as rows:
        former = [row["code"] for row in csv.DictReader(rows)][:merged]
    codes = [row["code"] for row in today]
    return Places(
        centres=tuple(row["azc"] for row in centres),
        municipalities=(*_spread(codes), *former),
        of_today=tuple(codes),
        regions=tuple(sorted({row["labour_market_region_code"] for row in today})),
        units=tuple(sorted({row["unit"] for row in centres})),
    )


def _spread(codes: list[str]) -> list[str]:
    """Some of all over the country; none where the persons of today go."""
    left = [code for code in codes if code not in MUNICIPALITIES]
    return left[:: len(left) // RECEIVING][:RECEIVING]
