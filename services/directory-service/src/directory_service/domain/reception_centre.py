"""A reception centre (azc): COA's locations open, change and close from month to month."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never

from continuous_line.act import Act
from continuous_line.happened import EventVoided
from directory_service.domain.corrections import valid
from directory_service.domain.errors import (
    AlreadyRegistered,
    ReceptionCentreGone,
    UnknownPlace,
)
from directory_service.domain.events import (
    ReceptionCentreChanged,
    ReceptionCentreClosed,
    ReceptionCentreEvent,
    ReceptionCentreRegistered,
)
from directory_service.domain.validity import Version, on, with_version


@dataclass(frozen=True, slots=True)
class Description:
    """`unit`: COA's management area. `activity_target`: percent of the residents, if one is set."""

    name: str
    unit: str
    place: str
    latitude: float
    longitude: float
    activity_target: int | None = None


@dataclass(frozen=True, slots=True)
class ReceptionCentre:
    azc: str = ""
    versions: tuple[Version[Description], ...] = ()
    closed_on: date | None = None

    @property
    def exists(self) -> bool:
        return bool(self.versions)

    def on(self, day: date) -> Description | None:
        """What it was on that day; None before it opened or after it closed."""
        if self.closed_on is not None and self.closed_on <= day:
            return None
        return on(self.versions, day)


def evolve(state: ReceptionCentre, event: ReceptionCentreEvent) -> ReceptionCentre:
    match event:
        case ReceptionCentreRegistered() | ReceptionCentreChanged():
            described = Description(
                event.name,
                event.unit,
                event.place,
                event.latitude,
                event.longitude,
                event.activity_target,
            )
            versions = with_version(state.versions, event.valid_from, described)
            return replace(state, azc=event.azc, versions=versions)
        case ReceptionCentreClosed():
            return replace(state, closed_on=event.valid_from)
        case EventVoided():
            return state
        case _:
            assert_never(event)


def state_of(events: Iterable[ReceptionCentreEvent]) -> ReceptionCentre:
    state = ReceptionCentre()
    for event in valid(events):
        state = evolve(state, event)
    return state


def register(
    state: ReceptionCentre, azc: str, described: Description, valid_from: date | None, act: Act
) -> list[ReceptionCentreEvent]:
    """Raises AlreadyRegistered."""
    if state.exists:
        raise AlreadyRegistered(f"reception centre {azc} is registered; change it instead")
    return [
        ReceptionCentreRegistered(
            id=act.id,
            at=act.at,
            azc=azc,
            name=described.name,
            unit=described.unit,
            place=described.place,
            latitude=described.latitude,
            longitude=described.longitude,
            activity_target=described.activity_target,
            valid_from=valid_from,
        )
    ]


def change(
    state: ReceptionCentre, described: Description, valid_from: date | None, act: Act
) -> list[ReceptionCentreEvent]:
    """From `valid_from` on it is as described; nothing where nothing changes.

    Raises UnknownPlace, ReceptionCentreGone.
    """
    _known(state)
    if state.closed_on is not None and (valid_from or date.min) >= state.closed_on:
        raise ReceptionCentreGone(f"{state.azc} closed on {state.closed_on}")
    if Version(valid_from, described) in state.versions:
        return []
    return [
        ReceptionCentreChanged(
            id=act.id,
            at=act.at,
            azc=state.azc,
            name=described.name,
            unit=described.unit,
            place=described.place,
            latitude=described.latitude,
            longitude=described.longitude,
            activity_target=described.activity_target,
            valid_from=valid_from,
        )
    ]


def close(state: ReceptionCentre, valid_from: date, act: Act) -> list[ReceptionCentreEvent]:
    """Raises UnknownPlace, ReceptionCentreGone."""
    _known(state)
    if state.closed_on is not None:
        raise ReceptionCentreGone(f"{state.azc} closed on {state.closed_on}")
    return [ReceptionCentreClosed(id=act.id, at=act.at, azc=state.azc, valid_from=valid_from)]


def _known(state: ReceptionCentre) -> None:
    if not state.exists:
        raise UnknownPlace("no reception centre with this code is registered")
