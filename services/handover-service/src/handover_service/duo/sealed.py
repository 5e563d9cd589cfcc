"""The numbers of a message: sealed for whom it is about, or for itself while that is unknown."""

from uuid import UUID

from continuous_line.vault import Vault
from handover_service.duo.domain.messages import Numbers
from handover_service.duo.errors import DealtWith
from handover_service.duo.store import Stored

_SECTION = "duo-message"
_VERSION = 1


async def sealed(vault: Vault, subject: UUID, numbers: Numbers) -> bytes:
    """Raises Erased."""
    key = await vault.key(subject)
    content = {"bsn": numbers.bsn, "vNumber": numbers.v_number, "asSent": numbers.as_sent}
    return key.seal_json(_SECTION, _VERSION, content)


async def opened(vault: Vault, stored: Stored) -> Numbers:
    """Raises DealtWith where nothing is kept any more, Erased and KeyMissing."""
    if stored.sealed is None or stored.sealed_for is None:
        raise DealtWith("Nothing of the person is kept of this message any more.")
    key = await vault.reading_key(stored.sealed_for)
    content = key.open_json(_SECTION, _VERSION, stored.sealed)
    return Numbers(content["bsn"], content["vNumber"], content.get("asSent"))
