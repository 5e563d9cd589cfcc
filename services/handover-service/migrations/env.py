from continuous_line.migrations.environment import run
from handover_service import (  # noqa: F401 - declare their tables
    tables_places,
    tables_signals,
    tables_tracking,
)
from handover_service.duo import tables as duo_tables  # noqa: F401
from handover_service.subscriptions import tables as subscription_tables  # noqa: F401
from handover_service.subscriptions.alerts import tables as alert_tables  # noqa: F401
from handover_service.subscriptions.feed import tables as feed_tables  # noqa: F401
from handover_service.subscriptions.push import tables as push_tables  # noqa: F401
from handover_service.tables import metadata

run(metadata)
