"""The operations page: how far consumers are, and what is parked."""
