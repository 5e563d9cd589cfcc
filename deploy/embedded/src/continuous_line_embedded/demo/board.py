"""A board of acts about places: what is told of one thing is one story, on days counted back."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import uuid5

from continuous_line_embedded.demo.acts import NAMESPACE, Act, Actor
from continuous_line_embedded.demo.stories import Story


@dataclass
class Board:
    """`day(n)`: n days ago, or ahead where n is negative."""

    seed: int
    today: date
    chance: Random
    stories: list[Story] = field(default_factory=list)

    def day(self, ago: int) -> str:
        return (self.today - timedelta(ago)).isoformat()

    def id(self, key: str) -> str:
        return str(uuid5(NAMESPACE, f"board/{self.seed}/{key}"))

    def act(
        self,
        key: str,
        ago: int,
        actor: Actor,
        path: str,
        *,
        method: str = "POST",
        service: str = "directory",
        **body: Any,
    ) -> Act:
        on = self.today - timedelta(ago)
        lane = self.id(key)
        return Act(on, 0, lane, actor, service, path, body, method, lane=lane)

    def tell(self, *acts: Act) -> None:
        numbered = tuple(replace(act, number=number) for number, act in enumerate(acts))
        self.stories.append(Story(acts[0].person, None, numbered))
