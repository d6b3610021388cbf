"""A service is brought back to five minutes ago, under load all the while, on either store.

`make gameday` does it, in eleven minutes, and adds what it took to the day's log.
"""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from deploy.servers import PostgreSQL
from tests.conformance.following.brought_back import (
    BroughtBack,
    Copies,
    PointInTime,
    brought_back,
)
from tests.conformance.following.services import World
from tests.integration.game.day import add_part

pytestmark = pytest.mark.timeout(1800)

BACK = timedelta(minutes=5)
HEAD = """## Brought back to five minutes ago

While events are appended, up to fifty a second, a service's store is backed up; five minutes later it \
is lost and brought back to what it was then: on PostgreSQL from a base backup and the WAL, into another \
cluster, on SQLite from a copy (`VACUUM INTO`). Two services follow it. Both have seen more than it holds: \
both stop, its verification names both and what they saw, each reports what differs and goes on when it \
is given a reason, and takes what is entered again. *Recovery point* is how long before the moment asked \
for the last event that was kept had been recorded: nothing older is gone, nothing newer is there. *Recovery \
time* is first until the service serves a log that was recomputed whole, then until both followers have \
gone on; that a person decides is not in it.

| store | brought back by, min | events kept | events gone | recovery point, s | recovery time: served, s | followers gone on, s |
|---|---:|---:|---:|---:|---:|---:|
"""


@pytest.fixture(scope="module")
def drilled() -> Iterator[list[BroughtBack]]:
    done: list[BroughtBack] = []
    yield done
    if len(done) == 2:
        add_part(HEAD + "".join(f"{line(one)}\n" for one in done))


def line(one: BroughtBack) -> str:
    seconds = " | ".join(f"{each:.1f}" for each in (one.point, one.served, one.went_on))
    return f"| {one.store} | {one.back.total_seconds() / 60:.0f} | {one.kept} | {one.gone} | {seconds} |"


def test_a_store_on_a_server_is_brought_back_to_five_minutes_ago_in_another_cluster(
    apart: World, archived: PostgreSQL, servers_folder: Path, drilled: list[BroughtBack]
) -> None:
    keeper = PointInTime(apart, archived, servers_folder / "five-minutes")
    try:
        drilled.append(brought_back(apart, keeper, BACK))
    finally:
        keeper.close()


def test_a_store_in_a_file_is_brought_back_to_its_copy_of_five_minutes_ago(
    embedded: World, tmp_path: Path, drilled: list[BroughtBack]
) -> None:
    drilled.append(brought_back(embedded, Copies(embedded, tmp_path), BACK))
