"""DUO's municipal M2M form: its messages are accepted, and made of our events (docs/duo.md).

A room of its own: what a message does to a case it is handed as a callable by the wiring.
"""
