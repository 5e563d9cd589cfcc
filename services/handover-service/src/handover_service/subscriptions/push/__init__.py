"""What push subscriptions have still to be sent, the loop that sends it, and what came of it."""
