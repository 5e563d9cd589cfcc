"""Rebuilding the report from Kafka's offset 0 until it serves, against the least that could be done
with the same events: read with `getmany`, decode, fold into a dict, COPY.

Both run in processes of their own, in turns, over the same topics. Then ten times as many events:
the rate is to stay, and the memory to grow by no more than one partition's persons.
"""

import asyncio
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from measure import report

from continuous_line.codes import Completeness, Mode, Scenario, Section, Verdict
from continuous_line.contracts import handover as h
from continuous_line.contracts import profile as p
from continuous_line.event_log import open_event_log
from continuous_line.local.postgres import PostgresServer
from continuous_line.migrations import command
from continuous_line.testing.kafka import kafka_for_tests
from report_service.projections import TOPICS
from report_service.testing import History, Recorder, noon
from report_service.testing.log import publish

PER_PERSON = 16
SMALL = int(os.environ.get("REBUILD_EVENTS", "100000")) // PER_PERSON * PER_PERSON
LARGE = 10 * SMALL
ROUNDS = 3


def person() -> History:
    """A life of 16 events, 7 of which say nothing that is counted."""
    one = History(municipality=random.choice(("GM0988", "GM0957", "GM0983")))
    at, work, talk = noon("2019-03-01"), Section.WORK, Mode.IN_PERSON
    one.opened("2018-11-01")
    one.permit("2019-01-05")
    one.relocated("2019-02-01", "echt")
    one.active("2018-12-01", "2019-04-01")
    one.linked("2019-03-02")
    for event in (
        p.ProfileSectionRecorded(occurred_at=at, section=work, completeness=Completeness.PARTIAL),
        p.ProfileSectionRecorded(occurred_at=at, section=work, completeness=Completeness.COMPLETE),
        p.ProfileCompleted(occurred_at=at, completeness=100, profile_version=1),
        p.ProfileViewed(occurred_at=at, municipality=one.municipality, profile_version=1),
        h.CaseAssigned(occurred_at=at, owner="casemanager-1"),
        h.HandoverPlanned(occurred_at=at, mode=talk, scenario=Scenario.COMBINED, scheduled_for=at),
        h.HandoverAcknowledged(
            occurred_at=at, municipality=one.municipality, verdict=Verdict.USABLE
        ),
    ):
        one.tell(event)
    one.sent("2019-03-03")
    one.not_held("2019-05-01")
    one.warm("2019-05-12")
    one.moved("2019-06-01")
    return one


async def fill(log_url: str, prefix: str, events: int) -> None:
    log, recorder = open_event_log(log_url, topic_prefix=prefix), Recorder()
    await log.create_topics(TOPICS)
    left = events // PER_PERSON
    while left:
        people = [person() for _ in range(min(left, 500))]
        left -= len(people)
        await publish(log, recorder.of(people), chunk=4000)
    await log.close()


def run(side: str, *arguments: str) -> dict[str, float]:
    """`rate` in events a second, `peak` in MB."""
    program = (sys.executable, str(Path(__file__).with_name("rebuild_sides.py")), side)
    done = subprocess.run((*program, *arguments), check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def measure(database_url: str, log_url: str) -> dict[int, dict[str, list[float]]]:
    """Per number of events the rates of both sides, and our memory, of every round."""
    found: dict[int, dict[str, list[float]]] = {}
    for events in (SMALL, LARGE):
        asyncio.run(fill(log_url, f"n{events}.", events))
        found[events] = {"ours": [], "other": [], "peak": []}
    for _ in range(ROUNDS):
        for events, results in found.items():
            arguments = (database_url, log_url, f"n{events}.", str(events))
            ours, other = run("ours", *arguments), run("other", *arguments)
            results["ours"].append(ours["rate"])
            results["other"].append(other["rate"])
            results["peak"].append(ours["peak"])
    return found


def main(database_url: str, log_url: str) -> None:
    command.upgrade(command.scripts("report_service"), database_url)
    found = {
        events: {name: statistics.median(each) for name, each in results.items()}
        for events, results in measure(database_url, log_url).items()
    }
    for events, medians in found.items():
        report(f"rebuild, {events:,} events", medians["ours"], medians["other"])
    report("rebuild, ten times as many events", found[LARGE]["ours"], found[SMALL]["ours"])
    memory = (found[LARGE]["peak"], found[SMALL]["peak"])
    report("rebuild, memory of ten times as many events", *memory, unit=" MB")


if __name__ == "__main__":
    folder = Path(tempfile.mkdtemp(prefix="bench-rebuild-"))
    server = PostgresServer(folder)
    try:
        server.start()
        with kafka_for_tests() as broker:
            main(server.url(), broker.url)
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)
