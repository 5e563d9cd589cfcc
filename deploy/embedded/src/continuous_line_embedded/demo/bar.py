"""How far a replay is: a bar in a terminal, a line at every tenth elsewhere."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

Advance = Callable[[date, int], None]


@contextmanager
def advancing(console: Console, total: int) -> Iterator[Advance]:
    """What is called with the day that was reached, and how many requests were made since."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(
        *columns, TimeElapsedColumn(), console=console, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task("2019-01-01", total=total)

        def advance(day: date, acts: int) -> None:
            before = _tenth(bar, task)
            bar.update(task, advance=acts, description=day.isoformat())
            if not console.is_terminal and _tenth(bar, task) > before:
                made = bar.tasks[task].completed
                console.print(f"{day}  {made:,.0f} of {total:,} requests", highlight=False)

        yield advance


def _tenth(bar: Progress, task: TaskID) -> int:
    return int(bar.tasks[task].percentage // 10)
