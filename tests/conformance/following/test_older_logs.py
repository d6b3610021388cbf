"""A log that an earlier release wrote, before values had ranges: it is read, whatever it holds."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from shared.kernel.aggregate import Actor
from shared.kernel.commands import unit
from shared.kernel.commands.ids import command_id
from shared.kernel.commands.unit import Order
from shared.kernel.subscription.journal import OPERATION
from shared.kernel.views.selection import Selection
from shared.runtime.declaration import Declaration
from shared.schemas.finance.fee_account import FeeComponent, FeeRecorded, LevelShare
from shared.schemas.finance.fund import FundRegistered, FundsAppropriated
from shared.schemas.land.parcel import ParcelSurveyed
from shared.schemas.platform import ParameterSet
from shared.schemas.projects.project_progress import InvestmentReported
from tests.conformance.following.services import Serving, World
from tests.eventually import eventually
from tests.integration.http.served import declared

FATAL = 2**63 - 1
LAST = date(9999, 12, 31)
NOW = datetime(2024, 3, 1, tzinfo=UTC)
CLERK = Actor("演示-甲", "finance")
Stream = tuple[str, Sequence[object]]
"""An aggregate's category and id, and what happened to it."""


def parcel(id: str, start_by: date) -> Stream:
    surveyed = ParcelSurveyed(
        id, town="taoluo", county="donggang", parcel_class="inefficient", use="industrial",
        area=Decimal("100.00"), since=date(2024, 1, 1), owner="state", start_by=start_by,
    )  # fmt: skip
    return f"parcel {id}", [surveyed]


def progress(id: str, fen: int) -> Stream:
    months = [
        InvestmentReported(
            id, town="taoluo", month=f"2026-1{n}", invested_fen=fen, total_fen=n * fen + fen,
            replaced_fen=None, skipped=(), progress="演示", problems=None,
            reported_on=date(2026, 11, 1),
        )
        for n in range(2)
    ]  # fmt: skip
    return f"project {id}", months


def fund(id: str, approved_on: date) -> Stream:
    registered = FundRegistered(id, name="演示-资金", source="city", kind="special", year=2024)
    return f"fund {id}", [
        registered,
        FundsAppropriated(
            id, amount_fen=5, document=None, budget_approved_on=approved_on, allocation_days=30
        ),
    ]


def fees(town: str, fen: int) -> Stream:
    receipts = [
        FeeRecorded(
            town, county="donggang", receipt=f"{town}-{n}", collector="housing", payer="演示-单位",
            components=(FeeComponent("费", amount_fen=fen),),
            shares=(LevelShare("city", share=10_000),), amount_fen=fen,
            collected_on=date(2024, 1, 1),
        )
        for n in range(2)
    ]  # fmt: skip
    return f"fee-account {town}", receipts


CASES: dict[str, tuple[str, list[Stream], str, str]] = {
    "a day in 9999 after which nothing starts": (
        "land",
        [parcel("p-1", LAST), parcel("p-2", date(2025, 1, 1))],
        "parcel-p-1",
        "parcel-p-2",
    ),
    "a sum past 64 bits": (
        "projects",
        [progress("p-1", FATAL), progress("p-2", 5)],
        "p-1",
        "",
    ),
    "fees past 64 bits": ("finance", [fees("taoluo", FATAL), fees("jufeng", 5)], "taoluo", ""),
    "a budget approved in 9999": (
        "finance",
        [fund("f-1", LAST), fund("f-2", date(2024, 1, 1))],
        "fund-f-1",
        "fund-f-2",
    ),
}
"""The service, what happened in it, the key of what can't be computed, a stream with a deadline."""


@pytest.mark.parametrize("case", CASES)
def test_only_what_cannot_be_computed_is_set_aside(
    world: World, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    department, streams, aside, running = CASES[case]
    service = world.start(of(department, world))
    with monkeypatch.context() as older:
        older.setattr(unit, "check_limits", lambda *_: None)
        write(service, streams)
    eventually(service.service.caught_up, "the views and deadlines have gone on")
    told(service, aside, running)
    service.stop()

    again = world.start(of(department, world, service.name))
    eventually(lambda: again.operations.ready()[0], "it is ready after a restart")
    told(again, aside, running)
    for view in again.operations.status()["set_aside"]:
        again.operations.rebuild(view)
    told(again, aside, running)


def test_a_limit_of_ages_that_was_set_leaves_views_and_deadlines_whole(world: World) -> None:
    service = world.start(of("finance", world))
    name = "finance.fee_handover_days"
    setting = ParameterSet(name, value=10**20, effective_from=date(2020, 1, 1), basis="演示")
    write(service, [(f"parameters {service.name}", [setting]), fund("f-1", date(2024, 1, 1))])
    eventually(service.service.caught_up, "the views have gone on")
    assert service.operations.status()["set_aside"] == {}


def of(department: str, world: World, name: str = "") -> Declaration:
    """The department's own aggregates and views, with nobody to follow."""
    aggregates, rows, _ = declared(department)
    own = [row for row in rows if row.definition.source in ("", department)]
    name = name or world.name(department)
    # Their deadlines passed long ago; told of it, the streams would have none any more.
    return Declaration(name, department, "finance", aggregates, own, deadlines=False, relay=False)


def write(service: Serving, streams: Sequence[Stream]) -> None:
    """Append what an earlier release let pass."""
    executor = service.service.executor
    for named, events in streams:
        category, _, id = named.partition(" ")
        for n, event in enumerate(events):
            one = unit.UnitOfWork(executor.repository, executor.registry, service.name, fresh=True)
            order = Order(OPERATION, event, CLERK, NOW, command_id(named, str(n)))
            one.record(order, executor.aggregates[category], id, event)
            service.service.log.append(one.batch())


def told(service: Serving, aside: str, running: str) -> None:
    reader, status = service.service.reader, service.operations.status()
    assert status["set_aside"], "it is told of"
    found = {key for name in status["set_aside"] for key in reader.missing(reader.views[name]).told}
    assert {key for key in found if aside not in key} == set(), "and of nothing else"
    deadlines = {
        row.stream
        for row in reader.page(reader.views["deadlines"], Selection("deadline", limit=None)).rows
    }
    assert not running or running in deadlines
    assert all(s["state"] == "running" for s in status["subscriptions"])
