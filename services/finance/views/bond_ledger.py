"""债券资金台账: each bond's proceeds, what is allocated and spent of them, what lies idle."""

from services.finance.domain.bond_proceeds.state import BOND_PROCEEDS
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.finance import bond_proceeds, bond_proceeds_lending
from shared.schemas.kinds import CountyId


@view("bond-ledger", title="债券资金台账", key="bond", version=3, of=BOND_PROCEEDS)
class BondLedger(Row):
    """`idle` counts how often money was told to lie idle, with a project or without."""

    bond: str = column("债券编号")
    name: str = column("名称")
    kind: bond_proceeds.BondKind = column("种类")
    year: int = column("年度")
    annual_rate: int = column("年利率（万分之一）")
    years: int = column("期限（年）")
    proceeds_fen: int = column("债券资金（分）")
    allocated_fen: int = column("已安排（分）")
    free_fen: int = column("尚可安排（分）")
    spent_fen: int = column("已支出（分）")
    unspent_fen: int = column("未支出（分）")
    allocations: int = column("安排次数")
    idle: int = column("闲置次数")
    county: CountyId = column("转贷区县")
    upper_bond: str = column("市级债券编号")
    on_lent_fen: int = column("转贷区县（分）")
    document: str = column("文号")


@BondLedger.on(bond_proceeds.ProceedsRegistered)
def registered(row: BondLedger, event: bond_proceeds.ProceedsRegistered) -> BondLedger:
    row = replace(
        row,
        name=event.name,
        kind=event.kind,
        year=event.year,
        annual_rate=event.annual_rate or 0,
        years=event.years or 0,
        proceeds_fen=event.amount_fen,
        document=event.document,
        county=event.county or "",
        upper_bond=event.upper_bond or "",
    )
    return _moved(row)


@BondLedger.on(bond_proceeds_lending.BondProceedsOnLent)
def on_lent(row: BondLedger, event: bond_proceeds_lending.BondProceedsOnLent) -> BondLedger:
    return _moved(row, on_lent=event.amount_fen)


@BondLedger.on(bond_proceeds_lending.BondProceedsTakenBack)
def taken_back(row: BondLedger, event: bond_proceeds_lending.BondProceedsTakenBack) -> BondLedger:
    return _moved(row, on_lent=-event.amount_fen)


@BondLedger.on(bond_proceeds_lending.BondProceedsHandedBack)
def handed_back(row: BondLedger, event: bond_proceeds_lending.BondProceedsHandedBack) -> BondLedger:
    return _moved(replace(row, proceeds_fen=row.proceeds_fen - event.amount_fen))


@BondLedger.on(bond_proceeds.BondTermsRecorded)
def terms_recorded(row: BondLedger, event: bond_proceeds.BondTermsRecorded) -> BondLedger:
    return replace(row, annual_rate=event.annual_rate, years=event.years)


@BondLedger.on(bond_proceeds.BondProceedsAllocated)
def allocated(row: BondLedger, event: bond_proceeds.BondProceedsAllocated) -> BondLedger:
    row = replace(row, allocations=row.allocations + 1)
    return _moved(row, allocated=event.amount_fen)


@BondLedger.on(bond_proceeds.BondProceedsReturned)
def returned(row: BondLedger, event: bond_proceeds.BondProceedsReturned) -> BondLedger:
    return _moved(row, allocated=-event.amount_fen)


@BondLedger.on(bond_proceeds.BondProceedsSpent)
def spent(row: BondLedger, event: bond_proceeds.BondProceedsSpent) -> BondLedger:
    return _moved(row, spent=event.amount_fen)


@BondLedger.on(bond_proceeds.BondProceedsIdle)
def idle(row: BondLedger, event: bond_proceeds.BondProceedsIdle) -> BondLedger:
    return replace(row, idle=row.idle + 1)


def _moved(row: BondLedger, *, allocated: int = 0, spent: int = 0, on_lent: int = 0) -> BondLedger:
    row = replace(
        row,
        allocated_fen=row.allocated_fen + allocated,
        spent_fen=row.spent_fen + spent,
        on_lent_fen=row.on_lent_fen + on_lent,
    )
    return replace(
        row,
        free_fen=row.proceeds_fen - row.on_lent_fen - row.allocated_fen,
        unspent_fen=row.proceeds_fen - row.on_lent_fen - row.spent_fen,
    )
