"""待办: what came of a nomination is recorded; city and county solve the land (RZ-2.3.e, f)."""

from services.land.domain.key_project import rules
from services.land.domain.key_project.coordination import (
    SETTLE,
    settle_land_coordination,
    settling_limit,
)
from services.land.domain.key_project.nomination import record_key_decision
from services.land.domain.key_project.state import KEY_PROJECT, KeyProject
from services.land.domain.organisations import NATURAL_RESOURCES, REFORM
from shared.kernel.aggregate import COUNTY, Over, Task, Tasks, Wait
from shared.schemas.land import key_project
from shared.schemas.words import words_of

LEVELS = words_of(key_project.ListLevel)


@KEY_PROJECT.tasks
def tasks(key: KeyProject) -> Tasks:
    """The decision on each open nomination, and the land of a municipal key project."""
    open_levels = [level for level, status in key.levels.items() if status == "nominated"]
    for level in sorted(open_levels):
        yield Task(
            f"decision-{level}", [NATURAL_RESOURCES, REFORM],
            f"登记{LEVELS[level]}重点项目认定结果", [record_key_decision],
            clause=rules.NOMINATION,
        )  # fmt: skip
    if key.waits_for_land:
        yield Task(
            SETTLE, [NATURAL_RESOURCES, COUNTY], "市县统筹解决市级重点项目用地",
            [settle_land_coordination], settling_limit(key), clause=rules.MUNICIPAL,
        )  # fmt: skip
    elif not open_levels:
        yield Over("已关闭") if key.closed else Wait("名单或用地有变动时办理")
