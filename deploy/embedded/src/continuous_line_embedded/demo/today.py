"""The persons of today: the situations to look at, and enough others to fill a list."""

from datetime import date
from random import Random

from continuous_line_embedded.demo import address_book, meetings, offers, subscribed
from continuous_line_embedded.demo.cast import ECHT, MUNICIPALITIES, ROERMOND, SNEEK, WEERT
from continuous_line_embedded.demo.contents import REQUIRED
from continuous_line_embedded.demo.hero import Hero
from continuous_line_embedded.demo.places import Places
from continuous_line_embedded.demo.situations import SITUATIONS, hero
from continuous_line_embedded.demo.stories import Story

MOST, SHARE = 45, 0.045
"""How many others there are at most, and for each person of 2019."""


def write(seed: int, holders: int, places: Places, today: date) -> list[Story]:
    """Everything that is recorded about the weeks before `today`."""
    return persons(seed, holders, today) + directory(seed, places, today)


def directory(seed: int, places: Places, today: date) -> list[Story]:
    books = (
        address_book.write,
        address_book.coa_known,
        offers.write,
        meetings.write,
        subscribed.write,
    )
    return [story for write_book in books for story in write_book(seed, places, today)]


def persons(seed: int, holders: int, today: date) -> list[Story]:
    heroes = []
    for name, situation in SITUATIONS.items():
        person = hero(seed, name, today)
        situation.live(person)
        heroes.append(person)
    others = [_other(seed, number, today) for number in range(min(MOST, round(holders * SHARE)))]
    return [person.story for person in (*heroes, *others)]


def _other(seed: int, number: int, today: date) -> Hero:
    """Somebody at one of the centres, somewhere between arrival and an opened profile."""
    chance = Random(f"other/{seed}/{number}")  # noqa: S311 - made-up lives, no secrets
    azc = chance.choice((WEERT, WEERT, WEERT, ECHT, SNEEK))
    municipality = chance.choice((ROERMOND, ROERMOND, *MUNICIPALITIES))
    person = Hero(seed, len(SITUATIONS) + number, today, azc, municipality, chance.randint(1, 2))
    match chance.choice(("arrived", "begun", "complete", "sent", "sent", "opened", "opened")):
        case "arrived":
            person.arrives(chance.randint(2, 20))
        case "begun":
            person.arrives(60)
            person.permit(chance.randint(10, 50))
            person.records(8, *chance.sample(REQUIRED, 2))
        case "complete":
            person.complete_profile(chance.randint(3, 80))
        case "sent":
            person.sent_profile(chance.randint(1, 25))
        case _:
            ago = chance.randint(5, 60)
            person.sent_profile(ago)
            person.is_opened(ago - chance.randint(1, 4))
    return person
