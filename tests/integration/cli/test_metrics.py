"""What a service that has the demo tells operations, read as Prometheus reads it."""

import subprocess
from collections import Counter

import pytest
import requests
from prometheus_client.parser import text_string_to_metric_families

from shared.policy.services import BASE_PORT, services
from shared.runtime.parts import declaration, service_class
from shared.runtime.settings import current
from tests.eventually import PATIENCE_SECONDS, eventually
from tests.integration.cli.upped import Up
from tests.integration.client import Client

pytestmark = pytest.mark.timeout(900)  # the first test waits for the demo


PROMISED = (
    "commands_total", "command_seconds",
    "appended_events_total", "append_group_size", "append_seconds", "append_waiting",
    "log_position",
    "subscription_position", "subscription_lag_events", "subscription_lag_seconds",
    "subscription_batches_total", "subscription_retries_total", "subscription_stopped",
    "subscription_confirmations_total",
    "parked_keys", "reactions_refused_total", "rows_set_aside",
    "relay_published_events_total", "broker_publishing",
    "broker_listening", "broker_messages_total", "broker_unreadable_total", "broker_ignored_total",
    "store_up", "store_connections_used", "store_disk_free_bytes",
    "loop_delay_seconds",
    "deadlines_due", "deadlines_fired_total", "deadlines_failing", "deadline_rounds_total",
    "deadline_told_late_seconds",
    "http_requests_total", "http_request_seconds", "http_connections_open",
    "backup_taken_seconds", "calendar_last_year",
    "identity_keys", "programme_tasks",
)  # fmt: skip
"""What operations are promised of each service; where the store is a server, its clock too."""


@pytest.fixture
def client(up: Up) -> Client:
    return Client(current())


@pytest.mark.parametrize("service", services())
def test_prometheus_takes_what_a_service_tells_and_finds_no_fault_with_its_names(
    up: Up, service: str
) -> None:
    check = ["promtool", "check", "metrics"]
    done = subprocess.run(check, input=told(up, service), capture_output=True, text=True)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


@pytest.mark.parametrize("service", services())
def test_a_service_tells_what_operations_are_promised(up: Up, service: str) -> None:
    """When its log was verified is told once it was: the dashboards' test asks for that."""
    names = {f"zhenxing_{name}" for name in PROMISED}
    declared = {f"zhenxing_programme_{g.name}" for g in declaration(service_class(service)).gauges}
    lines = told(up, service).splitlines()
    assert names | declared <= {line.split()[2] for line in lines if line.startswith("# TYPE ")}


def test_projects_are_counted_by_stage_and_town(up: Up, client: Client) -> None:
    ledger = client.rows("projects", "project-ledger").values()
    counted = Counter((row["stage"], row["town"]) for row in ledger)
    assert values(up, "projects", "zhenxing_programme_projects") == counted


def test_money_is_added_up_by_step_and_town(up: Up, client: Client) -> None:
    ledger = client.rows("finance", "allocations-by-project").values()
    paid: Counter[tuple[str, str]] = Counter()
    for row in ledger:
        paid["paid", row["town"]] += row["paid_fen"]
    figures = values(up, "finance", "zhenxing_programme_project_funds_fen")
    assert {at: fen for at, fen in figures.items() if at[0] == "paid"} == paid


def test_the_reserve_is_told_by_county(up: Up, client: Client) -> None:
    ledger = client.rows("land", "reserve-ledger").values()
    shares = {(row["county"],): float(row["ratio_percent"]) for row in ledger}
    assert values(up, "land", "zhenxing_programme_reserve_ratio_percent") == shares


def test_open_tasks_are_told_by_who_must_act(up: Up, client: Client) -> None:
    def as_listed() -> bool:
        figures = values(up, "supervision", "zhenxing_programme_tasks")
        (holder, _), late = max(figures.items(), key=lambda item: item[1])
        query = {"for": holder, "state": "late", "limit": 500}
        listed = client.get("supervision", "/tasks", **query).body["tasks"]
        return len(listed) == figures[holder, "late"] > 0

    eventually(as_listed, "the figures to follow the tasks")


def test_commands_are_counted_by_how_they_ended(up: Up, client: Client) -> None:
    before = commands(up)
    data = {"county": "donggang", "scale": "no area"}
    headers = {"Idempotency-Key": "metrics-1"}
    token = client.token("natural-resources")
    path = "/commands/set-construction-scale"
    answer = client.call("POST", "land", path, token, headers, data)
    assert answer.status == 422
    after = commands(up)
    assert after - before == {("set-construction-scale", "malformed"): 1}


def told(up: Up, service: str) -> str:
    url = f"http://127.0.0.1:{up.port + services()[service].port - BASE_PORT}/metrics"
    return requests.get(url, timeout=PATIENCE_SECONDS).text


def values(up: Up, service: str, name: str) -> dict[tuple[str, ...], float]:
    """The samples of one figure, by their labels' values in the order of the labels' names; the
    step of a chain goes first."""
    families = text_string_to_metric_families(told(up, service))
    samples = [s for family in families for s in family.samples if s.name == name]
    assert samples, f"{service} tells no {name}"
    return {tuple(value for _, value in sorted(s.labels.items())): s.value for s in samples}


def commands(up: Up) -> Counter[tuple[str, ...]]:
    families = text_string_to_metric_families(told(up, "land"))
    samples = [s for f in families for s in f.samples if s.name == "zhenxing_commands_total"]
    return Counter({tuple(v for _, v in sorted(s.labels.items())): int(s.value) for s in samples})
