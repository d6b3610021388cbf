from dataclasses import replace
from datetime import date
from decimal import Decimal

from services.projects.views.permit_ledger import PermitLedger
from services.projects.views.project_ledger import ProjectLedger
from services.projects.views.project_readiness import ProjectReadiness
from shared.schemas.projects.project import NationalCodeRecorded, ProjectExited
from shared.schemas.projects.project_admission import (
    ApplicationRejected,
    ApplicationResubmitted,
    ApplicationReturned,
    JointMeetingSettled,
    OpinionWithdrawn,
)
from shared.schemas.projects.readiness import (
    FundsAllocationNoted,
    FundsRecallNoted,
    LandAllocationNoted,
    LandReturnNoted,
)
from tests.unit.projects import test_green_channel_limits as limits
from tests.unit.projects.library import (
    ADMITTED,
    AGREED,
    APPLIED,
    RESUBMIT,
    REVIEWED,
    TODAY,
    opinion,
    rows,
)
from tests.unit.projects.test_green_channel import (
    ACCEPTED,
    CLEARED,
    CLOSED,
    DUE,
    GRANTED,
    OPENED,
    OVERDUE,
    PERMIT,
    PERMITS,
    REFUSED,
    REQUESTED,
)

EXITED = ProjectExited("tea", town="jufeng", reason="企业停建")
RETURNED = ApplicationReturned("tea", town="jufeng", reason="补充材料")
FUNDS = FundsAllocationNoted("tea", town="jufeng", fund="city-2024", amount_fen=600)
NEEDED = Decimal("35333.33")
LAND = LandAllocationNoted("tea", town="jufeng", request="request-1", area=NEEDED)


def test_the_ledger_shows_a_project_from_application_to_admission() -> None:
    applied = rows(ProjectLedger, APPLIED)["tea"]
    assert (applied.stage, applied.town, applied.unit) == ("applied", "jufeng", APPLIED.unit)
    assert rows(ProjectLedger, APPLIED, REVIEWED)["tea"].stage == "reviewed"
    document = "日建字〔2024〕1号"
    admitted = replace(ADMITTED, document=document)
    row = rows(ProjectLedger, APPLIED, REVIEWED, *AGREED, admitted)["tea"]
    assert (row.stage, row.admitted_on, row.document) == ("admitted", TODAY, document)
    assert set(row.opinions.values()) == {"agrees"}


def test_the_ledger_shows_each_departments_standing_opinion() -> None:
    objection = opinion("reform", agrees=False)
    statutory = opinion("ecology", agrees=False, statutory=True)
    row = rows(ProjectLedger, APPLIED, REVIEWED, objection, statutory)["tea"]
    assert row.opinions == {"reform": "objects", "ecology": "objects-by-law"}
    settled = JointMeetingSettled(
        "tea", town="jufeng", objections=("reform",), minutes="纪要", held_on=TODAY
    )
    withdrawn = OpinionWithdrawn("tea", town="jufeng", organisation="ecology", reason="已补齐")
    later = rows(ProjectLedger, APPLIED, REVIEWED, objection, statutory, settled, withdrawn)
    assert later["tea"].opinions == {"reform": "overcome"}


def test_the_ledger_shows_corrections_and_why() -> None:
    returned = rows(ProjectLedger, APPLIED, REVIEWED, *AGREED, RETURNED)["tea"]
    assert (returned.stage, returned.remark) == ("returned", "补充材料")
    resubmitted = ApplicationResubmitted(
        project="tea", name="演示-茶旅园", town="jufeng", kind=RESUBMIT.kind, origin=RESUBMIT.origin,
        unit=RESUBMIT.unit, investment_fen=1, land_area=None, land_use=None, national_code=None,
        resubmitted_on=TODAY,
    )  # fmt: skip
    coded = NationalCodeRecorded("tea", town="jufeng", national_code="2403-1")
    row = rows(ProjectLedger, APPLIED, REVIEWED, *AGREED, RETURNED, resubmitted, coded)["tea"]
    assert (row.stage, row.name, row.opinions) == ("applied", "演示-茶旅园", {})
    assert (row.land_area, row.national_code) == (None, "2403-1")


def test_the_ledger_shows_why_a_project_was_rejected_or_left() -> None:
    rejected = ApplicationRejected("tea", town="jufeng", reason="不符合")
    row = rows(ProjectLedger, APPLIED, rejected)["tea"]
    assert (row.stage, row.remark) == ("rejected", "不符合")
    row = rows(ProjectLedger, APPLIED, REVIEWED, ADMITTED, EXITED)["tea"]
    assert (row.stage, row.remark) == ("exited", "企业停建")


def test_every_permit_of_a_channel_has_a_row_at_once() -> None:
    found = rows(PermitLedger, OPENED)
    assert set(found) == {f"tea:{permit}" for permit in PERMITS}
    row = found[f"tea:{PERMIT}"]
    assert (row.project, row.permit, row.town) == ("tea", PERMIT, "jufeng")
    assert row.status == "required"


def test_a_permits_row_follows_it_from_request_to_decision() -> None:
    row = rows(PermitLedger, OPENED, REQUESTED, ACCEPTED, GRANTED)[f"tea:{PERMIT}"]
    assert (row.status, row.organisation, row.document) == ("granted", "approval", "地字第1号")
    assert (row.requested_on, row.accepted_on, row.decided_on) == (TODAY, TODAY, TODAY)
    assert (row.green_channel_working_days, row.statutory_working_days) == (10, 20)
    refused = rows(PermitLedger, OPENED, REQUESTED, ACCEPTED, REFUSED)[f"tea:{PERMIT}"]
    assert (refused.status, refused.reason) == ("refused", "不符合条件")


def test_a_late_permit_warns_until_its_issue_is_resolved() -> None:
    late = (OPENED, REQUESTED, ACCEPTED, OVERDUE)
    row = rows(PermitLedger, *late)[f"tea:{PERMIT}"]
    assert (row.overdue_since, row.warning) == (DUE, True)
    row = rows(PermitLedger, *late, CLEARED)[f"tea:{PERMIT}"]
    assert (row.overdue_since, row.warning) == (DUE, False)


def test_a_new_acceptance_starts_the_row_afresh_but_keeps_the_warning() -> None:
    again = (OPENED, REQUESTED, ACCEPTED, OVERDUE, REFUSED, REQUESTED, ACCEPTED)
    row = rows(PermitLedger, *again)[f"tea:{PERMIT}"]
    assert (row.status, row.overdue_since, row.reason) == ("accepted", None, None)
    assert row.warning


def test_what_was_undecided_goes_on_outside_a_closed_channel() -> None:
    found = rows(PermitLedger, OPENED, CLOSED)
    assert {row.status for row in found.values()} == {"outside"}


def test_a_permits_row_shows_gaps_stops_commitment_and_delivery() -> None:
    key = f"tea:{PERMIT}"
    row = rows(PermitLedger, OPENED, REQUESTED, limits.WITH_GAPS, limits.PAUSED)[key]
    assert (row.gaps, row.fill_by) == (list(limits.GAPS), limits.FILL_BY)
    assert row.paused_for == "expert-review"
    row = rows(PermitLedger, OPENED, REQUESTED, limits.NOTIFIED)[key]
    assert (row.status, row.missing) == ("deficient", "总平面图；红线图")
    row = rows(PermitLedger, OPENED, REQUESTED, limits.PROMISED)[key]
    assert (row.status, row.organisation, row.commitment) == ("granted", "approval", "due")
    row = rows(PermitLedger, OPENED, REQUESTED, limits.PROMISED, limits.BREACHED)[key]
    assert row.commitment == "breached"


def test_a_project_is_ready_once_it_has_land_money_and_every_permit() -> None:
    granted = [replace(GRANTED, permit=permit) for permit in PERMITS]
    row = rows(ProjectReadiness, ADMITTED, OPENED, LAND, FUNDS, *granted[:2])["tea"]
    assert (row.land_ready, row.money_ready, row.permits_ready) == (True, True, False)
    assert (row.permits_required, row.permits_granted, row.ready) == (3, 2, False)
    assert rows(ProjectReadiness, ADMITTED, OPENED, LAND, FUNDS, *granted)["tea"].ready


def test_readiness_sinks_when_land_or_money_go_back() -> None:
    back = LandReturnNoted("tea", town="jufeng", request="request-1", area=Decimal("0.01"))
    recalled = FundsRecallNoted("tea", town="jufeng", fund="city-2024", amount_fen=600)
    row = rows(ProjectReadiness, ADMITTED, OPENED, LAND, FUNDS, back, recalled)["tea"]
    assert (row.land_ready, row.land_allocated) == (False, NEEDED - Decimal("0.01"))
    assert (row.money_ready, row.allocated_fen) == (False, 0)


def test_a_project_that_needs_no_land_lacks_none() -> None:
    without = replace(ADMITTED, land_area=None, land_use=None)
    assert rows(ProjectReadiness, without)["tea"].land_ready


def test_readiness_warns_of_late_permits() -> None:
    second = replace(OVERDUE, permit="project-filing", due_on=date(2024, 3, 20))
    row = rows(ProjectReadiness, ADMITTED, OPENED, OVERDUE, second)["tea"]
    assert row.late_permits == {PERMIT: "2024-03-15", "project-filing": "2024-03-20"}
    assert row.warning
    row = rows(ProjectReadiness, ADMITTED, OPENED, OVERDUE, CLEARED)["tea"]
    assert (row.late_permits, row.warning) == ({}, False)


def test_a_project_that_left_is_not_live() -> None:
    assert not rows(ProjectReadiness, ADMITTED, EXITED)["tea"].live
