"""The tables of this service: the platform's, and its own read tables."""

from sqlalchemy import MetaData

from continuous_line.migrations import platform

metadata = MetaData()
platform.declare(metadata)
