"""Everything that happens to somebody from the permit to the closing."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from person import CONTENT, Person

from continuous_line_embedded.demo.acts import TVS, at

ALL_THREE = ["case-manager", "client-manager", "permit-holder"]


OF_THE_WHOLE_WAY: Final = [
    "MunicipalityLinked",
    "CaseAssigned",
    "WarmHandoverHeld",
    "HandoverAcknowledged",
    "MovedToMunicipality",
    "ClientManagerNamed",
    "CaseAccepted",
    "HandoverClosed",
]
"""What handover-service says of it, in this order."""
_OF_THE_CLOCK: Final = ("MilestoneNear", "MilestoneMet", "MilestoneMissed", "EventVoided")


def acts(names: Iterable[str]) -> list[str]:
    """Without what follows from the clock."""
    return [name for name in names if name not in _OF_THE_CLOCK]


async def whole_way(person: Person, azc: str, municipality: str) -> None:
    tvs, manager, client = TVS, person.manager, person.client
    await person.does(
        tvs, "profile", "/profiles", permitHolderId=person.id, azc=azc,
        occurredAt=at(date(2026, 1, 2)).isoformat(),
    )  # fmt: skip
    await person.does(tvs, "profile", "/profiles/{person}/permits", grantedOn="2026-01-05")
    await person.does(
        tvs, "handover", "/links", permitHolderId=person.id, municipality=municipality, azc=azc,
        basis="education", occurredAt=at(date(2026, 3, 2)).isoformat(),
    )  # fmt: skip
    await person.does(person.location, "handover", "/cases/{case}/owners", owner=manager.subject)
    for section in ("education", "work", "language", "wishes"):
        path = "/profiles/{person}/sections/" + section
        await person.does(manager, "profile", path, "PUT", content=CONTENT[section])
    await person.does(manager, "profile", "/profiles/{person}/completions")
    await person.does(
        manager, "profile", "/profiles/{person}/sendings",
        occurredAt=at(date(2026, 3, 3)).isoformat(),
    )  # fmt: skip
    await person.does(client, "profile", "/profiles/{person}", "GET")
    await person.does(client, "profile", "/profiles/{person}", "GET")
    await person.does(
        manager, "handover", "/cases/{case}/handover-outcomes", mode="in-person",
        attended=ALL_THREE, interpreter=True, occurredAt=at(date(2026, 5, 12)).isoformat(),
    )  # fmt: skip
    await person.does(
        client, "handover", "/cases/{case}/acknowledgements", verdict="incomplete",
        sections=["education"],
    )  # fmt: skip
    await person.does(tvs, "handover", "/cases/{case}/moves", movedOn="2026-06-01")
    await person.does(client, "handover", "/cases/{case}/acceptances")
    await person.does(
        manager, "handover", "/cases/{case}/closings", outcome="accepted",
        tasks=[{"task": "registration", "party": "client-manager"}], overview="client-manager",
    )  # fmt: skip
