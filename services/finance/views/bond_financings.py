"""项目融资平衡: whether a project's revenue covers principal and interest of all its financing."""

from services.finance.domain.bond_financing import BOND_FINANCING
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.finance import bond_financing
from shared.schemas.kinds import CountyId


@view("bond-financings", title="项目融资平衡", key="project", version=2, of=BOND_FINANCING)
class BondFinancings(Row):
    project: str = column("项目编号")
    county: CountyId = column("区县")
    revenue_fen: int = column("项目收益（分）")
    other_fen: int = column("其他融资本息（分）")
    bonds_fen: int = column("专项债券本息（分）")
    short_fen: int = column("缺口（分）")
    covered: bool = column("覆盖")
    document: str = column("文号")
    corrections: int = column("更正次数", -1)
    bonds: tuple[bond_financing.ProjectFinanced, ...] = column("专项债券（逐只）", ())


@BondFinancings.on(bond_financing.RevenuePlanRecorded)
def planned(row: BondFinancings, event: bond_financing.RevenuePlanRecorded) -> BondFinancings:
    return _balanced(
        replace(
            row,
            county=event.county or row.county,
            revenue_fen=event.revenue_fen,
            other_fen=event.other_fen,
            document=event.document,
            corrections=row.corrections + 1,
        )
    )


@BondFinancings.on(bond_financing.ProjectFinanced)
def financed(row: BondFinancings, event: bond_financing.ProjectFinanced) -> BondFinancings:
    others = tuple(bond for bond in row.bonds if bond.bond != event.bond)
    return _balanced(replace(row, bonds=(*others, event)))


def _balanced(row: BondFinancings) -> BondFinancings:
    bonds = sum(bond.principal_fen + bond.interest_fen for bond in row.bonds)
    short = max(0, row.other_fen + bonds - row.revenue_fen)
    return replace(row, bonds_fen=bonds, short_fen=short, covered=short == 0)
