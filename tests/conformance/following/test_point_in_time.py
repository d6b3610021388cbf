"""A service is brought back to a moment under load, on either store: its log is whole, whoever has seen
more than it holds says so, stops, and goes on when told to, with a report of what differs.

`make gameday` does the same for five minutes: five_minutes.py.
"""

from datetime import timedelta
from pathlib import Path

from deploy.servers import PostgreSQL
from tests.conformance.following.brought_back import Copies, PointInTime, brought_back
from tests.conformance.following.services import World

BACK = timedelta(seconds=1)


def test_a_store_on_a_server_is_brought_back_to_a_moment_in_another_cluster(
    apart: World, archived: PostgreSQL, servers_folder: Path
) -> None:
    keeper = PointInTime(apart, archived, servers_folder / "point-in-time")
    try:
        brought_back(apart, keeper, BACK)
    finally:
        keeper.close()


def test_a_store_in_a_file_is_brought_back_to_its_copy(embedded: World, tmp_path: Path) -> None:
    brought_back(embedded, Copies(embedded, tmp_path), BACK)
