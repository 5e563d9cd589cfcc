"""Offers near an azc and in municipalities, found by who looks for somebody between the two."""

from collections.abc import Callable
from typing import Any

import pytest

from continuous_line.codes import Role
from continuous_line.testing.somebody import Somebody

ROERMOND, WEERT, LEEUWARDEN, SUDWEST = "GM0957", "GM0988", "GM0080", "GM1900"
OFFER: dict[str, Any] = {
    "kind": "sport", "owner": "fc-sneek", "ownerName": "FC Sneek", "title": "Voetbal voor iedereen",
    "places": ["sneek"], "startsOn": "2026-01-10", "openWithoutPermit": True,
}  # fmt: skip


@pytest.fixture
def here(sign_in: Callable[..., Somebody]) -> Somebody:
    return sign_in([Role.PARTICIPATION_CASE_MANAGER], "coa", ["sneek", "assen"])


@pytest.fixture
def case_manager(sign_in: Callable[..., Somebody]) -> Somebody:
    return sign_in([Role.CASE_MANAGER], "coa", ["sneek"])


async def titles(who: Somebody, **query: Any) -> list[str]:
    return [one["title"] for one in (await who.get("/offers", **query))["items"]]


@pytest.mark.scenario("S-D7")
async def test_offers_are_found_near_the_azc_and_in_the_municipality_to_be(
    pcm: Somebody, case_manager: Somebody
) -> None:
    offered = {
        "Taalles in Sneek": ("education", "sneek"), "Hardlopen in Roermond": ("sport", ROERMOND),
        "Werken in de kas": ("work", ROERMOND),
        "Maatje worden": ("long-term-volunteering", "sneek"), "Zwemmen in Weert": ("sport", WEERT),
    }  # fmt: skip
    for title, (kind, place) in offered.items():
        await pcm.post("/offers", **(OFFER | {"title": title, "kind": kind, "places": [place]}))
    wanted = ["education", "sport", "work", "long-term-volunteering"]
    both = await titles(case_manager, place=["sneek", ROERMOND], kind=wanted)
    assert sorted(both) == sorted(set(offered) - {"Zwemmen in Weert"})
    assert await titles(case_manager, place=["sneek", ROERMOND], kind=["work"]) == [
        "Werken in de kas"
    ]


@pytest.mark.scenario("S-D8")
@pytest.mark.parametrize(
    "kind", ["activity-desk", "repair-center", "employer-service-point", "matching-event"]
)
async def test_an_offer_shows_its_owner_its_dates_and_whether_it_is_open_without_a_permit(
    pcm: Somebody, case_manager: Somebody, kind: str
) -> None:
    dates = {"startsOn": "2026-05-01", "endsOn": "2026-12-31", "applyUntilOn": "2026-04-15"}
    for open_to_all in (True, False):
        address = await pcm.post(
            "/offers", **(OFFER | dates | {"kind": kind, "openWithoutPermit": open_to_all})
        )
        shown = await case_manager.get(address)
        listed = await case_manager.get(
            "/offers", kind=kind, openWithoutPermit=str(open_to_all).lower()
        )
        assert listed["items"] == [shown]
        assert shown | dates == shown
        assert (shown["owner"], shown["ownerName"]) == ("fc-sneek", "FC Sneek")
        assert shown["openWithoutPermit"] is open_to_all


@pytest.mark.scenario("S-D9")
async def test_aan_de_slag_is_found_in_its_municipalities_only(
    pcm: Somebody, case_manager: Somebody, sign_in: Callable[..., Somebody]
) -> None:
    keeper = sign_in([Role.OPERATOR], "operations")
    await keeper.put("/programmes/aan-de-slag", places=[ROERMOND, WEERT])
    offer = OFFER | {"kind": "aan-de-slag", "programme": "aan-de-slag", "places": [ROERMOND]}
    await pcm.post("/offers", **offer)
    elsewhere = await pcm.problem("/offers", **(offer | {"places": [ROERMOND, LEEUWARDEN]}))
    assert (elsewhere["status"], elsewhere["code"]) == (409, "programme-elsewhere")
    assert elsewhere["places"] == [LEEUWARDEN]
    assert len(await titles(case_manager, place=ROERMOND, programme="aan-de-slag")) == 1
    assert await titles(case_manager, place=LEEUWARDEN, programme="aan-de-slag") == []
    await keeper.put("/programmes/aan-de-slag", places=[WEERT])
    assert await titles(case_manager, place=ROERMOND) == []
    listed = await case_manager.get("/programmes")
    assert listed["items"] == [{"programme": "aan-de-slag", "places": [WEERT]}]


async def test_no_source_names_a_municipality_of_aan_de_slag_so_it_starts_with_none(
    pcm: Somebody,
) -> None:
    assert (await pcm.get("/programmes"))["items"] == [{"programme": "aan-de-slag", "places": []}]


async def test_an_offer_ends_on_its_last_day_and_runs_on_its_weekdays(
    pcm: Somebody, clock: Any
) -> None:
    await pcm.post("/offers", **(OFFER | {"endsOn": "2026-03-01", "weekdays": ["monday"]}))
    assert len(await titles(pcm)) == 1
    assert await titles(pcm, weekday="tuesday") == []
    assert len(await titles(pcm, weekday="monday", on="2026-01-10")) == 1
    assert await titles(pcm, on="2026-01-09") == []
    clock.set("2026-03-02")
    assert await titles(pcm) == []


async def test_search_forgives_spelling_and_shows_the_nearest_first(pcm: Somebody) -> None:
    for title in ("Timmerwerkplaats", "Timmeren voor beginners", "Fietsen maken"):
        await pcm.post("/offers", **(OFFER | {"title": title, "kind": "work"}))
    assert await titles(pcm, q="timmeren") == ["Timmeren voor beginners"]
    assert await titles(pcm, q="fitsen") == ["Fietsen maken"]
    first = await pcm.get("/offers", q="timmer", pageSize="1")
    second = await pcm.get("/offers", q="timmer", pageSize="1", cursor=first["next"])
    assert {one["items"][0]["title"] for one in (first, second)} == {
        "Timmerwerkplaats", "Timmeren voor beginners"
    }  # fmt: skip
    assert second["next"] is None


async def test_pages_of_offers_follow_each_other(pcm: Somebody) -> None:
    for number in range(3):
        await pcm.post("/offers", **(OFFER | {"title": str(number)}))
    first = await pcm.get("/offers", pageSize="2")
    second = await pcm.get("/offers", pageSize="2", cursor=first["next"])
    shown = [one["title"] for one in first["items"] + second["items"]]
    assert sorted(shown) == ["0", "1", "2"]


async def test_an_offer_is_changed_and_withdrawn_by_its_owner_or_those_there(
    pcm: Somebody, case_manager: Somebody, sign_in: Callable[..., Somebody]
) -> None:
    address = await pcm.post("/offers", **OFFER)
    stranger = sign_in([Role.CLIENT_MANAGER], ROERMOND, [ROERMOND])
    assert await stranger.refused(address, "PUT", **OFFER) == (403, "not-your-organisation")
    club = sign_in([Role.PROVIDER], "fc-sneek")
    await club.put(address, **(OFFER | {"title": "Voetbal op dinsdag"}))
    another = sign_in([Role.PROVIDER], "fc-roermond", ["sneek"])
    assert (await another.refused(f"{address}/withdrawals", reason="full"))[0] == 403
    await case_manager.post(f"{address}/withdrawals", reason="full")
    assert await titles(pcm) == []
    shown = await pcm.get(address)
    assert (shown["title"], shown["reason"]) == ("Voetbal op dinsdag", "full")
    assert await club.refused(address, "PUT", **OFFER) == (409, "offer-withdrawn")
    assert await pcm.types(address) == ["OfferPublished", "OfferChanged", "OfferWithdrawn"]


async def test_the_words_of_an_offer_are_in_no_event_and_go_with_its_publication(
    pcm: Somebody, app: Any
) -> None:
    address = await pcm.post("/offers", **(OFFER | {"title": "Kenmerkende woorden"}))
    async with app.state.resources.database.transaction() as tx:
        found = await tx.exec_driver_sql("SELECT data::text FROM events")
        assert "Kenmerkende" not in "".join(found.scalars())
    (event,) = (await pcm.get(f"{address}/events"))["items"]
    await pcm.post(f"{address}/events/{event['id']}/voidings", reason="mistake")
    assert (await pcm.refused(address, "GET"))[0] == 404
    async with app.state.resources.database.transaction() as tx:
        assert (await tx.exec_driver_sql("SELECT count(*) FROM texts")).scalar() == 0


@pytest.mark.parametrize(
    ("more", "refused"),
    [
        ({"places": ["snek"]}, "place-unfit"),
        ({"endsOn": "2026-01-09"}, "days-out-of-order"),
        ({"endsOn": "2026-02-01", "applyUntilOn": "2026-02-02"}, "days-out-of-order"),
        ({"body": "Bel 06 - 12 34 56 78"}, "contact-details-in-text"),
        ({"title": "Mail naar iemand@example.org"}, "contact-details-in-text"),
        ({"contactId": "3f1f0c9e-0000-4000-8000-000000000000"}, "contact-unfit"),
    ],
)
async def test_what_would_mislead_is_refused(
    pcm: Somebody, more: dict[str, Any], refused: str
) -> None:
    assert await pcm.refused("/offers", **(OFFER | more)) == (409, refused)
    assert await titles(pcm) == []


async def test_every_fault_of_an_offer_is_named_at_once(pcm: Somebody) -> None:
    faulty = OFFER | {"kind": "karate", "daysPerWeek": 8, "startsOn": "soon", "name": "x"}
    problem = await pcm.problem("/offers", **faulty)
    assert problem["status"] == 400
    assert {fault["field"] for fault in problem["errors"]} == {
        "/kind", "/daysPerWeek", "/startsOn", "/name"
    }  # fmt: skip


@pytest.mark.scenario("S-D10")
async def test_what_nothing_fits_is_answered_by_the_participation_case_manager_even_with_none(
    pcm: Somebody, case_manager: Somebody, here: Somebody
) -> None:
    nothing = await case_manager.get("/offers", place="sneek", sector="carpentry", daysPerWeek="2")
    assert nothing["items"] == []
    contact = {"kind": "participation-case-manager", "places": ["sneek", "assen"]}
    known = await here.post("/contacts", **contact)
    again = await case_manager.get("/offers", place="sneek", sector="carpentry", daysPerWeek="2")
    (ask,) = again["ask"]
    assert ask["kind"] == "participation-case-manager"
    assert known.endswith(ask["contactId"])
    wish = {"kind": "work", "sector": "carpentry", "daysPerWeek": 2, "places": ["sneek"]}
    demand = await case_manager.post("/demands", **wish)
    waiting = await pcm.get("/demands", place="sneek", answered="false")
    assert [one | wish for one in waiting["items"]] == waiting["items"]
    assert waiting["items"][0]["answer"] is None
    assert (await case_manager.refused(f"{demand}/answers", offers=[]))[0] == 403
    await pcm.post(f"{demand}/answers", offers=[])
    assert (await case_manager.get(demand))["answer"] == "none"
    assert (await pcm.get("/demands", answered="false"))["items"] == []
    offer = await pcm.post("/offers", **(OFFER | {"sector": "carpentry"}))
    await pcm.post(f"{demand}/answers", offers=[offer.rpartition("/")[2]])
    assert (await case_manager.get(demand))["answer"] == "offers"
    about = await case_manager.problem("/demands", **wish, permitHolderId=str(demand[-36:]))
    assert (about["status"], about["errors"][0]["code"]) == (400, "extra-forbidden")


async def test_without_a_participation_case_manager_the_next_best_is_named(
    pcm: Somebody, here: Somebody
) -> None:
    found = await pcm.get("/offers", place=["sneek", ROERMOND])
    assert [(one["kind"], one["contactId"], one["regionName"]) for one in found["ask"]] == [
        ("participation-case-manager", None, None),
        ("regional-coordinator", None, "Friesland"),
        ("regional-coordinator", None, "Midden-Limburg"),
    ]
    manager = {"kind": "location-manager", "places": ["sneek"]}
    await here.post("/contacts", **manager)
    found = await pcm.get("/offers", place=["sneek", ROERMOND])
    assert [one["kind"] for one in found["ask"]] == [
        "participation-case-manager", "location-manager",
        "regional-coordinator", "regional-coordinator",
    ]  # fmt: skip


async def test_an_answer_names_offers_that_stand(pcm: Somebody, case_manager: Somebody) -> None:
    demand = await case_manager.post("/demands", kind="work", places=["sneek"])
    offer = await pcm.post("/offers", **OFFER)
    await pcm.post(f"{offer}/withdrawals", reason="full")
    answer = [offer.rpartition("/")[2]]
    assert await pcm.refused(f"{demand}/answers", offers=answer) == (409, "offer-unfit")
    assert await case_manager.refused("/demands", kind="work", places=["weert"]) == (
        403, "not-your-organisation"
    )  # fmt: skip
