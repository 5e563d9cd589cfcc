"""What the benchmarks share: running both sides in turns, and the line they print."""

import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


def report(name: str, ours: float, other: float, *, unit: str = "/s") -> None:
    """`NAME: ours …/s, other …/s, ratio 0.53`; the ratio says how near ours is to the other."""
    print(f"{name}: ours {ours:,.0f}{unit}, other {other:,.0f}{unit}, ratio {ours / other:.2f}")


async def rate(work: Callable[[], Awaitable[int]]) -> float:
    """How many per second; `work` says how many it did."""
    started = time.perf_counter()
    done = await work()
    return done / (time.perf_counter() - started)


async def side_by_side(
    ours: Callable[[], Awaitable[int]], other: Callable[[], Awaitable[int]], rounds: int = 5
) -> tuple[float, float]:
    """Median rates of both, measured in turns so that a noisy moment hits both alike."""
    rates: tuple[list[float], list[float]] = ([], [])
    await ours()
    await other()
    for _ in range(rounds):
        rates[0].append(await rate(ours))
        rates[1].append(await rate(other))
    return statistics.median(rates[0]), statistics.median(rates[1])


@contextmanager
def workspace(name: str) -> Iterator[Path]:
    """A folder that a server running as another user can enter; gone afterwards."""
    with tempfile.TemporaryDirectory(prefix=f"bench-{name}-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)
