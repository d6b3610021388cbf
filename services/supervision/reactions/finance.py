"""What raises an issue when money, or the decision on an objection, is late in finance (RZ-2.2)."""

from services.supervision.reactions.late import late
from shared.schemas.finance import award_round_changes as award_changes
from shared.schemas.finance import (
    award_round_result,
    bond_proceeds,
    fee_account,
    fiscal_year_claims,
    fund_keeping,
)

late_allocation_raises_an_issue = late(
    fund_keeping.AllocationOverdue, "资金下达超期：{money}，应于 {due_on} 前下达",
    "尚有 {money}资金未在 {due_on} 前下达。",
    of=("{key}", "{fund}"), why="whose money it is handles the issue.",
)  # fmt: skip
late_payment_raises_an_issue = late(
    fund_keeping.PaymentOverdue, "资金拨付超期：{project}第 {verification} 次验收",
    "项目“{project}”第 {verification} 次验收的 {money}未在 {due_on} 前付清。",
    of=("{key}", "{fund}"), why="who pays handles the issue.",
)  # fmt: skip
late_increment_raises_an_issue = late(
    fiscal_year_claims.IncrementHandoverOverdue, "新增财力划转超期：{year}年",
    "{year}年第 {claim} 次申领的新增财力尚有 {money}未在 {due_on} 前划转。",
    of=("{key}", "{town}"),
    why="the county's finance department, which keeps the treasury, handles the issue.",
)  # fmt: skip
undecided_objection_raises_an_issue = late(
    award_round_result.AwardObjectionEscalated, "奖补异议逾期未决：应于 {due_on} 前处理",
    "奖补评选的异议应由 {organisation} 于 {due_on} 前处理，"
    "现由 {escalated_to} 决定。",
    of=("{key}", "{round}"),
    why="who was late may not decide any more, so that the body it went to handles it.",
    handler=lambda told: told.escalated_to,
)  # fmt: skip
unreturned_award_raises_an_issue = late(
    award_changes.AwardRecoveryOverdue, "奖补追回超期：{money}，应于 {due_on} 前追回",
    "被撤销的奖补尚有 {money}未在 {due_on} 前追回。",
    of=("{key}", "{round}"), why="who revoked the award recovers it, and handles the issue.",
)  # fmt: skip


def _fee(told: fee_account.FeeHandoverOverdue) -> tuple[str, ...]:
    return () if told.key == told.receipt else (told.organisation,)


late_fee_raises_an_issue = late(
    fee_account.FeeHandoverOverdue, "配套费划转超期：{money}，应于 {due_on} 前划转",
    "应留镇的配套费 {money}未在 {due_on} 前划转。",
    of=("fee", "{receipt}", "{town}"), of_also=_fee,
    why="who keeps the treasury that it lies in handles the issue, for each one its own.",
)  # fmt: skip
idle_bond_money_raises_an_issue = late(
    bond_proceeds.BondProceedsIdle, "债券资金闲置：{money}，{since} 到账",
    "{since} 到账的债券资金，{whose}的 {money}至 {due_on} 仍闲置。",
    of=("bond", "{bond}"), of_also=lambda told: (told.project or "unallocated",),
    also=lambda told: {"whose": "项目“{project}”未支出" if told.project else "尚未安排"},
    why="the finance department that borrowed the money, the city's or a county's, handles it.",
    handler=lambda told: f"{told.county}-finance" if told.county else "finance",
)  # fmt: skip
