"""The limits that run on each permit of a channel, and what passes with them (RZ-2.1.b).

A deadline's key is the permit, for its decision, or the permit and what else is awaited.
"""

from collections.abc import Iterable

from services.projects.domain.green_channel.acceptance import accept
from services.projects.domain.green_channel.competence import power_guard, taken_under
from services.projects.domain.green_channel.permit import Permit
from services.projects.domain.green_channel.rules import CLAUSE
from services.projects.domain.green_channel.state import GREEN_CHANNEL, GreenChannel
from shared.kernel.aggregate import Context, Deadline, DeadlinePassed, Events
from shared.schemas.projects import green_channel
from shared.schemas.projects import green_channel_acceptance as permit_acceptance
from shared.schemas.projects import green_channel_decisions as permit_decisions
from shared.schemas.projects import green_channel_transmission as transmission

NOTICE, GAPS, DELIVERY, TRANSMISSION = "notice", "gaps", "delivery", "transmission"


@GREEN_CHANNEL.deadlines
def deadlines(channel: GreenChannel) -> Iterable[Deadline]:
    """A closed channel has none, except that what was granted is still delivered."""
    for id, permit in channel.permits.items():
        if channel.open:
            yield from _until_decided(id, permit)
        if permit.status == "granted" and not permit.delivered and not permit.delivery_late:
            yield delivery_limit(id, permit)


def _until_decided(id: str, permit: Permit) -> Iterable[Deadline]:
    if permit.status == "requested":
        yield notice_limit(id, permit)
    if permit.status != "accepted":
        return
    decision, gaps = decision_limit(id, permit), gap_limit(id, permit)
    if decision and not permit.late:
        yield decision
    if gaps:
        yield gaps
    passing_on = transmission_limit(id, permit)
    if passing_on and not permit.transmission_late:
        yield passing_on


def notice_limit(id: str, permit: Permit) -> Deadline:
    """For the answer to a request: after it, the request counts as accepted."""
    days = permit.notice_days
    return Deadline(f"{id}:{NOTICE}", permit.requested_on, days, "working", CLAUSE)


def decision_limit(id: str, permit: Permit) -> Deadline | None:
    """None while the clock stands still."""
    if permit.paused_on is not None:
        return None
    stopped, days = permit.stopped, permit.limit_days
    return Deadline(id, permit.accepted_on, days, "working", CLAUSE, stopped)


def gap_limit(id: str, permit: Permit) -> Deadline | None:
    if not (permit.gaps and permit.fill_by):
        return None
    days = (permit.fill_by - permit.accepted_on).days
    return Deadline(f"{id}:{GAPS}", permit.accepted_on, days, "calendar", CLAUSE)


def delivery_limit(id: str, permit: Permit) -> Deadline:
    days = permit.delivery_days
    return Deadline(f"{id}:{DELIVERY}", permit.decided_on, days, "working", CLAUSE)


def transmission_limit(id: str, permit: Permit) -> Deadline | None:
    """For a town to pass on what it only accepted."""
    since = permit.transmit_from
    if since is None or not permit.awaits_transmission:
        return None
    key, days = f"{id}:{TRANSMISSION}", permit.transmission_days
    return Deadline(key, since, days, "working", transmission.CLAUSE)


OF_TOWN = power_guard(lambda passed: passed.key.partition(":")[0])


@GREEN_CHANNEL.when_passed(clause=CLAUSE, guards=[OF_TOWN])
def a_limit_passes(channel: GreenChannel, passed: DeadlinePassed, context: Context) -> Events:
    if passed.key not in {deadline.key for deadline in deadlines(channel)}:
        return []
    id, _, awaited = passed.key.partition(":")
    permit, project, town = channel.permits[id], passed.stream_id, channel.town
    by, due_on = permit.organisation, passed.due_on
    match awaited:
        case "notice":
            # Without a notice in time the request counts as accepted on the day it came; by the
            # organ, if the town that was asked has the power no longer.
            under = taken_under(channel, id, permit, context.today, context)
            by = permit.under.organ if permit.under and under is None else by
            day = permit.requested_on
            return [accept(project, town, id, by, day, context, under=under, deemed=True)]
        case "transmission" if permit.under:
            return [
                transmission.TransmissionOverdue(
                    project, town=town, permit=id, organisation=by, organ=permit.under.organ,
                    due_on=due_on,
                )
            ]  # fmt: skip
        case "gaps":
            return [
                permit_acceptance.AcceptanceLapsed(
                    project, town=town, permit=id, organisation=by, gaps=permit.gaps,
                    due_on=due_on,
                )
            ]  # fmt: skip
        case "delivery":
            return [
                permit_decisions.PermitDeliveryOverdue(
                    project, town=town, permit=id, organisation=by, due_on=due_on,
                    organ=permit.organ,
                )
            ]  # fmt: skip
    return [
        green_channel.PermitOverdue(
            project, town=town, permit=id, organisation=permit.decider, due_on=due_on,
            organ=permit.organ,
        )
    ]  # fmt: skip
