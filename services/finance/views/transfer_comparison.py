"""转移支付对比: what each town received of both kinds, beside last year and the other towns.

One row for each registered town and year of a fund in which any town received money, and for the
year after it. Amounts are net of what was recalled.
"""

from collections.abc import Iterable

from shared.kernel.aggregate import to_named, to_town
from shared.kernel.log.recorded import EventMeta
from shared.kernel.views.row import Row, column, replace, view
from shared.policy.loader import registry
from shared.schemas.finance import fund as funds
from shared.schemas.finance import fund_correction
from shared.schemas.kinds import TownId


@view(
    "transfer-comparison",
    title="转移支付对比",
    key="town_year",
    version=3,
    sight=[to_town(), to_named("RZ-2.2.c")],
)
class TransferComparison(Row):
    """`others_…` are the means of the other registered towns, in whole fen. `named` are the towns
    that the policy's text names; which are pilot towns on a day, the register of tiers tells."""

    town_year: str = column("镇与年度")
    town: TownId = column("镇")
    year: int = column("年度")
    named: bool = column("政策点名的镇")
    special_fen: int = column("专项转移支付（分）")
    general_fen: int = column("一般性转移支付（分）")
    special_last_year_fen: int = column("上年专项（分）")
    general_last_year_fen: int = column("上年一般性（分）")
    special_change_fen: int = column("专项增减（分）")
    general_change_fen: int = column("一般性增减（分）")
    others_special_fen: int = column("其他镇专项合计（分）")
    others_general_fen: int = column("其他镇一般性合计（分）")
    others_mean_special_fen: int = column("其他镇专项平均（分）")
    others_mean_general_fen: int = column("其他镇一般性平均（分）")


Received = (
    funds.FundsAllocated
    | funds.PreliminaryFundsAllocated
    | funds.TransferAllocated
    | funds.FundsRecalled
    | fund_correction.FundEntryCorrected
)


def rows_touched(event: Received, _: EventMeta) -> Iterable[str]:
    """Every town in that year, and the receiving town in the next one."""
    if event.year is None or not event.town or not _received_fen(event):
        return
    yield from (f"{town}.{event.year}" for town in registry().towns)
    yield f"{event.town}.{event.year + 1}"


@TransferComparison.on(
    funds.FundsAllocated,
    funds.PreliminaryFundsAllocated,
    funds.TransferAllocated,
    funds.FundsRecalled,
    fund_correction.FundEntryCorrected,
    key=rows_touched,
)
def received(row: TransferComparison, event: Received) -> TransferComparison:
    town, _, year = row.town_year.partition(".")
    fen = _received_fen(event)
    special, general = (fen, 0) if event.kind == "special" else (0, fen)
    row = replace(row, town=town, year=int(year), named=registry().towns[town].named)
    if event.town != town:
        row = replace(
            row,
            others_special_fen=row.others_special_fen + special,
            others_general_fen=row.others_general_fen + general,
        )
    elif event.year == row.year:
        row = replace(
            row, special_fen=row.special_fen + special, general_fen=row.general_fen + general
        )
    else:
        row = replace(
            row,
            special_last_year_fen=row.special_last_year_fen + special,
            general_last_year_fen=row.general_last_year_fen + general,
        )
    return _compared(row)


def _received_fen(event: Received) -> int:
    """What the town has more by it; less than nothing where money went back."""
    if not isinstance(event, fund_correction.FundEntryCorrected):
        return -event.amount_fen if isinstance(event, funds.FundsRecalled) else event.amount_fen
    more = event.amount_fen - event.previous_fen
    if event.entry == "recall":
        return -more
    return more if event.entry in ("allocation", "preliminary", "transfer") else 0


def _compared(row: TransferComparison) -> TransferComparison:
    others = len(registry().towns) - 1
    return replace(
        row,
        special_change_fen=row.special_fen - row.special_last_year_fen,
        general_change_fen=row.general_fen - row.general_last_year_fen,
        others_mean_special_fen=row.others_special_fen // others,
        others_mean_general_fen=row.others_general_fen // others,
    )
