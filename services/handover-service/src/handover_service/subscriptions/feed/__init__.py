"""What each municipality is told: numbered rows, made from the log, judged when they are read."""
