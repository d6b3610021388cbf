"""待办: a siting is decided, or closed (RZ-2.1.c).

Bids and assessments are sealed until then: they ask nobody of anything.
"""

from services.projects.domain.organisations import HOUSING
from services.projects.domain.siting.decision import (
    assess_eligibility,
    close_siting,
    decide_siting,
)
from services.projects.domain.siting.rules import CLAUSE
from services.projects.domain.siting.state import SITING, Siting
from shared.kernel.aggregate import COUNTY, Over, Task, Tasks


@SITING.tasks
def tasks(siting: Siting) -> Tasks:
    """By the county that won the project; where all towns may bid, by the lead."""
    if siting.decided or siting.closed:
        yield Over("已确定选址" if siting.decided else "已终止选址")
    else:
        yield Task(
            "decision", [HOUSING if siting.citywide else COUNTY],
            "申报截止后评估承接条件，确定或终止选址",
            [assess_eligibility, decide_siting, close_siting], clause=CLAUSE,
            since=siting.bids_until,
        )  # fmt: skip
