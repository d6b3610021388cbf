"""An award round of two towns, told by its commands, that several test modules start from."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from services.finance.domain.award_round import AWARD_ROUND
from shared.schemas.finance.award_round import (
    AwardPublicityEnded,
    Criterion,
    CriterionScore,
    OpenRound,
    Reviewer,
    ScoreBid,
    SubmitBid,
)
from tests.given import NOON, Given, given

ID = "farm-2024"
SCORING = datetime(2024, 3, 20, 4, 0, tzinfo=UTC)
CRITERIA = (Criterion("effect", "成效", 60), Criterion("input", "投入", 40))
REVIEWERS = tuple(
    Reviewer(f"e-{n}", person, "agriculture")
    for n, person in enumerate(["王一", "王二", "王三", "王四"], 1)
)
OPEN = OpenRound(
    ID, "演示-奖补", 1000, (600, 300), CRITERIA, ("taoluo", "chaohe", "jufeng"), REVIEWERS,
    date(2024, 3, 15),
)  # fmt: skip
BID = SubmitBid(ID, "taoluo", "演示-冷链", 900)
OTHER = replace(BID, town="chaohe", title="演示-茶园")


def score(town: str, effect: int, input: int) -> ScoreBid:
    return ScoreBid(ID, town, (CriterionScore("effect", effect), CriterionScore("input", input)))


class Round:
    """Commands given one after another; each must be accepted."""

    def __init__(self, *events: object) -> None:
        self.events = list(events)

    @property
    def story(self) -> Given:
        return given(AWARD_ROUND, ID, *self.events)

    def give(self, command: object, **how: Any) -> "Round":
        outcome = self.story.when(command, **{"by": "finance", "at": SCORING, **how})
        assert outcome.refusal is None, outcome.refusal
        return Round(*self.events, *outcome.events)

    def scored(self, town: str, *points: tuple[int, int]) -> "Round":
        """Scores of the town's bid by the reviewers in turn."""
        round = self
        for reviewer, (effect, input) in zip(REVIEWERS, points, strict=False):
            command = score(town, effect, input)
            round = round.give(command, by="agriculture", person=reviewer.person)
        return round

    def publicity_ends(self) -> "Round":
        number = self.story.state.publicity
        return Round(*self.events, AwardPublicityEnded(ID, number, date(2024, 3, 27)))


def opened() -> Round:
    return Round().give(OPEN, at=NOON)


def with_bids() -> Round:
    return opened().give(BID, by="taoluo", at=NOON).give(OTHER, by="chaohe", at=NOON)


def fully_scored() -> Round:
    """涛雒镇 80 and 90, 潮河镇 85 and 70."""
    return with_bids().scored("taoluo", *[(80, 90)] * 3).scored("chaohe", *[(85, 70)] * 3)
