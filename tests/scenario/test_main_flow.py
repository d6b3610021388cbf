"""The main flow on real input, in both shapes, seen through their views over HTTP."""

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
from tests.scenario.shapes import cluster_demo, embedded_demo

SHAPES = ("embedded", "cluster")
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
def shapes(
    postgresql: PostgreSQL,
    rabbitmq: RabbitMQ,
    servers_folder: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[dict[str, Town]]:
    """Both shapes, loaded side by side; the embedded one is kept for other tests."""
    with (
        embedded_demo(servers_folder) as embedded,
        cluster_demo(postgresql, rabbitmq, servers_folder) as cluster,
    ):
        clients = {"embedded": embedded.settle()}
        keep(embedded.home, kept_home(tmp_path_factory))
        clients["cluster"] = cluster.settle()
        yield {shape: Town(client, _all_views(client)) for shape, client in clients.items()}


@pytest.fixture(params=SHAPES)
def shape(request: pytest.FixtureRequest, shapes: dict[str, Town]) -> Town:
    return shapes[request.param]


def test_every_project_in_the_library_shows_how_ready_it_is(shape: Town) -> None:
    stages = {r["project"]: r["stage"] for r in shape.rows("projects", "project-ledger")}
    assert len(stages) == 60 and set(stages.values()) == set(STAGES)
    live = shape.rows("projects", "project-readiness", live=True)
    assert {r["project"] for r in live} == {p for p, s in stages.items() if s in ADMITTED}
    for row in live:
        project = row["project"]
        money = shape.rows("finance", "allocations-by-project", project=project)
        assert row["allocated_fen"] == sum(m["allocated_fen"] for m in money)
        land = shape.rows("land", "land-requests", project=project, status="allocated")
        assert float(row["land_allocated"]) == sum(float(one["area"]) for one in land)
        permits = shape.rows("projects", "permit-ledger", project=project, status="granted")
        assert row["permits_granted"] == len(permits)
        assert row["permits_ready"] == (len(permits) == row["permits_required"] == 3)
    ready = {row["project"] for row in live if row["ready"]}
    assert len(ready) >= 40 and LATE_TO_THE_END not in ready


def test_a_late_permit_raises_one_issue_at_who_is_late(shape: Town) -> None:
    late = [r for r in shape.rows("projects", "permit-ledger") if r["overdue_since"]]
    assert late
    for permit in late:
        cause = late_cause(permit["permit"], permit["project"])
        (issue,) = shape.rows("supervision", "issue-ledger", cause=cause)
        assert issue["handler"] == permit["organisation"]
    caused = [row["cause"] for row in shape.rows("supervision", "issue-ledger") if row["cause"]]
    assert max(Counter(caused).values()) == 1


def test_a_resolved_issue_clears_the_flag_that_raised_it(shape: Town) -> None:
    steps = {r["cause"]: r["step"] for r in shape.rows("supervision", "issue-ledger")}
    for permit in shape.rows("projects", "permit-ledger"):
        cause = late_cause(permit["permit"], permit["project"])
        assert permit["warning"] == (cause in steps and steps[cause] != "resolved"), permit
    warned = shape.rows("projects", "project-readiness", warning=True)
    assert [row["project"] for row in warned] == [LATE_TO_THE_END]
    visited = {row["issue"] for row in shape.rows("supervision", "follow-up-visits", done=True)}
    resolved = shape.rows("supervision", "issue-ledger", step="resolved")
    assert resolved and {row["issue"] for row in resolved} <= visited


def test_an_unsolvable_matter_is_parked_for_a_superior_and_concluded_with_explanation(
    shape: Town,
) -> None:
    (issue,) = shape.rows("supervision", "issue-ledger", issue=EXPLAINED)
    assert issue["step"] == "concluded"
    assert issue["superior"] and issue["concluded_on"] and not issue["resolved_on"]
    (file,) = shape.rows("supervision", "issue-file", issue=issue["issue"])
    done = [entry["what"] for entry in file["entries"]]
    ways = ["挂账" in step for step in done].index(True), done.index("解释答复")
    assert {"解释说明", "解释说明回访", "镇方意见"} <= set(done[ways[0] : ways[1]])
    (visit,) = shape.rows("supervision", "follow-up-visits", issue=issue["issue"])
    assert visit["about"] == "explanation"
    (record,) = shape.rows("supervision", "handler-record", handler=issue["handler"])
    ended = Counter(
        row["step"] for row in shape.rows("supervision", "issue-ledger", handler=issue["handler"])
    )
    assert (record["explained"], record["resolved"]) == (ended["concluded"], ended["resolved"])


def test_a_project_that_leaves_gives_back_money_and_land(shape: Town) -> None:
    for id in EXITED:
        (project,) = shape.rows("projects", "project-readiness", project=id)
        assert not project["live"]
        (money,) = shape.rows("finance", "allocations-by-project", project=id)
        assert money["uncommitted_fen"] == 0
        assert money["allocated_fen"] == money["committed_fen"] == project["allocated_fen"]
        (fund,) = shape.rows("finance", "fund-ledger", fund=money["fund"])
        assert fund["recalled_fen"] > 0
        (land,) = shape.rows("land", "land-requests", project=id)
        assert land["status"] == "returned" and float(project["land_allocated"]) == 0
        (task,) = shape.rows("land", "screening-tasks", project=id)
        assert task["status"] == "ended"


def test_a_reserve_that_falls_short_is_told_once_and_restored(shape: Town) -> None:
    (issue,) = shape.rows("supervision", "issue-ledger", cause=reserve_cause(SHORT_COUNTY))
    assert (issue["handler"], issue["step"]) == (SHORT_COUNTY, "resolved")
    history = shape.client.get("land", f"/streams/reserve-{SHORT_COUNTY}").body["events"]
    turns = [e["type"] for e in history if e["type"] in ("ReserveBreached", "ReserveRestored")]
    assert turns == ["ReserveBreached", "ReserveRestored"]
    for book in shape.rows("land", "reserve-ledger"):
        assert not book["breached"] and float(book["ratio_percent"]) >= 10


@pytest.mark.parametrize("service", SERVICES)
def test_nothing_is_stuck_and_the_log_verifies(shape: Town, service: str) -> None:
    status = shape.client.get(service, "/status").body
    for subscription in status["subscriptions"]:
        assert (subscription["state"], subscription["lag"]) == ("running", 0), subscription
    assert status["parked"] == status["refused_reactions"] == 0
    assert status["deadlines_due"] == 0 and status["broker"]["unreadable"] == 0
    verified = shape.client.get(service, "/verification").body
    assert verified["whole"] and verified["position"] == verified["count"] == status["head"]


READINGS = ("talent", "personal-readings")


def test_both_shapes_end_with_the_same_rows(shapes: dict[str, Town]) -> None:
    embedded, cluster = (shapes[name].views for name in SHAPES)
    assert embedded.keys() == cluster.keys()
    for view, rows in embedded.items():
        if view == READINGS:  # tells who looked, at each shape by itself
            continue
        assert _comparable(rows) == _comparable(cluster[view]), view


def _comparable(rows: dict[str, Row]) -> list[str]:
    """The rows in an order of their own; the ids of events follow from who loaded them."""
    return sorted(
        EVENT_ID.sub("an event", json.dumps(row, sort_keys=True)) for row in rows.values()
    )


def _all_views(client: Client) -> dict[tuple[str, str], dict[str, Row]]:
    return {
        (service, view): client.rows(service, view)
        for service in SERVICES
        for view in client.views(service)
    }
