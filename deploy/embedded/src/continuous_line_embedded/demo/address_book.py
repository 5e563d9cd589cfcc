"""Whom to call: made-up contacts of municipalities and of COA, kept well and less well.

Of a hundred municipalities about 70 have a contact that was verified within the term, 12 one that
was verified too long ago, 6 one that nobody ever verified, and 12 have none. Some are what a
visitor should find: absent with a deputy, replaced, reported as wrong, a topic that nobody has.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any, Final
from uuid import uuid5

from continuous_line_embedded.demo import fiction
from continuous_line_embedded.demo.acts import (
    NAMESPACE,
    Act,
    Actor,
    client_manager,
    location_manager,
)
from continuous_line_embedded.demo.cast import (
    COUNTRY_KEEPER,
    LEUDAL,
    MIDDEN_LIMBURG,
    NEDERWEERT,
    PCM_NORTH,
    PCM_SOUTH,
    ROERMOND,
    SNEEK,
    WEERT,
    ZWOLLE,
)
from continuous_line_embedded.demo.places import Places
from continuous_line_embedded.demo.stories import Story

NONE, STALE, NEVER = 0.12, 0.12, 0.06
LONGEST = 178
"""Days back of the oldest verification that still counts; the term is 180."""
KNOWS_COA, ASKED_COA = 0.29, 0.5
SPECIAL: Final = frozenset({ROERMOND, ZWOLLE, NEDERWEERT, LEUDAL})
WITHOUT_PCM: Final = ("katwijk",)
"""Azc's without a participation case manager of their own."""
WITHOUT_VOLUNTEERING: Final = "unit-zuid"
"""The unit of COA in which nobody answers for that topic."""
DOUBTED_BY_PLACE: Final = {
    ROERMOND: client_manager(ROERMOND),
    ZWOLLE: client_manager(ZWOLLE),
    NEDERWEERT: client_manager(NEDERWEERT),
    WEERT: location_manager(WEERT),
    SNEEK: location_manager(SNEEK),
    MIDDEN_LIMBURG: COUNTRY_KEEPER,
}
"""Where a team was verified long ago and reported as wrong, so that its keeper finds it."""
TOPICS: Final = ("integration", "work", "education", "language")
DESKS: Final = {
    "team": f"Team inburgering {fiction.MARK}",
    "employer-service-point": f"Werkgeversservicepunt {fiction.MARK}",
}
HOURS: Final = ("ma, di en do 9.00-16.00 uur", "werkdagen 9.00-17.00 uur")
"""Of a person, and of a desk."""


@dataclass
class Entry:
    """One contact and what is done with it, counted back from `today`."""

    seed: int
    key: str
    number: int
    today: date
    acts: list[Act] = field(default_factory=list)

    @property
    def contact_id(self) -> str:
        return str(uuid5(NAMESPACE, f"contact/{self.seed}/{self.key}"))

    @property
    def story(self) -> Story:
        return Story(self.contact_id, None, tuple(self.acts))

    def day(self, ago: int) -> date:
        return self.today - timedelta(ago)

    def do(self, ago: int, actor: Actor, what: str, method: str = "POST", **body: Any) -> None:
        self.acts.append(
            Act(
                self.day(ago),
                len(self.acts),
                self.contact_id,
                actor,
                "directory",
                f"/contacts/{self.contact_id}{what}" if what or method == "PUT" else "/contacts",
                body,
                method,
                lane=self.contact_id,
            )
        )

    def register(
        self, ago: int, actor: Actor, kind: str, places: Sequence[str], **more: Any
    ) -> None:
        self.do(
            ago,
            actor,
            "",
            contactId=self.contact_id,
            kind=kind,
            places=list(places),
            validFrom=self.day(ago).isoformat(),
            details=self._details(kind),
            **more,
        )

    def _details(self, kind: str) -> dict[str, Any]:
        """How to reach it. A desk has no name of a person."""
        somebody = fiction.colleague(self.seed, self.number)
        found = {"phones": [somebody.phone], "mail": somebody.mail, "hours": HOURS[kind in DESKS]}
        return found | {"name": DESKS.get(kind, somebody.name)}

    def verify(self, ago: int, actor: Actor) -> None:
        self.do(ago, actor, "/verifications")


def write(seed: int, places: Places, today: date) -> list[Story]:
    """All contacts, each with its own story; the same for one seed and day."""
    book = Book(seed, today, _chance(seed))
    book.municipalities(in_order(seed, places), len(places.of_today) - len(SPECIAL))
    book.special()
    book.coa(places)
    return [entry.story for entry in book.entries]


def in_order(seed: int, places: Places) -> list[str]:
    """The municipalities that have a contact today, without the special ones: first those that
    keep it less well."""
    codes = [code for code in places.of_today if code not in SPECIAL]
    return _chance(seed).sample(codes, len(codes))[round(len(codes) * NONE) :]


def _chance(seed: int) -> Random:
    return Random(f"contacts/{seed}")  # noqa: S311 - made-up contacts


@dataclass
class Book:
    seed: int
    today: date
    chance: Random
    entries: list[Entry] = field(default_factory=list)

    def entry(self, key: str) -> Entry:
        found = Entry(self.seed, key, len(self.entries), self.today)
        self.entries.append(found)
        return found

    def municipalities(self, codes: Sequence[str], every: int) -> None:
        """Of `every`, those with a contact."""
        stale, never = round(every * STALE), round(every * NEVER)
        for place, code in enumerate(codes):
            if place < stale:
                self._client_manager(code, self.chance.randint(181, 230))
            elif place < stale + never:
                self._client_manager(code, self.chance.randint(1, 230), verified=False)
            else:
                self._client_manager(code, self.chance.randint(1, LONGEST))

    def _client_manager(self, code: str, ago: int, *, verified: bool = True) -> Entry:
        """Entered by whoever keeps the national list, found right by the municipality itself."""
        found = self.entry(code)
        found.register(ago, COUNTRY_KEEPER, "client-manager", [code], organisation=code)
        if verified:
            found.verify(ago, client_manager(code))
        return found

    def special(self) -> None:
        own = client_manager(ROERMOND)
        team = self.entry(f"{ROERMOND}/team")
        team.register(61, own, "team", [ROERMOND])
        team.verify(12, own)
        manager = self.entry(ROERMOND)
        manager.register(60, own, "client-manager", [ROERMOND], deputies=[team.contact_id])
        manager.verify(12, own)

        deputy, absent = self.entry(f"{ZWOLLE}/deputy"), self.entry(ZWOLLE)
        for entry in (deputy, absent):
            entry.register(50, client_manager(ZWOLLE), "client-manager", [ZWOLLE])
            entry.verify(20, client_manager(ZWOLLE))
        since, until = absent.day(4), absent.day(-17)
        absent.do(
            4, client_manager(ZWOLLE), "/absences", absentFrom=since.isoformat(),
            absentTo=until.isoformat(), deputy=deputy.contact_id,
        )  # fmt: skip

        former, successor = self.entry(f"{NEDERWEERT}/former"), self.entry(NEDERWEERT)
        own = client_manager(NEDERWEERT)
        former.register(150, own, "client-manager", [NEDERWEERT])
        former.verify(149, own)
        successor.register(40, own, "client-manager", [NEDERWEERT])
        successor.verify(40, own)
        former.do(
            39, own, "/replacements", successor=successor.contact_id,
            validFrom=former.day(30).isoformat(),
        )  # fmt: skip

        wrong = self._client_manager(LEUDAL, 90)
        wrong.do(9, PCM_SOUTH, "/reports", doubt="no-answer")

        for place, keeper in DOUBTED_BY_PLACE.items():
            doubted = self.entry(f"doubted/{place}")
            doubted.register(205, keeper, "team", [place])
            doubted.verify(195, keeper)
            doubted.do(6, PCM_NORTH, "/reports", doubt="wrong-phone")

        point = self.entry("employer-service-point")
        point.register(70, COUNTRY_KEEPER, "employer-service-point", [MIDDEN_LIMBURG])
        point.verify(70, COUNTRY_KEEPER)

    def coa(self, places: Places) -> None:
        """In one unit nobody has the topic volunteering, and one region is in nobody's area."""
        for number, azc in enumerate(places.centres):
            self._of_azc("location-manager", azc, 30 + number)
        self._participation(places)
        self._of_azc("case-manager", WEERT, 15)
        for number, region in enumerate(places.regions):
            coordinator = self.entry(f"coordinator/{region}")
            coordinator.register(
                100 + number, COUNTRY_KEEPER, "regional-coordinator", [region], organisation="coa"
            )
            coordinator.verify(5 + number, COUNTRY_KEEPER)
        for unit in places.units:
            volunteering = () if unit == WITHOUT_VOLUNTEERING else ("volunteering",)
            owner = self.entry(f"programme-owner/{unit}")
            owner.register(
                80, COUNTRY_KEEPER, "programme-owner", [unit], organisation="coa",
                topics=[*TOPICS, *volunteering],
            )  # fmt: skip
            owner.verify(60, COUNTRY_KEEPER)

    def _participation(self, places: Places) -> None:
        """Each at one or more azc's and in regions around; of the last region nobody."""
        shared = {*PCM_SOUTH.places, *PCM_NORTH.places, *WITHOUT_PCM}
        areas = [("north", PCM_NORTH.places), ("south", PCM_SOUTH.places)]
        areas += [(azc, (azc,)) for azc in places.centres if azc not in shared]
        regions = [region for region in places.regions if region != MIDDEN_LIMBURG]
        for number, (key, azcs) in enumerate(areas):
            around = regions[:-1][number :: len(areas)]
            around += [MIDDEN_LIMBURG] if key == "south" else []
            found = self.entry(f"participation-case-manager/{key}")
            found.register(
                120, COUNTRY_KEEPER, "participation-case-manager", [*azcs, *around],
                organisation="coa", topics=["work", "language"] if key == "south" else [],
            )  # fmt: skip
            found.verify(25, COUNTRY_KEEPER)

    def _of_azc(self, kind: str, azc: str, ago: int) -> None:
        found = self.entry(f"{kind}/{azc}")
        found.register(ago, COUNTRY_KEEPER, kind, [azc], organisation="coa")
        found.verify(ago, COUNTRY_KEEPER)


def coa_known(seed: int, places: Places, today: date) -> list[Story]:
    """Municipalities that said whether they know whom to call at COA; the others never did."""
    chance = Random(f"coa/{seed}")  # noqa: S311 - made-up answers
    known = round(len(places.of_today) * KNOWS_COA)
    told = []
    for place, code in enumerate(coa_order(seed, places)):
        lane = str(uuid5(NAMESPACE, f"coa/{seed}/{code}"))
        on = today - timedelta(chance.randint(2, 150))
        path = f"/municipalities/{code}/coa-contact"
        body = {"known": place < known}
        act = Act(on, 0, lane, client_manager(code), "directory", path, body, "PUT", lane=lane)
        told.append(Story(lane, None, (act,)))
    return told


def coa_order(seed: int, places: Places) -> list[str]:
    """The municipalities that say whether they know whom to call at COA."""
    chance = Random(f"coa-order/{seed}")  # noqa: S311 - made-up answers
    return chance.sample(list(places.of_today), round(len(places.of_today) * ASKED_COA))
