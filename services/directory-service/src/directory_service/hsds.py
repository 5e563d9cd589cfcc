"""Offers as Open Referral HSDS 3 tells services: plain dictionaries in the names of that standard.

What has no place there is an attribute; what is not known (addresses) is left out. Contacts are
left out: they are personal data, which this open form does not carry.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final
from uuid import UUID, uuid5

Json = dict[str, Any]

VERSION: Final = "3.0"
PROFILE: Final = "https://docs.openreferral.org/en/3.0/hsds/overview.html"
_IDS: Final = UUID("8c4a9d7e-3b1f-5c62-9a40-2f6de0b71c55")
_DAYS: Final = {
    "monday": "MO",
    "tuesday": "TU",
    "wednesday": "WE",
    "thursday": "TH",
    "friday": "FR",
    "saturday": "SA",
    "sunday": "SU",
}


def service(row: Any, places: Mapping[str, Any], today: date) -> Json:
    """A service with its organisation and locations nested. `places`: by code."""
    offer_id = str(row.offer_id)
    found = {
        "id": offer_id,
        "name": row.title,
        "description": row.body or row.title,
        "status": _status(row, today),
        "last_modified": row.recorded_at.isoformat(),
        "eligibility_description": (
            "Open to all residents of reception centres, also without a residence permit."
            if row.open_without_permit
            else "For those with a residence permit."
        ),
        "organization": _organisation(row),
        "service_at_locations": [
            _at_location(offer_id, places[code]) for code in row.places if code in places
        ],
        "schedules": [_schedule(row)],
        "attributes": list(_attributes(row)),
    }
    if row.apply_until_on is not None:
        found["application_process"] = f"Apply until {row.apply_until_on}."
    if row.programme is not None:
        found["program"] = {
            "id": _id("programme", row.programme),
            "name": row.programme,
            "description": f"The programme {row.programme}.",
        }
    return found


def page(contents: list[Json], number: int, size: int, total: int) -> Json:
    """Of a list, in the form of HSDS 3; the first page is 1."""
    pages = -(-total // size)
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": number,
        "size": len(contents),
        "first_page": number == 1,
        "last_page": number >= pages,
        "empty": not contents,
        "contents": contents,
    }


def _id(kind: str, code: str) -> str:
    return str(uuid5(_IDS, f"{kind}|{code}"))


def _status(row: Any, today: date) -> str:
    if row.withdrawn_at is not None:
        return "defunct"
    return "inactive" if row.ends_on is not None and row.ends_on < today else "active"


def _organisation(row: Any) -> Json:
    name = row.owner_name or row.owner
    return {"id": _id("organisation", row.owner), "name": name, "description": name}


def _at_location(offer_id: str, place: Any) -> Json:
    return {
        "id": _id("service-at-location", f"{offer_id}|{place.code}"),
        "location": {
            "id": _id("location", place.code),
            "location_type": "physical",
            "name": place.name,
            "latitude": place.latitude,
            "longitude": place.longitude,
            "external_identifier": place.code,
            "external_identifier_type": place.scheme,
        },
    }


def _schedule(row: Any) -> Json:
    found = {
        "id": _id("schedule", str(row.offer_id)),
        "valid_from": row.starts_on.isoformat(),
        "dtstart": row.starts_on.isoformat(),
    }
    if row.ends_on is not None:
        found |= {"valid_to": row.ends_on.isoformat()}
    if row.recurring and row.weekdays:
        days = ",".join(_DAYS[weekday] for weekday in row.weekdays)
        found |= {"freq": "WEEKLY", "byday": days}
    return found


def _attributes(row: Any) -> Iterable[Json]:
    for taxonomy, term in (
        ("offer-type", row.kind),
        ("sector", row.sector),
        ("dutch-level", row.dutch_level),
    ):
        if term is not None:
            yield {
                "id": _id("attribute", f"{row.offer_id}|{taxonomy}"),
                "link_entity": "service",
                "link_type": taxonomy,
                "taxonomy_term": {
                    "id": _id(taxonomy, term),
                    "code": term,
                    "name": term.replace("-", " "),
                    "description": term.replace("-", " "),
                    "taxonomy": taxonomy,
                },
            }
