"""Delegation (`delegation-<item>-<town>`): one power of a published list in one town."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, assert_never

from immutables import Map

from shared.kernel.aggregate import Aggregate, to_named, to_town
from shared.schemas.copying import replace
from shared.schemas.empowerment import delegation as delegations
from shared.schemas.empowerment import delegation_running as running

CLAUSE = delegations.CLAUSE

Stage = Literal["assessed", "delegated", "exercised", "suspended", "withdrawn"]
STAGES: dict[Stage, str] = {
    "assessed": "已评估能力",
    "delegated": "已下放待承接",
    "exercised": "行使中",
    "suspended": "暂停行使",
    "withdrawn": "已收回",
}
LIVE: tuple[Stage, ...] = ("delegated", "exercised", "suspended")
TAKEN_UP: tuple[Stage, ...] = ("exercised", "suspended")


@dataclass(frozen=True, slots=True)
class Run:
    """What has happened since the power was taken up, or since its last evaluation.

    `since` starts the year after which it is evaluated; `due_on` is the day on which that passed.
    """

    since: date
    days: int
    reviews: int = 0
    suits: int = 0
    due_on: date | None = None
    due_days: int = 0


@dataclass(frozen=True, slots=True)
class Delegation:
    """`organ` is the county department whose power it is; `lacking` what the last assessment found missing,
    `questioned` whether people have left since; `delivered` are the supports that came,
    `term_from` the day of its last agreement, `late` the steps and supports whose limits have passed."""

    town: str = ""
    county: str = ""
    item: str = ""
    stage: Stage = "assessed"
    lacking: tuple[running.CapacityNeed, ...] = ()
    questioned: bool = False
    organ: str = ""
    delegated: delegations.PowerDelegated | None = None
    term_from: date | None = None
    ends_on: date | None = None
    warned: bool = False
    announced: bool = False
    handover: delegations.HandoverPrepared | None = None
    taken_up: delegations.PowerTakenUp | None = None
    trial: Literal["running", "due", "over"] = "running"
    run: Run | None = None
    request: delegations.WithdrawalRequested | None = None
    concluded: running.EvaluationResult | None = None
    disputes: Map[str, running.DisputeRecorded] = Map()
    delivered: frozenset[str] = frozenset()
    late: frozenset[str] = frozenset()
    flags: frozenset[str] = frozenset()


DELEGATION = Aggregate(
    "delegation",
    Delegation(),
    key="delegation",
    title="下放事权",
    sight=[to_town(), to_named()],
)


@DELEGATION.evolve
def evolve(d: Delegation, event: delegations.Event | running.Event) -> Delegation:
    match event:
        case running.CapacityAssessed(town=town, county=county, item=item, lacking=lacking):
            again: Stage = "assessed" if d.stage == "withdrawn" else d.stage
            return replace(
                d, town=town, county=county, item=item, stage=again, lacking=lacking,
                organ=event.organ, questioned=False,
            )  # fmt: skip
        case running.CapacityQuestioned():
            return replace(d, questioned=True)
        case delegations.PowerDelegated(ends_on=until):
            return Delegation(
                town=d.town, county=d.county, item=d.item, stage="delegated", lacking=d.lacking,
                organ=event.organ, delegated=event,
                term_from=event.delegated_on, ends_on=until, disputes=d.disputes,
                flags=d.flags,
            )  # fmt: skip
        case delegations.DelegationAnnounced():
            return replace(d, announced=True)
        case delegations.HandoverPrepared():
            return replace(d, handover=event)
        case delegations.PowerTakenUp(taken_up_on=day, evaluation_calendar_days=days):
            return replace(d, stage="exercised", taken_up=event, run=Run(day, days))
        case delegations.TrialDue():
            return replace(d, trial="due")
        case delegations.TrialConcluded():
            return replace(d, trial="over")
        case delegations.PowerSuspended():
            return replace(d, stage="suspended")
        case delegations.PowerResumed():
            return replace(d, stage="exercised")
        case delegations.PowerWithdrawn():
            return replace(d, stage="withdrawn", request=None, concluded=None)
        case delegations.DelegationExtended(ends_on=until, extended_on=day):
            return replace(d, term_from=day, ends_on=until, warned=False)
        case delegations.DelegationExpiring():
            return replace(d, warned=True)
        case delegations.WithdrawalRequested():
            return replace(d, request=event, late=d.late - {"withdrawal-answer"})
        case delegations.WithdrawalRequestAnswered():
            return replace(d, request=None)
        case delegations.DelegationStepOverdue(step=step):
            return replace(d, late=d.late | {step}, flags=d.flags | {step})
        case running.CapacityLapsed(lacking=lacking):
            return replace(d, lacking=lacking)
        case running.SupportDelivered(support=support):
            return replace(d, delivered=d.delivered | {support})
        case running.SupportOverdue(support=support):
            key = f"support:{support}"
            return replace(d, late=d.late | {key}, flags=d.flags | {key})
        case running.DisputeRecorded(dispute=dispute, kind=kind):
            return _disputed(replace(d, disputes=d.disputes.set(dispute, event)), kind)
        case running.EvaluationDue(due_on=day, evaluation_working_days=days):
            run = replace(d.run, due_on=day, due_days=days) if d.run else None
            return replace(d, run=run)
        case running.DelegationEvaluated(evaluated_on=day, evaluation_calendar_days=days) as found:
            run, late = Run(day, days), d.late - {"evaluation"}
            return replace(d, run=run, late=late, concluded=found.result)
        case delegations.DelegationFlagCleared(key=key):
            return replace(d, flags=d.flags - {key})
    assert_never(event)


def _disputed(d: Delegation, kind: running.DisputeKind) -> Delegation:
    if d.run is None:
        return d
    if kind == "review":
        return replace(d, run=replace(d.run, reviews=d.run.reviews + 1))
    return replace(d, run=replace(d.run, suits=d.run.suits + 1))
