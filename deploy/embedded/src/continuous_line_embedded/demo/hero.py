"""Somebody who is in reception today, and what is recorded about them day by day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from random import Random
from typing import Any

from continuous_line_embedded.demo import contents, fiction
from continuous_line_embedded.demo.acts import (
    TVS,
    Act,
    Actor,
    at,
    case_manager,
    client_manager,
    location_manager,
    person_id,
)
from continuous_line_embedded.demo.stories import Story

FIRST_NUMBER = 9_000
"""From here on the numbers of a seed are persons of today."""


@dataclass
class Hero:
    """Days are counted back from `today`; what is told first happens first."""

    seed: int
    number: int
    today: date
    azc: str
    municipality: str
    manager_number: int = 1
    acts: list[Act] = field(default_factory=list)

    @cached_property
    def person(self) -> str:
        return person_id(self.seed, FIRST_NUMBER + self.number)

    @cached_property
    def resident(self) -> fiction.Resident:
        return fiction.resident(self.seed, FIRST_NUMBER + self.number, self.today)

    @cached_property
    def chance(self) -> Random:
        return Random(f"hero/{self.seed}/{self.number}")  # noqa: S311 - made-up lives, no secrets

    @property
    def manager(self) -> Actor:
        return case_manager(self.azc, self.manager_number)

    @property
    def receiver(self) -> Actor:
        return client_manager(self.municipality)

    @property
    def story(self) -> Story:
        return Story(self.person, None, tuple(self.acts))

    def day(self, ago: int) -> date:
        return self.today - timedelta(ago)

    def tell(
        self,
        ago: int,
        actor: Actor,
        service: str,
        path: str,
        body: Mapping[str, Any] | None = None,
        *,
        method: str = "POST",
        remember: str | None = None,
        refused: str | None = None,
    ) -> None:
        on = self.day(ago)
        if self.acts and on < self.acts[-1].recorded_on:
            raise ValueError(f"{path} is told too late")
        self.acts.append(
            Act(
                on,
                len(self.acts),
                self.person,
                actor,
                service,
                path,
                body or {},
                method,
                remember=remember,
                refused=refused,
                lane=self.person,
            )
        )

    def about(self, ago: int, actor: Actor, what: str, **body: Any) -> None:
        """To the profile: what is recorded of the person under `what`."""
        self.tell(ago, actor, "profile", "/profiles/{person}/" + what, body)

    def arrives(self, ago: int) -> None:
        body = {
            "permitHolderId": self.person,
            "azc": self.azc,
            "occurredAt": at(self.day(ago)).isoformat(),
        }
        self.tell(ago, TVS, "profile", "/profiles", body)
        self.puts(ago, "identity", content=self.resident.identity)

    def permit(self, ago: int) -> None:
        self.about(ago, TVS, "permits", grantedOn=self.day(ago).isoformat())

    def talks(self, ago: int) -> None:
        """The talk about taking part."""
        self.about(ago, self.manager, "participation-talks", heldOn=self.day(ago).isoformat())

    def records(self, ago: int, *sections: str, **changed: Any) -> None:
        for section in sections:
            told = contents.content(section, self.resident, self.chance, self.day(ago))
            self.puts(ago, section, content=told | changed)

    def records_too_little(self, ago: int, section: str) -> None:
        told = contents.thin(section, self.resident, self.chance, self.day(ago))
        self.puts(ago, section, content=told)

    def declines(self, ago: int, section: str) -> None:
        self.puts(ago, section, declined=True)

    def puts(self, ago: int, section: str, **body: Any) -> None:
        path = "/profiles/{person}/sections/" + section
        self.tell(ago, self.manager, "profile", path, body, method="PUT")

    def completes(self, ago: int) -> None:
        self.about(ago, self.manager, "completions")

    def linked(self, ago: int, basis: str = "labour-market") -> None:
        body = {
            "permitHolderId": self.person,
            "municipality": self.municipality,
            "azc": self.azc,
            "basis": basis,
            "occurredAt": at(self.day(ago)).isoformat(),
        }
        self.tell(ago, TVS, "handover", "/links", body, remember="case")

    def owned(self, ago: int) -> None:
        by = location_manager(self.azc)
        self.tell(ago, by, "handover", "{case}/owners", {"owner": self.manager.subject})

    def sends(self, ago: int) -> None:
        self.about(ago, self.manager, "sendings", municipality=self.municipality)

    def is_opened(self, ago: int) -> None:
        """By the municipality that is linked."""
        self.is_read(ago, self.receiver)

    def is_read(self, ago: int, by: Actor, what: str = "", *, refused: str | None = None) -> None:
        path = "/profiles/{person}" + what
        self.tell(ago, by, "profile", path, method="GET", refused=refused)

    def moves(self, ago: int) -> None:
        body = {"movedOn": self.day(ago).isoformat()}
        self.tell(ago, TVS, "handover", "{case}/moves", body)

    def complete_profile(self, ago: int) -> None:
        """Arrived, with a permit, a talk, and all that is required; completed `ago` days back."""
        self.arrives(ago + 60)
        self.permit(ago + 40)
        self.talks(ago + 25)
        self.records(ago + 10, *contents.REQUIRED)
        self.records(ago + 5, *contents.OTHERS)
        self.completes(ago)

    def sent_profile(self, ago: int) -> None:
        """And linked, with an owner, and sent `ago` days back."""
        self.complete_profile(ago + 6)
        self.linked(ago + 4)
        self.owned(ago + 3)
        self.sends(ago)
