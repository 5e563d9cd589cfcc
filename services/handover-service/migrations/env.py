from continuous_line.migrations.environment import run
from handover_service import tables_tracking  # noqa: F401 - declares its tables
from handover_service.tables import metadata

run(metadata)
