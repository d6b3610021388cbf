"""DebtLimit (`debt-limit-<county>`): what a county may come to owe in a year, RZ-2.2.g. Money in fen.

The province's bonds are on-lent within the limit that each level was given, by kind and year
(预算法§35, 实施条例§44, 45): the city's own proceeds are the province's decision, a county's are the
city's. What was on-lent before limits were kept counts as `outside_fen`.
"""

from dataclasses import dataclass
from typing import assert_never

from immutables import Map

from services.finance.domain.organisations import FINANCE
from shared.kernel.aggregate import (
    Aggregate,
    Context,
    Elsewhere,
    Events,
    RulesOf,
    elsewhere,
    refuse,
    to_county,
    to_named,
)
from shared.schemas.copying import replace
from shared.schemas.finance import bond_proceeds, debt_limit

CLAUSE = "RZ-2.2.g"

OfYear = tuple[int, bond_proceeds.BondKind]
"""Year and kind, for which a limit holds."""

rule = RulesOf(CLAUSE)
LIMIT_OF_A_COUNTY = rule(
    "debt-limit-of-a-county",
    zh="新增债务限额按登记在册的区县下达",
    en="A debt limit is a registered county's.",
    pass_zh="请核对区县的编号：{county}",
    pass_en="Check the county's id: {county}.",
)
WITHIN_DEBT_LIMIT = rule(
    "within-debt-limit",
    zh="转贷不得突破区县当年该类债券的新增债务限额（预算法§35，实施条例§45、§94）",
    en="What is on-lent stays within the county's debt limit of the year and kind (Budget Law art."
    " 35; arts. 45 and 94 of its regulation).",
    pass_zh="{year} 年限额尚余 {available:money}，还差 {needs:money}；请先下达或调整限额",
    pass_en="{available} fen are left of {year}'s limit, {needs} fen are missing: set the limit first.",
)
LIMIT_COVERS_DEBT = rule(
    "debt-limit-covers-debt",
    zh="限额不得少于已占用的部分",
    en="A limit is no less than what is used of it.",
    pass_zh="已占用 {used:money}，限额须不少于此数",
    pass_en="{used} fen are used; the limit must cover them.",
)
LIMIT_CHANGED_WITH_REASON = rule(
    "debt-limit-changed-with-reason",
    zh="已下达的限额只能注明理由后调整",
    en="A limit that was set is changed with a reason.",
    pass_zh="原限额 {limit:money}、台账外已用 {outside:money}，请填写调整理由",
    pass_en="It was {limit} fen, of which {outside} outside; give the reason.",
)


@dataclass(frozen=True, slots=True)
class Limit:
    """Of one year and kind: what was given, and what of it was used outside this register."""

    limit_fen: int = 0
    outside_fen: int = 0


@dataclass(frozen=True, slots=True)
class Debt:
    """What a county's bond takes of the limit of its year and kind."""

    of: OfYear
    amount_fen: int


@dataclass(frozen=True, slots=True)
class DebtLimit:
    """`limits` by year and kind; `debts` by bond."""

    limits: Map[OfYear, Limit] = Map()
    debts: Map[str, Debt] = Map()

    def used_fen(self, of: OfYear) -> int:
        outside = self.limits.get(of, Limit()).outside_fen
        return outside + sum(d.amount_fen for d in self.debts.values() if d.of == of)

    def free_fen(self, of: OfYear) -> int:
        return self.limits.get(of, Limit()).limit_fen - self.used_fen(of)


DEBT_LIMIT = Aggregate(
    "debt-limit",
    DebtLimit(),
    key="county",
    title="区县新增债务限额",
    sight=[to_county(), to_named()],
)
DEBT_LIMIT.asks_nobody("限额下达或调整时登记")


@DEBT_LIMIT.evolve
def evolve(debt: DebtLimit, event: debt_limit.Event) -> DebtLimit:
    match event:
        case debt_limit.DebtLimitSet():
            limit = Limit(event.limit_fen, event.outside_fen)
            return replace(debt, limits=debt.limits.set((event.year, event.kind), limit))
        case debt_limit.DebtLimitUsed(bond=bond):
            owed = Debt((event.year, event.kind), event.amount_fen)
            return replace(debt, debts=debt.debts.set(bond, owed))
        case debt_limit.DebtLimitFreed(bond=bond):
            left = replace(
                debt.debts[bond], amount_fen=debt.debts[bond].amount_fen - event.amount_fen
            )
            return replace(debt, debts=debt.debts.set(bond, left))
    assert_never(event)


@DEBT_LIMIT.command(title="下达新增债务限额", clause=CLAUSE, by=[FINANCE], creates=None)
def set_debt_limit(debt: DebtLimit, cmd: debt_limit.SetDebtLimit, context: Context) -> Events:
    if cmd.county not in context.registry.counties:
        refuse(LIMIT_OF_A_COUNTY, county=cmd.county)
    of: OfYear = (cmd.year, cmd.kind)
    known = debt.limits.get(of)
    now = Limit(cmd.limit_fen, cmd.outside_fen)
    if known == now:
        return []
    if known is not None and cmd.reason is None:
        refuse(LIMIT_CHANGED_WITH_REASON, limit=known.limit_fen, outside=known.outside_fen)
    used = debt.used_fen(of) - (known.outside_fen if known else 0) + cmd.outside_fen
    if used > cmd.limit_fen:
        refuse(LIMIT_COVERS_DEBT, used=used)
    return [
        debt_limit.DebtLimitSet.of(
            cmd,
            set_on=context.today,
            previous_fen=known.limit_fen if known else None,
            previous_outside_fen=known.outside_fen if known else None,
        )
    ]


def incur(
    county: str, bond: str, kind: bond_proceeds.BondKind, year: int, fen: int, context: Context
) -> list[Elsewhere]:
    """A county comes to owe what is on-lent to it. Its limit must be guarded."""
    free = context.guard(DebtLimit, county).free_fen((year, kind))
    if fen > free:
        refuse(WITHIN_DEBT_LIMIT, year=year, available=max(free, 0), needs=fen - max(free, 0))
    used = debt_limit.DebtLimitUsed(
        county, bond=bond, year=year, kind=kind, amount_fen=fen, used_on=context.today
    )
    return elsewhere(DebtLimit, county, [used])


def give_back(county: str, bond: str, fen: int, context: Context) -> list[Elsewhere]:
    """A county owes no more what it hands back; nothing of what was on-lent before limits were."""
    debt = context.guard(DebtLimit, county).debts.get(bond)
    fen = min(fen, debt.amount_fen) if debt else 0
    if debt is None or not fen:
        return []
    year, kind = debt.of
    freed = debt_limit.DebtLimitFreed(
        county, bond=bond, year=year, kind=kind, amount_fen=fen, freed_on=context.today
    )
    return elsewhere(DebtLimit, county, [freed])
