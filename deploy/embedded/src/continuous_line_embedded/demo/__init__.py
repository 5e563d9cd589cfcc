"""The demo: the first half of 2019, replayed through the public APIs, and counted twice."""
