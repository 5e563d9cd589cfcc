"""The console: how subscriptions do, for who manages the connections of a municipality."""
