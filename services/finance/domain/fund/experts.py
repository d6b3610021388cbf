"""A fund about whose scheme experts were asked waits for what they say (RZ-2.5.g)."""

from services.finance.domain.fund import keeping_rules
from services.finance.domain.fund.state import FUND, Fund
from shared.kernel.aggregate import SYSTEM, Context, Events, refuse
from shared.schemas.finance import fund_keeping

CLAUSE = "RZ-2.5.g"


@FUND.command(title="资金方案等待专家意见", clause=CLAUSE, by=[SYSTEM])
def await_fund_experts(fund: Fund, cmd: fund_keeping.AwaitFundExperts, _: Context) -> Events:
    yield fund_keeping.FundExpertsAwaited.of(cmd)


@FUND.command(title="资金方案专家意见已了结", clause=CLAUSE, by=[SYSTEM])
def hear_fund_experts(fund: Fund, cmd: fund_keeping.HearFundExperts, _: Context) -> Events:
    """Nothing was awaited of a fund that was registered after the experts were asked."""
    if cmd.engagement in fund.kept.experts:
        yield fund_keeping.FundExpertsHeard.of(cmd)


def require_heard(fund: Fund) -> None:
    if fund.kept.experts:
        engagements = "、".join(sorted(fund.kept.experts))
        refuse(keeping_rules.EXPERTS_ARE_HEARD, engagements=engagements)
