"""The worker of report-service: the live projection, and starting the rebuilds and editions
asked for."""

import asyncio

from continuous_line import processing_log
from continuous_line.consumer import Consumer
from continuous_line.worker import Worker
from report_service.beginnings import note_beginnings
from report_service.edition_process import forgetting, start_editions
from report_service.generations import generation_read
from report_service.projections import CONSUMER, TOPICS, project
from report_service.rebuild_process import start_rebuilds
from report_service.resources import Resources


class ReportWorker(Worker):
    """Beside its consumer it watches for rebuilds and editions."""

    def __init__(self, resources: Resources) -> None:
        consumer = Consumer(
            resources.database,
            resources.log,
            name=CONSUMER,
            topics=TOPICS,
            batch_handler=project,
            generation=generation_read,
            hold_back=False,
        )
        super().__init__(
            resources.database,
            consumers=[consumer],
            cleaning=[processing_log.cleaning(resources), forgetting(resources)],
        )
        self._resources = resources

    async def run(self, stop: asyncio.Event) -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(super().run(stop))
            known = self._resources
            group.create_task(note_beginnings(known.database, known.log, TOPICS, stop))
            group.create_task(start_rebuilds(known.database, stop))
            group.create_task(start_editions(known.database, known.clock, stop))
