"""The room's configuration, read once when the service starts."""

import tomllib
from dataclasses import dataclass
from importlib.resources import files

from continuous_line.config import Settings
from continuous_line.contracts import ABOUT_PERSONS, CONTRACTS, type_name
from continuous_line.errors import CannotStart
from handover_service.duo.config import Policy
from handover_service.duo.domain import parties, table_reading
from handover_service.duo.domain.parties import Parties
from handover_service.duo.domain.table import Table


@dataclass(frozen=True, slots=True)
class Configured:
    policy: Policy
    table: Table
    parties: Parties


def types_about_persons() -> frozenset[str]:
    """Of all public events of which a message may be made."""
    about = (one for one in CONTRACTS.values() if one.topic in ABOUT_PERSONS)
    return frozenset(type_name(one.domain, event) for one in about for event in one.events)


def configured(settings: Settings, policy: Policy | None = None) -> Configured:
    """Raises CannotStart, naming every fault."""
    policy = policy or Policy()
    table, faults = _table(policy)
    faults += (f"DL_HANDOVER_DUO_OINS: {fault}" for fault in parties.faults(policy.oins))
    if table is None or faults:
        raise CannotStart("; ".join(faults))
    return Configured(policy, table, Parties(settings.oin, policy.oins))


def _table(policy: Policy) -> tuple[Table | None, list[str]]:
    try:
        text = policy.table.read_text("utf-8") if policy.table else delivered()
        table, faults = table_reading.read(tomllib.loads(text), types_about_persons())
    except (OSError, UnicodeDecodeError) as error:
        table, faults = None, [f"the file cannot be read ({type(error).__name__})"]
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        table, faults = None, [f"the file is no TOML ({error})"]
    return table, [f"DL_HANDOVER_DUO_TABLE: {fault}" for fault in faults]


def delivered() -> str:
    """The text of the delivered table."""
    return (files("handover_service.duo") / "table.toml").read_text("utf-8")
