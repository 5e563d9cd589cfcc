"""Whose the open case of a person is: from what handover-service published, in any order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from continuous_line.case_owners import Leaving, Naming, Said, Tenure, case_number, tenures
from directory_service.domain.link import LinkFact, LinkFactKind

K = LinkFactKind
_OF_CASES = (K.LINKED, K.CLOSED, K.ASSIGNED, K.REASSIGNED, K.OWNER_LEFT)


@dataclass(frozen=True, slots=True)
class OwnedCase:
    """`id`: the number of the case. `azc`: where the person lives, as far as is known."""

    id: UUID
    azc: str | None
    tenures: tuple[Tenure, ...]


def open_case(person: UUID, facts: Iterable[LinkFact]) -> OwnedCase | None:
    """The person's open case, if any; the same for the same facts in any order.

    A case runs from the first link to the closing: a link that is made while it is open, or that
    corrects another, stays in it.
    """
    known = list(facts)
    gone = {fact.gone for fact in known}
    first_link: UUID | None = None
    said: list[LinkFact] = []
    of_cases = (fact for fact in known if fact.kind in _OF_CASES)
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
    if first_link is None:
        return None
    said.sort(key=lambda fact: (fact.at, fact.sequence))
    held = tenures([_said(fact) for fact in said], None)
    return OwnedCase(case_number(person, first_link), _azc(known, gone), tuple(held))


def _said(fact: LinkFact) -> Said:
    owner = fact.owner or ""
    if fact.kind is K.OWNER_LEFT:
        return Leaving(fact.at, owner)
    return Naming(fact.at, owner, fact.until, first=fact.kind is K.ASSIGNED)


def _azc(known: Sequence[LinkFact], gone: set[UUID | None]) -> str | None:
    told = [fact for fact in known if fact.azc and fact.id not in gone]
    return max(told, key=lambda fact: (fact.at, fact.sequence)).azc if told else None
