"""LIPO's, visits, what a region asks for, and what others may learn from."""

from datetime import date, timedelta
from random import Random
from typing import Final

from continuous_line_embedded.demo.acts import at, client_manager, location_manager
from continuous_line_embedded.demo.board import Board
from continuous_line_embedded.demo.cast import (
    ECHT,
    HAAGLANDEN,
    MIDDEN_LIMBURG,
    PCM_SOUTH,
    ROERMOND,
    SNEEK,
    WEERT,
    ZWOLLE,
    regional_coordinator,
)
from continuous_line_embedded.demo.places import Places
from continuous_line_embedded.demo.stories import Story

WITHOUT_LIPO: Final = {ECHT: 50, "gilze": None}
"""Azc's that had no LIPO for six weeks: days since the last one, or never one."""


def write(seed: int, places: Places, today: date) -> list[Story]:
    board = Board(seed, today, Random(f"meetings/{seed}"))  # noqa: S311 - made-up meetings
    _lipos(board, places)
    _visits(board)
    _regions(board)
    _practices(board)
    return board.stories


def at_work(on: date) -> date:
    """That day, or the Friday before it."""
    return on - timedelta(max(0, on.weekday() - 4))


def _lipos(board: Board, places: Places) -> None:
    for azc in places.centres:
        last = WITHOUT_LIPO.get(azc, board.chance.randint(3, 30))
        for number, ago in enumerate(() if last is None else (last + 28, last)):
            key, held = f"lipo/{azc}/{number}", at_work(board.today - timedelta(ago))
            partners = board.chance.sample(["vluchtelingenwerk", ROERMOND, ZWOLLE, "uwv"], 2)
            board.tell(
                board.act(
                    key,
                    ago - 1,
                    location_manager(azc),
                    "/lipos",
                    azc=azc,
                    heldOn=held.isoformat(),
                    onCaseLevel=board.chance.random() < 0.6,
                    organisations=["coa", *partners],
                )
            )


def _visits(board: Board) -> None:
    """Whoever has people waiting there is invited; one was cancelled."""
    for key, azc, kind, ahead in (
        ("visit", WEERT, "visit", 7),
        ("greet", WEERT, "meet-and-greet", 21),
        ("north", SNEEK, "visit", 12),
    ):
        starts = at_work(board.today + timedelta(ahead))
        board.tell(
            board.act(
                key,
                3,
                location_manager(azc),
                "/visits",
                visitId=board.id(key),
                kind=kind,
                azc=azc,
                startsAt=at(starts, 10).isoformat(),
                endsAt=at(starts, 12).isoformat(),
                capacity=12,
            )
        )
    key, own = "cancelled", client_manager(ZWOLLE)
    starts = at_work(board.today + timedelta(9))
    scheduled = board.act(
        key, 14, own, "/visits", visitId=board.id(key), kind="visit", azc=SNEEK,
        startsAt=at(starts, 13).isoformat(),
    )  # fmt: skip
    path = f"/visits/{board.id(key)}/cancellations"
    board.tell(scheduled, board.act(key, 2, own, path))


def _regions(board: Board) -> None:
    for region, sectors in (
        (HAAGLANDEN, ["retail", "care", "technology"]),
        (MIDDEN_LIMBURG, ["logistics", "care", "agriculture"]),
    ):
        board.tell(
            board.act(
                f"region/{region}",
                75,
                regional_coordinator(region),
                f"/region-profiles/{region}",
                method="PUT",
                sectors=sectors,
                validFrom=board.day(75),
            )
        )


def _practices(board: Board) -> None:
    for key, ago, kind, title, body, topics in (
        (
            "market", 64, "practice", "Markt voor de verhuizing",
            "Vier gemeenten staan een middag op het azc; bewoners spreken hun klantmanager.",
            ["integration"],
        ),
        (
            "together", 33, "practice", "Samen rijden naar het azc",
            "Drie gemeenten plannen hun warme overdrachten op een dag.", ["integration"],
        ),
        (
            "coa", 48, "explanation", "Wat doet COA, en wat niet?",
            "Uitleg voor nieuwe klantmanagers: wie is wie op een azc.", ["integration", "work"],
        ),
    ):  # fmt: skip
        board.tell(
            board.act(
                key,
                ago,
                PCM_SOUTH,
                "/practices",
                practiceId=board.id(key),
                kind=kind,
                title=title,
                body=body,
                topics=topics,
                places=[WEERT],
            )
        )
