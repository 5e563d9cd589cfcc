"""What the profile refuses, in the domain's words; the codes are stable.

Refused                      409
  AheadOfNow BeforeOpening AlreadyOpen StayIsOver AlreadyGranted AlreadyThere
  AlreadyMember NotMember NotComplete NotCompleted NotLinked AlreadySent NotSent
  ActivityBackwards ActivityOver ProgrammeUnknown
  NotCorrectable ReplacesAnotherKind OthersRestOnIt
NotFound                     404
  ProfileUnknown ActivityUnknown EventUnknown
Forbidden                    403
  OtherOrganisation RightEnded
"""

from continuous_line.errors import Forbidden, NotFound, Refused


class AheadOfNow(Refused):
    code = "ahead-of-now"


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


class NotCorrectable(Refused):
    """It was voided or replaced before, or it is no fact."""

    code = "not-correctable"


class ReplacesAnotherKind(Refused):
    code = "replaces-another-kind"


class OthersRestOnIt(Refused):
    code = "others-rest-on-it"


class ProfileUnknown(NotFound):
    code = "profile-unknown"


class ActivityUnknown(NotFound):
    code = "activity-unknown"


class EventUnknown(NotFound):
    code = "event-unknown"


class OtherOrganisation(Forbidden):
    """A fact is corrected by the organisation that recorded it."""

    code = "other-organisation"


class RightEnded(Forbidden):
    """There was a right, and it ended: `since` when, and `ask` whom."""

    code = "right-ended"
