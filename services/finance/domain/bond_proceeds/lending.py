"""The city on-lends bond money to a county 转贷, which owes it from then on; and takes it back.

RZ-2.2.g. Who borrowed the money disposes of it and repays it.
"""

from services.finance.domain.bond_proceeds import rules
from services.finance.domain.bond_proceeds.approvals import require_approvers
from services.finance.domain.bond_proceeds.state import BOND_PROCEEDS, BondProceeds
from services.finance.domain.debt_limit import DEBT_LIMIT, give_back, incur
from services.finance.domain.fund.allocation import require_within
from services.finance.domain.organisations import COUNTY_FINANCE, FINANCE
from shared.kernel.aggregate import COUNTY, Context, Events, elsewhere, guard, refuse
from shared.schemas.finance import bond_proceeds, bond_proceeds_lending


@BOND_PROCEEDS.command(
    title="转贷区县",
    clause=rules.CLAUSE,
    by=[FINANCE],
    guards=[guard(BOND_PROCEEDS, "into_bond"), guard(DEBT_LIMIT)],
)
def on_lend_proceeds(
    bond: BondProceeds, cmd: bond_proceeds_lending.OnLendProceeds, context: Context
) -> Events:
    """The county's bond bears the terms of the city's; it lies idle from its receipt, and takes of
    the county's debt limit of that year."""
    if bond.kind is None or bond.county or cmd.county not in context.registry.counties:
        refuse(rules.CITY_ON_LENDS, county=cmd.county)
    if cmd.into_bond == cmd.bond or context.guard(BondProceeds, cmd.into_bond).kind:
        refuse(rules.AN_AGREEMENT_IS_A_BOND, into_bond=cmd.into_bond)
    received_on = cmd.received_on or context.today
    if received_on > context.today:
        refuse(rules.RECEIVED_BY_NOW, day=received_on)
    require_within(rules.WITHIN_PROCEEDS, bond.free_fen, cmd.amount_fen)
    owed = incur(cmd.county, cmd.into_bond, bond.kind, received_on.year, cmd.amount_fen, context)
    both = require_approvers(bond, "allocation", cmd.county, cmd.amount_fen, context)
    name = cmd.name or f"{received_on.year}年{context.registry.counties[cmd.county].name}转贷资金"
    countys = bond_proceeds.ProceedsRegistered(
        cmd.into_bond, name=name, year=received_on.year, amount_fen=cmd.amount_fen,
        document=cmd.document, kind=bond.kind, issuer="province", annual_rate=bond.annual_rate,
        years=bond.years, registered_on=received_on,
        idle_days=context.parameter("finance.bond_idle_days"), county=cmd.county,
        upper_bond=cmd.bond,
    )  # fmt: skip
    return [
        bond_proceeds_lending.BondProceedsOnLent.of(
            cmd, name=name, received_on=received_on, on_lent_on=context.today, approvers=both
        ),
        *elsewhere(BondProceeds, cmd.into_bond, [countys]),
        *owed,
    ]


@BOND_PROCEEDS.command(
    title="交回转贷资金",
    clause=rules.CLAUSE,
    by=[COUNTY, COUNTY_FINANCE],
    guards=[
        guard(BOND_PROCEEDS, lambda bond, _: [bond.upper] if bond.upper else []),
        guard(DEBT_LIMIT, lambda bond, _: [bond.county] if bond.county else []),
    ],
)
def hand_back_proceeds(
    bond: BondProceeds, cmd: bond_proceeds_lending.HandBackProceeds, context: Context
) -> Events:
    """What no project of the county has goes back to the bond that it came from: a county's bond is
    always on-lent."""
    require_within(rules.WITHIN_PROCEEDS, bond.free_fen, cmd.amount_fen)
    taken = bond_proceeds_lending.BondProceedsTakenBack(
        bond.upper, from_bond=cmd.bond, county=bond.county, amount_fen=cmd.amount_fen,
        reason=cmd.reason, document=cmd.document, taken_back_on=context.today,
    )  # fmt: skip
    return [
        bond_proceeds_lending.BondProceedsHandedBack.of(
            cmd, into_bond=bond.upper, handed_back_on=context.today
        ),
        *elsewhere(BondProceeds, bond.upper, [taken]),
        *give_back(bond.county, cmd.bond, cmd.amount_fen, context),
    ]
