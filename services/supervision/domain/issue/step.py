"""The steps of a matter 事项."""

from enum import Enum


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
