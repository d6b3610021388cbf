"""When the clock of a permit stands still, and how it is extended (RZ-2.1.b)."""

from services.projects.domain.green_channel.competence import ACCEPTORS
from services.projects.domain.green_channel.requirements import require_under_way
from services.projects.domain.green_channel.rules import (
    CLAUSE,
    CLOCK_RUNS,
    CLOCK_STANDS_STILL,
    CLOCK_STOPS_FOR_CAUSE,
    EXTENDED_ONCE,
    EXTENDED_WITHIN_LIMIT,
)
from services.projects.domain.green_channel.state import GREEN_CHANNEL, GreenChannel
from shared.kernel.aggregate import Context, Events, refuse
from shared.schemas.projects import green_channel
from shared.schemas.projects import green_channel_clock as permit_clock
from shared.schemas.words import say

PRINCIPAL = "principal"
"""The duty of the head of an organ, 行政机关负责人."""


@GREEN_CHANNEL.command(title="停止计时", clause=CLAUSE, by=ACCEPTORS)
def pause_clock(channel: GreenChannel, cmd: permit_clock.PauseClock, context: Context) -> Events:
    permit = require_under_way(channel, cmd.permit, context)
    if permit.paused_on is not None:
        refuse(CLOCK_RUNS, paused_on=permit.paused_on)
    causes = context.parameter("projects.clock_stop_causes")
    if cmd.cause not in causes:
        refuse(
            CLOCK_STOPS_FOR_CAUSE,
            causes=", ".join(causes),
            causes_zh=say(green_channel.StopCause, *causes),
        )
    town, today = channel.town, context.today
    return [permit_clock.ClockPaused.of(cmd, town=town, paused_on=today)]


@GREEN_CHANNEL.command(title="恢复计时", clause=CLAUSE, by=ACCEPTORS)
def resume_clock(channel: GreenChannel, cmd: permit_clock.ResumeClock, context: Context) -> Events:
    permit = require_under_way(channel, cmd.permit, context)
    since = permit.paused_on
    if since is None:
        refuse(CLOCK_STANDS_STILL)
    return [
        permit_clock.ClockResumed.of(
            cmd, town=channel.town, paused_on=since, resumed_on=context.today
        )
    ]


@GREEN_CHANNEL.command(title="延长办理期限", clause=CLAUSE, by=ACCEPTORS, duty=PRINCIPAL)
def extend_permit(
    channel: GreenChannel, cmd: permit_clock.ExtendPermit, context: Context
) -> Events:
    """By the organ's head, with the reason told to the applicant (行政许可法§42)."""
    permit = require_under_way(channel, cmd.permit, context)
    if permit.extended:
        refuse(EXTENDED_ONCE)
    if permit.late:
        refuse(EXTENDED_WITHIN_LIMIT)
    kind = "_joint" if permit.joint else ""
    days = context.parameter(f"projects.permit{kind}_extension_working_days")
    by, today = permit.decider, context.today
    return [
        permit_clock.PermitExtended.of(
            cmd, town=channel.town, organisation=by, working_days=days, extended_on=today
        )
    ]
