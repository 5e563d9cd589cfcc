"""Bulk intake: files of rows, checked before anything is done, done in the background.

A file becomes rows with addresses (`reading`), so that every fault names row and column. Rows
hold personal data: they are kept sealed in the database, under a data key of the intake alone,
and never on a disk in plain.
"""
