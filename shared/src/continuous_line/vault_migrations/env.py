from continuous_line.migrations.environment import run
from continuous_line.vault_tables import metadata

run(metadata, "DL_KEYS_DATABASE_URL")
