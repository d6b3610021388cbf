"""What raises an issue when a permit is late in the projects service (RZ-2.1.b).

A late town exercises the power of a county department, which answers for its support and its
supervision: that department handles the issue.
"""

from services.supervision.reactions.late import late
from shared.schemas.projects import green_channel
from shared.schemas.projects import green_channel_decisions as permit_decisions
from shared.schemas.projects import green_channel_transmission as transmission

late_permit_raises_an_issue = late(
    green_channel.PermitOverdue, "许可超期：{project}，{permit}",
    "项目“{project}”的许可 {permit} 应于 {due_on} 前作出决定。",
    of=("{permit}", "{project}"), key="{permit}",
    why="whoever is late with the permit handles the issue, or whose power a late town exercises.",
    handler=lambda told: told.organ or told.organisation,
)  # fmt: skip
late_delivery_raises_an_issue = late(
    permit_decisions.PermitDeliveryOverdue, "许可送达超期：{project}，{permit}",
    "项目“{project}”的许可 {permit} 应于 {due_on} 前送达。",
    of=("delivery", "{permit}", "{project}"), key="{permit}:delivery",
    why="whoever granted the permit delivers it. Its key tells it from the permit's own.",
    handler=lambda told: told.organ or told.organisation,
)  # fmt: skip
late_transmission_raises_an_issue = late(
    transmission.TransmissionOverdue, "许可申请转报超期：{project}，{permit}",
    "镇受理的项目“{project}”许可 {permit} 的申请应于 {due_on} 前转报。",
    of=("transmission", "{permit}", "{project}"), key="{permit}:transmission",
    why="the county department that awaits the case fetches it, and guides the town.",
    handler=lambda told: told.organ,
)  # fmt: skip
