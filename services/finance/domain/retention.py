"""What of a fee receipt stays in the town, term by term (RZ-2.2.d). Pure arithmetic in fen.

Of every component that neither the nation nor the province designated, the shares of city, county
and town stay; a municipal earmark exempts nothing. The fractions of a fen go to the town.
"""

from collections.abc import Iterable, Mapping, Sequence

from shared.schemas.finance.fee_account import FeeComponent, FeeTerm, Level, LevelShare

WHOLE = 10_000
BELOW_PROVINCE: tuple[Level, ...] = ("city", "county", "town")
EXEMPTS = ("national", "provincial")


def terms_of(
    components: Sequence[FeeComponent],
    shares: Sequence[LevelShare],
    refunded: Mapping[str, int],
    *,
    in_force: bool,
) -> tuple[FeeTerm, ...]:
    """Each level's part of each component, net of refunds; a component's terms add up to it.

    `in_force` is whether the sentence holds for the day of collection at all.
    """
    return tuple(
        term
        for component in components
        for term in _of(component, shares, refunded.get(component.name, 0), in_force)
    )


def retained(terms: Iterable[FeeTerm]) -> int:
    """The sum of the terms that stay, in fen."""
    return sum(term.amount_fen for term in terms if term.stays)


def _of(
    component: FeeComponent, shares: Sequence[LevelShare], refunded: int, in_force: bool
) -> Iterable[FeeTerm]:
    net = component.amount_fen - refunded
    given = {share.level: share.share for share in shares}
    parts = {level: net * share // WHOLE for level, share in given.items()}
    # The town is always listed, so that no fraction of a fen is lost.
    given.setdefault("town", 0)
    parts["town"] = net - sum(part for level, part in parts.items() if level != "town")
    for level, share in given.items():
        stays, why = _stays(component, level, in_force)
        yield FeeTerm(component.name, level, share, parts[level], stays, why)


def _stays(component: FeeComponent, level: Level, in_force: bool) -> tuple[bool, str]:
    if not in_force:
        return False, "收缴日期不在留用期间"
    if component.designated_by in EXEMPTS:
        who = "国家" if component.designated_by == "national" else "省"
        return False, f"{who}规定有明确用途"
    if level not in BELOW_PROVINCE:
        return False, "省级以上分成"
    if component.designated_by == "municipal":
        return True, "市级以下部分；市级指定用途不影响留用"
    return True, "市级以下部分"
