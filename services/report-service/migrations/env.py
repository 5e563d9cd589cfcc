from continuous_line.migrations.environment import run
from report_service.tables import metadata

run(metadata)
