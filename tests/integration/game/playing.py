"""Plays a fault: begins it under load, waits until it was told, ends it, waits until that was told."""

import time
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.deployment.paging import Alert, Pager
from tests.eventually import eventually
from tests.integration.client import Answer
from tests.integration.effects import Logs
from tests.integration.game.day import Played
from tests.integration.game.fault import Fault, Field
from tests.integration.load import DRIVEN, Load
from tests.integration.processes import Cluster


def play(
    fault: Fault,
    cluster: Cluster,
    logs: Logs,
    pager: Pager,
    folder: Path,
    rebuilding: Collection[str] = DRIVEN,
) -> Played:
    """What was seen of it; the views of the services named are built anew in the end, and compared.
    Raises `AssertionError` where anything is lost, twice there, or not told."""
    with fault.prepared(cluster, folder), Load(cluster.client) as load:
        load.wait_for(2)
        eventually(lambda: not fault.alerts & pager.firing().keys(), "what was before to be over")
        calm, told = set(pager.firing()), len(pager.notices)
        field = Field(cluster, logs, load, folder)
        try:
            noticed, receivers = _noticed(fault, field, pager)
        except BaseException:
            fault.end(field)  # the next one finds things whole
            raise
        over = _over(fault, field, pager)
        load.wait_for(2)
        besides = _pages(pager, told) - fault.alerts - calm
    assert [g for g in load.unaccepted() if g.order.service not in fault.loses] == []
    logs.check_answers(
        g for name, lane in load.given.items() if name not in fault.loses for g in lane
    )
    eventually(logs.check_effects, "every cause to have its effect")
    return Played(
        name=fault.name,
        alerts=fault.alerts,
        receivers=receivers,
        besides={name for name, _ in besides},
        noticed=noticed,
        over=over,
        commands=len(load.all),
        views=rebuilt(cluster, rebuilding),
    )


def _noticed(fault: Fault, field: Field, pager: Pager) -> tuple[float, set[str]]:
    """Seconds since it began, and who was told."""
    began = time.monotonic()
    fault.begin(field)
    eventually(lambda: fault.alerts <= pager.firing().keys(), f"{fault.name} to be told")
    seconds = time.monotonic() - began
    return seconds, {pager.firing()[alert].receiver for alert in fault.alerts}


def _over(fault: Fault, field: Field, pager: Pager) -> float:
    began = time.monotonic()
    fault.end(field)
    eventually(lambda: not fault.alerts & pager.firing().keys(), f"the end of {fault.name}")
    return time.monotonic() - began


def _pages(pager: Pager, told: int) -> set[Alert]:
    """What the pager has said since so many notices."""
    since = list(pager.notices)[told:]
    return {notice.alert for notice in since if notice.severity == "page" and notice.firing}


def rebuilt(cluster: Cluster, services: Collection[str]) -> int:
    """How many views there are. Asserts that each is what its logs give when it is built anew."""

    def all_of(name: str) -> int:
        views = cluster.client.views(name)
        for view in views:
            done = eventually(
                lambda view=view: _rebuilt(cluster, name, view), f"{view} to be built"
            )
            assert done.status == 200 and done.body["identical"], (name, view, done)
        return len(views)

    with ThreadPoolExecutor(len(services)) as pool:
        return sum(pool.map(all_of, services))


def _rebuilt(cluster: Cluster, name: str, view: str) -> Answer | None:
    """What is answered to a rebuild; none while a source can't be asked, which is no fault of the view."""
    done = cluster.client.post(name, "/rebuild", {"view": view})
    return None if done.status == 409 and done.body["type"] == "not-now" else done
