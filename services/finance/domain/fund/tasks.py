"""待办: the holder of a fund allocates, pays, and uses it within its years (RZ-2.2.c)."""

from services.finance.domain.fund.chain import allocate_funds, appropriate, recall_funds
from services.finance.domain.fund.keeping import carry_over_funds
from services.finance.domain.fund.limits import allocation_limit, find_owed, use_limit
from services.finance.domain.fund.passing import pass_down_funds
from services.finance.domain.fund.rules import CLAUSE
from services.finance.domain.fund.state import FUND, Fund
from services.finance.domain.fund.work import pay, pay_advance
from shared.kernel.aggregate import (
    Answers,
    Over,
    Task,
    Tasks,
    Wait,
    money,
    organisation,
)

YEAR_END = 20
"""Working days before the end of the money's last year: time enough to commit it."""
_ACTS: dict[str, tuple[str, Answers]] = {
    "allocation": ("下达", [allocate_funds, pass_down_funds]),
    "advance": ("预付", [pay_advance]),
    "payment": ("拨付", [pay]),
}


@FUND.tasks
def tasks(fund: Fund) -> Tasks:
    """Each appropriation until it is placed, each verified work until it is paid, what one person
    approved until another carries it out, and what nothing binds until its last year ends."""
    who, of = [organisation(fund.holder)], f"“{fund.name}”"
    for p in fund.kept.placements:
        about = f"下达{of}第{p.number}笔预算安排，尚有 {money(p.through_fen - fund.placed_fen)}"
        answers: Answers = [allocate_funds] if fund.county else [allocate_funds, pass_down_funds]
        yield Task(p.key, who, about, answers, allocation_limit(p))
    for due in find_owed(fund):
        to = f"“{due.payee}”" if due.payee else ""
        what = f"返还{to}质保金" if due.retention else f"拨付{to}已验收工程款"
        about = f"{what} {money(due.unpaid_fen)}（{of}第 {due.number} 次验收）"
        yield Task(
            due.key, who, about, [pay], due.limit, town=fund.of(due.project).town,
            project=due.project,
        )  # fmt: skip
    for act, beneficiary, fen in sorted(fund.kept.large.approvals):
        does, answers = _ACTS[act]
        about = f"第二人办理{of}经第一审批的{does} {money(fen)}"
        yield Task(
            f"second-{act}-{beneficiary}-{fen}", who, about, answers, clause=CLAUSE,
            town=fund.of(beneficiary).town, project=beneficiary,
        )  # fmt: skip
    if (loose := fund.loose_fen) and not fund.kept.closed:
        yield Task(
            "surplus", who, f"年度终了前用完{of}未作支出承诺的 {money(loose)}，或办理结转",
            [allocate_funds, recall_funds, carry_over_funds], use_limit(fund), soon=YEAR_END,
        )  # fmt: skip
    if not fund.appropriated_fen:
        yield Task("appropriation", who, f"登记{of}的预算安排", [appropriate], clause=CLAUSE)
    elif fund.unspent_fen:
        yield Wait("资金已安排，待项目承诺、验收后拨付")
    else:
        yield Over("资金已全部使用")
