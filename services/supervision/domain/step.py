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
    RESOLVED = "销号"
    WITHDRAWN = "撤回"

    @property
    def open(self) -> bool:
        return self not in (Step.NEW, Step.RESOLVED, Step.WITHDRAWN)
