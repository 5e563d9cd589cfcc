"""Whether a message may come in: who sends it, to whom, and whether its meaning is theirs."""

from continuous_line.auth import Principal
from continuous_line.errors import Forbidden
from handover_service.duo.domain.messages import Reason
from handover_service.duo.domain.parties import Parties
from handover_service.duo.domain.table import Table
from handover_service.duo.errors import AddresseeUnknown, SenderNotYours
from handover_service.duo.room import Room


def organisation(who: Principal) -> str:
    """Whose messages they are. Raises Forbidden where the token names nobody."""
    if not who.organisation:
        raise Forbidden("The token names no organisation.", code="no-organisation")
    return who.organisation


def municipality(room: Room, who: Principal, sender: str, addressee: str, event: str) -> str | None:
    """Of whom it is addressed to; None: to this installation. `sender`, `addressee`: OIN.

    Raises SenderNotYours, AddresseeUnknown and Forbidden.
    """
    if room.parties.oin(who.organisation) != sender:
        raise SenderNotYours(
            "`bron` is not the OIN that your organisation has here (DL_HANDOVER_DUO_OINS)."
        )
    addressed = _addressed(room.parties, addressee)
    require_right(room.table, who, event)
    return addressed


def require_right(table: Table, who: Principal, event: str) -> None:
    """Raises Forbidden where what the event means is not theirs to say."""
    meaning = table.meaning(event)
    if meaning is not None and not who.has(*meaning.roles):
        needed = sorted(meaning.roles)
        raise Forbidden(
            f"What {event} means here needs one of the roles: {', '.join(needed)}.",
            code=Reason.ROLE_MISSING,
            rolesNeeded=needed,
        )


def _addressed(parties: Parties, addressee: str) -> str | None:
    if addressee == parties.own:
        return None
    found = parties.organisation(addressee)
    if found is None:
        raise AddresseeUnknown("`doel` is the OIN of nobody that messages are exchanged with.")
    return found
