"""What organisations ask of their subscriptions."""
