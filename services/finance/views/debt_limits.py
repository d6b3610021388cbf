"""区县债务限额台账: what each county may come to owe in a year, by kind, and what is left of it."""

from services.finance.domain.debt_limit import DEBT_LIMIT
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.finance import bond_proceeds, debt_limit
from shared.schemas.kinds import CountyId


@view("debt-limits", title="区县债务限额台账", key="limit", version=1, of=DEBT_LIMIT)
class DebtLimits(Row):
    limit: str = column("区县、年度与种类")
    county: CountyId = column("区县")
    year: int = column("年度")
    kind: bond_proceeds.BondKind = column("债券种类")
    limit_fen: int = column("新增债务限额（分）")
    outside_fen: int = column("台账外已用（分）")
    on_lent_fen: int = column("转贷占用（分）")
    free_fen: int = column("尚余（分）")
    document: str = column("限额文号")


def limit_of(event: debt_limit.Event, _: EventMeta) -> str:
    return f"{event.county}.{event.year}.{event.kind}"


@DebtLimits.on(debt_limit.DebtLimitSet, key=limit_of)
def limit_was_set(row: DebtLimits, event: debt_limit.DebtLimitSet) -> DebtLimits:
    row = replace(
        row,
        county=event.county,
        year=event.year,
        kind=event.kind,
        limit_fen=event.limit_fen,
        outside_fen=event.outside_fen,
        document=event.document,
    )
    return _left(row)


@DebtLimits.on(debt_limit.DebtLimitUsed, key=limit_of)
def used(row: DebtLimits, event: debt_limit.DebtLimitUsed) -> DebtLimits:
    return _left(replace(row, on_lent_fen=row.on_lent_fen + event.amount_fen))


@DebtLimits.on(debt_limit.DebtLimitFreed, key=limit_of)
def freed(row: DebtLimits, event: debt_limit.DebtLimitFreed) -> DebtLimits:
    return _left(replace(row, on_lent_fen=row.on_lent_fen - event.amount_fen))


def _left(row: DebtLimits) -> DebtLimits:
    return replace(row, free_fen=row.limit_fen - row.outside_fen - row.on_lent_fen)
