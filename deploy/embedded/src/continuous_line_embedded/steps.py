"""What a person sees while things start and stop: a line per step, with its time."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from rich.console import Console


@dataclass
class Step:
    """`text` is the line that will be printed; it may be refined while the step runs."""

    text: str


class Steps:
    def __init__(self, console: Console | None = None) -> None:
        """Silent without a console."""
        self.console = console or Console(quiet=True)

    @contextmanager
    def step(self, text: str, begun: float | None = None) -> Iterator[Step]:
        """`begun` (of time.monotonic) is where the time of the line counts from."""
        step, begun = Step(text), begun or time.monotonic()
        with self.console.status(f"{text} ..."):
            try:
                yield step
            except BaseException:
                self._line(begun, f"{step.text}: not done")
                raise
        self._line(begun, step.text)

    def say(self, text: str) -> None:
        self.console.print(text, markup=False, highlight=False, soft_wrap=True)

    def _line(self, begun: float, text: str) -> None:
        self.say(f"{time.monotonic() - begun:6.1f} s  {text}")
