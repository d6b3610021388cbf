"""A guarantee of one tea farm, from its recommendation to its letter and its loan (RZ-2.4.e)."""

from datetime import date
from typing import Any

from services.credit.domain.guarantee import GUARANTEE_BUSINESS
from services.credit.domain.guarantee_capacity import GUARANTEE_CAPACITY
from services.credit.domain.institution import INSTITUTION
from shared.schemas.credit import guarantee as guarantees
from shared.schemas.credit import guarantee_capacity as capacities
from shared.schemas.credit import guarantee_course as course
from shared.schemas.credit import institution as institutions
from tests.given import Given, given
from tests.unit.credit.demands import IS_RURAL, RURAL, TODAY

COMPANY_IS_OPEN = institutions.InstitutionRegistered(
    "guarantee", name="省农担公司日照管理中心", credit_code="91371100000000003x",
    kind="guarantee", group="guarantee", joined=True, registered_on=TODAY,
)  # fmt: skip
ASK = guarantees.RecommendForGuarantee(
    "g-1", town="taoluo", borrower="tl-0001", borrower_kind="family-farm", industry="tea",
    institution=RURAL, company="guarantee", amount_fen=30_000_000, months=12,
)  # fmt: skip
RECOMMENDED = guarantees.GuaranteeRecommended.of(
    ASK, county="donggang", recommended_by="taoluo", recommended_on=TODAY, accept_working_days=2
)
ACCEPT = guarantees.AcceptGuarantee("g-1", project_number="nd-2024-1")
ACCEPTED = guarantees.GuaranteeAccepted.of(
    ACCEPT, town="taoluo", accepted_on=TODAY, decide_working_days=10
)
LOOK = guarantees.InvestigateGuarantee("g-1", visited_on=TODAY, report="演示-尽调-1")
LOOKED = guarantees.GuaranteeInvestigated.of(LOOK, town="taoluo")
APPROVE = guarantees.ApproveGuarantee(
    "g-1", amount_fen=30_000_000, share=80, fee_rate=75, document="演示-批复-1"
)
APPROVED = guarantees.GuaranteeApproved.of(
    APPROVE, town="taoluo", guaranteed_fen=24_000_000, decided_by="guarantee", decided_on=TODAY
)
TAKEN = capacities.GuaranteeCapacityTaken(
    "guarantee", guarantee="g-1", borrower="tl-0001", related_group=None, guaranteed_fen=24_000_000
)
FREED = capacities.GuaranteeCapacityFreed("guarantee", guarantee="g-1")
REFUSE = guarantees.RefuseGuarantee(
    "g-1", risk="over-indebted", remark="负债率过高", document="演示-不予担保-1"
)
REFUSED = guarantees.GuaranteeRefused.of(
    REFUSE, town="taoluo", amount_fen=30_000_000, decided_by="guarantee", decided_on=TODAY,
    review_request_calendar_days=30,
)  # fmt: skip
ISSUE = guarantees.IssueGuaranteeLetter("g-1", document="演示-保函-1", until=date(2024, 5, 31))
ISSUED = guarantees.GuaranteeLetterIssued.of(ISSUE, town="taoluo", issued_on=TODAY)
LEND = course.RecordDisbursement(
    "g-1", loan="l-1", amount_fen=20_000_000, lent_on=TODAY, ends_on=date(2025, 2, 28)
)
LENT = course.GuaranteeDisbursed.of(
    LEND, town="taoluo", project=None, guaranteed_fen=16_000_000, entered_by=RURAL
)
REPORT = capacities.ReportGuaranteeCapacity(
    "guarantee", net_assets_fen=1_000_000_000, outstanding_fen=2_000_000_000, mainly_farm=False,
    as_of=date(2023, 12, 31), document="演示-审计报告-1",
)  # fmt: skip
REPORTED = capacities.GuaranteeCapacityReported.of(
    REPORT, reported_by="guarantee", reported_on=TODAY
)
WHOLE = (RECOMMENDED, ACCEPTED, LOOKED, APPROVED, ISSUED, LENT)
"""Until its loan runs."""


def guarantee(*events: Any, capacity: tuple[Any, ...] = (REPORTED,)) -> Given:
    """The guarantee after its recommendation and more; lender and company on the list."""
    return (
        given(GUARANTEE_BUSINESS, "g-1", *events)
        .and_given(INSTITUTION, RURAL, IS_RURAL)
        .and_given(INSTITUTION, "guarantee", COMPANY_IS_OPEN)
        .and_given(GUARANTEE_CAPACITY, "guarantee", *capacity)
    )
