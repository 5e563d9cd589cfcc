"""Which log an address means."""

from continuous_line.event_log.port import EventLog


def open_event_log(
    url: str,
    *,
    topic_prefix: str = "",
    replication_factor: int = 1,
    session_timeout: float = 10,
    patience: float = 10,
) -> EventLog:
    """`kafka://host:port[,host:port]` or `postgresql://user:password@host:port/database`.

    For Kafka with TLS and a login see `kafka_connection.client_settings`. `topic_prefix` goes
    before every topic's name in the log and is not seen outside it; `replication_factor` is of
    the topics that are made (Kafka only); `session_timeout` in seconds is how long a silent
    member keeps its partitions; `patience` in seconds is how long one request may take. Connects
    when first used. Raises ValueError for another address.
    """
    match url.partition("://"):
        case ("kafka", _, _):
            from continuous_line.event_log.kafka import KafkaEventLog

            return KafkaEventLog(
                url,
                topic_prefix=topic_prefix,
                replication_factor=replication_factor,
                session_timeout=session_timeout,
                patience=patience,
            )
        case ("postgresql", _, _):
            from continuous_line.event_log.postgres import PostgresEventLog

            return PostgresEventLog(
                url,
                topic_prefix=topic_prefix,
                session_timeout=session_timeout,
                patience=patience,
            )
        case _:
            raise ValueError("the address of the event log starts with kafka:// or postgresql://")
