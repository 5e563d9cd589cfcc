from continuous_line.migrations.environment import run
from profile_service.tables import metadata

run(metadata)
