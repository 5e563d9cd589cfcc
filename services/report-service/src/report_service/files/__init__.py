"""Figures to take along: one table in four formats, each with what is needed to read it.

Everything here is pure and is given only what may be shown: what is hidden is in no file, because
no writer is given it.
"""
