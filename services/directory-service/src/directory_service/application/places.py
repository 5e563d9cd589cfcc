"""Municipalities and reception centres: registered, changed, merged, closed."""

from datetime import date, datetime

from continuous_line.writing import Writing
from directory_service.application.recording import act_on
from directory_service.domain import municipality, reception_centre
from directory_service.streams import Directory


async def register_municipality(
    directory: Directory,
    writing: Writing,
    code: str,
    described: municipality.Description,
    *,
    valid_from: date | None,
    occurred_at: datetime | None,
) -> int:
    streams = directory.municipalities
    found = await streams.open(writing, code)
    act = act_on(writing, occurred_at)
    events = municipality.register(found.state, code, described, valid_from, act)
    return await streams.save(writing, code, found, events)


async def change_municipality(
    directory: Directory,
    writing: Writing,
    code: str,
    described: municipality.Description,
    *,
    valid_from: date | None,
    occurred_at: datetime | None,
) -> int:
    streams = directory.municipalities
    found = await streams.open(writing, code)
    act = act_on(writing, occurred_at)
    events = municipality.change(found.state, described, valid_from, act)
    return await streams.save(writing, code, found, events)


async def merge_municipality(
    directory: Directory,
    writing: Writing,
    code: str,
    successor: str,
    *,
    valid_from: date,
    occurred_at: datetime | None,
) -> int:
    streams = directory.municipalities
    found = await streams.open(writing, code)
    following = await streams.load(writing.tx, successor)
    act = act_on(writing, occurred_at)
    events = municipality.merge(found.state, following.state, valid_from, act)
    return await streams.save(writing, code, found, events)


async def register_reception_centre(
    directory: Directory,
    writing: Writing,
    azc: str,
    described: reception_centre.Description,
    *,
    valid_from: date | None,
    occurred_at: datetime | None,
) -> int:
    streams = directory.reception_centres
    found = await streams.open(writing, azc)
    act = act_on(writing, occurred_at)
    events = reception_centre.register(found.state, azc, described, valid_from, act)
    return await streams.save(writing, azc, found, events)


async def change_reception_centre(
    directory: Directory,
    writing: Writing,
    azc: str,
    described: reception_centre.Description,
    *,
    valid_from: date | None,
    occurred_at: datetime | None,
) -> int:
    streams = directory.reception_centres
    found = await streams.open(writing, azc)
    act = act_on(writing, occurred_at)
    events = reception_centre.change(found.state, described, valid_from, act)
    return await streams.save(writing, azc, found, events)


async def close_reception_centre(
    directory: Directory,
    writing: Writing,
    azc: str,
    *,
    valid_from: date,
    occurred_at: datetime | None,
) -> int:
    streams = directory.reception_centres
    found = await streams.open(writing, azc)
    events = reception_centre.close(found.state, valid_from, act_on(writing, occurred_at))
    return await streams.save(writing, azc, found, events)
