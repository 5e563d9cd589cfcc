"""The use cases: load, decide, append; the rows for the lists in the same transaction.

Each returns the version of the stream after it.
"""
