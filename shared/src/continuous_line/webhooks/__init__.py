"""What delivering an event to a sink needs, whoever keeps the subscription and its state.

`rendering` makes the request, `signing` signs it, `sink` sends it to where it may go, `answers`
says what came of it, `schedule` when to try again, `handshake` asks the sink beforehand.
"""
