"""Whether a county's reserve has its least share, on the base that binds and on the other one."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from shared.kernel.aggregate import Context
from shared.schemas.land import reserve_book

MINIMUM_RATIO = "land.reserve_minimum_ratio_percent"
BASE = "land.reserve_base"


def assess(
    county: str,
    figures: Mapping[reserve_book.ReserveBase, tuple[Decimal, Decimal]],
    *,
    breached: bool,
    warned: bool,
    context: Context,
) -> Iterable[object]:
    """What changes, by `figures`: the whole and the reserved part of each base (m²).

    A base without a reserve is not assessed yet.
    """
    percent: int = context.parameter(MINIMUM_RATIO)
    by_scale = context.parameter(BASE) == "scale"
    binding: reserve_book.ReserveBase = "scale" if by_scale else "annual-quota"
    other: reserve_book.ReserveBase = "annual-quota" if by_scale else "scale"
    whole, reserved = figures[binding]
    short = _is_short(whole, reserved, percent)
    if short and not breached:
        yield reserve_book.ReserveBreached(
            county, scale=whole, reserved=reserved, required_percent=percent, base=binding
        )
    if breached and not short and reserved:
        yield reserve_book.ReserveRestored(
            county, scale=whole, reserved=reserved, required_percent=percent, base=binding
        )
    whole, reserved = figures[other]
    short = _is_short(whole, reserved, percent)
    if short and not warned:
        yield reserve_book.ReserveWarned(
            county, base=other, scale=whole, reserved=reserved, required_percent=percent
        )
    if warned and not short:
        yield reserve_book.ReserveWarningLifted(county, base=other)


def _is_short(whole: Decimal, reserved: Decimal, percent: int) -> bool:
    return reserved > 0 and reserved * 100 < whole * percent
