"""What the policy forbids is refused, for the stated reason; the nearest thing it allows passes."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

import pytest

from services.finance.domain import guidance_fund as guidance_rules
from services.finance.domain.bond_proceeds import rules as bond_rules
from services.finance.domain.fee_account import rules as fee_account_rules
from services.finance.domain.fiscal_year import rules as fiscal_year_rules
from services.finance.domain.fund import rules as fund_rules
from services.finance.domain.fund.state import FUND
from services.finance.domain.guidance_fund import GUIDANCE_FUND
from services.land.domain.market_entry import rules as market_entry_rules
from services.land.domain.market_entry.state import MARKET_ENTRY
from services.land.domain.reserve_book import rules as reserve_rules
from services.projects.domain.green_channel import rules as green_channel_rules
from services.projects.domain.project import admission_rules
from services.supervision.domain.bulletin import rules as bulletin_rules
from services.supervision.domain.cause import CAUSE
from services.supervision.domain.issue import rules as issue_rules
from services.supervision.domain.issue.state import ISSUE
from shared.kernel.aggregate import Rule
from shared.kernel.aggregate.parameters import ONLY_LOCAL_IS_SET, PARAMETERS
from shared.schemas.finance.fee_account import HandOverFee
from shared.schemas.finance.fee_account_values import FeeComponent
from shared.schemas.finance.fund import RegisterFund
from shared.schemas.land.reserve_book import ReserveDrawn, ReserveSet
from shared.schemas.platform import SetParameter
from shared.schemas.projects.green_channel_acceptance import GapFilled
from shared.schemas.projects.project_admission import OpinionWithdrawn
from shared.schemas.supervision.cause import CauseClosed, CauseOpened
from shared.schemas.supervision.issue import RecordFollowUpVisit
from tests.given import NOON, Given, given
from tests.unit.finance import fees as fee
from tests.unit.finance import test_bond_proceeds as bond
from tests.unit.finance import test_fiscal_year as fiscal
from tests.unit.finance import test_guidance_fund as guidance
from tests.unit.land import land_requests as land
from tests.unit.land import test_market_entry as market
from tests.unit.land import test_reserve_opening as reserve
from tests.unit.land.entries import CONDITIONS, PLAN, entry
from tests.unit.projects import test_green_channel_limits as permits
from tests.unit.projects import test_project_admission as admission
from tests.unit.projects.library import APPLIED, REVIEWED, project
from tests.unit.projects.test_green_channel import GRANT, REQUESTED, channel
from tests.unit.supervision import test_bulletin as bulletin
from tests.unit.supervision.matters import CAUSE_ID, FOR_CLOSURE, RAISE_FROM_CAUSE

SPECIAL = RegisterFund(
    "f", name="市级专项", source="city", kind="special", year=2024, matching_percent=30
)
EARMARKED = replace(
    fee.RECORD,
    components=(fee.ROADS, FeeComponent("供热", amount_fen=500, designated_by="municipal")),
)
VISIT = RecordFollowUpVisit(
    "i1", visitor_unit="finance", done=True, effective=True, evidence="现场查看"
)
RATIO = SetParameter(
    "land", parameter="land.reserve_minimum_ratio_percent", value=5, effective_from=NOON.date(),
    basis="会议纪要",
)  # fmt: skip
BLOCKED = project(APPLIED, REVIEWED, *admission.OTHERS_AGREED, admission.STATUTORY)
CLEARED = project(
    APPLIED,
    REVIEWED,
    *admission.OTHERS_AGREED,
    admission.STATUTORY,
    OpinionWithdrawn("tea", town="jufeng", organisation="ecology", reason="材料已补齐"),
    admission.AGREED[3],
)
ROOMY = [land.BOOK[0], ReserveSet("donggang", reserved=Decimal(500))]
OTHERS = ReserveDrawn("donggang", request="r-0", project="p-0", town="taoluo", area=Decimal(41))


@dataclass(frozen=True)
class Case:
    """`forbidden` is refused by the rule, and `allowed` passes (where it differs: in `then`)."""

    sentence: str
    story: Callable[[], Given]
    by: str
    forbidden: object
    rule: Rule
    allowed: object
    then: Callable[[], Given] | None = None
    at: datetime = NOON


CASES = {
    "two thirds of those present but not of all": Case(
        "RZ-2.3.j",
        lambda: entry(CONDITIONS, PLAN),
        "chaohe",
        replace(market.DECIDE, total=60, present=45, in_favour=39),
        market_entry_rules.MAJORITY_OF_ALL,
        replace(market.DECIDE, total=60, present=45, in_favour=40),
    ),
    "a bond for operating cost": Case(
        "RZ-2.2.g",
        bond.bond,
        "finance",
        replace(bond.ALLOCATE, spending="operating"),
        bond_rules.CAPITAL_SPENDING_ONLY,
        replace(bond.ALLOCATE, spending="capital"),
    ),
    "more than stays, and less deducted than a municipal earmark": Case(
        "RZ-2.2.d",
        lambda: fee.account(EARMARKED),
        "donggang-finance",
        HandOverFee("taoluo", amount_fen=1051, receipt="r-1"),
        fee_account_rules.WITHIN_RETENTION,
        HandOverFee("taoluo", amount_fen=1050, receipt="r-1"),
    ),
    "a claim for a 2026 increment": Case(
        "RZ-2.2.e",
        lambda: fiscal.years(fiscal.BASE, fiscal.settle(2025, 5000), fiscal.settle(2026, 9000)),
        "taoluo",
        replace(fiscal.CLAIM, year=2026),
        fiscal_year_rules.ONLY_THESE_YEARS_COUNT,
        replace(fiscal.CLAIM, year=2025),
        at=fiscal.LATER,
    ),
    "the reserve opened to another town while a pilot's demand is open": Case(
        "RZ-2.3.g",
        lambda: reserve.book(reserve.DEMANDED),
        "donggang",
        reserve.OPEN,
        reserve_rules.PILOT_DEMAND_FIRST,
        reserve.OPEN,
        lambda: reserve.book(reserve.DEMANDED, reserve.MET),
    ),
    "a member of the handling unit making the follow-up visit": Case(
        "RZ-3.3.c",
        lambda: given(ISSUE, "i1", *FOR_CLOSURE),
        "assist-taoluo",
        replace(VISIT, visitor_unit="reform"),
        issue_rules.HANDLER_RECUSES,
        VISIT,
    ),
    "a permit granted with a gap open": Case(
        "RZ-2.1.b",
        lambda: channel(REQUESTED, permits.WITH_GAPS),
        "approval",
        GRANT,
        green_channel_rules.NO_GRANT_WITH_GAPS,
        GRANT,
        lambda: channel(
            REQUESTED,
            permits.WITH_GAPS,
            *[GapFilled(**permits.ID, gap=gap, filled_on=permits.TODAY) for gap in permits.GAPS],
        ),
    ),
    "the same reserve drawn twice for one request": Case(
        "RZ-2.3.g",
        lambda: land.request(land.REQUESTED, book=[*ROOMY, land.DRAWN]),
        "natural-resources",
        land.ALLOCATE,
        reserve_rules.DRAWN_ONCE,
        land.ALLOCATE,
        lambda: land.request(land.REQUESTED, book=ROOMY),
    ),
    "the same reserve drawn twice by two requests": Case(
        "RZ-2.3.g",
        lambda: land.request(land.REQUESTED, book=[*land.BOOK, OTHERS]),
        "natural-resources",
        land.ALLOCATE,
        reserve_rules.RESERVE_COVERS_DRAWS,
        land.ALLOCATE,
        lambda: land.request(land.REQUESTED, book=[*land.BOOK, replace(OTHERS, area=Decimal(40))]),
    ),
    "the same cause raising two issues": Case(
        "RZ-3.3.a",
        lambda: given(ISSUE, "i1").and_given(CAUSE, CAUSE_ID, CauseOpened(CAUSE_ID, issue="i0")),
        "system",
        RAISE_FROM_CAUSE,
        issue_rules.ONE_OPEN_ISSUE,
        RAISE_FROM_CAUSE,
        lambda: given(ISSUE, "i1").and_given(
            CAUSE, CAUSE_ID, CauseOpened(CAUSE_ID, issue="i0"), CauseClosed(CAUSE_ID, issue="i0")
        ),
    ),
    "a bulletin that ranks towns without approval": Case(
        "RZ-3.3.c",
        bulletin.bulletin,
        "housing",
        replace(bulletin.DRAFT, ranks_towns=True),
        bulletin_rules.TOWNS_RANKED_WITH_APPROVAL,
        replace(bulletin.DRAFT, ranks_towns=True, approval_ref="日办批〔2024〕3号"),
    ),
    "a special transfer demanding matching funds": Case(
        "RZ-2.2.c",
        lambda: given(FUND, "f"),
        "finance",
        SPECIAL,
        fund_rules.NO_MATCHING_FUNDS,
        replace(SPECIAL, state_council_document="国发〔2024〕1号"),
    ),
    "a guidance fund with a government guarantee": Case(
        "RZ-2.2.h",
        lambda: given(GUIDANCE_FUND, "taoluo", guidance.ASSESSED),
        "finance",
        replace(guidance.REGISTER, government_guarantee=True),
        guidance_rules.NO_GOVERNMENT_GUARANTEE,
        replace(guidance.REGISTER, government_guarantee=False),
    ),
    "market entry in 招贤镇": Case(
        "RZ-2.3.j",
        lambda: given(MARKET_ENTRY, "ch-1"),
        "natural-resources",
        replace(market.ISSUE, town="zhaoxian"),
        market_entry_rules.TOWN_IN_SCOPE,
        replace(market.ISSUE, town="chaohe"),
    ),
    "housing overruling a statutory opinion by admitting": Case(
        "RZ-2.1.a",
        lambda: BLOCKED,
        "housing",
        admission.ADMIT,
        admission_rules.NO_STATUTORY_OBJECTION,
        admission.ADMIT,
        lambda: CLEARED,
    ),
    "housing overruling a statutory opinion in a meeting": Case(
        "RZ-2.1.a",
        lambda: BLOCKED,
        "housing",
        admission.SETTLE,
        admission_rules.OBJECTION_TO_SETTLE,
        admission.SETTLE,
        lambda: project(APPLIED, REVIEWED, *admission.OTHERS_AGREED, admission.OBJECTION),
    ),
    "a lead lowering the 10%": Case(
        "design",
        lambda: given(PARAMETERS, "land"),
        "natural-resources",
        RATIO,
        ONLY_LOCAL_IS_SET,
        replace(RATIO, parameter="land.quota_first_refusal_working_days"),
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_the_policy_refuses(case: Case) -> None:
    refused = case.story().when(case.forbidden, by=case.by, at=case.at).refused(case.rule)
    assert case.rule.clause == case.sentence
    assert refused.refusal.zh.startswith(case.rule.zh) and "{" not in refused.refusal.zh
    assert refused.refusal.en.startswith(case.rule.en) and "{" not in refused.refusal.en


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_the_nearest_that_the_policy_allows_passes(case: Case) -> None:
    outcome = (case.then or case.story)().when(case.allowed, by=case.by, at=case.at)
    assert outcome.events and outcome.refusal is None, outcome.refusal
