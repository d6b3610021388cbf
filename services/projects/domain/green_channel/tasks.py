"""待办: who takes the next step of each permit (RZ-2.1.b)."""

from services.projects.domain.green_channel.acceptance import (
    accept_permit,
    accept_with_gaps,
    decline_acceptance,
    fill_gap,
    notify_deficiency,
    request_permit,
)
from services.projects.domain.green_channel.clock import extend_permit, pause_clock, resume_clock
from services.projects.domain.green_channel.decisions import (
    decide_on_commitment,
    decide_permit,
    deliver_permit,
    revoke_permit,
    verify_commitment,
)
from services.projects.domain.green_channel.limits import (
    decision_limit,
    delivery_limit,
    gap_limit,
    notice_limit,
    transmission_limit,
)
from services.projects.domain.green_channel.permit import Permit
from services.projects.domain.green_channel.rules import CLAUSE
from services.projects.domain.green_channel.state import GREEN_CHANNEL, GreenChannel
from services.projects.domain.green_channel.transmission import transmit_case
from shared.kernel.aggregate import (
    TOWN,
    Answers,
    Over,
    Task,
    Tasks,
    Wait,
    organisation,
)

_PERMITS = {
    "project-filing": "项目备案",
    "project-approval": "项目审批",
    "planning-permit": "规划许可",
    "construction-permit": "施工许可",
}
_OF_THE_TOWN = ("required", "deficient", "declined", "withdrawn", "refused", "lapsed", "revoked")
"""Where the town may ask, anew or for the first time."""


@GREEN_CHANNEL.tasks
def tasks(channel: GreenChannel) -> Tasks:
    """The town asks; who was asked answers, decides, delivers, and checks what was promised. A
    closed channel has only what was granted to deliver."""
    waiting = False
    for id, permit in channel.permits.items():
        if channel.open:
            yield from _until_decided(id, permit)
        if permit.status == "granted":
            yield from _granted(id, permit)
        waiting |= permit.status in ("requested", "accepted")
    if not channel.open:
        yield Over("项目已出库，通道已关闭")
    elif not waiting:
        yield Wait("许可由镇按项目进度申请")


def _until_decided(id: str, permit: Permit) -> Tasks:
    name, who = _name(id), [organisation(permit.organisation)]
    if permit.status in _OF_THE_TOWN:
        does = "补正后再次申请" if permit.status == "deficient" else "申请"
        yield Task(f"{id}:request", [TOWN], f"{does}{name}", [request_permit], clause=CLAUSE)
    elif permit.status == "requested":
        limit = notice_limit(id, permit)
        answers: Answers = [accept_permit, accept_with_gaps, notify_deficiency, decline_acceptance]
        # The organ answers for a town that may not tell what is missing, or has the power no longer.
        if permit.under is not None:
            who.append(organisation(permit.under.organ))
        yield Task(limit.key, who, f"受理{name}的申请，或一次告知补正", answers, limit)
    elif permit.status == "accepted":
        gaps, decision = gap_limit(id, permit), decision_limit(id, permit)
        passing_on, decides = transmission_limit(id, permit), [organisation(permit.decider)]
        if passing_on:
            about = f"将受理的{name}申请转报决定机关"
            yield Task(passing_on.key, who, about, [transmit_case], passing_on)
        if permit.gaps:
            about = f"{name}补齐容缺材料：{'、'.join(permit.gaps)}"
            yield Task(f"{id}:gaps", who, about, [fill_gap], gaps, clause=CLAUSE)
        if decision is None:
            yield Task(f"{id}:clock", decides, f"{name}恢复计时", [resume_clock], clause=CLAUSE)
        else:
            answers = [decide_permit, decide_on_commitment, pause_clock, extend_permit]
            yield Task(id, decides, f"作出{name}决定", answers, decision)


def _granted(id: str, permit: Permit) -> Tasks:
    who = [organisation(permit.organisation)]
    if not permit.delivered:
        limit = delivery_limit(id, permit)
        yield Task(limit.key, who, f"送达{_name(id)}", [deliver_permit], limit)
    if permit.commitment == "given":
        about = f"核查{_name(id)}申请人的承诺"
        yield Task(f"{id}:commitment", who, about, [verify_commitment], clause=CLAUSE)
    if permit.commitment == "breached":
        about = f"承诺未履行，决定是否撤销{_name(id)}"
        yield Task(f"{id}:revocation", who, about, [revoke_permit], clause=CLAUSE)


def _name(id: str) -> str:
    return _PERMITS.get(id, id)
