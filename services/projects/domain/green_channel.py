"""绿色通道 (RZ-2.1.b): the permits of an admitted project, each decided within its limit."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from immutables import Map

from services.projects.domain.green_channel_rules import (
    CHANNEL_IS_OPEN,
    CLAUSE,
    CODE_BEFORE_PERMITS,
    DECIDED_BY_WHO_ACCEPTED,
    FLAG_STANDS,
    PERMIT_IS_LISTED,
    PERMIT_STATUS_ALLOWS,
)
from services.projects.domain.organisations import APPROVAL
from services.projects.domain.project import PROJECT, Project
from shared.aggregate import (
    COUNTY_DEPARTMENTS,
    SYSTEM,
    TOWN,
    Aggregate,
    Context,
    Deadline,
    DeadlinePassed,
    guard,
    refuse,
)
from shared.schemas.projects.green_channel import (
    AcceptPermit,
    ClearPermitFlag,
    CloseGreenChannel,
    DecidePermit,
    GreenChannelClosed,
    GreenChannelOpened,
    OpenGreenChannel,
    PermitAccepted,
    PermitFlagCleared,
    PermitGranted,
    PermitOverdue,
    PermitRefused,
    PermitRequested,
    RequestPermit,
)

Status = Literal["required", "requested", "accepted", "granted", "refused"]

STATUSES: dict[Status, str] = {
    "required": "待申请",
    "requested": "待受理",
    "accepted": "办理中",
    "granted": "已准予",
    "refused": "不予许可",
}
DECIDED = ("granted", "refused")

Events = list[object]
GreenChannelEvent = (
    GreenChannelOpened
    | GreenChannelClosed
    | PermitRequested
    | PermitAccepted
    | PermitGranted
    | PermitRefused
    | PermitOverdue
    | PermitFlagCleared
)


@dataclass(frozen=True)
class Permit:
    """`organisation` accepted it; `late` since this acceptance; `flagged` until resolved."""

    status: Status = "required"
    organisation: str = ""
    accepted_on: date = date.min
    limit_days: int = 0
    late: bool = False
    flagged: bool = False


@dataclass(frozen=True)
class GreenChannel:
    """The permits by their id within the channel, such as `planning-permit`."""

    town: str = ""
    county: str = ""
    open: bool = False
    permits: Map[str, Permit] = Map()


GREEN_CHANNEL = Aggregate("green-channel", GreenChannel(), key="project", title="绿色通道")


@GREEN_CHANNEL.evolve
def evolve(channel: GreenChannel, event: GreenChannelEvent) -> GreenChannel:
    match event:
        case GreenChannelOpened(town=town, county=county, permits=permits):
            return GreenChannel(town, county, True, Map({permit: Permit() for permit in permits}))
        case GreenChannelClosed():
            return replace(channel, open=False)
        case PermitRequested(permit=id):
            return _with(channel, id, status="requested")
        case PermitAccepted(permit=id, organisation=by, accepted_on=day) as accepted:
            limit = accepted.green_channel_working_days
            return _with(
                channel, id, status="accepted",
                organisation=by, accepted_on=day, limit_days=limit, late=False,
            )  # fmt: skip
        case PermitGranted(permit=id):
            return _with(channel, id, status="granted")
        case PermitRefused(permit=id):
            return _with(channel, id, status="refused")
        case PermitOverdue(permit=id):
            return _with(channel, id, late=True, flagged=True)
        case PermitFlagCleared(permit=id):
            return _with(channel, id, flagged=False)


@GREEN_CHANNEL.deadlines
def deadlines(channel: GreenChannel) -> Iterable[Deadline]:
    """Each accepted permit, until it is decided, late, or the channel closed."""
    for id, permit in channel.permits.items():
        if channel.open and permit.status == "accepted" and not permit.late:
            yield Deadline(id, permit.accepted_on, permit.limit_days, "working", CLAUSE)


@GREEN_CHANNEL.when_passed(clause=CLAUSE)
def permit_runs_late(channel: GreenChannel, passed: DeadlinePassed, _: Context) -> Events:
    permit = channel.permits.get(passed.key)
    if permit is None or not channel.open or permit.status != "accepted" or permit.late:
        return []
    by = permit.organisation
    return [PermitOverdue(passed.stream_id, channel.town, passed.key, by, passed.due_on)]


@GREEN_CHANNEL.command(title="开通绿色通道", clause=CLAUSE, by=[SYSTEM], creates=True)
def open_green_channel(_: GreenChannel, cmd: OpenGreenChannel, context: Context) -> Events:
    permits = tuple(context.parameter("projects.permits_required")[cmd.kind])
    return [GreenChannelOpened(cmd.project, cmd.town, cmd.county, cmd.kind, permits, context.today)]


@GREEN_CHANNEL.command(title="关闭绿色通道", clause=CLAUSE, by=[SYSTEM])
def close_green_channel(channel: GreenChannel, cmd: CloseGreenChannel, _: Context) -> Events:
    _require_open(channel)
    undecided = tuple(
        id for id, permit in sorted(channel.permits.items()) if permit.status not in DECIDED
    )
    return [GreenChannelClosed(cmd.project, channel.town, undecided, cmd.reason)]


@GREEN_CHANNEL.command(title="申请许可", clause=CLAUSE, by=[TOWN], guards=[guard(PROJECT)])
def request_permit(channel: GreenChannel, cmd: RequestPermit, context: Context) -> Events:
    _require(channel, cmd.permit, "required", "refused")
    if context.guard(Project, cmd.project).national_code is None:
        refuse(CODE_BEFORE_PERMITS)
    return [PermitRequested(cmd.project, channel.town, cmd.permit, context.today)]


@GREEN_CHANNEL.command(title="受理许可", clause=CLAUSE, by=[APPROVAL, COUNTY_DEPARTMENTS])
def accept_permit(channel: GreenChannel, cmd: AcceptPermit, context: Context) -> Events:
    _require(channel, cmd.permit, "requested")
    return [
        PermitAccepted(
            project=cmd.project,
            town=channel.town,
            permit=cmd.permit,
            organisation=context.actor.organisation,
            accepted_on=context.today,
            green_channel_working_days=context.parameter(
                "projects.permit_green_channel_working_days"
            ),
            statutory_working_days=context.parameter("projects.permit_statutory_working_days"),
        )
    ]


@GREEN_CHANNEL.command(title="许可决定", clause=CLAUSE, by=[APPROVAL, COUNTY_DEPARTMENTS])
def decide_permit(channel: GreenChannel, cmd: DecidePermit, context: Context) -> Events:
    permit = _require(channel, cmd.permit, "accepted")
    by = context.actor.organisation
    if by != permit.organisation:
        acceptor = context.registry.name_of(permit.organisation, context.today)
        refuse(DECIDED_BY_WHO_ACCEPTED, acceptor=acceptor, acceptor_en=permit.organisation)
    decision = PermitGranted if cmd.granted else PermitRefused
    return [
        decision(cmd.project, channel.town, cmd.permit, by, cmd.reason, cmd.document, context.today)
    ]


@GREEN_CHANNEL.command(title="解除许可预警", clause="RZ-3.3.c", by=[SYSTEM])
def clear_permit_flag(channel: GreenChannel, cmd: ClearPermitFlag, _: Context) -> Events:
    permit = channel.permits.get(cmd.permit)
    if permit is None or not permit.flagged:
        refuse(FLAG_STANDS, permit=cmd.permit)
    return [PermitFlagCleared(cmd.project, channel.town, cmd.permit, cmd.issue)]


def _require_open(channel: GreenChannel) -> None:
    if not channel.open:
        refuse(CHANNEL_IS_OPEN)


def _require(channel: GreenChannel, id: str, *needed: Status) -> Permit:
    """The permit, at one of these points of its way through an open channel."""
    _require_open(channel)
    permit = channel.permits.get(id)
    if permit is None:
        refuse(PERMIT_IS_LISTED, permit=id, listed=", ".join(sorted(channel.permits)))
    if permit.status not in needed:
        refuse(
            PERMIT_STATUS_ALLOWS,
            status=STATUSES[permit.status],
            status_en=permit.status,
            needed="、".join(STATUSES[status] for status in needed),
            needed_en=", ".join(needed),
        )
    return permit


def _with(channel: GreenChannel, id: str, **changes: object) -> GreenChannel:
    permit = replace(channel.permits[id], **changes)  # type: ignore[arg-type]
    return replace(channel, permits=channel.permits.set(id, permit))
