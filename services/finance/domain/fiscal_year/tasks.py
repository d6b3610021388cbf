"""待办: the town claims what stays, the county's finance department hands it over (RZ-2.2.e)."""

from services.finance.domain.fiscal_year.capacity import settle_year
from services.finance.domain.fiscal_year.claims import claim_increment, hand_over_increment
from services.finance.domain.fiscal_year.state import (
    CLAUSE,
    FISCAL_YEAR,
    FiscalYears,
    claim_key,
    claim_limit,
)
from services.finance.domain.organisations import COUNTY_FINANCE, FINANCE
from shared.kernel.aggregate import TOWN, Task, Tasks, Wait, money


@FISCAL_YEAR.tasks
def tasks(years: FiscalYears) -> Tasks:
    """Each claim with money due, each year of which the town may still claim, and the settlement
    of the first year after the base."""
    for claim in years.claims:
        fen = years.unsettled(claim)
        if fen:
            yield Task(
                claim_key(claim), [COUNTY_FINANCE], f"划转{claim.year}年新增财力 {money(fen)}",
                [hand_over_increment], claim_limit(claim), clause=CLAUSE,
            )  # fmt: skip
    for year, kept in sorted(years.retained.items()):
        if years.left(year):
            yield Task(
                f"claim-{year}-{kept.retained_fen}", [TOWN],
                f"申领{year}年留用的新增财力，尚可申领 {money(years.left(year))}",
                [claim_increment], clause=CLAUSE,
            )  # fmt: skip
    if years.base_year and not years.retained:
        about = f"核定{years.base_year}年之后的年度财力"
        yield Task("settlement", [FINANCE], about, [settle_year], clause=CLAUSE)
    else:
        yield Wait("待下一年度财力核定")
