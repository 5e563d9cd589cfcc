"""A municipality: what it is called, where it lies, in which region, and what it merged into."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never

from continuous_line.act import Act
from continuous_line.happened import EventVoided
from directory_service.domain.corrections import valid
from directory_service.domain.errors import (
    AlreadyRegistered,
    MunicipalityGone,
    SuccessorUnfit,
    UnknownPlace,
)
from directory_service.domain.events import (
    MunicipalityChanged,
    MunicipalityEvent,
    MunicipalityMerged,
    MunicipalityRegistered,
)
from directory_service.domain.validity import Version, on, with_version


@dataclass(frozen=True, slots=True)
class Description:
    """`region`: code of the labour-market region. Degrees of WGS84."""

    name: str
    province: str
    region: str
    region_name: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Municipality:
    """`merged_on`: from that day it counts under `successor`."""

    code: str = ""
    versions: tuple[Version[Description], ...] = ()
    successor: str | None = None
    merged_on: date | None = None

    @property
    def exists(self) -> bool:
        return bool(self.versions)

    def on(self, day: date) -> Description | None:
        """What it was on that day; None before it existed or after it merged."""
        if self.merged_on is not None and self.merged_on <= day:
            return None
        return on(self.versions, day)


def evolve(state: Municipality, event: MunicipalityEvent) -> Municipality:
    match event:
        case MunicipalityRegistered() | MunicipalityChanged():
            described = Description(
                event.name,
                event.province,
                event.region,
                event.region_name,
                event.latitude,
                event.longitude,
            )
            versions = with_version(state.versions, event.valid_from, described)
            return replace(state, code=event.code, versions=versions)
        case MunicipalityMerged():
            return replace(state, successor=event.successor, merged_on=event.valid_from)
        case EventVoided():
            return state
        case _:
            assert_never(event)


def state_of(events: Iterable[MunicipalityEvent]) -> Municipality:
    state = Municipality()
    for event in valid(events):
        state = evolve(state, event)
    return state


def register(
    state: Municipality, code: str, described: Description, valid_from: date | None, act: Act
) -> list[MunicipalityEvent]:
    """Raises AlreadyRegistered."""
    if state.exists:
        raise AlreadyRegistered(f"municipality {code} is registered; change it instead")
    return [
        MunicipalityRegistered(
            id=act.id,
            at=act.at,
            code=code,
            name=described.name,
            province=described.province,
            region=described.region,
            region_name=described.region_name,
            latitude=described.latitude,
            longitude=described.longitude,
            valid_from=valid_from,
        )
    ]


def change(
    state: Municipality, described: Description, valid_from: date | None, act: Act
) -> list[MunicipalityEvent]:
    """From `valid_from` on it is as described; nothing where nothing changes.

    Raises UnknownPlace, MunicipalityGone.
    """
    _known(state)
    if state.merged_on is not None and (valid_from or date.min) >= state.merged_on:
        raise MunicipalityGone(
            f"{state.code} merged into {state.successor} on {state.merged_on}",
            successor=state.successor,
        )
    if Version(valid_from, described) in state.versions:
        return []
    return [
        MunicipalityChanged(
            id=act.id,
            at=act.at,
            code=state.code,
            name=described.name,
            province=described.province,
            region=described.region,
            region_name=described.region_name,
            latitude=described.latitude,
            longitude=described.longitude,
            valid_from=valid_from,
        )
    ]


def merge(
    state: Municipality, successor: Municipality, valid_from: date, act: Act
) -> list[MunicipalityEvent]:
    """Raises UnknownPlace, MunicipalityGone, SuccessorUnfit."""
    _known(state)
    if state.successor is not None:
        raise MunicipalityGone(
            f"{state.code} merged into {state.successor} on {state.merged_on}",
            successor=state.successor,
        )
    if not successor.exists or successor.code == state.code:
        raise SuccessorUnfit("the successor is another, registered municipality")
    if successor.on(valid_from) is None:
        raise SuccessorUnfit(f"{successor.code} does not exist on {valid_from}")
    return [
        MunicipalityMerged(
            id=act.id, at=act.at, code=state.code, successor=successor.code, valid_from=valid_from
        )
    ]


def _known(state: Municipality) -> None:
    if not state.exists:
        raise UnknownPlace("no municipality with this code is registered")
