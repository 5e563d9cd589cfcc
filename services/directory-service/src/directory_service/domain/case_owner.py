"""Whose the open case of a person is: from what handover-service published, in any order.

At COA, and at the municipality to which the person goes.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from continuous_line.case_owners import Leaving, Naming, Said, Tenure, case_number, tenures
from continuous_line.codes import Role
from directory_service.domain.link import LinkFact, LinkFactKind, open_link

K = LinkFactKind
_OWNERS = (K.ASSIGNED, K.REASSIGNED, K.OWNER_LEFT)
_RECEIVERS = (K.CLIENT_MANAGER, K.CLIENT_MANAGER_LEFT, K.UNLINKED, K.RETURNED)


@dataclass(frozen=True, slots=True)
class OwnedCase:
    """`id`: the number of the case. `tenures`: of those who have it in `role`.

    `places`: where the person lives, or to which municipality they go and what it merged into;
    empty where nothing is known of it.
    """

    id: UUID
    places: frozenset[str]
    tenures: tuple[Tenure, ...]
    role: Role = Role.CASE_MANAGER


def open_case(person: UUID, facts: Iterable[LinkFact]) -> OwnedCase | None:
    """The person's open case at COA, if any; the same for the same facts in any order."""
    known = list(facts)
    first_link, said = _since_the_first_link(known, _OWNERS)
    if first_link is None:
        return None
    gone = {fact.gone for fact in known}
    held = tenures([_said(fact) for fact in said], None)
    return OwnedCase(case_number(person, first_link), _azc(known, gone), tuple(held))


def received_case(person: UUID, facts: Iterable[LinkFact]) -> OwnedCase | None:
    """The same at the municipality; what was said before the person parted from it is over."""
    known = list(facts)
    first_link, said = _since_the_first_link(known, _RECEIVERS)
    link = open_link(known)
    if first_link is None or link is None:
        return None
    named: list[Said] = []
    for fact in said:
        if fact.kind is K.RETURNED:
            named = []
        elif fact.municipality != link.municipality:
            continue
        elif fact.kind is K.UNLINKED:
            named = []
        elif fact.kind is K.CLIENT_MANAGER_LEFT:
            named.append(Leaving(fact.at, fact.owner or ""))
        else:
            named.append(Naming(fact.at, fact.owner or "", fact.until, first=not named))
    return OwnedCase(
        case_number(person, first_link),
        frozenset({link.municipality}),
        tuple(tenures(named, None)),
        Role.CLIENT_MANAGER,
    )


def _since_the_first_link(
    known: Sequence[LinkFact], kinds: Collection[LinkFactKind]
) -> tuple[UUID | None, list[LinkFact]]:
    """Which link began the open case, and what of these kinds is valid in it, as it happened.

    A case runs from the first link to the closing: a link that is made while it is open, or that
    corrects another, stays in it.
    """
    gone = {fact.gone for fact in known}
    first_link: UUID | None = None
    said: list[LinkFact] = []
    of_cases = (fact for fact in known if fact.kind in (K.LINKED, K.CLOSED, *kinds))
    for fact in sorted(of_cases, key=lambda fact: (fact.sequence, fact.id)):
        if fact.kind is K.LINKED:
            if first_link is None and fact.gone is None:
                first_link, said = fact.id, []
        elif fact.id in gone:
            continue
        elif fact.kind is K.CLOSED:
            first_link = None
        else:
            said.append(fact)
    said.sort(key=lambda fact: (fact.at, fact.sequence))
    return first_link, said


def _said(fact: LinkFact) -> Said:
    owner = fact.owner or ""
    if fact.kind is K.OWNER_LEFT:
        return Leaving(fact.at, owner)
    return Naming(fact.at, owner, fact.until, first=fact.kind is K.ASSIGNED)


def _azc(known: Sequence[LinkFact], gone: set[UUID | None]) -> frozenset[str]:
    told = [fact for fact in known if fact.azc and fact.id not in gone]
    last = max(told, key=lambda fact: (fact.at, fact.sequence), default=None)
    return frozenset({last.azc}) if last and last.azc else frozenset()
