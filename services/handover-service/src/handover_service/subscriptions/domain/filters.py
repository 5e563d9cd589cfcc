"""Which events somebody wants, by the attributes of the envelope; the data are never looked at.

Source: CloudEvents Subscriptions API, filter dialects; the NL GOV draft for notifications takes
over exact, prefix, suffix, all, any and not.

An attribute that an event does not have never matches, also not inside `not`: `not` turns the
comparison round, never the absence. So a filter is read with every `not` moved down to the
comparisons, where a comparison and its opposite both need the attribute to be there. `not all` is
then `any not`, and `not any` is `all not`, with and without absent attributes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

Attributes = Mapping[str, str]
"""Of one event, by their CloudEvents names, each as text; what is absent has no entry."""


class Comparison(StrEnum):
    EXACT = "exact"
    PREFIX = "prefix"
    SUFFIX = "suffix"


@dataclass(frozen=True, slots=True)
class Compare:
    """Every attribute in `wanted` is compared with its text; capitals count."""

    by: Comparison
    wanted: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class All:
    filters: "tuple[Filter, ...]"


@dataclass(frozen=True, slots=True)
class Any:
    filters: "tuple[Filter, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    filter: "Filter"


Filter = Compare | All | Any | Not


def wants(filters: Iterable[Filter], attributes: Attributes) -> bool:
    """Whether all of a subscription's filters match; without any everything is wanted."""
    return all(matches(one, attributes) for one in filters)


def matches(given: Filter, attributes: Attributes) -> bool:
    return _holds(given, attributes, turned=False)


def _holds(given: Filter, attributes: Attributes, *, turned: bool) -> bool:
    """`turned`: inside an odd number of `not`."""
    match given:
        case Compare():
            each = (_compares(given.by, one, attributes, turned=turned) for one in given.wanted)
            return any(each) if turned else all(each)
        case All():
            inner = (_holds(one, attributes, turned=turned) for one in given.filters)
            return any(inner) if turned else all(inner)
        case Any():
            inner = (_holds(one, attributes, turned=turned) for one in given.filters)
            return all(inner) if turned else any(inner)
        case Not():
            return _holds(given.filter, attributes, turned=not turned)
        case _:
            assert_never(given)


def _compares(
    by: Comparison, wanted: tuple[str, str], attributes: Attributes, *, turned: bool
) -> bool:
    name, text = wanted
    found = attributes.get(name)
    return found is not None and _alike(by, found, text) is not turned


def _alike(by: Comparison, found: str, text: str) -> bool:
    match by:
        case Comparison.EXACT:
            return found == text
        case Comparison.PREFIX:
            return found.startswith(text)
        case Comparison.SUFFIX:
            return found.endswith(text)
        case _:
            assert_never(by)
