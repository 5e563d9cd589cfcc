"""Words that people write about offers and practices. They are in no event, only in a table.

How to reach somebody belongs to a contact: there it is readable for few, verified, and
forgotten when it has to be.
"""

import re
from dataclasses import dataclass

from continuous_line.errors import Refused

_MAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_PHONE = re.compile(r"(?<!\d)(?:\+|00)?(?:[\s().-]*\d){9,}")


class HoldsContactDetails(Refused):
    """A mail address or telephone number in a text for everybody."""

    code = "contact-details-in-text"


@dataclass(frozen=True, slots=True)
class Wording:
    """`owner_name`: of an organisation, never of a person."""

    title: str
    body: str = ""
    owner_name: str | None = None

    def __post_init__(self) -> None:
        """Raises HoldsContactDetails."""
        for name, text in (("title", self.title), ("body", self.body)):
            if _MAIL.search(text) or _PHONE.search(text):
                raise HoldsContactDetails(
                    f"{name} holds a mail address or telephone number; name a contact instead",
                    field=name,
                )
