"""The main flow on real input, seen through the views over HTTP: whole on one shape, a few of each
of its commands on both."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from deploy.servers import PostgreSQL, RabbitMQ
from services.projects.domain.project.state import STAGES
from services.supervision.domain.cause import late_cause, reserve_cause
from shared.runtime.settings import SERVICES
from tests.integration.cli.loaded import keep, kept_home
from tests.integration.client import Client
from tests.scenario.programme import LINES, excerpt
from tests.scenario.shapes import cluster_part, embedded_demo, embedded_part

SHAPES = ("embedded", "cluster")
BEGINNING, EACH = 2_100, 1
"""Lines, and how many times at most both shapes are given one of their commands."""
EXITED = ("chaohe-potato", "taoluo-seaweed", "chaohe-glamping")
LATE_TO_THE_END = "jufeng-tea"
EXPLAINED = "zhaoxian-rail-crossing"
SHORT_COUNTY = "wulian"
ADMITTED = ("admitted", "completed")

pytestmark = pytest.mark.timeout(900)

EVENT_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

Row = dict[str, Any]


@dataclass
class Town:
    """What one shape shows in the end: its services, and the rows of all their views by key."""

    client: Client
    views: dict[tuple[str, str], dict[str, Row]]

    def rows(self, service: str, view: str, **equals: Any) -> list[Row]:
        rows = self.views[service, view].values()
        return [row for row in rows if all(row[name] == value for name, value in equals.items())]


@pytest.fixture(scope="module")
def town(servers_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """The whole demo on one shape, which is kept for other tests."""
    with embedded_demo(servers_folder) as demo:
        keep(demo.home, kept_home(tmp_path_factory))
        yield Town(demo.client, _all_views(demo.client))


@pytest.fixture(scope="module")
def shapes(
    postgresql: PostgreSQL, rabbitmq: RabbitMQ, servers_folder: Path
) -> Iterator[dict[str, Town]]:
    """A few of each of its commands on both shapes. The whole would show the same once more, for
    minutes."""
    lines, views = excerpt(LINES[:BEGINNING], EACH), {}
    assert len({(line.service, line.command) for line in lines}) > 180
    with embedded_part(servers_folder, lines) as client:
        views["embedded"] = Town(client, _all_views(client))
    with cluster_part(postgresql, rabbitmq, servers_folder, lines) as client:
        yield views | {"cluster": Town(client, _all_views(client))}


def test_every_project_in_the_library_shows_how_ready_it_is(town: Town) -> None:
    stages = {r["project"]: r["stage"] for r in town.rows("projects", "project-ledger")}
    assert len(stages) == 60 and set(stages.values()) == set(STAGES)
    live = town.rows("projects", "project-readiness", live=True)
    assert {r["project"] for r in live} == {p for p, s in stages.items() if s in ADMITTED}
    for row in live:
        project = row["project"]
        money = town.rows("finance", "allocations-by-project", project=project)
        assert row["allocated_fen"] == sum(m["allocated_fen"] for m in money)
        land = town.rows("land", "land-requests", project=project, status="allocated")
        assert float(row["land_allocated"]) == sum(float(one["area"]) for one in land)
        permits = town.rows("projects", "permit-ledger", project=project, status="granted")
        assert row["permits_granted"] == len(permits)
        assert row["permits_ready"] == (len(permits) == row["permits_required"] == 3)
    ready = {row["project"] for row in live if row["ready"]}
    assert len(ready) >= 40 and LATE_TO_THE_END not in ready


def test_a_late_permit_raises_one_issue_at_who_is_late(town: Town) -> None:
    late = [r for r in town.rows("projects", "permit-ledger") if r["overdue_since"]]
    assert late
    for permit in late:
        cause = late_cause(permit["permit"], permit["project"])
        (issue,) = town.rows("supervision", "issue-ledger", cause=cause)
        assert issue["handler"] == permit["organisation"]
    caused = [row["cause"] for row in town.rows("supervision", "issue-ledger") if row["cause"]]
    assert max(Counter(caused).values()) == 1


def test_a_resolved_issue_clears_the_flag_that_raised_it(town: Town) -> None:
    steps = {r["cause"]: r["step"] for r in town.rows("supervision", "issue-ledger")}
    for permit in town.rows("projects", "permit-ledger"):
        cause = late_cause(permit["permit"], permit["project"])
        assert permit["warning"] == (cause in steps and steps[cause] != "resolved"), permit
    warned = town.rows("projects", "project-readiness", warning=True)
    assert [row["project"] for row in warned] == [LATE_TO_THE_END]
    visited = {row["issue"] for row in town.rows("supervision", "follow-up-visits", done=True)}
    resolved = town.rows("supervision", "issue-ledger", step="resolved")
    assert resolved and {row["issue"] for row in resolved} <= visited


def test_an_unsolvable_matter_is_parked_for_a_superior_and_concluded_with_explanation(
    town: Town,
) -> None:
    (issue,) = town.rows("supervision", "issue-ledger", issue=EXPLAINED)
    assert issue["step"] == "concluded"
    assert issue["superior"] and issue["concluded_on"] and not issue["resolved_on"]
    (file,) = town.rows("supervision", "issue-file", issue=issue["issue"])
    done = [entry["what"] for entry in file["entries"]]
    ways = ["挂账" in step for step in done].index(True), done.index("解释答复")
    assert {"解释说明", "解释说明回访", "镇方意见"} <= set(done[ways[0] : ways[1]])
    (visit,) = town.rows("supervision", "follow-up-visits", issue=issue["issue"])
    assert visit["about"] == "explanation"
    (record,) = town.rows("supervision", "handler-record", handler=issue["handler"])
    ended = Counter(
        row["step"] for row in town.rows("supervision", "issue-ledger", handler=issue["handler"])
    )
    assert (record["explained"], record["resolved"]) == (ended["concluded"], ended["resolved"])


def test_a_project_that_leaves_gives_back_money_and_land(town: Town) -> None:
    for id in EXITED:
        (project,) = town.rows("projects", "project-readiness", project=id)
        assert not project["live"]
        (money,) = town.rows("finance", "allocations-by-project", project=id)
        assert money["uncommitted_fen"] == 0
        assert money["allocated_fen"] == money["committed_fen"] == project["allocated_fen"]
        (fund,) = town.rows("finance", "fund-ledger", fund=money["fund"])
        assert fund["recalled_fen"] > 0
        (land,) = town.rows("land", "land-requests", project=id)
        assert land["status"] == "returned" and float(project["land_allocated"]) == 0
        (task,) = town.rows("land", "screening-tasks", project=id)
        assert task["status"] == "ended"


def test_a_reserve_that_falls_short_is_told_once_and_restored(town: Town) -> None:
    (issue,) = town.rows("supervision", "issue-ledger", cause=reserve_cause(SHORT_COUNTY))
    assert (issue["handler"], issue["step"]) == (SHORT_COUNTY, "resolved")
    history = town.client.get("land", f"/streams/reserve-{SHORT_COUNTY}").body["events"]
    turns = [e["type"] for e in history if e["type"] in ("ReserveBreached", "ReserveRestored")]
    assert turns == ["ReserveBreached", "ReserveRestored"]
    for book in town.rows("land", "reserve-ledger"):
        assert not book["breached"] and float(book["ratio_percent"]) >= 10


@pytest.mark.parametrize("service", SERVICES)
def test_nothing_is_stuck_and_the_log_verifies(town: Town, service: str) -> None:
    check_whole(town.client, service)
    assert town.client.get(service, "/status").body["deadlines_due"] == 0


def check_whole(client: Client, service: str) -> None:
    status = client.get(service, "/status").body
    for subscription in status["subscriptions"]:
        assert (subscription["state"], subscription["lag"]) == ("running", 0), subscription
    assert status["parked"] == status["refused_reactions"] == 0
    assert status["broker"]["unreadable"] == 0
    verified = client.get(service, "/verification").body
    assert verified["whole"] and verified["position"] == verified["count"] == status["head"]


READINGS = ("talent", "personal-readings")


def test_both_shapes_show_the_same_rows(shapes: dict[str, Town]) -> None:
    embedded, cluster = (shapes[name].views for name in SHAPES)
    assert embedded.keys() == cluster.keys()
    for view, rows in embedded.items():
        if view == READINGS:  # tells who looked, at each shape by itself
            continue
        assert _comparable(rows) == _comparable(cluster[view]), view
    for service in SERVICES:
        check_whole(shapes["cluster"].client, service)


def _comparable(rows: dict[str, Row]) -> list[str]:
    """The rows in an order of their own; the ids of events follow from who loaded them, and that
    somebody looked at a person from how many views were shown before."""
    return sorted(
        EVENT_ID.sub("an event", json.dumps(row, sort_keys=True))
        for row in rows.values()
        if not str(row.get("stream")).startswith("personal-reading-")
    )


def _all_views(client: Client) -> dict[tuple[str, str], dict[str, Row]]:
    return {
        (service, view): client.rows(service, view)
        for service in SERVICES
        for view in client.views(service)
    }
