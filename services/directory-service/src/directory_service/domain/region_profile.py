"""The sectors in which a labour-market region needs people, from a day on (004:64, 004:188).

They show with their date where a link is weighed: profiles of regions were not always sharp
(004:260).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import assert_never

from continuous_line.act import Act
from continuous_line.codes_directory import Sector
from continuous_line.happened import EventVoided
from directory_service.domain.corrections import valid
from directory_service.domain.errors import NotYours
from directory_service.domain.events_meetings import RegionEvent, RegionProfilePublished
from directory_service.domain.own import covers
from directory_service.domain.validity import Version, with_version


@dataclass(frozen=True, slots=True)
class Chances:
    sectors: tuple[Sector, ...]
    published_at: datetime


@dataclass(frozen=True, slots=True)
class RegionProfile:
    region: str = ""
    versions: tuple[Version[Chances], ...] = ()


def evolve(state: RegionProfile, event: RegionEvent) -> RegionProfile:
    match event:
        case RegionProfilePublished():
            chances = Chances(event.sectors, event.at)
            return RegionProfile(
                event.region, with_version(state.versions, event.valid_from, chances)
            )
        case EventVoided():
            return state
        case _:
            assert_never(event)


def state_of(events: Iterable[RegionEvent]) -> RegionProfile:
    state = RegionProfile()
    for event in valid(events):
        state = evolve(state, event)
    return state


def publish(
    region: str,
    sectors: tuple[Sector, ...],
    valid_from: date,
    *,
    lying_in: Iterable[str],
    own: frozenset[str],
    act: Act,
) -> list[RegionEvent]:
    """`lying_in`: the municipalities of the region. Raises NotYours."""
    if not covers(own, [region, *lying_in]):
        raise NotYours("the profile of a region is published by those of the region")
    return [
        RegionProfilePublished(
            id=act.id, at=act.at, region=region, sectors=sectors, valid_from=valid_from
        )
    ]
