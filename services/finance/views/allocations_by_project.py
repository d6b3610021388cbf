"""项目资金: what each project has of each fund; what is uncommitted returns when it leaves.

`moved_on` is the local day of the last movement: sorted by it, the rows with uncommitted money
show what lies idle 沉淀资金.
"""

from datetime import date
from typing import Any

from services.finance.domain.fund.state import FUND
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.figure import figure
from shared.kernel.views.gauge import totals
from shared.kernel.views.row import Row, column, replace, view
from shared.policy.local_time import LOCAL_TIME
from shared.schemas.finance import fund as funds
from shared.schemas.finance import fund_contract, fund_correction, fund_keeping
from shared.schemas.kinds import TownId


@view(
    "allocations-by-project",
    title="项目资金",
    key="allocation",
    version=4,
    of=FUND,
    part="received",
    carried={"county": ()},
)
class AllocationsByProject(Row):
    allocation: str = column("项目与资金")
    project: str = column("项目编号")
    fund: str = column("资金编号")
    town: TownId = column("镇")
    allocated_fen: int = column("下达净额（分）")
    committed_fen: int = column("支出承诺（分）")
    uncommitted_fen: int = column("未作承诺（分）")
    verified_fen: int = column("计量验收（分）")
    paid_fen: int = column("拨付（分）")
    outstanding_fen: int = column("未抵扣预付款（分）")
    payable_fen: int = column("已验收未拨付（分）")
    purpose: funds.Preliminary = column("前期工作用途")
    support: str = column("重点扶持理由")
    late_payments: int = column("拨付超期次数")
    moved_on: date | None = column("最近变动日期")


CHAIN = figure(
    "money-chain", "资金链", of=AllocationsByProject, by=("town",),
    adds=("allocated_fen", "committed_fen", "verified_fen", "paid_fen"),
)  # fmt: skip
IDLE = figure(
    "money-idle", "沉淀与待付资金", of=AllocationsByProject, by=("town",),
    adds=("uncommitted_fen", "payable_fen", "outstanding_fen"),
)  # fmt: skip

FUNDS = totals(
    "project_funds_fen",
    "Projects' money by step of the chain and town",
    of=AllocationsByProject,
    by=("town",),
    sums={
        "allocated": "allocated_fen",
        "committed": "committed_fen",
        "verified": "verified_fen",
        "paid": "paid_fen",
    },
)


def allocation(event: Any, _: EventMeta) -> str:
    return f"{event.project}.{event.fund}"


def corrected_allocation(event: fund_correction.FundEntryCorrected, meta: EventMeta) -> list[str]:
    return [allocation(event, meta)] if event.project else []


def day(meta: EventMeta) -> date:
    return meta.effective_at.astimezone(LOCAL_TIME).date()


@AllocationsByProject.on(funds.FundsAllocated, key=allocation)
def allocated(
    row: AllocationsByProject, event: funds.FundsAllocated, meta: EventMeta
) -> AllocationsByProject:
    return replace(
        row,
        moved_on=day(meta),
        project=event.project,
        fund=event.fund,
        town=event.town,
        allocated_fen=row.allocated_fen + event.amount_fen,
        uncommitted_fen=row.uncommitted_fen + event.amount_fen,
    )


@AllocationsByProject.on(funds.PreliminaryFundsAllocated, key=allocation)
def allocated_before_admission(
    row: AllocationsByProject, event: funds.PreliminaryFundsAllocated, meta: EventMeta
) -> AllocationsByProject:
    return replace(
        row,
        moved_on=day(meta),
        project=event.project,
        fund=event.fund,
        town=event.town,
        purpose=event.purpose,
        allocated_fen=row.allocated_fen + event.amount_fen,
        uncommitted_fen=row.uncommitted_fen + event.amount_fen,
    )


@AllocationsByProject.on(fund_contract.FundsCommitted, key=allocation)
def committed(
    row: AllocationsByProject, event: fund_contract.FundsCommitted, meta: EventMeta
) -> AllocationsByProject:
    return replace(
        row,
        moved_on=day(meta),
        committed_fen=row.committed_fen + event.amount_fen,
        uncommitted_fen=row.uncommitted_fen - event.amount_fen,
    )


@AllocationsByProject.on(fund_contract.AdvancePaid, key=allocation)
def advanced(
    row: AllocationsByProject, event: fund_contract.AdvancePaid, meta: EventMeta
) -> AllocationsByProject:
    return replace(
        row,
        moved_on=day(meta),
        paid_fen=row.paid_fen + event.amount_fen,
        outstanding_fen=row.outstanding_fen + event.amount_fen,
    )


@AllocationsByProject.on(fund_contract.WorkVerified, key=allocation)
def verified(
    row: AllocationsByProject, event: fund_contract.WorkVerified, meta: EventMeta
) -> AllocationsByProject:
    return replace(
        row,
        moved_on=day(meta),
        verified_fen=row.verified_fen + event.amount_fen,
        outstanding_fen=row.outstanding_fen - event.offset_fen,
        payable_fen=row.payable_fen + event.amount_fen - event.offset_fen,
    )


@AllocationsByProject.on(fund_contract.PaymentMade, key=allocation)
def paid(
    row: AllocationsByProject, event: fund_contract.PaymentMade, meta: EventMeta
) -> AllocationsByProject:
    return replace(
        row,
        moved_on=day(meta),
        paid_fen=row.paid_fen + event.amount_fen,
        payable_fen=row.payable_fen - event.amount_fen,
    )


@AllocationsByProject.on(fund_contract.CommitmentReduced, key=allocation)
def reduced(
    row: AllocationsByProject, event: fund_contract.CommitmentReduced, meta: EventMeta
) -> AllocationsByProject:
    return replace(
        row,
        moved_on=day(meta),
        committed_fen=row.committed_fen - event.amount_fen,
        uncommitted_fen=row.uncommitted_fen + event.amount_fen,
    )


@AllocationsByProject.on(fund_contract.PaymentReturned, key=allocation)
def returned(
    row: AllocationsByProject, event: fund_contract.PaymentReturned, meta: EventMeta
) -> AllocationsByProject:
    row = replace(row, moved_on=day(meta), paid_fen=row.paid_fen - event.amount_fen)
    if event.of == "advance":
        return replace(row, outstanding_fen=row.outstanding_fen - event.amount_fen)
    return replace(row, verified_fen=row.verified_fen - event.amount_fen)


@AllocationsByProject.on(funds.FundsRecalled, key=allocation)
def recalled(
    row: AllocationsByProject, event: funds.FundsRecalled, meta: EventMeta
) -> AllocationsByProject:
    return replace(
        row,
        moved_on=day(meta),
        allocated_fen=row.allocated_fen - event.amount_fen,
        uncommitted_fen=row.uncommitted_fen - event.amount_fen,
    )


@AllocationsByProject.on(fund_correction.FundEntryCorrected, key=corrected_allocation)
def corrected(
    row: AllocationsByProject, event: fund_correction.FundEntryCorrected, meta: EventMeta
) -> AllocationsByProject:
    row, more = replace(row, moved_on=day(meta)), event.amount_fen - event.previous_fen
    offset = event.offset_fen - event.previous_offset_fen
    match event.entry:
        case "allocation" | "preliminary" | "recall":
            placed = -more if event.entry == "recall" else more
            return replace(
                row,
                allocated_fen=row.allocated_fen + placed,
                uncommitted_fen=row.uncommitted_fen + placed,
            )
        case "commitment":
            return replace(
                row,
                committed_fen=row.committed_fen + more,
                uncommitted_fen=row.uncommitted_fen - more,
            )
        case "verification":
            return replace(
                row,
                verified_fen=row.verified_fen + more,
                outstanding_fen=row.outstanding_fen - offset,
                payable_fen=row.payable_fen + more - offset,
            )
        case "advance":
            outstanding = row.outstanding_fen + more
            return replace(row, paid_fen=row.paid_fen + more, outstanding_fen=outstanding)
    return replace(row, paid_fen=row.paid_fen + more, payable_fen=row.payable_fen - more)


@AllocationsByProject.on(fund_keeping.KeySupportGranted, key=allocation)
def supported(
    row: AllocationsByProject, event: fund_keeping.KeySupportGranted
) -> AllocationsByProject:
    return replace(row, support=event.reason)


@AllocationsByProject.on(fund_keeping.PaymentOverdue, key=allocation)
def late(row: AllocationsByProject, event: fund_keeping.PaymentOverdue) -> AllocationsByProject:
    return replace(row, late_payments=row.late_payments + 1)
