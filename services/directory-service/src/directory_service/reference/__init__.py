"""The reference data that travel with the service; README.md names their sources."""
