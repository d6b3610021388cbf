"""From the request for a permit to its acceptance, with or without gaps (RZ-2.1.b)."""

from datetime import date, timedelta
from typing import Any

from services.projects.domain.green_channel.competence import (
    ACCEPTORS,
    OF_TOWN,
    require_answers,
    require_asks,
    require_notifies,
)
from services.projects.domain.green_channel.permit import Permit
from services.projects.domain.green_channel.requirements import (
    require_accepted,
    require_by,
    require_open,
    require_permit,
)
from services.projects.domain.green_channel.rules import (
    ANSWERED_BY_WHO_WAS_ASKED,
    CLAUSE,
    CODE_BEFORE_PERMITS,
    GAP_IS_OPEN,
    GAPS_ARE_FILLED_SOON,
    NOTIFIED_AT_ONCE,
    SOMETHING_IS_NAMED,
)
from services.projects.domain.green_channel.state import GREEN_CHANNEL, GreenChannel
from services.projects.domain.project.state import PROJECT, Project
from shared.kernel.aggregate import TOWN, Context, Events, guard, pick, pick_id, refuse
from shared.kernel.aggregate.reforms import OF_REFORMS, refuse_unless_opened
from shared.schemas.projects import green_channel
from shared.schemas.projects import green_channel_acceptance as permit_acceptance
from shared.schemas.text import named_once


def _require_free(channel: GreenChannel, id: str, _: Context) -> None:
    require_permit(
        channel, id,
        "required", "deficient", "declined", "withdrawn", "refused", "lapsed", "revoked",
    )  # fmt: skip


def _require_waiting(channel: GreenChannel, id: str, context: Context) -> Permit:
    """A permit that was requested of the caller, or that counts as accepted by now."""
    known = channel.permits.get(id)
    if known and known.status == "accepted" and known.deemed:
        require_open(channel)
        require_by(known.organisation, ANSWERED_BY_WHO_WAS_ASKED, context)
        return known
    return _require_requested(channel, id, context)


def _require_requested(channel: GreenChannel, id: str, context: Context) -> Permit:
    permit = require_permit(channel, id, "requested")
    require_answers(channel, id, permit, context)
    return permit


@GREEN_CHANNEL.command(
    title="申请许可",
    clause=CLAUSE,
    by=[TOWN],
    guards=[guard(PROJECT), OF_TOWN, OF_REFORMS],
    picks=[pick_id("permit", _require_free)],
)
def request_permit(
    channel: GreenChannel, cmd: green_channel.RequestPermit, context: Context
) -> Events:
    _require_free(channel, cmd.permit, context)
    if context.guard(Project, cmd.project).national_code is None:
        refuse_unless_opened(CODE_BEFORE_PERMITS, channel.town, context)
    under = require_asks(channel, cmd, context)
    days = context.parameter("projects.permit_notice_working_days")
    town, today = channel.town, context.today
    return [
        green_channel.PermitRequested.of(
            cmd, town=town, requested_on=today, notice_working_days=days, under=under
        )
    ]


@GREEN_CHANNEL.command(title="一次告知补正", clause=CLAUSE, by=ACCEPTORS, guards=[OF_TOWN])
def notify_deficiency(
    channel: GreenChannel, cmd: permit_acceptance.NotifyDeficiency, context: Context
) -> Events:
    """In time: once the limit for it passed, the permit counts as accepted."""
    permit = require_permit(channel, cmd.permit, "requested")
    by, today = require_notifies(channel, cmd.permit, permit, context), context.today
    if permit.notified:
        refuse(NOTIFIED_AT_ONCE)
    _require_named(cmd.missing)
    return [
        permit_acceptance.DeficiencyNotified.of(
            cmd, town=channel.town, organisation=by, notified_on=today
        )
    ]


@GREEN_CHANNEL.command(
    title="受理许可",
    clause=CLAUSE,
    by=ACCEPTORS,
    guards=[OF_TOWN],
    picks=[pick_id("permit", _require_waiting)],
)
def accept_permit(
    channel: GreenChannel, cmd: permit_acceptance.AcceptPermit, context: Context
) -> Events:
    """One that counts as accepted may still be taken up; its limit runs from the same day."""
    permit = _require_waiting(channel, cmd.permit, context)
    if permit.status == "accepted":
        day, under = permit.requested_on, permit.under
    else:
        day, under = context.today, require_answers(channel, cmd.permit, permit, context)
    by, joint = context.actor.organisation, cmd.joint
    return [
        accept(cmd.project, channel.town, cmd.permit, by, day, context, joint=joint, under=under)
    ]


@GREEN_CHANNEL.command(
    title="容缺受理",
    clause=CLAUSE,
    by=ACCEPTORS,
    guards=[OF_TOWN],
    picks=[pick_id("permit", _require_requested)],
)
def accept_with_gaps(
    channel: GreenChannel, cmd: permit_acceptance.AcceptWithGaps, context: Context
) -> Events:
    permit = _require_requested(channel, cmd.permit, context)
    under = require_answers(channel, cmd.permit, permit, context)
    _require_named(cmd.gaps)
    by, today = context.actor.organisation, context.today
    latest = today + timedelta(context.parameter("projects.gap_fill_calendar_days"))
    if not today < cmd.fill_by <= latest:
        refuse(GAPS_ARE_FILLED_SOON, today=today, latest=latest)
    return [
        accept(
            cmd.project,
            channel.town,
            cmd.permit,
            by,
            today,
            context,
            joint=cmd.joint,
            gaps=cmd.gaps,
            fill_by=cmd.fill_by,
            document=cmd.document,
            under=under,
        )  # fmt: skip
    ]


@GREEN_CHANNEL.command(title="不予受理", clause=CLAUSE, by=ACCEPTORS, guards=[OF_TOWN])
def decline_acceptance(
    channel: GreenChannel, cmd: permit_acceptance.DeclineAcceptance, context: Context
) -> Events:
    """行政许可法§32: no permit is needed, or another organ is competent; told in writing."""
    permit = require_permit(channel, cmd.permit, "requested")
    by, today = require_notifies(channel, cmd.permit, permit, context), context.today
    return [
        permit_acceptance.AcceptanceDeclined.of(
            cmd, town=channel.town, organisation=by, declined_on=today
        )
    ]


@GREEN_CHANNEL.command(title="撤回许可申请", clause=CLAUSE, by=[TOWN])
def withdraw_permit_request(
    channel: GreenChannel, cmd: permit_acceptance.WithdrawPermitRequest, context: Context
) -> Events:
    permit = require_permit(channel, cmd.permit, "requested", "deficient", "accepted")
    by, today = permit.organisation, context.today
    return [
        permit_acceptance.PermitRequestWithdrawn.of(
            cmd, town=channel.town, organisation=by, withdrawn_on=today
        )
    ]


def _require_gap(channel: GreenChannel, cmd: permit_acceptance.FillGap, context: Context) -> None:
    permit = require_accepted(channel, cmd.permit, context)
    if cmd.gap not in permit.gaps:
        refuse(GAP_IS_OPEN, gap=cmd.gap, open="、".join(permit.gaps) or "-")


@GREEN_CHANNEL.command(
    title="补齐",
    clause=CLAUSE,
    by=ACCEPTORS,
    picks=[pick_id("permit", require_accepted), pick("gap", _require_gap)],
)
def fill_gap(channel: GreenChannel, cmd: permit_acceptance.FillGap, context: Context) -> Events:
    """Recorded by who accepted, or decides, when the document is in hand."""
    require_accepted(channel, cmd.permit, context)
    _require_gap(channel, cmd, context)
    return [permit_acceptance.GapFilled.of(cmd, town=channel.town, filled_on=context.today)]


def accept(
    project: str, town: str, permit: str, by: str, day: date, context: Context,
    *, joint: bool = False, under: green_channel.UnderPower | None = None, **more: Any,
) -> permit_acceptance.PermitAccepted:  # fmt: skip
    """The acceptance with the limits in force: never longer in the channel than by law.

    A town that only accepts passes the case on: within its limit from today, as it may count as
    accepted on a day long past.
    """
    kind = "_joint" if joint else ""
    statutory = context.parameter(f"projects.permit{kind}_statutory_working_days")
    quick = context.parameter(f"projects.permit{kind}_green_channel_working_days")
    of_its_own = context.parameter("projects.permit_type_green_channel_working_days")
    if not joint:
        quick = min(quick, of_its_own.get(permit, quick))
    if under is not None and under.form == "accept":
        more["transmission_working_days"] = context.parameter("projects.transmission_working_days")
        more["transmission_from"] = context.today
    return permit_acceptance.PermitAccepted(
        project, town=town, permit=permit, organisation=by, accepted_on=day,
        green_channel_working_days=min(quick, statutory), statutory_working_days=statutory,
        joint=joint, under=under, **more,
    )  # fmt: skip


def _require_named(documents: tuple[str, ...]) -> None:
    if not documents or not named_once(documents):
        refuse(SOMETHING_IS_NAMED)
