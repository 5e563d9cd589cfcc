"""Who has a case at a municipality, and when: by the rule of the owners at COA."""

from continuous_line.case_owners import Naming, Tenure, tenures
from handover_service.domain.case import Case
from handover_service.domain.events import ClientManagerNamed


def municipalities(case: Case) -> list[str]:
    """Those that named somebody, in that order."""
    return list(dict.fromkeys(fact.municipality for fact in case.all(ClientManagerNamed)))


def client_managers(case: Case, municipality: str) -> list[Tenure]:
    """Also after the closing: the municipality goes on. A stand-in falls back when it ends."""
    named = [f for f in case.all(ClientManagerNamed) if f.municipality == municipality]
    return tenures([Naming(f.at, f.client_manager, f.until, first=True) for f in named], None)
