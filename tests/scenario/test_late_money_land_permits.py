"""RZ-3.3.a and c: what runs late elsewhere raises one matter; when it is resolved the flag falls.

All services' domains and reactions, in memory.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from services.credit.domain.capital.state import CAPITAL
from services.credit.domain.demand.state import DEMAND
from services.credit.domain.guarantee.state import GUARANTEE_BUSINESS
from services.credit.domain.loan_book.state import LOAN_BOOK
from services.credit.views.capital_entries import CapitalEntries
from services.credit.views.financing_demands import FinancingDemands
from services.credit.views.guarantee_ledger import GuaranteeLedger
from services.finance.domain.award_round.state import AWARD_ROUND
from services.finance.domain.fee_account.state import FEE_ACCOUNT
from services.finance.domain.fund.state import FUND
from services.finance.views.fee_ledger import FeeLedger
from services.finance.views.fund_ledger import FundLedger
from services.land.domain.key_project.state import KEY_PROJECT
from services.land.domain.land_request.state import LAND_REQUEST
from services.land.domain.quota_ledger.state import QUOTA_LEDGER
from services.land.views.key_projects import KeyProjects
from services.land.views.land_requests import LandRequests
from services.land.views.quota_ledgers import QuotaLedger
from services.projects.domain.green_channel.state import GREEN_CHANNEL
from services.projects.views.permit_ledger import PermitLedger
from services.supervision.domain.cause import CAUSE
from services.supervision.domain.issue.handlers import CITY_DEPARTMENTS
from services.supervision.domain.issue.state import ISSUE, Issue
from services.supervision.domain.issue.step import Step
from shared.kernel.aggregate import Actor, Aggregate
from shared.schemas.finance.award_round import CloseScoring
from shared.schemas.finance.award_round_result import LodgeObjection, PubliciseResult
from shared.schemas.supervision.issue import ProposePlan, RecordFollowUpVisit, RequestClosure
from shared.schemas.supervision.issue_supervision import ReplyAsPrincipal
from tests.scenario.pure_run import PureRun
from tests.unit.credit.demands import ASKED, CONSENTED, PUSHED
from tests.unit.credit.guarantees import RECOMMENDED
from tests.unit.credit.test_capital import ACCEPTED as LEASE_ACCEPTED
from tests.unit.credit.test_capital import APPLIED as LEASE_REVIEW
from tests.unit.credit.test_capital import REGISTERED as INTENDED
from tests.unit.credit.test_demand_answers import CONTACTED
from tests.unit.credit.test_loan_book import ASKED as LOANS_ASKED
from tests.unit.finance.fees import BY_CITY, RECORD, account
from tests.unit.finance.funds import ALLOCATED, APPROPRIATED, COMMITTED, REGISTERED
from tests.unit.finance.rounds import fully_scored
from tests.unit.finance.test_fund_limits import TIMED, VERIFIED
from tests.unit.finance.test_fund_passing import OPENED as COUNTYS
from tests.unit.finance.test_fund_passing import RECEIVED
from tests.unit.land.land_requests import REQUESTED as REQUESTED_LAND
from tests.unit.land.quotas import ACCEPTED as ACCEPTED_LOT
from tests.unit.land.quotas import FILED, LET_GO, OFFERED, TRANSFERRED
from tests.unit.land.test_key_project import LISTED
from tests.unit.land.test_quota_proceeds import BOOKED
from tests.unit.projects.test_green_channel import ACCEPTED, GRANTED, OPENED, REQUESTED

NOON = datetime(2024, 3, 1, 4, 0, tzinfo=UTC)
LATER = datetime(2024, 6, 3, 4, 0, tzinfo=UTC)


def objected() -> list[object]:
    round = fully_scored().give(CloseScoring("farm-2024")).give(PubliciseResult("farm-2024"))
    return round.give(
        LodgeObjection("farm-2024", objection="o-1", text="打分有误"), by="jufeng"
    ).events


def delivery(run: PureRun) -> PermitLedger:
    return run.service("projects").rows(PermitLedger).by_key["tea:planning-permit"]


@dataclass(frozen=True)
class Late:
    """A history that runs late, the matter that it raises, and whether its flag stands."""

    service: str
    aggregate: Aggregate[Any]
    id: str
    events: Iterable[object]
    issue: str
    handler: str
    copied: tuple[str, ...]
    town: str = "taoluo"
    flagged: Callable[[PureRun], bool] | None = None
    co_handlers: tuple[str, ...] = ()

    @property
    def cause(self) -> str:
        return self.issue[: -len("-20240601")]


PASSED_DOWN = (COUNTYS, RECEIVED)
"""City money that the county's finance department holds."""

LATES = [
    Late(
        "finance",
        FUND,
        REGISTERED.fund,
        (REGISTERED, TIMED),
        "late-allocation-1-city-special-2024-20240320",
        "finance",
        ("pboc", "tax", "donggang"),
        flagged=lambda run: bool(run.service("finance").rows(FundLedger).find()[0].flags),
    ),
    Late(
        "finance",
        FUND,
        PASSED_DOWN[0].fund,
        PASSED_DOWN,
        "late-allocation-1-donggang-2024-20240327",
        "donggang-finance",
        ("finance", "pboc", "tax", "donggang"),
        flagged=lambda run: bool(run.service("finance").rows(FundLedger).find()[0].flags),
    ),
    Late(
        "finance",
        FUND,
        REGISTERED.fund,
        (REGISTERED, APPROPRIATED, ALLOCATED, COMMITTED, VERIFIED),
        "late-payment-p-1-1-city-special-2024-20240331",
        "finance",
        ("pboc", "tax", "donggang"),
        flagged=lambda run: bool(run.service("finance").rows(FundLedger).find()[0].flags),
    ),
    Late(
        "finance",
        FEE_ACCOUNT,
        "taoluo",
        account(RECORD, BY_CITY).events,
        "late-fee-r-1-taoluo-donggang-finance-20240321",
        "donggang-finance",
        ("finance", "pboc", "tax", "donggang"),
        flagged=lambda run: run.service("finance").rows(FeeLedger).find()[0].flagged,
    ),
    Late(
        "finance",
        AWARD_ROUND,
        "farm-2024",
        objected(),
        "late-objection-o-1-farm-2024-20240327",
        "gov-office",
        ("finance", "pboc", "tax", "donggang"),
    ),
    Late(
        "land",
        KEY_PROJECT,
        "p-1",
        (LISTED,),
        "late-land-coordination-p-1-20240430",
        "natural-resources",
        (),
        flagged=lambda run: run.service("land").rows(KeyProjects).find()[0].warning,
        co_handlers=("donggang",),
    ),
    Late(
        "land",
        QUOTA_LEDGER,
        "taoluo",
        (ACCEPTED_LOT, FILED, OFFERED, LET_GO, TRANSFERRED, BOOKED),
        "late-proceeds-e-1-taoluo-20240331",
        "donggang-finance",
        ("natural-resources", "donggang"),
        flagged=lambda run: bool(run.service("land").rows(QuotaLedger).find()[0].flags),
    ),
    Late(
        "land",
        LAND_REQUEST,
        "r-1",
        (REQUESTED_LAND,),
        "late-land-decision-r-1-20240329",
        "donggang-natural-resources",
        ("natural-resources", "donggang"),
        flagged=lambda run: run.service("land").rows(LandRequests).find()[0].warning,
    ),
    Late(
        "credit",
        DEMAND,
        "d-1",
        (ASKED, CONSENTED, PUSHED, CONTACTED),
        "late-decision-institution-rural-d-1-20240315",
        "local-finance",
        ("finance", "guarantee", "donggang"),
        flagged=lambda run: bool(run.service("credit").rows(FinancingDemands).find()[0].warnings),
    ),
    Late(
        "credit",
        GUARANTEE_BUSINESS,
        "g-1",
        (RECOMMENDED,),
        "late-guarantee-accept-g-1-20240305",
        "guarantee",
        ("local-finance", "finance", "donggang"),
        flagged=lambda run: bool(run.service("credit").rows(GuaranteeLedger).find()[0].warnings),
    ),
    Late(
        "credit",
        CAPITAL,
        "c-1",
        (INTENDED, LEASE_REVIEW, LEASE_ACCEPTED),
        "late-lease-review-20240301-c-1-20240329",
        "lanshan-agriculture",
        ("local-finance", "finance", "guarantee", "lanshan"),
        town="jufeng",
        flagged=lambda run: bool(run.service("credit").rows(CapitalEntries).find()[0].warnings),
    ),
    Late(
        "credit",
        LOAN_BOOK,
        "institution-rural",
        (LOANS_ASKED,),
        "late-report-2024-q1-institution-rural-20240415",
        "local-finance",
        ("finance", "guarantee", "donggang"),
        flagged=lambda run: bool(
            run.service("credit").state(LOAN_BOOK, "institution-rural")[1].flags
        ),
    ),
    Late(
        "projects",
        GREEN_CHANNEL,
        "tea",
        (OPENED, REQUESTED, ACCEPTED, GRANTED),
        "late-delivery-planning-permit-tea-20240315",
        "approval",
        ("housing", "lanshan"),
        town="jufeng",
        flagged=lambda run: delivery(run).delivery_warning,
    ),
]
NAMES = [
    "allocation",
    "county-allocation",
    "payment",
    "fee",
    "objection",
    "land",
    "proceeds",
    "land-decision",
    "demand",
    "guarantee",
    "lease-review",
    "loan-report",
    "delivery",
]


def too_late(late: Late) -> PureRun:
    run = PureRun()
    run.recorded(late.service, late.aggregate, late.id, late.events, NOON, told=False)
    run.pass_deadlines(until=LATER)
    return run


def issue_of(run: PureRun, late: Late) -> Issue:
    return run.service("supervision").state(ISSUE, late.issue)[1]


def resolve(run: PureRun, late: Late) -> None:
    now = LATER + timedelta(days=1)
    handler, due_on = Actor("李四", late.handler), (now + timedelta(days=20)).date()

    def by(actor: Actor, command: str, data: object) -> None:
        run.give("supervision", command, data, actor, now)

    by(handler, "propose-plan", ProposePlan(late.issue, measures="限期办结", due_on=due_on))
    if late.handler in CITY_DEPARTMENTS:
        by(
            handler,
            "reply-as-principal",
            ReplyAsPrincipal(late.issue, principal="演示-局长", reply="马上办"),
        )
    by(handler, "request-closure", RequestClosure(late.issue, result="已办结"))
    visit = RecordFollowUpVisit(
        late.issue, visitor_unit="agriculture", done=True, effective=True, evidence="现场核实"
    )
    by(Actor("王五", f"assist-{late.town}"), "record-follow-up-visit", visit)


@pytest.mark.parametrize("late", LATES, ids=NAMES)
def test_who_is_late_handles_the_matter_that_raises_itself(late: Late) -> None:
    run = too_late(late)
    assert run.refused == []
    issue = issue_of(run, late)
    assert issue.step is Step.ASSIGNED
    assert (issue.handler, issue.co_handlers) == (late.handler, late.co_handlers)
    assert (issue.town, issue.cause) == (late.town, late.cause)
    assigned = next(e for e, m in run.service("supervision").log if m.type == "IssueAssigned")
    assert assigned.copied == late.copied
    assert late.flagged is None or late.flagged(run)


@pytest.mark.parametrize("late", LATES, ids=NAMES)
def test_the_same_cause_raises_no_second_matter_while_one_is_open(late: Late) -> None:
    run = too_late(late)
    (said,) = [event for event, _ in run.service(late.service).log if hasattr(event, "due_on")]
    again = replace(said, due_on=said.due_on + timedelta(days=1))
    run.recorded(late.service, late.aggregate, late.id, [again], LATER)
    (refused,) = run.refused
    assert "one-open-issue-per-cause" in refused and late.issue in refused
    raised = [e.issue for e, m in run.service("supervision").log if m.type == "IssueRaised"]
    assert raised == [late.issue]


@pytest.mark.parametrize("late", LATES, ids=NAMES)
def test_the_flag_falls_where_it_was_raised_when_the_matter_is_resolved(late: Late) -> None:
    run = too_late(late)
    resolve(run, late)
    assert run.refused == []
    assert issue_of(run, late).step is Step.RESOLVED
    assert run.service("supervision").state(CAUSE, late.cause)[1].open_issue == ""
    assert late.flagged is None or not late.flagged(run)
