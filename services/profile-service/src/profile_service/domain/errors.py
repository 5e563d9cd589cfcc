"""What the profile refuses, in the domain's words; the codes are stable.

Refused                      409
  BeforeOpening AlreadyOpen StayIsOver AlreadyGranted AlreadyThere
  AlreadyMember NotMember NotComplete NotCompleted NotLinked AlreadySent NotSent
  ActivityBackwards ActivityOver ProgrammeUnknown
NotFound                     404
  UnknownProfile UnknownActivity

What every service refuses alike is in `continuous_line.act`, `corrections` and `errors`.
"""

from continuous_line.errors import NotFound, Refused


class BeforeOpening(Refused):
    """Nothing but activities is known from before the profile was opened."""

    code = "before-opening"


class AlreadyOpen(Refused):
    code = "already-open"


class StayIsOver(Refused):
    code = "stay-ended"


class AlreadyGranted(Refused):
    code = "already-granted"


class AlreadyThere(Refused):
    code = "already-there"


class AlreadyMember(Refused):
    code = "already-member"


class NotMember(Refused):
    code = "not-member"


class NotComplete(Refused):
    """`missing` names the required sections that are not in."""

    code = "not-complete"


class NotCompleted(Refused):
    """There is no completed version to send."""

    code = "not-completed"


class NotLinked(Refused):
    code = "not-linked"


class AlreadySent(Refused):
    code = "already-sent"


class NotSent(Refused):
    code = "not-sent"


class ActivityBackwards(Refused):
    """It would end before it starts."""

    code = "ends-before-it-starts"


class ActivityOver(Refused):
    code = "activity-ended"


class ProgrammeUnknown(Refused):
    """Programmes are codes of the configuration; others would be free text."""

    code = "programme-unknown"


class UnknownProfile(NotFound):
    code = "profile-unknown"


class UnknownActivity(NotFound):
    code = "activity-unknown"
