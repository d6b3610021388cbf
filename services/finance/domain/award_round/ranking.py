"""Ranks bids and shares out prizes (RZ-2.2.f): pure, exact, and explained in words.

A bid's score is the mean of its reviewers' points per criterion, weighted. Equal scores are told
apart by the criteria in the order of their weights; bids equal in all of them share a rank, and
the prizes of the places that they take are shared equally among them. Awards are in whole fen.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from shared.schemas.finance import award_round

Scores = Mapping[str, tuple[award_round.CriterionScore, ...]]
"""One bid's scores by reviewer."""


@dataclass(frozen=True, slots=True)
class _Bid:
    town: str
    reviewers: int
    score: Fraction
    means: tuple[Fraction, ...]

    @property
    def order(self) -> tuple[Fraction, ...]:
        """Greater is better: the score, then the means from the heaviest criterion on."""
        return (self.score, *self.means)


def rank(
    criteria: Sequence[award_round.Criterion],
    bids: Mapping[str, Scores],
    called: Callable[[str], str] = str,
) -> tuple[award_round.RankedBid, ...]:
    """The bids by town, best first; each must have at least one score of every criterion. `called`
    gives a town's name, for what is said of it."""
    heaviest_first = sorted(criteria, key=lambda c: -c.weight)
    read = [_read(town, scores, heaviest_first) for town, scores in sorted(bids.items())]
    read.sort(key=lambda bid: bid.order, reverse=True)
    ranked: list[award_round.RankedBid] = []
    for _, group in groupby(read, key=lambda bid: bid.order):
        place = len(ranked) + 1
        equals = list(group)
        ranked += [
            award_round.RankedBid(
                place,
                town=bid.town,
                score_thousandths=_round_half_up(bid.score),
                reviewers=bid.reviewers,
                means=tuple(
                    award_round.CriterionMean(
                        c.criterion, weight=c.weight, mean_thousandths=_round_half_up(mean)
                    )
                    for c, mean in zip(heaviest_first, bid.means, strict=True)
                ),
                why=_explain(bid, equals, read, heaviest_first, called),
            )
            for bid in equals
        ]
    return tuple(ranked)


def share_out(
    ranking: Sequence[award_round.RankedBid],
    prizes_fen: Sequence[int],
    wanted_fen: Mapping[str, int],
    minimum_score: int,
) -> tuple[award_round.Award, ...]:
    """What each ranked bid receives; never more than it asked for, nor than the prizes' sum."""
    awards: list[award_round.Award] = []
    for place, group in groupby(ranking, key=lambda bid: bid.rank):
        equals = list(group)
        prizes = prizes_fen[place - 1 : place - 1 + len(equals)]
        part = sum(prizes) // len(equals)
        for bid in equals:
            fen, why = _award(bid, part, len(equals), wanted_fen[bid.town], minimum_score)
            awards.append(award_round.Award(bid.town, rank=place, amount_fen=fen, why=why))
    return tuple(awards)


def _award(
    bid: award_round.RankedBid, part: int, sharing: int, wanted: int, minimum_score: int
) -> tuple[int, str]:
    if bid.score_thousandths < minimum_score * 1000:
        return 0, f"得分低于最低得分 {minimum_score}"
    if part == 0:
        return 0, f"第{bid.rank}名未设奖补"
    where = (
        f"第{bid.rank}名" if sharing == 1 else f"{sharing}镇并列第{bid.rank}名，平分所占名次奖补"
    )
    if wanted < part:
        return wanted, f"{where}，以申请金额为限"
    return part, where


def _read(town: str, scores: Scores, criteria: Sequence[award_round.Criterion]) -> _Bid:
    points = [{s.criterion: s.points for s in given} for given in scores.values()]
    means = tuple(Fraction(sum(p[c.criterion] for p in points), len(points)) for c in criteria)
    weighed = (c.weight * mean for c, mean in zip(criteria, means, strict=True))
    return _Bid(town, len(points), sum(weighed, Fraction(0)) / 100, means)


def _explain(
    bid: _Bid,
    equals: Sequence[_Bid],
    bids: Sequence[_Bid],
    criteria: Sequence[award_round.Criterion],
    called: Callable[[str], str],
) -> str:
    if len(equals) > 1:
        others = "、".join(called(other.town) for other in equals if other is not bid)
        return f"与{others}总分及各项均相同，并列"
    tied = [other for other in bids if other is not bid and other.score == bid.score]
    if not tied:
        return "按加权总分排序"
    told = []
    for other in tied:
        pairs = zip(criteria, bid.means, other.means, strict=True)
        criterion, own, theirs = next(p for p in pairs if p[1] != p[2])
        order = "优于" if own > theirs else "次于"
        told.append(
            f"{order}{called(other.town)}（{criterion.title} {_write_points(own)} 对 {_write_points(theirs)}）"
        )
    return "总分相同，按权重由高到低比较单项：" + "；".join(told[:8])


def _round_half_up(value: Fraction) -> int:
    """Rounded half up."""
    return int(value * 1000 + Fraction(1, 2))


def _write_points(value: Fraction) -> str:
    whole, thousandths = divmod(_round_half_up(value), 1000)
    return f"{whole}.{thousandths:03}"
