"""The use cases: load, decide, append; the rows for the lists in the same transaction."""
