"""新增债务限额 of a county: how much it may come to owe in a year, by kind of bond (RZ-2.2.g). In fen."""

from datetime import date

from shared.schemas.events import command_data, event
from shared.schemas.finance.bond_proceeds import BondKind
from shared.schemas.kinds import (
    CountyId,
    DocumentRef,
    Fen,
    FenOrZero,
    Identifier,
    Reason,
    Year,
    titled,
)

CLAUSE = "RZ-2.2.g"


@command_data
class SetDebtLimit:
    """A limit given again for the same year and kind changes the earlier one and needs a reason.

    `outside_fen` of it was used by what is not on-lent in this register.
    """

    county: CountyId
    year: Year
    kind: BondKind = titled("债券种类")
    limit_fen: FenOrZero = titled("新增债务限额（分）")
    document: DocumentRef = titled("限额文号")
    outside_fen: FenOrZero = titled("其中未在本台账转贷的已用额（分）", 0)
    reason: Reason | None = titled("调整理由", None)


@event("finance", clause=CLAUSE, title="下达新增债务限额")
class DebtLimitSet(SetDebtLimit):
    """`previous_…` where this changes what was set."""

    set_on: date = titled("下达日期")
    previous_fen: FenOrZero | None = titled("原限额（分）", None)
    previous_outside_fen: FenOrZero | None = titled("原台账外已用额（分）", None)


@event("finance", clause=CLAUSE, title="占用债务限额")
class DebtLimitUsed:
    """What was on-lent to the county as `bond` counts against the limit of its year and kind."""

    county: CountyId
    bond: Identifier
    year: Year
    kind: BondKind = titled("债券种类")
    amount_fen: Fen
    used_on: date = titled("占用日期")


@event("finance", clause=CLAUSE, title="释放债务限额")
class DebtLimitFreed:
    """What the county handed back of `bond` it owes no more."""

    county: CountyId
    bond: Identifier
    year: Year
    kind: BondKind = titled("债券种类")
    amount_fen: Fen
    freed_on: date = titled("释放日期")


Event = DebtLimitSet | DebtLimitUsed | DebtLimitFreed
