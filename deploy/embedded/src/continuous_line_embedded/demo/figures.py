"""The report's figures beside what the demo caused and what was published."""

import asyncio
import time
from collections.abc import Mapping
from typing import Any

from rich.table import Table

from continuous_line_embedded.demo.acts import ANALYST
from continuous_line_embedded.demo.requests import Requests
from continuous_line_embedded.demo.tally import Share

PATIENCE = 90.0
TITLES = {
    "profile-sent": "Profile sent, of those in reception",
    "warm-handover": "Warm handover, of those who moved out",
    "activity": "In an activity, of those who moved out",
    "phone-only": "Handover by phone only",
    "not-held": "No handover held",
    "unknown": "Nothing recorded",
}


async def reported(requests: Requests, period: str) -> dict[str, Share]:
    """Per metric what the API says for the country; what is hidden as small is not there."""
    answer = await requests.get("report", "/v1/figures", ANALYST, period=period)
    shares = {}
    for figure in answer["figures"]:
        if figure["metric"] not in TITLES or figure["suppressed"]:
            continue
        shares[_name(figure)] = Share(figure["numerator"], figure["denominator"])
    return shares


def _name(figure: Mapping[str, Any]) -> str:
    part = figure.get("part")
    return f"{figure['metric']}:{part}" if part else str(figure["metric"])


async def settled(
    requests: Requests, period: str, caused: Mapping[str, Share], *, small: bool = False
) -> dict[str, Share]:
    """The report's figures once they are those that were caused, or as they are in the end.

    `small`: the period may have so few persons that figures of it are hidden.
    """
    deadline = time.monotonic() + PATIENCE
    while True:
        found = await reported(requests, period)
        if not differences(found, caused, small=small) or time.monotonic() > deadline:
            return found
        await asyncio.sleep(0.5)


def differences(
    found: Mapping[str, Share], caused: Mapping[str, Share], *, small: bool = False
) -> list[str]:
    """One line per figure in which the report and the demo's own count differ."""
    nothing = Share(0, 0)
    return [
        f"{name}: the report says {found.get(name, nothing).text}, the demo caused {share.text}"
        for name, share in caused.items()
        if found.get(name, nothing) != share and (name in found or not small)
    ]


def table(found: Mapping[str, Share], published: Mapping[str, float], title: str) -> Table:
    """As a person reads it; each figure with its own denominator."""
    shown = Table(title=title, title_justify="left")
    shown.add_column("figure")
    shown.add_column("here", justify="right")
    if published:
        shown.add_column("published", justify="right")
    for name, share in found.items():
        known = published.get(name)
        beside = [f"{100 * known:.0f}%" if known else ""] if published else []
        shown.add_row(
            TITLES.get(name) or "  because of " + name.partition(":")[2], share.text, *beside
        )
    return shown
