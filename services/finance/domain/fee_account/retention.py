"""What of a fee receipt stays in the town, term by term (RZ-2.2.d). Pure arithmetic in fen.

Of every component that neither the nation nor the province designated, the shares of city, county
and town stay; a municipal earmark exempts nothing. Fractions of a fen go down a level, at last to
the town: the less is paid, the less any level gets, so a refund raises nobody's part.
"""

from collections.abc import Iterable, Mapping, Sequence

from shared.schemas.finance import fee_account_values as fee_values

WHOLE = 10_000
LEVELS: tuple[fee_values.Level, ...] = ("national", "provincial", "city", "county", "town")
BELOW_PROVINCE: tuple[fee_values.Level, ...] = ("city", "county", "town")
EXEMPTS = ("national", "provincial")


def terms_of(
    components: Sequence[fee_values.FeeComponent],
    shares: Sequence[fee_values.LevelShare],
    refunded: Mapping[str, int],
    *,
    in_force: bool,
) -> tuple[fee_values.FeeTerm, ...]:
    """Each level's part of each component, net of refunds; a component's terms add up to it.

    `in_force` is whether the sentence holds for the day of collection at all.
    """
    return tuple(
        term
        for component in components
        for term in _divide_component(component, shares, refunded.get(component.name, 0), in_force)
    )


def sum_retained(terms: Iterable[fee_values.FeeTerm]) -> int:
    """The sum of the terms that stay, in fen."""
    return sum(term.amount_fen for term in terms if term.stays)


def sum_retained_by_level(terms: Iterable[fee_values.FeeTerm]) -> dict[fee_values.Level, int]:
    """What stays of each level's share, city first; a level below the province that has a share
    is named even where nothing of it stays."""
    found: dict[fee_values.Level, int] = {}
    for term in sorted(terms, key=lambda term: LEVELS.index(term.level)):
        if term.level in BELOW_PROVINCE:
            fen = term.amount_fen if term.stays else 0
            found[term.level] = found.get(term.level, 0) + fen
    return found


def _divide_component(
    component: fee_values.FeeComponent,
    shares: Sequence[fee_values.LevelShare],
    refunded: int,
    in_force: bool,
) -> Iterable[fee_values.FeeTerm]:
    rest, whole = component.amount_fen - refunded, WHOLE
    for share in sorted(shares, key=lambda share: LEVELS.index(share.level)):
        # Of what the levels above left, not of the whole: so every part only grows with it.
        part = rest * share.share // whole if whole else 0
        rest, whole = rest - part, whole - share.share
        stays, why = _judge(component, share.level, in_force)
        yield fee_values.FeeTerm(
            component.name, level=share.level, share=share.share, amount_fen=part, stays=stays,
            why=why,
        )  # fmt: skip


def _judge(
    component: fee_values.FeeComponent, level: fee_values.Level, in_force: bool
) -> tuple[bool, str]:
    if not in_force:
        return False, "收缴日期不在留用期间"
    if component.designated_by in EXEMPTS:
        who = "国家" if component.designated_by == "national" else "省"
        where = f"（{component.designating_document}）" if component.designating_document else ""
        return False, f"{who}规定有明确用途{where}"
    if level not in BELOW_PROVINCE:
        return False, "省级以上分成"
    if component.designated_by == "municipal":
        return True, "市级以下部分；市级指定用途不影响留用"
    return True, "市级以下部分"
