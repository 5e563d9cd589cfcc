"""Tells the owner of a subscription by mail when something is wrong with it."""
