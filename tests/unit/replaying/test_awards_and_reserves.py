"""推演 of an award round and of a county's reserve: what another score, prize or reserve would have led
to, town by town, as computed by hand."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from services.finance.domain.fund import rules as fund_rules
from services.land.domain.reserve_book import rules as reserve_rules
from shared.kernel.commands.replaying import Replay
from shared.schemas.finance.fund import TransferAllocated
from shared.schemas.land.reserve_book import SetReserve
from tests.unit.finance import rounds
from tests.unit.replaying.histories import Awards, Reserves, of_awards, of_reserve

PAID = "TransferAllocated", "金额（分）"
ALLOCATED = "LandAllocated", "面积（平方米）"


@pytest.fixture
def awards(tmp_path: Path) -> Iterator[Awards]:
    with of_awards(tmp_path) as made:
        yield made


@pytest.fixture
def reserves(tmp_path: Path) -> Iterator[Reserves]:
    with of_reserve(tmp_path) as made:
        yield made


def by_place(replay: Replay, type: str, field: str) -> dict[str, tuple[object, object]]:
    """(was, would) of a figure that differs, by place."""
    told = replay.tally.measures(lambda stream, event: True)
    return {m.place: (m.was, m.would) for m in told if (m.type, m.field) == (type, field)}


def refused(replay: Replay) -> dict[str, str]:
    """Why acts would have been refused, in Chinese, by their commands."""
    return {d.command: d.refusal.zh for d in replay.tally.differences if d.refusal}


def test_another_score_changes_the_order_and_what_each_town_receives(awards: Awards) -> None:
    """潮河镇 would have had 0.6 × 90 + 0.4 × 80 = 86 points, more than the 84 of 涛雒镇."""
    best = {awards.scored["chaohe", "王一"]: rounds.score("chaohe", 100, 100)}
    replay = awards.history.replay(acts=best)
    assert by_place(replay, *PAID) == {"taoluo": (600, 300), "chaohe": (300, 600)}
    assert replay.stood == 0 and refused(replay) == {}
    told = [d.command for d in replay.tally.differences]
    assert told == ["score-bid", "close-scoring", "publicise-result", "grant-awards"]


def test_what_would_be_said_otherwise_stands_beside_what_was_said(awards: Awards) -> None:
    best = {awards.scored["chaohe", "王一"]: rounds.score("chaohe", 100, 100)}
    replay = awards.history.replay(acts=best)
    (closed,) = [d for d in replay.tally.differences if d.command == "close-scoring"]
    (change,) = closed.changes
    scores = [
        [(bid.rank, bid.town, bid.score_thousandths) for bid in side.ranking]
        for side in (change.was, change.would)
    ]
    assert scores == [
        [(1, "taoluo", 84_000), (2, "chaohe", 79_000)],
        [(1, "chaohe", 86_000), (2, "taoluo", 84_000)],
    ]


def paid(replay: Replay) -> list[tuple[tuple[str, int], tuple[str, int]]]:
    """Town and amount of what was paid, and of what would have been, where that is told beside it."""
    (granted,) = [d for d in replay.tally.differences if d.command == "grant-awards"]
    return [
        ((c.was.town, c.was.amount_fen), (c.would.town, c.would.amount_fen))
        for c in granted.changes
        if isinstance(c.was, TransferAllocated) and isinstance(c.would, TransferAllocated)
    ]


def test_what_each_town_would_have_received_stands_beside_what_it_did(awards: Awards) -> None:
    best = {awards.scored["chaohe", "王一"]: rounds.score("chaohe", 100, 100)}
    assert paid(awards.history.replay(acts=best)) == [
        (("taoluo", 600), ("taoluo", 300)), (("chaohe", 300), ("chaohe", 600)),
    ]  # fmt: skip


def test_what_another_town_would_have_received_stands_not_beside_what_one_did(
    awards: Awards,
) -> None:
    """涛雒镇 would have had too few points: 潮河镇 would have had its 600 fen."""
    least = {
        awards.scored["taoluo", r.person]: rounds.score("taoluo", 0, 0)
        for r in rounds.REVIEWERS[:3]
    } | {awards.opened: replace(rounds.OPEN, minimum_score=60)}
    assert paid(awards.history.replay(acts=least)) == [(("chaohe", 300), ("chaohe", 600))]


def test_other_prizes_are_paid_to_the_same_towns(awards: Awards) -> None:
    replay = awards.history.replay(
        acts={awards.opened: replace(rounds.OPEN, prizes_fen=(500, 400))}
    )
    assert by_place(replay, *PAID) == {"taoluo": (600, 500), "chaohe": (300, 400)}


def test_a_bid_below_another_least_score_receives_nothing(awards: Awards) -> None:
    replay = awards.history.replay(acts={awards.opened: replace(rounds.OPEN, minimum_score=80)})
    assert by_place(replay, *PAID) == {"taoluo": (600, 600), "chaohe": (300, 0)}
    assert by_place(replay, "AwardsGranted", "奖补 · 金额（分）")["chaohe"] == (300, 0)


def test_a_pool_that_no_fund_backs_leaves_no_round_and_pays_nobody(awards: Awards) -> None:
    replay = awards.history.replay(acts={awards.opened: replace(rounds.OPEN, pool_fen=2000)})
    assert by_place(replay, *PAID) == {"taoluo": (600, 0), "chaohe": (300, 0)}
    assert fund_rules.WITHIN_APPROPRIATION.zh in refused(replay)["open-round"]


def test_more_scores_required_would_have_kept_a_round_from_its_awards(awards: Awards) -> None:
    """口径推演: who would have received what. Three scored each bid; a fourth would have had to."""
    replay = awards.history.replay(parameters={"finance.award_scores_required": 4})
    assert by_place(replay, *PAID) == {"taoluo": (600, 0), "chaohe": (300, 0)}
    assert "close-scoring" in refused(replay)


def test_the_end_of_a_publicity_is_nobodys_lateness(awards: Awards) -> None:
    replay = awards.history.replay(parameters={"finance.award_scores_required": 4})
    told = replay.tally.measures(lambda stream, event: True)
    ended = {m.type: m.late for m in told if m.type == "AwardPublicityEnded"}
    assert ended == {"AwardPublicityEnded": False}


def test_a_deadline_that_passed_in_both_is_no_difference_though_it_was_told_late(
    tmp_path: Path,
) -> None:
    with of_awards(tmp_path, late=True) as awards:
        best = {awards.scored["chaohe", "王一"]: rounds.score("chaohe", 100, 100)}
        told = awards.history.replay(acts=best).tally.differences
    assert "pass-deadline-of-award-round" not in [d.command for d in told]


def test_a_deadline_that_passed_otherwise_alone_is_told_before_what_followed_it(
    reserves: Reserves,
) -> None:
    less = {reserves.reserved: SetReserve("juxian", reserved=Decimal(80))}
    sooner = {"land.request_decision_working_days": 10}
    replay = reserves.history.replay(acts=less, parameters=sooner)
    told = [d.command for d in replay.tally.differences]
    assert told.count("pass-deadline-of-land-request") == 2
    assert told.index("pass-deadline-of-land-request") < told.index("allocate-land")


def test_a_smaller_reserve_leaves_the_second_project_without_land(reserves: Reserves) -> None:
    """Of 80 m² the first draws 60; the 30 of the second are 10 too many."""
    less = {reserves.reserved: SetReserve("juxian", reserved=Decimal(80))}
    replay = reserves.history.replay(acts=less)
    assert by_place(replay, *ALLOCATED) == {"zhaoxian": (Decimal(90), Decimal(60))}
    assert by_place(replay, "ReserveSet", "预留（平方米）") == {
        "juxian": (Decimal(100), Decimal(80))
    }
    assert by_place(replay, "ReserveBreached", "") == {"juxian": (0, 1)}
    assert reserve_rules.RESERVE_COVERS_DRAWS.zh in refused(replay)["allocate-land"]


def test_another_least_share_says_which_county_would_have_been_short(reserves: Reserves) -> None:
    replay = reserves.history.replay(parameters={"land.reserve_minimum_ratio_percent": 11})
    assert by_place(replay, "ReserveBreached", "") == {"juxian": (0, 1)}
    assert by_place(replay, *ALLOCATED) == {}


def test_a_shorter_limit_says_whose_requests_would_have_been_late(reserves: Reserves) -> None:
    """口径推演: who would have been late. Decided within 15 working days, which 10 are not."""
    replay = reserves.history.replay(parameters={"land.request_decision_working_days": 10})
    late = by_place(replay, "LandDecisionOverdue", "")
    assert late == {"zhaoxian": (0, 2)}
    told = replay.tally.measures(lambda stream, event: True)
    assert {m.late for m in told if m.type == "LandDecisionOverdue"} == {True}
    assert by_place(replay, *ALLOCATED) == {}
