"""督导: replies of principals, lights, reminders, escalation, instructions, ratings of a matter."""

from datetime import date
from typing import Annotated, Literal

from shared.schemas.events import command_data, event
from shared.schemas.glossary import TODAY
from shared.schemas.kinds import (
    ClauseId,
    Count,
    DocumentRef,
    Identifier,
    Name,
    OrganisationId,
    Percent,
    Reason,
    Text,
    TownId,
    titled,
)
from shared.schemas.words import words

Trigger = Annotated[
    Literal["red", "reopened", "decision"],
    words("升级事由", red="红灯", reopened="多次重办", decision="督办决定"),
]
"""Why a matter is escalated: its light turned red, it was reopened too often, someone decided."""


@event("supervision", clause="RZ-3.3.e", title="事项临期")
class IssueDueSoon:
    """The light turns yellow; it turns red with `IssueOverdue`."""

    issue: Identifier
    town: TownId
    handler: OrganisationId
    round: Count
    due_on: date


@event("supervision", clause="RZ-3.3.e", title="升级督办")
class IssueEscalated:
    """`to` follows the matter from now on, once until its end."""

    issue: Identifier
    town: TownId
    handler: OrganisationId
    to: OrganisationId
    trigger: Trigger
    reason: Reason
    escalated_on: date


@event("supervision", clause="RZ-3.3.e", title="领导批示")
class InstructionRecorded:
    """A leader's instruction on the matter; `number` counts them."""

    issue: Identifier
    town: TownId
    number: Count
    leader: Name
    instruction: Text
    instructed_on: date
    document: DocumentRef | None = None


@command_data
class ReplyAsPrincipal:
    issue: Identifier
    principal: Name = titled("主要负责人")
    reply: Text = titled("答复")
    document: DocumentRef | None = None


@event("supervision", clause="RZ-3.3.d", title="主要负责人答复")
class PrincipalReplied(ReplyAsPrincipal):
    """The head of a city department answered the town."""

    town: TownId
    department: OrganisationId
    replied_on: date


@command_data
class RemindHandler:
    issue: Identifier
    message: Text = titled("催办内容")


@event("supervision", clause="RZ-3.3.e", title="催办")
class HandlerReminded(RemindHandler):
    town: TownId
    handler: OrganisationId
    times: Count
    reminded_on: date


@command_data
class EscalateIssue:
    issue: Identifier
    reason: Reason


@command_data
class DesignateSupervisor:
    issue: Identifier
    supervisor: OrganisationId = titled("督查单位")
    scope: Text = titled("督查范围")
    since: date = titled("开始日期")
    until: date = titled("结束日期")
    document: DocumentRef | None = None


@event("supervision", clause="RZ-3.3.e", title="指定督查单位")
class SupervisorDesignated(DesignateSupervisor):
    """`supervisor` follows the matter, within the scope and from `since` to `until`."""

    town: TownId


@command_data
class RecordInstruction:
    """On an open matter, or on any other one, which it then raises: with town and title."""

    issue: Identifier
    leader: Name = titled("批示领导")
    instruction: Text = titled("批示内容")
    instructed_on: date = titled("批示日期", usual=TODAY)
    document: DocumentRef | None = None
    town: TownId | None = None
    title: Name | None = titled("事项标题", None)
    clause: ClauseId | None = None
    handler: OrganisationId | None = titled("承办单位", None)


@command_data
class RateHandling:
    issue: Identifier
    score: Percent = titled("评分（0–100）", unit="points")
    comment: Text = titled("评价")


@event("supervision", clause="RZ-3.3.e", title="办理评价")
class HandlingRated(RateHandling):
    """The town's rating of the handler, 0 to 100, and its weight in the handler's record."""

    town: TownId
    handler: OrganisationId
    weight: Percent
    rated_on: date


Event = (
    IssueDueSoon | IssueEscalated | InstructionRecorded | PrincipalReplied | HandlerReminded
    | SupervisorDesignated | HandlingRated
)  # fmt: skip
