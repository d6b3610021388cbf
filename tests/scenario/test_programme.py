import json
from collections import Counter
from datetime import UTC, datetime

import pytest

from deploy.demo.generate import PROGRAMME, programme_text
from services.finance.domain.eligibility import ELIGIBILITY
from services.finance.domain.fund import FUND
from services.finance.reactions import projects as finance_on_projects
from services.finance.views.allocations_by_project import AllocationsByProject
from services.land.domain.land_request import LAND_REQUEST
from services.land.domain.parcel import PARCEL
from services.land.domain.reserve_book import RESERVE_BOOK
from services.land.domain.screening import SCREENING
from services.land.domain.town_stock import TOWN_STOCK
from services.land.reactions import projects as land_on_projects
from services.land.views.land_requests import LandRequests
from services.land.views.reserve_ledger import ReserveLedger
from services.projects.domain.green_channel import GREEN_CHANNEL
from services.projects.domain.project import PROJECT
from services.projects.domain.readiness import READINESS
from services.projects.domain.reservations import RESERVED_CODE, RESERVED_NAME
from services.projects.reactions import finance as projects_on_finance
from services.projects.reactions import land as projects_on_land
from services.projects.reactions import projects as projects_on_projects
from services.projects.reactions import supervision as projects_on_supervision
from services.projects.views.project_readiness import ProjectReadiness
from services.supervision.domain.cause import CAUSE
from services.supervision.domain.issue import ISSUE
from services.supervision.reactions import land as supervision_on_land
from services.supervision.reactions import projects as supervision_on_projects
from services.supervision.views.issue_ledger import IssueLedger
from shared.aggregate import Actor
from shared.registry.loader import registry
from shared.schemas.marshalling import load
from tests.scenario.pure_run import PureRun, Service

PROJECTS = [PROJECT, GREEN_CHANNEL, READINESS, RESERVED_NAME, RESERVED_CODE]
LAND = [SCREENING, PARCEL, TOWN_STOCK, RESERVE_BOOK, LAND_REQUEST]


def services() -> list[Service]:
    return [
        Service(
            "projects",
            PROJECTS,
            {
                "projects": projects_on_projects,
                "finance": projects_on_finance,
                "land": projects_on_land,
                "supervision": projects_on_supervision,
            },
        ),
        Service("finance", [ELIGIBILITY, FUND], {"projects": finance_on_projects}),
        Service("land", LAND, {"projects": land_on_projects}),
        Service(
            "supervision",
            [ISSUE, CAUSE],
            {"projects": supervision_on_projects, "land": supervision_on_land},
        ),
    ]


LINES = [json.loads(line) for line in PROGRAMME.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def run() -> PureRun:
    """The whole programme, carried out in memory; no command of it is refused."""
    run = PureRun(services())
    for line in LINES:
        now = datetime.fromisoformat(line["at"]).astimezone(UTC)
        run.pass_deadlines(until=now)
        service = next(s for s in run.services if s.name == line["service"])
        data = load(service.commands[line["command"]].data, line["data"])
        run.give(line["service"], line["command"], data, Actor(line["person"], line["org"]), now)
    return run


@pytest.fixture(scope="module")
def happened(run: PureRun) -> Counter[str]:
    return Counter(meta.type for service in run.services for _, meta in service.log)


def view(run: PureRun, service: str, kind: type):
    return next(s for s in run.services if s.name == service).rows(kind)


def test_the_committed_programme_is_what_its_figures_give():
    assert PROGRAMME.read_text(encoding="utf-8") == programme_text()


def test_it_is_in_order_of_time_and_everyone_in_it_is_invented():
    assert [line["at"] for line in LINES] == sorted(line["at"] for line in LINES)
    assert all(line["person"].startswith("演示-") for line in LINES)
    assert all(registry().knows(line["org"]) for line in LINES)
    assert LINES[0]["at"][:7] >= "2024-01" and LINES[-1]["at"][:7] <= "2026-06"


def test_each_of_the_four_towns_has_three_projects_or_more():
    applied = [line["data"] for line in LINES if line["command"] == "apply-for-admission"]
    assert all(data["name"].startswith("演示-") for data in applied)
    towns = Counter(data["town"] for data in applied)
    assert set(towns) == {"taoluo", "zhaoxian", "chaohe", "jufeng"}
    assert min(towns.values()) >= 3
    assert sum(towns.values()) >= 12


def test_no_reaction_is_refused(run):
    assert run.refused == []


def test_every_project_is_admitted_and_gets_its_channel_money_and_land(run, happened):
    assert happened["ProjectAdmitted"] == happened["GreenChannelOpened"] == 14
    rows = view(run, "projects", ProjectReadiness).by_key.values()
    assert all(row.land_ready for row in rows if row.live)
    assert [row.project for row in rows if row.live and not row.ready] == ["jufeng-tea"]


def test_only_the_permits_meant_to_run_late_do(run, happened):
    assert happened["PermitOverdue"] == 4
    flagged = [row.project for row in view(run, "projects", ProjectReadiness).find(warning=True)]
    assert flagged == ["jufeng-tea"]
    assert happened["PermitFlagCleared"] == 3


def test_the_ledger_of_matters_shows_every_way_one_can_go(run):
    rows = view(run, "supervision", IssueLedger).by_key.values()
    assert Counter(row.step for row in rows) == {"销号": 6, "撤回": 1, "办理": 1, "解释答复": 1}
    assert [row.reopened for row in rows if row.reopened] == [1]
    assert any(row.overdue for row in rows)
    assert {row.handler for row in rows if row.cause and row.step == "办理"} == {"lanshan-approval"}


def test_a_matter_parked_for_a_superior_is_concluded_with_explanation(run):
    steps = [
        meta.type
        for service in run.services
        for _, meta in service.log
        if meta.stream == "issue-zhaoxian-rail-crossing"
    ]
    parked, concluded = steps.index("IssueSuspended"), steps.index("IssueConcluded")
    assert parked < steps.index("MatterExplained") < concluded
    assert {"ExplanationVisited", "TownViewGiven"} <= set(steps[parked:concluded])
    assert "IssueResolved" not in steps


def test_the_reserve_that_fell_short_is_restored(run, happened):
    assert happened["ReserveBreached"] == happened["ReserveRestored"] == 1
    rows = view(run, "land", ReserveLedger).by_key
    assert len(rows) == 4
    assert not any(row.breached for row in rows.values())


def test_the_project_that_left_gave_back_money_and_land_and_settled_its_contract(run, happened):
    (money,) = view(run, "finance", AllocationsByProject).find(project="chaohe-potato")
    assert money.uncommitted_fen == 0
    assert money.allocated_fen == money.committed_fen == money.paid_fen > 0
    (land,) = view(run, "land", LandRequests).find(project="chaohe-potato")
    assert land.status == "已退回"
    assert happened["FundsRecalled"] == happened["LandReturned"] == 1


def test_stock_was_answered_before_new_land_was_asked_for():
    requests = [line["data"] for line in LINES if line["command"] == "request-new-land"]
    assert sum(len(data["screening"]) for data in requests) >= len(requests)
    surveyed = [line for line in LINES if line["command"] == "survey-parcel"]
    assert len(surveyed) >= 16
