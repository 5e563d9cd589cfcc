"""What the demo caused, counted from its own stories; the report must say the same."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from continuous_line_embedded.demo.stories import Story


@dataclass(frozen=True, slots=True)
class Share:
    numerator: int
    denominator: int

    @property
    def text(self) -> str:
        if not self.denominator:
            return "nobody"
        percent = 100 * self.numerator / self.denominator
        return f"{percent:.1f}% ({self.numerator:,} of {self.denominator:,})"


def count(stories: Iterable[Story], invented: str | None = None) -> dict[str, Share]:
    """Per metric what is true of the stories, by what each says of itself.

    `invented`: a period of the invented year; None: the half year of which figures are published.
    """
    told = (story.invented.get(invented) if invented else story.truth for story in stories)
    truths = [truth for truth in told if truth is not None]
    received = [truth for truth in truths if truth.in_reception]
    moved = [truth for truth in received if truth.moved]
    outcomes = Counter(truth.outcome for truth in moved)
    shares = {
        "profile-sent": Share(sum(truth.sent for truth in received), len(received)),
        "warm-handover": Share(outcomes["warm"], len(moved)),
        "activity": Share(sum(truth.active for truth in moved), len(moved)),
        "phone-only": Share(outcomes["phone-only"], len(moved)),
        "not-held": Share(outcomes["not-held"], len(moved)),
        "unknown": Share(outcomes["unknown"], len(moved)),
    }
    reasons = Counter(truth.reason for truth in moved if truth.outcome == "not-held")
    shares |= {f"not-held:{code}": Share(n, len(moved)) for code, n in sorted(reasons.items())}
    return shares
