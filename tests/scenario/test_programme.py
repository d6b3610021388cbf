from collections import Counter

import pytest

from deploy.demo.generate import PROGRAMME, programme_text
from services.finance.views.allocations_by_project import AllocationsByProject
from services.land.views.land_requests import LandRequests
from services.projects.views.project_readiness import ProjectReadiness
from shared.registry.loader import registry
from tests.scenario.programme import LINES, given, types_of
from tests.scenario.pure_run import PureRun

MOMENTS = 700
"""How many distinct instants a load can take within its minute."""


@pytest.fixture(scope="module")
def happened(run: PureRun) -> Counter[str]:
    return types_of(run)


def view(run: PureRun, service: str, kind: type):
    return run.service(service).rows(kind)


def test_the_committed_programme_is_what_its_figures_give():
    assert PROGRAMME.read_text(encoding="utf-8") == programme_text()


def test_everyone_in_it_is_invented():
    assert all(line.person.startswith("演示-") for line in LINES)
    assert all(registry().knows(line.organisation) for line in LINES)


def test_it_keeps_to_its_years_and_to_moments_that_all_share():
    assert str(LINES[0].at) >= "2023-07" and str(LINES[-1].at) < "2026-07"
    assert len({line.at for line in LINES}) <= MOMENTS


def test_nothing_in_it_depends_on_how_fast_the_services_follow_each_other(run):
    late = PureRun(late_reactions=True)
    late.carry_out(LINES)
    for service in run.services:
        assert facts(service.log) == facts(late.service(service.name).log)


def facts(log) -> Counter[tuple[str, str]]:
    return Counter((meta.stream, repr(event)) for event, meta in log)


def test_each_of_the_four_towns_has_three_projects_or_more():
    applied = given("apply-for-admission")
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


def test_the_project_that_left_gave_back_money_and_land_and_settled_its_contract(run, happened):
    (money,) = view(run, "finance", AllocationsByProject).find(project="chaohe-potato")
    assert money.uncommitted_fen == 0
    assert money.allocated_fen == money.committed_fen == money.paid_fen > 0
    (land,) = view(run, "land", LandRequests).find(project="chaohe-potato")
    assert land.status == "已退回"
    assert happened["FundsRecalled"] == 1
