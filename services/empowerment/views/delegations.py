"""下放事权台账: where each power is, by town; who answers for it (RZ-2.6.b, RZ-2.6.c)."""

from datetime import date

from services.empowerment.domain.delegation.state import DELEGATION
from shared.kernel.views.figure import figure
from shared.kernel.views.gauge import totals
from shared.kernel.views.row import Row, column, replace, view
from shared.schemas.empowerment import delegation as delegations
from shared.schemas.empowerment import delegation_running as running
from shared.schemas.empowerment.stages import DelegationStage
from shared.schemas.kinds import CountyId, OrganisationId, TownId
from shared.schemas.power_form import PowerForm
from shared.schemas.words import words_of


@view("delegations", title="下放事权台账", key="delegation", version=1, of=DELEGATION)
class Delegations(Row):
    delegation: str = column("下放编号")
    town: TownId = column("镇", "")
    county: CountyId = column("区县", "")
    item: str = column("事项编号", "")
    name: str = column("事项名称", "")
    form: PowerForm = column("下放形式", "accept")
    organ: OrganisationId = column("原属部门", "")
    respondent: OrganisationId = column("复议诉讼主体", "")
    status: DelegationStage = column("状态", "assessed")
    delegated_on: date | None = column("下放日期", None)
    document: str | None = column("下放文号", None)
    ends_on: date | None = column("委托期限至", None)
    taken_up_on: date | None = column("承接日期", None)
    trial_over_on: date | None = column("转正日期", None)
    withdrawn_on: date | None = column("收回日期", None)
    cause: delegations.EndCause | None = column("收回缘由", None)
    supports_owed: int = column("未落实保障（项）", 0)
    overdue_since: date | None = column("超期（时限最后一日）", None)
    overdue_step: delegations.DelegationStep | None = column("超期环节", None)
    overdue_by: OrganisationId = column("超期单位", "")


DELEGATED = figure(
    "delegations", "下放事权", of=Delegations, by=("town", "status"), counts="事项数",
)  # fmt: skip

DELEGATIONS = totals(
    "delegations",
    "Powers handed down by state, delegated or suspended among them, and town",
    of=Delegations,
    by=("status", "town"),
)
LATE = totals(
    "delegations_late",
    "Steps of handing powers down that are late, by who must take them",
    of=Delegations,
    by=("overdue_step", "overdue_by"),
    where={"overdue_step": tuple(words_of(delegations.DelegationStep))},
)
SUPPORTS = totals(
    "delegation_supports_owed",
    "Supports promised with powers and not given, by town",
    of=Delegations,
    by=("town",),
    sums="supports_owed",
)


@Delegations.on(running.CapacityAssessed)
def assessed(row: Delegations, event: running.CapacityAssessed) -> Delegations:
    return replace(row, town=event.town, county=event.county, item=event.item)


@Delegations.on(delegations.PowerDelegated)
def delegated(row: Delegations, event: delegations.PowerDelegated) -> Delegations:
    return replace(
        _in_time(row), name=event.name, form=event.form, organ=event.organ,
        respondent=event.respondent, status="delegated", delegated_on=event.delegated_on,
        document=event.document, ends_on=event.ends_on, taken_up_on=None, trial_over_on=None,
        withdrawn_on=None, cause=None, supports_owed=len(event.supports),
    )  # fmt: skip


@Delegations.on(delegations.HandoverPrepared)
def prepared(row: Delegations, event: delegations.HandoverPrepared) -> Delegations:
    return _in_time(row) if event.seal and event.account else row


@Delegations.on(delegations.PowerTakenUp)
def taken_up(row: Delegations, event: delegations.PowerTakenUp) -> Delegations:
    return replace(row, status="exercised", taken_up_on=event.taken_up_on)


@Delegations.on(delegations.TrialConcluded)
def concluded(row: Delegations, event: delegations.TrialConcluded) -> Delegations:
    return replace(row, trial_over_on=event.concluded_on)


@Delegations.on(delegations.PowerSuspended)
def suspended(row: Delegations, event: delegations.PowerSuspended) -> Delegations:
    return replace(row, status="suspended")


@Delegations.on(delegations.PowerResumed)
def resumed(row: Delegations, event: delegations.PowerResumed) -> Delegations:
    return replace(row, status="exercised")


@Delegations.on(delegations.PowerWithdrawn)
def withdrawn(row: Delegations, event: delegations.PowerWithdrawn) -> Delegations:
    gone = replace(row, status="withdrawn", withdrawn_on=event.effective_on, cause=event.cause)
    return replace(_in_time(gone), supports_owed=0)


@Delegations.on(delegations.DelegationExtended)
def extended(row: Delegations, event: delegations.DelegationExtended) -> Delegations:
    return replace(row, ends_on=event.ends_on)


@Delegations.on(running.SupportDelivered)
def supported(row: Delegations, event: running.SupportDelivered) -> Delegations:
    return replace(row, supports_owed=max(row.supports_owed - 1, 0))


@Delegations.on(delegations.WithdrawalRequestAnswered)
def answered(row: Delegations, event: delegations.WithdrawalRequestAnswered) -> Delegations:
    return _in_time(row)


@Delegations.on(running.DelegationEvaluated)
def evaluated(row: Delegations, event: running.DelegationEvaluated) -> Delegations:
    return _in_time(row)


@Delegations.on(delegations.DelegationStepOverdue)
def late(row: Delegations, event: delegations.DelegationStepOverdue) -> Delegations:
    return replace(
        row, overdue_since=event.due_on, overdue_step=event.step, overdue_by=event.organisation
    )


def _in_time(row: Delegations) -> Delegations:
    return replace(row, overdue_since=None, overdue_step=None, overdue_by="")


@Delegations.on(delegations.DelegationFlagCleared)
def flag_fell(row: Delegations, event: delegations.DelegationFlagCleared) -> Delegations:
    return _in_time(row) if event.key == row.overdue_step else row
