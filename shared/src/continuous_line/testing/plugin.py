"""The pytest plugin of the platform."""
