"""RZ-2.2.f: ranking and prizes are exact, explained, and never exceed the pool."""

from hypothesis import given
from hypothesis import strategies as st

from services.finance.domain.award_round.ranking import rank, share_out
from shared.schemas.finance.award_round import Criterion, CriterionScore
from tests.effort import tries
from tests.unit.finance.rounds import CRITERIA


def scores(*points: tuple[int, int]) -> dict[str, tuple[CriterionScore, ...]]:
    return {
        f"e-{n}": (CriterionScore("effect", points=effect), CriterionScore("input", points=input))
        for n, (effect, input) in enumerate(points)
    }


def test_the_weighted_mean_orders_the_bids() -> None:
    first, second = rank(CRITERIA, {"a": scores((80, 90), (81, 90)), "b": scores((85, 70))})
    assert (first.town, first.rank, first.score_thousandths) == ("a", 1, 84_300)
    assert (second.town, second.rank, second.score_thousandths) == ("b", 2, 79_000)
    assert [(m.criterion, m.weight, m.mean_thousandths) for m in first.means] == [
        ("effect", 60, 80_500),
        ("input", 40, 90_000),
    ]
    assert first.why == "按加权总分排序"


def test_other_weights_order_them_otherwise() -> None:
    other = (
        Criterion("effect", title="成效", weight=95),
        Criterion("input", title="投入", weight=5),
    )
    bids = {"a": scores((80, 90)), "b": scores((85, 70))}
    assert [bid.town for bid in rank(other, bids)] == ["b", "a"]


def test_a_tie_is_decided_by_the_heaviest_criterion_and_says_so() -> None:
    first, second = rank(CRITERIA, {"a": scores((80, 90)), "b": scores((90, 75))})
    assert first.score_thousandths == second.score_thousandths == 84_000
    assert (first.town, first.rank, second.rank) == ("b", 1, 2)
    assert "成效 90.000 对 80.000" in first.why and "优于a" in first.why
    assert "次于b" in second.why


def test_bids_equal_in_everything_share_their_rank_and_its_prizes() -> None:
    ranking = rank(CRITERIA, {"a": scores((80, 90)), "b": scores((80, 90)), "c": scores((1, 1))})
    assert [(bid.town, bid.rank) for bid in ranking] == [("a", 1), ("b", 1), ("c", 3)]
    assert "并列" in ranking[0].why
    awards = share_out(ranking, (600, 301, 90), {"a": 999, "b": 999, "c": 999}, 0)
    assert [award.amount_fen for award in awards] == [450, 450, 90]
    assert "平分" in awards[0].why


def test_why_calls_the_other_towns_by_their_names() -> None:
    names = {"a": "涛雒镇", "b": "巨峰镇"}.__getitem__
    ranking = rank(CRITERIA, {"a": scores((80, 90)), "b": scores((80, 90))}, names)
    assert [bid.why for bid in ranking] == [
        "与巨峰镇总分及各项均相同，并列",
        "与涛雒镇总分及各项均相同，并列",
    ]
    first, _ = rank(CRITERIA, {"a": scores((80, 90)), "b": scores((90, 75))}, names)
    assert "优于涛雒镇（" in first.why


def test_an_award_is_at_most_what_was_asked_for() -> None:
    ranking = rank(CRITERIA, {"a": scores((80, 90)), "b": scores((70, 60))})
    awards = share_out(ranking, (600, 300), {"a": 500, "b": 400}, 0)
    assert [(a.amount_fen, a.why) for a in awards] == [
        (500, "第1名，以申请金额为限"),
        (300, "第2名"),
    ]


def test_a_bid_below_the_minimum_or_without_a_prize_receives_nothing() -> None:
    ranking = rank(CRITERIA, {"a": scores((80, 90)), "b": scores((59, 60))})
    awards = share_out(ranking, (600, 300), {"a": 900, "b": 900}, 60)
    assert (awards[1].amount_fen, awards[1].why) == (0, "得分低于最低得分 60")
    awards = share_out(ranking, (600,), {"a": 900, "b": 900}, 0)
    assert (awards[1].amount_fen, awards[1].why) == (0, "第2名未设奖补")


POINTS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=3)


@given(
    bids=st.dictionaries(st.sampled_from("abcdef"), POINTS, min_size=1),
    prizes=st.lists(st.integers(1, 50), min_size=1, max_size=4),
    wanted=st.integers(1, 60),
    weight=st.integers(0, 100),
)
@tries(150)
def test_whatever_the_scores_the_ranking_is_complete_and_the_awards_fit(
    bids: dict[str, list[tuple[int, int]]], prizes: list[int], wanted: int, weight: int
) -> None:
    criteria = (
        Criterion("effect", title="成效", weight=weight),
        Criterion("input", title="投入", weight=100 - weight),
    )
    ranking = rank(criteria, {town: scores(*points) for town, points in bids.items()})
    assert sorted(bid.town for bid in ranking) == sorted(bids)
    assert [b.rank for b in ranking] == sorted(b.rank for b in ranking)
    totals = [b.score_thousandths for b in ranking]
    assert totals == sorted(totals, reverse=True)
    awards = share_out(ranking, prizes, dict.fromkeys(bids, wanted), 0)
    assert sum(a.amount_fen for a in awards) <= sum(prizes)
    assert all(0 <= a.amount_fen <= wanted for a in awards)
    of = {a.town: a.amount_fen for a in awards}
    for one in ranking:
        for other in ranking:
            if one.rank == other.rank:
                assert of[one.town] == of[other.town]
