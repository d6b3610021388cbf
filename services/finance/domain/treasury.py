"""Treasury (`treasury-<town>`): 镇级国库, managed by the central bank as a rule, RZ-2.2.a.

The sentence is 潮河镇's alone; another qualified town's rests on 预算法§59 and is counted apart.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal, assert_never

from services.finance.domain.organisations import FINANCE, PBOC
from shared.kernel.aggregate import (
    TOWN,
    Aggregate,
    Context,
    Events,
    Over,
    RulesOf,
    Task,
    Tasks,
    holds,
    refuse,
    to_named,
    to_town,
)
from shared.schemas.copying import replace
from shared.schemas.finance import treasury as treasuries

CLAUSE = "RZ-2.2.a"

rule = RulesOf(CLAUSE)
TOWN_IS_REGISTERED = rule(
    "treasury-town-is-registered",
    zh="须为登记在册的镇",
    en="The town is a registered one.",
    pass_zh="没有 {town} 镇",
    pass_en="There is no town {town}.",
)
STEP_BY_STEP = rule(
    "treasury-step-by-step",
    zh="镇级国库依次申请、批准、开库",
    en="A treasury is applied for, approved, then opened.",
    pass_zh="须先完成“{needed}”",
    pass_en="It must be {needed_en} first.",
)
COMMISSIONED_BANK_IS_NAMED = rule(
    "commissioned-bank-is-named",
    zh="代理银行经理国库须注明银行；人民银行经理的不注明",
    en="A commissioned bank is named; with the central bank as manager none is.",
    pass_zh="请核对代理银行：{bank}",
    pass_en="Check the bank: {bank}.",
)
CENTRAL_BANK_AS_A_RULE = rule(
    "central-bank-as-a-rule",
    zh="国库原则上由人民银行经理；有分支机构而由代理银行经理的须说明理由（预算法实施条例§62）",
    en="The central bank manages a treasury as a rule; where it has a branch, another manager"
    " needs a reason (regulation on the Budget Law art. 62).",
    pass_zh="请填写理由",
    pass_en="Give the reason.",
)
BRANCH_TO_MANAGE = rule(
    "branch-to-manage",
    zh="人民银行经理须当地有其分支机构",
    en="The central bank manages where it has a branch.",
    pass_zh="请改由代理银行经理",
    pass_en="Commission a bank.",
)

Stage = Literal["", "applied", "approved", "opened"]
STAGES: dict[Stage, str] = {"applied": "申请", "approved": "批准", "opened": "开库"}


@dataclass(frozen=True, slots=True)
class Treasury:
    town: str = ""
    basis: treasuries.TreasuryBasis = "policy"
    stage: Stage = ""
    opened_on: date | None = None


TREASURY = Aggregate(
    "treasury",
    Treasury(),
    key="town",
    title="镇级国库",
    sight=[to_town(), to_named()],
)


@TREASURY.evolve
def evolve(treasury: Treasury, event: treasuries.Event) -> Treasury:
    match event:
        case treasuries.TreasuryApplied(town=town, basis=basis):
            return Treasury(town, basis, "applied")
        case treasuries.TreasuryApproved():
            return replace(treasury, stage="approved")
        case treasuries.TreasuryOpened(opened_on=day):
            return replace(treasury, stage="opened", opened_on=day)
    assert_never(event)


@TREASURY.tasks
def tasks(treasury: Treasury) -> Tasks:
    """The bureau approves, the central bank's branch opens."""
    match treasury.stage:
        case "applied":
            yield Task("approval", [FINANCE], "批准设立镇级国库", [approve_treasury], clause=CLAUSE)
        case "approved":
            yield Task("opening", [PBOC], "办理镇级国库开库", [open_treasury], clause=CLAUSE)
        case _:
            yield Over("已开库")


def _after(treasury: Treasury, needed: Stage) -> None:
    if treasury.stage != needed:
        refuse(STEP_BY_STEP, needed=STAGES[needed], needed_en=needed)


@TREASURY.command(title="申请设立镇级国库", clause=CLAUSE, by=[TOWN], creates=True)
def apply_for_treasury(_: Treasury, cmd: treasuries.ApplyForTreasury, context: Context) -> Events:
    """The basis follows from the scope of the clause, not from the applicant's word."""
    if context.town(cmd.town) is None:
        refuse(TOWN_IS_REGISTERED, town=cmd.town)
    named = cmd.town in context.registry.clauses[CLAUSE].scope
    basis: treasuries.TreasuryBasis = "policy" if named else "budget-law"
    return [treasuries.TreasuryApplied.of(cmd, basis=basis, applied_on=context.today)]


@TREASURY.command(
    title="批准设立镇级国库", clause=CLAUSE, by=[FINANCE], when=[holds(_after, "applied")]
)
def approve_treasury(
    treasury: Treasury, cmd: treasuries.ApproveTreasury, context: Context
) -> Events:
    return [treasuries.TreasuryApproved.of(cmd, basis=treasury.basis, approved_on=context.today)]


@TREASURY.command(title="镇级国库开库", clause=CLAUSE, by=[PBOC], when=[holds(_after, "approved")])
def open_treasury(treasury: Treasury, cmd: treasuries.OpenTreasury, context: Context) -> Events:
    commissioned = cmd.manager == "commissioned-bank"
    if commissioned != (cmd.bank is not None):
        refuse(COMMISSIONED_BANK_IS_NAMED, bank=cmd.bank or "—")
    if commissioned and cmd.central_bank_branch and cmd.reason is None:
        refuse(CENTRAL_BANK_AS_A_RULE)
    if not commissioned and not cmd.central_bank_branch:
        refuse(BRANCH_TO_MANAGE)
    return [treasuries.TreasuryOpened.of(cmd, basis=treasury.basis, opened_on=context.today)]
