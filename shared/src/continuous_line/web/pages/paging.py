"""A page of a list whose number is in the address: "26-50 van 3.214"."""

from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import Query

USUAL: Final = 25

PageNumber = Annotated[int, Query(alias="page", ge=1, le=100_000)]
"""`number: PageNumber = 1` in a route."""


@dataclass(frozen=True, slots=True)
class Pager:
    """`total` rows in all; ask the database for `limit` rows from `offset`."""

    page: int
    total: int
    size: int = USUAL

    @property
    def offset(self) -> int:
        return (self.page - 1) * self.size

    @property
    def limit(self) -> int:
        return self.size

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))

    @property
    def first(self) -> int:
        return min(self.offset + 1, self.total)

    @property
    def last(self) -> int:
        return min(self.offset + self.size, self.total)
