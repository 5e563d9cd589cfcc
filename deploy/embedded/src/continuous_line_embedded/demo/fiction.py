"""Made-up people: named by Faker, and marked, so that nobody is taken for somebody real.

The same seed and number give the same person. What marks them: the family name ends in
`MARK`, a V-number begins with three zeros, a telephone number has a zero where no Dutch one has
it (so it is well formed and leads nowhere), and mail goes to a domain that is kept for examples.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random
from string import ascii_lowercase
from typing import Any, Final
from zlib import crc32

from faker import Faker

MARK: Final = "(fictief)"
MAIL: Final = "voorbeeld.example"
COLLEAGUES: Final = "nl_NL"
_PLAIN: Final = frozenset(ascii_lowercase + ".-")
MOBILE: Final = "6"
AREAS: Final = ("20", "30", "38", "43", "50", "70", "495", "513")
"""Geographic ones: there a zero cannot follow; of numbers like 085 it can."""
ORIGINS: Final[Mapping[str, tuple[str, ...]]] = {
    "fr_DZ": ("ar", "ku"),
    "tr_TR": ("tr", "ku"),
    "ha_NG": ("ar", "so"),
    "en_PK": ("fa", "ps"),
    "sw": ("ti", "am"),
}
"""Locales that Faker names in Latin script, each with mother tongues that may go with it."""


@dataclass(frozen=True, slots=True)
class Resident:
    """Somebody in reception, as the section identity holds them."""

    given: str
    family: str
    born_on: date
    v_number: str
    mother_tongue: str
    interpreter: bool
    phone: str | None

    @property
    def identity(self) -> dict[str, Any]:
        languages: list[dict[str, Any]] = [
            {"language": self.mother_tongue, "interpreter": self.interpreter}
        ]
        if not self.interpreter:
            languages.append({"language": "en"})
        found: dict[str, Any] = {
            "names": {"given": self.given, "family": self.family},
            "dateOfBirth": self.born_on.isoformat(),
            "vNumber": self.v_number,
            "languages": languages,
        }
        return found | ({"contact": {"phone": self.phone}} if self.phone else {})


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody at work, as a contact names them."""

    name: str
    phone: str
    mail: str


def resident(seed: int, number: int, today: date) -> Resident:
    """`today`: the day on which the person is an adult."""
    chance = _chance("resident", seed, number)
    locale = chance.choice(tuple(ORIGINS))
    faker = _faker(locale)
    faker.seed_instance(chance.getrandbits(32))
    born = today - timedelta(chance.randint(18 * 366, 62 * 365))
    return Resident(
        given=faker.first_name(),
        family=f"{faker.last_name()} {MARK}",
        born_on=born,
        v_number=v_number(seed, number),
        mother_tongue=chance.choice(ORIGINS[locale]),
        interpreter=chance.random() < 0.7,
        phone=phone(chance, MOBILE) if chance.random() < 0.8 else None,
    )


def colleague(seed: int, number: int) -> Colleague:
    chance = _chance("colleague", seed, number)
    faker = _faker(COLLEAGUES)
    faker.seed_instance(chance.getrandbits(32))
    given, family = faker.first_name(), faker.last_name().partition(",")[0]
    plain = "".join(letter for letter in f"{given}.{family}".lower() if letter in _PLAIN)
    mail = f"{plain}@{MAIL}"
    return Colleague(f"{given} {family} {MARK}", phone(chance, chance.choice(AREAS)), mail)


def v_number(seed: int, number: int) -> str:
    """Ten digits, the first three zero; nobody of one seed has that of another."""
    block = crc32(str(seed).encode()) % 1000
    return f"000{(block * 10_000 + number) % 10_000_000:07}"


def phone(chance: Random, area: str) -> str:
    """A zero follows the area code, where a subscriber's number never has one."""
    return f"+31{area}0{chance.randint(0, 10 ** (8 - len(area)) - 1):0{8 - len(area)}}"


def _chance(kind: str, seed: int, number: int) -> Random:
    return Random(f"{kind}/{seed}/{number}")  # noqa: S311 - made-up lives, no secrets


@cache
def _faker(locale: str) -> Faker:
    return Faker(locale)
