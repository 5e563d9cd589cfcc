"""Made-up lives of permit holders since the first half of 2019, and what must be counted of them.

Pure: the same seed and number give the same stories. The published shares are met by quota, and
each story says itself how it has to be counted (`Truth`), so that the report is checked against
something that never saw its rules.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from uuid import uuid5

from continuous_line_embedded.demo import invented, outcomes
from continuous_line_embedded.demo.acts import NAMESPACE, Act, person_id
from continuous_line_embedded.demo.fiction import resident
from continuous_line_embedded.demo.lives import Life, acts_of, days
from continuous_line_embedded.demo.places import Places
from continuous_line_embedded.demo.truth import Truth

FIRST, LAST = date(2019, 1, 1), date(2019, 6, 30)
RECORDED_UNTIL = date(2020, 9, 25)
FRIDAY = 4
STUCK = ("thin", "not-sent", "voided", "after-period")

MOVED = 0.5
PHONE_ONLY, NOT_HELD = 0.30, 0.36


@dataclass(frozen=True, slots=True)
class Story:
    """`truth` in the half year; None: about nobody of it, so in none of its figures.

    `invented`: in each period of the invented year in which the person counts.
    """

    person: str
    truth: Truth | None
    acts: tuple[Act, ...] = field(default=())
    invented: Mapping[str, Truth] = field(default_factory=dict)


def write(seed: int, holders: int, places: Places, shares: dict[str, float]) -> list[Story]:
    """The stories of so many permit holders, and of a few residents without a permit."""
    chance = random.Random(seed)  # noqa: S311 - made-up lives, no secrets
    lives = [_life(chance, seed, number, places) for number in range(holders)]
    moved = chance.sample(range(holders), round(holders * MOVED))
    _quota(lives, range(holders), chance, shares["profile-sent"], "sent")
    for number in moved:
        lives[number].moved = True
    _quota(lives, moved, chance, shares["activity"], "active")
    out = [lives[number] for number in moved]
    outcomes.give(out, chance, shares["warm-handover"], PHONE_ONLY, NOT_HELD)
    _household(lives, moved, seed)
    for life in lives:
        life.stuck = "" if life.sent else chance.choice(STUCK)
    invented.goes_on([life for life in lives if not life.moved], chance)
    arrived = invented.arrivals(seed, holders, places, chance)
    invented.what_became([*lives, *arrived], chance)
    told = [_story(life, chance) for life in lives]
    told += [
        Story(life.person, None, _told(life, chance), invented.truths(life)) for life in arrived
    ]
    residents = range(holders, holders + max(1, holders // 20))
    return told + [_resident(chance, seed, number, places) for number in residents]


def _life(chance: random.Random, seed: int, number: int, places: Places) -> Life:
    before = chance.random() < 0.6
    opened = FIRST - timedelta(chance.randint(1, 200)) if before else _day(chance, 0, 90)
    return Life(
        person=person_id(seed, number),
        resident=resident(seed, number, FIRST),
        azc=chance.choice(places.centres),
        municipality=chance.choice(places.municipalities),
        former_municipality=chance.choice(places.municipalities),
        opened_on=opened,
        granted_on=opened + timedelta(chance.randint(0, 25)),
        relinked=chance.random() < 0.08,
    )


def _day(chance: random.Random, first: int, last: int) -> date:
    return FIRST + timedelta(chance.randint(first, last))


def _quota(
    lives: Sequence[Life], among: Sequence[int], chance: random.Random, share: float, name: str
) -> None:
    for number in chance.sample(list(among), round(len(among) * share)):
        setattr(lives[number], name, True)


def _household(lives: Sequence[Life], moved: list[int], seed: int) -> None:
    """One family of four: linked, talked to and moved together, in one talk for all four."""
    warm = [lives[number] for number in moved if lives[number].outcome == "warm"]
    family = [life for life in warm if not life.relinked][:4]
    if len(family) < 4:
        return
    first = family[0]
    household = str(uuid5(NAMESPACE, f"household/{seed}"))
    when = days(first, random.Random(seed))  # noqa: S311
    for life in family:
        life.household, life.way, life.talk_by = household, "plain", first.person
        life.azc, life.municipality = first.azc, first.municipality
        life.opened_on, life.granted_on, life.when = first.opened_on, first.granted_on, when
    first.members = tuple(life.person for life in family[1:])


def _story(life: Life, chance: random.Random) -> Story:
    truth = Truth(
        in_reception=True,
        sent=life.sent,
        moved=life.moved,
        outcome=life.outcome,
        reason=life.reason,
        active=life.active and life.moved,
    )
    return Story(life.person, truth, _told(life, chance), invented.truths(life))


def _told(life: Life, chance: random.Random) -> tuple[Act, ...]:
    """In recording order, within the days that are replayed; some requests are sent twice."""
    chain, loose = acts_of(life, chance)
    told, last = [], FIRST
    for act in chain:
        last = max(last, _at_work(act.recorded_on))
        told.append(replace(act, recorded_on=last))
    for act in loose:
        day = max(told[0].recorded_on, _at_work(act.recorded_on))
        told.append(replace(act, recorded_on=day))
    told.sort(key=lambda act: act.recorded_on)
    return tuple(
        replace(act, number=number, repeated=act.method == "POST" and chance.random() < 0.03)
        for number, act in enumerate(told)
    )


def _at_work(on: date) -> date:
    """After the half year people register on Fridays: fewer days are quicker to replay."""
    if on <= LAST:
        return on
    return min(on + timedelta((FRIDAY - on.weekday()) % 7), RECORDED_UNTIL)


def _resident(chance: random.Random, seed: int, number: int, places: Places) -> Story:
    """Somebody in reception without a permit: may have a profile, is in no figure."""
    life = _life(chance, seed, number, places)
    life.permit = False
    return Story(life.person, Truth(False, False), _told(life, chance))
