"""A bond's proceeds are registered with rate and term, which may be corrected (RZ-2.2.g)."""

from services.finance.domain.bond_financing import BOND_FINANCING, BondFinancing
from services.finance.domain.bond_proceeds import rules
from services.finance.domain.bond_proceeds.state import BOND_PROCEEDS, BondProceeds, evolve
from services.finance.domain.organisations import FINANCE
from shared.kernel.aggregate import Context, Elsewhere, Events, elsewhere, guard, refuse
from shared.schemas.finance import bond_financing, bond_proceeds
from shared.schemas.words import say


@BOND_PROCEEDS.command(
    title="登记债券资金", clause=rules.CLAUSE, by=[FINANCE], creates=True, numbered="bond-{year}"
)
def register_proceeds(
    _: BondProceeds, cmd: bond_proceeds.RegisterProceeds, context: Context
) -> Events:
    if cmd.issuer != "province":
        refuse(
            rules.ONLY_THE_PROVINCE_ISSUES,
            issuer=cmd.issuer,
            issuer_zh=say(bond_proceeds.Issuer, cmd.issuer),
        )
    return [
        bond_proceeds.ProceedsRegistered.of(
            cmd, registered_on=context.today, idle_days=context.parameter("finance.bond_idle_days")
        )
    ]


@BOND_PROCEEDS.command(
    title="核定债券利率期限",
    clause=rules.CLAUSE,
    by=[FINANCE],
    guards=[guard(BOND_FINANCING, lambda bond, _: sorted(bond.by_project))],
)
def record_bond_terms(bond: BondProceeds, cmd: bond_proceeds.RecordBondTerms, _: Context) -> Events:
    """What each project has to repay changes with them."""
    before = (bond.annual_rate, bond.years)
    if before == (cmd.annual_rate, cmd.years):
        return
    if None not in before and cmd.reason is None:
        refuse(rules.TERMS_CORRECTED_WITH_REASON, rate=before[0], years=before[1])
    recorded = bond_proceeds.BondTermsRecorded.of(
        cmd, previous_annual_rate=bond.annual_rate, previous_years=bond.years
    )
    yield recorded
    now = evolve(bond, recorded)
    for project in sorted(bond.by_project):
        yield from record_financing(now, cmd.bond, project)


def record_financing(bond: BondProceeds, id: str, project: str) -> list[Elsewhere]:
    """What the project now has to repay of a special bond, for the project's own stream."""
    if bond.kind != "special":
        return []
    principal = bond.of(project).allocated_fen
    told = bond_financing.ProjectFinanced(
        project, bond=id, principal_fen=principal, interest_fen=bond.interest_fen(principal),
        county=bond.county or None,
    )  # fmt: skip
    return list(elsewhere(BondFinancing, project, [told]))
