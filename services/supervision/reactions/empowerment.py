"""What raises an issue when it is late in the empowerment service (RZ-2.6)."""

from services.supervision.reactions.late import late
from shared.schemas.empowerment import delegation as delegations
from shared.schemas.empowerment import delegation_running as running
from shared.schemas.empowerment import pilot_reform as reforms
from shared.schemas.empowerment import power_list as powers

late_list_raises_an_issue = late(
    powers.PowerListStepOverdue, "赋权事项清单{step}超期",
    "第 {edition} 版清单应于 {due_on} 前{step}。",
    of=("list-{step}", "{county}"), key="{step}",
    why="the county's office that is late handles the issue; a town's silence is no objection.",
    when=lambda told: told.step != "opinion",
)  # fmt: skip
late_delegation_raises_an_issue = late(
    delegations.DelegationStepOverdue, "下放事权{step}超期：{name}",
    "下放事权“{name}”应于 {due_on} 前{step}。",
    of=("{step}", "{delegation}"), key="{step}",
    why="the county department whose power it is handles the issue.",
)  # fmt: skip
late_support_raises_an_issue = late(
    running.SupportOverdue, "下放事权保障逾期未落实：{name}",
    "下放事权“{name}”的{kind}保障应于 {due_on} 前落实。",
    of=("support", "{support}", "{delegation}"), key="support:{support}",
    why="whoever promised training, staff or money with a power handles the issue.",
)  # fmt: skip
late_reform_raises_an_issue = late(
    reforms.ReformStepOverdue, "改革试点{step}超期：{name}",
    "改革“{name}”应于 {due_on} 前完成{step}，逾期单位：{organisation}。",
    of=("reform", "{step}", "{reform}"), key="{step}",
    why="who is late handles the issue; for the town its county, which is responsible.",
    handler=lambda told: told.county if told.organisation == told.town else told.organisation,
)  # fmt: skip
