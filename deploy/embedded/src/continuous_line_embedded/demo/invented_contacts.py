"""Contacts of the invented year: month after month more municipalities have one, and know COA's.

They end in the autumn after it, so that today's address book is as it is without them.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Final
from uuid import uuid5

from continuous_line_embedded.demo.acts import NAMESPACE, Act, client_manager
from continuous_line_embedded.demo.address_book import Entry, coa_order, in_order
from continuous_line_embedded.demo.cast import COUNTRY_KEEPER
from continuous_line_embedded.demo.invented import LAST, MONTHS, Span
from continuous_line_embedded.demo.places import Places
from continuous_line_embedded.demo.stories import FRIDAY, Story

COVERED: Final = (0.10, 0.74)
"""The share of municipalities with a verified contact after the first month, and after the last."""
KNOWN: Final = 0.6
"""Of those who say whether they know COA's contact; so many more than before say so each month."""
VALID_TO: Final = date(2020, 9, 30)
AGAIN: Final = timedelta(140)
"""So often a contact is verified; the term is 180 days."""
_NUMBERS: Final = 50_000
"""From here on the numbers of a seed are colleagues of this year."""


def write(seed: int, places: Places) -> list[Story]:
    return [*_contacts(seed, places), *_words(seed, places)]


def _contacts(seed: int, places: Places) -> Iterator[Story]:
    codes = in_order(seed, places)
    low, high = COVERED
    begun = 0
    for number, month in enumerate(MONTHS):
        share = low + (high - low) * number / (len(MONTHS) - 1)
        until = round(len(places.of_today) * share)
        for place, code in enumerate(codes[begun:until], start=begun):
            yield _contact(seed, _NUMBERS + place, code, _friday(month, place))
        begun = until


def _contact(seed: int, number: int, code: str, since: date) -> Story:
    entry = Entry(seed, f"2020/{code}", number, LAST)
    entry.register(
        (LAST - since).days, COUNTRY_KEEPER, "client-manager", [code], organisation=code,
        validTo=VALID_TO.isoformat(),
    )  # fmt: skip
    while since <= LAST:
        entry.verify((LAST - since).days, client_manager(code))
        since += AGAIN
    return entry.story


def _words(seed: int, places: Places) -> Iterator[Story]:
    """Only of those who say it again today: what was said last holds on."""
    chance = Random(f"words/{seed}")  # noqa: S311 - made-up answers
    for place, code in enumerate(coa_order(seed, places)):
        lane = str(uuid5(NAMESPACE, f"words/{seed}/{code}"))
        body = {"known": chance.random() < KNOWN}
        yield Story(lane, None, (
            Act(_friday(MONTHS[place % len(MONTHS)], place), 0, lane, client_manager(code),
                "directory", f"/municipalities/{code}/coa-contact", body, "PUT", lane=lane),
        ))  # fmt: skip


def _friday(month: Span, number: int) -> date:
    """One of the first four of the month: fewer days are quicker to replay."""
    first = month.first_on + timedelta((FRIDAY - month.first_on.weekday()) % 7)
    return first + timedelta(7 * (number % 4))
