"""Under which ids others know what happened to a profile."""

from continuous_line.public_ids import PublicIds

DOMAIN = "profile"
IDS = PublicIds(DOMAIN)
