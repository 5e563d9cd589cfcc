"""What is refused about a subscription."""

from continuous_line.errors import Refused


class TooManySubscriptions(Refused):
    """The organisation has as many as it may have."""

    code = "too-many-subscriptions"

    def __init__(self, most: int) -> None:
        super().__init__(
            f"An organisation has at most {most} subscriptions; end one that is not needed.",
            most=most,
        )


class TooManyMade(Refused):
    """The organisation made as many in a day as it may, ended ones too."""

    code = "too-many-made"

    def __init__(self, most: int) -> None:
        super().__init__(
            f"An organisation makes at most {most} subscriptions in 24 hours; keep those that "
            "there are, or make another tomorrow.",
            most=most,
        )


class SubscriptionEnded(Refused):
    """Nothing of it changes any more."""

    code = "subscription-ended"

    def __init__(self) -> None:
        super().__init__("This subscription was ended, for good; make another.")


class StateDoesNotFit(Refused):
    """As pausing what is paused."""

    code = "state-does-not-fit"


class NotForPull(Refused):
    """It has no sink, so there is nothing to sign or to ask."""

    code = "not-for-pull"

    def __init__(self) -> None:
        super().__init__("This subscription has no sink: its events are fetched.")


class AsksNothing(Refused):
    """Sinks of its form are not asked beforehand."""

    code = "form-asks-nothing"

    def __init__(self) -> None:
        super().__init__("A sink of this form is not asked whether it agrees.")


class NoPing(Refused):
    """Its form has no message that is about nobody."""

    code = "form-has-no-ping"

    def __init__(self) -> None:
        super().__init__("This form has no test message; what its sink answered is in its history.")


class CurrentSecret(Refused):
    """It signs; make a new one first."""

    code = "secret-current"

    def __init__(self) -> None:
        super().__init__("This secret signs what is sent; make a new one before it is revoked.")
