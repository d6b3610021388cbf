"""A service that dies or is stopped delays others' knowledge, never their work."""

import json
import os
import re
import signal
from contextlib import suppress
from http.client import HTTPConnection, HTTPException

import pytest

from shared.runtime.settings import RUNTIMES
from tests.eventually import PATIENCE_SECONDS, eventually
from tests.integration.effects import Logs
from tests.integration.load import DRIVEN, Load, allocations
from tests.integration.processes import Cluster


@pytest.mark.parametrize("victim", DRIVEN)
def test_a_killed_service_starts_alone_and_nothing_is_lost(
    cluster: Cluster, logs: Logs, victim: str
) -> None:
    others = [name for name in DRIVEN if name != victim]
    with Load(cluster.client) as load:
        load.wait_for(3)
        cluster.services[victim].kill()
        load.wait_for(3, *others)
        load.wait_until_felt(victim)
        cluster.services[victim].start()
        load.wait_for(3)
    assert load.failures(*others) == []
    assert load.unaccepted() == []
    logs.check_answers(load.all)
    eventually(logs.check_effects, "every cause to have its effect")


def test_a_busy_service_ends_within_seconds_when_asked_to(cluster: Cluster, logs: Logs) -> None:
    finance = cluster.services["finance"]
    with Load(cluster.client, {f"clerk {n}": allocations for n in range(8)}) as load:
        load.wait_for(3)
        assert finance.terminate() < finance.ends_within
        assert finance.exit_code == 0
        finance.start()
        load.wait_for(3)
    assert load.unaccepted() == []
    logs.check_answers(load.all)
    eventually(logs.check_effects, "every cause to have its effect")


def test_services_on_either_runtime_work_together_die_and_end_alike(
    cluster: Cluster, logs: Logs
) -> None:
    one, other = RUNTIMES
    for name, runtime in zip(DRIVEN, (one, other, one, other), strict=True):
        move(cluster, name, runtime)
    dies, ends = DRIVEN[1], DRIVEN[3]
    with Load(cluster.client) as load:
        load.wait_for(3)
        eventually(lambda: all(hears_heads(cluster, name) for name in DRIVEN), "heads to be told")
        cluster.services[dies].kill()
        cluster.services[dies].start(ZHENXING_RUNTIME=other)
        load.wait_for(3)
        process = cluster.services[ends]
        assert process.terminate() < process.ends_within
        assert process.exit_code == 0
        process.start(ZHENXING_RUNTIME=other)
        load.wait_for(3)
    assert load.unaccepted() == []
    logs.check_answers(load.all)
    eventually(logs.check_effects, "every cause to have its effect")
    for name in DRIVEN[1::2]:
        cluster.services[name].terminate()  # the next test finds all of them on the first runtime


def test_a_service_that_is_asked_where_it_stands_says_so_and_works_on(cluster: Cluster) -> None:
    os.kill(cluster.services["land"].pid, signal.SIGUSR1)
    eventually(lambda: "(most recent call first):" in cluster.log("land"), "the stack")
    assert cluster.ready("land")


@pytest.mark.parametrize("runtime", RUNTIMES)
def test_a_service_ends_while_followers_wait_at_its_feed_and_for_its_heads(
    cluster: Cluster, logs: Logs, runtime: str
) -> None:
    move(cluster, "supervision", runtime)
    supervision, process = cluster.settings.service("supervision"), cluster.services["supervision"]
    head = logs.of("supervision")[-1]
    follower = HTTPConnection(supervision.host, supervision.port, timeout=PATIENCE_SECONDS)
    path = f"/events?after={head['position']}&hash={head['hash']}&wait=25"
    token = cluster.client.token("housing", "service")
    follower.request("GET", path, headers={"Authorization": f"Bearer {token}"})
    listener = HTTPConnection(supervision.host, supervision.port, timeout=PATIENCE_SECONDS)
    listener.request("GET", "/heads", headers={"Authorization": f"Bearer {token}"})
    told = listener.getresponse()
    first = {"position": head["position"], "hash": head["hash"], "at": 0.0}
    assert json.loads(told.readline()) == first
    # Connections are taken in their order: once this one is answered, the follower waits.
    assert cluster.ready("supervision")
    assert process.terminate() < process.ends_within
    with suppress(OSError, HTTPException):
        follower.getresponse()
    with suppress(OSError, HTTPException):
        assert told.read() == b""
    follower.close()
    listener.close()


def hears_heads(cluster: Cluster, name: str) -> bool:
    """Whether another's heads, as they were told, have borne out what a service heard of it."""
    told = cluster.client.call("GET", name, "/metrics").body
    return bool(
        re.search(r"subscription_confirmations_total\{[^}]*how=\"told\"[^}]*\} [1-9]", told)
    )


def move(cluster: Cluster, name: str, runtime: str) -> None:
    """Have a service run on a runtime, unless it does."""
    runs_on = re.findall(rf"{name}: runtime (\w+)", cluster.log(name))
    if runs_on[-1:] == [runtime]:
        return
    cluster.services[name].terminate()
    cluster.services[name].start(ZHENXING_RUNTIME=runtime)
    cluster.wait_ready(name)
    assert f"{name}: runtime {runtime}" in cluster.log(name)
