"""What a municipality's own system is told of: two subscriptions that it fetches from."""

from dataclasses import replace
from datetime import date
from random import Random
from typing import Any, Final

from continuous_line.contracts import handover, profile, type_name
from continuous_line_embedded.demo.acts import municipal_system
from continuous_line_embedded.demo.board import Board
from continuous_line_embedded.demo.cast import ROERMOND
from continuous_line_embedded.demo.places import Places
from continuous_line_embedded.demo.stories import Story

SINCE: Final = 21
"""Days ago; what is told since then is within the term that a feed is kept."""


def write(seed: int, _places: Places, today: date) -> list[Story]:
    board = Board(seed, today, Random(f"subscribed/{seed}"))  # noqa: S311 - nothing secret
    of_sending = [type_name("profile", profile.ProfileSent)]
    of_moving = [
        type_name("handover", event)
        for event in (handover.MovePlanned, handover.MovedToMunicipality)
    ]
    _subscription(board, "everything", name="Zaaksysteem (voorbeeld)")
    _subscription(board, "moves", name="Huisvesting (voorbeeld)", types=[*of_moving, *of_sending])
    return board.stories


def _subscription(board: Board, key: str, **body: Any) -> None:
    system = municipal_system(ROERMOND)
    name = f"subscription/{key}"
    made = board.act(name, SINCE, system, "/subscriptions", service="handover", **body)
    asked = board.act(name, SINCE, system, "{subscription}/pings", service="handover")
    board.tell(replace(made, remember="subscription"), asked)
