"""What supervision does when money, or the decision on an objection, is late in finance."""

from collections.abc import Iterable

from services.supervision.reactions.late import raise_issue, yuan
from shared.kernel.log.recorded import EventMeta
from shared.kernel.reactions.reaction import reaction
from shared.schemas.finance import award_round_changes as award_changes
from shared.schemas.finance import (
    award_round_result,
    bond_proceeds,
    fee_account,
    fiscal_year_claims,
    fund_keeping,
)


@reaction(fund_keeping.AllocationOverdue)
def late_allocation_raises_an_issue(
    event: fund_keeping.AllocationOverdue, meta: EventMeta
) -> Iterable[object]:
    """RZ-3.3.a: whose money it is handles the issue."""
    yield raise_issue(
        event, meta, (event.key, event.fund),
        title=f"资金下达超期：{event.fund}",
        description=f"资金 {event.fund} 尚有 {yuan(event.amount_fen)} 元未在 {event.due_on} 前下达。",
        handler=event.organisation, key=event.key, county=event.county,
    )  # fmt: skip


@reaction(fund_keeping.PaymentOverdue)
def late_payment_raises_an_issue(
    event: fund_keeping.PaymentOverdue, meta: EventMeta
) -> Iterable[object]:
    """RZ-3.3.a: who pays handles the issue."""
    yield raise_issue(
        event, meta, (event.key, event.fund),
        title=f"资金拨付超期：{event.project}",
        description=f"项目 {event.project} 第 {event.verification} 次验收的 {yuan(event.amount_fen)} 元"
        f"（资金 {event.fund}）未在 {event.due_on} 前付清。",
        handler=event.organisation, key=event.key, county=event.county,
    )  # fmt: skip


@reaction(fee_account.FeeHandoverOverdue)
def late_fee_raises_an_issue(
    event: fee_account.FeeHandoverOverdue, meta: EventMeta
) -> Iterable[object]:
    """RZ-3.3.a: who keeps the treasury that it lies in handles the issue, for each one its own."""
    whose = () if event.key == event.receipt else (event.organisation,)
    yield raise_issue(
        event, meta, ("fee", event.receipt, event.town, *whose),
        title=f"配套费划转超期：{event.receipt}",
        description=f"票据 {event.receipt} 应留镇的 {yuan(event.amount_fen)} 元"
        f"未在 {event.due_on} 前划转。",
        handler=event.organisation, key=event.key, county=event.county,
    )  # fmt: skip


@reaction(fiscal_year_claims.IncrementHandoverOverdue)
def late_increment_raises_an_issue(
    event: fiscal_year_claims.IncrementHandoverOverdue, meta: EventMeta
) -> Iterable[object]:
    """RZ-3.3.a: the county's finance department, which keeps the treasury, handles the issue."""
    yield raise_issue(
        event, meta, (event.key, event.town),
        title=f"新增财力划转超期：{event.year}年",
        description=f"{event.year}年第 {event.claim} 次申领的新增财力尚有 {yuan(event.amount_fen)} 元"
        f"未在 {event.due_on} 前划转。",
        handler=event.organisation, key=event.key, county=event.county,
    )  # fmt: skip


@reaction(award_round_result.AwardObjectionEscalated)
def undecided_objection_raises_an_issue(
    event: award_round_result.AwardObjectionEscalated, meta: EventMeta
) -> Iterable[object]:
    """RZ-3.3.a: who was late may not decide any more, so that the body it went to handles it."""
    yield raise_issue(
        event, meta, (event.key, event.round),
        title=f"奖补异议逾期未决：{event.objection}",
        description=f"评选 {event.round} 的异议 {event.objection} 应由 {event.organisation} 于 "
        f"{event.due_on} 前处理，现由 {event.escalated_to} 决定。",
        handler=event.escalated_to, key=event.key, county=event.county,
    )  # fmt: skip


@reaction(award_changes.AwardRecoveryOverdue)
def unreturned_award_raises_an_issue(
    event: award_changes.AwardRecoveryOverdue, meta: EventMeta
) -> Iterable[object]:
    """RZ-3.3.a: who revoked the award recovers it, and handles the issue."""
    yield raise_issue(
        event, meta, (event.key, event.round),
        title=f"奖补追回超期：{event.round}",
        description=f"评选 {event.round} 被撤销的奖补尚有 {yuan(event.amount_fen)} 元"
        f"未在 {event.due_on} 前追回。",
        handler=event.organisation, key=event.key, county=event.county,
    )  # fmt: skip


@reaction(bond_proceeds.BondProceedsIdle)
def idle_bond_money_raises_an_issue(
    event: bond_proceeds.BondProceedsIdle, meta: EventMeta
) -> Iterable[object]:
    """RZ-3.3.a: the finance department that borrowed the money, the city's or a county's, handles
    the issue."""
    of = f"项目 {event.project} 未支出" if event.project else "尚未安排"
    yield raise_issue(
        event, meta, ("bond", event.bond, event.project or "unallocated"),
        title=f"债券资金闲置：{event.bond}",
        description=f"债券 {event.bond} 自 {event.since} 起{of}的 {yuan(event.amount_fen)} 元"
        f"至 {event.due_on} 仍闲置。",
        handler=f"{event.county}-finance" if event.county else "finance", key=event.key,
        county=event.county,
    )  # fmt: skip
