from continuous_line.migrations.environment import run
from handover_service.tables import metadata

run(metadata)
