"""创新备案 (RZ-3.2.c): what a town tries is put on file; filing is no approval."""

from datetime import date
from typing import Annotated, Literal

from shared.schemas.events import command_data, event
from shared.schemas.kinds import (
    CountyId,
    Days,
    DocumentRef,
    Flag,
    Identifier,
    Name,
    OrganisationId,
    Reason,
    Text,
    TownId,
    titled,
)
from shared.schemas.words import words

CLAUSE = "RZ-3.2.c"

FilingTiming = Annotated[
    Literal["before", "after"], words("备案时间", before="事前备案", after="事后备案")
]
InnovationResult = Annotated[
    Literal["worked", "partly", "failed"],
    words("创新结果", worked="达到预期", partly="部分达到", failed="未达到"),
]


@command_data
class OpenInnovationFiling:
    filing: Identifier
    town: TownId
    title: Name = titled("创新事项")
    reform: Identifier = titled("改革编号", reference="pilot-reform")


@event("talent", clause=CLAUSE, title="开启创新备案")
class InnovationFilingOpened(OpenInnovationFiling):
    """By itself, from an approved pilot reform; the town files what belongs to it."""

    county: CountyId
    opened_on: date


@command_data
class FileInnovation:
    """`acted_on` is the day on which it began, or is to begin."""

    filing: Identifier
    town: TownId
    title: Name = titled("创新事项")
    content: Text = titled("做法")
    timing: FilingTiming
    acted_on: date = titled("实施日期")
    until: date = titled("期限")
    minutes: DocumentRef = titled("集体研究会议纪要文号")
    risk_assessment: DocumentRef = titled("风险评估文号")
    legality: DocumentRef = titled("合法性审核文号")


@event("talent", clause=CLAUSE, title="创新备案")
class InnovationFiled(FileInnovation):
    county: CountyId
    receiver: OrganisationId = titled("备案机关")
    filed_on: date = titled("备案日期")
    answer_working_days: Days


@command_data
class ReturnFiling:
    filing: Identifier
    reason: Reason


@event("talent", clause=CLAUSE, title="退回创新备案")
class FilingReturned(ReturnFiling):
    town: TownId
    returned_on: date


@command_data
class AcceptFiling:
    filing: Identifier
    document: DocumentRef = titled("备案号")


@event("talent", clause=CLAUSE, title="接收创新备案")
class FilingAccepted(AcceptFiling):
    """On file; nothing is approved by that."""

    town: TownId
    accepted_on: date


@command_data
class AmendFiling:
    filing: Identifier
    content: Text = titled("做法")
    until: date = titled("期限")
    reason: Reason


@event("talent", clause=CLAUSE, title="变更创新备案")
class FilingAmended(AmendFiling):
    town: TownId
    amended_on: date = titled("变更日期")


@command_data
class ConcludeInnovation:
    filing: Identifier
    result: InnovationResult
    findings: Text = titled("总结")


@event("talent", clause=CLAUSE, title="创新总结")
class InnovationConcluded(ConcludeInnovation):
    town: TownId
    county: CountyId
    title: Name = titled("创新事项")
    after_the_act: Flag = titled("是否事后备案")
    concluded_on: date = titled("总结日期")


@event("talent", clause=CLAUSE, title="创新备案未按时答复")
class FilingUnanswered:
    """Silence shows; it neither accepts nor refuses."""

    filing: Identifier
    town: TownId
    organisation: OrganisationId
    due_on: date
    name: Name | None = titled("创新事项", None)


@command_data
class ClearInnovationFilingFlag:
    filing: Identifier
    key: Identifier
    issue: Identifier


@event("talent", clause="RZ-3.3.c", title="解除创新备案预警")
class InnovationFilingFlagCleared(ClearInnovationFilingFlag):
    """The issue that its lateness raised was resolved."""

    town: TownId


Event = (
    InnovationFilingOpened | InnovationFiled | FilingReturned | FilingAccepted | FilingAmended
    | InnovationConcluded | FilingUnanswered
    | InnovationFilingFlagCleared
)  # fmt: skip
