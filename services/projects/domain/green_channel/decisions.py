"""Decisions on a permit, and what follows a grant (RZ-2.1.b)."""

from services.projects.domain.green_channel.competence import (
    ACCEPTORS,
    OF_TOWN,
    require_decides_at_once,
)
from services.projects.domain.green_channel.permit import Permit
from services.projects.domain.green_channel.requirements import (
    require_answerable,
    require_decides,
    require_granted,
    require_permit,
    require_under_way,
)
from services.projects.domain.green_channel.rules import (
    CLAUSE,
    CLOCK_RUNS,
    COMMITMENT_AWAITS_CHECK,
    DELIVERED_ONCE,
    NO_GRANT_WITH_GAPS,
    NOT_BY_COMMITMENT,
)
from services.projects.domain.green_channel.state import GREEN_CHANNEL, GreenChannel
from shared.kernel.aggregate import Context, Events, pick_id, refuse
from shared.schemas.projects import green_channel
from shared.schemas.projects import green_channel_decisions as permit_decisions
from shared.schemas.words import say


@GREEN_CHANNEL.command(
    title="许可决定", clause=CLAUSE, by=ACCEPTORS, picks=[pick_id("permit", require_under_way)]
)
def decide_permit(
    channel: GreenChannel, cmd: permit_decisions.DecidePermit, context: Context
) -> Events:
    permit = require_under_way(channel, cmd.permit, context)
    _require_running(permit)
    by, today = context.actor.organisation, context.today
    if not cmd.granted:
        return [
            permit_decisions.PermitRefused(
                cmd.project, town=channel.town, permit=cmd.permit, organisation=by,
                reason=cmd.reason, document=cmd.document, decided_on=today, under=_under(permit),
            )
        ]  # fmt: skip
    _require_no_gaps(permit)
    days = context.parameter("projects.permit_delivery_working_days")
    return [
        permit_decisions.PermitGranted(
            cmd.project, town=channel.town, permit=cmd.permit, organisation=by, reason=cmd.reason,
            document=cmd.document, decided_on=today, delivery_working_days=days,
            under=_under(permit),
        )
    ]  # fmt: skip


@GREEN_CHANNEL.command(title="告知承诺办理", clause=CLAUSE, by=ACCEPTORS, guards=[OF_TOWN])
def decide_on_commitment(
    channel: GreenChannel, cmd: permit_decisions.DecideOnCommitment, context: Context
) -> Events:
    """Granted at once on the applicant's word, to be verified afterwards."""
    permit = require_permit(channel, cmd.permit, "requested", "accepted")
    if permit.status == "accepted":
        require_decides(permit, context)
        under = _under(permit)
    else:
        under = require_decides_at_once(channel, cmd.permit, permit, context)
    _require_running(permit)
    _require_no_gaps(permit)
    excluded = context.parameter("projects.permits_never_on_commitment")
    if cmd.at_stake or cmd.permit in excluded:
        refuse(
            NOT_BY_COMMITMENT,
            stake=", ".join(cmd.at_stake) or cmd.permit,
            stake_zh=say(green_channel.Stake, *cmd.at_stake)
            if cmd.at_stake
            else say(green_channel.PermitId, cmd.permit),
        )
    return [
        permit_decisions.PermitGranted(
            project=cmd.project,
            town=channel.town,
            permit=cmd.permit,
            organisation=context.actor.organisation,
            reason="申请人书面承诺符合条件，以告知承诺方式准予",
            document=cmd.document,
            decided_on=context.today,
            delivery_working_days=context.parameter("projects.permit_delivery_working_days"),
            commitment=cmd.commitment,
            under=under,
        )
    ]


def _require_committed(channel: GreenChannel, id: str, context: Context) -> Permit:
    permit = require_answerable(channel, id, context)
    if permit.commitment != "given":
        refuse(COMMITMENT_AWAITS_CHECK)
    return permit


@GREEN_CHANNEL.command(
    title="核查承诺", clause=CLAUSE, by=ACCEPTORS, picks=[pick_id("permit", _require_committed)]
)
def verify_commitment(
    channel: GreenChannel, cmd: permit_decisions.VerifyCommitment, context: Context
) -> Events:
    permit = _require_committed(channel, cmd.permit, context)
    found = permit_decisions.CommitmentVerified if cmd.kept else permit_decisions.CommitmentBreached
    return [
        found(
            cmd.project, town=channel.town, permit=cmd.permit, organisation=permit.organisation,
            findings=cmd.findings, verified_on=context.today,
        )
    ]  # fmt: skip


@GREEN_CHANNEL.command(
    title="撤销许可", clause=CLAUSE, by=ACCEPTORS, picks=[pick_id("permit", require_answerable)]
)
def revoke_permit(
    channel: GreenChannel, cmd: permit_decisions.RevokePermit, context: Context
) -> Events:
    """For a breached commitment or another cause in law, which the document states."""
    require_answerable(channel, cmd.permit, context)
    by = context.actor.organisation
    town, today = channel.town, context.today
    return [permit_decisions.PermitRevoked.of(cmd, town=town, organisation=by, revoked_on=today)]


def _require_undelivered(channel: GreenChannel, id: str, context: Context) -> Permit:
    permit = require_granted(channel, id, context)
    if permit.delivered:
        refuse(DELIVERED_ONCE)
    return permit


@GREEN_CHANNEL.command(
    title="送达许可", clause=CLAUSE, by=ACCEPTORS, picks=[pick_id("permit", _require_undelivered)]
)
def deliver_permit(
    channel: GreenChannel, cmd: permit_decisions.DeliverPermit, context: Context
) -> Events:
    permit = _require_undelivered(channel, cmd.permit, context)
    by = permit.organisation
    return [
        permit_decisions.PermitDelivered.of(
            cmd, town=channel.town, organisation=by, delivered_on=context.today
        )
    ]


def _under(permit: Permit) -> green_channel.UnderPower | None:
    """The power under which a town decides; none where it only accepted."""
    return permit.under if permit.organ else None


def _require_no_gaps(permit: Permit) -> None:
    if permit.gaps:
        refuse(NO_GRANT_WITH_GAPS, gaps="、".join(permit.gaps))


def _require_running(permit: Permit) -> None:
    if permit.paused_on is not None:
        refuse(CLOCK_RUNS, paused_on=permit.paused_on)
