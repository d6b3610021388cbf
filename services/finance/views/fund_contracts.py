"""合同台账: what each contract binds of a fund's money, what came off it, and what is still due."""

from datetime import date
from typing import Any

from services.finance.domain.fund.state import FUND
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.row import Row, column, replace, view
from shared.policy.local_time import LOCAL_TIME
from shared.schemas.finance import fund_contract, fund_correction, fund_keeping

UNNAMED = "unnamed"


@view(
    "fund-contracts",
    title="合同台账",
    key="contract_id",
    version=1,
    of=FUND,
    part="received",
    carried={"county": ()},
)
class FundContracts(Row):
    contract_id: str = column("资金、项目与合同")
    fund: str = column("资金编号")
    project: str = column("项目编号")
    contract: str = column("合同编号")
    town: str = column("镇")
    payee: str = column("收款人")
    committed_fen: int = column("支出承诺净额（分）")
    reduced_fen: int = column("累计核减（分）")
    verified_fen: int = column("计量验收（分）")
    paid_fen: int = column("拨付净额（分）")
    outstanding_fen: int = column("未抵扣预付款（分）")
    retention_fen: int = column("未返还质保金（分）")
    payable_fen: int = column("已验收未拨付（分，不含质保金）")
    releases_on: date | None = column("最近一笔质保金返还日期")
    late_payments: int = column("拨付超期次数")
    moved_on: date | None = column("最近变动日期")
    document: str = column("合同文号")


def contract_id(event: Any, _: EventMeta) -> str:
    return f"{event.fund}.{event.project}.{event.contract or UNNAMED}"


def corrected_contract(event: fund_correction.FundEntryCorrected, meta: EventMeta) -> list[str]:
    bound = event.entry in ("commitment", "advance", "verification", "payment")
    return [contract_id(event, meta)] if bound else []


@FundContracts.on(fund_contract.FundsCommitted, key=contract_id)
def committed(
    row: FundContracts, event: fund_contract.FundsCommitted, meta: EventMeta
) -> FundContracts:
    row = _moved(row, event, meta)
    return replace(
        row,
        payee=event.payee or row.payee,
        committed_fen=row.committed_fen + event.amount_fen,
        document=row.document or event.document or "",
    )


@FundContracts.on(fund_contract.CommitmentReduced, key=contract_id)
def reduced(
    row: FundContracts, event: fund_contract.CommitmentReduced, meta: EventMeta
) -> FundContracts:
    return replace(
        _moved(row, event, meta),
        committed_fen=row.committed_fen - event.amount_fen,
        reduced_fen=row.reduced_fen + event.amount_fen,
    )


@FundContracts.on(fund_contract.AdvancePaid, key=contract_id)
def advanced(
    row: FundContracts, event: fund_contract.AdvancePaid, meta: EventMeta
) -> FundContracts:
    return replace(
        _moved(row, event, meta),
        paid_fen=row.paid_fen + event.amount_fen,
        outstanding_fen=row.outstanding_fen + event.amount_fen,
    )


@FundContracts.on(fund_contract.WorkVerified, key=contract_id)
def verified(
    row: FundContracts, event: fund_contract.WorkVerified, meta: EventMeta
) -> FundContracts:
    due = event.amount_fen - event.offset_fen - event.retained_fen
    return replace(
        _moved(row, event, meta),
        verified_fen=row.verified_fen + event.amount_fen,
        outstanding_fen=row.outstanding_fen - event.offset_fen,
        retention_fen=row.retention_fen + event.retained_fen,
        payable_fen=row.payable_fen + due,
        releases_on=event.release_on or row.releases_on,
    )


@FundContracts.on(fund_contract.PaymentMade, key=contract_id)
def paid(row: FundContracts, event: fund_contract.PaymentMade, meta: EventMeta) -> FundContracts:
    row = replace(_moved(row, event, meta), paid_fen=row.paid_fen + event.amount_fen)
    if event.retention:
        return replace(row, retention_fen=row.retention_fen - event.amount_fen)
    return replace(row, payable_fen=row.payable_fen - event.amount_fen)


@FundContracts.on(fund_contract.PaymentReturned, key=contract_id)
def returned(
    row: FundContracts, event: fund_contract.PaymentReturned, meta: EventMeta
) -> FundContracts:
    row = replace(_moved(row, event, meta), paid_fen=row.paid_fen - event.amount_fen)
    if event.of == "advance":
        return replace(row, outstanding_fen=row.outstanding_fen - event.amount_fen)
    return replace(row, verified_fen=row.verified_fen - event.amount_fen)


@FundContracts.on(fund_correction.FundEntryCorrected, key=corrected_contract)
def corrected(row: FundContracts, event: fund_correction.FundEntryCorrected) -> FundContracts:
    more = event.amount_fen - event.previous_fen
    offset = event.offset_fen - event.previous_offset_fen
    match event.entry:
        case "commitment":
            payee = event.payee or row.payee
            return replace(row, payee=payee, committed_fen=row.committed_fen + more)
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
    row = replace(row, paid_fen=row.paid_fen + more)
    if event.retention:
        return replace(row, retention_fen=row.retention_fen - more)
    return replace(row, payable_fen=row.payable_fen - more)


@FundContracts.on(fund_keeping.PaymentOverdue, key=contract_id)
def late(row: FundContracts, event: fund_keeping.PaymentOverdue) -> FundContracts:
    return replace(row, late_payments=row.late_payments + 1)


def _moved(row: FundContracts, event: Any, meta: EventMeta) -> FundContracts:
    return replace(
        row,
        fund=event.fund,
        project=event.project,
        contract=event.contract or UNNAMED,
        town=event.town,
        moved_on=meta.effective_at.astimezone(LOCAL_TIME).date(),
    )
