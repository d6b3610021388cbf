"""The steps of a matter 事项, and how long each may take."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from shared.schemas.copying import replace


class Step(Enum):
    """Where a matter stands; the value is what clerks call it."""

    NEW = "未提出"
    RAISED = "提出"
    ASSIGNED = "交办"
    PLANNED = "方案"
    HANDLING = "办理"
    CLOSURE_REQUESTED = "申请销号"
    REOPENED = "重办"
    SUSPENDED = "挂账"
    EXPLAINED = "解释说明"
    RESOLVED = "销号"
    CONCLUDED = "解释答复"
    WITHDRAWN = "撤回"
    MERGED = "合并"

    @property
    def ended(self) -> bool:
        return self in (Step.RESOLVED, Step.CONCLUDED, Step.WITHDRAWN, Step.MERGED)

    @property
    def open(self) -> bool:
        return self is not Step.NEW and not self.ended


RUNNING = (Step.PLANNED, Step.HANDLING)
"""While a plan runs."""
UNPLANNED = (Step.RAISED, Step.ASSIGNED, Step.REOPENED)
"""While there is no plan yet, or no longer."""
OPEN = tuple(step for step in Step if step.open)


@dataclass(frozen=True, slots=True)
class Limits:
    """How many working days each step may take (0: no limit), since when the present one runs,
    how many steps there were, and what of the present one has passed."""

    assign: int = 0
    plan: int = 0
    reply: int = 0
    visit: int = 0
    since: date | None = None
    assigned_on: date | None = None
    steps: int = 0
    passed: frozenset[str] = frozenset()

    def begin(self, since: date | None) -> "Limits":
        """The next step begins."""
        passed = frozenset(key for key in self.passed if key.startswith("reply"))
        return replace(self, since=since, steps=self.steps + 1, passed=passed)
