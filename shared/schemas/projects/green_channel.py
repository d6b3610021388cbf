"""绿色通道 (RZ-2.1.b): the permits of an admitted project and their time limits."""

from datetime import date
from typing import Annotated, Literal

from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    CountyId,
    Days,
    Identifier,
    OrganisationId,
    ProjectId,
    Reason,
    TownId,
    titled,
)
from shared.schemas.power_form import PowerForm
from shared.schemas.projects.project import ProjectKind
from shared.schemas.words import called, words

CLAUSE = "RZ-2.1.b"

PermitId = Annotated[
    str,
    called(
        Identifier,
        "许可事项",
        {
            "project-filing": "项目备案",
            "project-approval": "项目审批",
            "planning-permit": "建设工程规划许可",
            "construction-permit": "建筑工程施工许可",
        },
    ),
]
StopCause = Annotated[
    str,
    called(
        Identifier,
        "停止计时的事由",
        {
            "hearing": "听证",
            "tender": "招标",
            "auction": "拍卖",
            "inspection": "检验",
            "testing": "检测",
            "quarantine": "检疫",
            "appraisal": "鉴定",
            "expert-review": "专家评审",
        },
    ),
]

Stake = Annotated[
    Literal["safety", "ecology", "finance", "health", "life"],
    words(
        "涉及的公共利益",
        safety="公共安全",
        ecology="生态环境",
        finance="金融安全",
        health="身体健康",
        life="生命财产",
    ),
]
"""What is never granted by commitment."""


@command_data
class UnderPower:
    """The delegated power under which a town has a case: whose power it is, and in which form.

    Entrusted 委托, the town decides in the name of `organ`; given 赋权, in its own; one that only
    accepts 受理 passes the case on to `organ`.
    """

    delegation: Identifier
    form: PowerForm
    organ: OrganisationId


@event("projects", clause=CLAUSE, title="许可超期")
class PermitOverdue:
    """The permit was not decided by `due_on`, the last day of the green-channel limit.

    `organ` is the county department whose power a late town exercises.
    """

    project: ProjectId
    town: TownId
    permit: PermitId
    organisation: OrganisationId
    due_on: date
    organ: OrganisationId | None = None


@command_data
class OpenGreenChannel:
    project: ProjectId
    town: TownId
    county: CountyId
    kind: ProjectKind


@event("projects", clause=CLAUSE, title="开通绿色通道")
class GreenChannelOpened(OpenGreenChannel):
    permits: tuple[PermitId, ...]
    opened_on: date


@command_data
class CloseGreenChannel:
    project: ProjectId
    reason: Reason


@event("projects", clause=CLAUSE, title="关闭绿色通道")
class GreenChannelClosed(CloseGreenChannel):
    """`permits` are those that were still undecided; they go on outside the channel."""

    town: TownId
    permits: tuple[PermitId, ...]


@command_data
class RequestPermit:
    project: ProjectId
    permit: PermitId = titled("许可事项")
    organisation: OrganisationId = titled("受理机关", "approval")


@event("projects", clause=CLAUSE, title="申请许可")
class PermitRequested(RequestPermit):
    town: TownId
    requested_on: date
    notice_working_days: Days = 5
    under: UnderPower | None = None


@command_data
class ClearPermitFlag:
    project: ProjectId
    permit: PermitId = titled("许可事项")
    issue: Identifier = titled("事项编号")


@event("projects", clause=CLAUSE, title="解除许可预警")
class PermitFlagCleared(ClearPermitFlag):
    """The issue that the late permit raised was resolved."""

    town: TownId


@command_data
class ClearDeliveryFlag:
    project: ProjectId
    permit: PermitId = titled("许可事项")
    issue: Identifier = titled("事项编号")


@event("projects", clause="RZ-3.3.c", title="解除送达预警")
class DeliveryFlagCleared(ClearDeliveryFlag):
    """The issue that the late delivery raised was resolved."""

    town: TownId


Event = (
    PermitOverdue | GreenChannelOpened | GreenChannelClosed | PermitRequested | PermitFlagCleared
    | DeliveryFlagCleared
)  # fmt: skip
