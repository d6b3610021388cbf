from collections import Counter

from deploy.demo.generate import PROGRAMME, programme_text
from services.finance.views.allocations_by_project import AllocationsByProject
from services.land.views.land_requests import LandRequests
from shared.policy.loader import registry
from tests.scenario.programme import LINES
from tests.scenario.pure_run import PureRun

MOMENTS, COMMANDS = 400, 5500
"""How many distinct instants, and commands, a load can take within its two minutes."""


def view(run: PureRun, service: str, kind: type):
    return run.service(service).rows(kind)


def test_the_committed_programme_is_what_its_figures_give():
    assert PROGRAMME.read_text(encoding="utf-8") == programme_text()


def test_everyone_in_it_is_invented():
    assert all(line.person.startswith("演示-") for line in LINES)
    assert all(registry().knows(line.organisation) for line in LINES)


def test_it_keeps_to_its_years_and_to_moments_that_all_share():
    assert str(LINES[0].at) >= "2023-07" and str(LINES[-1].at) < "2026-07"
    assert len({line.at for line in LINES}) <= MOMENTS and len(LINES) <= COMMANDS


def test_nothing_in_it_depends_on_how_fast_the_services_follow_each_other(run):
    late = PureRun(late_reactions=True)
    late.carry_out(LINES)
    for service in run.services:
        assert facts(service.log) == facts(late.service(service.name).log)


def facts(log) -> Counter[tuple[str, str]]:
    return Counter((meta.stream, repr(event)) for event, meta in log)


def test_no_reaction_is_refused(run):
    assert run.refused == []


def test_projects_that_left_gave_back_money_and_land_and_settled_their_contracts(run):
    for project in ("chaohe-potato", "taoluo-seaweed", "chaohe-glamping"):
        (money,) = view(run, "finance", AllocationsByProject).find(project=project)
        assert money.uncommitted_fen == 0
        assert money.allocated_fen == money.committed_fen == money.paid_fen > 0
        (land,) = view(run, "land", LandRequests).find(project=project)
        assert land.status == "returned"
