"""What is one's own: the places in the token with all that lies in them, or the whole country."""

from collections.abc import Iterable

from continuous_line.codes_places import COUNTRY


def covers(own: frozenset[str], places: Iterable[str]) -> bool:
    """Whether at least one of the places is one's own."""
    return COUNTRY in own or not own.isdisjoint(places)
