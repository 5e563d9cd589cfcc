"""Under which ids others know what happened in the directory."""

from continuous_line.public_ids import PublicIds

DOMAIN = "directory"
IDS = PublicIds(DOMAIN)
