"""Offers as Open Referral HSDS 3 tells services.

The schema below is written from what the standard requires (names, required fields, enumerations
of its objects `service`, `organization`, `service_at_location`, `location`, `schedule`,
`attribute`, `taxonomy_term`, `program`, and the header of a list): its own files are in no
package registry.
"""

from collections.abc import Callable
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from continuous_line.codes import Role
from continuous_line.testing.clock import ClockFile
from continuous_line.testing.somebody import Somebody

TEXT, DAY = {"type": "string", "minLength": 1}, {"type": "string", "format": "date"}
ID = {"type": "string", "pattern": "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"}


def thing(required: str, **more: Any) -> dict[str, Any]:
    """An object with an id and these required texts; HSDS names nothing that is not here."""
    names = required.split()
    known = {"id": ID} | dict.fromkeys(names, TEXT) | more
    return {
        "type": "object", "required": ["id", *names], "properties": known,
        "additionalProperties": False,
    }  # fmt: skip


LOCATION = thing(
    "location_type", location_type={"enum": ["physical", "postal", "virtual"]}, name=TEXT,
    latitude={"type": "number"}, longitude={"type": "number"}, external_identifier=TEXT,
    external_identifier_type=TEXT,
)  # fmt: skip
ATTRIBUTE = thing(
    "", link_entity=TEXT, link_type=TEXT,
    taxonomy_term=thing("name description", code=TEXT, taxonomy=TEXT),
)  # fmt: skip
SCHEDULE = thing(
    "", valid_from=DAY, valid_to=DAY, dtstart=DAY, freq={"enum": ["WEEKLY", "MONTHLY"]},
    byday={"type": "string", "pattern": "^(MO|TU|WE|TH|FR|SA|SU)(,(MO|TU|WE|TH|FR|SA|SU))*$"},
)  # fmt: skip
SERVICE = thing(
    "name status",
    status={"enum": ["active", "inactive", "defunct", "temporarily closed"]},
    description=TEXT, last_modified=TEXT, eligibility_description=TEXT, application_process=TEXT,
    organization=thing("name description"),
    program=thing("name description"),
    service_at_locations={"type": "array", "items": thing("", location=LOCATION)},
    schedules={"type": "array", "items": SCHEDULE},
    attributes={"type": "array", "items": ATTRIBUTE},
)  # fmt: skip
NUMBER, TRUTH = {"type": "integer"}, {"type": "boolean"}
HEADER = {
    "total_items": NUMBER, "total_pages": NUMBER, "page_number": NUMBER, "size": NUMBER,
    "first_page": TRUTH, "last_page": TRUTH, "empty": TRUTH,
}  # fmt: skip
LIST = {
    "type": "object",
    "required": [*HEADER, "contents"],
    "properties": HEADER | {"contents": {"type": "array", "items": SERVICE}},
}
OFFER: dict[str, Any] = {
    "kind": "sport", "owner": "fc-sneek", "ownerName": "FC Sneek", "title": "Voetbal",
    "places": ["sneek", "GM1900"], "startsOn": "2026-01-10", "endsOn": "2026-06-30",
    "openWithoutPermit": True, "recurring": True, "weekdays": ["tuesday", "saturday"],
    "sector": "sport", "dutchLevel": "A1", "applyUntilOn": "2026-03-15", "programme": "samen",
}  # fmt: skip


async def test_offers_are_read_as_services_of_hsds(
    pcm: Somebody, sign_in: Callable[..., Somebody]
) -> None:
    for number in range(3):
        await pcm.post("/offers", **(OFFER | {"title": f"Voetbal {number}"}))
    plain = {name: OFFER[name] for name in ("kind", "owner", "title", "places", "startsOn")}
    await pcm.post("/offers", **plain, openWithoutPermit=False)
    reader = sign_in([Role.ANALYST], "elsewhere")
    pages = [
        await reader.get("/hsds/services", page="1", perPage="3"),
        await reader.get("/hsds/services", page="2", per_page="3"),
        await reader.get("/hsds/services", page="9"),
    ]
    for page in pages:
        assert [error.message for error in Draft202012Validator(LIST).iter_errors(page)] == []
    assert [one["size"] for one in pages] == [3, 1, 0]
    assert (pages[0]["total_items"], pages[0]["total_pages"]) == (4, 2)
    assert [one["last_page"] for one in pages] == [False, True, True]
    assert (pages[0]["first_page"], pages[1]["first_page"], pages[2]["empty"]) == (
        True,
        False,
        True,
    )
    told = [one for page in pages for one in page["contents"]]
    assert len({one["id"] for one in told}) == 4
    (football, *_) = [one for one in told if one["name"] == "Voetbal 0"]
    assert football["organization"]["name"] == "FC Sneek"
    assert {at["location"]["external_identifier"] for at in football["service_at_locations"]} == {
        "sneek", "GM1900",
    }  # fmt: skip
    assert football["schedules"][0]["byday"] == "TU,SA"
    terms = {one["taxonomy_term"]["code"] for one in football["attributes"]}
    assert terms == {"sport", "A1"}


async def test_what_ended_or_was_withdrawn_is_told_by_its_id_only(
    pcm: Somebody, clock: ClockFile
) -> None:
    ended, withdrawn = [await pcm.post("/offers", **OFFER) for _ in range(2)]
    await pcm.post(f"{withdrawn}/withdrawals", reason="full")
    clock.set("2026-07-01")
    assert (await pcm.get("/hsds/services"))["empty"] is True
    for address, status in ((ended, "inactive"), (withdrawn, "defunct")):
        one = await pcm.get(f"/hsds{address.replace('offers', 'services')}")
        Draft202012Validator(SERVICE).validate(one)
        assert one["status"] == status
    assert (await pcm.refused("/hsds/services/" + "0" * 8 + "-0000" * 3 + "-" + "0" * 12, "GET"))[
        0
    ] == 404


async def test_the_root_says_which_version_is_spoken(pcm: Somebody) -> None:
    root = await pcm.get("/hsds")
    assert root["version"] == "3.0"
    assert root["openapi_url"].endswith("/v1/openapi.json")


@pytest.mark.parametrize("query", [{"page": "0"}, {"perPage": "201"}, {"per_page": "x"}])
async def test_a_page_that_cannot_be_is_named(pcm: Somebody, query: dict[str, str]) -> None:
    answer = await pcm.client.get("/hsds/services", params=query)
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] in query
