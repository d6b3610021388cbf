"""A ledger with a column of every kind, and rows that spreadsheets mistake."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

from shared.face.exports.ledger import Ledger
from shared.kernel.aggregate import to_town
from shared.kernel.views.row import Row, column, definitions, view
from shared.schemas.kinds import OrganisationId, TownId
from shared.schemas.land.screening import LandUse

AT = datetime(2024, 3, 1, 16, 30, tzinfo=UTC)
FORMULAS = [
    "=1+1",
    "+8613800000000",
    "-2",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1+1",
    "=cmd|' /C calc'!A0",
]


@view("plots", title="地块台账", key="plot", version=1, sight=[to_town()])
class Plot(Row):
    plot: str = column("编号")
    town: TownId = column("镇")
    paid_fen: int = column("已付（分）")
    area: Decimal = column("面积（平方米）")
    share: Decimal = column("比例（%）")
    listed: bool = column("在册")
    count: int = column("宗数")
    since: date | None = column("起", None)
    seen_at: datetime | None = column("查看时刻", None)
    flags: tuple[str, ...] = column("标记", ())
    use: LandUse | None = column("用途", None)
    told: tuple[OrganisationId, ...] = column("抄送单位", ())
    said: dict[OrganisationId, str] = column("意见", factory=dict)


PLOTS = definitions(Plot)[0]


def plot(id: str = "p-1", **more: object) -> Plot:
    known = {
        "town": "taoluo",
        "paid_fen": 1_234_567,
        "area": Decimal("1333.33"),
        "share": Decimal("12.50"),
        "listed": True,
        "count": 3,
        "since": date(2024, 2, 29),
        "seen_at": datetime(2024, 2, 29, 16, 5, tzinfo=UTC),
        "flags": ("超期", "缺件"),
        "use": "industrial",
        "told": ("finance", "donggang", "donggang-housing"),
        "said": {"finance": "同意", "tax": "不同意"},
    }
    return Plot(plot=id, **{**known, **more})


def ledger(*rows: Plot, filter: str = "", incomplete: Sequence[str] = ()) -> Ledger:
    return Ledger(PLOTS, rows, filter, "land", 42, AT, incomplete)
