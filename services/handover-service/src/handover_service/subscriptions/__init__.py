"""What organisations subscribe to: a room of its own, which nothing else here looks into.

It reads the log as any consumer does (docs/decisions/0011-subscriptions.md).
"""
