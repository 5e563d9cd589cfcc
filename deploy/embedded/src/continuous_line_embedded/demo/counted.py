"""Whether the report says what the demo caused: the half year, and the invented year after it."""

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table

from continuous_line_embedded.demo import figures, invented, tally
from continuous_line_embedded.demo.requests import Requests
from continuous_line_embedded.demo.stories import Story

PUBLISHED = "2019-H1"
RISING = "warm-handover"


async def shown(
    requests: Requests, told: Iterable[Story], shares: dict[str, float], console: Console
) -> list[str]:
    """Prints the figures, and returns one line for each that is not the one that was caused."""
    told = list(told)
    caused = tally.count(told)
    found = await figures.settled(requests, PUBLISHED, caused)
    console.print(figures.table(found, shares, f"The continuous line, {PUBLISHED}"))
    wrong = figures.differences(found, caused)
    for half in invented.HALVES:
        caused = tally.count(told, half.code)
        found = await figures.settled(requests, half.code, caused, small=True)
        console.print(
            figures.table(found, {}, f"Invented: {half.code}, nothing was published of it")
        )
        wrong += [f"{half.code} {line}" for line in figures.differences(found, caused, small=True)]
    return wrong + await _months(requests, told, console)


async def _months(requests: Requests, told: list[Story], console: Console) -> list[str]:
    """The share of warm handovers in each month of the invented year."""
    rising = Table(title="Invented: warm handovers by month", title_justify="left")
    rising.add_column("month")
    rising.add_column("here", justify="right")
    wrong = []
    for month in invented.MONTHS:
        caused = {RISING: tally.count(told, month.code)[RISING]}
        found = await figures.settled(requests, month.code, caused, small=True)
        rising.add_row(month.code, found[RISING].text if RISING in found else "not shown")
        wrong += [f"{month.code} {line}" for line in figures.differences(found, caused, small=True)]
    console.print(rising)
    return wrong
