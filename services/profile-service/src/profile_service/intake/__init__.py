"""Profiles by the thousand: from rows of a file to events and sealed contents."""
