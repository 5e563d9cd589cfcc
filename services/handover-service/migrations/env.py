from continuous_line.migrations.environment import run
from handover_service import tables_signals, tables_tracking  # noqa: F401 - declare their tables
from handover_service.tables import metadata

run(metadata)
