"""What a person is told when a part cannot be started on this machine."""

from continuous_line.errors import ContinuousLineError


class CannotStart(ContinuousLineError):
    """Something on this machine stands in the way; the message is one line for a person."""
