"""Which organisation has which OIN."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

OIN: Final = re.compile(r"[0-9]{20}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Parties:
    """`own`: this installation's OIN. `oins`: of each organisation that messages are exchanged
    with, by its name in tokens."""

    own: str
    oins: Mapping[str, str]

    def oin(self, organisation: str) -> str | None:
        return self.oins.get(organisation)

    def organisation(self, oin: str) -> str | None:
        """Whose it is; None for ours and for an unknown one."""
        return next((name for name, known in self.oins.items() if known == oin), None)


def faults(oins: Mapping[str, str]) -> Iterator[str]:
    """An OIN has 20 digits and one organisation."""
    yield from (
        f"{name}: an OIN has 20 digits" for name, oin in oins.items() if not OIN.fullmatch(oin)
    )
    counted = Counter(oins.values())
    yield from (f"{oin}: is that of two organisations" for oin, n in counted.items() if n > 1)
