"""What there is to do near azc's and in municipalities, and what was asked for in vain."""

from collections.abc import Sequence
from datetime import date
from random import Random
from typing import Any, Final

from continuous_line_embedded.demo.acts import (
    TVS,
    Actor,
    client_manager,
    location_manager,
)
from continuous_line_embedded.demo.board import Board
from continuous_line_embedded.demo.cast import (
    ECHT,
    LANGUAGE_SCHOOL,
    LEUDAL,
    NEDERWEERT,
    PCM_SOUTH,
    ROERMOND,
    SNEEK,
    WEERT,
    ZWOLLE,
    provider,
)
from continuous_line_embedded.demo.places import Places
from continuous_line_embedded.demo.stories import Story

AAN_DE_SLAG: Final = "aan-de-slag"
AAN_DE_SLAG_MUNICIPALITIES: Final = 25
_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday")
_AT_EVERY_CENTRE: Final = (
    ("activity-desk", "Activiteitenbalie", None),
    ("repair-center", "Fietsenwerkplaats", "technology"),
    ("language", "Taalcafé met buurtbewoners", None),
)
_IN_MUNICIPALITIES: Final = (
    ("long-term-volunteering", "Helpen in het buurthuis", "culture"),
    ("education", "Opleiding logistiek, met taal op de werkvloer", "logistics"),
    ("sport", "Voetbal op dinsdag", "sport"),
    ("work", "Leren en werken in de bouw", "construction"),
    ("employer-service-point", "Spreekuur van het werkgeversservicepunt", None),
    ("matching-event", "Ontmoet werkgevers in de zorg", "care"),
)


def write(seed: int, places: Places, today: date) -> list[Story]:
    board = Board(seed, today, Random(f"board/{seed}"))  # noqa: S311 - made-up offers
    _at_centres(board, places)
    _in_municipalities(board)
    _aan_de_slag(board, places)
    _ended(board)
    _asked_for(board)
    return board.stories


def _at_centres(board: Board, places: Places) -> None:
    for azc in places.centres:
        for kind, title, sector in _AT_EVERY_CENTRE:
            where = {"sector": sector, "openWithoutPermit": True}
            _offer(board, f"{kind}/{azc}", location_manager(azc), kind, title, [azc], **where)
    school = provider(LANGUAGE_SCHOOL)
    _offer(
        board,
        "lessons", school, "language", "Nederlands op niveau A2", [WEERT, ROERMOND],
        ownerName="Taalschool De Brug (fictief)", dutchLevel="A1", capacity=16, daysPerWeek=2,
        applyUntilOn=board.day(-30), endsOn=board.day(-120), openWithoutPermit=False,
    )  # fmt: skip


def _in_municipalities(board: Board) -> None:
    for municipality in (ROERMOND, ZWOLLE, NEDERWEERT, LEUDAL):
        for kind, title, sector in _IN_MUNICIPALITIES:
            own = client_manager(municipality)
            _offer(board, f"{kind}/{municipality}", own, kind, title, [municipality], sector=sector)


def _aan_de_slag(board: Board, places: Places) -> None:
    """It runs in 25 municipalities, Roermond among them; elsewhere no such offer is found."""
    others = [code for code in places.of_today if code not in (ROERMOND, ZWOLLE)]
    chosen = sorted([ROERMOND, *board.chance.sample(others, AAN_DE_SLAG_MUNICIPALITIES - 1)])
    path = f"/programmes/{AAN_DE_SLAG}"
    board.tell(board.act(AAN_DE_SLAG, 125, TVS, path, method="PUT", places=chosen))
    for municipality in (ROERMOND, *[code for code in chosen if code != ROERMOND][:4]):
        _offer(
        board,
            f"{AAN_DE_SLAG}/{municipality}", client_manager(municipality), AAN_DE_SLAG,
            "Aan de slag: werken en Nederlands leren", [municipality], programme=AAN_DE_SLAG,
            daysPerWeek=3, sector="logistics",
        )  # fmt: skip


def _ended(board: Board) -> None:
    actor = location_manager(SNEEK)
    offer = board.act(
        "ended", 60, actor, "/offers", offerId=board.id("ended"), kind="sport",
        owner=actor.organisation, title="Zwemles", places=[SNEEK], startsOn=board.day(60),
        openWithoutPermit=True,
    )  # fmt: skip
    path = f"/offers/{board.id('ended')}/withdrawals"
    board.tell(offer, board.act("ended", 15, actor, path, reason="full"))


def _asked_for(board: Board) -> None:
    """Two days of carpentry: nothing fits, and the answer says so. Care: not answered yet."""
    asker = location_manager(WEERT)
    wanted: dict[str, Any] = {"kind": "work", "places": [WEERT], "daysPerWeek": 2}
    first = board.act(
        "carpentry", 30, asker, "/demands", demandId=board.id("carpentry"), sector="carpentry",
        **wanted,
    )  # fmt: skip
    path = f"/demands/{board.id('carpentry')}/answers"
    board.tell(first, board.act("carpentry", 24, PCM_SOUTH, path, offers=[]))
    board.tell(
        board.act("care", 8, asker, "/demands", demandId=board.id("care"), sector="care", **wanted)
    )
    for key, kind, actor, place in (
        ("lessons-echt", "language", location_manager(ECHT), ECHT),
        ("sport-sneek", "sport", location_manager(SNEEK), SNEEK),
        ("work-zwolle", "work", client_manager(ZWOLLE), ZWOLLE),
        ("work-roermond", "work", client_manager(ROERMOND), ROERMOND),
        ("sport-nederweert", "sport", client_manager(NEDERWEERT), NEDERWEERT),
    ):
        body: dict[str, Any] = {"kind": kind, "places": [place]}
        board.tell(board.act(key, 5, actor, "/demands", demandId=board.id(key), **body))


def _offer(
    board: Board, key: str, actor: Actor, kind: str, title: str, places: Sequence[str], **more: Any
) -> None:
    ago = board.chance.randint(20, 120)
    body: dict[str, Any] = {
        "offerId": board.id(key),
        "kind": kind,
        "owner": actor.organisation,
        "title": title,
        "body": "Verzonnen aanbod, om mee te proberen.",
        "places": list(places),
        "startsOn": board.day(ago - 10),
        "weekdays": board.chance.sample(_WEEK, 1),
        "recurring": True,
        "openWithoutPermit": board.chance.random() < 0.5,
    }
    board.tell(board.act(key, ago, actor, "/offers", **(body | more)))
