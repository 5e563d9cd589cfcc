"""Where the demo's persons live and go: the reference places of directory-service."""

import csv
from dataclasses import dataclass
from pathlib import Path

from continuous_line_embedded.demo.cast import MUNICIPALITIES


@dataclass(frozen=True, slots=True)
class Places:
    """`municipalities`: where people of 2019 went, with some that merged since."""

    centres: tuple[str, ...]
    municipalities: tuple[str, ...]
    of_today: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    units: tuple[str, ...] = ()


def from_reference(folder: Path, merged: int = 6) -> Places:
    """The example centres and all municipalities, with some of those that merged after 2019."""
    with (folder / "reception-centres.csv").open(encoding="utf-8") as rows:
        centres = list(csv.DictReader(rows))
    with (folder / "municipalities-2026.csv").open(encoding="utf-8") as rows:
        today = list(csv.DictReader(rows))
    with (folder / "municipality-mergers.csv").open(encoding="utf-8") as rows:
        former = [row["code"] for row in csv.DictReader(rows)][:merged]
    codes = [row["code"] for row in today]
    return Places(
        centres=tuple(row["azc"] for row in centres),
        municipalities=tuple(code for code in codes + former if code not in MUNICIPALITIES),
        of_today=tuple(codes),
        regions=tuple(sorted({row["labour_market_region_code"] for row in today})),
        units=tuple(sorted({row["unit"] for row in centres})),
    )
