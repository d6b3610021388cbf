"""An award round of two towns, told by its commands, that several test modules start from.

Its pool of 1000 fen is reserved in a general transfer of 1500.
"""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from services.finance.domain.award_round.state import AWARD_ROUND
from services.finance.domain.fund.state import FUND
from shared.schemas.finance.award_round import (
    Criterion,
    CriterionScore,
    OpenRound,
    Reviewer,
    ScoreBid,
    SubmitBid,
)
from shared.schemas.finance.award_round_result import AwardPublicityEnded
from shared.schemas.finance.fund import FundRegistered, FundsAppropriated
from tests.given import NOON, Given, Outcome, given

ID = "farm-2024"
SCORING = datetime(2024, 3, 20, 4, 0, tzinfo=UTC)
FUND_ID = "city-award-2024"
BACKING = (
    FundRegistered(FUND_ID, name="演示-奖补资金", source="city", kind="general", year=2024),
    FundsAppropriated(FUND_ID, amount_fen=1500, document="日财预〔2024〕3号"),
)
CRITERIA = (
    Criterion("effect", title="成效", weight=60),
    Criterion("input", title="投入", weight=40),
)
REVIEWERS = tuple(
    Reviewer(f"e-{n}", person=person, organisation="agriculture")
    for n, person in enumerate(["王一", "王二", "王三", "王四"], 1)
)
OPEN = OpenRound(
    ID, name="演示-奖补", pool_fen=1000, prizes_fen=(600, 300), criteria=CRITERIA,
    towns=("taoluo", "chaohe", "jufeng"), reviewers=REVIEWERS, bids_until=date(2024, 3, 15),
    fund=FUND_ID,
)  # fmt: skip
BID = SubmitBid(ID, town="taoluo", title="演示-冷链", wanted_fen=900)
OTHER = replace(BID, town="chaohe", title="演示-茶园")


def score(town: str, effect: int, input: int) -> ScoreBid:
    return ScoreBid(
        ID,
        town=town,
        scores=(CriterionScore("effect", points=effect), CriterionScore("input", points=input)),
    )


class Round:
    """Commands given one after another; each must be accepted. `fund` is its fund's history."""

    def __init__(self, *events: object, fund: tuple[object, ...] = BACKING) -> None:
        self.events = list(events)
        self.fund = fund

    @property
    def story(self) -> Given:
        return given(AWARD_ROUND, ID, *self.events).and_given(FUND, FUND_ID, *self.fund)

    @property
    def money(self) -> Any:
        """The fund as it stands."""
        return FUND.replay(self.fund)

    def give(self, command: object, **how: Any) -> "Round":
        outcome = self.story.when(command, **{"by": "finance", "at": SCORING, **how})
        assert outcome.refusal is None, outcome.refusal
        return self.after(outcome)

    def after(self, outcome: Outcome) -> "Round":
        """With what was decided, each event in its own stream's history."""
        own = [d.event for d in outcome.decided if d.aggregate is AWARD_ROUND]
        fund = [d.event for d in outcome.decided if d.aggregate is FUND]
        return Round(*self.events, *own, fund=(*self.fund, *fund))

    def scored(self, town: str, *points: tuple[int, int]) -> "Round":
        """Scores of the town's bid by the reviewers in turn."""
        round = self
        for reviewer, (effect, input) in zip(REVIEWERS, points, strict=False):
            command = score(town, effect, input)
            round = round.give(command, by="agriculture", person=reviewer.person)
        return round

    def publicity_ends(self) -> "Round":
        number = self.story.state.publicity
        ended = AwardPublicityEnded(ID, publicity=number, last_day=date(2024, 3, 27))
        return Round(*self.events, ended, fund=self.fund)


def opened() -> Round:
    return Round().give(OPEN, at=NOON)


def with_bids() -> Round:
    return opened().give(BID, by="taoluo", at=NOON).give(OTHER, by="chaohe", at=NOON)


def fully_scored() -> Round:
    """涛雒镇 80 and 90, 潮河镇 85 and 70."""
    return with_bids().scored("taoluo", *[(80, 90)] * 3).scored("chaohe", *[(85, 70)] * 3)
