"""What the profile refuses, in the domain's words; the codes are stable.

Refused                      409
  BeforeOpening AlreadyOpen StayIsOver AlreadyGranted AlreadyThere
  AlreadyMember NotMember NotComplete NotCompleted NotLinked AlreadySent NotSent
  OwnWork RemarkMissing
  ActivityBackwards ActivityOver ActivityBegun ProgrammeUnknown TrainingUnknown
  AlreadyAnswered
  AssessmentDone DoneBeforeRequested NotAgreed PurposeOfOthers GrantExpired ExpiryTooFar
  GrantEnded
Forbidden                    403
  NotGranted
NotFound                     404
  UnknownProfile UnknownActivity UnknownVersion UnknownRequest UnknownAssessment UnknownGrant
ReadingLogAway               503

What every service refuses alike is in `continuous_line.act`, `corrections` and `errors`.
"""

from continuous_line.errors import Forbidden, NotFound, Refused


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


class OwnWork(Refused):
    """A review is somebody else's look at it."""

    code = "own-work"


class RemarkMissing(Refused):
    """Who finds a profile not usable says what is wrong with it."""

    code = "remark-missing"


class ActivityBackwards(Refused):
    """It would end before it starts."""

    code = "ends-before-it-starts"


class ActivityOver(Refused):
    code = "activity-ended"


class ActivityBegun(Refused):
    """What was planned is recorded already."""

    code = "activity-begun"


class ProgrammeUnknown(Refused):
    """Programmes are codes of the configuration; others would be free text."""

    code = "programme-unknown"


class TrainingUnknown(Refused):
    """Trainings are codes of the configuration, as programmes are."""

    code = "training-unknown"


class AlreadyAnswered(Refused):
    code = "already-answered"


class AssessmentDone(Refused):
    code = "assessment-done"


class DoneBeforeRequested(Refused):
    code = "done-before-requested"


class NotAgreed(Refused):
    """Nobody is let in without the permit holder's say (our choice)."""

    code = "not-agreed"


class PurposeOfOthers(Refused):
    """Who reads for it has another right than a grant."""

    code = "purpose-of-others"


class GrantExpired(Refused):
    code = "grant-expired"


class ExpiryTooFar(Refused):
    code = "expiry-too-far"


class GrantEnded(Refused):
    code = "grant-ended"


class NotGranted(Forbidden):
    """There is a grant, but not for this section; `granted` names those it is for."""

    code = "not-granted"


class ReadingLogAway(Refused):
    status = 503
    code = "reading-log-away"


class UnknownProfile(NotFound):
    code = "profile-unknown"


class UnknownVersion(NotFound):
    code = "version-unknown"


class UnknownActivity(NotFound):
    code = "activity-unknown"


class UnknownRequest(NotFound):
    code = "request-unknown"


class UnknownAssessment(NotFound):
    code = "assessment-unknown"


class UnknownGrant(NotFound):
    code = "grant-unknown"
