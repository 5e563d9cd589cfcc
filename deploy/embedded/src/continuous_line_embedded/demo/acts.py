"""What somebody does on a day: one request to one service, as one role."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from uuid import UUID, uuid5

from continuous_line.days import AMSTERDAM

NAMESPACE = UUID("5a3c0d0e-52a5-4b0e-9d57-4d6f5f1d2b11")


def person_id(seed: int, number: int) -> str:
    """The opaque id of a made-up person."""
    return str(uuid5(UUID(int=seed), f"{NAMESPACE}/{number}"))


@dataclass(frozen=True, slots=True)
class Actor:
    """Whose token is used."""

    subject: str
    organisation: str
    roles: tuple[str, ...]
    places: tuple[str, ...] = ()
    permit_holder: str | None = None


TVS = Actor("tvs", "tvs", ("tvs-system",))
OPERATOR = Actor("operator", "coa", ("operator",))
ANALYST = Actor("analyst", "ministry", ("analyst",))


def case_manager(azc: str, number: int) -> Actor:
    return Actor(f"casemanager-{azc}-{number}", "coa", ("case-manager",), (azc,))


def location_manager(azc: str) -> Actor:
    return Actor(f"locationmanager-{azc}", "coa", ("location-manager",), (azc,))


def client_manager(municipality: str) -> Actor:
    return Actor(
        f"clientmanager-{municipality}", municipality, ("client-manager",), (municipality,)
    )


def municipal_system(municipality: str) -> Actor:
    return Actor(f"system-{municipality}", municipality, ("municipal-system",), (municipality,))


def integration_manager(municipality: str) -> Actor:
    return Actor(
        f"integrationmanager-{municipality}",
        municipality,
        ("integration-manager",),
        (municipality,),
    )


@dataclass(frozen=True, slots=True)
class Act:
    """One request. `path` may hold `{person}`, and begin with the name of something remembered,
    such as `{case}`; both are filled in when it is made.

    Acts of one `lane` are made one after the other, those of different lanes side by side.
    `corrects` and `voids` name the type of an earlier event of the same person, looked up in the
    history when the act is due. `repeated`: the request is sent a second time with its key.
    `refused`: the code of the refusal that it has to be answered with.
    `remember`: the name under which the path of `Location` is kept for later acts.
    """

    recorded_on: date
    number: int
    person: str
    actor: Actor
    service: str
    path: str
    body: Mapping[str, Any] = field(default_factory=dict)
    method: str = "POST"
    corrects: str | None = None
    voids: str | None = None
    repeated: bool = False
    refused: str | None = None
    remember: str | None = None
    members: tuple[str, ...] = ()
    lane: str = ""

    @property
    def key(self) -> str:
        """The idempotency key: the same act has the same key in every run."""
        return str(uuid5(NAMESPACE, f"{self.person}/{self.number}"))


def at(day: date, hour: int = 9) -> datetime:
    """A moment on a day in Amsterdam."""
    return datetime.combine(day, time(hour), AMSTERDAM)
