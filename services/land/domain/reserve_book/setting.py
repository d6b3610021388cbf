"""A county's scale, annual quota and reserve are set, each assessed against the least share (RZ-2.3.g)."""

from decimal import Decimal

from services.land.domain.organisations import NATURAL_RESOURCES
from services.land.domain.reserve_book import rules
from services.land.domain.reserve_book.ratio import assess
from services.land.domain.reserve_book.state import (
    CLAUSE,
    NOTHING,
    RESERVE_BOOK,
    ReserveBook,
    evolve,
)
from shared.kernel.aggregate import (
    COUNTY,
    Context,
    Events,
    refuse,
)
from shared.schemas.land import reserve_book


def _quota_is_passed_down(book: ReserveBook, _: Context) -> None:
    if not book.year:
        refuse(rules.QUOTA_IS_PASSED_DOWN)


@RESERVE_BOOK.command(title="核定建设用地规模", clause=CLAUSE, by=[NATURAL_RESOURCES], creates=True)
def set_construction_scale(
    book: ReserveBook, cmd: reserve_book.SetConstructionScale, context: Context
) -> Events:
    """Opens the county's book. The city decides the scale that its plan gives a county; the county
    sets what it reserves of it, next."""
    if cmd.county not in context.registry.counties:
        refuse(rules.COUNTY_IS_REGISTERED, county=cmd.county)
    return [reserve_book.ConstructionScaleSet.of(cmd)]


@RESERVE_BOOK.command(title="调整建设用地规模", clause=CLAUSE, by=[NATURAL_RESOURCES])
def revise_construction_scale(
    book: ReserveBook, cmd: reserve_book.ReviseConstructionScale, context: Context
) -> Events:
    _require_scale(book.reserved, cmd.scale)
    if cmd.scale != book.scale:
        changed = reserve_book.ConstructionScaleSet(
            cmd.county, scale=cmd.scale, document=cmd.document
        )
        yield from _assess_change(book, changed, context)


@RESERVE_BOOK.command(title="下达年度计划指标", clause=CLAUSE, by=[NATURAL_RESOURCES])
def set_annual_quota(
    book: ReserveBook, cmd: reserve_book.SetAnnualQuota, context: Context
) -> Events:
    """The base of the other reading, which the city passes down; a year may be corrected, an
    earlier one not.

    The next year's may be known before it begins; a later one would shut out those before it.
    """
    _require_scale(cmd.reserved, cmd.quota)
    if cmd.year < book.year:
        refuse(rules.YEARS_GO_ON, year=book.year)
    if cmd.year > context.today.year + 1:
        refuse(rules.YEAR_HAS_COME, next=context.today.year + 1)
    changed = reserve_book.AnnualQuotaSet.of(cmd)
    yield from _assess_change(book, changed, context)


@RESERVE_BOOK.command(
    title="设定年度预留",
    clause=CLAUSE,
    by=[NATURAL_RESOURCES, COUNTY],
    when=[_quota_is_passed_down],
)
def set_annual_reserve(
    book: ReserveBook, cmd: reserve_book.SetAnnualReserve, context: Context
) -> Events:
    """What the county holds back for pilots of the quota that the city passed down."""
    _require_scale(cmd.reserved, book.annual_quota)
    if cmd.reserved != book.annual_reserved:
        changed = reserve_book.AnnualQuotaSet(
            county=cmd.county, year=book.year, quota=book.annual_quota, reserved=cmd.reserved,
            document=cmd.document,
        )  # fmt: skip
        yield from _assess_change(book, changed, context)


@RESERVE_BOOK.command(title="设定预留规模", clause=CLAUSE, by=[NATURAL_RESOURCES, COUNTY])
def set_reserve(book: ReserveBook, cmd: reserve_book.SetReserve, context: Context) -> Events:
    """A reserve under the least share stands, in breach, and is seen by all who follow."""
    _require_scale(cmd.reserved, book.scale)
    if cmd.reserved < book.drawn:
        refuse(rules.RESERVE_COVERS_DRAWS, available=NOTHING, needs=book.drawn - cmd.reserved)
    if cmd.reserved != book.reserved:
        changed = reserve_book.ReserveSet.of(cmd)
        yield from _assess_change(book, changed, context)


def _require_scale(reserved: Decimal, scale: Decimal) -> None:
    if reserved > scale:
        refuse(rules.RESERVE_WITHIN_SCALE, scale=scale, reserved=reserved)


def _assess_change(book: ReserveBook, changed: reserve_book.Event, context: Context) -> Events:
    """A change of the book's figures, and what it makes of the least share."""
    yield changed
    after = evolve(book, changed)
    yield from assess(
        after.county,
        {
            "scale": (after.scale, after.reserved),
            "annual-quota": (after.annual_quota, after.annual_reserved),
        },
        breached=book.breached,
        warned=book.warned,
        context=context,
    )
