"""From what is stored to what others read: the one gate."""

from typing import Any, assert_never

from continuous_line import happened
from continuous_line.contracts import directory as public
from continuous_line.contracts.base import PublicEvent
from continuous_line.event_store import Stored
from directory_service import publishing_meetings, publishing_offers
from directory_service.domain import contact_events
from directory_service.domain import events as stored_events
from directory_service.domain import events_meetings as meetings
from directory_service.domain import events_offers as offers
from directory_service.domain.events import Event
from directory_service.identity import IDS


def publish(stored: Stored[Event]) -> PublicEvent | None:
    """The public event made from a stored one; None where it is not for others."""
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
        case contact_events.ContactRegistered():
            return public.ContactRegistered(**_coverage(event))
        case contact_events.ContactChanged():
            return public.ContactChanged(**_coverage(event))
        case contact_events.ContactDetailsRecorded():
            return public.ContactDetailsRecorded(
                occurred_at=event.at,
                contact_id=event.contact_id,
                version=event.version,
                changed=event.changed,
            )
        case contact_events.ContactVerified():
            return public.ContactVerified(
                occurred_at=event.at,
                contact_id=event.contact_id,
                organisation=event.organisation,
                roles=event.roles,
            )
        case contact_events.ContactDoubted():
            return public.ContactDoubted(
                occurred_at=event.at, contact_id=event.contact_id, doubt=event.doubt
            )
        case contact_events.ContactAbsent():
            return public.ContactAbsent(
                occurred_at=event.at,
                contact_id=event.contact_id,
                absent_from=event.absent_from,
                absent_to=event.absent_to,
                deputy=event.deputy,
            )
        case contact_events.ContactReplaced():
            return public.ContactReplaced(
                occurred_at=event.at,
                contact_id=event.contact_id,
                successor=event.successor,
                valid_from=event.valid_from,
            )
        case contact_events.ContactRetired():
            return public.ContactRetired(
                occurred_at=event.at,
                contact_id=event.contact_id,
                valid_from=event.valid_from,
                stand_in=event.stand_in,
            )
        case contact_events.ContactDetailsErased():
            return public.ContactDetailsErased(occurred_at=event.at, contact_id=event.contact_id)
        case contact_events.KnowsCoaContact():
            return public.KnowsCoaContact(
                occurred_at=event.at, municipality=event.municipality, known=event.known
            )
        case (
            offers.OfferPublished()
            | offers.OfferChanged()
            | offers.OfferWithdrawn()
            | offers.ProgrammeDescribed()
            | offers.DemandRecorded()
            | offers.DemandAnswered()
        ):
            return publishing_offers.publish(event)
        case (
            meetings.LipoHeld()
            | meetings.VisitScheduled()
            | meetings.VisitCancelled()
            | meetings.RegionProfilePublished()
            | meetings.PracticeShared()
            | meetings.PracticeWithdrawn()
        ):
            return publishing_meetings.publish(event)
        case happened.EventVoided():
            return IDS.voided(event)
        case _:
            assert_never(event)


def _coverage(
    event: contact_events.ContactRegistered | contact_events.ContactChanged,
) -> dict[str, Any]:
    return {
        "occurred_at": event.at,
        "contact_id": event.contact_id,
        "kind": event.kind,
        "organisation": event.organisation,
        "places": event.places,
        "topics": event.topics,
        "deputies": event.deputies,
        "valid_from": event.valid_from,
        "valid_to": event.valid_to,
    }
