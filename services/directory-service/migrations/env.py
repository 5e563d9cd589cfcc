from continuous_line.migrations.environment import run
from directory_service.tables import metadata

run(metadata)
