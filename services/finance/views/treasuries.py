"""镇级国库台账: each town's treasury, on which basis, who manages it and why."""

from datetime import date

from services.finance.domain.treasury import TREASURY
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.finance import treasury as treasuries
from shared.schemas.finance.stages import TreasuryStage
from shared.schemas.kinds import TownId


@view("treasuries", title="镇级国库台账", key="town", version=2, of=TREASURY)
class Treasuries(Row):
    """`counted` under the policy's sentence; a treasury by 预算法§59 is counted apart."""

    town: TownId = column("镇")
    basis: treasuries.TreasuryBasis = column("依据")
    counted: bool = column("计入本条")
    stage: TreasuryStage = column("阶段")
    manager: treasuries.TreasuryManager = column("国库经理")
    bank: str = column("代理银行")
    reason: str = column("由代理银行经理的理由")
    applied_on: date | None = column("申请日期")
    approved_on: date | None = column("批准日期")
    opened_on: date | None = column("开库日期")


@Treasuries.on(treasuries.TreasuryApplied)
def applied(row: Treasuries, event: treasuries.TreasuryApplied) -> Treasuries:
    counted = event.basis == "policy"
    return replace(
        row, basis=event.basis, counted=counted, stage="applied", applied_on=event.applied_on
    )


@Treasuries.on(treasuries.TreasuryApproved)
def approved(row: Treasuries, event: treasuries.TreasuryApproved) -> Treasuries:
    return replace(row, stage="approved", approved_on=event.approved_on)


@Treasuries.on(treasuries.TreasuryOpened)
def opened(row: Treasuries, event: treasuries.TreasuryOpened) -> Treasuries:
    return replace(
        row,
        stage="opened",
        manager=event.manager,
        bank=event.bank or "",
        reason=event.reason or "",
        opened_on=event.opened_on,
    )
