"""What is refused around programmes; the codes are stable.

Refused      409  most of them
NotFound     404  UnknownProgramme, UnknownNotice
             400  AddressInvalid
"""

from continuous_line.errors import NotFound, Refused


class UnknownProgramme(NotFound):
    """None with this code is in force on that day."""

    code = "programme-unknown"


class UnknownNotice(NotFound):
    """There is none, or it is for somebody else."""

    code = "notice-unknown"


class AlreadyInProgramme(Refused):
    code = "already-in-programme"


class NotInProgramme(Refused):
    """At that moment the person was not in this programme."""

    code = "not-in-programme"


class RunsOnEveryCase(Refused):
    """Such a programme is neither assigned nor ended."""

    code = "runs-on-every-case"


class CaseloadFull(Refused):
    """The worker has as many as the programme allows, without one of its exceptions."""

    code = "caseload-full"


class StepUnknown(Refused):
    """The programme knows no such step."""

    code = "step-unknown"


class AddressInvalid(Refused):
    status = 400
    code = "address-invalid"
