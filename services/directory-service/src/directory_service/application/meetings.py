"""LIPO's, visits, the profiles of regions, and practices that are shared."""

from datetime import date, datetime
from uuid import UUID

from continuous_line.codes_directory import PracticeKind, Sector
from continuous_line.days import day
from continuous_line.writing import Writing
from directory_service import queries_meetings
from directory_service.application import texts
from directory_service.application.offers import check_places, own
from directory_service.application.recording import TakingBack, act_on, void
from directory_service.areas import municipality_areas
from directory_service.domain import lipo, practice, region_profile, visit
from directory_service.domain.errors import NotYours, PlaceUnfit, UnknownPlace
from directory_service.domain.lipo import Held
from directory_service.domain.own import covers
from directory_service.domain.visit import Appointment
from directory_service.domain.wording import Wording
from directory_service.roles import CONSULTING
from directory_service.streams import Directory


async def hold_lipo(
    directory: Directory, writing: Writing, held: Held, *, occurred_at: datetime | None
) -> int:
    streams = directory.lipos
    found = await streams.open(writing, held.lipo_id)
    events = lipo.hold(found.state, held, await own(writing), act_on(writing, occurred_at))
    await _check_azc(writing, held.azc)
    return await streams.save(writing, held.lipo_id, found, events)


async def schedule_visit(
    directory: Directory,
    writing: Writing,
    visit_id: UUID,
    appointment: Appointment,
    *,
    occurred_at: datetime | None,
) -> int:
    """Invites the municipalities that have open links at the azc."""
    streams = directory.visits
    found = await streams.open(writing, visit_id)
    await _check_azc(writing, appointment.azc)
    at_the_azc_only = writing.who.roles <= frozenset(CONSULTING)
    if at_the_azc_only and not covers(await own(writing), [appointment.azc]):
        raise NotYours("those of an azc schedule visits at their own")
    invited = await queries_meetings.waiting_at(
        writing.tx, appointment.azc, day(appointment.starts_at)
    )
    events = visit.schedule(
        found.state, visit_id, appointment, tuple(invited), act_on(writing, occurred_at)
    )
    return await streams.save(writing, visit_id, found, events)


async def cancel_visit(
    directory: Directory, writing: Writing, visit_id: UUID, *, occurred_at: datetime | None
) -> int:
    streams = directory.visits
    found = await streams.open(writing, visit_id)
    events = visit.cancel(
        found.state, writing.who.organisation, await own(writing), act_on(writing, occurred_at)
    )
    return await streams.save(writing, visit_id, found, events)


async def publish_region_profile(
    directory: Directory,
    writing: Writing,
    region: str,
    sectors: tuple[Sector, ...],
    *,
    valid_from: date | None,
    occurred_at: datetime | None,
) -> int:
    streams = directory.region_profiles
    found = await streams.open(writing, region)
    today = day(writing.now)
    around = await municipality_areas(writing.tx, today)
    lying_in = [area.code for area in around.values() if area.region == region]
    if not lying_in:
        raise UnknownPlace("no labour-market region with this code is known today")
    events = region_profile.publish(
        region,
        sectors,
        valid_from or today,
        lying_in=lying_in,
        own=await own(writing),
        act=act_on(writing, occurred_at),
    )
    return await streams.save(writing, region, found, events)


async def share_practice(
    directory: Directory,
    writing: Writing,
    practice_id: UUID,
    kind: PracticeKind,
    wording: Wording,
    *,
    topics: tuple[str, ...],
    places: tuple[str, ...],
    occurred_at: datetime | None,
) -> int:
    streams = directory.practices
    found = await streams.open(writing, practice_id)
    act = act_on(writing, occurred_at)
    events = practice.share(found.state, practice_id, kind, topics=topics, places=places, act=act)
    await check_places(writing, places)
    await texts.put(writing, practice_id, wording)
    return await streams.save(writing, practice_id, found, events)


async def withdraw_practice(
    directory: Directory, writing: Writing, practice_id: UUID, *, occurred_at: datetime | None
) -> int:
    """By the organisation that shared it; its words go."""
    streams = directory.practices
    found = await streams.open(writing, practice_id)
    events = practice.withdraw(found.state, act_on(writing, occurred_at))
    if found.stored[0].context.organisation != writing.who.organisation:
        raise NotYours("a practice is withdrawn by the organisation that shared it")
    await texts.drop(writing, practice_id)
    return await streams.save(writing, practice_id, found, events)


async def void_practice(
    directory: Directory,
    writing: Writing,
    practice_id: UUID,
    event_id: UUID,
    taking_back: TakingBack,
) -> int:
    """With the sharing its words go too."""
    version = await void(directory.practices, writing, practice_id, event_id, taking_back)
    if (await directory.practices.load(writing.tx, practice_id)).state.practice_id is None:
        await texts.drop(writing, practice_id)
    return version


async def _check_azc(writing: Writing, azc: str) -> None:
    if not await queries_meetings.is_reception_centre(writing.tx, azc):
        raise PlaceUnfit(f"the directory knows no azc {azc}", places=[azc])
