"""RZ-2.2.d: a fee is shared out to the fen, and a refund raises nobody's part."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from services.finance.domain.fee_account.retention import LEVELS, sum_retained, terms_of
from shared.schemas.finance.fee_account_values import FeeComponent, LevelShare


@st.composite
def shares(draw: st.DrawFn) -> tuple[LevelShare, ...]:
    cuts = sorted(draw(st.lists(st.integers(0, 10_000), min_size=4, max_size=4)))
    parts = [b - a for a, b in zip([0, *cuts], [*cuts, 10_000], strict=True)]
    return tuple(LevelShare(v, share=p) for v, p in zip(LEVELS, parts, strict=True))


def terms(fen: int, shared: tuple[LevelShare, ...], refunded: int = 0):
    return terms_of(
        [FeeComponent("道路", amount_fen=fen)], shared, {"道路": refunded}, in_force=True
    )


def test_a_refund_of_one_fen_of_ten_does_not_raise_what_stays() -> None:
    """At 30% each, both upper levels lost a fen where the payer got one back: 4 became 5."""
    shared = (
        LevelShare("national", share=3000),
        LevelShare("provincial", share=3000),
        LevelShare("town", share=4000),
    )
    kept = [sum_retained(terms(10, shared, refunded)) for refunded in range(11)]
    assert kept == sorted(kept, reverse=True)


@given(st.integers(1, 10**15), shares(), st.data())
def test_no_level_gets_more_of_less(
    fen: int, shared: tuple[LevelShare, ...], data: st.DataObject
) -> None:
    less = data.draw(st.integers(max(0, fen - 12), fen) | st.integers(0, fen))
    before, after = terms(fen, shared), terms(fen, shared, fen - less)
    assert all(a.amount_fen <= b.amount_fen for a, b in zip(after, before, strict=True))


@given(st.integers(0, 10**15), shares())
def test_the_parts_make_up_the_whole_and_none_is_further_off_than_a_fen_a_level(
    fen: int, shared: tuple[LevelShare, ...]
) -> None:
    parts = {term.level: term.amount_fen for term in terms(fen, shared)}
    assert sum(parts.values()) == fen
    for share in shared:
        off = parts[share.level] - Fraction(fen * share.share, 10_000)
        assert -1 < off < len(LEVELS)


@given(st.integers(0, 10**15), shares())
def test_the_fractions_of_a_fen_never_go_up(fen: int, shared: tuple[LevelShare, ...]) -> None:
    upper = sum(share.share for share in shared if share.level in ("national", "provincial"))
    assert sum_retained(terms(fen, shared)) >= Fraction(fen * (10_000 - upper), 10_000)
