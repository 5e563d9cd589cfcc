"""Who keeps a contact: those whose places it covers."""

from dataclasses import dataclass

from continuous_line.codes import Role
from continuous_line.codes_places import COUNTRY
from directory_service.domain.errors import NotYours


@dataclass(frozen=True, slots=True)
class Keeper:
    """Who records: `own` are the places of the token and all that lies in or merged into them."""

    organisation: str
    roles: tuple[Role, ...]
    own: frozenset[str]

    def check_some(self, places: tuple[str, ...]) -> None:
        """Raises NotYours where none of the places is theirs."""
        if not (COUNTRY in self.own or self.own & frozenset(places)):
            raise NotYours("contacts are recorded by those whose places they cover")

    def check_all(self, places: tuple[str, ...]) -> None:
        """Raises NotYours where one of the places is another's: its callers would end here."""
        others = frozenset(places) - self.own
        if COUNTRY not in self.own and others:
            raise NotYours("a contact covers own places only", places=sorted(others))
