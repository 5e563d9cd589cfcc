"""What came of the handover of everybody who moves out, by quota."""

import random
from collections.abc import Sequence
from typing import Final

from continuous_line_embedded.demo.lives import Life

REASONS: Final = {"distance": 20, "no-time": 10, "no-capacity": 6}
_WAYS: Final = {
    "warm": ("plain", "after-move", "phone-first", "corrected", "registered-late"),
    "phone-only": ("plain", "warm-voided", "registered-late"),
    "not-held": ("plain",),
    "unknown": ("plain", "phone-voided"),
}


def give(
    lives: Sequence[Life], chance: random.Random, warm: float, phone_only: float, not_held: float
) -> None:
    """Each gets exactly one outcome, and a way in which it came about; the rest has nothing."""
    order = chance.sample(lives, len(lives))
    counts = [round(len(order) * share) for share in (warm, phone_only, not_held)]
    names = ["warm"] * counts[0] + ["phone-only"] * counts[1] + ["not-held"] * counts[2]
    names += ["unknown"] * (len(order) - len(names))
    seen = dict.fromkeys(_WAYS, 0)
    for life, outcome in zip(order, names[: len(order)], strict=True):
        ways = _WAYS[outcome]
        life.outcome = outcome
        life.way = ways[seen[outcome] % len(ways)]
        seen[outcome] += 1
        if outcome == "not-held":
            life.reason = chance.choices(list(REASONS), list(REASONS.values()))[0]
