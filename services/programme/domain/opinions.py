"""What waits for the experts (RZ-2.5.g): until they are heard, waived with reason, or late.

A plan or an assessment that has waited its working days goes on without.
"""

from dataclasses import dataclass
from datetime import date

from shared.kernel.aggregate import Deadline, RulesOf, refuse
from shared.schemas.programme.stages import OpinionStage
from shared.schemas.words import words_of

CLAUSE = "RZ-1.a"
_STAGES = words_of(OpinionStage)

rule = RulesOf(CLAUSE)
OPINION_IS_AWAITED = rule(
    "opinion-is-awaited",
    zh="专家意见尚未了结的，才能登记或免除",
    en="An opinion is recorded or waived while it is awaited.",
    pass_zh="专家意见现为“{stage}”",
    pass_en="The opinion is: {stage_en}.",
)
EXPERTS_ARE_HEARD = rule(
    "experts-are-heard",
    zh="须有专家意见，或经说明免除，或等待期满",
    en="The experts are heard, waived with a reason, or late.",
    pass_zh="请登记专家意见或说明免除；自 {since} 起 {days} 个工作日未出具的，可继续办理",
    pass_en="Record their opinion or waive it; {days} working days after {since} it goes on without.",
)


@dataclass(frozen=True, slots=True)
class Opinion:
    """It is awaited from a day on, for so many working days."""

    since: date = date.max
    days: int = 0
    stage: OpinionStage = "awaited"

    @property
    def awaited(self) -> bool:
        return self.stage == "awaited"

    def limit(self, key: str) -> Deadline:
        return Deadline(key, self.since, self.days, "working", CLAUSE)


def require_awaited(opinion: Opinion) -> None:
    if not opinion.awaited:
        refuse(OPINION_IS_AWAITED, stage=_STAGES[opinion.stage], stage_en=opinion.stage)


def require_heard(opinion: Opinion) -> None:
    if opinion.awaited:
        refuse(EXPERTS_ARE_HEARD, since=opinion.since, days=opinion.days)
