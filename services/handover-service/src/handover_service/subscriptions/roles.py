"""Who manages subscriptions, and for which organisation."""

import re
from typing import Final

from continuous_line.auth import Principal
from continuous_line.codes import Role
from continuous_line.errors import Forbidden

MANAGE: Final = (Role.MUNICIPAL_SYSTEM, Role.INTEGRATION_MANAGER)
ON_PAGES: Final = (Role.INTEGRATION_MANAGER,)
_MUNICIPALITY: Final = re.compile(r"GM\d{4}", re.ASCII)


def municipality_of(who: Principal) -> str:
    """The organisation in the token, which its subscriptions belong to. Raises Forbidden."""
    if not _MUNICIPALITY.fullmatch(who.organisation):
        raise Forbidden(
            "Subscriptions are for the systems of a municipality; the token names another kind "
            "of organisation.",
            code="no-municipality",
        )
    return who.organisation
