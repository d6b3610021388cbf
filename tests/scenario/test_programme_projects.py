"""What the demo programme shows of projects."""

from collections import Counter

import pytest

from services.projects.domain.project.state import STAGES
from services.projects.views.permit_ledger import PermitLedger
from services.projects.views.project_ledger import ProjectLedger
from services.projects.views.project_readiness import ProjectReadiness
from services.projects.views.renewal_ledger import RenewalLedger
from services.projects.views.siting_ledger import SitingLedger
from shared.policy.loader import registry
from tests.scenario.programme import given, missing_commands, types_of
from tests.scenario.pure_run import PureRun

TOWNS = {"taoluo", "zhaoxian", "chaohe", "jufeng"}
LATE_TO_THE_END = "jufeng-tea"


def rows(run: PureRun, view: type):
    return run.service("projects").rows(view).by_key


@pytest.fixture(scope="module")
def happened(run: PureRun) -> Counter[str]:
    return types_of(run, "projects")


def test_every_command_of_projects_is_given():
    assert missing_commands("projects") == []


def test_there_are_sixty_projects_of_four_towns_and_of_all_kinds():
    applied = given("apply-for-admission")
    assert Counter(data["town"] for data in applied) == dict.fromkeys(TOWNS, 15)
    assert {data["kind"] for data in applied} == {"investment", "social", "infrastructure"}
    assert {data["origin"] for data in applied} == {"own", "recruited"}
    assert all(data["name"].startswith("演示-") for data in applied)
    assert all(data["unit"].startswith("演示-") for data in applied)


def test_projects_stand_at_every_stage(run):
    stages = Counter(row.stage for row in rows(run, ProjectLedger).values())
    assert stages.keys() == set(STAGES) and stages.total() == 60


def test_every_admitted_project_gets_its_channel(happened):
    assert happened["ProjectAdmitted"] == happened["GreenChannelOpened"] == 51
    assert happened["GreenChannelClosed"] == happened["ProjectExited"] == 3


def test_only_the_permits_meant_to_run_late_do(run, happened):
    assert happened["PermitOverdue"] == 4 and happened["PermitDeliveryOverdue"] == 2
    flagged = [row.project for row in rows(run, ProjectReadiness).values() if row.warning]
    assert flagged == [LATE_TO_THE_END]
    assert happened["PermitFlagCleared"] == 3 and happened["DeliveryFlagCleared"] == 2


def test_permits_take_every_way_through_the_channel(happened):
    for way in (
        "DeficiencyNotified", "GapFilled", "AcceptanceLapsed", "ClockPaused", "ClockResumed",
        "PermitExtended", "PermitRefused", "PermitRevoked", "CommitmentVerified",
        "CommitmentBreached",
    ):  # fmt: skip
        assert happened[way], way


def test_silence_becomes_acceptance_and_some_permits_are_joint(run):
    accepted = [e for e, meta in run.service("projects").log if meta.type == "PermitAccepted"]
    assert [e.project for e in accepted if e.deemed] == ["zhaoxian-sewage"]
    assert len([e for e in accepted if e.joint]) == 3


def test_every_project_but_the_late_one_has_all_its_permits_in_the_end(run):
    open_ones = {
        row.project
        for row in rows(run, PermitLedger).values()
        if row.status not in ("granted", "required")
    }
    assert open_ones == {LATE_TO_THE_END}


def test_a_completed_project_had_its_permits_money_and_land(run):
    completed = {p.project for p in rows(run, ProjectLedger).values() if p.completed_on}
    assert len(completed) >= 15
    for row in rows(run, ProjectReadiness).values():
        if row.project in completed:
            assert row.permits_ready and row.land_ready and row.allocated_fen > 0, row


def test_a_statutory_objection_was_withdrawn_and_others_settled_in_a_joint_meeting(happened):
    assert happened["OpinionWithdrawn"] == 1 and happened["JointMeetingSettled"] == 2
    assert len([d for d in given("give-opinion") if d["statutory"]]) == 1


def test_some_months_are_reported_and_missed_ones_are_told(happened):
    assert happened["InvestmentReported"] >= 80 and happened["MonthlyReportMissed"] >= 40


def test_a_local_limit_changes_from_a_day_on(run):
    admitted = [e for e, meta in run.service("projects").log if meta.type == "ProjectAdmitted"]
    limits = {(e.admitted_on.year >= 2025, e.monthly_report_calendar_days) for e in admitted}
    assert limits == {(False, 10), (True, 15)}


def test_sitings_rank_pilots_first_and_explain_a_deviation(run):
    sitings = rows(run, SitingLedger)
    assert {row.won_by for row in sitings.values()} == {"none", "city", "county"}
    decided = [e for e, meta in run.service("projects").log if meta.type == "SitingDecided"]
    first = {e.siting: e.considered[0] for e in decided}
    assert first["sea-food-park"].pilot and first["sea-food-park"].score < 92
    assert [e.siting for e in decided if e.deviation] == ["pipe-fittings"]
    assert not first["county-hospital-branch"].pilot
    ended = [row for row in sitings.values() if row.closed_for]
    assert [row.siting for row in ended] == ["battery-plant"]
    assert ended[0].bidders == [], "what was never decided stays sealed"
    assert len(sitings) - len(decided) - len(ended) == 1, "one is still open"


def test_urban_renewal_lists_declines_and_waits(run):
    statuses = Counter(row.status for row in rows(run, RenewalLedger).values())
    assert statuses == {"listed": 1, "removed": 1, "nominated": 2}
    assert len(given("decline-renewal")) == 2


def test_non_pilot_towns_only_compete(run):
    pilots = {town.id for town in registry().towns.values() if town.pilot}
    assert pilots == TOWNS
    assert {row.town for row in rows(run, ProjectLedger).values()} == TOWNS
