"""RZ-2.5.g: of a fund about whose scheme experts were asked nothing is allocated before they are heard."""

from services.finance.domain.fund import keeping_rules as rules
from services.finance.reactions import talent
from shared.schemas.finance.fund_keeping import (
    AwaitFundExperts,
    FundExpertsAwaited,
    FundExpertsHeard,
    HearFundExperts,
)
from tests.rows import about
from tests.unit.finance.test_fund import ALLOCATE, ALLOCATED, APPROPRIATED, FUND_ID, fund
from tests.unit.talent.engaged import asked, closed

AWAIT = AwaitFundExperts(FUND_ID, engagement="e-1")
AWAITED = FundExpertsAwaited.of(AWAIT)
HEAR = HearFundExperts(FUND_ID, engagement="e-1", waived=False)
HEARD = FundExpertsHeard.of(HEAR)


def test_a_fund_waits_for_the_experts_that_were_asked_about_its_scheme() -> None:
    fund(APPROPRIATED).when(AWAIT, by="system").then(AWAITED)
    fund(APPROPRIATED, AWAITED).when(ALLOCATE, by="finance").refused(rules.EXPERTS_ARE_HEARD)
    fund(APPROPRIATED, AWAITED).when(HEAR, by="system").then(HEARD)
    fund(APPROPRIATED, AWAITED, HEARD).when(ALLOCATE, by="finance").then(ALLOCATED)
    assert fund(APPROPRIATED).when(HEAR, by="system").refusal


def test_what_talent_is_asked_and_told_about_a_fund_is_noted() -> None:
    of = asked("fund", FUND_ID)
    assert list(talent.fund_waits_for_its_experts(of, about(of))) == [AWAIT]
    end = closed("fund", FUND_ID)
    assert list(talent.fund_has_heard_its_experts(end, about(end))) == [HEAR]
    other = closed("project")
    assert list(talent.fund_has_heard_its_experts(other, about(other))) == []
