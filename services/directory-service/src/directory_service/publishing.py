"""From what is stored to what others read: the one gate."""

from typing import assert_never

from continuous_line import happened
from continuous_line.contracts import directory as public
from continuous_line.contracts.base import PublicEvent
from continuous_line.event_store import Stored
from directory_service.domain import events as stored_events
from directory_service.domain.events import Event
from directory_service.identity import IDS


def publish(stored: Stored[Event]) -> PublicEvent | None:
    """The public event made from a stored one; here every one is public."""
    event = stored.event
    match event:
        case stored_events.MunicipalityRegistered():
            return public.MunicipalityRegistered(
                occurred_at=event.at,
                code=event.code,
                name=event.name,
                province=event.province,
                region=event.region,
                region_name=event.region_name,
                latitude=event.latitude,
                longitude=event.longitude,
                valid_from=event.valid_from,
            )
        case stored_events.MunicipalityChanged():
            return public.MunicipalityChanged(
                occurred_at=event.at,
                code=event.code,
                name=event.name,
                province=event.province,
                region=event.region,
                region_name=event.region_name,
                latitude=event.latitude,
                longitude=event.longitude,
                valid_from=event.valid_from,
            )
        case stored_events.MunicipalityMerged():
            return public.MunicipalityMerged(
                occurred_at=event.at,
                code=event.code,
                successor=event.successor,
                valid_from=event.valid_from,
            )
        case stored_events.ReceptionCentreRegistered():
            return public.ReceptionCentreRegistered(
                occurred_at=event.at,
                azc=event.azc,
                name=event.name,
                unit=event.unit,
                place=event.place,
                latitude=event.latitude,
                longitude=event.longitude,
                activity_target=event.activity_target,
                valid_from=event.valid_from,
            )
        case stored_events.ReceptionCentreChanged():
            return public.ReceptionCentreChanged(
                occurred_at=event.at,
                azc=event.azc,
                name=event.name,
                unit=event.unit,
                place=event.place,
                latitude=event.latitude,
                longitude=event.longitude,
                activity_target=event.activity_target,
                valid_from=event.valid_from,
            )
        case stored_events.ReceptionCentreClosed():
            return public.ReceptionCentreClosed(
                occurred_at=event.at, azc=event.azc, valid_from=event.valid_from
            )
        case stored_events.StaffRegistered():
            return public.StaffRegistered(
                occurred_at=event.at,
                staff_id=event.staff_id,
                organisation=event.organisation,
                roles=event.roles,
                places=event.places,
                valid_from=event.valid_from,
            )
        case stored_events.StaffChanged():
            return public.StaffChanged(
                occurred_at=event.at,
                staff_id=event.staff_id,
                organisation=event.organisation,
                roles=event.roles,
                places=event.places,
                valid_from=event.valid_from,
            )
        case stored_events.StaffLeft():
            return public.StaffLeft(
                occurred_at=event.at, staff_id=event.staff_id, valid_from=event.valid_from
            )
        case stored_events.ContactRegistered():
            return public.ContactRegistered(
                occurred_at=event.at,
                contact_id=event.contact_id,
                kind=event.kind,
                places=event.places,
                topics=event.topics,
            )
        case stored_events.ContactVerified():
            return public.ContactVerified(occurred_at=event.at, contact_id=event.contact_id)
        case stored_events.ContactReplaced():
            return public.ContactReplaced(
                occurred_at=event.at, contact_id=event.contact_id, successor=event.successor
            )
        case stored_events.ContactRetired():
            return public.ContactRetired(occurred_at=event.at, contact_id=event.contact_id)
        case happened.EventVoided():
            return IDS.voided(event)
        case _:
            assert_never(event)
